package klara.stats;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * What a linear regression with an intercept needs to know of its rows, and all it needs: their
 * number n, the means of x and y, and Σ(x − x̄)(x − x̄)' and Σ(x − x̄)(y − ȳ). Kept so, about the
 * means, they lose no digits to covariates far from 0, such as years. Of parts together make those
 * of the whole.
 *
 * @see <a href="https://doi.org/10.1080/00031305.1983.10483115">Chan, Golub and LeVeque (1983)</a>
 */
public final class CrossProducts {
  /** Below this share of what they are taken from, squares are what rounding left. */
  private static final double ROUNDING = 1e-12;

  /** How far sums of squares of equal values may be off, as a share of themselves. */
  private static final double SLACK = 1e-9;

  private final double rows;
  private final RealVector means;
  private final RealMatrix squares;
  private final double meanOutcome;
  private final RealVector products;

  private CrossProducts(
      double rows, RealVector means, RealMatrix squares, double meanOutcome, RealVector products) {
    this.rows = rows;
    this.means = means;
    this.squares = squares;
    this.meanOutcome = meanOutcome;
    this.products = products;
  }

  /**
   * From sums that are known. Of covariates far from 0 they have few digits left: take them about
   * some number near their means. One whose squares are those of equal values to twelve digits does
   * not vary.
   *
   * @param rows n, or the sum of weights; above 0
   * @param sums Σx, without the intercept
   * @param squares Σxx', symmetric
   * @param outcome Σy
   * @param products Σxy
   * @throws IllegalArgumentException where numbers are not such, squares are less than those of
   *     equal values, or sizes differ
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
        .unless(
            !isSquare || !isImpossible(rows, sums, squares),
            "squares must be at least those of equal values (are not)")
        .refuse();
    RealVector means = new ArrayRealVector(sums).mapDivide(rows);
    double meanOutcome = outcome / rows;
    RealMatrix centred = matrix.subtract(means.outerProduct(means).scalarMultiply(rows));
    RealVector with = new ArrayRealVector(products).subtract(means.mapMultiply(rows * meanOutcome));
    for (int k = 0; k < width; k++) {
      if (centred.getEntry(k, k) <= ROUNDING * matrix.getEntry(k, k)) {
        centred.setRow(k, new double[width]);
        centred.setColumn(k, new double[width]);
        with.setEntry(k, 0);
      }
    }
    return new CrossProducts(rows, means, centred, meanOutcome, with);
  }

  private static boolean isImpossible(double rows, double[] sums, double[][] squares) {
    for (int k = 0; k < sums.length; k++) {
      if (rows * squares[k][k] < sums[k] * sums[k] * (1 - SLACK)) {
        return true;
      }
    }
    return false;
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
        .finite("covariates", Arrays.stream(covariates).flatMapToDouble(Arrays::stream).toArray())
        .finite("outcomes", outcomes)
        .refuse();
    CrossProducts whole = row(covariates[0], outcomes[0]);
    for (int i = 1; i < outcomes.length; i++) {
      whole = whole.plus(row(covariates[i], outcomes[i]));
    }
    return whole;
  }

  private static CrossProducts row(double[] x, double y) {
    return new CrossProducts(
        1,
        new ArrayRealVector(x),
        new Array2DRowRealMatrix(x.length, x.length),
        y,
        new ArrayRealVector(x.length));
  }

  /** Those of both together. */
  public CrossProducts plus(CrossProducts other) {
    double all = rows + other.rows;
    double share = other.rows / all;
    RealVector apart = other.means.subtract(means);
    double outcomeApart = other.meanOutcome - meanOutcome;
    return new CrossProducts(
        all,
        means.add(apart.mapMultiply(share)),
        squares.add(other.squares).add(apart.outerProduct(apart).scalarMultiply(rows * share)),
        meanOutcome + outcomeApart * share,
        products.add(other.products).add(apart.mapMultiply(rows * share * outcomeApart)));
  }

  int width() {
    return means.getDimension();
  }

  RealVector means() {
    return means;
  }

  double meanOutcome() {
    return meanOutcome;
  }

  /** Σ(x − x̄)(x − x̄)'. */
  RealMatrix centredSquares() {
    return squares;
  }

  /** Σ(x − x̄)(y − ȳ). */
  RealVector centredProducts() {
    return products;
  }
}
