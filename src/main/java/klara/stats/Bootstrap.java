package klara.stats;

import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

/**
 * Intervals from replicates, whoever made them: pupils of a school are alike, so whole schools are
 * drawn.
 */
public final class Bootstrap {
  /** Fewer say nothing about a tail. */
  private static final int FEWEST = 100;

  private Bootstrap() {}

  /**
   * The percentile interval: quantiles of the replicates, with the line between order statistics
   * (type 7 of Hyndman and Fan 1996, R's default).
   *
   * @param replicates of the estimate, 100 or more
   * @param level such as 0.95
   * @throws IllegalArgumentException where there are fewer, or some are no numbers
   */
  public static Interval percentile(double[] replicates, double level) {
    Faults.of("Cannot make 'bootstrap interval'")
        .finite("replicates", replicates)
        .unless(
            replicates.length >= FEWEST,
            "replicates must be %d or more (are %d)",
            FEWEST,
            replicates.length)
        .level(level)
        .refuse();
    Percentile percentile = new Percentile().withEstimationType(EstimationType.R_7);
    percentile.setData(replicates);
    double tail = 50 * (1 - level);
    return new Interval(percentile.evaluate(tail), percentile.evaluate(100 - tail));
  }
}
