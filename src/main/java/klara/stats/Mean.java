package klara.stats;

import static klara.stats.Normal.Z;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.when;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.spark.sql.Column;

/**
 * A mean with its interval, of 95 % where no level is given, from the number n of values, their sum
 * s and sum of squares q:
 *
 * <pre>s/n ± c √((q − s²/n) / (n − 1) / n)</pre>
 *
 * Mean and limits are in the unit of the values. On columns c is the normal quantile, which is a
 * little short for n below some thirty; on doubles it is the quantile of Student's t with n − 1
 * degrees of freedom ("Student", 1908).
 */
public final class Mean {
  private static final double MANY = 1e7;

  /** How far the sum of squares of equal values may be off, as a share of itself. */
  private static final double ROUNDING = 1e-9;

  private Mean() {}

  /**
   * The mean itself.
   *
   * @param number how many values there are
   * @param sum their sum
   * @return a double column; null where {@code number} is 0 or either is null
   */
  public static Column of(Column number, Column sum) {
    return sum.cast("double").divide(Divisor.of(number));
  }

  /**
   * Lower limit, with the normal quantile.
   *
   * @param number how many values there are
   * @param sum their sum
   * @param squares the sum of their squares
   * @return a double column; null where {@code number} is below 2 or anything is null
   */
  public static Column lower(Column number, Column sum, Column squares) {
    return of(number, sum).minus(standardError(number, sum, squares).multiply(Z));
  }

  /** Upper limit, with the normal quantile; parameters and null as in {@link #lower}. */
  public static Column upper(Column number, Column sum, Column squares) {
    return of(number, sum).plus(standardError(number, sum, squares).multiply(Z));
  }

  private static Column standardError(Column number, Column sum, Column squares) {
    Column spread = squares.cast("double").minus(of(number, sum).multiply(sum.cast("double")));
    Column freedom = Divisor.of(number.minus(1));
    Column variance = greatest(lit(0.0), spread).divide(freedom).divide(Divisor.of(number));
    return when(spread.isNotNull(), sqrt(variance));
  }

  /**
   * The standard error of a mean from its limits with the normal quantile, of which one may have
   * been cut off where the scale of the values ends.
   *
   * @param mean the mean itself
   * @param lower its lower limit
   * @param upper its upper limit
   * @return a double column; null where the mean or both limits are null
   */
  public static Column standardErrorOf(Column mean, Column lower, Column upper) {
    return greatest(upper.minus(mean), mean.minus(lower)).divide(Z);
  }

  /** The same of doubles; NaN where anything is. */
  public static double standardErrorOf(double mean, double lower, double upper) {
    return Math.max(upper - mean, mean - lower) / Z;
  }

  /** The mean itself; NaN where {@code number} is not above 0. */
  public static double of(double number, double sum) {
    return number > 0 ? sum / number : Double.NaN;
  }

  /**
   * Lower limit, with the quantile of Student's t; NaN where {@code number} is below 2 or infinite,
   * or squares are less than those of equal values. Sums of squares of what is far from 0 for how
   * much it varies have few digits left: take values about a number near their mean.
   */
  public static double lower(double number, double sum, double squares) {
    return of(number, sum) - halfWidth(number, sum, squares);
  }

  /** Upper limit; parameters and NaN as in {@link #lower(double, double, double)}. */
  public static double upper(double number, double sum, double squares) {
    return of(number, sum) + halfWidth(number, sum, squares);
  }

  /**
   * Both limits of another level than 95 %; parameters and NaN as in {@link #lower(double, double,
   * double)}.
   *
   * @param level how often it should hold the truth, above 0 and below 1
   * @throws IllegalArgumentException where it is not such
   */
  public static Interval interval(double number, double sum, double squares, double level) {
    Faults.of("Cannot make 'interval of a mean'").level(level).refuse();
    double half = halfWidth(number, sum, squares, level);
    return new Interval(of(number, sum) - half, of(number, sum) + half);
  }

  private static double halfWidth(double number, double sum, double squares) {
    return halfWidth(number, sum, squares, 0.95);
  }

  private static double halfWidth(double number, double sum, double squares, double level) {
    double spread = squares - sum * sum / number;
    boolean isPossible = spread >= -ROUNDING * squares;
    if (!(number >= 2 && Double.isFinite(number) && isPossible)) {
      return Double.NaN;
    }
    return quantile(number - 1, level) * Math.sqrt(Math.max(0, spread) / (number - 1) / number);
  }

  /** Of Student's t: beyond so many degrees the first term beyond the normal is all. */
  private static double quantile(double freedom, double level) {
    if (freedom > MANY) {
      double z = Normal.quantile(level);
      return z + (z * z * z + z) / (4 * freedom);
    }
    return new TDistribution(null, freedom).inverseCumulativeProbability((1 + level) / 2);
  }
}
