package klara.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * Direct estimates of areas drawn towards what covariates of the areas say, the more the less sure
 * they are:
 *
 * <pre>
 * y = x'β + v + e      Var v = A, Var e = ψ, known
 * θ̂ = γ y + (1 − γ) x'β̂      γ = A/(A + ψ), β̂ by weighted least squares, weights 1/(A + ψ)
 * mean squared error g1 + g2 + 2 g3:
 *   g1 = γψ      g2 = (1 − γ)² x'(X'V⁻¹X)⁻¹x      g3 = ψ²/(A + ψ)³ · 2/Σ(A + ψ)⁻²
 * </pre>
 *
 * <p>A is the maximum of the restricted likelihood. Where that is 0, every estimate would be the
 * regression's own, however many people an area has; there {@link #fit} takes the adjusted
 * likelihood of Li and Lahiri, A times the restricted one, whose maximum is above 0. The error
 * formula is then a little too large.
 *
 * @param method which of the two A is from
 * @param variance A, in the unit of y squared
 * @param coefficients β̂, one per covariate
 * @param standardErrors of the coefficients, A taken as known
 * @param areas in the order given
 * @see <a href="https://doi.org/10.1080/01621459.1979.10482505">Fay and Herriot (1979)</a>
 * @see <a href="https://doi.org/10.1080/01621459.1990.10475320">Prasad and Rao (1990)</a>
 * @see <a href="https://doi.org/10.1016/j.jmva.2009.10.009">Li and Lahiri (2010)</a>
 */
public record FayHerriot(
    Method method,
    double variance,
    List<Double> coefficients,
    List<Double> standardErrors,
    List<Area> areas) {

  /** How the variance between areas is estimated. */
  public enum Method {
    /** Maximum of the restricted likelihood, 0 or more. */
    RESTRICTED,
    /** Maximum of A times the restricted likelihood, above 0. */
    ADJUSTED
  }

  /**
   * One area's result.
   *
   * @param estimate θ̂, in the unit of y
   * @param synthetic x'β̂, what the covariates alone say
   * @param reliability γ, the weight of the direct estimate, 0 to 1
   * @param meanSquaredError of the estimate, in the unit of y squared
   */
  public record Area(
      double estimate, double synthetic, double reliability, double meanSquaredError) {}

  private static final int STEPS = 200;

  /**
   * By the restricted likelihood, or the adjusted one where the restricted is highest at 0.
   *
   * @param direct y, the direct estimate of each area
   * @param variances ψ, its sampling variance, above 0
   * @param covariates x of each area, the same number for all; a first 1 where there is an
   *     intercept
   * @throws IllegalArgumentException where numbers are not such, covariates depend on one another,
   *     or areas are not at least three more than covariates, those apart whose variance is so
   *     large that they say nothing
   */
  public static FayHerriot fit(double[] direct, double[] variances, double[][] covariates) {
    FayHerriot restricted = fit(direct, variances, covariates, Method.RESTRICTED);
    return restricted.variance > 0
        ? restricted
        : fit(direct, variances, covariates, Method.ADJUSTED);
  }

  /** By one likelihood only; parameters and failures as in {@link #fit}. */
  public static FayHerriot fit(
      double[] direct, double[] variances, double[][] covariates, Method method) {
    require(direct, variances, covariates);
    double unit = unit(direct, variances);
    RealVector y = new ArrayRealVector(direct).mapDivide(unit);
    double[] psi = Arrays.stream(variances).map(one -> one / unit / unit).toArray();
    Basis basis = Basis.of(covariates);
    RealMatrix x = basis.columns;
    double extra = method == Method.ADJUSTED ? 1 : 0;
    double variance =
        highest(
            a -> new Weighed(y, x, psi, a).logLikelihood() + extra * Math.log(a),
            a -> new Weighed(y, x, psi, a).slope() + extra / a);
    return new Weighed(y, x, psi, variance).result(method, basis, unit);
  }

  /** The A of highest likelihood, from 0 up to far more than 1, all the variation there is. */
  private static double highest(DoubleUnaryOperator height, DoubleUnaryOperator slope) {
    double[] candidates = new double[STEPS + 1];
    int best = 0;
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < candidates.length; i++) {
      candidates[i] = i == 0 ? 1e-12 : Math.pow(10, 9.0 * i / STEPS - 7);
      double here = height.applyAsDouble(candidates[i]);
      if (here > highest) {
        highest = here;
        best = i;
      }
    }
    double low = candidates[Math.max(0, best - 1)];
    double high = candidates[Math.min(STEPS, best + 1)];
    if (slope.applyAsDouble(low) <= 0) {
      return 0;
    }
    Faults.of("Cannot fit 'Fay-Herriot'")
        .unless(
            slope.applyAsDouble(high) < 0,
            "areas of variances not far beyond the others' must be three more than covariates (of so"
                + " few the likelihood has no highest)")
        .refuse();
    return new BrentSolver(1e-14, 1e-12 * low).solve(300, slope::applyAsDouble, low, high);
  }

  /**
   * What estimates are counted in, so that their unit costs no digits. An area that is next to not
   * measured at all says nothing of it, however large its variance.
   */
  private static double unit(double[] direct, double[] variances) {
    double middle = median(direct);
    double apart = Arrays.stream(direct).map(y -> Math.abs(y - middle)).max().orElseThrow();
    return Math.hypot(apart, Math.sqrt(median(variances)));
  }

  private static double median(double[] values) {
    return Arrays.stream(values).sorted().toArray()[values.length / 2];
  }

  private static void require(double[] direct, double[] variances, double[][] covariates) {
    int width = covariates.length == 0 ? 0 : covariates[0].length;
    boolean isRectangular = Arrays.stream(covariates).allMatch(row -> row.length == width);
    boolean isFinite =
        Arrays.stream(covariates).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
    boolean isTable = width > 0 && isRectangular && isFinite;
    int rank = isTable ? new SingularValueDecomposition(Basis.scaled(covariates)).getRank() : width;
    Faults.of("Cannot fit 'Fay-Herriot'")
        .finite("direct estimates", direct)
        .positive("variances", variances)
        .sameNumber("direct estimates", direct.length, "variances", variances.length)
        .sameNumber("direct estimates", direct.length, "rows of covariates", covariates.length)
        .unless(width > 0, "there must be a covariate, such as the intercept's 1 (found none)")
        .unless(isRectangular, "rows of covariates must be of one length (are of several)")
        .unless(isFinite, "covariates must be finite (some are not)")
        .unless(
            direct.length >= width + 3,
            "areas must be at least three more than covariates (%d and %d)",
            direct.length,
            width)
        .unless(
            rank == width || direct.length < width,
            "covariates must not depend on one another (rank %d of %d)",
            rank,
            width)
        .refuse();
  }

  /**
   * The same covariates as columns that are orthogonal and of length 1, so that neither their unit
   * nor how far from 0 they lie costs digits: {@code inverse} times their coefficients are those of
   * the covariates.
   */
  private record Basis(RealMatrix columns, RealMatrix inverse) {
    private static Basis of(double[][] covariates) {
      int width = covariates[0].length;
      QRDecomposition parts = new QRDecomposition(scaled(covariates));
      RealMatrix triangle = parts.getR().getSubMatrix(0, width - 1, 0, width - 1);
      RealMatrix inverse = MatrixUtils.inverse(triangle);
      double[] lengths = lengths(covariates);
      for (int k = 0; k < width; k++) {
        inverse.setRowVector(k, inverse.getRowVector(k).mapDivide(lengths[k]));
      }
      RealMatrix columns = parts.getQ().getSubMatrix(0, covariates.length - 1, 0, width - 1);
      return new Basis(columns, inverse);
    }

    private static RealMatrix scaled(double[][] covariates) {
      RealMatrix scaled = new Array2DRowRealMatrix(covariates);
      double[] lengths = lengths(covariates);
      for (int k = 0; k < lengths.length; k++) {
        scaled.setColumnVector(k, scaled.getColumnVector(k).mapDivide(lengths[k]));
      }
      return scaled;
    }

    /** Of columns; 1 of one that is 0 throughout. */
    private static double[] lengths(double[][] covariates) {
      RealMatrix x = new Array2DRowRealMatrix(covariates);
      return IntStream.range(0, x.getColumnDimension())
          .mapToDouble(k -> x.getColumnVector(k).getNorm())
          .map(length -> length > 0 ? length : 1)
          .toArray();
    }
  }

  /** All that follows from one A. */
  private static final class Weighed {
    private final RealVector y;
    private final RealMatrix x;
    private final double[] variances;
    private final double a;
    private final double[] total;
    private final RealMatrix covariance;
    private final RealVector beta;
    private final RealVector residual;
    private final double logDeterminant;

    private Weighed(RealVector y, RealMatrix x, double[] variances, double a) {
      this.y = y;
      this.x = x;
      this.variances = variances;
      this.a = a;
      this.total = Arrays.stream(variances).map(psi -> a + psi).toArray();
      RealMatrix weighted = weighted(x);
      SingularValueDecomposition crossed =
          new SingularValueDecomposition(weighted.transpose().multiply(x));
      this.covariance = crossed.getSolver().getInverse();
      this.logDeterminant =
          Arrays.stream(crossed.getSingularValues()).map(Math::log).sum()
              + Arrays.stream(total).map(Math::log).sum();
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

    private double logLikelihood() {
      double squares = 0;
      for (int i = 0; i < total.length; i++) {
        squares += residual.getEntry(i) * residual.getEntry(i) / total[i];
      }
      return -0.5 * (logDeterminant + squares);
    }

    /** (y'PPy − tr P)/2, with Py = V⁻¹(y − Xβ̂). */
    private double slope() {
      double sum = 0;
      for (int i = 0; i < total.length; i++) {
        double scaled = residual.getEntry(i) / total[i];
        sum += scaled * scaled - (1 - leverage(i) / total[i]) / total[i];
      }
      return sum / 2;
    }

    /** x'(X'V⁻¹X)⁻¹x of an area. */
    private double leverage(int i) {
      RealVector row = x.getRowVector(i);
      return row.dotProduct(covariance.operate(row));
    }

    private FayHerriot result(Method method, Basis basis, double unit) {
      double information = Arrays.stream(total).map(t -> 1 / (t * t)).sum();
      List<Area> areas = new ArrayList<>();
      for (int i = 0; i < total.length; i++) {
        double gamma = a / total[i];
        double synthetic = x.getRowVector(i).dotProduct(beta);
        double g1 = gamma * variances[i];
        double g2 = (1 - gamma) * (1 - gamma) * leverage(i);
        double g3 = variances[i] * variances[i] / Math.pow(total[i], 3) * 2 / information;
        double estimate = gamma * y.getEntry(i) + (1 - gamma) * synthetic;
        double error = (g1 + g2 + 2 * g3) * unit * unit;
        areas.add(new Area(estimate * unit, synthetic * unit, gamma, error));
      }
      List<Double> errors = new ArrayList<>();
      for (int k = 0; k < beta.getDimension(); k++) {
        RealVector row = basis.inverse.getRowVector(k);
        errors.add(unit * Math.sqrt(row.dotProduct(covariance.operate(row))));
      }
      List<Double> coefficients =
          Arrays.stream(basis.inverse.operate(beta).toArray())
              .mapToObj(coefficient -> coefficient * unit)
              .toList();
      return new FayHerriot(
          method, a * unit * unit, coefficients, List.copyOf(errors), List.copyOf(areas));
    }
  }
}
