package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class StandardisedDistancesTest {

  @Test
  void dividesEachDifferenceByItsStandardDeviation() {
    // 2, 4, 9: mean 5, squares 9 + 1 + 16 = 26, variance 26/3; 0, 0, 3: mean 1, 1 + 1 + 4 = 6, 2
    // first to third: 49 / (26/3) + 9 / 2 = 5.65385 + 4.5; first to second: 4 / (26/3) = 0.46154
    double[][] found =
        StandardisedDistances.of(List.of(new double[] {2, 4, 9}, new double[] {0, 0, 3}));

    assertThat(found[0][2]).isCloseTo(Math.sqrt(49 * 3 / 26.0 + 4.5), within(1e-12));
    assertThat(found[0][1]).isCloseTo(Math.sqrt(12 / 26.0), within(1e-12));
    assertThat(found[2][0]).isEqualTo(found[0][2]);
    assertThat(found[1][1]).isZero();
  }

  @Test
  void isTheSameInOtherUnits() {
    double[][] metres = StandardisedDistances.of(List.of(new double[] {2, 4, 9}));
    double[][] feetFromElsewhere =
        StandardisedDistances.of(
            List.of(new double[] {2 * 3.28 - 70, 4 * 3.28 - 70, 9 * 3.28 - 70}));

    assertThat(feetFromElsewhere[0][2]).isCloseTo(metres[0][2], within(1e-12));
  }

  @Test
  void takesNothingFromAMeasureThatIsTheSameForAll() {
    double[][] found =
        StandardisedDistances.of(List.of(new double[] {0.1, 0.1, 0.1}, new double[] {2, 4, 9}));

    assertThat(found).isDeepEqualTo(StandardisedDistances.of(List.of(new double[] {2, 4, 9})));
  }

  @Test
  void takesNothingFromTheLastDigit() {
    double[][] found = StandardisedDistances.of(List.of(new double[] {0.3, 0.1 + 0.2, 0.3, 0.3}));

    assertThat(found[0][1]).isZero();
  }

  @Test
  void refusesMeasuresOfOtherThingsAndWhatIsNoNumber() {
    assertThatThrownBy(
            () -> StandardisedDistances.of(List.of(new double[] {1, 2}, new double[] {Double.NaN})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot tell 'distances': expected 2 values of each, found 1; measures must be finite"
                + " (1 of 1 are not)");
    assertThatThrownBy(() -> StandardisedDistances.of(List.of()))
        .hasMessage("Cannot tell 'distances': a measure is needed");
  }

  @Test
  void knowsNoUnit() {
    double[][] found = StandardisedDistances.of(List.of(new double[] {2, 4, 9}));

    for (double unit : new double[] {0x1p-1000, 0x1p1000}) {
      double[] values = {2 * unit, 4 * unit, 9 * unit};
      assertThat(StandardisedDistances.of(List.of(values))).isDeepEqualTo(found);
    }
  }
}
