package klara.stats;

import org.apache.commons.math3.distribution.HypergeometricDistribution;

/**
 * Fisher's exact test of one proportion being greater than another, one-sided:
 *
 * <pre>p = P(X ≥ x1), X hypergeometric: n1 drawn from n1 + n0, of whom x1 + x0 have the outcome
 * </pre>
 *
 * <p>One term of the tail comes from the logarithm of its probability, the others from the ratio of
 * neighbours, so that counts of hundreds of thousands cost next to nothing.
 *
 * @see <a href="https://doi.org/10.2307/2340521">Fisher (1922)</a>
 */
public final class Fisher {
  private Fisher() {}

  /**
   * The p-value against the first proportion being no greater than the second.
   *
   * @param events1 how many of {@code trials1} had the outcome, 0 to {@code trials1}
   * @param trials1 how many there are in the first group
   * @param events0 likewise in the second
   * @param trials0 likewise in the second
   * @return 0 to 1; 1 where either group is empty or nobody has the outcome
   * @throws IllegalArgumentException where events are more than trials or below 0
   * @throws ArithmeticException where both groups together are more than an int holds
   */
  public static double greater(long events1, long trials1, long events0, long trials0) {
    if (events1 < 0 || events1 > trials1 || events0 < 0 || events0 > trials0) {
      throw new IllegalArgumentException(
          "Invalid counts: expected 0 ≤ events ≤ trials, found %d of %d and %d of %d"
              .formatted(events1, trials1, events0, trials0));
    }
    if (trials1 == 0 || trials0 == 0) {
      return 1;
    }
    int all = Math.toIntExact(Math.addExact(trials1, trials0));
    int events = Math.toIntExact(events1 + events0);
    HypergeometricDistribution drawn =
        new HypergeometricDistribution(null, all, events, Math.toIntExact(trials1));
    int found = Math.toIntExact(events1);
    boolean isBelowMean = found <= drawn.getNumericalMean();
    double p = isBelowMean ? 1 - sum(drawn, found - 1, -1) : sum(drawn, found, 1);
    return Math.min(1, Math.max(0, p));
  }

  /** Probability from a value outwards; the terms fall, so what is left soon adds nothing. */
  private static double sum(HypergeometricDistribution drawn, int from, int step) {
    double term = drawn.probability(from);
    double sum = 0;
    for (int value = from; term > sum * 1e-18; value += step) {
      sum += term;
      term *= step > 0 ? ratio(drawn, value) : 1 / ratio(drawn, value - 1);
    }
    return sum;
  }

  /** P(value + 1) / P(value). */
  private static double ratio(HypergeometricDistribution drawn, int value) {
    double events = drawn.getNumberOfSuccesses();
    double others = drawn.getPopulationSize() - events;
    double trials = drawn.getSampleSize();
    return (events - value) * (trials - value) / ((value + 1.0) * (others - trials + value + 1.0));
  }
}
