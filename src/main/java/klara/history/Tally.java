package klara.history;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.shiftright;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;

/**
 * Counts many conditions over the few rows of a group with few sums: each has eight bits of a
 * number to itself. Good for up to 255 rows a group; measured two to three times as fast as a
 * window or a sum for each.
 */
final class Tally {
  private static final int BITS = 8;
  private static final int COUNTS_A_NUMBER = 7;
  private static final long ALL_BITS = 0xFF;

  private final List<Column> numbers = new ArrayList<>();
  private int counts;

  /**
   * Counts the rows of which a condition is true.
   *
   * @param condition true or false, never null
   * @return the count, once {@link #sums} have been made
   */
  Column count(Column condition) {
    int number = counts / COUNTS_A_NUMBER;
    int bits = counts % COUNTS_A_NUMBER * BITS;
    counts++;
    Column one = when(condition, 1L << bits).otherwise(0L);
    if (number == numbers.size()) {
      numbers.add(one);
    } else {
      numbers.set(number, numbers.get(number).plus(one));
    }
    return shiftright(col(name(number)), bits).bitwiseAND(lit(ALL_BITS));
  }

  /** The sums that hold every count. */
  List<Column> sums() {
    List<Column> sums = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      sums.add(sum(numbers.get(i)).as(name(i)));
    }
    return sums;
  }

  private static String name(int number) {
    return "_tally_" + number;
  }
}
