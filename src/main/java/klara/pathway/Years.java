package klara.pathway;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log2;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.IntegerType;

import org.apache.spark.sql.Column;

/**
 * Sets of years since leaving compulsory school, as the bits of a whole number: a student's years
 * of one kind are one sum, and the first of them after another year a few steps of arithmetic.
 */
final class Years {
  private static final long ALL = (1L << (Lives.YEARS + 1)) - 1;

  private Years() {}

  /** An aggregate: the years of a student in which something holds; null does not. */
  static Column in(Column year, Column condition) {
    Column isIn = coalesce(year.between(0, Lives.YEARS).and(condition), lit(false));
    return coalesce(sum(when(isIn, bit(year))), lit(0L));
  }

  /** A year and all after it; none where it is null. */
  static Column from(Column year) {
    return coalesce(negate(bit(year)).bitwiseAND(lit(ALL)), lit(0L));
  }

  /** All years before one; none where it is null or below 0. */
  static Column before(Column year) {
    return when(year.gt(Lives.YEARS), lit(ALL))
        .when(year.geq(0), bit(year).minus(1))
        .otherwise(lit(0L));
  }

  /** The years of both. */
  static Column both(Column years, Column others) {
    return years.bitwiseAND(others);
  }

  /** The years of either. */
  static Column either(Column years, Column others) {
    return years.bitwiseOR(others);
  }

  /** The years of one set that are not of another. */
  static Column without(Column years, Column others) {
    return years.bitwiseAND(others.bitwiseXOR(lit(ALL)));
  }

  /** Each year's next. */
  static Column after(Column years) {
    return years.multiply(2).bitwiseAND(lit(ALL));
  }

  /** The first year; null of none. */
  static Column first(Column years) {
    Column lowest = years.bitwiseAND(negate(years));
    return when(not(years.equalTo(0)), log2(lowest).cast(IntegerType));
  }

  /** Whether a year is among them. */
  static Column has(Column years, int year) {
    return years.bitwiseAND(lit(1L << year)).notEqual(0);
  }

  private static Column bit(Column year) {
    return call_function("shiftleft", lit(1L), year);
  }
}
