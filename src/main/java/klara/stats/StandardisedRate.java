package klara.stats;

import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * A rate as it would be were the groups in the proportions of a standard, with x events of n people
 * in each group and w the standard's share of it:
 *
 * <pre>
 * rate R = Σ w x/n      variance v = Σ w² x/n²
 * Fay and Feuer  v/(2R) χ²(2R²/v, t/2)  to  (v + M²)/(2(R + M)) χ²(2(R + M)²/(v + M²), 1 − t/2)
 *                with M the largest w/n and t = 1 − level
 * Dobson         R + √(v/O)(limits of O − O), O = Σx of the groups that the standard has
 * of shares      R − √Σw²(x/n − l)²  to  R + √Σw²(u − x/n)², v = Σw²p(1 − p)/n, p = x/n
 *                with l and u the Wilson limits of each group
 * </pre>
 *
 * <p>Events count as Poisson but for shares, so where they are not rare the intervals are too wide
 * (of one in five they hold 98 to 99 times in a hundred); take {@link #ofShares} for what everybody
 * may have once. Two indirect ratios are not comparable with one another, each having its own
 * weights; two direct rates on one standard are.
 *
 * @param rate R, events per person; or, for {@link #indirect}, a ratio of counts
 * @param variance v of it
 * @param interval at the level asked
 * @see <a
 *     href="https://doi.org/10.1002/(SICI)1097-0258(19970415)16:7%3C791::AID-SIM500%3E3.0.CO;2-%23">
 *     Fay and Feuer (1997)</a>
 * @see <a href="https://doi.org/10.1002/sim.4780100317">Dobson, Kuulasmaa, Eberle and Scherer
 *     (1991)</a>
 */
public record StandardisedRate(double rate, double variance, Interval interval) {

  /**
   * The direct rate with the gamma interval of Fay and Feuer.
   *
   * @param events of each group
   * @param people of each group, above 0
   * @param standard size of the group in the standard, in people or as a share; not all 0
   * @param level such as 0.95
   * @throws IllegalArgumentException where numbers are not such
   */
  public static StandardisedRate direct(
      double[] events, double[] people, double[] standard, double level) {
    Weighted weighted = Weighted.of(events, people, standard, level);
    double rate = weighted.rate;
    double variance = weighted.variance;
    double tail = (1 - level) / 2;
    double lower = 0;
    if (rate > 0) {
      double freedom = 2 * rate * rate / variance;
      lower = variance / (2 * rate) * PoissonCount.quantile(freedom, tail);
    }
    double largest = weighted.largest;
    double raised = rate + largest;
    double spread = variance + largest * largest;
    double freedom = 2 * raised * raised / spread;
    double upper = spread / (2 * raised) * PoissonCount.quantile(freedom, 1 - tail);
    return new StandardisedRate(rate, variance, new Interval(lower, upper));
  }

  /** As with a level, of 95 %. */
  public static StandardisedRate ofShares(double[] events, double[] people, double[] standard) {
    return ofShares(events, people, standard, 0.95);
  }

  /**
   * The direct rate of an outcome that each of the people has or has not, with an interval that
   * recovers variances from Wilson's limits, as Newcombe's of a difference does.
   *
   * @param events of each group, 0 to its people
   * @param people of each group, above 0
   * @param standard size of the group in the standard, in people or as a share; not all 0
   * @param level such as 0.95
   * @throws IllegalArgumentException where numbers are not such
   * @see <a href="https://doi.org/10.1002/sim.3228">Zou and Donner (2008)</a>
   */
  public static StandardisedRate ofShares(
      double[] events, double[] people, double[] standard, double level) {
    Weighted.faults(events, people, standard).eventsOfTrials(events, people).refuse();
    double rate = Weighted.of(events, people, standard, level).rate;
    double z = Normal.quantile(level);
    double all = Arrays.stream(standard).sum();
    double variance = 0;
    double below = 0;
    double above = 0;
    for (int k = 0; k < events.length; k++) {
      double share = events[k] / people[k];
      double weight = standard[k] / all;
      double down = weight * (share - Wilson.lower(events[k], people[k], z));
      double up = weight * (Wilson.upper(events[k], people[k], z) - share);
      variance += weight * weight * share * (1 - share) / people[k];
      below += down * down;
      above += up * up;
    }
    Interval interval = new Interval(rate - Math.sqrt(below), rate + Math.sqrt(above));
    return new StandardisedRate(rate, variance, interval);
  }

  /**
   * The direct rate with the interval of Dobson and others, from the exact limits of all events,
   * but never below 0; parameters and failures as in {@link #direct}, and there must be an event.
   */
  public static StandardisedRate dobson(
      double[] events, double[] people, double[] standard, double level) {
    return dobson(events, people, standard, level, PoissonCount::exact);
  }

  /**
   * As {@link #dobson} from {@link PoissonCount#byar Byar's} limits of all events: that of
   * England's public health indicators, and of R's PHEindicatormethods, which asks for ten events.
   */
  public static StandardisedRate dobsonByar(
      double[] events, double[] people, double[] standard, double level) {
    return dobson(events, people, standard, level, PoissonCount::byar);
  }

  private static StandardisedRate dobson(
      double[] events,
      double[] people,
      double[] standard,
      double level,
      BiFunction<Double, Double, Interval> limits) {
    Weighted weighted = Weighted.of(events, people, standard, level);
    double all =
        IntStream.range(0, events.length)
            .filter(k -> standard[k] > 0)
            .mapToDouble(k -> events[k])
            .sum();
    Faults.of("Cannot standardise 'rate'")
        .unless(all > 0, "there must be an event (found none)")
        .refuse();
    Interval count = limits.apply(all, level);
    double scale = Math.sqrt(weighted.variance / all);
    double rate = weighted.rate;
    return new StandardisedRate(
        rate,
        weighted.variance,
        new Interval(
            Math.max(0, rate + scale * (count.lower() - all)),
            rate + scale * (count.upper() - all)));
  }

  /**
   * The indirect ratio: events found to events expected at the standard's rates, with the exact
   * Poisson interval.
   *
   * @param observed how many events there were
   * @param expected how many there would have been, above 0, taken as known
   * @param level such as 0.95
   * @throws IllegalArgumentException where numbers are not such
   */
  public static StandardisedRate indirect(double observed, double expected, double level) {
    Faults.of("Cannot standardise 'ratio'")
        .notNegative("observed", new double[] {observed})
        .positive("expected", new double[] {expected})
        .level(level)
        .refuse();
    Interval count = PoissonCount.exact(observed, level);
    return new StandardisedRate(
        observed / expected,
        observed / (expected * expected),
        new Interval(count.lower() / expected, count.upper() / expected));
  }

  /** Rate, variance and the largest weight of one event. */
  private record Weighted(double rate, double variance, double largest) {
    private static Faults faults(double[] events, double[] people, double[] standard) {
      return Faults.of("Cannot standardise 'rate'")
          .positive("people", people)
          .notNegative("standard", standard)
          .sameNumber("events", events.length, "standard", standard.length)
          .unless(
              Arrays.stream(standard).anyMatch(size -> size > 0),
              "the standard must have people (has none)");
    }

    private static Weighted of(double[] events, double[] people, double[] standard, double level) {
      faults(events, people, standard)
          .notNegative("events", events)
          .sameNumber("events", events.length, "people", people.length)
          .level(level)
          .refuse();
      double all = Arrays.stream(standard).sum();
      double[] weights =
          IntStream.range(0, people.length)
              .mapToDouble(k -> standard[k] / all / people[k])
              .toArray();
      double rate = 0;
      double variance = 0;
      for (int k = 0; k < weights.length; k++) {
        rate += weights[k] * events[k];
        variance += weights[k] * weights[k] * events[k];
      }
      return new Weighted(rate, variance, Arrays.stream(weights).max().orElseThrow());
    }
  }
}
