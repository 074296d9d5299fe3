package klara.stats;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * The likelihood of nested random intercepts, from the sums of products of each inner group. With z
 * = (1, x, y), C = Σzz' and z̄ the mean of an inner group of n units, and variances a of outer and
 * b of inner groups relative to that of units, all of V⁻¹ that is needed is
 *
 * <pre>
 * Z'V⁻¹Z = Σ (C − n z̄z̄') + Σ over outer groups of [Σ w (z̄ − m)(z̄ − m)' + W/(1 + aW) mm']
 *          w = n/(1 + nb), W = Σw, m = Σwz̄/W        ln|V| = Σ ln(1 + nb) + Σ ln(1 + aW)
 * </pre>
 *
 * <p>Written so, nothing large is taken from anything large, however great a or b.
 */
final class NestedLikelihood {
  private static final double LOG_2_PI = Math.log(2 * Math.PI);

  private final double[][] within;
  private final List<List<Inner>> outers;
  private final int fixed;
  private final double units;
  private final double freedom;
  private final boolean isRestricted;

  private static final class Inner {
    private final double units;
    private final double[] mean;

    private Inner(RealMatrix products) {
      units = products.getEntry(0, 0);
      mean = Arrays.stream(products.getRow(0)).map(sum -> sum / units).toArray();
    }
  }

  /**
   * @param outers C of each inner group, within its outer group
   * @param isRestricted whether the restricted likelihood is meant
   */
  NestedLikelihood(List<List<RealMatrix>> outers, boolean isRestricted) {
    this.isRestricted = isRestricted;
    int width = outers.get(0).get(0).getRowDimension();
    this.fixed = width - 1;
    this.within = new double[width][width];
    this.outers = outers.stream().map(inners -> inners.stream().map(Inner::new).toList()).toList();
    double sum = 0;
    for (int o = 0; o < outers.size(); o++) {
      for (int i = 0; i < outers.get(o).size(); i++) {
        Inner inner = this.outers.get(o).get(i);
        RealMatrix products = outers.get(o).get(i);
        for (int k = 0; k < width; k++) {
          for (int l = 0; l < width; l++) {
            double between = inner.units * (inner.mean[k] * inner.mean[l]);
            within[k][l] += products.getEntry(k, l) - between;
          }
        }
        sum += inner.units;
      }
    }
    this.units = sum;
    this.freedom = isRestricted ? units - fixed : units;
  }

  /**
   * What two relative variances come to.
   *
   * @param squares residual sum of squares, weighted
   * @param logDeterminant of V, and of X'V⁻¹X where restricted
   * @param coefficients of (1, x)
   * @param root of X'V⁻¹X, whose inverse is their covariance relative to the variance of units
   */
  record Fit(
      double squares, double logDeterminant, RealVector coefficients, CholeskyDecomposition root) {

    /** Covariance of the coefficients, relative to the variance of units. */
    RealMatrix covariance() {
      return root.getSolver().getInverse();
    }
  }

  /** How many values less coefficients, or values only. */
  double freedom() {
    return freedom;
  }

  /** Minus twice the log-likelihood, at its best for the variance of units. */
  double deviance(double outer, double inner) {
    Fit fit = fit(outer, inner);
    return deviance(fit, fit.squares / freedom);
  }

  /** The same at a given variance of units. */
  double deviance(double outer, double inner, double unit) {
    return deviance(fit(outer, inner), unit);
  }

  private double deviance(Fit fit, double unit) {
    return freedom * (LOG_2_PI + Math.log(unit)) + fit.logDeterminant + fit.squares / unit;
  }

  Fit fit(double outer, double inner) {
    int width = fixed + 1;
    double[][] sum = new double[width][];
    for (int k = 0; k < width; k++) {
      sum[k] = within[k].clone();
    }
    double logDeterminant = 0;
    for (List<Inner> inners : outers) {
      double weight = 0;
      double[] mean = new double[width];
      for (Inner group : inners) {
        double grown = 1 + group.units * inner;
        logDeterminant += Math.log(grown);
        weight += group.units / grown;
        for (int k = 0; k < width; k++) {
          mean[k] += group.mean[k] * (group.units / grown);
        }
      }
      for (int k = 0; k < width; k++) {
        mean[k] /= weight;
      }
      double[] apart = new double[width];
      for (Inner group : inners) {
        for (int k = 0; k < width; k++) {
          apart[k] = group.mean[k] - mean[k];
        }
        add(sum, apart, group.units / (1 + group.units * inner));
      }
      logDeterminant += Math.log1p(outer * weight);
      add(sum, mean, weight / (1 + outer * weight));
    }
    RealMatrix all = new Array2DRowRealMatrix(sum, false);
    RealMatrix own = all.getSubMatrix(0, fixed - 1, 0, fixed - 1);
    RealVector cross = all.getColumnVector(fixed).getSubVector(0, fixed);
    CholeskyDecomposition root = new CholeskyDecomposition(own, 1e-9, 0);
    RealVector coefficients = root.getSolver().solve(cross);
    double squares = all.getEntry(fixed, fixed) - cross.dotProduct(coefficients);
    if (isRestricted) {
      logDeterminant += Math.log(root.getDeterminant());
    }
    return new Fit(squares, logDeterminant, coefficients, root);
  }

  private static void add(double[][] sum, double[] vector, double scale) {
    for (int i = 0; i < sum.length; i++) {
      for (int j = 0; j < sum.length; j++) {
        sum[i][j] += scale * (vector[i] * vector[j]);
      }
    }
  }
}
