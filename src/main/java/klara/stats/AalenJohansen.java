package klara.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import klara.stats.LifeTable.Step;

/**
 * The probability of having had an event of one cause by a time, where any of several causes may
 * come first and end it, some are censored and some enter late:
 *
 * <pre>F(k, t) = Σ over t(j) ≤ t of S(t(j)−) d(k, j)/n(j)</pre>
 *
 * d(k) events of cause k among n at risk at t(j), S the {@link KaplanMeier} curve of all causes
 * together; the F of all causes and S add up to 1. Where there is one cause, F is 1 − S.
 *
 * <p>The variance is of Greenwood's type, from the multinomial counts of each time. With d the
 * events of all causes it is, as {@link ProductIntegral}'s recursion gives it,
 *
 * <pre>
 * Var F(k, t) = Σ over t(j) ≤ t of
 *     (F(k, t) − F(k, t(j)))² d(j) / (n(j) (n(j) − d(j)))
 *   + S(t(j)−)² d(k, j) (n(j) − d(k, j)) / n(j)³
 *   − 2 (F(k, t) − F(k, t(j))) S(t(j)−) d(k, j) / n(j)²
 * </pre>
 *
 * which is also what the delta method gives (Marubini and Valsecchi 1995), as do Stata's {@code
 * stcompet} and {@code Cuminc} of R's mstate; without late entry it is the jackknife of R's {@code
 * survival::survfit} too. Without censoring and late entry it is F(1 − F)/n. The estimator of Aalen
 * (1978), which {@code cmprsk} and by default SAS take, differs a little. Limits are on F itself,
 * so log-log ones are not those of 1 − S where there is one cause.
 *
 * <p>What {@link KaplanMeier} says on censoring and late entry holds here too.
 *
 * @param points one for each time of the table, in order; those without an event too
 * @see <a href="https://www.jstor.org/stable/4615704">Aalen and Johansen (1978)</a>
 * @see <a href="https://doi.org/10.1093/biomet/73.2.379">Dinse and Larson (1986)</a>, whose delta
 *     method it is
 * @see <a href="https://doi.org/10.1007/978-1-4612-4348-9">Andersen, Borgan, Gill and Keiding
 *     (1993), Statistical Models Based on Counting Processes, formulas 4.4.17 to 4.4.19</a>
 */
public record AalenJohansen(List<Point> points) {

  /**
   * The curves from one time until before the next.
   *
   * @param time when, in the unit of the table
   * @param atRisk how many were at risk just before
   * @param events how many had the event, of each cause
   * @param survival S, the probability of no event of any cause
   * @param incidences F, of each cause in the order of the table
   */
  public record Point(
      double time, long atRisk, List<Long> events, Estimate survival, List<Estimate> incidences) {
    public Point {
      events = List.copyOf(events);
      incidences = List.copyOf(incidences);
    }
  }

  public AalenJohansen {
    points = List.copyOf(points);
  }

  /** The curves with log-log limits. */
  public static AalenJohansen of(LifeTable table) {
    return of(table, Limits.LOG_LOG);
  }

  /** The curves with limits of 95 %; parameters as in {@link #of(LifeTable, Limits, double)}. */
  public static AalenJohansen of(LifeTable table, Limits limits) {
    return of(table, limits, 0.95);
  }

  /**
   * The curves.
   *
   * @param table with any number of causes; without rows there are no points
   * @param limits the scale of the limits
   * @param level of the limits, such as 0.95
   * @throws IllegalArgumentException where the level is not between 0 and 1
   */
  public static AalenJohansen of(LifeTable table, Limits limits, double level) {
    double z = Normal.quantile(level);
    int causes = table.causes();
    double[] initial = new double[causes + 1];
    initial[0] = 1;
    ProductIntegral states = new ProductIntegral(initial);
    List<Point> points = new ArrayList<>();
    for (Step step : table.steps()) {
      states.step(atRisk(step), moves(step));
      List<Estimate> incidences =
          IntStream.rangeClosed(1, causes).mapToObj(k -> estimate(states, k, limits, z)).toList();
      points.add(
          new Point(
              step.time(),
              step.atRisk(),
              step.events(),
              estimate(states, 0, limits, z),
              incidences));
    }
    return new AalenJohansen(points);
  }

  /** State 0 is before any event, the others are causes, which nobody leaves. */
  private static List<Long> atRisk(Step step) {
    List<Long> atRisk = new ArrayList<>(List.of(step.atRisk()));
    step.events().forEach(cause -> atRisk.add(0L));
    return atRisk;
  }

  private static List<List<Long>> moves(Step step) {
    List<Long> first = new ArrayList<>(List.of(0L));
    first.addAll(step.events());
    List<Long> none = first.stream().map(to -> 0L).toList();
    List<List<Long>> moves = new ArrayList<>(List.of(first));
    step.events().forEach(cause -> moves.add(none));
    return moves;
  }

  private static Estimate estimate(ProductIntegral states, int state, Limits limits, double z) {
    return Estimate.ofProbability(
        states.probability(state), states.covariance(state, state), limits, z);
  }

  /**
   * F of one cause at a time: that of the last point not after it.
   *
   * @param cause its place in the table, from 0
   * @param time in the unit of the table
   * @return 0, without error and limits, before the first point; unknown, NaN throughout, after the
   *     last one unless S is 0 there
   * @throws IndexOutOfBoundsException where there is no such cause
   */
  public Estimate incidenceAt(int cause, double time) {
    if (!points.isEmpty()) {
      Objects.checkIndex(cause, points.get(0).incidences().size());
    }
    if (Double.isNaN(time)) {
      return Estimate.UNKNOWN;
    }
    Estimate incidence = Estimate.certain(0);
    for (Point point : points) {
      if (point.time() > time) {
        return incidence;
      }
      incidence = point.incidences().get(cause);
    }
    boolean isOver = !points.isEmpty() && points.get(points.size() - 1).survival().value() == 0;
    boolean isCovered = !points.isEmpty() && time <= points.get(points.size() - 1).time();
    return isCovered || isOver ? incidence : Estimate.UNKNOWN;
  }

  /**
   * The mean time until τ that an event of one cause has taken, ∫₀^τ F(k, t) dt; those of all
   * causes and {@link KaplanMeier#restrictedMean} of all causes together add up to τ. With f(j) =
   * S(t(j)−) d(k, j)/n(j), h = d/n and a(j) the mean of what those without event at t(j) lose
   * later,
   *
   * <pre>
   * a(j) = Σ over i > j of f(i)(τ − t(i)) / S(t(j))
   * Var  = Σ over t(j) ≤ τ of S(t(j)−)²/n(j) ((τ − t(j))² h(k)(1 − h(k)) + a(j)² h(1 − h)
   *            − 2(τ − t(j)) a(j) h(k)(1 − h))
   * </pre>
   *
   * @param cause its place in the table, from 0
   * @param tau until when, in the unit of the table, above 0
   * @return in the unit of the table, with normal limits of 95 %, clipped to 0 to τ; unknown, NaN
   *     throughout, where S is not 0 and τ is after the last point; without error and limits where
   *     nobody had the event by τ
   * @throws IllegalArgumentException where τ is not above 0 or not finite
   * @throws IndexOutOfBoundsException where there is no such cause
   * @see <a href="https://doi.org/10.1002/sim.5903">Andersen (2013), Decomposition of number of
   *     life years lost according to causes of death</a>
   */
  public Estimate timeLost(int cause, double tau) {
    return timeLost(cause, tau, 0.95);
  }

  /**
   * The same with limits of any level.
   *
   * @param level above 0 and below 1
   * @throws IllegalArgumentException where it is not, and as {@link #timeLost(int, double)}
   */
  public Estimate timeLost(int cause, double tau, double level) {
    double z = Normal.quantile(level);
    if (!(tau > 0 && tau < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("Invalid tau: expected above 0 and finite, found " + tau);
    }
    if (Double.isNaN(incidenceAt(cause, tau).value())) {
      return Estimate.UNKNOWN;
    }
    double lost = 0;
    double variance = 0;
    for (int j = points.size() - 1; j >= 0; j--) {
      Point point = points.get(j);
      double all = point.events().stream().mapToLong(Long::longValue).sum();
      if (point.time() <= tau && all > 0) {
        double n = point.atRisk();
        double before = j > 0 ? points.get(j - 1).survival().value() : 1;
        double after = point.survival().value();
        double left = tau - point.time();
        double own = point.events().get(cause) / n;
        double later = after > 0 ? lost / after : 0;
        double spread =
            left * left * own * (1 - own)
                + later * later * all / n * (1 - all / n)
                - 2 * left * later * own * (1 - all / n);
        variance += before * before / n * Math.max(0, spread);
        lost += before * own * left;
      }
    }
    if (lost == 0) {
      return Estimate.certain(0);
    }
    double error = Math.sqrt(variance);
    return new Estimate(
        lost, error, Math.max(0, lost - z * error), Math.min(tau, lost + z * error));
  }
}
