package klara.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShareStepsTest {
  private static final long STUDENTS = 15_000;

  private static @Nullable Double told(long events) {
    return ShareSteps.of(STUDENTS, events).theil(Math.log((double) STUDENTS / events));
  }

  /**
   * ln(15 000/E) is 6.25 for E = 28.96, 5.75 for 47.75 and 5.25 for 78.7; 28.96 · 0.5 is 14 or
   * more, and 15 000 exp(−6.75) · 0.5 = 8.8 is not.
   */
  @Test
  void tellsTheSameOfManyNumbersOfEvents() {
    assertThat(LongStream.rangeClosed(20, 28)).allMatch(events -> told(events) == null);
    assertThat(LongStream.rangeClosed(29, 47))
        .allMatch(events -> Objects.equals(told(events), 6.0));
    assertThat(LongStream.rangeClosed(48, 78))
        .allMatch(events -> Objects.equals(told(events), 5.5));
    assertThat(told(79)).isEqualTo(5.0);
  }

  /** Who knows how many are counted, and the rules, is left with nine numbers of events or more. */
  @Test
  void leavesAnIntruderManyNumbersOfEvents() {
    Map<String, List<Long>> possible = new TreeMap<>();
    for (long events = 20; events <= STUDENTS - 100; events++) {
      ShareSteps steps = ShareSteps.of(STUDENTS, events);
      String all =
          String.join(
              " ",
              // the step shows in how small a part is told
              String.valueOf(told(events)),
              String.valueOf(steps.theilLimit(0, 1e-6)));
      possible.computeIfAbsent(all, numbers -> new ArrayList<>()).add(events);
    }

    // the last of them goes on beyond those tried
    possible.values().removeIf(numbers -> numbers.contains(STUDENTS - 100));
    assertThat(possible.values()).allMatch(numbers -> numbers.size() >= 9);
    assertThat(possible.keySet()).anyMatch(told -> told.endsWith(" 0.004"));
  }

  /** 1000 and 200: ln 5 = 1.609 in tenths; 1.6 − (1.609 − 1.45) = 1.441, 1.6 + 0.111 = 1.711. */
  @Test
  void putsLimitsAboutWhatIsTold() {
    ShareSteps steps = ShareSteps.of(1000, 200);

    assertThat(steps.theil(1.609)).isEqualTo(1.6);
    assertThat(steps.theilLimit(1.609, 1.45)).isEqualTo(1.4);
    assertThat(steps.theilLimit(1.609, 1.72)).isEqualTo(1.8);
    assertThat(steps.theilLimit(0.03, 0.01)).isZero();
    assertThat(steps.theilLimit(1.609, Double.NaN)).isNull();
  }

  /**
   * 10/15 000 = 0.00067 to 0.001, 10/1000 = 0.01, 10/5000 = 0.002; of full tens 10/4990 = 0.002004
   * to 0.005, and 10/1990 = 0.005025 to 0.01.
   */
  @Test
  void tellsVariancesInStepsOfTenStudents() {
    assertThat(ShareSteps.of(15_000, 2000).variance(0.11556)).isEqualTo(0.116);
    assertThat(ShareSteps.of(1000, 200).variance(0.1662)).isEqualTo(0.17);
    assertThat(ShareSteps.of(5000, 200).variance(0.0471)).isEqualTo(0.048);
    assertThat(ShareSteps.of(4999, 200).variance(0.0471)).isEqualTo(0.045);
    assertThat(ShareSteps.of(1999, 200).variance(0.086)).isEqualTo(0.09);
  }
}
