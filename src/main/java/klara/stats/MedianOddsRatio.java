package klara.stats;

import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * A variance between areas, of the log-odds, said as an odds ratio: of two like persons in two
 * areas drawn at random, the median of the ratio of the higher odds to the lower,
 *
 * <pre>exp(√(2σ²) Φ⁻¹(0.75))</pre>
 *
 * @see <a href="https://doi.org/10.1093/aje/kwi017">Larsen and Merlo (2005)</a>
 */
public final class MedianOddsRatio {
  private static final double QUARTILE =
      new NormalDistribution(null, 0, 1).inverseCumulativeProbability(0.75);

  private MedianOddsRatio() {}

  /**
   * The ratio, 1 or more.
   *
   * @param variance of the log-odds between areas, 0 or more
   * @throws IllegalArgumentException where it is not such
   */
  public static double of(double variance) {
    Faults.of("Cannot make 'median odds ratio'")
        .notNegative("variance", new double[] {variance})
        .refuse();
    return Math.exp(Math.sqrt(2 * variance) * QUARTILE);
  }
}
