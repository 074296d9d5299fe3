package klara.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;

/**
 * How sure an area's place in an order is: estimates are drawn again, each normal about itself with
 * its standard error, and ranked every time.
 *
 * <p>Estimates that differ little give wide intervals, as they should. The draws spread more than
 * the truth does; feed shrunken estimates with their posterior errors where the order of the truth
 * is wanted. {@link RankSet} is the stricter statement.
 *
 * @param rank of the estimate, 1 for the best; equals share the better rank
 * @param lower the best rank of the interval
 * @param upper the worst rank of it
 * @param pWorstQuarter share of draws in which the area is among the worst ⌊n/4⌋; of equals without
 *     error, who share the better rank, fewer may be
 * @see <a href="https://doi.org/10.1111/j.1467-985X.1996.tb00444.x">Goldstein and Spiegelhalter
 *     (1996)</a>
 */
public record RankInterval(int rank, int lower, int upper, double pWorstQuarter) {

  /** Which end of the order is good. */
  public enum Best {
    /** The highest estimate has rank 1. */
    HIGHEST,
    /** The lowest estimate has rank 1. */
    LOWEST
  }

  /**
   * Each area's rank and interval, in the order given.
   *
   * @param estimates in any unit
   * @param standardErrors of them, 0 or more; estimates count as independent
   * @param best which end has rank 1
   * @param level such as 0.95: each interval holds that share of the draws, or more
   * @param draws how many
   * @param seed the same seed gives the same draws, on any machine
   * @throws IllegalArgumentException where numbers are not such, there are not two areas, or draws
   *     are below 100
   */
  public static List<RankInterval> of(
      double[] estimates, double[] standardErrors, Best best, double level, int draws, long seed) {
    Faults.of("Cannot rank 'estimates'")
        .finite("estimates", estimates)
        .notNegative("standard errors", standardErrors)
        .sameNumber("estimates", estimates.length, "standard errors", standardErrors.length)
        .unless(estimates.length > 1, "there must be two areas (found %d)", estimates.length)
        .level(level)
        .unless(best != null, "best must be one end of the order (is null)")
        .unless(draws >= 100, "draws must be 100 or more (are %d)", draws)
        .refuse();
    int areas = estimates.length;
    int[][] times = new int[areas][areas + 1];
    RandomGenerator random = new Well19937c(seed);
    double[] drawn = new double[areas];
    for (int draw = 0; draw < draws; draw++) {
      for (int i = 0; i < areas; i++) {
        drawn[i] = estimates[i] + standardErrors[i] * random.nextGaussian();
      }
      int[] ranks = ranks(drawn, best);
      for (int i = 0; i < areas; i++) {
        times[i][ranks[i]]++;
      }
    }
    int[] ranks = ranks(estimates, best);
    double outside = draws * (1 - level) / 2;
    List<RankInterval> intervals = new ArrayList<>();
    for (int i = 0; i < areas; i++) {
      double worst = 0;
      for (int rank = areas - areas / 4 + 1; rank <= areas; rank++) {
        worst += times[i][rank];
      }
      intervals.add(
          new RankInterval(
              ranks[i], lower(times[i], outside), upper(times[i], outside), worst / draws));
    }
    return intervals;
  }

  /** Each estimate's rank, 1 for the best; equals share the better one. */
  static int[] ranks(double[] estimates, Best best) {
    double sign = best == Best.HIGHEST ? -1 : 1;
    double[] sorted = Arrays.stream(estimates).map(estimate -> sign * estimate).sorted().toArray();
    int[] ranks = new int[estimates.length];
    for (int i = 0; i < ranks.length; i++) {
      int place = Arrays.binarySearch(sorted, sign * estimates[i]);
      while (place > 0 && sorted[place - 1] == sorted[place]) {
        place--;
      }
      ranks[i] = place + 1;
    }
    return ranks;
  }

  private static int lower(int[] times, double outside) {
    int rank = 1;
    double before = times[1];
    while (before <= outside) {
      rank++;
      before += times[rank];
    }
    return rank;
  }

  private static int upper(int[] times, double outside) {
    int rank = times.length - 1;
    double after = times[rank];
    while (after <= outside) {
      rank--;
      after += times[rank];
    }
    return rank;
  }
}
