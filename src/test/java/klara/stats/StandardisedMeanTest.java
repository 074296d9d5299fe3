package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StandardisedMeanTest {
  /**
   * By hand: weights 0.25, 0.5 and 0.25 of 180, 220 and 260 give 220; errors 4, 3 and 8 give √(1 +
   * 2.25 + 4) = 2.692582, and 1.959964 times that is 5.277365.
   */
  @Test
  void weighsMeansAndErrorsByTheStandard() {
    double[] means = {180, 220, 260};
    double[] errors = {4, 3, 8};

    StandardisedMean found = StandardisedMean.of(means, errors, new double[] {100, 200, 100}, 0.95);

    assertThat(found.mean()).isCloseTo(220, within(1e-12));
    assertThat(found.standardError()).isCloseTo(2.692582, within(1e-6));
    assertThat(found.interval().lower()).isCloseTo(220 - 5.277365, within(1e-6));
    assertThat(found.interval().upper()).isCloseTo(220 + 5.277365, within(1e-6));
    assertThat(StandardisedMean.of(means, errors, new double[] {0, 7, 0}, 0.95).mean())
        .isEqualTo(220);
  }

  @Test
  void refusesWhatIsNoMeanOrStandard() {
    assertThatThrownBy(
            () ->
                StandardisedMean.of(
                    new double[] {1, Double.NaN}, new double[] {-1}, new double[] {0, 0}, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot standardise 'mean': means must be finite (1 of 2 are not); standard errors must"
                + " be finite and not below 0 (1 of 1 are not); means and standard errors must be as"
                + " many (2 and 1); the standard must have people (has none); level must be between"
                + " 0 and 1 (is 2.0)");
  }
}
