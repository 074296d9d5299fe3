package klara.stats;

import static klara.stats.Normal.Z;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/**
 * The Wilson score interval of a proportion, x of n; of 95 % where no level is given:
 *
 * <pre>(2x + z² ± z √(z² + 4x(1 − x/n))) / (2(n + z²))</pre>
 *
 * Limits are shares, 0 to 1; the lower is exactly 0 where x = 0 and the upper exactly 1 where x =
 * n. The numbers of trials may be fractions, such as n divided by a design effect.
 *
 * @see <a href="https://doi.org/10.1080/01621459.1927.10502953">Wilson (1927)</a>
 */
public final class Wilson {
  private static final double Z2 = Z * Z;

  private Wilson() {}

  /**
   * Lower limit.
   *
   * @param events how many of the {@code trials} had the outcome, 0 to {@code trials}
   * @param trials how many were at risk
   * @return a double column; null where {@code trials} is 0 or either is null
   */
  public static Column lower(Column events, Column trials) {
    return when(trials.gt(0).and(events.isNotNull()), greatest(lit(0.0), limit(events, trials)));
  }

  /**
   * Upper limit.
   *
   * @param events how many of the {@code trials} had the outcome, 0 to {@code trials}
   * @param trials how many were at risk
   * @return a double column; null where {@code trials} is 0 or either is null
   */
  public static Column upper(Column events, Column trials) {
    Column limit = lit(1.0).minus(limit(trials.minus(events), trials));
    return when(trials.gt(0).and(events.isNotNull()), least(lit(1.0), limit));
  }

  private static Column limit(Column events, Column trials) {
    Column x = events.cast("double");
    Column n = Divisor.of(trials);
    Column spread = sqrt(lit(4.0).multiply(x).multiply(lit(1.0).minus(x.divide(n))).plus(Z2));
    return lit(2.0).multiply(x).plus(Z2).minus(spread.multiply(Z)).divide(n.plus(Z2).multiply(2.0));
  }

  /**
   * Lower limit.
   *
   * @param events how many of the {@code trials} had the outcome, 0 to {@code trials}
   * @param trials how many were at risk
   * @return NaN where {@code trials} is 0 or either is NaN
   * @throws IllegalArgumentException where events are below 0 or more than trials, or these
   *     infinite
   */
  public static double lower(double events, double trials) {
    return lower(events, trials, Z);
  }

  /** Lower limit, half the interval being {@code z} standard errors wide. */
  static double lower(double events, double trials, double z) {
    requireCounts(events, trials);
    return trials > 0 ? Math.max(0, limit(events, trials, z)) : Double.NaN;
  }

  /** Upper limit; parameters, NaN and failure as in {@link #lower(double, double)}. */
  public static double upper(double events, double trials) {
    return upper(events, trials, Z);
  }

  /** Upper limit, half the interval being {@code z} standard errors wide. */
  static double upper(double events, double trials, double z) {
    requireCounts(events, trials);
    if (events == trials && trials > 0) {
      return 1;
    }
    return trials > 0 ? Math.min(1, limit(events, trials, -z)) : Double.NaN;
  }

  /**
   * Both limits of another level than 95 %.
   *
   * @param level how often it should hold the truth, above 0 and below 1
   * @return NaN, NaN where {@code trials} is 0 or either is NaN
   * @throws IllegalArgumentException where events are below 0 or more than trials, these infinite,
   *     or level is not such
   */
  public static Interval interval(double events, double trials, double level) {
    double z = Normal.quantile(level);
    return new Interval(lower(events, trials, z), upper(events, trials, z));
  }

  /** Refuses events that no trials have; lets NaN, which is not known, pass. */
  static void requireCounts(double events, double trials) {
    if (events < 0 || events > trials || Double.isInfinite(trials)) {
      throw new IllegalArgumentException(
          "Invalid counts: expected 0 ≤ events ≤ trials, found %s of %s".formatted(events, trials));
    }
  }

  private static double limit(double x, double n, double z) {
    double z2 = z * z;
    return (2 * x + z2 - z * Math.sqrt(4 * x * (1 - x / n) + z2)) / (2 * (n + z2));
  }
}
