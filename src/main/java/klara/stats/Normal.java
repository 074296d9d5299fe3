package klara.stats;

import org.apache.commons.math3.distribution.NormalDistribution;

/** The standard normal distribution, as far as intervals need it. */
public final class Normal {
  /** Its 97.5 % quantile: half the width of a 95 % interval, in standard errors. */
  public static final double Z = 1.959963984540054;

  private Normal() {}

  /**
   * Half the width of an interval, in standard errors.
   *
   * @param level share of the distribution that lies within, above 0 and below 1
   * @throws IllegalArgumentException where it is not
   */
  static double quantile(double level) {
    Faults.of("Cannot take 'quantile'").level(level).refuse();
    return new NormalDistribution(null, 0, 1).inverseCumulativeProbability((1 + level) / 2);
  }
}
