package klara.stats;

import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/** What may be divided by: in ANSI mode a division by zero fails, a division by null is null. */
final class Divisor {
  private Divisor() {}

  /** The number as a double; null where it is not positive. */
  static Column of(Column number) {
    return when(number.gt(0), number.cast("double"));
  }
}
