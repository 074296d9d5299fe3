package klara.disclosure;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All tables that agree with what is published, explored from the true one.
 *
 * <p>A table is a value for each variable, within its bounds, that satisfies every equation; a
 * published variable is held at its true value. To move a variable as far up or down as such tables
 * allow is a linear program; it is solved by the simplex method for bounded variables, which here
 * needs no first phase because the true table is a solution. Nothing depends on where it starts: an
 * intruder who knows the published numbers only reaches the same ends. The entering and leaving
 * variables are those of lowest index, so that it always ends (Bland 1977, Mathematics of
 * Operations Research 2, 103–107). To release a held variable only adds tables: what has been
 * reached stays reachable.
 */
final class PossibleTables {
  /** Coefficients and counts are whole numbers: anything this close to zero is zero. */
  private static final double ZERO = 1e-7;

  /** Steps in one push; ordinary ones take tens. To give up early only makes ranges narrower. */
  private static final int PATIENCE = 2_000;

  /** Stands for the slack of an equation, which is 0 and never moves. */
  private static final int SLACK = -1;

  /** Where a variable stands that is held for good: nowhere, since it takes no part. */
  private static final int FIXED = Integer.MAX_VALUE;

  /** Row i says: basic(i) + Σ tableau(i, j) · nonbasic(j) does not change. */
  private final Tableau tableau;

  private final int[] basic;
  private final int[] nonbasic;

  /** The column of a nonbasic variable, or the complement of the row of a basic one, or FIXED. */
  private final int[] place;

  private final BitSet held;
  private final List<Equation> equations;
  private final double[] truth;
  private final double[] value;
  private final double[] lower;
  private final double[] upper;
  private final double[] least;
  private final double[] most;

  /**
   * Starts at the true table.
   *
   * @param truth the true value of each variable
   * @param lower the least value that each may take once it is not held
   * @param upper the greatest value that each may take once it is not held
   * @param held which variables are published
   * @param equations what always holds among the variables
   * @param mayRelease whether held variables may be released, and stop others, later
   */
  PossibleTables(
      double[] truth,
      double[] lower,
      double[] upper,
      BitSet held,
      List<Equation> equations,
      boolean mayRelease) {
    this.equations = equations;
    this.truth = truth.clone();
    this.value = truth.clone();
    this.least = truth.clone();
    this.most = truth.clone();
    this.lower = lower.clone();
    this.upper = upper.clone();
    this.held = (BitSet) held.clone();
    basic = new int[equations.size()];
    place = new int[truth.length];
    nonbasic = start(equations, mayRelease);
    tableau = new Tableau(basic.length, nonbasic.length);
    for (int row = 0; row < basic.length; row++) {
      add(row, equations.get(row).right(), -1);
      if (!equations.get(row).defines()) {
        add(row, equations.get(row).left(), 1);
      }
    }
  }

  private void add(int row, List<Integer> variables, int number) {
    for (int variable : variables) {
      if (place[variable] != FIXED) {
        tableau.add(row, place[variable], number);
      }
    }
  }

  /** Makes the variables basic that an equation defines, and lists the others that may move. */
  private int[] start(List<Equation> equations, boolean mayRelease) {
    Arrays.fill(basic, SLACK);
    Arrays.fill(place, FIXED);
    BitSet defined = new BitSet();
    for (int row = 0; row < basic.length; row++) {
      Equation equation = equations.get(row);
      if (equation.defines()) {
        basic[row] = equation.left().get(0);
        place[basic[row]] = ~row;
        defined.set(basic[row]);
      }
    }
    int[] others =
        IntStream.range(0, place.length)
            .filter(i -> !defined.get(i) && (mayRelease || !held.get(i)))
            .toArray();
    for (int column = 0; column < others.length; column++) {
      place[others[column]] = column;
    }
    return others;
  }

  /** The least value of a variable in any table seen so far. */
  long least(int variable) {
    return (long) Math.ceil(least[variable] - ZERO);
  }

  /** The greatest value of a variable in any table seen so far. */
  long most(int variable) {
    return (long) Math.floor(most[variable] + ZERO);
  }

  /** Lets a held variable take any value within its bounds. */
  void release(int variable) {
    if (place[variable] == FIXED) {
      throw new IllegalStateException("held for good");
    }
    held.clear(variable);
  }

  /** Lets a variable that is not held take more values than before. */
  void widen(int variable, long least, long most) {
    lower[variable] = least;
    upper[variable] = most;
  }

  /**
   * Moves a variable towards a goal, as far as there are tables.
   *
   * @param direction 1 for up, −1 for down
   */
  void push(int variable, int direction, long goal) {
    for (int step = 0; step < PATIENCE && direction * (goal - value[variable]) > ZERO; step++) {
      int column = entering(variable, direction);
      if (column < 0) {
        return;
      }
      step(column, sign(variable, direction, column));
    }
  }

  /** The table that was reached last. */
  double[] reached() {
    return value.clone();
  }

  /** Looks at a table that was found elsewhere: it counts where it is one of these. */
  void consider(double[] table) {
    if (isPossible(table)) {
      for (int variable = 0; variable < value.length; variable++) {
        least[variable] = Math.min(least[variable], table[variable]);
        most[variable] = Math.max(most[variable], table[variable]);
      }
    }
  }

  private boolean isPossible(double[] table) {
    for (int variable = 0; variable < value.length; variable++) {
      double from = held.get(variable) ? truth[variable] : lower[variable];
      double to = held.get(variable) ? truth[variable] : upper[variable];
      if (table[variable] < from - ZERO || table[variable] > to + ZERO) {
        return false;
      }
    }
    for (Equation equation : equations) {
      double more = moved(equation.left(), table) - moved(equation.right(), table);
      if (Math.abs(more) > ZERO) {
        return false;
      }
    }
    return true;
  }

  private double moved(List<Integer> variables, double[] table) {
    double moved = 0;
    for (int variable : variables) {
      moved += table[variable] - truth[variable];
    }
    return moved;
  }

  /**
   * The held variables that stop one which can be pushed no further, some in this direction and
   * some in the other; the release of any other one alone would not move it. Where they stand
   * within their bounds plays no part: the choice among them would tell.
   */
  BitSet stoppers(int variable) {
    BitSet stoppers = new BitSet();
    if (place[variable] < 0) {
      int row = ~place[variable];
      for (int column : tableau.columnsOf(row)) {
        int other = nonbasic[column];
        if (held.get(other) && lower[other] < upper[other]) {
          stoppers.set(other);
        }
      }
    }
    return stoppers;
  }

  private int sign(int variable, int direction, int column) {
    if (place[variable] == column) {
      return direction;
    }
    return tableau.get(~place[variable], column) < 0 ? direction : -direction;
  }

  private int entering(int variable, int direction) {
    if (place[variable] >= 0) {
      return room(variable, direction) > ZERO ? place[variable] : -1;
    }
    int row = ~place[variable];
    int best = -1;
    for (int column : tableau.columnsOf(row)) {
      if ((best < 0 || nonbasic[column] < nonbasic[best])
          && room(nonbasic[column], sign(variable, direction, column)) > ZERO) {
        best = column;
      }
    }
    return best;
  }

  /** How far a variable can go by itself. */
  private double room(int variable, double sign) {
    if (variable == SLACK || held.get(variable)) {
      return 0;
    }
    double room = sign > 0 ? upper[variable] - value[variable] : value[variable] - lower[variable];
    return Math.max(room, 0);
  }

  private void step(int column, int sign) {
    int moving = nonbasic[column];
    int[] touched = tableau.rowsOf(column);
    double distance = room(moving, sign);
    int leaving = -1;
    for (int row : touched) {
      double slope = tableau.get(row, column);
      double room = room(basic[row], -slope * sign) / Math.abs(slope);
      boolean tie = leaving >= 0 && Math.abs(room - distance) <= ZERO;
      if (tie ? basic[row] < basic[leaving] : room < distance - ZERO) {
        leaving = row;
        distance = room;
      }
    }
    move(moving, sign * distance);
    for (int row : touched) {
      if (basic[row] != SLACK) {
        move(basic[row], -tableau.get(row, column) * sign * distance);
      }
    }
    if (leaving >= 0) {
      pivot(leaving, column, touched);
    }
  }

  private void move(int variable, double distance) {
    value[variable] = Tableau.whole(value[variable] + distance);
    least[variable] = Math.min(least[variable], value[variable]);
    most[variable] = Math.max(most[variable], value[variable]);
  }

  /** Exchanges the basic variable of a row and the nonbasic one of a column. */
  private void pivot(int leaving, int column, int[] touched) {
    boolean isSlack = basic[leaving] == SLACK;
    tableau.pivot(leaving, column, touched, !isSlack);
    int entered = nonbasic[column];
    nonbasic[column] = basic[leaving];
    basic[leaving] = entered;
    place[entered] = ~leaving;
    if (!isSlack) {
      place[nonbasic[column]] = column;
    }
  }
}
