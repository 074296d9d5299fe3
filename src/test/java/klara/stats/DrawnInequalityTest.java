package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import klara.stats.NestedInequality.Group;
import klara.stats.NestedIntercepts.Level;
import org.junit.jupiter.api.Test;

class DrawnInequalityTest {
  private static final double LN_2 = Math.log(2);
  private static final double LN_3 = Math.log(3);

  /**
   * Two outer groups of two, with means 1, 3, 4 and 4; 2 and 4; and 3 of all eight. Surpluses are
   * −2 and 2, and 0 and 0; of every inner group n = 2 and k = ½, so squares count twice; the
   * variance of a surplus is (4 + 4)/(8 · ½ (⅔ + 4/3)) = 1 for a square of people and the mean of
   * all.
   */
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

  private static double square(double x) {
    return x * x;
  }

  /**
   * With T = ⅓ ln ⅔ + ⅔ ln 4/3: 2 (2² + 2²) ((ln ⅔ − T)/24)², less half of (8 · ⅔/(24 · 8))² and of
   * (8 · 4/3/(24 · 16))².
   */
  @Test
  void givesTheErrorOfTheilBetweenOuterGroupsByHand() {
    double part = Math.log(2.0 / 3) / 3 + Math.log(4.0 / 3) * 2 / 3;
    double variance = 16 * square((Math.log(2.0 / 3) - part) / 24) - square(1.0 / 36);

    Estimate outer = DrawnInequality.theil(EIGHT).at(Level.OUTER);

    assertThat(outer.value()).isCloseTo(part, within(1e-14));
    assertThat(outer.standardError()).isCloseTo(Math.sqrt(variance), within(1e-14));
  }

  /**
   * Terms 2 ln ½ + 2, 6 ln 3/2 − 2, 0 and 0; of each a fourth is expected; less T times −2, 2, 0
   * and 0.
   */
  @Test
  void givesTheErrorOfTheilBetweenInnerGroupsByHand() {
    double first = 2 - 2 * LN_2;
    double second = 6 * Math.log(1.5) - 2;
    double part = (first + second) / 24;
    double expected = (first + second) / 4;
    double squares =
        square(first - expected + 2 * part)
            + square(second - expected - 2 * part)
            + 2 * square(expected);

    Estimate inner = DrawnInequality.theil(EIGHT).at(Level.INNER);

    assertThat(inner.value()).isCloseTo(part, within(1e-14));
    double error = Math.sqrt(2 * squares) / 24;
    assertThat(inner.standardError()).isCloseTo(error, within(1e-14));
    double factor = Math.exp(1.959963984540054 * error / part);
    assertThat(inner.lower()).isCloseTo(part / factor, within(1e-14));
    assertThat(inner.upper()).isCloseTo(part * factor, within(1e-12));
  }

  /** Only {2, 4} is unequal, 10 ln 2 − 6 ln 3; half is expected of either of its outer group. */
  @Test
  void givesTheErrorOfTheilWithinInnerGroupsByHand() {
    double term = 10 * LN_2 - 6 * LN_3;
    double moved = term / 2 - 2 * term / 24;

    Estimate unit = DrawnInequality.theil(EIGHT).at(Level.UNIT);

    assertThat(unit.value()).isCloseTo(term / 24, within(1e-14));
    assertThat(unit.standardError()).isCloseTo(Math.sqrt(4) * moved / 24, within(1e-14));
  }

  /**
   * Outer: slope (⅓ − ½)/8 on −2 and 2, less half of (8 · ⅔ · 4/(8 · 64))² = 1/576 and of (8 · 4/3
   * · 4/(8 · 256))² = 1/2304. Inner: terms 2 ln 2 − 1, 2 ln ⅔ + 1, 0 and 0, a fourth expected of
   * each. Unit: 2 ln 3 − ln 2 − ln 4 of {2, 4}, half expected of either.
   */
  @Test
  void givesTheErrorsOfTheMeanLogDeviationByHand() {
    double first = 2 * LN_2 - 1;
    double second = 2 * Math.log(2.0 / 3) + 1;
    double expected = (first + second) / 4;
    double squares = square(first - expected) + square(second - expected) + 2 * square(expected);

    DrawnInequality deviation = DrawnInequality.meanLogDeviation(EIGHT);

    assertThat(deviation.at(Level.OUTER).standardError())
        .isCloseTo(Math.sqrt(16.0 / 2304 - (1.0 / 576 + 1.0 / 2304) / 2), within(1e-14));
    assertThat(deviation.at(Level.INNER).standardError())
        .isCloseTo(Math.sqrt(2 * squares) / 8, within(1e-14));
    assertThat(deviation.at(Level.UNIT).standardError())
        .isCloseTo((2 * LN_3 - 3 * LN_2) / 8, within(1e-14));
  }

  /**
   * {3, 3} alone, with the mean of all: to 16 ((ln ⅔ − T)/30)² comes 2² (T/30)² for it, and half of
   * (4/(30 · 6))², as of (8 · ⅔/(30 · 8))² and (8 · 4/3/(30 · 16))², goes.
   */
  @Test
  void givesAnInnerGroupThatIsAloneTheChanceOfTheOthers() {
    List<Group> ten = new ArrayList<>(EIGHT);
    ten.add(values(3, 3, 3));
    double part = (8 * Math.log(2.0 / 3) + 16 * Math.log(4.0 / 3)) / 30;
    double variance =
        16 * square((Math.log(2.0 / 3) - part) / 30)
            + 4 * square(part / 30)
            - 3.0 / 2 * square(1.0 / 45);

    assertThat(DrawnInequality.theil(ten).at(Level.OUTER).standardError())
        .isCloseTo(Math.sqrt(variance), within(1e-14));
  }

  /**
   * Of half of 40, by outer group 20 and 80 %: each share moves by its part less the share of the
   * whole, over ln 2. Errors by Python 3 from the terms written out for the four groups.
   */
  @Test
  void givesSharesOfAnOutcomeOfZeroOrOne() {
    DrawnInequality theil =
        DrawnInequality.theil(
            List.of(share(1, 10, 4), share(1, 10, 0), share(2, 10, 8), share(2, 10, 8)));

    Estimate inner = theil.share(Level.INNER);

    double odds = 0.2 / 0.8;
    double factor = Math.exp(1.959963984540054 * inner.standardError() / 0.16);
    assertThat(inner.value()).isCloseTo(0.2, within(1e-14));
    assertThat(inner.lower() / (1 - inner.lower())).isCloseTo(odds / factor, within(1e-12));
    assertThat(inner.upper() / (1 - inner.upper())).isCloseTo(odds * factor, within(1e-9));
    assertThat(inner.standardError()).isCloseTo(0.1329806459807, within(1e-9));
    assertThat(theil.share(Level.OUTER).standardError())
        .isCloseTo(0.23937063626733127, within(1e-9));
    assertThat(theil.share(Level.UNIT).standardError()).isCloseTo(0.3178226899672464, within(1e-9));
  }

  @Test
  void dependsNeitherOnTheUnitNorOnTheOrder() {
    List<Group> tenths =
        new ArrayList<>(
            List.of(values(1, 10, 10), values(1, 20, 40), values(2, 40, 40), values(2, 40, 40)));
    Collections.reverse(tenths);

    for (Level level : Level.values()) {
      assertThat(DrawnInequality.theil(tenths).at(level).standardError())
          .isCloseTo(DrawnInequality.theil(EIGHT).at(level).standardError(), within(1e-13));
      assertThat(DrawnInequality.meanLogDeviation(tenths).share(level).standardError())
          .isCloseTo(
              DrawnInequality.meanLogDeviation(EIGHT).share(level).standardError(), within(1e-13));
    }
  }

  /**
   * An outer group where nobody has anything: not certain to stay so, and no infinite logarithm.
   */
  @Test
  void hasLimitsWhereAnOuterGroupHasNothing() {
    DrawnInequality theil =
        DrawnInequality.theil(
            List.of(share(1, 50, 9), share(1, 50, 4), share(2, 40, 3), share(3, 20, 0)));

    Estimate outer = theil.at(Level.OUTER);

    assertThat(outer.lower()).isPositive().isLessThan(outer.value());
    assertThat(outer.upper()).isFinite().isGreaterThan(outer.value());
  }

  @Test
  void hasNoLimitsWhereNothingDiffers() {
    DrawnInequality theil =
        DrawnInequality.theil(
            List.of(share(1, 10, 2), share(1, 10, 2), share(2, 10, 2), share(2, 10, 2)));

    for (Level level : Level.values()) {
      assertThat(theil.at(level).lower()).isNaN();
      assertThat(theil.share(level).upper()).isNaN();
    }
    assertThat(theil.at(Level.UNIT).value()).isCloseTo(Math.log(5), within(1e-14));
  }

  /** 11 and 10 of 100: with schools of 9 and 2 nothing is known of the logarithm of so little. */
  @Test
  void hasNoLimitsOfWhatIsSmallerThanItsError() {
    DrawnInequality theil =
        DrawnInequality.theil(
            List.of(share(1, 50, 9), share(1, 50, 2), share(2, 50, 5), share(2, 50, 5)));

    assertThat(theil.at(Level.OUTER).value()).isBetween(1e-4, 2e-3);
    assertThat(theil.at(Level.OUTER).upper()).isNaN();
    assertThat(theil.share(Level.OUTER).upper()).isNaN();
    assertThat(theil.at(Level.UNIT).upper()).isFinite();
  }

  @Test
  void refusesWhereNoOuterGroupHasTwo() {
    assertThatThrownBy(() -> DrawnInequality.theil(List.of(share(1, 10, 2), share(2, 10, 3))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot draw 'inner groups': an outer group must have two (none of 2 has)");
    assertThatThrownBy(() -> DrawnInequality.meanLogDeviation(List.of(values(1, 0, 2))))
        .hasMessage("Cannot measure 'mean log deviation': logs must be finite (1 of 1 are not)");
  }
}
