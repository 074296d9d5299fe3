package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StabilisedMeansTest {
  /**
   * b = (10 · 1 + 10 · 3 + 20 · 4)/40 = 3, s² = (10 · 4 + 20 · 1)/40 = 1.5, mean of e² (2.5 + 2.5 +
   * 20)/40 = 0.625, a = 0.875: v = 1.125, 1.125, 1.875.
   */
  @Test
  void stabilisesMeansByHand() {
    assertThat(
            StabilisedMeans.of(
                new double[] {1, 3, 4}, new double[] {0.5, 0.5, 1}, new double[] {10, 10, 20}))
        .containsExactly(
            new double[] {-2 / Math.sqrt(1.125), 0, 1 / Math.sqrt(1.875)}, within(1e-12));
  }

  /** b = 3, s² = 1, mean of e² (4 + 0.25)/2 = 2.125, a = −1.125: v = 2.875, and 0.25 as it is. */
  @Test
  void takesTheErrorAloneWhereAreasDifferLessThanByChance() {
    assertThat(
            StabilisedMeans.of(new double[] {2, 4}, new double[] {2, 0.5}, new double[] {10, 10}))
        .containsExactly(new double[] {-1 / Math.sqrt(2.875), 2}, within(1e-12));
  }

  /** A rate's chance variance there is b/n: with b = 13/60 of 10, 10 and 40. */
  @Test
  void isWhatStabilisedRatesAreWhereErrorsAreThose() {
    double b = 13.0 / 60;

    assertThat(
            StabilisedMeans.of(
                new double[] {0.2, 0.2, 0.225},
                new double[] {Math.sqrt(b / 10), Math.sqrt(b / 10), Math.sqrt(b / 40)},
                new double[] {10, 10, 40}))
        .containsExactly(
            StabilisedRates.of(new double[] {2, 2, 9}, new double[] {10, 10, 40}), within(1e-12));
  }

  @Test
  void refusesWhatIsNoError() {
    assertThatThrownBy(
            () -> StabilisedMeans.of(new double[] {1, 2}, new double[] {0}, new double[] {1, 1}))
        .hasMessage(
            "Cannot stabilise 'means': standard errors must be finite and above 0 (1 of 1 are not);"
                + " means and standard errors must be as many (2 and 1)");
  }
}
