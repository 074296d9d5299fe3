package klara.stats;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Intervals of the expectation of a Poisson count O, with χ²(k, p) the p quantile of chi-squared
 * with k degrees of freedom, z that of the normal distribution and t = 1 − level:
 *
 * <pre>
 * exact  χ²(2O, t/2)/2                      to χ²(2O + 2, 1 − t/2)/2
 * Byar   O(1 − 1/(9O) − z/(3√O))³           to P(1 − 1/(9P) + z/(3√P))³, P = O + 1
 * </pre>
 *
 * <p>Exact after Garwood, Biometrika 28 (1936), above ten million events by Wilson and Hilferty's
 * quantiles, which are right there to a billionth of the interval's length; Byar's approximation
 * after Breslow and Day, Statistical Methods in Cancer Research II (1987), page 69.
 */
public final class PoissonCount {
  private PoissonCount() {}

  /**
   * The exact interval, in events.
   *
   * @param count how many events there were, 0 or more
   * @param level such as 0.95
   * @return from 0 where there were none
   * @throws IllegalArgumentException where the count is negative or the level not between 0 and 1
   */
  public static Interval exact(double count, double level) {
    require(count, level);
    double tail = (1 - level) / 2;
    double lower = count == 0 ? 0 : quantile(2 * count, tail) / 2;
    return new Interval(lower, quantile(2 * count + 2, 1 - tail) / 2);
  }

  /** Byar's approximation, good from some five events; otherwise as {@link #exact}. */
  public static Interval byar(double count, double level) {
    require(count, level);
    double z = new NormalDistribution(null, 0, 1).inverseCumulativeProbability((1 + level) / 2);
    double lower = count == 0 ? 0 : count * cube(1 - 1 / (9 * count) - z / (3 * Math.sqrt(count)));
    double next = count + 1;
    double upper = next * cube(1 - 1 / (9 * next) + z / (3 * Math.sqrt(next)));
    return new Interval(Math.max(0, lower), upper);
  }

  /** Beyond so many degrees Wilson and Hilferty's cube is nearer than what is solved for. */
  private static final double MANY = 2e7;

  static double quantile(double freedom, double p) {
    if (freedom > MANY) {
      double part = 2 / (9 * freedom);
      double z = new NormalDistribution(null, 0, 1).inverseCumulativeProbability(p);
      return freedom * cube(1 - part + z * Math.sqrt(part));
    }
    return new ChiSquaredDistribution(null, freedom, 1e-12).inverseCumulativeProbability(p);
  }

  private static double cube(double x) {
    return x * x * x;
  }

  private static void require(double count, double level) {
    Faults.of("Cannot make 'Poisson interval'")
        .notNegative("count", new double[] {count})
        .level(level)
        .refuse();
  }
}
