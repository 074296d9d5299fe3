package klara.stats;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * How many differences covariates leave to each level of {@link NestedIntercepts}: groups and
 * covariates together say as many things of the units as there are groups, and covariates that vary
 * within them. Where a finer level says no more than the next coarser one with the covariates, its
 * variance is of nothing.
 */
final class NestedFreedom {
  /** What rounding leaves of sums of squares, as a share of them. */
  private static final double ROUNDING = 1e-9;

  /** The same of what a regression leaves of y. */
  private static final double NOTHING = 1e-12;

  private final RealVector means;
  private final RealMatrix whole;

  private NestedFreedom(List<NestedGroup> groups) {
    this.means = NestedGroup.means(groups);
    this.whole = products(groups);
  }

  /**
   * Refuses covariates that leave nothing to a level, or nothing of y.
   *
   * @param outers inner groups by outer one
   * @param hasInner whether the inner groups are a level
   */
  static void require(List<List<NestedGroup>> outers, boolean hasInner) {
    List<NestedGroup> groups = outers.stream().flatMap(List::stream).toList();
    NestedFreedom freedom = new NestedFreedom(groups);
    int covariates = freedom.means.getDimension() - 1;
    if (covariates == 0) {
      return;
    }
    int outer = outers.size() + freedom.rankWithin(outers);
    int inner = groups.size() + freedom.rankWithin(groups.stream().map(List::of).toList());
    double units = freedom.whole.getEntry(0, 0);
    Faults.of("Cannot fit 'nested intercepts'")
        .unless(outer > 1 + covariates, "covariates must leave outer groups to differ (do not)")
        .unless(
            !hasInner || inner > outer,
            "covariates must leave inner groups of an outer one to differ (do not)")
        .unless(units > inner, "covariates must leave units of a group to differ (do not)")
        .unless(freedom.isLeft(), "y must vary about what covariates say of it (does not)")
        .refuse();
  }

  private RealMatrix products(List<NestedGroup> groups) {
    return groups.stream()
        .map(group -> group.productsAbout(means))
        .reduce(RealMatrix::add)
        .orElseThrow();
  }

  /** How many independent covariates vary within groups. */
  private int rankWithin(List<List<NestedGroup>> parts) {
    int covariates = means.getDimension() - 1;
    RealMatrix within = new Array2DRowRealMatrix(covariates, covariates);
    for (List<NestedGroup> part : parts) {
      RealMatrix products = products(part);
      RealVector sums = products.getRowVector(0).getSubVector(1, covariates);
      within =
          within
              .add(products.getSubMatrix(1, covariates, 1, covariates))
              .subtract(sums.outerProduct(sums).scalarMultiply(1 / products.getEntry(0, 0)));
    }
    double[] values = new SingularValueDecomposition(scaled(within)).getSingularValues();
    return (int) Arrays.stream(values).filter(value -> value > ROUNDING).count();
  }

  /** Whether a regression of y on the covariates leaves anything of it. */
  private boolean isLeft() {
    int last = means.getDimension();
    RealMatrix correlations = scaled(whole.getSubMatrix(1, last, 1, last));
    RealMatrix own = correlations.getSubMatrix(0, last - 2, 0, last - 2);
    RealVector cross = correlations.getColumnVector(last - 1).getSubVector(0, last - 1);
    RealVector slopes = new SingularValueDecomposition(own).getSolver().solve(cross);
    return 1 - cross.dotProduct(slopes) > NOTHING;
  }

  /** By the squares of all units about the means, so that neither unit nor place matters. */
  private RealMatrix scaled(RealMatrix squares) {
    double[] roots =
        IntStream.rangeClosed(1, means.getDimension())
            .mapToDouble(k -> Math.sqrt(whole.getEntry(k, k)))
            .toArray();
    RealMatrix scaled = squares.copy();
    for (int i = 0; i < scaled.getRowDimension(); i++) {
      for (int j = 0; j < scaled.getColumnDimension(); j++) {
        scaled.setEntry(i, j, squares.getEntry(i, j) / (roots[i] * roots[j]));
      }
    }
    return scaled;
  }
}
