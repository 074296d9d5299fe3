package klara.stats;

/**
 * An estimate with its uncertainty.
 *
 * @param value the estimate, in the unit of what is estimated; NaN where it is not known
 * @param standardError in the same unit; NaN, as are the limits, where the value is NaN, and for a
 *     probability of 0 or 1: what has happened to nobody yet, or to all, is not certain, although
 *     its variance would come out as 0
 * @param lower limit, in the same unit; of 95 % where no other level was asked for
 * @param upper limit, likewise
 */
public record Estimate(double value, double standardError, double lower, double upper) {
  static final Estimate UNKNOWN = new Estimate(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  /** How far from 0 or 1 sums of fractions may end that are 0 or 1, */
  private static final double ROUNDING = 1e-9;

  /** which then are further from it than their errors tell. */
  private static final double SURE = 1e-3;

  /** A probability that is certain: 0 or 1. */
  static Estimate certain(double p) {
    return new Estimate(p, Double.NaN, Double.NaN, Double.NaN);
  }

  static Estimate ofProbability(double p, double variance, Limits limits, double z) {
    double standardError = Math.sqrt(Math.max(0, variance));
    double rest = Math.min(p, 1 - p);
    if (!(rest > 0) || (rest < ROUNDING && standardError < SURE * rest)) {
      return certain(Math.abs(Math.rint(p)));
    }
    return new Estimate(
        p, standardError, limits.lower(p, standardError, z), limits.upper(p, standardError, z));
  }
}
