package klara.disclosure;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The coefficients of a linear program, of which few are not zero. Where one may stand is kept
 * beside them by row and by column, since most of the work would be to look for them: never too few
 * places, and those where a zero came about are struck out when they are next looked at.
 */
final class Tableau {
  /** Coefficients are whole numbers or nearly always: this close to one is one. */
  private static final double ZERO = 1e-7;

  private static final int BITS = Long.SIZE;

  private final double[][] rows;

  /** Of each row the columns, of each column the rows, 64 to a number. */
  private final long[][] columnsOf;

  private final long[][] rowsOf;

  Tableau(int rows, int columns) {
    this.rows = new double[rows][columns];
    columnsOf = new long[rows][words(columns)];
    rowsOf = new long[columns][words(rows)];
  }

  private static int words(int bits) {
    return (bits + BITS - 1) / BITS;
  }

  /** Adds to a coefficient; of a program that has not pivoted yet. */
  void add(int row, int column, int number) {
    set(row, column, rows[row][column] + number);
  }

  private void set(int row, int column, double number) {
    rows[row][column] = number;
    columnsOf[row][column / BITS] |= 1L << column;
    rowsOf[column][row / BITS] |= 1L << row;
  }

  double get(int row, int column) {
    return rows[row][column];
  }

  /** The rows in which a column is not zero, ascending. */
  int[] rowsOf(int column) {
    return standing(rowsOf[column], row -> rows[row][column] != 0);
  }

  /** The columns that are not zero in a row, ascending. */
  int[] columnsOf(int row) {
    double[] numbers = rows[row];
    return standing(columnsOf[row], column -> numbers[column] != 0);
  }

  private static int[] standing(long[] places, IntPredicate isThere) {
    int[] found = new int[places.length * BITS];
    int count = 0;
    for (int word = 0; word < places.length; word++) {
      for (long left = places[word]; left != 0; left &= left - 1) {
        int place = word * BITS + Long.numberOfTrailingZeros(left);
        if (isThere.test(place)) {
          found[count++] = place;
        } else {
          places[word] &= ~(1L << place);
        }
      }
    }
    return Arrays.copyOf(found, count);
  }

  /**
   * Exchanges the basic variable of a row and the nonbasic one of a column.
   *
   * @param touched the rows of the column
   * @param stays whether the variable that leaves the row may ever move again
   */
  void pivot(int leaving, int column, int[] touched, boolean stays) {
    double[] gives = rows[leaving];
    double slope = gives[column];
    set(leaving, column, stays ? 1 : 0);
    int[] others = columnsOf(leaving);
    double[] given = new double[others.length];
    boolean isWhole = true;
    for (int i = 0; i < given.length; i++) {
      given[i] = whole(gives[others[i]] / slope);
      gives[others[i]] = given[i];
      isWhole &= given[i] == Math.rint(given[i]);
    }
    for (int row : touched) {
      if (row != leaving) {
        take(row, column, others, given, isWhole);
        add(columnsOf[row], columnsOf[leaving]);
      }
    }
    for (int other : others) {
      add(rowsOf[other], rowsOf[column]);
    }
  }

  /** Less a whole number, a whole number stays whole, and no other comes near to one. */
  private void take(int row, int column, int[] others, double[] given, boolean isWhole) {
    double[] takes = rows[row];
    double factor = takes[column];
    takes[column] = 0;
    if (isWhole && factor == Math.rint(factor)) {
      for (int i = 0; i < others.length; i++) {
        takes[others[i]] -= factor * given[i];
      }
    } else {
      for (int i = 0; i < others.length; i++) {
        takes[others[i]] = whole(takes[others[i]] - factor * given[i]);
      }
    }
  }

  private static void add(long[] places, long[] more) {
    for (int word = 0; word < places.length; word++) {
      places[word] |= more[word];
    }
  }

  /** Undoes what rounding does to whole numbers. */
  static double whole(double number) {
    double nearest = (long) (number < 0 ? number - 0.5 : number + 0.5);
    return Math.abs(number - nearest) < ZERO ? nearest : number;
  }
}
