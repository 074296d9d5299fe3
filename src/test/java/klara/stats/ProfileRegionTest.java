package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

class ProfileRegionTest {
  private static final double MOST = 100;
  private static final double ACCURACY = 1e-9;

  /**
   * An ellipse's deviance: 0 at a pair, 1 at so far from it along each axis; even, as variances.
   */
  private static DoubleBinaryOperator ellipse(double outer, double inner, double a, double b) {
    return (x, y) -> Math.pow((x - outer) / a, 2) + Math.pow((y - inner) / b, 2);
  }

  private static ProfileRegion region(DoubleBinaryOperator deviance, double fall) {
    LowestDeviance lowest = LowestDeviance.of(deviance, MOST, ACCURACY);
    return ProfileRegion.ofBoth(deviance, lowest, fall, MOST, ACCURACY, 48);
  }

  private static Interval outerOf(ProfileRegion region) {
    return region.range((outer, inner) -> outer);
  }

  private static Interval innerOf(ProfileRegion region) {
    return region.range((outer, inner) -> inner);
  }

  private static void assertInterval(Interval found, double lower, double upper, double off) {
    assertThat(found.lower()).isCloseTo(lower, within(off));
    assertThat(found.upper()).isCloseTo(upper, within(off));
  }

  /**
   * With half axes √4 · 0.5 and √4 · 0.2: 2 ± 1 and 1 ± 0.4, and their sum 3 ± √(1 + 0.16) =
   * 1.07703; between rays by a parabola.
   */
  @Test
  void givesTheRangeOfAnyFunctionWithinAnEllipse() {
    ProfileRegion region = region(ellipse(2, 1, 0.5, 0.2), 4);

    assertInterval(outerOf(region), 1, 3, 1e-6);
    assertInterval(innerOf(region), 0.6, 1.4, 1e-6);
    assertInterval(region.range(Double::sum), 3 - 1.07703, 3 + 1.07703, 1e-3);
  }

  /**
   * The centre is (0.5, 1), half axes 1 and 0.4: cut off by the axis where (0.5/0.5)² = 1 is left
   * of 4, so from 1 − 0.2 √3 to 1 + 0.2 √3 there. Inner less outer is 0.5 − √1.16 at the least, and
   * at most where the axis leaves the region or before: 0.5 + √1.16 would be at outer = −0.43.
   */
  @Test
  void endsAtAnAxis() {
    ProfileRegion region = region(ellipse(0.5, 1, 0.5, 0.2), 4);

    assertThat(outerOf(region).lower()).isZero();
    assertInterval(outerOf(region), 0, 1.5, 1e-6);
    assertInterval(innerOf(region), 0.6, 1.4, 1e-6);
    assertInterval(
        region.range((outer, inner) -> inner - outer),
        0.5 - Math.sqrt(1.16),
        1 + 0.2 * Math.sqrt(3),
        1e-3);
  }

  /** The deviance rises in outer², so that none is best; with inner at 1 it is 4 at outer = 2. */
  @Test
  void findsNoDeviationWhereNoneIsBest() {
    DoubleBinaryOperator deviance = (x, y) -> x * x + Math.pow((y * y - 1) / 0.5, 2);

    LowestDeviance lowest = LowestDeviance.of(deviance, MOST, ACCURACY);
    ProfileRegion region = ProfileRegion.ofBoth(deviance, lowest, 4, MOST, ACCURACY, 48);

    assertThat(lowest.best().outer()).isZero();
    assertThat(lowest.best().inner()).isCloseTo(1, within(1e-6));
    assertThat(outerOf(region).lower()).isZero();
    assertThat(outerOf(region).upper()).isCloseTo(2, within(1e-3));
    assertInterval(innerOf(region), 0, Math.sqrt(2), 1e-3);
  }

  @Test
  void knowsARatioNotWhereBothMayBeNone() {
    DoubleBinaryOperator deviance = (x, y) -> Math.pow(x * x, 2) + Math.pow(y * y - 0.5, 2);

    ProfileRegion region = region(deviance, 1);

    assertInterval(region.range(NestedIntercepts::innerShareBetween), 0, 1, 0);
  }

  @Test
  void reachesTheMostThereCanBeWhereNothingRulesItOut() {
    ProfileRegion region = region((x, y) -> Math.pow(1 / (1 + x), 2) + y * y, 4);

    assertThat(outerOf(region).upper()).isEqualTo(MOST);
    assertThat(innerOf(region).lower()).isZero();
  }

  /** Just above the axis a share turns between two rays, and a parabola takes it below 0. */
  @Test
  void carriesNoShareBeyondWhatSharesCanBe() {
    ProfileRegion region = region(ellipse(0.23, 0.79, 0.8, 0.4), 3.841);

    assertThat(region.range(NestedIntercepts::innerShareBetween).lower()).isNegative();
    assertThat(region.rangeOfShare(NestedIntercepts::innerShareBetween))
        .isEqualTo(new Interval(0, 1));
  }
}
