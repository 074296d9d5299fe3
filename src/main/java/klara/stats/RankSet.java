package klara.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import klara.stats.RankInterval.Best;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RectangularCholeskyDecomposition;
import org.apache.commons.math3.random.CorrelatedRandomVectorGenerator;
import org.apache.commons.math3.random.GaussianRandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

/**
 * Which ranks an area may truly have, from tests of pairs: every area that is surely better takes a
 * rank before it, every one that is surely worse one after it.
 *
 * <pre>
 * surely: |θ̂j − θ̂k|/se(j,k) above c, the level's quantile of the largest such of the pairs,
 *         drawn from the normal distribution of the estimates; pairs found are left out and the
 *         rest tested again until none is found
 * lower = 1 + areas surely better      upper = n − areas surely worse
 * </pre>
 *
 * @param rank of the estimate, 1 for the best
 * @param lower the best rank it may have
 * @param upper the worst rank it may have
 * @see <a href="https://doi.org/10.1093/restud/rdad006">Mogstad, Romano, Shaikh and Wilhelm
 *     (2024)</a>
 */
public record RankSet(int rank, int lower, int upper) {

  /**
   * A set for each area that holds its true rank with the level's probability.
   *
   * @param estimates in any unit
   * @param covariance of the estimates, positive definite; diagonal where they are independent
   * @param best which end has rank 1
   * @param level such as 0.95
   * @param draws how many; 1 000 or more are advised
   * @param seed the same seed gives the same draws, on any machine
   * @throws IllegalArgumentException where numbers are not such
   */
  public static List<RankSet> marginal(
      double[] estimates, double[][] covariance, Best best, double level, int draws, long seed) {
    Pairs pairs = Pairs.of(estimates, covariance, best, level, draws, seed);
    List<RankSet> sets = new ArrayList<>();
    int[] ranks = RankInterval.ranks(estimates, best);
    for (int j = 0; j < estimates.length; j++) {
      List<int[]> own = new ArrayList<>();
      for (int k = 0; k < estimates.length; k++) {
        if (k != j) {
          own.add(new int[] {j, k});
        }
      }
      sets.add(set(j, pairs.found(own), ranks));
    }
    return sets;
  }

  /**
   * Sets that together hold all true ranks with the level's probability: for an order as a whole.
   * Parameters and failures as in {@link #marginal}.
   */
  public static List<RankSet> simultaneous(
      double[] estimates, double[][] covariance, Best best, double level, int draws, long seed) {
    Pairs pairs = Pairs.of(estimates, covariance, best, level, draws, seed);
    List<int[]> all = new ArrayList<>();
    for (int j = 0; j < estimates.length; j++) {
      for (int k = 0; k < j; k++) {
        all.add(new int[] {j, k});
      }
    }
    List<int[]> found = pairs.found(all);
    int[] ranks = RankInterval.ranks(estimates, best);
    List<RankSet> sets = new ArrayList<>();
    for (int j = 0; j < estimates.length; j++) {
      sets.add(set(j, found, ranks));
    }
    return sets;
  }

  /**
   * The covariance of independent estimates.
   *
   * @throws IllegalArgumentException where an error is not above 0: what is known for certain takes
   *     no draws, and has a rank
   */
  public static double[][] independent(double[] standardErrors) {
    Faults.of("Cannot rank 'estimates'").positive("standard errors", standardErrors).refuse();
    double[][] covariance = new double[standardErrors.length][standardErrors.length];
    for (int i = 0; i < covariance.length; i++) {
      covariance[i][i] = standardErrors[i] * standardErrors[i];
    }
    return covariance;
  }

  private static RankSet set(int area, List<int[]> found, int[] ranks) {
    int better = 0;
    int worse = 0;
    for (int[] pair : found) {
      if (pair[0] == area || pair[1] == area) {
        int other = pair[0] == area ? pair[1] : pair[0];
        better += ranks[other] < ranks[area] ? 1 : 0;
        worse += ranks[other] > ranks[area] ? 1 : 0;
      }
    }
    return new RankSet(ranks[area], 1 + better, ranks.length - worse);
  }

  /** Estimates with draws of what they might have been, about 0. */
  private static final class Pairs {
    private static final double TOLERANCE = 1e-12;

    private final double[] estimates;
    private final double[][] covariance;
    private final double level;
    private final double[][] drawn;

    private Pairs(double[] estimates, double[][] covariance, double level, double[][] drawn) {
      this.estimates = estimates;
      this.covariance = covariance;
      this.level = level;
      this.drawn = drawn;
    }

    private static Pairs of(
        double[] estimates, double[][] covariance, Best best, double level, int draws, long seed) {
      int areas = estimates.length;
      boolean isSquare = areas > 0 && covariance.length == areas;
      for (double[] row : covariance) {
        isSquare &= row.length == areas;
      }
      // of correlations, so that errors of any size may stand side by side, in any unit
      double[] errors = isSquare ? errors(covariance) : new double[0];
      double[][] correlations = isSquare ? correlations(covariance, errors) : covariance;
      boolean isDefinite = isSquare && isDefinite(correlations);
      Faults.of("Cannot rank 'estimates'")
          .finite("estimates", estimates)
          .unless(areas > 1, "there must be two areas (found %d)", areas)
          .unless(isSquare || areas == 0, "covariance must be %d by %d (is not)", areas, areas)
          .unless(
              isDefinite || !isSquare,
              "covariance must be finite, symmetric and positive definite (is not)")
          .level(level)
          .unless(best != null, "best must be one end of the order (is null)")
          .unless(draws >= 100, "draws must be 100 or more (are %d)", draws)
          .refuse();
      CorrelatedRandomVectorGenerator vectors =
          new CorrelatedRandomVectorGenerator(
              new Array2DRowRealMatrix(correlations),
              TOLERANCE,
              new GaussianRandomGenerator(new Well19937c(seed)));
      double[][] drawn = new double[draws][];
      for (int draw = 0; draw < draws; draw++) {
        double[] vector = vectors.nextVector();
        Arrays.setAll(vector, area -> vector[area] * errors[area]);
        drawn[draw] = vector;
      }
      return new Pairs(estimates, covariance, level, drawn);
    }

    private static double[] errors(double[][] covariance) {
      return IntStream.range(0, covariance.length)
          .mapToDouble(area -> Math.sqrt(covariance[area][area]))
          .toArray();
    }

    private static double[][] correlations(double[][] covariance, double[] errors) {
      double[][] correlations = new double[errors.length][errors.length];
      for (int i = 0; i < errors.length; i++) {
        for (int j = 0; j < errors.length; j++) {
          correlations[i][j] = covariance[i][j] / (errors[i] * errors[j]);
        }
        correlations[i][i] /= correlations[i][i]; // 1, without rounding; NaN of no variance
      }
      return correlations;
    }

    private static boolean isDefinite(double[][] covariance) {
      RealMatrix matrix = new Array2DRowRealMatrix(covariance);
      for (double[] row : covariance) {
        for (double entry : row) {
          if (!Double.isFinite(entry)) {
            return false;
          }
        }
      }
      boolean isSymmetric = matrix.subtract(matrix.transpose()).getNorm() <= 1e-10;
      return isSymmetric && rank(matrix) == covariance.length;
    }

    private static int rank(RealMatrix matrix) {
      try {
        return new RectangularCholeskyDecomposition(matrix, TOLERANCE).getRank();
      } catch (NonPositiveDefiniteMatrixException negative) {
        return 0;
      }
    }

    /** The pairs that surely differ. */
    private List<int[]> found(List<int[]> pairs) {
      List<int[]> left = new ArrayList<>(pairs);
      List<int[]> found = new ArrayList<>();
      int before = -1;
      while (found.size() > before && !left.isEmpty()) {
        before = found.size();
        double critical = critical(left);
        for (int[] pair : left) {
          if (apart(estimates, pair) > critical) {
            found.add(pair);
          }
        }
        left.removeIf(pair -> apart(estimates, pair) > critical);
      }
      return found;
    }

    private double critical(List<int[]> pairs) {
      double[] largest = new double[drawn.length];
      for (int draw = 0; draw < drawn.length; draw++) {
        for (int[] pair : pairs) {
          largest[draw] = Math.max(largest[draw], apart(drawn[draw], pair));
        }
      }
      return new Percentile().withEstimationType(EstimationType.R_7).evaluate(largest, 100 * level);
    }

    private double apart(double[] values, int[] pair) {
      int j = pair[0];
      int k = pair[1];
      double variance = covariance[j][j] + covariance[k][k] - 2 * covariance[j][k];
      return Math.abs(values[j] - values[k]) / Math.sqrt(variance);
    }
  }
}
