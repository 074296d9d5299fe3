package klara.stats;

import java.util.ArrayList;
import java.util.List;
import klara.stats.LifeTable.Step;

/**
 * The probability of having had no event by a time, of whatever cause, where some are censored or
 * enter late:
 *
 * <pre>
 * S(t) = Π over t(j) ≤ t of (1 − d(j)/n(j))
 * Var S(t) = S(t)² Σ over t(j) ≤ t of d(j) / (n(j) (n(j) − d(j)))      Greenwood (1926)
 * </pre>
 *
 * d events among n at risk at t(j). Censoring and entry must have nothing to do with the risk. With
 * late entry the curve is conditional on what came before anybody was at risk; once nobody at risk
 * is left without event it is 0 for good, however many enter later: start it where enough are at
 * risk.
 *
 * @param points one for each time of the table, in order; those without an event too
 * @see <a href="https://doi.org/10.1080/01621459.1958.10501452">Kaplan and Meier (1958)</a>
 */
public record KaplanMeier(List<Point> points) {

  /**
   * The curve from one time until before the next.
   *
   * @param time when, in the unit of the table
   * @param atRisk how many were at risk just before
   * @param events how many had an event, of whatever cause
   * @param survival S, a probability, with the limits that were asked for
   */
  public record Point(double time, long atRisk, long events, Estimate survival) {}

  /** How far from a share products of fractions may end that are that share. */
  private static final double ROUNDING = 1e-12;

  public KaplanMeier {
    points = List.copyOf(points);
  }

  /** The curve with log-log limits. */
  public static KaplanMeier of(LifeTable table) {
    return of(table, Limits.LOG_LOG);
  }

  /** The curve with limits of 95 %; parameters as in {@link #of(LifeTable, Limits, double)}. */
  public static KaplanMeier of(LifeTable table, Limits limits) {
    return of(table, limits, 0.95);
  }

  /**
   * The curve.
   *
   * @param table with one cause or more, which count together; without rows there are no points
   * @param limits the scale of the limits
   * @param level of the limits, such as 0.95
   * @throws IllegalArgumentException where the level is not between 0 and 1
   */
  public static KaplanMeier of(LifeTable table, Limits limits, double level) {
    double z = Normal.quantile(level);
    List<Point> points = new ArrayList<>();
    double survival = 1;
    double sum = 0;
    for (Step step : table.steps()) {
      double n = step.atRisk();
      double d = step.allEvents();
      if (d > 0) {
        survival *= (n - d) / n;
        sum += d / (n * (n - d));
      }
      double variance = survival * survival * sum;
      points.add(
          new Point(
              step.time(),
              step.atRisk(),
              step.allEvents(),
              Estimate.ofProbability(survival, variance, limits, z)));
    }
    return new KaplanMeier(points);
  }

  /**
   * S at a time: that of the last point not after it.
   *
   * @param time in the unit of the table
   * @return 1, without error and limits, before the first point; unknown, NaN throughout, after the
   *     last one unless S is 0 there
   */
  public Estimate at(double time) {
    if (Double.isNaN(time)) {
      return Estimate.UNKNOWN;
    }
    Estimate survival = Estimate.certain(1);
    for (Point point : points) {
      if (point.time() > time) {
        return survival;
      }
      survival = point.survival();
    }
    return time <= end() || survival.value() == 0 ? survival : Estimate.UNKNOWN;
  }

  /** The median time to the event: the {@link #quantile} at 0.5. */
  public Estimate median() {
    return quantile(0.5);
  }

  /**
   * The time by which a share of persons have had the event: the first at which S is 1 − share or
   * less. Where S is just that for a while R takes the middle of that while.
   *
   * <p>Its limits are the first times at which the lower and the upper limit of S are 1 − share or
   * less, so they are of the same scale and level.
   *
   * @param share above 0 and below 1, such as 0.25 for the first quarter
   * @return in the unit of the table, without standard error; NaN each where S, or its limit, stays
   *     above 1 − share
   * @throws IllegalArgumentException where the share is not such
   * @see <a href="https://doi.org/10.2307/2530286">Brookmeyer and Crowley (1982)</a>
   */
  public Estimate quantile(double share) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException("Invalid share: expected 0 to 1, found " + share);
    }
    double[] first = {Double.NaN, Double.NaN, Double.NaN};
    for (Point point : points) {
      Estimate survival = point.survival();
      double[] values = {survival.value(), survival.lower(), survival.upper()};
      for (int i = 0; i < first.length; i++) {
        if (Double.isNaN(first[i]) && values[i] <= 1 - share + ROUNDING) {
          first[i] = point.time();
        }
      }
    }
    return new Estimate(first[0], Double.NaN, first[1], first[2]);
  }

  /**
   * The mean time without event until τ, ∫₀^τ S(t) dt, with A(j) the part of it after t(j):
   *
   * <pre>Var = Σ over t(j) ≤ τ of A(j)² d(j) / (n(j) (n(j) − d(j)))</pre>
   *
   * @param tau until when, in the unit of the table, above 0
   * @return in the unit of the table, with normal limits of 95 %, clipped to 0 to τ; unknown, NaN
   *     throughout, where S is not 0 and τ is after the last point; without error and limits where
   *     there was no event by τ
   * @throws IllegalArgumentException where τ is not above 0 or not finite
   * @see <a href="https://doi.org/10.1007/b97377">Klein and Moeschberger (2003), Survival Analysis,
   *     formulas 4.5.1 and 4.5.2</a>
   */
  public Estimate restrictedMean(double tau) {
    return restrictedMean(tau, 0.95);
  }

  /**
   * The same with limits of any level.
   *
   * @param level above 0 and below 1
   * @throws IllegalArgumentException where it is not, and as {@link #restrictedMean(double)}
   */
  public Estimate restrictedMean(double tau, double level) {
    double z = Normal.quantile(level);
    if (!(tau > 0 && tau < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("Invalid tau: expected above 0 and finite, found " + tau);
    }
    if (Double.isNaN(at(tau).value())) {
      return Estimate.UNKNOWN;
    }
    double after = 0;
    double end = tau;
    double variance = 0;
    for (int i = points.size() - 1; i >= 0; i--) {
      Point point = points.get(i);
      if (point.time() <= tau) {
        after += (end - point.time()) * point.survival().value();
        end = point.time();
        double n = point.atRisk();
        double d = point.events();
        if (d > 0 && d < n) {
          variance += after * after * d / (n * (n - d));
        }
      }
    }
    double mean = after + end;
    if (variance == 0) {
      return new Estimate(mean, Double.NaN, Double.NaN, Double.NaN);
    }
    double error = Math.sqrt(variance);
    return new Estimate(
        mean, error, Math.max(0, mean - z * error), Math.min(tau, mean + z * error));
  }

  private double end() {
    return points.isEmpty() ? 0 : points.get(points.size() - 1).time();
  }
}
