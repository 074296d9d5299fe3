package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import klara.stats.NestedInequality.Group;
import klara.stats.NestedIntercepts.Level;
import org.junit.jupiter.api.Test;

class NestedInequalityTest {
  private static final double LN_2 = Math.log(2);
  private static final double LN_3 = Math.log(3);

  /** Two outer groups of two, with means 1, 3, 4 and 4; 2 and 4; and 3 of all eight. */
  private static final List<Group> EIGHT =
      List.of(values(1, 1, 1), values(1, 2, 4), values(2, 4, 4), values(2, 4, 4));

  private static Group values(int outer, double... values) {
    return new Group(
        outer,
        values.length,
        Arrays.stream(values).sum(),
        Arrays.stream(values).map(y -> y > 0 ? y * Math.log(y) : 0).sum(),
        Arrays.stream(values).map(Math::log).sum());
  }

  private static Group share(int outer, double people, double events) {
    return new Group(outer, people, events, 0, Double.NEGATIVE_INFINITY);
  }

  /**
   * Of 24 in all 8 and 16: ⅓ ln ⅔ + ⅔ ln 4/3; of the first 2 and 6: 2/24 ln ½ + 6/24 ln 3/2; within
   * {2, 4} (2 ln 2 + 4 ln 4 − 6 ln 3)/24. Of all (2 ln 2 + 20 ln 4)/24 − ln 3.
   */
  @Test
  void dividesTheilByHand() {
    NestedInequality theil = NestedInequality.theil(EIGHT);

    assertThat(theil.outer())
        .isCloseTo(Math.log(2.0 / 3) / 3 + Math.log(4.0 / 3) * 2 / 3, within(1e-14));
    assertThat(theil.inner()).isCloseTo(-LN_2 / 12 + Math.log(1.5) / 4, within(1e-14));
    assertThat(theil.unit()).isCloseTo((10 * LN_2 - 6 * LN_3) / 24, within(1e-14));
    assertThat(theil.total()).isCloseTo(42 * LN_2 / 24 - LN_3, within(1e-14));
    assertThat(theil.share(Level.OUTER)).isCloseTo(0.0566330 / 0.1143953, within(1e-6));
  }

  /**
   * ½ ln 3/2 + ½ ln 3/4; ¼ ln 2/1 + ¼ ln 2/3; within {2, 4} (2 ln 3 − ln 2 − ln 4)/8. Of all ln 3 −
   * (ln 2 + 5 ln 4)/8.
   */
  @Test
  void dividesTheMeanLogDeviationByHand() {
    NestedInequality deviation = NestedInequality.meanLogDeviation(EIGHT);

    assertThat(deviation.outer()).isCloseTo(Math.log(9.0 / 8) / 2, within(1e-14));
    assertThat(deviation.inner()).isCloseTo(Math.log(4.0 / 3) / 4, within(1e-14));
    assertThat(deviation.unit()).isCloseTo((2 * LN_3 - 3 * LN_2) / 8, within(1e-14));
    assertThat(deviation.total()).isCloseTo(LN_3 - 11 * LN_2 / 8, within(1e-14));
  }

  @Test
  void agreesWithTheIndexOfTheValuesThemselves() {
    double[] values = {1, 1, 2, 4, 4, 4, 4, 4};
    double[] ones = {1, 1, 1, 1, 1, 1, 1, 1};
    int[] outers = {1, 1, 1, 1, 2, 2, 2, 2};

    assertThat(NestedInequality.theil(EIGHT).outer())
        .isCloseTo(Inequality.theilParts(values, ones, outers).between(), within(1e-14));
    assertThat(NestedInequality.meanLogDeviation(EIGHT).outer())
        .isCloseTo(Inequality.meanLogDeviationParts(values, ones, outers).between(), within(1e-14));
    assertThat(NestedInequality.theil(EIGHT).total())
        .isCloseTo(Inequality.theil(values, ones), within(1e-14));
  }

  /** Half of 40 have it: ln 2. By outer group 20 and 80 %; in the first 40 and 0 %. */
  @Test
  void dividesTheilOfAShare() {
    NestedInequality theil =
        NestedInequality.theil(
            List.of(share(1, 10, 4), share(1, 10, 0), share(2, 10, 8), share(2, 10, 8)));

    assertThat(theil.outer()).isCloseTo(0.2 * Math.log(0.4) + 0.8 * Math.log(1.6), within(1e-14));
    assertThat(theil.inner()).isCloseTo(0.2 * LN_2, within(1e-14));
    assertThat(theil.unit()).isCloseTo(0.2 * Math.log(2.5) + 0.8 * Math.log(1.25), within(1e-14));
    assertThat(theil.total()).isCloseTo(LN_2, within(1e-14));
  }

  @Test
  void doesNotDependOnTheUnit() {
    List<Group> tenths =
        List.of(values(1, 10, 10), values(1, 20, 40), values(2, 40, 40), values(2, 40, 40));

    assertThat(NestedInequality.theil(tenths).unit())
        .isCloseTo(NestedInequality.theil(EIGHT).unit(), within(1e-14));
    assertThat(NestedInequality.meanLogDeviation(tenths).unit())
        .isCloseTo(NestedInequality.meanLogDeviation(EIGHT).unit(), within(1e-14));
  }

  /** Nothing is unequal, and no share is of nothing. */
  @Test
  void isZeroWhereAllAreEqual() {
    NestedInequality theil = NestedInequality.theil(List.of(values(1, 7, 7), values(2, 7)));

    assertThat(theil.total()).isCloseTo(0, within(1e-15));
    assertThat(NestedInequality.theil(List.of(share(1, 5, 5))).share(Level.UNIT)).isNaN();
  }

  @Test
  void refusesAnAmountOfNothing() {
    assertThatThrownBy(() -> NestedInequality.theil(List.of(share(1, 10, 0), share(1, 0, 0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot measure 'Theil's index': people must be finite and above 0 (1 of 2 are not);"
                + " an amount must be above 0 (none is)");
    assertThatThrownBy(() -> NestedInequality.meanLogDeviation(List.of(values(1, 0, 2))))
        .hasMessage("Cannot measure 'mean log deviation': logs must be finite (1 of 1 are not)");
    // ten with 100 together have Σ y ln y of 230.3 or more, and Σ ln y of 23.03 or less
    assertThatThrownBy(
            () -> NestedInequality.theil(List.of(new Group(0, 10, 100, 230, Double.NaN))))
        .hasMessage(
            "Cannot measure 'Theil's index': amount logs must be at least those of equal values (1"
                + " are not)");
    assertThatThrownBy(
            () -> NestedInequality.meanLogDeviation(List.of(new Group(0, 10, 100, 300, 23.1))))
        .hasMessage(
            "Cannot measure 'mean log deviation': logs must be at most those of equal values (some"
                + " are not)");
  }
}
