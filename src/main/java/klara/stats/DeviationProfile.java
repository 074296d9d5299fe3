package klara.stats;

import java.util.function.DoubleUnaryOperator;
import klara.stats.NestedIntercepts.Level;
import org.apache.commons.math3.analysis.solvers.BrentSolver;

/**
 * The profile of a level's standard deviation in a linear model: the lowest deviance there is at
 * each of its values, with the variances of the other levels at their best.
 */
record DeviationProfile(NestedLikelihood likelihood, boolean hasInner) {
  /** Beyond this share a variance is as good as all. */
  private static final double MOST = 1 - 1e-7;

  private static final int STEPS = 20;

  /**
   * Where the deviance is below a limit.
   *
   * @param top the deviation of lowest deviance
   * @param all the deviation of all levels together
   * @param limit of the deviance
   */
  Interval interval(Level level, double top, double all, double limit) {
    DoubleUnaryOperator rise = sigma -> devianceAt(level, sigma * sigma) - limit;
    double far = top + all;
    while (rise.applyAsDouble(far) < 0) {
      far *= 2;
    }
    boolean reachesNone = level != Level.UNIT && rise.applyAsDouble(0) < 0;
    double lower = reachesNone ? 0 : root(rise, level == Level.UNIT ? top * 1e-3 : 0, top);
    return new Interval(lower, root(rise, top, far));
  }

  private static double root(DoubleUnaryOperator rise, double low, double high) {
    if (low >= high || rise.applyAsDouble(low) * rise.applyAsDouble(high) > 0) {
      return low >= high ? high : Double.NaN;
    }
    return new BrentSolver(1e-9, 1e-9 * high).solve(300, rise::applyAsDouble, low, high);
  }

  /** Lowest deviance where a level's variance is given. */
  private double devianceAt(Level level, double variance) {
    if (variance == 0) {
      return lowestSplit(
          level,
          split -> {
            double[] at = sharesAt(level, 0, split);
            return likelihood.deviance(at[0] / at[2], at[1] / at[2]);
          });
    }
    DoubleUnaryOperator ofShare =
        share ->
            lowestSplit(
                level,
                split -> {
                  double[] at = sharesAt(level, share, split);
                  double units = variance / share * at[2];
                  return likelihood.deviance(at[0] / at[2], at[1] / at[2], units);
                });
    return Minimum.of(ofShare, 1 - MOST, level == Level.UNIT ? 1 : MOST, STEPS).value();
  }

  private double lowestSplit(Level level, DoubleUnaryOperator ofSplit) {
    if (!hasInner) {
      return ofSplit.applyAsDouble(level == Level.UNIT ? 1 : 0);
    }
    return Minimum.of(ofSplit, 0, level == Level.UNIT ? 1 : MOST, STEPS).value();
  }

  /** Shares of outer, inner and unit where one is given and the next takes a part of the rest. */
  private static double[] sharesAt(Level level, double share, double split) {
    double first = (1 - share) * split;
    double second = (1 - share) * (1 - split);
    return switch (level) {
      case OUTER -> new double[] {share, first, second};
      case INNER -> new double[] {first, share, second};
      case UNIT -> new double[] {first, second, share};
    };
  }
}
