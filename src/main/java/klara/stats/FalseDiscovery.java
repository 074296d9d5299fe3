package klara.stats;

import java.util.Arrays;
import java.util.Comparator;

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
      smallest = Math.min(smallest, pValues[i] * ((double) order.length / rank));
      qValues[i] = smallest;
    }
    return qValues;
  }
}
