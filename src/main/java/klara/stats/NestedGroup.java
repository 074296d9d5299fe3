package klara.stats;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * What {@link NestedIntercepts} needs to know of an inner group, and all it needs: Σzz' over its
 * units, with z = (1, x, y).
 */
public final class NestedGroup {
  /** Below this share of what they are taken from, squares are what rounding left. */
  private static final double ROUNDING = 1e-12;

  /** How far sums may be off, as a share of what they can come to. */
  private static final double SLACK = 1e-9;

  /** The last digit of a number, relative to it. */
  private static final double DIGIT = 1e-15;

  private final int outer;
  private final RealMatrix products;

  /** From where y is counted in the products; x is from 0. */
  private final double origin;

  private NestedGroup(int outer, RealMatrix products, double origin) {
    this.outer = outer;
    this.products = products;
    this.origin = origin;
  }

  /**
   * From sums, without covariates.
   *
   * @param outer number of the outer group it belongs to
   * @param units how many there are, above 0
   * @param sum of y
   * @param squares sum of y²; where y is far from 0 for how much it varies, {@link #ofValues} keeps
   *     digits that this sum loses
   * @throws IllegalArgumentException where numbers are not such, or squares less than those of
   *     equal values
   */
  public static NestedGroup of(int outer, double units, double sum, double squares) {
    return of(outer, new double[][] {{units, sum}, {sum, squares}});
  }

  /**
   * From sums of products.
   *
   * @param outer number of the outer group it belongs to
   * @param products Σzz' with z = (1, x, y): units at the top left, Σy² at the bottom right
   * @throws IllegalArgumentException where it is not square, symmetric and finite, has no units, or
   *     Σy² is less than that of equal values
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
        .unless(!isSquare || isSymmetric(matrix), "products must be symmetric (are not)")
        .unless(!isSquare || matrix.getEntry(0, 0) > 0, "units must be above 0 (are not)")
        .unless(
            !isSquare || !isImpossible(matrix),
            "squares must be at least those of equal values (are not)")
        .refuse();
    return new NestedGroup(outer, matrix, 0);
  }

  /** As far as what sums of products can come to tells: one may be what rounding left of 0. */
  private static boolean isSymmetric(RealMatrix products) {
    for (int i = 0; i < products.getRowDimension(); i++) {
      for (int j = 0; j < i; j++) {
        double most = Math.sqrt(products.getEntry(i, i)) * Math.sqrt(products.getEntry(j, j));
        if (Math.abs(products.getEntry(i, j) - products.getEntry(j, i)) > SLACK * most) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isImpossible(RealMatrix products) {
    int last = products.getRowDimension() - 1;
    double units = products.getEntry(0, 0);
    double sum = products.getEntry(0, last);
    return units > 0 && units * products.getEntry(last, last) < sum * sum * (1 - SLACK);
  }

  /**
   * From values, without covariates.
   *
   * @param outer number of the outer group it belongs to
   * @param values y of each unit, one or more
   * @throws IllegalArgumentException where there are none, or one is not finite
   */
  public static NestedGroup ofValues(int outer, double... values) {
    Faults.of("Cannot take 'nested group'")
        .finite("values", values)
        .unless(values.length > 0, "units must be above 0 (are not)")
        .refuse();
    double mean = Arrays.stream(values).average().orElseThrow();
    double[] apart = Arrays.stream(values).map(y -> y - mean).toArray();
    double sum = Arrays.stream(apart).sum();
    double squares = Arrays.stream(apart).map(y -> y * y).sum();
    double[][] products = {{values.length, sum}, {sum, squares}};
    return new NestedGroup(outer, new Array2DRowRealMatrix(products), mean);
  }

  int outer() {
    return outer;
  }

  /** Σzz' with x and y counted from means: sums of squares of what is far from 0 lose digits. */
  RealMatrix productsAbout(RealVector means) {
    int last = products.getRowDimension() - 1;
    RealMatrix shift = MatrixUtils.createRealIdentityMatrix(last + 1);
    for (int k = 1; k <= last; k++) {
      shift.setEntry(k, 0, (k == last ? origin : 0) - means.getEntry(k - 1));
    }
    RealMatrix about = shift.multiply(products).multiply(shift.transpose());
    // Of covariates at right angles rounding leaves one digit above the diagonal, another below it.
    return about.add(about.transpose()).scalarMultiply(0.5);
  }

  /** Of x and y over all units. */
  static RealVector means(List<NestedGroup> groups) {
    int width = groups.isEmpty() ? 1 : groups.get(0).products.getRowDimension();
    RealVector sums = new ArrayRealVector(width);
    for (NestedGroup group : groups) {
      RealVector own = group.products.getRowVector(0);
      own.addToEntry(width - 1, own.getEntry(0) * group.origin);
      sums = sums.add(own);
    }
    return sums.getSubVector(1, width - 1).mapDivide(sums.getEntry(0));
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
            "covariates must not depend on one another (do)")
        .unless(
            !isSpread || !isEven || isVaried(groups),
            "y must vary (does not, or by less than its digits tell)");
  }

  private static boolean isVaried(List<NestedGroup> groups) {
    RealVector means = means(groups);
    double mean = means.getEntry(means.getDimension() - 1);
    double squares = 0;
    double left = 0;
    for (NestedGroup group : groups) {
      int last = group.products.getRowDimension() - 1;
      squares += group.productsAbout(means).getEntry(last, last);
      left += ROUNDING * group.products.getEntry(last, last);
      left += group.products.getEntry(0, 0) * DIGIT * mean * DIGIT * mean;
    }
    return squares > left;
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
