package klara.twin;

import java.util.function.DoubleUnaryOperator;

/** A function of ability, held at the points of one grid and linear between them. */
final class Curve {
  static final double FIRST = -6;
  static final double STEP = 0.1;
  static final int POINTS = 151;

  /** Beyond four standard deviations there is nobody. */
  private static final double REACH = 4;

  private final double[] values;

  private Curve(double[] values) {
    this.values = values;
  }

  static Curve of(DoubleUnaryOperator function) {
    double[] values = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      values[i] = function.applyAsDouble(point(i));
    }
    return new Curve(values);
  }

  /** The curve through values at the points of the grid, which are the curve's from then on. */
  static Curve of(double[] values) {
    return new Curve(values);
  }

  static double point(int index) {
    return FIRST + index * STEP;
  }

  double at(double x) {
    double position = Math.min(Math.max((x - FIRST) / STEP, 0), POINTS - 1.000001);
    int below = (int) position;
    double part = position - below;
    return values[below] * (1 - part) + values[below + 1] * part;
  }

  /** The expected value when ability is normally distributed round x. */
  Curve smoothed(double sd) {
    return of(
        mean -> {
          double sum = 0;
          double weights = 0;
          for (double z = -REACH; z <= REACH; z += STEP) {
            double weight = Math.exp(-z * z / 2);
            sum += weight * at(mean + z * sd);
            weights += weight;
          }
          return sum / weights;
        });
  }
}
