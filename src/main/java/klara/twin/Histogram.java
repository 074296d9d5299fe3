package klara.twin;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Expected numbers of students along the grid of {@link Curve}. */
final class Histogram {
  private final double[] weights = new double[Curve.POINTS];
  private double total;

  /** Adds students at a point, shared between the two of the grid that it lies between. */
  void add(double x, double weight) {
    double position =
        Math.min(Math.max((x - Curve.FIRST) / Curve.STEP, 0), Curve.POINTS - 1.000001);
    int below = (int) position;
    weights[below] += weight * (1 - (position - below));
    weights[below + 1] += weight * (position - below);
    total += weight;
  }

  void addAll(Histogram other, double share) {
    for (int i = 0; i < weights.length; i++) {
      weights[i] += share * other.weights[i];
    }
    total += share * other.total;
  }

  /** The same students, spread normally round where they are. */
  Histogram spread(double sd) {
    double[] kernel = new double[Curve.POINTS];
    double sum = 0;
    for (int i = 0; i < kernel.length; i++) {
      double z = i * Curve.STEP / sd;
      kernel[i] = Math.exp(-z * z / 2);
      sum += i == 0 ? kernel[i] : 2 * kernel[i];
    }
    Histogram spread = new Histogram();
    for (int from = 0; from < weights.length; from++) {
      double weight = weights[from] / sum;
      for (int to = 0; weight > 0 && to < weights.length; to++) {
        spread.weights[to] += weight * kernel[Math.abs(to - from)];
      }
    }
    spread.total = Arrays.stream(spread.weights).sum();
    return spread;
  }

  double total() {
    return total;
  }

  /** What to do with the students at a point. */
  @FunctionalInterface
  interface Visit {
    void at(double x, double weight);
  }

  void visit(Visit visit) {
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        visit.at(Curve.point(i), weights[i]);
      }
    }
  }

  /** The sum of a function over the students. */
  double sum(DoubleUnaryOperator function) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        sum += weights[i] * function.applyAsDouble(Curve.point(i));
      }
    }
    return sum;
  }
}
