package klara.stats;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.linear.ArrayRealVector;
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
 * <p>The full likelihood, and the moments that Fay and Herriot took, serve to compare with others.
 * Their A has a bias b, so that the error is less by (1 − γ)²b, and that by moments another
 * variance in g3:
 *
 * <pre>
 * full likelihood  b = −tr((X'V⁻¹X)⁻¹X'V⁻²X)/Σ(A + ψ)⁻²
 * moments, m areas b = 2(m Σ(A + ψ)⁻² − (Σ(A + ψ)⁻¹)²)/(Σ(A + ψ)⁻¹)³, 2m/(Σ(A + ψ)⁻¹)² in g3
 * </pre>
 *
 * @param method how A is estimated
 * @param variance A, in the unit of y squared
 * @param coefficients β̂, one per covariate
 * @param standardErrors of the coefficients, A taken as known
 * @param areas in the order given
 * @param logLikelihood of the direct estimates at A and β̂, whichever the method: normal with all
 *     its constants, so that minus twice it and twice (covariates + 1) are Akaike's criterion
 * @see <a href="https://doi.org/10.1080/01621459.1979.10482505">Fay and Herriot (1979)</a>
 * @see <a href="https://doi.org/10.1080/01621459.1990.10475320">Prasad and Rao (1990)</a>
 * @see <a href="https://doi.org/10.1093/biomet/92.1.183">Datta, Rao and Smith (2005)</a>, on
 *     moments
 * @see <a href="https://doi.org/10.1016/j.jmva.2009.10.009">Li and Lahiri (2010)</a>
 */
public record FayHerriot(
    Method method,
    double variance,
    List<Double> coefficients,
    List<Double> standardErrors,
    List<Area> areas,
    double logLikelihood) {

  /** How the variance between areas is estimated. */
  public enum Method {
    /** Maximum of the restricted likelihood, 0 or more. */
    RESTRICTED,
    /** Maximum of A times the restricted likelihood, above 0. */
    ADJUSTED,
    /** Maximum of the likelihood itself, 0 or more; too small by some {@code covariates/areas}. */
    FULL,
    /** Where Σ(y − x'β̂)²/(A + ψ) is its expectation, areas less covariates; 0 or more. */
    MOMENTS
  }

  /**
   * One area's result.
   *
   * @param estimate θ̂, in the unit of y
   * @param synthetic x'β̂, what the covariates alone say
   * @param reliability γ, the weight of the direct estimate, 0 to 1
   * @param meanSquaredError of the estimate, in the unit of y squared; by {@link Method#MOMENTS}
   *     below 0, and of no use, where A is 0 and sampling variances are far apart
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
    OrthogonalBasis basis = OrthogonalBasis.of(covariates);
    RealMatrix x = basis.columns();
    double variance =
        switch (method) {
          case RESTRICTED ->
              highest(
                  a -> new WeightedAreas(y, x, psi, a).restricted(),
                  a -> new WeightedAreas(y, x, psi, a).restrictedSlope());
          case ADJUSTED ->
              highest(
                  a -> new WeightedAreas(y, x, psi, a).restricted() + Math.log(a),
                  a -> new WeightedAreas(y, x, psi, a).restrictedSlope() + 1 / a);
          case FULL ->
              highest(
                  a -> new WeightedAreas(y, x, psi, a).full(),
                  a -> new WeightedAreas(y, x, psi, a).fullSlope());
          case MOMENTS ->
              highest(
                  a -> -Math.abs(new WeightedAreas(y, x, psi, a).excess()),
                  a -> new WeightedAreas(y, x, psi, a).excess());
        };
    return new WeightedAreas(y, x, psi, variance).result(method, basis, unit);
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
    int rank =
        isTable
            ? new SingularValueDecomposition(OrthogonalBasis.scaled(covariates)).getRank()
            : width;
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
}
