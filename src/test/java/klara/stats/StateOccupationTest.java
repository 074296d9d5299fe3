package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import klara.stats.StateOccupation.Moves;
import klara.stats.StateOccupation.Point;
import org.junit.jupiter.api.Test;

class StateOccupationTest {
  /**
   * Therneau's tiny example with states entry, a, b and c, some of them returned to: numbers at
   * risk and moves as worked out by hand in tests/mstate.R of R's survival.
   */
  private static final List<Moves> TINY =
      List.of(
          moves(2, List.of(4L, 0L, 0L, 0L), 0, 1),
          moves(3, List.of(4L, 1L, 0L, 0L), 0, 2),
          moves(4, List.of(3L, 1L, 1L, 0L), 0, 1),
          moves(5, List.of(2L, 2L, 1L, 0L), 0, 2),
          moves(8, List.of(1L, 2L, 1L, 0L), 1, 3),
          moves(9, List.of(1L, 1L, 1L, 1L), 0, 3, 1, 2),
          moves(10, List.of(0L, 0L, 2L, 0L), 2, 1),
          moves(11, List.of(0L, 0L, 1L, 0L)));

  private static final List<Double> FROM_ENTRY = List.of(1.0, 0.0, 0.0, 0.0);

  /** Moves of one person each, as pairs of from and to. */
  private static Moves moves(double time, List<Long> atRisk, int... pairs) {
    long[][] counts = new long[atRisk.size()][atRisk.size()];
    for (int i = 0; i < pairs.length; i += 2) {
      counts[pairs[i]][pairs[i + 1]]++;
    }
    List<List<Long>> rows = new ArrayList<>();
    for (long[] row : counts) {
      rows.add(Arrays.stream(row).boxed().toList());
    }
    return new Moves(time, atRisk, rows);
  }

  private static double[] values(StateOccupation states, int state) {
    return states.points().stream()
        .mapToDouble(point -> point.probabilities().get(state).value())
        .toArray();
  }

  /** The "true results" of tests/mstate.R, in 32ds. */
  @Test
  void agreesWithTherneausTinyExample() {
    StateOccupation states = StateOccupation.of(FROM_ENTRY, TINY, Limits.LOG_LOG);

    double[][] expected = {
      {24, 18, 12, 6, 6, 0, 0, 0},
      {8, 8, 14, 14, 7, 0, 9.5, 9.5},
      {0, 6, 6, 12, 12, 19, 9.5, 9.5},
      {0, 0, 0, 0, 7, 13, 13, 13}
    };
    for (int state = 0; state < 4; state++) {
      double[] found = values(states, state);
      for (int i = 0; i < found.length; i++) {
        assertThat(found[i]).isCloseTo(expected[state][i] / 32, within(1e-12));
      }
    }
  }

  /**
   * Ten well, two fall ill, one dies: (0.7, 0.2, 0.1), variances 0.021 and 0.016, covariance
   * −0.014. One well is censored; of six well one dies, of two ill one. p(well) = 0.7 · 5/6, its
   * variance 25/36 · 0.021 + 0.49 · (5/36)/6; p(ill) = 0.2 · 1/2, its variance 0.016/4 + 0.04 ·
   * (1/4)/2 = 0.009; their covariance 5/6 · 1/2 · (−0.014). Death is what remains.
   */
  @Test
  void agreesWithAnExampleByHand() {
    List<Moves> times =
        List.of(
            new Moves(
                1,
                List.of(10L, 0L, 0L),
                List.of(List.of(0L, 2L, 1L), List.of(0L, 0L, 0L), List.of(0L, 0L, 0L))),
            moves(2, List.of(6L, 2L, 1L), 0, 2, 1, 2));

    Point last = StateOccupation.of(List.of(1.0, 0.0, 0.0), times, Limits.PLAIN).points().get(1);

    double well = 25.0 / 36 * 0.021 + 0.49 * 5 / 36 / 6;
    double both = -0.014 * 5 / 12;
    assertThat(last.probabilities().get(0).value()).isCloseTo(0.7 * 5 / 6, within(1e-12));
    assertThat(last.probabilities().get(1).value()).isCloseTo(0.1, within(1e-12));
    assertThat(last.probabilities().get(2).value()).isCloseTo(0.9 - 0.7 * 5 / 6, within(1e-12));
    assertThat(last.covariance().get(0).get(0)).isCloseTo(well, within(1e-12));
    assertThat(last.covariance().get(1).get(1)).isCloseTo(0.009, within(1e-12));
    assertThat(last.covariance().get(0).get(1)).isCloseTo(both, within(1e-12));
    assertThat(last.covariance().get(2).get(2)).isCloseTo(well + 0.009 + 2 * both, within(1e-12));
    assertThat(last.probabilities().get(1).upper())
        .isCloseTo(0.1 + 1.959964 * Math.sqrt(0.009), within(1e-6));
  }

  /**
   * The delta method done by brute force: each share of movers moved by a little, one at a time,
   * with the covariances of a multinomial.
   */
  @Test
  void takesTheDeltaMethodsCovariance() {
    StateOccupation states = StateOccupation.of(FROM_ENTRY, TINY, Limits.LOG_LOG);

    for (int last = 0; last < TINY.size(); last++) {
      for (int a = 0; a < 4; a++) {
        for (int b = 0; b < 4; b++) {
          assertThat(states.points().get(last).covariance().get(a).get(b))
              .as("at %s of %d and %d", TINY.get(last).time(), a, b)
              .isCloseTo(covariance(last, a, b), within(1e-9));
        }
      }
    }
  }

  private static double covariance(int last, int a, int b) {
    double sum = 0;
    for (int step = 0; step <= last; step++) {
      for (int i = 0; i < 4; i++) {
        double n = TINY.get(step).atRisk().get(i);
        double[] row = shares(TINY.get(step))[i];
        for (int j = 0; j < 4 && n > 0; j++) {
          for (int k = 0; k < 4; k++) {
            double spread = ((j == k ? row[j] : 0) - row[j] * row[k]) / n;
            sum += slope(last, a, step, i, j) * spread * slope(last, b, step, i, k);
          }
        }
      }
    }
    return sum;
  }

  private static double slope(int last, int state, int step, int i, int j) {
    return (occupied(last, state, step, i, j, 1e-3) - occupied(last, state, step, i, j, -1e-3))
        / 2e-3;
  }

  private static double occupied(int last, int state, int step, int i, int j, double by) {
    double[] p = {1, 0, 0, 0};
    for (int s = 0; s <= last; s++) {
      double[][] shares = shares(TINY.get(s));
      shares[i][j] += s == step ? by : 0;
      double[] next = new double[4];
      for (int from = 0; from < 4; from++) {
        for (int to = 0; to < 4; to++) {
          next[to] += p[from] * shares[from][to];
        }
      }
      p = next;
    }
    return p[state];
  }

  private static double[][] shares(Moves moves) {
    double[][] shares = new double[4][4];
    for (int i = 0; i < 4; i++) {
      shares[i][i] = 1;
      for (int j = 0; j < 4; j++) {
        if (moves.moves().get(i).get(j) > 0) {
          shares[i][j] = (double) moves.moves().get(i).get(j) / moves.atRisk().get(i);
          shares[i][i] -= shares[i][j];
        }
      }
    }
    return shares;
  }

  /** p(t) from half in entry and half in a is half of each row of P(0, t). */
  @Test
  void mixesTheRowsOfTheTransitionMatrix() {
    StateOccupation entry = StateOccupation.of(FROM_ENTRY, TINY, Limits.LOG_LOG);
    StateOccupation a = StateOccupation.of(List.of(0.0, 1.0, 0.0, 0.0), TINY, Limits.LOG_LOG);
    StateOccupation half = StateOccupation.of(List.of(0.5, 0.5, 0.0, 0.0), TINY, Limits.LOG_LOG);

    for (int state = 0; state < 4; state++) {
      for (int i = 0; i < TINY.size(); i++) {
        double expected = (values(entry, state)[i] + values(a, state)[i]) / 2;
        assertThat(values(half, state)[i]).isCloseTo(expected, within(1e-12));
      }
    }
  }

  /** z is 1.644854. */
  @Test
  void hasLimitsOfAnotherLevel() {
    Point first = StateOccupation.of(FROM_ENTRY, TINY, Limits.PLAIN, 0.9).points().get(0);

    Estimate found = first.probabilities().get(0);
    assertThat(found.value() - found.lower())
        .isCloseTo(1.644854 * found.standardError(), within(1e-6));
  }

  @Test
  void listsAllThatIsImpossible() {
    List<Moves> times =
        List.of(
            moves(2, List.of(1L, 0L), 0, 1, 0, 1),
            moves(2, List.of(1L, -1L)),
            moves(3, List.of(1L, 1L), 1, 1),
            moves(4, List.of(1L)));

    assertThatThrownBy(() -> StateOccupation.of(List.of(0.5, 0.4), times, Limits.LOG_LOG))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid moves: expected initial probabilities that add up to 1, found [0.5, 0.4];"
                + " time 2.0: expected no more to leave state 0 than are in it, found 2 of 1;"
                + " time 2.0: expected a time after 2.0;"
                + " time 2.0: expected counts from 0 to 1000000000000;"
                + " time 3.0: expected no moves from a state to itself;"
                + " time 4.0: expected 2 states each way");
  }
}
