package klara.stats;

import java.util.Arrays;
import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.special.Gamma;

/**
 * Areas whose rates are drawn from one beta distribution, and whose events are binomial given the
 * rate: what many areas say together about each of them, so that a rate from few people is drawn
 * towards the mean of all.
 *
 * <pre>
 * θ ~ Beta(α, β), x ~ Binomial(n, θ)
 * mean μ = α/(α + β)          precision s = α + β, in people
 * posterior of θ: Beta(x + α, n − x + β), mean r x/n + (1 − r) μ with reliability r = n/(n + s)
 * </pre>
 *
 * <p>The posterior takes α and β as known, so with few areas its interval is a little short ({@link
 * HierarchicalRates} does not); and an area that does differ is drawn in like the rest: show the
 * raw rate beside it. After Griffiths, Biometrics 29 (1973).
 *
 * @param mean μ, the mean rate of areas, 0 to 1
 * @param precision s, how many people's evidence the mean of all is worth; 0 where areas share
 *     nothing, infinite where they differ by no more than chance
 */
public record BetaBinomial(double mean, double precision) {
  private static final double LOWEST = Math.log(1e-4);
  private static final double HIGHEST = Math.log(1e7);
  private static final int STEPS = 20;

  /** Enough to see where the likelihood is highest; from there it is solved for. */
  private static final double ROUGHLY = 1e-6;

  private static final double EXACTLY = 1e-15;

  /** Refuses a mean or precision that no distribution has. */
  public BetaBinomial {
    Faults.of("Cannot describe 'beta-binomial'")
        .unless(mean >= 0 && mean <= 1, "mean must be 0 to 1 (is %s)", mean)
        .unless(precision >= 0, "precision must not be below 0 (is %s)", precision)
        .refuse();
  }

  /**
   * The maximum of the likelihood. A precision above ten million people counts as infinite, one
   * below a ten thousandth of a person as 0. Rates of one in 100 000 that differ by a tenth of
   * themselves have one of ten million.
   *
   * @param events of each area, 0 to its trials; fractions are allowed
   * @param trials how many people each area has; areas without any say nothing
   * @throws IllegalArgumentException where counts are not such, or no area has two people
   */
  public static BetaBinomial fit(double[] events, double[] trials) {
    requireEvidence(events, trials);
    double pooled = pooled(events, trials);
    if (pooled == 0 || pooled == 1) {
      return new BetaBinomial(pooled, Double.POSITIVE_INFINITY);
    }
    int best = 0;
    double highest = Double.NEGATIVE_INFINITY;
    for (int step = 0; step <= STEPS; step++) {
      double precision = precision(step);
      double height =
          new BetaBinomial(bestMean(events, trials, precision, ROUGHLY), precision)
              .logLikelihood(events, trials);
      if (height > highest) {
        highest = height;
        best = step;
      }
    }
    UnivariateFunction slope =
        log -> slope(events, trials, bestMean(events, trials, Math.exp(log)), Math.exp(log));
    double low = Math.log(precision(Math.max(0, best - 1)));
    double high = Math.log(precision(Math.min(STEPS, best + 1)));
    if (slope.value(low) <= 0) {
      return new BetaBinomial(bestMean(events, trials, Math.exp(low)), 0);
    }
    if (slope.value(high) >= 0) {
      return new BetaBinomial(pooled, Double.POSITIVE_INFINITY);
    }
    double precision = Math.exp(new BrentSolver(1e-13, 1e-12).solve(200, slope, low, high));
    return new BetaBinomial(bestMean(events, trials, precision), precision);
  }

  /**
   * Marshall's method of moments, for counts that are binomial: with m the rate of all, n̄ the mean
   * size and s² = Σn(x/n − m)²/Σn,
   *
   * <pre>variance of rates A = (s² − m(1 − m)/n̄) / (1 − 1/n̄)      precision m(1 − m)/A − 1</pre>
   *
   * <p>Rates drawn by it are those of {@code EBest(family = "binomial")} of R's spdep; its {@code
   * "poisson"} is Marshall's own, for rare events, with m for m(1 − m) and no less than n̄.
   *
   * @param events of each area, 0 to its trials
   * @param trials how many people each area has; areas without any are left out
   * @return infinite precision where A is not above 0
   * @throws IllegalArgumentException as {@link #fit}
   * @see <a href="https://doi.org/10.2307/2347593">Marshall (1991), Applied Statistics 40</a>
   * @see "Martuzzi and Elliott, Statistics in Medicine 15 (1996), for the binomial"
   */
  public static BetaBinomial byMoments(double[] events, double[] trials) {
    requireEvidence(events, trials);
    double pooled = pooled(events, trials);
    double people = 0;
    double areas = 0;
    double spread = 0;
    for (int i = 0; i < trials.length; i++) {
      if (trials[i] > 0) {
        people += trials[i];
        areas++;
        spread += trials[i] * Math.pow(events[i] / trials[i] - pooled, 2);
      }
    }
    double size = people / areas;
    double binomial = pooled * (1 - pooled);
    double variance = (spread / people - binomial / size) / (1 - 1 / size);
    double precision =
        variance > 0 ? Math.max(0, binomial / variance - 1) : Double.POSITIVE_INFINITY;
    return new BetaBinomial(pooled, precision);
  }

  /** α, in people; infinite with the precision. */
  public double alpha() {
    return mean == 0 ? 0 : mean * precision;
  }

  /** β, in people; infinite with the precision. */
  public double beta() {
    return mean == 1 ? 0 : (1 - mean) * precision;
  }

  /**
   * How much an area of that size says by itself: n/(n + s), 0 to 1; NaN for 0/0.
   *
   * @param trials how many people the area has
   * @throws IllegalArgumentException where that is below 0 or no number
   */
  public double reliability(double trials) {
    Faults.of("Cannot tell 'reliability'").notNegative("trials", new double[] {trials}).refuse();
    return trials / (trials + precision);
  }

  /**
   * The posterior mean of an area's rate, 0 to 1; for an area without people the mean of all.
   *
   * @param events of the area, 0 to {@code trials}
   * @param trials how many people it has
   * @throws IllegalArgumentException where counts are not such
   */
  public double posteriorMean(double events, double trials) {
    requireCounts("posterior mean", events, trials).refuse();
    if (trials == 0) {
      return mean;
    }
    double reliability = reliability(trials);
    return reliability * events / trials + (1 - reliability) * mean;
  }

  /**
   * The interval between the posterior's quantiles, equal tails, 0 to 1; one point where the
   * precision is infinite.
   *
   * @param events of the area, 0 to {@code trials}
   * @param trials how many people it has
   * @param level such as 0.95
   * @throws IllegalArgumentException where counts are not such, or level not between 0 and 1
   */
  public Interval posteriorInterval(double events, double trials, double level) {
    requireCounts("posterior interval", events, trials).level(level).refuse();
    double tail = (1 - level) / 2;
    return new Interval(quantile(events, trials, tail), quantile(events, trials, 1 - tail));
  }

  private static Faults requireCounts(String what, double events, double trials) {
    return Faults.of("Cannot make '" + what + "'")
        .eventsOfTrials(new double[] {events}, new double[] {trials});
  }

  private double quantile(double events, double trials, double p) {
    double before = events + alpha();
    double after = trials - events + beta();
    if (before == 0 || after == 0 || Double.isInfinite(precision)) {
      return posteriorMean(events, trials);
    }
    double accuracy = 1e-12 * before / (before + after);
    return new BetaDistribution(null, before, after, accuracy).inverseCumulativeProbability(p);
  }

  /**
   * Log-likelihood of areas, without the binomial coefficients; negative infinity where they cannot
   * be.
   *
   * @throws IllegalArgumentException where events are below 0 or more than trials, or there are not
   *     as many of each
   */
  public double logLikelihood(double[] events, double[] trials) {
    Faults.of("Cannot measure 'log-likelihood'").eventsOfTrials(events, trials).refuse();
    double a = alpha();
    double b = beta();
    double sum = 0;
    for (int i = 0; i < trials.length; i++) {
      double x = events[i];
      double y = trials[i] - events[i];
      if (trials[i] == 0) {
        continue;
      }
      if (precision == 0) {
        sum += y == 0 ? Math.log(mean) : x == 0 ? Math.log1p(-mean) : Double.NEGATIVE_INFINITY;
      } else if (Double.isInfinite(precision) || mean == 0 || mean == 1) {
        sum += (x > 0 ? x * Math.log(mean) : 0) + (y > 0 ? y * Math.log1p(-mean) : 0);
      } else {
        sum += Gamma.logGamma(x + a) - Gamma.logGamma(a) + Gamma.logGamma(y + b);
        sum += Gamma.logGamma(a + b) - Gamma.logGamma(b) - Gamma.logGamma(x + y + a + b);
      }
    }
    return sum;
  }

  private static void requireEvidence(double[] events, double[] trials) {
    long able = Arrays.stream(trials).filter(n -> n > 1).count();
    Faults.of("Cannot fit 'beta-binomial'")
        .eventsOfTrials(events, trials)
        .unless(able > 0, "an area must have two trials (none of %d has)", trials.length)
        .refuse();
  }

  private static double pooled(double[] events, double[] trials) {
    return Arrays.stream(events).sum() / Arrays.stream(trials).sum();
  }

  private static double precision(int step) {
    return Math.exp(LOWEST + (HIGHEST - LOWEST) * step / STEPS);
  }

  /** The mean of highest likelihood given the precision: there it is concave in the mean. */
  private static double bestMean(double[] events, double[] trials, double s) {
    return bestMean(events, trials, s, EXACTLY);
  }

  private static double bestMean(double[] events, double[] trials, double s, double accuracy) {
    UnivariateFunction slope =
        mean -> {
          double sum = 0;
          for (int i = 0; i < trials.length; i++) {
            sum += rise(events[i], s * mean) - rise(trials[i] - events[i], s * (1 - mean));
          }
          return sum;
        };
    double edge = 1e-12;
    return new BrentSolver(accuracy, accuracy).solve(500, slope, edge, 1 - edge);
  }

  /** Slope of the log-likelihood along the precision. */
  private static double slope(double[] events, double[] trials, double mean, double s) {
    double sum = 0;
    for (int i = 0; i < trials.length; i++) {
      sum += mean * rise(events[i], s * mean);
      sum += (1 - mean) * rise(trials[i] - events[i], s * (1 - mean));
      sum -= rise(trials[i], s);
    }
    return sum;
  }

  private static double rise(double count, double from) {
    return count == 0 ? 0 : digamma(count + from) - digamma(from);
  }

  /** To some 1e-14; the one of Commons Math is right to 3e-9, too coarse for a ridge this flat. */
  private static double digamma(double x) {
    double sum = 0;
    double large = x;
    while (large < 10) {
      sum -= 1 / large;
      large++;
    }
    double y = 1 / (large * large);
    double series = y * (1 / 12.0 - y * (1 / 120.0 - y * (1 / 252.0 - y * (1 / 240.0 - y / 132))));
    return sum + Math.log(large) - 0.5 / large - series;
  }
}
