package klara.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * False discovery rate: the share of wrong ones to expect among the hypotheses that are called.
 *
 * @see <a href="https://doi.org/10.1111/j.2517-6161.1995.tb02031.x">Benjamini and Hochberg
 *     (1995)</a>
 */
public final class FalseDiscovery {
  private FalseDiscovery() {}

  /**
   * Adjusted p-values of Benjamini and Hochberg: calling every hypothesis with q ≤ 0.05 keeps the
   * rate at 0.05 where the tests are independent or positively dependent.
   *
   * <pre>q(i) = min over j ≥ i of min(1, p(j) m/j), p(1) ≤ … ≤ p(m)</pre>
   *
   * @param pValues of all hypotheses that were tested, not only of those to be shown; 0 to 1
   * @return in the order given
   * @throws IllegalArgumentException where a value is not between 0 and 1
   */
  public static double[] qValues(double... pValues) {
    return adjusted(pValues, 1);
  }

  /**
   * Adjusted p-values of Benjamini and Yekutieli, for tests that depend on one another in any way:
   * those of {@link #qValues} before they are cut at 1, times 1 + 1/2 + … + 1/m.
   *
   * @param pValues as in {@link #qValues}
   * @return in the order given
   * @throws IllegalArgumentException where a value is not between 0 and 1
   * @see <a href="https://doi.org/10.1214/aos/1013699998">Benjamini and Yekutieli (2001)</a>
   */
  public static double[] qValuesOfAnyDependence(double... pValues) {
    double harmonic = IntStream.rangeClosed(1, pValues.length).mapToDouble(k -> 1.0 / k).sum();
    return adjusted(pValues, harmonic);
  }

  private static double[] adjusted(double[] pValues, double factor) {
    long invalid = Arrays.stream(pValues).filter(p -> !(p >= 0 && p <= 1)).count();
    if (invalid > 0) {
      throw new IllegalArgumentException(
          "Invalid p-values: expected 0 to 1, found %d others".formatted(invalid));
    }
    Integer[] order = new Integer[pValues.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> pValues[i]));
    double[] qValues = new double[pValues.length];
    double smallest = 1;
    for (int rank = order.length; rank > 0; rank--) {
      int i = order[rank - 1];
      smallest = Math.min(smallest, pValues[i] * (factor * order.length / rank));
      qValues[i] = smallest;
    }
    return qValues;
  }
}
