package klara.disclosure;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A reader who wants to know what is hidden: lays all published cells side by side, knows the sums
 * and the rules, and takes for each hidden count the least and the greatest that any table with the
 * same published cells could have there (a linear program for each end; Hundepool et al. 2012,
 * Statistical Disclosure Control, ch. 4.3).
 *
 * <p>The rules say that a hidden cell has at least one student, and events from 0 to students. What
 * the intruder is not supposed to know: a hidden cell from another source (unless it is {@link
 * CellSystem#given}), such as a student who knows about himself; and nothing is inferred from which
 * cells were chosen to protect others.
 */
public final class Intruder {
  /** More than anybody has to believe of one cell: the people of the country. */
  private static final long EVERYBODY = 11_000_000;

  private static final long BEYOND = 2 * EVERYBODY;

  private final CellSystem cells;
  private final PossibleTables tables;
  private final List<Secret> secrets;
  private final List<double[]> witnesses = new ArrayList<>();
  private Predicate<Range> tooMuch;

  private Intruder(
      CellSystem cells, PossibleTables tables, List<Secret> secrets, Predicate<Range> tooMuch) {
    this.cells = cells;
    this.tables = tables;
    this.secrets = secrets;
    this.tooMuch = tooMuch;
  }

  /**
   * What can be found out about every small count of the hidden cells.
   *
   * @param verdicts what is hidden, as {@link SmallCells#hidden} says; the students of the cells
   *     that {@link SmallCells#hiddenStudents} does not name are known
   */
  public static List<Range> ranges(CellSystem cells, List<Verdict> verdicts) {
    Intruder intruder = reading(cells, verdicts, SmallCells.hiddenStudents(cells));
    return intruder.secrets().stream().map(intruder::solve).toList();
  }

  /**
   * How many small counts are found out; 0 is what may be published. As many as {@link #ranges} has
   * {@link Range#recovered}, but no end is looked for where enough is open already.
   */
  public static long recovered(CellSystem cells, List<Verdict> verdicts) {
    return recovered(cells, verdicts, SmallCells.hiddenStudents(cells), List.of());
  }

  /**
   * The same where it is known already which students are withheld.
   *
   * @param withoutStudents what {@link SmallCells#hiddenStudents} says of the cells
   * @param witnesses tables by which counts may be open; each counts only where it is possible
   */
  static long recovered(
      CellSystem cells, List<Verdict> verdicts, BitSet withoutStudents, List<double[]> witnesses) {
    return reading(cells, verdicts, withoutStudents).found(witnesses);
  }

  /** Knows the published numbers, the sums and the rules. */
  private static Intruder reading(
      CellSystem cells, List<Verdict> verdicts, BitSet withoutStudents) {
    BitSet hidden = new BitSet();
    IntStream.range(0, cells.size())
        .filter(cell -> verdicts.get(cell).hidden())
        .forEach(hidden::set);
    Intruder intruder = onEvents(cells, withoutStudents, hidden, false);
    intruder.forgetsWhy(withoutStudents);
    return intruder;
  }

  /**
   * How many cells of a table of means that are of too few the sums leave no doubt about. Cells
   * that are withheld only to protect these may be worked out: their means could be told.
   */
  public static long recoveredMeans(CellSystem cells, List<Verdict> verdicts) {
    return recoveredMeans(cells, verdicts, List.of());
  }

  /** The same with tables by which cells may be open. */
  static long recoveredMeans(CellSystem cells, List<Verdict> verdicts, List<double[]> witnesses) {
    BitSet hidden = new BitSet();
    IntStream.range(0, cells.size())
        .filter(cell -> verdicts.get(cell).hidden())
        .forEach(hidden::set);
    Intruder intruder = onStudents(cells, hidden, false);
    intruder.secrets.removeIf(secret -> !SmallCells.isOfFew(cells, secret.cell()));
    return intruder.found(witnesses);
  }

  private long found(List<double[]> witnesses) {
    witnesses.forEach(tables::consider);
    return secrets.stream().filter(this::recovers).count();
  }

  /**
   * Sees the students of all cells but some.
   *
   * @param mayLose whether more can be taken away by {@link #loses}
   */
  static Intruder onStudents(CellSystem cells, BitSet hidden, boolean mayLose) {
    Variables variables = new Variables();
    for (int cell = 0; cell < cells.size(); cell++) {
      long most = cells.students(cell) == 0 ? 0 : EVERYBODY; // no student is always published
      variables.add(cells.students(cell), 1, most, !hidden.get(cell));
    }
    List<Secret> secrets =
        hidden.stream()
            .mapToObj(cell -> new Secret(cell, Quantity.STUDENTS, cell, 1))
            .collect(Collectors.toCollection(ArrayList::new));
    List<Equation> equations = equations(cells, cells.balances().ofStudents());
    return new Intruder(cells, variables.tables(equations, mayLose), secrets, Range::recovered);
  }

  /**
   * Sees students and events of all cells but some, and only the events hidden of some more. Knows
   * besides of each cell why it is hidden or would be, so which counts are small, until {@link
   * #forgetsWhy}; what is still to be kept then is which of the small values a small count has.
   *
   * @param mayLose whether more can be taken away by {@link #loses}
   */
  static Intruder onEvents(
      CellSystem cells, BitSet withoutStudents, BitSet hidden, boolean mayLose) {
    Variables variables = new Variables();
    for (int cell = 0; cell < cells.size(); cell++) {
      boolean held = cells.given(cell) || !hidden.get(cell);
      Band band =
          withoutStudents.get(cell)
              ? new Band(0, EVERYBODY)
              : Band.of(cells.events(cell), cells.students(cell));
      variables.add(cells.events(cell), band.lower(), band.upper(), held);
    }
    List<Equation> equations = equations(cells, cells.balances().ofEvents());
    int[] students = new int[cells.size()];
    int[] complement = new int[cells.size()];
    for (int cell : withoutStudents.stream().toArray()) {
      students[cell] = variables.add(cells.students(cell), 1, EVERYBODY, false);
      complement[cell] = variables.add(cells.complement(cell), 0, EVERYBODY, false);
      equations.add(new Equation(List.of(students[cell]), List.of(cell, complement[cell]), true));
    }
    for (Sum sum : cells.sums()) {
      List<Integer> total = withoutStudents.get(sum.total()) ? List.of(sum.total()) : List.of();
      List<Integer> parts = sum.parts().stream().filter(withoutStudents::get).toList();
      if (!(total.isEmpty() && parts.isEmpty())) {
        equations.add(new Equation(both(total, complement), both(parts, complement), false));
      }
    }
    for (Balance one : cells.balances().ofStudents()) {
      boolean isUnknown =
          Stream.of(one.cells(), one.others()).flatMap(List::stream).allMatch(withoutStudents::get);
      if (isUnknown) {
        equations.add(
            new Equation(both(one.cells(), complement), both(one.others(), complement), false));
      }
    }
    List<Secret> secrets = new ArrayList<>();
    for (int cell : hidden.stream().filter(cell -> !cells.given(cell)).toArray()) {
      boolean unknown = withoutStudents.get(cell);
      if (unknown && SmallCells.isFew(cells.students(cell))) {
        secrets.add(new Secret(cell, Quantity.STUDENTS, students[cell], 1));
      }
      if (cells.isTellingOfEvents(cell)) {
        secrets.add(new Secret(cell, Quantity.EVENTS, cell, 1));
      }
      if (cells.isTellingOfOthers(cell)) {
        secrets.add(
            unknown
                ? new Secret(cell, Quantity.COMPLEMENT, complement[cell], 1)
                : new Secret(cell, Quantity.COMPLEMENT, cell, -1));
      }
    }
    return new Intruder(cells, variables.tables(equations, mayLose), secrets, Range::isNarrow);
  }

  /** From here on knows the published numbers and the sums only. */
  void forgetsWhy(BitSet withoutStudents) {
    for (int cell = 0; cell < cells.size(); cell++) {
      if (!withoutStudents.get(cell)) {
        tables.widen(cell, 0, cells.students(cell));
      }
    }
    tooMuch = Range::recovered;
  }

  /** The counts to protect. */
  List<Secret> secrets() {
    return secrets;
  }

  /** Whether a count is found out; stops as soon as it is not. */
  boolean recovers(Secret secret) {
    if (!tooMuch.test(range(secret))) {
      return false;
    }
    for (int direction : new int[] {1, -1}) {
      long enough = secret.truth(cells) + (long) direction * SmallCells.FEWEST;
      tables.push(secret.variable(), direction * secret.sign(), secret.inVariable(cells, enough));
      if (!tooMuch.test(range(secret))) {
        witnesses.add(tables.reached());
        return false;
      }
    }
    return true;
  }

  /** The tables by which counts were found to be open. */
  List<double[]> witnesses() {
    return witnesses;
  }

  /** The cells which, hidden too, would loosen a count that {@link #recovers} found out. */
  BitSet stoppers(Secret secret) {
    BitSet stoppers = new BitSet();
    // where recovers left it is one of the ends
    for (int direction : new int[] {-secret.sign(), secret.sign()}) {
      tables.push(secret.variable(), direction, direction * BEYOND);
      stoppers.or(tables.stoppers(secret.variable()));
    }
    stoppers.stream().filter(cells::given).forEach(stoppers::clear);
    return stoppers;
  }

  /** Takes the counts of a cell away from the intruder. */
  void loses(int cell) {
    tables.release(cell);
  }

  private Range solve(Secret secret) {
    tables.push(secret.variable(), 1, BEYOND);
    tables.push(secret.variable(), -1, -BEYOND);
    return range(secret);
  }

  private Range range(Secret secret) {
    long one = secret.inVariable(cells, tables.least(secret.variable()));
    long other = secret.inVariable(cells, tables.most(secret.variable()));
    return new Range(
        secret.cell(),
        secret.quantity(),
        secret.truth(cells),
        Math.min(one, other),
        Math.max(one, other));
  }

  /** Students who are not known are the events and their complement. */
  private static List<Integer> both(List<Integer> events, int[] complement) {
    return events.stream().flatMap(cell -> Stream.of(cell, complement[cell])).toList();
  }

  private static List<Equation> equations(CellSystem cells, List<Balance> balances) {
    List<Equation> equations = new ArrayList<>();
    balances.forEach(one -> equations.add(new Equation(one.cells(), one.others(), false)));
    cells
        .sums()
        .forEach(sum -> equations.add(new Equation(List.of(sum.total()), sum.parts(), false)));
    return equations;
  }

  /**
   * A count that must not be found out.
   *
   * @param variable where it stands among the variables of the tables
   * @param sign 1 if the variable is the count, −1 if it is what the count lacks of the students
   */
  record Secret(int cell, Quantity quantity, int variable, int sign) {
    long truth(CellSystem cells) {
      return quantity.of(cells, cell);
    }

    /** Turns the count into the variable, and the variable into the count. */
    long inVariable(CellSystem cells, long count) {
      return sign > 0 ? count : cells.students(cell) - count;
    }
  }

  /** The variables of the tables, as they are added. */
  private static final class Variables {
    private final List<Long> truth = new ArrayList<>();
    private final List<Long> lower = new ArrayList<>();
    private final List<Long> upper = new ArrayList<>();
    private final BitSet held = new BitSet();

    int add(long value, long least, long most, boolean isHeld) {
      held.set(truth.size(), isHeld);
      truth.add(value);
      lower.add(least);
      upper.add(most);
      return truth.size() - 1;
    }

    PossibleTables tables(List<Equation> equations, boolean mayRelease) {
      return new PossibleTables(
          array(truth), array(lower), array(upper), held, equations, mayRelease);
    }

    private static double[] array(List<Long> values) {
      return values.stream().mapToDouble(Long::doubleValue).toArray();
    }
  }
}
