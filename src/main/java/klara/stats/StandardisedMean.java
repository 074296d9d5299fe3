package klara.stats;

import java.util.Arrays;

/**
 * The mean that a population would have, were its groups as large as those of a standard (direct
 * standardisation), from the mean m of each group, its standard error e and its size s in the
 * standard, S = Σs:
 *
 * <pre>M = Σ(s/S) m        variance Σ(s/S)² e²        interval M ± z √variance</pre>
 *
 * <p>Groups are taken to be independent, and the standard as known. In the unit of the means.
 *
 * @param mean M
 * @param standardError √variance
 * @param interval normal, at the level asked
 * @see <a href="https://doi.org/10.1214/13-STS453">Keiding and Clayton (2014)</a>
 */
public record StandardisedMean(double mean, double standardError, Interval interval) {

  /**
   * The standardised mean.
   *
   * @param means of each group
   * @param errors the standard error of each, 0 or more
   * @param standard size of the group in the standard, in people or as a share; not all 0
   * @param level such as 0.95
   * @throws IllegalArgumentException where numbers are not such
   */
  public static StandardisedMean of(
      double[] means, double[] errors, double[] standard, double level) {
    double all = Arrays.stream(standard).sum();
    Faults.of("Cannot standardise 'mean'")
        .finite("means", means)
        .notNegative("standard errors", errors)
        .notNegative("standard", standard)
        .sameNumber("means", means.length, "standard errors", errors.length)
        .sameNumber("means", means.length, "standard", standard.length)
        .unless(all > 0, "the standard must have people (has none)")
        .level(level)
        .refuse();
    double mean = 0;
    double variance = 0;
    for (int k = 0; k < means.length; k++) {
      double weight = standard[k] / all;
      mean += weight * means[k];
      variance += Math.pow(weight * errors[k], 2);
    }
    double error = Math.sqrt(variance);
    double half = Normal.quantile(level) * error;
    return new StandardisedMean(mean, error, new Interval(mean - half, mean + half));
  }
}
