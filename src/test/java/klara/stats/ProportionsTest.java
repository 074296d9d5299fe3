package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proportions of doubles, without columns. */
class ProportionsTest {
  /** Newcombe (1998), Statistics in Medicine 17:857, table I, method 3: the other two rows. */
  @ParameterizedTest
  @CsvSource({"81, 263, 0.2553, 0.3662", "0, 20, 0, 0.1611"})
  void agreesWithTheRestOfNewcombesTable(double events, double trials, double lower, double upper) {
    assertThat(Wilson.lower(events, trials)).isCloseTo(lower, within(5e-5));
    assertThat(Wilson.upper(events, trials)).isCloseTo(upper, within(5e-5));
  }

  /**
   * Trials of vaccination against tuberculosis (Colditz et al. 1994, data set dat.bcg of metafor):
   * cases and persons, vaccinated and not, with log risk ratio and its variance as Viechtbauer
   * prints them, Journal of Statistical Software 36(3), 2010.
   */
  @ParameterizedTest
  @CsvSource({
    "4, 123, 11, 139, -0.8893, 0.3256",
    "6, 306, 29, 303, -1.5854, 0.1946",
    "62, 13598, 248, 12867, -1.4416, 0.0200",
    "505, 88391, 499, 88391, 0.0120, 0.0040",
    "5, 2498, 3, 2341, 0.4459, 0.5325"
  })
  void agreesWithTheTrialsOfMetafor(
      double x1, double n1, double x0, double n0, double log, double variance) {
    double half = Math.log(RiskRatio.upper(x1, n1, x0, n0) / RiskRatio.of(x1, n1, x0, n0));

    assertThat(Math.log(RiskRatio.of(x1, n1, x0, n0))).isCloseTo(log, within(5e-5));
    assertThat(Math.pow(half / 1.959964, 2)).isCloseTo(variance, within(5e-5));
    assertThat(RiskRatio.lower(x1, n1, x0, n0) * RiskRatio.upper(x1, n1, x0, n0))
        .isCloseTo(Math.exp(2 * Math.log(RiskRatio.of(x1, n1, x0, n0))), within(1e-9));
  }

  /**
   * By hand: 10 of 50 with z = 2.575829, z² = 6.634897: (20 + 6.634897 ∓ 2.575829 √(6.634897 + 32))
   * / (2 · 56.634897) = (26.634897 ∓ 16.010576) / 113.269794.
   */
  @Test
  void hasWilsonsIntervalAtOtherLevels() {
    Interval wide = Wilson.interval(10, 50, 0.99);
    Interval usual = Wilson.interval(10, 50, 0.95);

    assertThat(wide.lower()).isCloseTo(0.0937966, within(1e-6));
    assertThat(wide.upper()).isCloseTo(0.3764947, within(1e-6));
    assertThat(usual.lower()).isCloseTo(Wilson.lower(10, 50), within(1e-12));
    assertThat(usual.upper()).isCloseTo(Wilson.upper(10, 50), within(1e-12));
    assertThatThrownBy(() -> Wilson.interval(10, 50, 1))
        .hasMessage("Cannot take 'quantile': level must be between 0 and 1 (is 1.0)");
  }

  /**
   * By hand, with z = 1.644854. Wilson's limits of 0.8 (56 of 70) are 0.71087 and 0.86680, of 0.6
   * (48 of 80) 0.50806 and 0.68539: from 0.2 − √(0.08913² + 0.08539²) to 0.2 + √(0.06680² +
   * 0.09194²). Of the ratio 4/3: log error √(1/56 − 1/70 + 1/48 − 1/80) = 0.109109, factor
   * e^(1.644854 · 0.109109) = 1.19658.
   */
  @Test
  void hasDifferencesAndRatiosAtOtherLevels() {
    Interval difference = Newcombe.interval(56, 70, 48, 80, 0.9);
    Interval ratio = RiskRatio.interval(56, 70, 48, 80, 0.9);

    assertThat(difference.lower()).isCloseTo(0.07656, within(2e-5));
    assertThat(difference.upper()).isCloseTo(0.31364, within(2e-5));
    assertThat(ratio.lower()).isCloseTo(1.11429, within(1e-5));
    assertThat(ratio.upper()).isCloseTo(1.59544, within(1e-5));
    assertThat(Newcombe.interval(56, 70, 48, 80, 0.95).lower())
        .isCloseTo(Newcombe.lower(56, 70, 48, 80), within(1e-12));
    assertThat(RiskRatio.interval(56, 70, 48, 80, 0.95).upper())
        .isCloseTo(RiskRatio.upper(56, 70, 48, 80), within(1e-12));
  }

  @Test
  void refusesCountsThatAreNone() {
    List<ThrowingCallable> calls =
        List.of(
            () -> Wilson.lower(21, 20),
            () -> Wilson.upper(21, 20),
            () -> Newcombe.difference(21, 20, 3, 10),
            () -> Newcombe.lower(3, 10, 21, 20),
            () -> Newcombe.upper(21, 20, 3, 10),
            () -> RiskRatio.of(21, 20, 3, 10),
            () -> RiskRatio.lower(3, 10, 21, 20),
            () -> RiskRatio.upper(21, 20, 3, 10));

    for (ThrowingCallable call : calls) {
      assertThatThrownBy(call)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid counts: expected 0 ≤ events ≤ trials, found 21.0 of 20.0");
    }
    assertThatThrownBy(() -> Wilson.lower(-0.5, 20))
        .hasMessage("Invalid counts: expected 0 ≤ events ≤ trials, found -0.5 of 20.0");
    assertThatThrownBy(() -> Wilson.interval(3, Double.POSITIVE_INFINITY, 0.95))
        .hasMessage("Invalid counts: expected 0 ≤ events ≤ trials, found 3.0 of Infinity");
  }

  @Test
  void knowsNothingOfWhatIsNotKnown() {
    assertThat(Wilson.lower(Double.NaN, 20)).isNaN();
    assertThat(Wilson.upper(3, Double.NaN)).isNaN();
    assertThat(Newcombe.difference(0, 0, 3, 10)).isNaN();
    assertThat(Newcombe.lower(Double.NaN, 20, 3, 10)).isNaN();
    assertThat(RiskRatio.of(3, 10, Double.NaN, 20)).isNaN();
    assertThat(Mean.of(0, 5)).isNaN();
    assertThat(MeanDifference.ratio(-1, 1, 2, 1).lower()).isNaN();
    assertThat(MeanDifference.ratio(1, 1, 0, 1).upper()).isNaN();
    assertThatThrownBy(() -> MeanDifference.difference(1, -1, 0, 1))
        .hasMessage(
            "Cannot compare 'means': standard errors must not be below 0 (are -1.0 and 1.0)");
  }

  /** Means of 5 and 6 of ten and five, and a third group of nobody, of whom nothing is known. */
  @Test
  void passesOverTheMeanOfNobodyInTheSlopeIndex() {
    double none = Double.NaN;

    SlopeIndex three =
        SlopeIndex.ofMeans(List.of(10., 5., 0.), List.of(5., 6., none), List.of(1., 1., none));

    assertThat(three)
        .isEqualTo(SlopeIndex.ofMeans(List.of(10., 5.), List.of(5., 6.), List.of(1., 1.)));
    assertThat(three.slope()).isCloseTo(2, within(1e-12));
  }

  @Test
  void refusesASlopeOfCountsThatAreNone() {
    assertThatThrownBy(() -> SlopeIndex.of(List.of(10., 5.), List.of(5., 10.)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot measure 'slope index': events must not exceed trials (1 of 2 do)");
    assertThatThrownBy(
            () ->
                SlopeIndex.ofMeans(
                    List.of(10., 5.), List.of(5., Double.NaN), List.of(1., Double.NaN)))
        .hasMessage(
            "Cannot measure 'slope index': means must be finite (1 of 2 are not); standard errors"
                + " must be finite and not below 0 (1 of 2 are not)");
  }
}
