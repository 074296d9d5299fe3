package klara.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.BetaDistribution;

/**
 * Rates of areas drawn towards one another as {@link BetaBinomial} does, without taking for known
 * what it estimates: the mean μ of all, and how much areas differ.
 *
 * <pre>
 * θ ~ Beta(μ s, (1 − μ)s), x ~ Binomial(n, θ)
 * prior: μ even, and so is n₀/(n₀ + s), the weight of one's own in an area of median size n₀,
 *        the upper of two in the middle
 * posterior of θ: mean and variance over a grid of s and μ; limits of the beta distribution that has
 * them
 * </pre>
 *
 * <p>Limits are a little longer than those of {@link BetaBinomial#posteriorInterval}, and never of
 * no length. Areas still count as exchangeable: one that does differ is drawn in like the rest, and
 * where small areas truly differ more than large ones, having a school or two each, limits of 95 %
 * cover some 93.
 *
 * @param mean posterior mean of the rate, 0 to 1
 * @param deviation posterior standard deviation
 * @param interval between its quantiles, equal tails
 * @see <a href="https://doi.org/10.1111/1467-9868.00037">Christiansen and Morris (1997), on even
 *     priors of shrinkage</a>
 */
public record HierarchicalRates(double mean, double deviation, Interval interval) {
  /** Of a cell of the weight of one's own, in log-odds. */
  private static final double WIDTH = 0.1;

  /** Lowest weight of one's own, in log-odds: below it areas are as good as alike. */
  private static final double LOWEST = -5;

  /** Logarithm of a precision below which areas share nothing. */
  private static final double LEAST_PRECISION = Math.log(1e-4);

  /** What is less likely than the likeliest by this much, as a logarithm, adds nothing. */
  private static final double FALL = 30;

  /** Trials may be fractions, such as people by a design effect; not of next to nobody. */
  private static final double FEWEST = 0.01;

  private static final int MEANS = 4;

  /** What may be, and how likely. */
  private record Node(BetaBinomial law, double weight) {}

  /**
   * Of each area, in the order given.
   *
   * @param events of each area, 0 to its trials
   * @param trials how many people each area has; areas without any are told by the others
   * @param level such as 0.95
   * @throws IllegalArgumentException where counts are not such, no area has two people, the area of
   *     median size has next to none, or all or none have the outcome
   */
  public static List<HierarchicalRates> of(double[] events, double[] trials, double level) {
    double x = Arrays.stream(events).sum();
    double n = Arrays.stream(trials).sum();
    Faults.of("Cannot draw 'rates' together")
        .eventsOfTrials(events, trials)
        .unless(
            Arrays.stream(trials).anyMatch(one -> one > 1),
            "an area must have two trials (none of %d has)",
            trials.length)
        .unless(
            Arrays.stream(trials).noneMatch(one -> one > 0) || median(trials) >= FEWEST,
            "half of the areas with trials must have %s or more (have not)",
            FEWEST)
        .unless(x > 0 && x < n, "some must have the outcome and some not (%s of %s have)", x, n)
        .level(level)
        .refuse();
    List<Node> nodes = nodes(events, trials);
    List<HierarchicalRates> rates = new ArrayList<>();
    for (int i = 0; i < trials.length; i++) {
      rates.add(rate(events[i], trials[i], nodes, level));
    }
    return rates;
  }

  private static List<Node> nodes(double[] events, double[] trials) {
    List<BetaBinomial> laws = new ArrayList<>();
    List<Double> heights = new ArrayList<>();
    for (double logOdds : likely(events, trials)) {
      double precision = precision(trials, logOdds);
      Means means = Means.of(events, trials, precision);
      for (int k = -MEANS; k <= MEANS; k++) {
        double mean = means.at(k);
        BetaBinomial law = new BetaBinomial(mean, precision);
        laws.add(law);
        double cell = means.error() * mean * (1 - mean);
        heights.add(law.logLikelihood(events, trials) + Math.log(cell * prior(logOdds)));
      }
    }
    double highest = heights.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    List<Node> nodes = new ArrayList<>();
    for (int k = 0; k < laws.size(); k++) {
      nodes.add(new Node(laws.get(k), Math.exp(heights.get(k) - highest)));
    }
    return nodes;
  }

  /**
   * Log-odds of the weight of one's own at which the posterior is not next to nothing. Cells are of
   * equal width in log-odds: where areas are large, all that is likely lies close to 1.
   */
  private static List<Double> likely(double[] events, double[] trials) {
    double end = Math.log(median(trials)) - LEAST_PRECISION;
    List<Double> shares = new ArrayList<>();
    List<Double> heights = new ArrayList<>();
    for (double logOdds = LOWEST; logOdds < end; logOdds += WIDTH) {
      double precision = precision(trials, logOdds);
      double mean = Means.of(events, trials, precision).at(0);
      shares.add(logOdds);
      heights.add(
          new BetaBinomial(mean, precision).logLikelihood(events, trials)
              + Math.log(prior(logOdds)));
    }
    double enough = heights.stream().mapToDouble(Double::doubleValue).max().orElseThrow() - FALL;
    List<Double> likely = new ArrayList<>();
    for (int k = 0; k < shares.size(); k++) {
      if (heights.get(k) > enough) {
        likely.add(shares.get(k));
      }
    }
    return likely;
  }

  private static double precision(double[] trials, double logOdds) {
    return median(trials) * Math.exp(-logOdds);
  }

  private static double median(double[] trials) {
    double[] sizes = Arrays.stream(trials).filter(one -> one > 0).sorted().toArray();
    return sizes[sizes.length / 2];
  }

  /** Of a cell about log-odds; that of the lowest counts what lies below it too. */
  private static double prior(double logOdds) {
    double below = logOdds > LOWEST ? 1 / (1 + Math.exp(logOdds - WIDTH / 2)) : 1;
    return below - 1 / (1 + Math.exp(logOdds + WIDTH / 2));
  }

  /**
   * Where the mean of all may lie: the log-odds of the mean rate of areas, each weighed by how sure
   * it is, and its error. There few events, or few without, are no less even than many.
   */
  private record Means(double logOdds, double error) {
    private static Means of(double[] events, double[] trials, double precision) {
      double weights = 0;
      double sum = 0;
      for (int i = 0; i < trials.length; i++) {
        if (trials[i] > 0) {
          double weight = trials[i] * (precision + 1) / (trials[i] + precision);
          weights += weight;
          sum += weight * events[i] / trials[i];
        }
      }
      // Of half a person more of either sort, so that there is a range at all.
      double with = sum + 0.5;
      double without = weights - sum + 0.5;
      return new Means(Math.log(with / without), Math.sqrt(1 / with + 1 / without));
    }

    private double at(int errors) {
      return 1 / (1 + Math.exp(-logOdds - errors * error));
    }
  }

  private static HierarchicalRates rate(
      double events, double trials, List<Node> nodes, double level) {
    double weights = 0;
    double mean = 0;
    for (Node node : nodes) {
      weights += node.weight();
      mean += node.weight() * node.law().posteriorMean(events, trials);
    }
    mean /= weights;
    double variance = 0;
    for (Node node : nodes) {
      double its = node.law().posteriorMean(events, trials);
      double own = its * (1 - its) / (trials + node.law().precision() + 1);
      variance += node.weight() / weights * (own + (its - mean) * (its - mean));
    }
    double precision = mean * (1 - mean) / variance - 1;
    BetaDistribution posterior =
        new BetaDistribution(null, mean * precision, (1 - mean) * precision, 1e-12 * mean);
    double tail = (1 - level) / 2;
    Interval interval =
        new Interval(
            posterior.inverseCumulativeProbability(tail),
            posterior.inverseCumulativeProbability(1 - tail));
    return new HierarchicalRates(mean, Math.sqrt(variance), interval);
  }
}
