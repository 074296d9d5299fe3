package klara.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import klara.stats.FayHerriot.Area;
import klara.stats.FayHerriot.Method;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/** All that follows from one A in {@link FayHerriot}, whose letters these are. */
final class WeightedAreas {
  private final RealVector y;
  private final RealMatrix x;
  private final double[] variances;
  private final double a;
  private final double[] total;
  private final RealMatrix covariance;
  private final RealVector beta;
  private final RealVector residual;
  private final double logInformation;

  WeightedAreas(RealVector y, RealMatrix x, double[] variances, double a) {
    this.y = y;
    this.x = x;
    this.variances = variances;
    this.a = a;
    this.total = Arrays.stream(variances).map(psi -> a + psi).toArray();
    RealMatrix weighted = weighted(x);
    SingularValueDecomposition crossed =
        new SingularValueDecomposition(weighted.transpose().multiply(x));
    this.covariance = crossed.getSolver().getInverse();
    this.logInformation = Arrays.stream(crossed.getSingularValues()).map(Math::log).sum();
    this.beta = covariance.operate(weighted.preMultiply(y));
    this.residual = y.subtract(x.operate(beta));
  }

  private RealMatrix weighted(RealMatrix matrix) {
    RealMatrix weighted = matrix.copy();
    for (int i = 0; i < total.length; i++) {
      weighted.setRowVector(i, matrix.getRowVector(i).mapDivide(total[i]));
    }
    return weighted;
  }

  double full() {
    double sum = 0;
    for (int i = 0; i < total.length; i++) {
      sum += Math.log(total[i]) + residual.getEntry(i) * residual.getEntry(i) / total[i];
    }
    return -sum / 2;
  }

  double restricted() {
    return full() - logInformation / 2;
  }

  /** (y'PPy − tr V⁻¹)/2, with Py = V⁻¹(y − Xβ̂). */
  double fullSlope() {
    double sum = 0;
    for (int i = 0; i < total.length; i++) {
      double scaled = residual.getEntry(i) / total[i];
      sum += scaled * scaled - 1 / total[i];
    }
    return sum / 2;
  }

  /** (y'PPy − tr P)/2. */
  double restrictedSlope() {
    return fullSlope() + lostInformation() / 2;
  }

  /** Σ(y − x'β̂)²/(A + ψ) beyond areas less covariates. */
  double excess() {
    double sum = x.getColumnDimension() - total.length;
    for (int i = 0; i < total.length; i++) {
      sum += residual.getEntry(i) * residual.getEntry(i) / total[i];
    }
    return sum;
  }

  /** tr((X'V⁻¹X)⁻¹X'V⁻²X). */
  private double lostInformation() {
    return IntStream.range(0, total.length)
        .mapToDouble(i -> leverage(i) / total[i] / total[i])
        .sum();
  }

  /** x'(X'V⁻¹X)⁻¹x of an area. */
  private double leverage(int i) {
    RealVector row = x.getRowVector(i);
    return row.dotProduct(covariance.operate(row));
  }

  FayHerriot result(Method method, OrthogonalBasis basis, double unit) {
    double information = Arrays.stream(total).map(t -> 1 / (t * t)).sum();
    double weights = Arrays.stream(total).map(t -> 1 / t).sum();
    int number = total.length;
    double ofVariance =
        method == Method.MOMENTS ? 2 * number / (weights * weights) : 2 / information;
    double bias =
        switch (method) {
          case RESTRICTED, ADJUSTED -> 0;
          case FULL -> -lostInformation() / information;
          case MOMENTS -> 2 * (number * information - weights * weights) / Math.pow(weights, 3);
        };
    List<Area> areas = new ArrayList<>();
    for (int i = 0; i < total.length; i++) {
      double gamma = a / total[i];
      double synthetic = x.getRowVector(i).dotProduct(beta);
      double g1 = gamma * variances[i];
      double g2 = (1 - gamma) * (1 - gamma) * leverage(i);
      double g3 = variances[i] * variances[i] / Math.pow(total[i], 3) * ofVariance;
      double estimate = gamma * y.getEntry(i) + (1 - gamma) * synthetic;
      double error = g1 + g2 + 2 * g3 - (1 - gamma) * (1 - gamma) * bias;
      areas.add(new Area(estimate * unit, synthetic * unit, gamma, error * unit * unit));
    }
    List<Double> errors = new ArrayList<>();
    for (int k = 0; k < beta.getDimension(); k++) {
      RealVector row = basis.inverse().getRowVector(k);
      errors.add(unit * Math.sqrt(row.dotProduct(covariance.operate(row))));
    }
    List<Double> coefficients =
        Arrays.stream(basis.inverse().operate(beta).toArray())
            .mapToObj(coefficient -> coefficient * unit)
            .toList();
    double logLikelihood = full() - number * (Math.log(2 * Math.PI) / 2 + Math.log(unit));
    return new FayHerriot(
        method,
        a * unit * unit,
        coefficients,
        List.copyOf(errors),
        List.copyOf(areas),
        logLikelihood);
  }
}
