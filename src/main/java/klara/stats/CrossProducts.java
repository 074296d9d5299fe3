package klara.stats;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * What a linear regression with an intercept needs to know of its rows, and all it needs: their
 * number n, Σx, Σxx', Σy and Σxy. Sums of parts are those of the whole.
 */
public final class CrossProducts {
  private final double rows;
  private final RealVector sums;
  private final RealMatrix squares;
  private final double outcome;
  private final RealVector products;

  private CrossProducts(
      double rows, RealVector sums, RealMatrix squares, double outcome, RealVector products) {
    this.rows = rows;
    this.sums = sums;
    this.squares = squares;
    this.outcome = outcome;
    this.products = products;
  }

  /**
   * From sums that are known.
   *
   * @param rows n, or the sum of weights; above 0
   * @param sums Σx, without the intercept
   * @param squares Σxx', symmetric
   * @param outcome Σy
   * @param products Σxy
   * @throws IllegalArgumentException where numbers are not such or sizes differ
   */
  public static CrossProducts of(
      double rows, double[] sums, double[][] squares, double outcome, double[] products) {
    int width = sums.length;
    boolean isSquare =
        squares.length == width && Arrays.stream(squares).allMatch(row -> row.length == width);
    double[] entries = Arrays.stream(squares).flatMapToDouble(Arrays::stream).toArray();
    RealMatrix matrix =
        isSquare && width > 0 ? new Array2DRowRealMatrix(squares) : new Array2DRowRealMatrix(1, 1);
    double tolerance = 1e-9 * (1 + Arrays.stream(entries).map(Math::abs).max().orElse(0));
    Faults.of("Cannot take 'cross products'")
        .positive("rows", new double[] {rows})
        .finite("sums", sums)
        .finite("squares", entries)
        .finite("outcome", new double[] {outcome})
        .finite("products", products)
        .unless(width > 0, "there must be a covariate (found none)")
        .sameNumber("sums", width, "products", products.length)
        .unless(isSquare, "squares must be %d by %d (are not)", width, width)
        .unless(
            !(matrix.subtract(matrix.transpose()).getNorm() > tolerance),
            "squares must be symmetric (are not)")
        .refuse();
    return new CrossProducts(
        rows, new ArrayRealVector(sums), matrix, outcome, new ArrayRealVector(products));
  }

  /**
   * From rows.
   *
   * @param covariates x of each row, without the intercept
   * @param outcomes y of each row
   * @throws IllegalArgumentException where rows are of several lengths, or numbers are not finite
   */
  public static CrossProducts of(double[][] covariates, double[] outcomes) {
    int width = covariates.length == 0 ? 0 : covariates[0].length;
    Faults.of("Cannot take 'cross products'")
        .sameNumber("rows of covariates", covariates.length, "outcomes", outcomes.length)
        .unless(
            Arrays.stream(covariates).allMatch(row -> row.length == width),
            "rows of covariates must be of one length (are of several)")
        .unless(width > 0, "there must be a covariate (found none)")
        .refuse();
    RealMatrix x = new Array2DRowRealMatrix(covariates);
    double[] ones = new double[outcomes.length];
    Arrays.fill(ones, 1);
    return of(
        outcomes.length,
        x.preMultiply(ones),
        x.transpose().multiply(x).getData(),
        Arrays.stream(outcomes).sum(),
        x.preMultiply(outcomes));
  }

  /** Those of both together. */
  public CrossProducts plus(CrossProducts other) {
    return new CrossProducts(
        rows + other.rows,
        sums.add(other.sums),
        squares.add(other.squares),
        outcome + other.outcome,
        products.add(other.products));
  }

  int width() {
    return sums.getDimension();
  }

  double rows() {
    return rows;
  }

  RealVector means() {
    return sums.mapDivide(rows);
  }

  double meanOutcome() {
    return outcome / rows;
  }

  /** Σ(x − x̄)(x − x̄)'. */
  RealMatrix centredSquares() {
    return squares.subtract(sums.outerProduct(sums).scalarMultiply(1 / rows));
  }

  /** Σ(x − x̄)(y − ȳ). */
  RealVector centredProducts() {
    return products.subtract(sums.mapMultiply(outcome / rows));
  }
}
