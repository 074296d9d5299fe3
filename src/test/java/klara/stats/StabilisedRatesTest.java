package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StabilisedRatesTest {
  /** The example of assuncao_rate in PySAL's esda.smoothing, which prints the first four. */
  @Test
  void agreesWithPysal() {
    double[] events = {30, 25, 25, 15, 33, 21, 30, 20};
    double[] people = {100, 100, 110, 90, 100, 90, 110, 90};

    double[] deviates = StabilisedRates.of(events, people);

    double[] printed = {1.03843594, -0.04099089, -0.56250375, -1.73061861};
    for (int i = 0; i < printed.length; i++) {
      assertThat(deviates[i]).isCloseTo(printed[i], within(1e-8));
    }
  }
}
