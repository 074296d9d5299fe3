package klara.stats;

import java.util.function.DoubleBinaryOperator;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/**
 * Where a deviance (minus twice the logarithm of a likelihood, everything else at its best) of two
 * standard deviations, of outer and of inner groups, is lowest: of all pairs, and on the axes,
 * where a deviation is 0.
 *
 * @param best of all; a deviation is exactly 0 where none does as well
 * @param flat of those without inner deviation
 * @param steep of those without outer deviation
 */
record LowestDeviance(Pair best, Pair flat, Pair steep) {
  /** A pair of deviations and its deviance. */
  record Pair(double outer, double inner, double deviance) {
    private Pair swapped() {
      return new Pair(inner, outer, deviance);
    }
  }

  private static final int STEPS = 6;

  /**
   * Looks for it.
   *
   * @param most where no deviation can be
   * @param accuracy of the deviations, relative; that of the deviance must be its square
   */
  static LowestDeviance of(DoubleBinaryOperator deviance, double most, double accuracy) {
    // A deviance is one of variances: mirrored at the axes it is smooth, and knows no bound there.
    double[] found =
        new SimplexOptimizer(new SimpleValueChecker(-1, accuracy * accuracy))
            .optimize(
                new MaxEval(5000),
                new ObjectiveFunction(
                    at -> deviance.applyAsDouble(mirrored(at[0], most), mirrored(at[1], most))),
                GoalType.MINIMIZE,
                new InitialGuess(new double[] {0.3, 0.3}),
                new NelderMeadSimplex(new double[] {0.2, 0.25}))
            .getPoint();
    double outer = mirrored(found[0], most);
    double inner = mirrored(found[1], most);
    double about = Math.hypot(outer, inner);
    Pair inside = new Pair(outer, inner, deviance.applyAsDouble(outer, inner));
    Pair flat = lowestOuter(deviance, most, about, accuracy);
    DoubleBinaryOperator transposed = (inward, outward) -> deviance.applyAsDouble(outward, inward);
    Pair steep = lowestOuter(transposed, most, about, accuracy).swapped();
    Pair onAxis = flat.deviance <= steep.deviance ? flat : steep;
    boolean isOnAxis = onAxis.deviance <= inside.deviance + same(accuracy);
    return new LowestDeviance(isOnAxis ? onAxis : inside, flat, steep);
  }

  /** Among those without inner deviation alone. */
  static LowestDeviance ofOuter(DoubleBinaryOperator deviance, double most, double accuracy) {
    Pair flat = lowestOuter(deviance, most, 1, accuracy);
    return new LowestDeviance(flat, flat, flat);
  }

  private static double mirrored(double deviation, double most) {
    return Math.min(most, Math.abs(deviation));
  }

  /** So much higher the deviance may be without a deviation, and still as low as with it. */
  private static double same(double accuracy) {
    return Math.max(1e-7, 10 * accuracy * accuracy);
  }

  private static Pair lowestOuter(
      DoubleBinaryOperator deviance, double most, double about, double accuracy) {
    double rest = deviance.applyAsDouble(0, 0);
    double far = 0;
    Minimum lowest;
    do {
      far = Math.min(most, far == 0 ? 0.1 + 1.5 * about : 3 * far);
      lowest = Minimum.of(outer -> deviance.applyAsDouble(outer, 0), 0, far, STEPS, accuracy);
    } while (lowest.point() > 0.99 * far && far < most);
    return rest <= lowest.value() + same(accuracy)
        ? new Pair(0, 0, rest)
        : new Pair(lowest.point(), 0, lowest.value());
  }
}
