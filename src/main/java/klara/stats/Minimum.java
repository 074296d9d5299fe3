package klara.stats;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;
import org.apache.commons.math3.optim.univariate.UnivariatePointValuePair;

/**
 * Where a function of one variable is lowest, looked for on a grid first, so that a second valley
 * is not missed, then by Brent's method about the grid's lowest point. An end of the range can be
 * the answer itself.
 */
record Minimum(double point, double value) {
  /** The lowest point from {@code low} to {@code high}; NaN counts as infinite. */
  static Minimum of(DoubleUnaryOperator function, double low, double high, int steps) {
    return of(function, low, high, steps, 1e-10);
  }

  /** The same, to a relative accuracy of the point. */
  static Minimum of(
      DoubleUnaryOperator function, double low, double high, int steps, double accuracy) {
    DoubleUnaryOperator safe =
        x -> {
          double value = function.applyAsDouble(x);
          return Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
        };
    double best = low;
    double lowest = safe.applyAsDouble(low);
    for (int step = 1; step <= steps; step++) {
      double point = low + (high - low) * step / steps;
      double value = safe.applyAsDouble(point);
      if (value < lowest) {
        lowest = value;
        best = point;
      }
    }
    double width = (high - low) / steps;
    UnivariatePointValuePair refined =
        // One of its own: the optimizer has a state, and minima are looked for within minima.
        new BrentOptimizer(accuracy, accuracy * 1e-3)
            .optimize(
                new MaxEval(1000),
                new UnivariateObjectiveFunction(safe::applyAsDouble),
                GoalType.MINIMIZE,
                new SearchInterval(Math.max(low, best - width), Math.min(high, best + width)));
    return refined.getValue() < lowest
        ? new Minimum(refined.getPoint(), refined.getValue())
        : new Minimum(best, lowest);
  }
}
