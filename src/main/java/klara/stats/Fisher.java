package klara.stats;

import java.util.function.IntPredicate;
import org.apache.commons.math3.distribution.HypergeometricDistribution;

/**
 * Fisher's exact test of two proportions being the same, with X hypergeometric: n1 drawn from n1 +
 * n0, of whom x1 + x0 have the outcome,
 *
 * <pre>
 * greater    p = P(X ≥ x1)
 * two-sided  p = Σ P(X = x) over all x with P(X = x) ≤ P(X = x1)
 * </pre>
 *
 * <p>One term of a tail comes from the logarithm of its probability, the others from the ratio of
 * neighbours, so that counts of hundreds of thousands cost next to nothing.
 *
 * @see <a href="https://doi.org/10.2307/2340521">Fisher (1922)</a>
 */
public final class Fisher {
  /** By how much probabilities may differ, relatively, that count as the same; that of R. */
  private static final double TIE = 1e-7;

  private Fisher() {}

  /**
   * The p-value against the first proportion being no greater than the second; with the groups in
   * the other order, against its being no less.
   *
   * @param events1 how many of {@code trials1} had the outcome, 0 to {@code trials1}
   * @param trials1 how many there are in the first group
   * @param events0 likewise in the second
   * @param trials0 likewise in the second
   * @return 0 to 1; 1 where either group is empty or nobody has the outcome
   * @throws IllegalArgumentException where events are more than trials or below 0, or both groups
   *     together are more than an int holds
   */
  public static double greater(long events1, long trials1, long events0, long trials0) {
    require(events1, trials1, events0, trials0);
    if (trials1 == 0 || trials0 == 0) {
      return 1;
    }
    HypergeometricDistribution drawn = drawn(events1, trials1, events0, trials0);
    int found = (int) events1;
    return found <= drawn.getNumericalMean()
        ? share(1 - sum(drawn, found - 1, -1))
        : share(sum(drawn, found, 1));
  }

  /**
   * The p-value against the two proportions being the same; parameters, result and failures as in
   * {@link #greater}.
   */
  public static double twoSided(long events1, long trials1, long events0, long trials0) {
    require(events1, trials1, events0, trials0);
    long events = events1 + events0;
    long people = trials1 + trials0;
    if (trials1 == 0 || trials0 == 0 || events == 0 || events == people) {
      return 1;
    }
    HypergeometricDistribution drawn = drawn(events1, trials1, events0, trials0);
    int found = (int) events1;
    // What is found lies on one side of the likeliest; probabilities fall from that either way.
    int step = found <= drawn.getNumericalMean() ? -1 : 1;
    int end = step < 0 ? drawn.getSupportUpperBound() : drawn.getSupportLowerBound();
    double own = drawn.logProbability(found) + TIE;
    long likeliest = (trials1 + 1) * (events + 1) / (people + 2);
    int between =
        first(
            Math.abs(end - found),
            away -> {
              int value = found - step * away;
              boolean isBeyond = step < 0 ? value >= likeliest : value <= likeliest;
              return isBeyond && drawn.logProbability(value) <= own;
            });
    return share(sum(drawn, found, step) + sum(drawn, found - step * between, -step));
  }

  private static void require(long events1, long trials1, long events0, long trials0) {
    if (events1 < 0 || events1 > trials1 || events0 < 0 || events0 > trials0) {
      throw new IllegalArgumentException(
          "Invalid counts: expected 0 ≤ events ≤ trials, found %d of %d and %d of %d"
              .formatted(events1, trials1, events0, trials0));
    }
    if (trials1 > Integer.MAX_VALUE - trials0) {
      throw new IllegalArgumentException(
          "Invalid counts: expected fewer than 2147483648 trials, found %d and %d"
              .formatted(trials1, trials0));
    }
  }

  private static HypergeometricDistribution drawn(
      long events1, long trials1, long events0, long trials0) {
    return new HypergeometricDistribution(
        null, (int) (trials1 + trials0), (int) (events1 + events0), (int) trials1);
  }

  private static double share(double p) {
    return Math.min(1, Math.max(0, p));
  }

  /** The first number from 1 that holds, as all after it do; one beyond the last if none does. */
  private static int first(int last, IntPredicate holds) {
    int low = 1;
    int beyond = last + 1;
    while (low < beyond) {
      int middle = low + (beyond - low) / 2;
      if (holds.test(middle)) {
        beyond = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
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
