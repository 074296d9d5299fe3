package klara.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The probability of being in each of several states at a time, where persons move between them any
 * number of times, some are censored and some enter late: the Aalen–Johansen estimator, a product
 * of matrices over the times,
 *
 * <pre>
 * P(0, t) = Π over t(j) ≤ t of A(j)      a(ij) = n(ij)/n(i), a(ii) what remains to 1
 * p(t) = p(0) P(0, t)
 * </pre>
 *
 * n(ij) moves from i to j among n(i) at risk in i at the time; a state without anybody at risk
 * keeps its probability. The covariance is of Greenwood's type, from the multinomial counts of each
 * state and time, p(0) taken as known:
 *
 * <pre>
 * Cov p(t) = A'Cov p(t−) A + Σ over i of p(i, t−)² (diag(a(i)) − a(i)'a(i)) / n(i)
 * </pre>
 *
 * The row of P(0, t) for a state is p(t) with all of p(0) in that state. P holds where what comes
 * next depends on the state only, not on how it was reached; p from the real p(0) without that too,
 * as long as nobody enters late and censoring has nothing to do with the past (Datta and Satten
 * 2001). The covariance always takes the former.
 *
 * @param points one for each time, in order
 * @see <a href="https://doi.org/10.1007/978-1-4612-4348-9">Andersen, Borgan, Gill and Keiding
 *     (1993), Statistical Models Based on Counting Processes, formulas 4.4.17 to 4.4.19</a>
 * @see <a href="https://doi.org/10.1016/S0167-7152(01)00155-9">Datta and Satten (2001)</a>
 */
public record StateOccupation(List<Point> points) {

  /**
   * What happened at one time.
   *
   * @param time when, in any one unit
   * @param atRisk how many were in each state just before, under observation
   * @param moves how many moved at it, from each state in order to each state in order; 0 from a
   *     state to itself, since those who stay are the rest of those at risk
   */
  public record Moves(double time, List<Long> atRisk, List<List<Long>> moves) {
    public Moves {
      atRisk = List.copyOf(atRisk);
      moves = moves.stream().map(List::copyOf).toList();
    }

    private long leaving(int state) {
      return moves.get(state).stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * The states from one time until before the next.
   *
   * @param time when
   * @param probabilities of each state; they add up to 1
   * @param covariance of each state's probability with each; 0 in the rows of states whose
   *     probability has nothing uncertain yet
   */
  public record Point(double time, List<Estimate> probabilities, List<List<Double>> covariance) {
    public Point {
      probabilities = List.copyOf(probabilities);
      covariance = covariance.stream().map(List::copyOf).toList();
    }
  }

  public StateOccupation {
    points = List.copyOf(points);
  }

  /** The probabilities with limits of 95 %; parameters and failures as with a level. */
  public static StateOccupation of(List<Double> initial, List<Moves> times, Limits limits) {
    return of(initial, times, limits, 0.95);
  }

  /**
   * The probabilities.
   *
   * @param initial p(0), of each state
   * @param times in order of time, each with as many states as {@code initial}
   * @param limits the scale of the limits
   * @param level of the limits, such as 0.95
   * @throws IllegalArgumentException where p(0) does not add up to 1, times do not increase, counts
   *     are below 0, or more leave a state than are in it; the message lists all such times; and
   *     where the level is not between 0 and 1
   */
  public static StateOccupation of(
      List<Double> initial, List<Moves> times, Limits limits, double level) {
    double z = Normal.quantile(level);
    List<String> faults = faults(initial, times);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException("Invalid moves: " + String.join("; ", faults));
    }
    ProductIntegral states =
        new ProductIntegral(initial.stream().mapToDouble(Double::doubleValue).toArray());
    List<Point> points = new ArrayList<>();
    for (Moves moves : times) {
      states.step(moves.atRisk(), moves.moves());
      points.add(point(moves.time(), initial.size(), states, limits, z));
    }
    return new StateOccupation(points);
  }

  private static Point point(
      double time, int number, ProductIntegral states, Limits limits, double z) {
    List<Estimate> probabilities = new ArrayList<>();
    List<List<Double>> covariance = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      int state = i;
      double variance = states.covariance(state, state);
      probabilities.add(Estimate.ofProbability(states.probability(state), variance, limits, z));
      covariance.add(
          IntStream.range(0, number).mapToObj(other -> states.covariance(state, other)).toList());
    }
    return new Point(time, probabilities, covariance);
  }

  private static List<String> faults(List<Double> initial, List<Moves> times) {
    List<String> faults = new ArrayList<>();
    double sum = initial.stream().mapToDouble(Double::doubleValue).sum();
    if (initial.stream().anyMatch(p -> !(p >= 0)) || !(Math.abs(sum - 1) < 1e-9)) {
      faults.add("expected initial probabilities that add up to 1, found " + initial);
    }
    double before = Double.NEGATIVE_INFINITY;
    for (Moves moves : times) {
      String name = "time %s: ".formatted(moves.time());
      if (!(moves.time() > before && moves.time() < Double.POSITIVE_INFINITY)) {
        faults.add(name + "expected a time after " + before);
      } else {
        before = moves.time();
      }
      countFault(initial.size(), moves).ifPresent(fault -> faults.add(name + fault));
    }
    return faults;
  }

  private static Optional<String> countFault(int states, Moves moves) {
    if (moves.atRisk().size() != states
        || moves.moves().size() != states
        || moves.moves().stream().anyMatch(row -> row.size() != states)) {
      return Optional.of("expected %d states each way".formatted(states));
    }
    if (Stream.concat(moves.atRisk().stream(), moves.moves().stream().flatMap(List::stream))
        .anyMatch(n -> n < 0 || n > LifeTable.MOST)) {
      return Optional.of("expected counts from 0 to " + LifeTable.MOST);
    }
    if (IntStream.range(0, states).anyMatch(i -> moves.moves().get(i).get(i) > 0)) {
      return Optional.of("expected no moves from a state to itself");
    }
    return IntStream.range(0, states)
        .filter(i -> moves.leaving(i) > moves.atRisk().get(i))
        .mapToObj(
            i ->
                "expected no more to leave state %d than are in it, found %d of %d"
                    .formatted(i, moves.leaving(i), moves.atRisk().get(i)))
        .reduce((one, other) -> one + " and " + other);
  }
}
