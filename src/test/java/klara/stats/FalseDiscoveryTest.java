package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FalseDiscoveryTest {
  /** Benjamini and Hochberg (1995), section 4.2: fifteen comparisons after thrombolysis. */
  private static final double[] THROMBOLYSIS = {
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
    0.6528, 0.7590, 1.0000
  };

  /** Their result: four at 0.05, where Bonferroni has three. */
  @Test
  void callsFourOfTheFifteenComparisons() {
    double[] qValues = FalseDiscovery.qValues(THROMBOLYSIS);

    assertThat(Arrays.stream(qValues).filter(q -> q <= 0.05).count()).isEqualTo(4);
    assertThat(Arrays.stream(THROMBOLYSIS).filter(p -> p * 15 <= 0.05).count()).isEqualTo(3);
  }

  /** p m/rank by hand; the sixth, 0.0695, yields to the seventh, 0.0298 · 15/7. */
  @Test
  void neverFallsWithTheRank() {
    double[] qValues = FalseDiscovery.qValues(THROMBOLYSIS);

    double[] expected = {
      0.0015,
      0.003,
      0.0095,
      0.035625,
      0.0603,
      0.447 / 7,
      0.447 / 7,
      0.0645,
      0.0765,
      0.486,
      6.393 / 11,
      0.714875,
      9.792 / 13,
      11.385 / 14,
      1.0
    };
    assertThat(qValues).containsExactly(expected, within(1e-12));
  }

  /** multipletests(…, method = "fdr_by") of statsmodels 0.15.0: three at 0.05. */
  @Test
  void agreesWithStatsmodelsUnderAnyDependence() {
    double[] qValues = FalseDiscovery.qValuesOfAnyDependence(THROMBOLYSIS);

    assertThat(Arrays.copyOf(qValues, 10))
        .containsExactly(
            new double[] {
              0.004977343489843491,
              0.009954686979686982,
              0.03152317543567544,
              0.11821190788378289,
              0.20008920829170831,
              0.21189262285333715,
              0.21189262285333715,
              0.2140257700632701,
              0.253844517982018,
              1
            },
            within(1e-15));
    assertThat(Arrays.copyOfRange(qValues, 10, 15)).containsOnly(1.0);
    assertThat(FalseDiscovery.qValuesOfAnyDependence()).isEmpty();
  }

  @Test
  void leavesEqualsAsTheyAre() {
    for (int m = 1; m <= 1000; m++) {
      double[] same = new double[m];
      Arrays.fill(same, 0.05);

      assertThat(FalseDiscovery.qValues(same)).containsOnly(0.05);
    }
  }

  @Test
  void answersInTheOrderAsked() {
    assertThat(FalseDiscovery.qValues(0.04, 0.01, 0.03))
        .containsExactly(new double[] {0.04, 0.03, 0.04}, within(1e-15));
    assertThat(FalseDiscovery.qValues()).isEmpty();
  }

  @Test
  void refusesWhatIsNotAProbability() {
    assertThatThrownBy(() -> FalseDiscovery.qValues(0.5, Double.NaN, 1.5))
        .hasMessage("Invalid p-values: expected 0 to 1, found 2 others");
  }
}
