package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import klara.stats.NestedIntercepts.Level;
import klara.stats.NestedIntercepts.Likelihood;
import org.junit.jupiter.api.Test;

class NestedGroupTest {
  /** Resistivity of silicon by five instruments: SiRstv of NIST's reference data sets. */
  private static final double[][] SILICON = {
    {196.3052, 196.1240, 196.1890, 196.2569, 196.3403},
    {196.3042, 196.3825, 196.1669, 196.3257, 196.0422},
    {196.1303, 196.2005, 196.2889, 196.0343, 196.1811},
    {196.2795, 196.1748, 196.1494, 196.1485, 195.9885},
    {196.2119, 196.1051, 196.1850, 196.0052, 196.2090}
  };

  /** Yield of oats in six blocks of three varieties with four doses of nitrogen (Yates 1935). */
  private static final double[] OATS = {
    111, 130, 157, 174, 117, 114, 161, 141, 105, 140, 118, 156, 61, 91, 97, 100, 70, 108, 126, 149,
    96, 124, 121, 144, 68, 64, 112, 86, 60, 102, 89, 96, 89, 129, 132, 124, 74, 89, 81, 122, 64,
    103, 132, 133, 70, 89, 104, 117, 62, 90, 100, 116, 80, 82, 94, 126, 63, 70, 109, 99, 53, 74,
    118, 113, 89, 82, 86, 104, 97, 99, 119, 121
  };

  private static List<NestedGroup> silicon(double origin) {
    List<NestedGroup> instruments = new ArrayList<>();
    for (double[] values : SILICON) {
      double[] moved = Arrays.stream(values).map(y -> y + origin).toArray();
      instruments.add(NestedGroup.ofValues(instruments.size(), moved));
    }
    return instruments;
  }

  private static List<NestedGroup> oats(double origin) {
    List<NestedGroup> plots = new ArrayList<>();
    for (int plot = 0; plot < 18; plot++) {
      double[][] products = new double[3][3];
      for (int k = 0; k < 4; k++) {
        double[] z = {1, 0.2 * k + origin, OATS[4 * plot + k]};
        for (int i = 0; i < 3; i++) {
          for (int j = 0; j < 3; j++) {
            products[i][j] += z[i] * z[j];
          }
        }
      }
      plots.add(NestedGroup.of(plot / 3, products));
    }
    return plots;
  }

  /**
   * NIST's certified mean squares are 1.27865654e-2 and 1.08318280e-2. With groups of five the
   * variance between is a fifth of their difference.
   */
  @Test
  void agreesWithTheCertifiedMeanSquaresOfNist() {
    NestedIntercepts model = NestedIntercepts.fitOneLevel(silicon(0), Likelihood.RESTRICTED);

    assertThat(model.variance(Level.UNIT)).isCloseTo(1.08318280e-2, within(1e-9));
    assertThat(model.variance(Level.OUTER))
        .isCloseTo((1.27865654e-2 - 1.08318280e-2) / 5, within(1e-9));
  }

  /** A thousand million is added; there doubles lie 1.2e-7 apart. */
  @Test
  void keepsTheDigitsOfValuesThatAreFarFromZero() {
    NestedIntercepts model = NestedIntercepts.fitOneLevel(silicon(1e9), Likelihood.RESTRICTED);

    assertThat(model.variance(Level.UNIT)).isCloseTo(1.08318280e-2, within(1e-8));
    assertThat(model.variance(Level.OUTER)).isCloseTo(3.9094748e-4, within(1e-8));
    assertThat(model.coefficients().get(0)).isCloseTo(1e9 + 196.189156, within(1e-6));
  }

  /**
   * lme(yield ~ nitro, random = ~ 1 | Block/Variety) of nlme: Pinheiro and Bates, Mixed-Effects
   * Models in S and S-PLUS, section 1.6. By hand: sums of squares 15875.28 of blocks (5), 7799.67
   * of varieties within them (12) and 8774.60 of the rest (53 degrees of freedom), so 165.558 is
   * left, (649.972 − 165.558)/4 lies between varieties and (3175.056 − 649.972)/12 between blocks.
   */
  @Test
  void agreesWithNlmeOnOatsWithACovariate() {
    NestedIntercepts model = NestedIntercepts.fit(oats(0), Likelihood.RESTRICTED);

    assertThat(Math.sqrt(model.variance(Level.OUTER))).isCloseTo(14.506, within(1e-3));
    assertThat(Math.sqrt(model.variance(Level.INNER))).isCloseTo(11.005, within(1e-3));
    assertThat(Math.sqrt(model.variance(Level.UNIT))).isCloseTo(12.867, within(1e-3));
    assertThat(model.coefficients().get(0)).isCloseTo(81.872, within(1e-3));
    assertThat(model.coefficients().get(1)).isCloseTo(73.667, within(1e-3));
    assertThat(model.standardErrors().get(0)).isCloseTo(6.945, within(1e-3));
    assertThat(model.standardErrors().get(1)).isCloseTo(6.781, within(1e-3));
    assertThat(model.deviance() / -2).isCloseTo(-296.521, within(1e-3));
  }

  /** Nitrogen counted from far away: only the intercept moves, to 81.872 − 73.667 · 1000. */
  @Test
  void knowsNoOriginOfACovariate() {
    NestedIntercepts near = NestedIntercepts.fit(oats(0), Likelihood.RESTRICTED);
    NestedIntercepts far = NestedIntercepts.fit(oats(1000), Likelihood.RESTRICTED);

    for (Level level : Level.values()) {
      double variance = near.variance(level);
      assertThat(far.variance(level)).isCloseTo(variance, within(1e-5 * variance));
    }
    assertThat(far.coefficients().get(0)).isCloseTo(81.8722 - 73666.6667, within(1e-3));
    assertThat(far.coefficients().get(1)).isCloseTo(near.coefficients().get(1), within(1e-6));
    assertThat(far.standardErrors().get(1)).isCloseTo(near.standardErrors().get(1), within(1e-5));
  }

  @Test
  void refusesSumsThatAreOfNoValues() {
    assertThatThrownBy(() -> NestedGroup.of(1, 10, 100, 500))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot take 'nested group': squares must be at least those of equal values (are not)");
    assertThatThrownBy(() -> NestedGroup.ofValues(1, 2, Double.NaN))
        .hasMessage("Cannot take 'nested group': values must be finite (1 of 2 are not)");
    assertThatThrownBy(() -> NestedGroup.ofValues(1))
        .hasMessage("Cannot take 'nested group': units must be above 0 (are not)");
  }

  /** Of ten values about ten million that vary by 0.1, sums of squares keep nothing. */
  @Test
  void refusesToFitWhatDoesNotVary() {
    String refusal =
        "Cannot fit 'nested intercepts': y must vary (does not, or by less than its digits tell)";
    NestedGroup equal = NestedGroup.ofValues(1, 0.1, 0.1, 0.1);
    NestedGroup sums = NestedGroup.of(1, 10, 1e8, 1e15 + 0.1);

    assertThatThrownBy(
            () -> NestedIntercepts.fitOneLevel(List.of(equal, equal), Likelihood.RESTRICTED))
        .hasMessage(refusal);
    assertThatThrownBy(
            () -> NestedIntercepts.fitOneLevel(List.of(sums, sums), Likelihood.RESTRICTED))
        .hasMessage(refusal);
  }
}
