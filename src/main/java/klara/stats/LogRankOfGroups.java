package klara.stats;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import klara.stats.LogRank.Walk;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.special.Gamma;

/**
 * The {@link LogRank} test of any number of groups having the same hazard at all times, within each
 * of some strata:
 *
 * <pre>
 * O(g) − E(g) = Σ (d(g) − d n(g)/n)
 * V(g,h) = Σ d (n − d)/(n − 1) n(g)/n (1 where g = h − n(h)/n)        χ² = (O − E)'V⁻(O − E)
 * </pre>
 *
 * over the times and strata with d events among n at risk in all groups together. χ² has as many
 * degrees of freedom as V has rank: one fewer than there are groups, where all of them are at risk
 * while others are. It does not say which groups differ.
 *
 * @param observed O, events in each group
 * @param expected E, events in each group if the hazards were the same
 * @param chiSquare NaN where V is 0
 * @param freedom its degrees of freedom, 0 where V is 0
 * @param pValue 0 to 1; NaN where V is 0
 * @see <a href="https://doi.org/10.1007/b97377">Klein and Moeschberger (2003), Survival Analysis,
 *     section 7.3</a>
 */
public record LogRankOfGroups(
    List<Double> observed, List<Double> expected, double chiSquare, int freedom, double pValue) {
  /** Below this share of the largest, an eigenvalue of V on a unit diagonal is 0. */
  private static final double DEPENDENT = 1e-9;

  public LogRankOfGroups {
    observed = List.copyOf(observed);
    expected = List.copyOf(expected);
  }

  /**
   * The test without strata.
   *
   * @param groups two or more, on the same time scale
   * @throws IllegalArgumentException where there are fewer
   */
  public static LogRankOfGroups of(List<LifeTable> groups) {
    return within(List.of(groups));
  }

  /**
   * The test within strata, in any order.
   *
   * @param strata of each the groups, always in the same order
   * @throws IllegalArgumentException where there is none, or one has fewer than two groups or not
   *     as many as another
   */
  public static LogRankOfGroups within(List<List<LifeTable>> strata) {
    int number = strata.isEmpty() ? 0 : strata.get(0).size();
    Faults.of("Cannot compare 'groups'")
        .unless(!strata.isEmpty(), "there must be a stratum (found none)")
        .unless(strata.isEmpty() || number > 1, "there must be two groups (found %d)", number)
        .unless(
            strata.stream().allMatch(stratum -> stratum.size() == number),
            "strata must have as many groups each (have several numbers)")
        .refuse();
    double[] observed = new double[number];
    double[] expected = new double[number];
    double[][] variance = new double[number][number];
    for (List<LifeTable> stratum : strata) {
      List<Walk> walks = stratum.stream().map(Walk::new).toList();
      while (walks.stream().anyMatch(Walk::hasNext)) {
        double time = walks.stream().mapToDouble(Walk::next).min().orElseThrow();
        double[] atRisk = walks.stream().mapToDouble(walk -> walk.atRisk(time)).toArray();
        double[] events = walks.stream().mapToDouble(walk -> walk.events(time)).toArray();
        add(atRisk, events, observed, expected, variance);
      }
    }
    RealVector difference = new ArrayRealVector(observed).subtract(new ArrayRealVector(expected));
    return of(observed, expected, difference, new Array2DRowRealMatrix(variance));
  }

  /** What one time says. */
  private static void add(
      double[] atRisk, double[] events, double[] observed, double[] expected, double[][] variance) {
    double n = Arrays.stream(atRisk).sum();
    double d = Arrays.stream(events).sum();
    if (d == 0) {
      return;
    }
    double spread = n > 1 ? d * (n - d) / (n - 1) : 0;
    for (int g = 0; g < atRisk.length; g++) {
      observed[g] += events[g];
      expected[g] += d * atRisk[g] / n;
      variance[g][g] += spread * (atRisk[g] / n);
      for (int h = 0; h < atRisk.length; h++) {
        // The product first, so that V is as good as its transpose to the last digit.
        variance[g][h] -= spread * (atRisk[g] * atRisk[h] / (n * n));
      }
    }
  }

  private static LogRankOfGroups of(
      double[] observed, double[] expected, RealVector difference, RealMatrix variance) {
    int number = observed.length;
    RealMatrix scaled = variance.copy();
    RealVector errors = new ArrayRealVector(number);
    for (int g = 0; g < number; g++) {
      // A group that is never at risk while others are has none, and nothing to say.
      errors.setEntry(g, variance.getEntry(g, g) > 0 ? Math.sqrt(variance.getEntry(g, g)) : 1);
    }
    for (int g = 0; g < number; g++) {
      for (int h = 0; h < number; h++) {
        scaled.multiplyEntry(g, h, 1 / (errors.getEntry(g) * errors.getEntry(h)));
      }
    }
    EigenDecomposition parts = new EigenDecomposition(scaled);
    double largest = Arrays.stream(parts.getRealEigenvalues()).max().orElseThrow();
    double chiSquare = 0;
    int freedom = 0;
    for (int k = 0; k < number; k++) {
      double value = parts.getRealEigenvalue(k);
      if (value > DEPENDENT * largest) {
        double along = parts.getEigenvector(k).dotProduct(difference.ebeDivide(errors));
        chiSquare += along * along / value;
        freedom++;
      }
    }
    boolean isKnown = freedom > 0;
    return new LogRankOfGroups(
        DoubleStream.of(observed).boxed().toList(),
        DoubleStream.of(expected).boxed().toList(),
        isKnown ? chiSquare : Double.NaN,
        freedom,
        isKnown ? Gamma.regularizedGammaQ(freedom / 2.0, chiSquare / 2) : Double.NaN);
  }
}
