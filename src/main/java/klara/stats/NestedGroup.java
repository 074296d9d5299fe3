package klara.stats;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * What {@link NestedIntercepts} needs to know of an inner group, and all it needs: Σzz' over its
 * units, with z = (1, x, y).
 */
public final class NestedGroup {
  private final int outer;
  private final RealMatrix products;

  private NestedGroup(int outer, RealMatrix products) {
    this.outer = outer;
    this.products = products;
  }

  /**
   * From sums, without covariates.
   *
   * @param outer number of the outer group it belongs to
   * @param units how many there are, above 0
   * @param sum of y
   * @param squares sum of y²
   * @throws IllegalArgumentException where numbers are not such
   */
  public static NestedGroup of(int outer, double units, double sum, double squares) {
    return of(outer, new double[][] {{units, sum}, {sum, squares}});
  }

  /**
   * From sums of products.
   *
   * @param outer number of the outer group it belongs to
   * @param products Σzz' with z = (1, x, y): units at the top left, Σy² at the bottom right
   * @throws IllegalArgumentException where it is not square, symmetric and finite, or has no units
   */
  public static NestedGroup of(int outer, double[][] products) {
    int width = products.length;
    boolean isSquare = width > 1 && Arrays.stream(products).allMatch(row -> row.length == width);
    double[] entries = Arrays.stream(products).flatMapToDouble(Arrays::stream).toArray();
    RealMatrix matrix =
        isSquare ? new Array2DRowRealMatrix(products) : new Array2DRowRealMatrix(1, 1);
    Faults.of("Cannot take 'nested group'")
        .unless(isSquare, "products must be two by two or more (are not)")
        .finite("products", entries)
        .unless(
            !isSquare || MatrixUtils.isSymmetric(matrix, 1e-9),
            "products must be symmetric (are not)")
        .unless(!isSquare || matrix.getEntry(0, 0) > 0, "units must be above 0 (are not)")
        .refuse();
    return new NestedGroup(outer, matrix);
  }

  /**
   * From values, without covariates.
   *
   * @param outer number of the outer group it belongs to
   * @param values y of each unit
   */
  public static NestedGroup ofValues(int outer, double... values) {
    double squares = Arrays.stream(values).map(y -> y * y).sum();
    return of(outer, values.length, Arrays.stream(values).sum(), squares);
  }

  int outer() {
    return outer;
  }

  /** Σzz' with y counted from a mean: sums of squares of what is far from 0 lose digits. */
  RealMatrix productsAbout(double mean) {
    int last = products.getRowDimension() - 1;
    RealMatrix shift = MatrixUtils.createRealIdentityMatrix(last + 1);
    shift.setEntry(last, 0, -mean);
    return shift.multiply(products).multiply(shift.transpose());
  }

  static double mean(List<NestedGroup> groups) {
    double sum = 0;
    double units = 0;
    for (NestedGroup group : groups) {
      sum += group.products.getEntry(0, group.products.getRowDimension() - 1);
      units += group.products.getEntry(0, 0);
    }
    return sum / units;
  }

  /** What keeps groups from being fitted together. */
  static Faults faults(List<NestedGroup> groups) {
    int width = groups.isEmpty() ? 0 : groups.get(0).products.getRowDimension();
    boolean isEven = groups.stream().allMatch(g -> g.products.getRowDimension() == width);
    boolean isSpread = groups.stream().anyMatch(group -> group.products.getEntry(0, 0) > 1);
    boolean isTellable = isEven && !groups.isEmpty() && rank(groups, width - 1) == width - 1;
    return Faults.of("Cannot fit 'nested intercepts'")
        .unless(!groups.isEmpty(), "there must be a group (found none)")
        .unless(isEven, "groups must have as many covariates each (have several numbers)")
        .unless(isSpread || groups.isEmpty(), "a group must have two units (none has)")
        .unless(
            isTellable || !isEven || groups.isEmpty(),
            "covariates must not depend on one another (do)");
  }

  private static int rank(List<NestedGroup> groups, int fixed) {
    RealMatrix sum = new Array2DRowRealMatrix(fixed, fixed);
    for (NestedGroup group : groups) {
      sum = sum.add(group.products.getSubMatrix(0, fixed - 1, 0, fixed - 1));
    }
    RealMatrix scaled = sum.copy();
    for (int i = 0; i < fixed; i++) {
      for (int j = 0; j < fixed; j++) {
        double scale = Math.sqrt(sum.getEntry(i, i) * sum.getEntry(j, j));
        scaled.setEntry(i, j, scale > 0 ? sum.getEntry(i, j) / scale : 0);
      }
    }
    return new SingularValueDecomposition(scaled).getRank();
  }
}
