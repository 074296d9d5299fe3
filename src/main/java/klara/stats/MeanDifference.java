package klara.stats;

import static klara.stats.Normal.Z;
import static org.apache.spark.sql.functions.exp;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.sqrt;

import org.apache.spark.sql.Column;

/**
 * The difference and the ratio of two independent means m1 and m0 with standard errors s1 and s0,
 * whose variances need not be equal, with intervals for large samples, of 95 % where no level is
 * given:
 *
 * <pre>
 * m1 − m0 ± z √(s1² + s0²)                        Welch's, z in place of Student's t
 * exp(ln(m1/m0) ± z √((s1/m1)² + (s0/m0)²))       the delta method on the log scale
 * </pre>
 *
 * The difference is in the unit of the means, the ratio has none. With z an interval is a little
 * short where a mean is of fewer than some thirty values.
 *
 * @see <a href="https://doi.org/10.1093/biomet/34.1-2.28">Welch (1947)</a>
 */
public final class MeanDifference {
  private MeanDifference() {}

  private static void requireErrors(double error1, double error0) {
    Faults.of("Cannot compare 'means'")
        .unless(
            !(error1 < 0 || error0 < 0),
            "standard errors must not be below 0 (are %s and %s)",
            error1,
            error0)
        .refuse();
  }

  /**
   * Half the width of the difference's interval.
   *
   * @param error1 standard error of one mean; {@code error0} of the other
   * @return a double column; null where either is null
   */
  public static Column halfWidth(Column error1, Column error0) {
    return sqrt(pow(error1, 2).plus(pow(error0, 2))).multiply(Z);
  }

  /**
   * The ratio m1/m0.
   *
   * @return a double column; null where either mean is null or not above 0
   */
  public static Column ratio(Column mean1, Column mean0) {
    return Divisor.of(mean1).divide(Divisor.of(mean0));
  }

  /** Lower limit of the ratio; null as it and where an error is null. */
  public static Column ratioLower(Column mean1, Column error1, Column mean0, Column error0) {
    return ratio(mean1, mean0).divide(factor(mean1, error1, mean0, error0));
  }

  /** Upper limit of the ratio; null as the lower one. */
  public static Column ratioUpper(Column mean1, Column error1, Column mean0, Column error0) {
    return ratio(mean1, mean0).multiply(factor(mean1, error1, mean0, error0));
  }

  private static Column factor(Column mean1, Column error1, Column mean0, Column error0) {
    return exp(halfWidth(error1.divide(Divisor.of(mean1)), error0.divide(Divisor.of(mean0))));
  }

  /**
   * Both limits of the difference; NaN where anything is NaN.
   *
   * @throws IllegalArgumentException where an error is below 0
   */
  public static Interval difference(double mean1, double error1, double mean0, double error0) {
    return difference(mean1, error1, mean0, error0, 0.95);
  }

  /**
   * Likewise of another level.
   *
   * @param level how often it should hold the truth, above 0 and below 1
   * @throws IllegalArgumentException where it is not such, or an error is below 0
   */
  public static Interval difference(
      double mean1, double error1, double mean0, double error0, double level) {
    requireErrors(error1, error0);
    double half = Normal.quantile(level) * Math.hypot(error1, error0);
    return new Interval(mean1 - mean0 - half, mean1 - mean0 + half);
  }

  /**
   * Both limits of the ratio; NaN where a mean is not above 0 or anything is NaN.
   *
   * @throws IllegalArgumentException where an error is below 0
   */
  public static Interval ratio(double mean1, double error1, double mean0, double error0) {
    return ratio(mean1, error1, mean0, error0, 0.95);
  }

  /** Likewise of another level; failures as in the difference with a level. */
  public static Interval ratio(
      double mean1, double error1, double mean0, double error0, double level) {
    requireErrors(error1, error0);
    if (!(mean1 > 0 && mean0 > 0)) {
      return new Interval(Double.NaN, Double.NaN);
    }
    double factor = Math.exp(Normal.quantile(level) * Math.hypot(error1 / mean1, error0 / mean0));
    return new Interval(mean1 / mean0 / factor, mean1 / mean0 * factor);
  }
}
