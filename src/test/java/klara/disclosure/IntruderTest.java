package klara.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.linear.UnboundedSolutionException;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.junit.jupiter.api.Test;

class IntruderTest {
  private static final long SEED = 2024;

  /** Stands for any end beyond it. */
  private static final long UNBOUNDED = 1_000_000;

  @Test
  void findsWhatALinearProgramFinds() {
    Random random = new Random(SEED);
    int compared = 0;
    long recovered = 0;
    for (int i = 0; i < 60; i++) {
      CellSystem cells = twoWay(random, 2 + random.nextInt(2), 2 + random.nextInt(3));
      List<Verdict> verdicts = new ArrayList<>(SmallCells.hidden(cells));
      if (i % 2 == 0) {
        Collections.replaceAll(verdicts, Verdict.COMPLEMENTARY, Verdict.PUBLISHED);
        SmallCells.hiddenStudents(cells).stream()
            .filter(cell -> !verdicts.get(cell).hidden())
            .forEach(cell -> verdicts.set(cell, Verdict.COMPLEMENTARY));
      }

      List<Range> ranges = Intruder.ranges(cells, verdicts);

      for (Range range : ranges) {
        assertThat(bounded(range))
            .as("seed %d, system %d", SEED, i)
            .isEqualTo(solved(cells, verdicts, range));
        compared++;
      }
      assertThat(Intruder.recovered(cells, verdicts))
          .as("seed %d, system %d", SEED, i)
          .isEqualTo(ranges.stream().filter(Range::recovered).count());
      recovered += Intruder.recovered(cells, verdicts);
    }
    assertThat(compared).isGreaterThan(300);
    assertThat(recovered).isPositive();
  }

  @Test
  void recoversNothingInRandomTwoWayTables() {
    Random random = new Random(SEED);
    long hidden = 0;
    long recovered = 0;
    for (int i = 0; i < 60; i++) {
      CellSystem cells = twoWay(random, 2 + random.nextInt(2), 2 + random.nextInt(3));
      List<Verdict> verdicts = SmallCells.hidden(cells);
      for (Range range : Intruder.ranges(cells, verdicts)) {
        hidden++;
        recovered += solved(cells, verdicts, range).recovered() ? 1 : 0;
      }
    }

    assertThat(recovered).as("small counts recovered of %d hidden, seed %d", hidden, SEED).isZero();
  }

  /** Where what is told has changed since protection found its tables, they are not believed. */
  @Test
  void takesNoTableOnTrustByWhichCountsWouldBeOpen() {
    Random random = new Random(SEED);
    long found = 0;
    for (int i = 0; i < 60; i++) {
      CellSystem cells = twoWay(random, 2 + random.nextInt(2), 2 + random.nextInt(3));
      BitSet withoutStudents = SmallCells.hiddenStudents(cells);
      SmallCells.Protection protection = SmallCells.protection(cells, withoutStudents);
      List<double[]> witnesses = new ArrayList<>(protection.witnesses());
      if (!witnesses.isEmpty()) {
        witnesses.add(new double[witnesses.get(0).length]);
      }

      assertThat(Intruder.recovered(cells, protection.verdicts(), withoutStudents, witnesses))
          .isZero();

      List<Verdict> told = new ArrayList<>(protection.verdicts());
      Collections.replaceAll(told, Verdict.COMPLEMENTARY, Verdict.PUBLISHED);
      withoutStudents.stream()
          .filter(cell -> !told.get(cell).hidden())
          .forEach(cell -> told.set(cell, Verdict.COMPLEMENTARY));
      long believing = Intruder.recovered(cells, told, withoutStudents, witnesses);
      assertThat(believing)
          .as("seed %d, system %d", SEED, i)
          .isEqualTo(Intruder.recovered(cells, told));
      found += believing;
    }
    assertThat(found).isPositive();
  }

  /** Rows and columns with their margins and the grand total, many cells of them small. */
  static CellSystem twoWay(Random random, int rows, int columns) {
    int width = columns + 1;
    long[] students = new long[(rows + 1) * width];
    long[] events = new long[students.length];
    for (int row = 1; row <= rows; row++) {
      for (int column = 1; column <= columns; column++) {
        int count = random.nextInt(random.nextInt(4) == 0 ? 200 : 15);
        int some = random.nextInt(count + 1);
        for (int cell : new int[] {0, column, row * width, row * width + column}) {
          students[cell] += count;
          events[cell] += some;
        }
      }
    }
    List<Sum> sums = new ArrayList<>();
    for (int row = 0; row <= rows; row++) {
      List<Integer> parts = new ArrayList<>();
      for (int column = 1; column <= columns; column++) {
        parts.add(row * width + column);
      }
      sums.add(new Sum(row * width, parts));
    }
    for (int column = 0; column <= columns; column++) {
      List<Integer> parts = new ArrayList<>();
      for (int row = 1; row <= rows; row++) {
        parts.add(row * width + column);
      }
      sums.add(new Sum(column, parts));
    }
    return new CellSystem(students, events, sums);
  }

  /** The same range from another solver, from the published numbers alone. */
  private static Range solved(CellSystem cells, List<Verdict> verdicts, Range range) {
    int size = cells.size();
    BitSet withoutStudents = SmallCells.hiddenStudents(cells);
    List<LinearConstraint> constraints = new ArrayList<>();
    for (int cell = 0; cell < size; cell++) {
      if (withoutStudents.get(cell)) {
        constraints.add(constraint(size, Relationship.GEQ, 1, size + cell));
      } else {
        constraints.add(constraint(size, Relationship.EQ, cells.students(cell), size + cell));
      }
      if (!verdicts.get(cell).hidden()) {
        constraints.add(constraint(size, Relationship.EQ, cells.events(cell), cell));
      }
      double[] rest = new double[2 * size];
      rest[size + cell] = 1;
      rest[cell] = -1;
      constraints.add(new LinearConstraint(rest, Relationship.GEQ, 0));
    }
    for (Sum sum : cells.sums()) {
      for (int shift : new int[] {0, size}) {
        double[] weights = new double[2 * size];
        weights[shift + sum.total()] = -1;
        sum.parts().forEach(part -> weights[shift + part] += 1);
        constraints.add(new LinearConstraint(weights, Relationship.EQ, 0));
      }
    }
    double[] goal = new double[2 * size];
    if (range.quantity() != Quantity.STUDENTS) {
      goal[range.cell()] = range.quantity() == Quantity.EVENTS ? 1 : -1;
    }
    if (range.quantity() != Quantity.EVENTS) {
      goal[size + range.cell()] = 1;
    }
    return new Range(
        range.cell(),
        range.quantity(),
        range.truth(),
        (long) Math.ceil(end(goal, constraints, GoalType.MINIMIZE) - 1e-5),
        (long) Math.floor(end(goal, constraints, GoalType.MAXIMIZE) + 1e-5));
  }

  private static Range bounded(Range range) {
    return new Range(
        range.cell(),
        range.quantity(),
        range.truth(),
        range.lower(),
        Math.min(range.upper(), UNBOUNDED));
  }

  private static double end(double[] goal, List<LinearConstraint> constraints, GoalType type) {
    try {
      return new SimplexSolver()
          .optimize(
              new LinearObjectiveFunction(goal, 0),
              new LinearConstraintSet(constraints),
              type,
              new NonNegativeConstraint(true))
          .getValue();
    } catch (UnboundedSolutionException unbounded) {
      return UNBOUNDED;
    }
  }

  private static LinearConstraint constraint(
      int size, Relationship relation, long bound, int variable) {
    double[] weights = new double[2 * size];
    weights[variable] = 1;
    return new LinearConstraint(weights, relation, (double) bound);
  }
}
