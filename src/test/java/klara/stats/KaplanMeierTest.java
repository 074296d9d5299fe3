package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import klara.stats.KaplanMeier.Point;
import klara.stats.LifeTable.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KaplanMeierTest {
  /**
   * Ten persons of a public exercise (Regression_HW2, 2024), which prints the output of R's {@code
   * survfit(…, conf.type = "log-log")}, {@code quantile} and {@code print(rmean = "common")}.
   */
  private static final KaplanMeier TEN =
      KaplanMeier.of(
          LifeTable.ofPersons(
              new double[] {1.5, 3.5, 4.5, 4.5, 5.5, 6.5, 8.5, 8.5, 8.5, 11.5},
              new int[] {1, 0, 1, 0, 1, 0, 1, 0, 1, 1}));

  /**
   * Ten others, of public lecture notes on the 6-MP trial, which print the output of R's {@code
   * survfit} with its default, log limits, and {@code print(print.rmean = TRUE)}.
   */
  private static final KaplanMeier TEN_OTHERS =
      KaplanMeier.of(
          LifeTable.ofPersons(
              new double[] {2, 5, 8, 12, 15, 21, 25, 29, 30, 34},
              new int[] {1, 0, 1, 0, 1, 0, 1, 1, 0, 1}),
          Limits.LOG);

  /** Kleinbaum and Klein (2012), Survival Analysis, chapter 2, on the 6-MP data. */
  @ParameterizedTest
  @CsvSource({
    "6, 0.857, 0.0764",
    "7, 0.807, 0.0869",
    "10, 0.753, 0.0963",
    "13, 0.690, 0.1068",
    "16, 0.627, 0.1141",
    "22, 0.538, 0.1282",
    "23, 0.448, 0.1346"
  })
  void agreesWithTheLeukaemiaData(double time, double survival, double standardError) {
    Estimate found = KaplanMeier.of(Leukaemia.TREATED).at(time);

    assertThat(found.value()).isCloseTo(survival, within(5.01e-4));
    assertThat(found.standardError()).isCloseTo(standardError, within(5.01e-5));
  }

  /** R 4.5.2, survival 3.8, {@code survfit(Surv(time, status) ~ x, data = aml)}: log limits. */
  @ParameterizedTest
  @CsvSource({
    "9, 0.90909090909, 0.086678417204, 0.75413384508, 1",
    "13, 0.81818181818, 0.11629129983, 0.6192489874, 1",
    "18, 0.71590909091, 0.13966497056, 0.48842628742, 1",
    "23, 0.61363636364, 0.15263233103, 0.3768670595, 0.99915760023",
    "31, 0.49090909091, 0.16419326722, 0.2548599512, 0.9455849552",
    "34, 0.36818181818, 0.16266888583, 0.1548771179, 0.87526067814",
    "48, 0.18409090909, 0.15349274579, 0.035917898489, 0.94352576947"
  })
  void agreesWithRInTheMaintained(
      double time, double survival, double error, double lower, double upper) {
    Estimate found = KaplanMeier.of(Leukaemia.MAINTAINED, Limits.LOG).at(time);

    assertThat(found.value()).isCloseTo(survival, within(1e-10));
    assertThat(found.standardError()).isCloseTo(error, within(1e-10));
    assertThat(found.lower()).isCloseTo(lower, within(1e-9));
    assertThat(found.upper()).isCloseTo(upper, within(1e-9));
  }

  /** R's printed output for {@link #TEN}. */
  @ParameterizedTest
  @CsvSource({
    "1.5, 0.900, 0.0949, 0.4730, 0.985",
    "4.5, 0.787, 0.1340, 0.3809, 0.943",
    "5.5, 0.656, 0.1638, 0.2604, 0.876",
    "8.5, 0.328, 0.1834, 0.0509, 0.659"
  })
  void agreesWithRInLogLogLimits(
      double time, double survival, double error, double lower, double upper) {
    Estimate found = TEN.at(time);

    assertThat(found.value()).isCloseTo(survival, within(5.01e-4));
    assertThat(found.standardError()).isCloseTo(error, within(5.01e-5));
    assertThat(found.lower()).isCloseTo(lower, within(5.01e-5));
    assertThat(found.upper()).isCloseTo(upper, within(5.01e-4));
  }

  /** 0.6 of 10, so se = √0.024; 0.6 ± 1.959964 · 0.154919, and clipped: 0.1 of 10, se √0.009. */
  @Test
  void clipsPlainLimits() {
    Estimate middle = KaplanMeier.of(LifeTable.of(10, rows(4)), Limits.PLAIN).at(1);
    Estimate low = KaplanMeier.of(LifeTable.of(10, rows(9)), Limits.PLAIN).at(1);

    assertThat(middle.lower()).isCloseTo(0.296364, within(1e-6));
    assertThat(middle.upper()).isCloseTo(0.903636, within(1e-6));
    assertThat(low.lower()).isZero();
    assertThat(low.upper()).isCloseTo(0.285939, within(1e-6));
  }

  private static List<Row> rows(long events) {
    return List.of(Row.of(1, events, 10 - events));
  }

  /**
   * Persons that enter late, with the at-risk numbers, S and standard errors of R's {@code
   * survfit(coxph(Surv(entry, times, status) ~ 1), type = "kaplan-meier")} that the tests of
   * Python's statsmodels print (test_survfunc_entry_1).
   */
  @Test
  void agreesWithRWhereSomeEnterLate() {
    KaplanMeier curve =
        KaplanMeier.of(
            LifeTable.ofPersons(
                new double[] {0, 1, 1, 2, 2, 2, 3, 4, 4, 4, 4, 0},
                new double[] {1, 3, 3, 5, 5, 7, 7, 8, 8, 9, 10, 10},
                new int[] {1, 1, 0, 1, 1, 1, 0, 0, 1, 1, 0, 1}));

    List<Point> points = curve.points().stream().filter(point -> point.events() > 0).toList();
    assertThat(points).extracting(Point::time).containsExactly(1.0, 3.0, 5.0, 7.0, 8.0, 9.0, 10.0);
    assertThat(points).extracting(Point::atRisk).containsExactly(2L, 6L, 9L, 7L, 5L, 3L, 2L);
    assertThat(points.stream().mapToDouble(point -> point.survival().value()).toArray())
        .containsExactly(
            new double[] {0.5000, 0.4167, 0.3241, 0.2778, 0.2222, 0.1481, 0.0741}, within(5.01e-5));
    assertThat(points.stream().mapToDouble(point -> point.survival().standardError()).toArray())
        .containsExactly(
            new double[] {0.3536, 0.3043, 0.2436, 0.2132, 0.1776, 0.1330, 0.0846}, within(5.01e-5));
  }

  /** Medians as R prints them: 31 (18 to none), 23 (8 to none), 8.5 (1.5 to none). */
  @Test
  void agreesWithRInTheMedian() {
    Estimate maintained = KaplanMeier.of(Leukaemia.MAINTAINED, Limits.LOG).median();
    Estimate others = KaplanMeier.of(Leukaemia.NOT_MAINTAINED, Limits.LOG).median();

    assertThat(maintained).isEqualTo(new Estimate(31, Double.NaN, 18, Double.NaN));
    assertThat(others).isEqualTo(new Estimate(23, Double.NaN, 8, Double.NaN));
    assertThat(TEN.median()).isEqualTo(new Estimate(8.5, Double.NaN, 1.5, Double.NaN));
    assertThat(TEN_OTHERS.median()).isEqualTo(new Estimate(25, Double.NaN, 15, Double.NaN));
  }

  /** Of four, half remain from 2 on. */
  @Test
  void takesTheFirstTimeAtWhichHalfRemain() {
    KaplanMeier curve =
        KaplanMeier.of(LifeTable.of(4, List.of(Row.of(1, 1, 0), Row.of(2, 1, 0), Row.of(3, 1, 0))));

    assertThat(curve.median().value()).isEqualTo(2);
  }

  /** Means, R 4.5.2, survival 3.8: aml until 30 and 48. */
  @Test
  void agreesWithRInTheRestrictedMeanOfTheLeukaemiaData() {
    KaplanMeier maintained = KaplanMeier.of(Leukaemia.MAINTAINED);
    KaplanMeier others = KaplanMeier.of(Leukaemia.NOT_MAINTAINED);

    assertThat(maintained.restrictedMean(30).value()).isCloseTo(24.6022727273, within(1e-9));
    assertThat(maintained.restrictedMean(48).value()).isCloseTo(31.8431818182, within(1e-9));
    assertThat(others.restrictedMean(30).value()).isCloseTo(19.6944444444, within(1e-9));
    assertThat(others.restrictedMean(48).value()).isCloseTo(22.7083333333, within(1e-9));
  }

  /** R's printed output: 7.94 (1.12) until 11.5; 16.2 (1.99) until 20 and 23.1 (3.78) until 34. */
  @Test
  void agreesWithRInTheErrorOfTheRestrictedMean() {
    assertMean(TEN.restrictedMean(11.5), 7.94, 5.01e-3, 1.12);
    assertMean(TEN_OTHERS.restrictedMean(20), 16.2, 5.01e-2, 1.99);
    assertMean(TEN_OTHERS.restrictedMean(34), 23.1, 5.01e-2, 3.78);
  }

  private static void assertMean(Estimate mean, double value, double rounding, double error) {
    assertThat(mean.value()).isCloseTo(value, within(rounding));
    assertThat(mean.standardError()).isCloseTo(error, within(5.01e-3));
    assertThat(mean.lower())
        .isCloseTo(mean.value() - 1.959964 * mean.standardError(), within(1e-6));
  }

  @Test
  void knowsNothingAfterTheLastTimeUnlessNobodyIsLeft() {
    KaplanMeier left = KaplanMeier.of(Leukaemia.TREATED);

    assertThat(left.at(35).value()).isCloseTo(0.448, within(5.01e-4));
    assertThat(left.at(35.1).value()).isNaN();
    assertThat(left.restrictedMean(36).value()).isNaN();
    assertThat(TEN.at(99).value()).isZero();
    assertThat(TEN.restrictedMean(99).value())
        .isCloseTo(TEN.restrictedMean(11.5).value(), within(1e-12));
  }

  @Test
  void claimsNoCertaintyForNoneAndAll() {
    Estimate none = KaplanMeier.of(Leukaemia.TREATED).at(5);
    Estimate all = TEN.at(11.5);

    assertThat(none).isEqualTo(new Estimate(1, Double.NaN, Double.NaN, Double.NaN));
    assertThat(all).isEqualTo(new Estimate(0, Double.NaN, Double.NaN, Double.NaN));
    assertThat(KaplanMeier.of(Leukaemia.TREATED).restrictedMean(5).standardError()).isNaN();
    assertThat(KaplanMeier.of(LifeTable.of(3, List.of())).at(1).value()).isNaN();
  }

  @Test
  void demandsATimeForTheRestrictedMean() {
    assertThatThrownBy(() -> TEN.restrictedMean(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid tau: expected above 0 and finite, found 0.0");
  }

  /**
   * R's table of the maintained above: S is 0.716 at 18, its lower limit 0.619 at 13, and its upper
   * limit never 0.75 or less.
   */
  @Test
  void takesTheFirstTimeAtWhichAQuarterHaveHadTheEvent() {
    KaplanMeier curve = KaplanMeier.of(Leukaemia.MAINTAINED, Limits.LOG);

    assertThat(curve.quantile(0.25)).isEqualTo(new Estimate(18, Double.NaN, 13, Double.NaN));
    assertThat(curve.quantile(0.75).value()).isEqualTo(48);
    assertThatThrownBy(() -> curve.quantile(75))
        .hasMessage("Invalid share: expected 0 to 1, found 75.0");
  }

  /**
   * At 9, by hand with z = 1.644854 and R's error above: 0.909091 exp(−1.644854 · 0.0866784 /
   * 0.909091) = 0.777135. At 13: 0.818182 exp(−1.644854 · 0.1162913 / 0.818182) = 0.647614.
   */
  @Test
  void hasLimitsOfAnotherLevel() {
    KaplanMeier curve = KaplanMeier.of(Leukaemia.MAINTAINED, Limits.LOG, 0.9);

    assertThat(curve.at(9).lower()).isCloseTo(0.777135, within(2e-6));
    assertThat(curve.at(13).lower()).isCloseTo(0.647614, within(2e-6));
    assertThatThrownBy(() -> KaplanMeier.of(Leukaemia.MAINTAINED, Limits.LOG, 90))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("level must be between 0 and 1 (is 90.0)");
  }
}
