package klara.stats;

import static klara.stats.Normal.Z;
import static org.apache.spark.sql.functions.exp;
import static org.apache.spark.sql.functions.sqrt;

import org.apache.spark.sql.Column;

/**
 * The ratio of two independent proportions, p1/p0, with Katz's interval on the log scale, of 95 %
 * where no level is given:
 *
 * <pre>exp(ln(p1/p0) ± z √(1/x1 − 1/n1 + 1/x0 − 1/n0))</pre>
 *
 * Has no unit. There is no ratio, and no interval, where an x or an n is 0; where all of both have
 * the outcome the interval is 1 to 1, however few they are: {@link Newcombe} then says more.
 *
 * @see <a href="https://doi.org/10.2307/2530610">Katz, Baptista, Azen and Pike (1978)</a>
 */
public final class RiskRatio {
  private RiskRatio() {}

  /**
   * The ratio itself.
   *
   * @param events1 how many of {@code trials1} had the outcome; the other pair likewise
   * @return a double column; null where any of the four is 0 or null
   */
  public static Column of(Column events1, Column trials1, Column events0, Column trials0) {
    return Divisor.of(events1)
        .multiply(Divisor.of(trials0))
        .divide(Divisor.of(trials1).multiply(Divisor.of(events0)));
  }

  /** Lower limit; parameters and null as in {@link #of}. */
  public static Column lower(Column events1, Column trials1, Column events0, Column trials0) {
    return of(events1, trials1, events0, trials0)
        .divide(factor(events1, trials1, events0, trials0));
  }

  /** Upper limit; parameters and null as in {@link #of}. */
  public static Column upper(Column events1, Column trials1, Column events0, Column trials0) {
    return of(events1, trials1, events0, trials0)
        .multiply(factor(events1, trials1, events0, trials0));
  }

  private static Column factor(Column events1, Column trials1, Column events0, Column trials0) {
    return exp(sqrt(variance(events1, trials1).plus(variance(events0, trials0))).multiply(Z));
  }

  private static Column variance(Column events, Column trials) {
    return trials
        .cast("double")
        .minus(events.cast("double"))
        .divide(Divisor.of(trials).multiply(Divisor.of(events)));
  }

  /**
   * The ratio itself.
   *
   * @param events1 how many of {@code trials1} had the outcome; the other pair likewise
   * @return NaN where any of the four is 0 or NaN
   * @throws IllegalArgumentException where events are below 0 or more than trials
   */
  public static double of(double events1, double trials1, double events0, double trials0) {
    Wilson.requireCounts(events1, trials1);
    Wilson.requireCounts(events0, trials0);
    boolean defined = events1 > 0 && trials1 > 0 && events0 > 0 && trials0 > 0;
    return defined ? events1 * trials0 / (trials1 * events0) : Double.NaN;
  }

  /** Lower limit; parameters, NaN and failure as in the ratio of doubles. */
  public static double lower(double events1, double trials1, double events0, double trials0) {
    return of(events1, trials1, events0, trials0) / factor(events1, trials1, events0, trials0, Z);
  }

  /** Upper limit; parameters, NaN and failure as in the ratio of doubles. */
  public static double upper(double events1, double trials1, double events0, double trials0) {
    return of(events1, trials1, events0, trials0) * factor(events1, trials1, events0, trials0, Z);
  }

  /**
   * Both limits of another level than 95 %; parameters, NaN and failure as in the ratio of doubles.
   *
   * @param level how often it should hold the truth, above 0 and below 1
   */
  public static Interval interval(
      double events1, double trials1, double events0, double trials0, double level) {
    double ratio = of(events1, trials1, events0, trials0);
    double factor = factor(events1, trials1, events0, trials0, Normal.quantile(level));
    return new Interval(ratio / factor, ratio * factor);
  }

  private static double factor(
      double events1, double trials1, double events0, double trials0, double z) {
    double variance =
        (trials1 - events1) / (trials1 * events1) + (trials0 - events0) / (trials0 * events0);
    return Math.exp(z * Math.sqrt(variance));
  }
}
