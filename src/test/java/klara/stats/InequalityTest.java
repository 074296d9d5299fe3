package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import klara.stats.Inequality.Parts;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class InequalityTest {
  /** Mean incomes of tenths, the example on the help pages of R package ineq. */
  private static final double[] TENTHS = {
    541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261
  };

  private static double[] ones(int number) {
    double[] ones = new double[number];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** By hand, Σ(2i − 11)x = 307 688 over 10 · 66 586. */
  @Test
  void givesGiniOfTheTenths() {
    assertThat(Inequality.gini(TENTHS, ones(10))).isCloseTo(307688.0 / 665860, within(1e-12));
  }

  /** Half the mean difference of all pairs over the mean. */
  @Test
  void givesGiniByItsDefinition() {
    double sum = 0;
    for (double a : TENTHS) {
      for (double b : TENTHS) {
        sum += Math.abs(a - b);
      }
    }
    double mean = Arrays.stream(TENTHS).average().orElseThrow();

    assertThat(Inequality.gini(TENTHS, ones(10))).isCloseTo(sum / 200 / mean, within(1e-12));
  }

  /**
   * 1, 1, 2, 4 with mean 2: T = (½ ln ½ + ½ ln ½ + 0 + 2 ln 2)/4 = ln 2/4; L = (2 ln 2 + 0 − ln
   * 2)/4 = ln 2/4. Groups {1, 1} and {2, 4}: means 1 and 3, T between = ½ · ½ ln ½ + ½ · 3/2 ln
   * 3/2; T within = 3/4 times (⅔ ln ⅔ + 4/3 ln 4/3)/2.
   */
  @Test
  void dividesTheilByHand() {
    double[] values = {1, 1, 2, 4};
    Parts parts = Inequality.theilParts(values, ones(4), new int[] {7, 7, 9, 9});

    assertThat(parts.total()).isCloseTo(Math.log(2) / 4, within(1e-15));
    assertThat(Inequality.meanLogDeviation(values, ones(4)))
        .isCloseTo(Math.log(2) / 4, within(1e-15));
    assertThat(parts.between())
        .isCloseTo(0.25 * Math.log(0.5) + 0.75 * Math.log(1.5), within(1e-15));
    double upper = (2.0 / 3 * Math.log(2.0 / 3) + 4.0 / 3 * Math.log(4.0 / 3)) / 2;
    assertThat(parts.within()).isCloseTo(0.75 * upper, within(1e-15));
    assertThat(parts.groups().get(7)).isZero();
    assertThat(parts.groups().get(9)).isCloseTo(upper, within(1e-15));
  }

  @Test
  void countsAWeightAsThatMany() {
    double[] repeated = {1, 1, 1, 5, 9, 9};
    double[] values = {5, 9, 1};
    double[] weights = {1, 2, 3};

    assertThat(Inequality.gini(values, weights))
        .isCloseTo(Inequality.gini(repeated, ones(6)), within(1e-14));
    assertThat(Inequality.theil(values, weights))
        .isCloseTo(Inequality.theil(repeated, ones(6)), within(1e-14));
  }

  /** Three times 0.1 have a mean that rounds to more, and logarithms below 0. */
  @Test
  void isNothingWhereAllAreEqual() {
    double[] values = {0.1, 0.1, 0.1};
    double[] weights = {1, 1, 1};

    assertThat(Inequality.theil(values, weights)).isZero();
    assertThat(Inequality.meanLogDeviation(values, weights)).isNotNegative();
    Parts parts = Inequality.theilParts(values, weights, new int[] {1, 1, 2});
    assertThat(parts.between()).isNotNegative();
    assertThat(parts.shareBetween()).isNaN();
  }

  @Test
  void refusesAnAmountOfNothing() {
    assertThatThrownBy(() -> Inequality.theil(new double[] {1, 0}, new double[] {1, -1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot measure 'Theil's index': values must be finite and above 0 (1 of 2 are not);"
                + " weights must be finite and above 0 (1 of 2 are not)");
    assertThatThrownBy(() -> Inequality.gini(new double[] {0, 0}, new double[] {1, 1}))
        .hasMessage("Cannot measure 'Gini coefficient': a value must be above 0 (none is)");
  }

  @Property(tries = 200)
  void addsUpAndHasNoUnit(
      @ForAll @Size(min = 2, max = 30) List<@DoubleRange(min = 0.01, max = 1000) Double> drawn) {
    double[] values = drawn.stream().mapToDouble(Double::doubleValue).toArray();
    double[] weights = new double[values.length];
    int[] groups = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      weights[i] = 1 + i % 5;
      groups[i] = i % 3;
    }
    double[] doubled = Arrays.stream(values).map(value -> 2 * value).toArray();

    for (Parts parts :
        List.of(
            Inequality.theilParts(values, weights, groups),
            Inequality.meanLogDeviationParts(values, weights, groups))) {
      assertThat(parts.between() + parts.within()).isCloseTo(parts.total(), within(1e-10));
      assertThat(parts.between()).isGreaterThan(-1e-12);
      assertThat(parts.within()).isGreaterThan(-1e-12);
    }
    assertThat(Inequality.theil(doubled, weights))
        .isCloseTo(Inequality.theil(values, weights), within(1e-10));
    assertThat(Inequality.gini(doubled, weights))
        .isCloseTo(Inequality.gini(values, weights), within(1e-12))
        .isBetween(-1e-12, 1.0);
  }

  /**
   * Product per head of the 32 states of Mexico in 1940 and Hanson's regions: Theil, TheilD and
   * Gini of PySAL's inequality print 0.20894344, 0.0345889 between and 0.35372371173452849.
   */
  @Test
  void agreesWithPySalInTheStatesOfMexico() {
    double[] product = {
      10384, 22361, 9573, 3758, 2934, 8578, 8537, 6909, 17816, 12132, 4359, 2181, 4414, 5309, 3408,
      3327, 6936, 4836, 9073, 1892, 3569, 11016, 21965, 4372, 4840, 6399, 2459, 7508, 3605, 5203,
      7990, 3734
    };
    int[] regions = {
      2, 1, 2, 5, 5, 1, 1, 3, 4, 2, 3, 5, 3, 3, 4, 3, 3, 2, 1, 5, 3, 3, 5, 2, 2, 1, 5, 1, 3, 3, 5, 2
    };

    Parts parts = Inequality.theilParts(product, ones(32), regions);

    assertThat(parts.total()).isCloseTo(0.20894344, within(5.01e-9));
    assertThat(parts.between()).isCloseTo(0.0345889, within(5.01e-8));
    assertThat(Inequality.gini(product, ones(32))).isCloseTo(0.3537237117345285, within(1e-15));
  }
}
