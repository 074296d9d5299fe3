package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.FisherExactTest;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FisherTest {

  /** The lady tasting tea, Fisher (1935): 3 of 4 right, p = 17/70. */
  @Test
  void agreesWithTheLadyTastingTea() {
    assertThat(Fisher.greater(3, 4, 1, 4)).isCloseTo(17.0 / 70, within(1e-14));
  }

  @ParameterizedTest
  @CsvSource({
    "3, 4, 1, 4",
    "0, 10, 5, 20",
    "10, 10, 0, 10",
    "12, 40, 300, 2000",
    "5, 40, 300, 2000",
    "1, 5, 19, 20",
    "0, 4, 20, 20",
    "400, 2000, 15000, 100000",
    "250, 2000, 15000, 100000",
    "9000, 60000, 9000, 60000"
  })
  void agreesWithCommonsStatistics(int x1, int n1, int x0, int n0) {
    double oracle =
        FisherExactTest.withDefaults()
            .with(AlternativeHypothesis.GREATER_THAN)
            .test(new int[][] {{x1, n1 - x1}, {x0, n0 - x0}})
            .getPValue();

    assertThat(Fisher.greater(x1, n1, x0, n0)).isCloseTo(oracle, Percentage.withPercentage(1e-7));
  }

  @Test
  void seesNothingWhereAGroupOrTheOutcomeIsEmpty() {
    assertThat(Fisher.greater(0, 0, 5, 20)).isEqualTo(1.0);
    assertThat(Fisher.greater(5, 20, 0, 0)).isEqualTo(1.0);
    assertThat(Fisher.greater(0, 10, 0, 20)).isEqualTo(1.0);
  }

  @Test
  void refusesMoreEventsThanTrials() {
    assertThatThrownBy(() -> Fisher.greater(5, 4, 1, 4))
        .hasMessage("Invalid counts: expected 0 ≤ events ≤ trials, found 5 of 4 and 1 of 4");
  }

  /**
   * R's help page of {@code fisher.test}: twins of convicts (Fisher 1962), p = 0.0005367; and the
   * lady, 34/70.
   */
  @Test
  void agreesWithRInBothDirections() {
    assertThat(Fisher.twoSided(2, 17, 10, 13)).isCloseTo(0.0005367, within(5.01e-8));
    assertThat(Fisher.twoSided(3, 4, 1, 4)).isCloseTo(34.0 / 70, within(1e-12));
  }

  /** Those of {@link #agreesWithCommonsStatistics}, ties, and the likeliest of all. */
  @ParameterizedTest
  @CsvSource({
    "0, 10, 5, 20",
    "10, 10, 0, 10",
    "12, 40, 300, 2000",
    "1, 5, 19, 20",
    "0, 4, 20, 20",
    "400, 2000, 15000, 100000",
    "9000, 60000, 9000, 60000",
    "3, 7, 4, 7",
    "4, 7, 3, 7",
    "2, 5, 4, 10",
    "1, 1, 11, 11"
  })
  void agreesWithCommonsStatisticsInBothDirections(int x1, int n1, int x0, int n0) {
    double oracle =
        FisherExactTest.withDefaults()
            .with(AlternativeHypothesis.TWO_SIDED)
            .test(new int[][] {{x1, n1 - x1}, {x0, n0 - x0}})
            .getPValue();

    assertThat(Fisher.twoSided(x1, n1, x0, n0)).isCloseTo(oracle, Percentage.withPercentage(1e-5));
  }

  @Test
  void refusesMoreThanAnIntHolds() {
    assertThatThrownBy(() -> Fisher.greater(1, 2_000_000_000, 1, Long.MAX_VALUE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid counts: expected fewer than 2147483648 trials, found 2000000000 and"
                + " 9223372036854775807");
  }
}
