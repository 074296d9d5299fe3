package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import klara.stats.LifeTable.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AalenJohansenTest {
  /**
   * Eighteen persons and three causes, for which the tests of Python's statsmodels (test_incidence)
   * print R's {@code cuminc} estimates and the standard errors of Stata's {@code stcompet}, the
   * delta method (Coviello and Boggess 2004, The Stata Journal 4:103).
   */
  private static final AalenJohansen EIGHTEEN =
      AalenJohansen.of(
          LifeTable.ofPersons(
              new double[] {1, 1, 2, 4, 4, 4, 6, 6, 7, 8, 9, 9, 9, 1, 2, 2, 4, 4},
              new int[] {1, 1, 1, 2, 2, 2, 3, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0}));

  /**
   * Months to relapse (1) or death from the transplant (2), the data set bmt of Scrucca, Santucci
   * and Aversa's guides to competing risks in R, Bone Marrow Transplantation (2007) 40:381 and
   * (2010) 45:1388; https://luca-scr.github.io/R/bmt.csv.
   */
  private static final AalenJohansen TRANSPLANTS =
      AalenJohansen.of(
          LifeTable.ofPersons(
              new double[] {
                13, 1, 72, 7, 8, 67, 9, 5, 70, 4, 7, 68, 1, 10, 7, 3, 4, 4, 3, 3, 22, 8, 2, 0, 0,
                35, 35, 4, 14, 26, 3, 2, 8, 32, 12
              },
              new int[] {
                2, 1, 0, 2, 2, 0, 2, 2, 0, 0, 0, 0, 2, 2, 2, 1, 1, 1, 1, 1, 2, 1, 2, 2, 1, 0, 0, 2,
                2, 2, 2, 0, 0, 0, 1
              }));

  @ParameterizedTest
  @CsvSource({
    "0, 1, 0.11111111, 0.07407407",
    "0, 2, 0.17037037, 0.08976251",
    "0, 9, 0.17037037, 0.08976251",
    "1, 4, 0.20740741, 0.10610391",
    "1, 8, 0.20740741, 0.10610391",
    "2, 6, 0.17777778, 0.11196147",
    "2, 7, 0.26666667, 0.12787781",
    "2, 9, 0.26666667, 0.12787781"
  })
  void agreesWithStata(int cause, double time, double incidence, double standardError) {
    Estimate found = EIGHTEEN.incidenceAt(cause, time);

    assertThat(found.value()).isCloseTo(incidence, within(5.01e-9));
    assertThat(found.standardError()).isCloseTo(standardError, within(5.01e-9));
  }

  /** The estimates of the transplant data in the tests of Python's scikit-survival. */
  @ParameterizedTest
  @CsvSource({
    "0, 0.02857143, 0.02857143",
    "1, 0.05714286, 0.05714286",
    "2, 0.05714286, 0.08571429",
    "3, 0.14581281, 0.11527094",
    "4, 0.20492611, 0.14482759",
    "5, 0.20492611, 0.1757917",
    "7, 0.20492611, 0.23771992",
    "8, 0.23771164, 0.27050544",
    "9, 0.23771164, 0.30563279",
    "10, 0.23771164, 0.34076015",
    "12, 0.27283899, 0.34076015",
    "13, 0.27283899, 0.3758875",
    "14, 0.27283899, 0.41101485",
    "22, 0.27283899, 0.4461422",
    "26, 0.27283899, 0.48126955",
    "72, 0.27283899, 0.48126955"
  })
  void agreesWithTheTransplants(double time, double relapse, double death) {
    assertThat(TRANSPLANTS.incidenceAt(0, time).value()).isCloseTo(relapse, within(5.01e-9));
    assertThat(TRANSPLANTS.incidenceAt(1, time).value()).isCloseTo(death, within(5.01e-9));
  }

  /**
   * Log-log limits of cumulative incidences that R's tidycmprsk prints for relapse in low-risk
   * leukaemia of Klein and Moeschberger's transplants (CAMIS, "Estimating Cumulative Incidence
   * Functions Using R"); its standard errors are Aalen's, so only the limits are compared.
   */
  @ParameterizedTest
  @CsvSource({
    "0.0741, 0.0360, 0.0234, 0.1646",
    "0.1296, 0.0463, 0.0563, 0.2344",
    "0.1481, 0.0489, 0.0685, 0.2565",
    "0.1667, 0.0514, 0.0813, 0.2783"
  })
  void agreesWithTidycmprskInLogLogLimits(
      double incidence, double error, double lower, double upper) {
    assertThat(Limits.LOG_LOG.lower(incidence, error, Normal.Z)).isCloseTo(lower, within(1.5e-4));
    assertThat(Limits.LOG_LOG.upper(incidence, error, Normal.Z)).isCloseTo(upper, within(1.5e-4));
  }

  /** Without censoring F is a share, 3 and 4 of 10, its error √(F(1 − F)/10). */
  @Test
  void isAShareWithItsErrorWhereNobodyIsCensored() {
    AalenJohansen curves =
        AalenJohansen.of(
            LifeTable.of(
                10,
                List.of(
                    new Row(1, List.of(1L, 2L), 0, 0),
                    new Row(2, List.of(2L, 0L), 0, 0),
                    new Row(5, List.of(0L, 2L), 0, 0))),
            Limits.PLAIN);

    assertThat(curves.incidenceAt(0, 5).value()).isCloseTo(0.3, within(1e-12));
    assertThat(curves.incidenceAt(0, 5).standardError()).isCloseTo(Math.sqrt(0.021), within(1e-12));
    assertThat(curves.incidenceAt(1, 5).value()).isCloseTo(0.4, within(1e-12));
    assertThat(curves.incidenceAt(1, 5).standardError()).isCloseTo(Math.sqrt(0.024), within(1e-12));
    assertThat(curves.incidenceAt(1, 5).upper())
        .isCloseTo(0.4 + 1.959964 * Math.sqrt(0.024), within(1e-6));
  }

  /**
   * Until 5 cause 1 takes 4, 3 and 3 from three of ten: mean 1, mean square 3.4. Cause 2 takes 4,
   * 4, 0 and 0: 0.8 and 3.2.
   */
  @Test
  void takesAMeanTimeWithItsErrorWhereNobodyIsCensored() {
    AalenJohansen curves =
        AalenJohansen.of(
            LifeTable.of(
                10,
                List.of(
                    new Row(1, List.of(1L, 2L), 0, 0),
                    new Row(2, List.of(2L, 0L), 0, 0),
                    new Row(5, List.of(0L, 2L), 0, 0))));

    assertThat(curves.timeLost(0, 5).value()).isCloseTo(1, within(1e-12));
    assertThat(curves.timeLost(0, 5).standardError()).isCloseTo(Math.sqrt(0.24), within(1e-12));
    assertThat(curves.timeLost(1, 5).value()).isCloseTo(0.8, within(1e-12));
    assertThat(curves.timeLost(1, 5).standardError()).isCloseTo(Math.sqrt(0.256), within(1e-12));
    assertThat(curves.timeLost(1, 5).upper())
        .isCloseTo(0.8 + 1.959964 * Math.sqrt(0.256), within(1e-6));
    assertThat(curves.timeLost(0, 0.5).value()).isZero();
    assertThat(curves.timeLost(0, 6)).isEqualTo(Estimate.UNKNOWN);
    assertThatThrownBy(() -> curves.timeLost(0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid tau: expected above 0 and finite, found 0.0");
  }

  /** By numpy: the infinitesimal jackknife, each person's weight moved by a hundred-thousandth. */
  @ParameterizedTest
  @CsvSource({
    "0, 24.0, 5.333288783, 1.540404436",
    "0, 60.0, 15.155492345, 4.327427747",
    "1, 24.0, 7.175539773, 1.560044959",
    "1, 60.0, 24.430988947, 4.613110682"
  })
  void agreesWithTheJackknifeInTheTimeThatACauseTakes(
      int cause, double tau, double lost, double error) {
    Estimate found = TRANSPLANTS.timeLost(cause, tau);

    assertThat(found.value()).isCloseTo(lost, within(1e-9));
    assertThat(found.standardError()).isCloseTo(error, within(1e-8));
  }

  @Test
  void takesWhatTheRestrictedMeanLeavesWhereThereIsOneCause() {
    Estimate left = KaplanMeier.of(Leukaemia.TREATED).restrictedMean(23);
    Estimate lost = AalenJohansen.of(Leukaemia.TREATED).timeLost(0, 23);

    assertThat(lost.value()).isCloseTo(23 - left.value(), within(1e-12));
    assertThat(lost.standardError()).isCloseTo(left.standardError(), within(1e-12));
  }

  /** z is 1.644854; upper limits of what is lost are lower ones of what is left. */
  @Test
  void hasLimitsOfAnotherLevelOfTimesToo() {
    Estimate left = KaplanMeier.of(Leukaemia.TREATED).restrictedMean(23, 0.9);
    Estimate lost = AalenJohansen.of(Leukaemia.TREATED).timeLost(0, 23, 0.9);

    assertThat(left.lower())
        .isCloseTo(left.value() - 1.644854 * left.standardError(), within(1e-5));
    assertThat(lost.upper()).isCloseTo(23 - left.lower(), within(1e-12));
    assertThatThrownBy(() -> AalenJohansen.of(Leukaemia.TREATED).timeLost(0, 23, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("level must be between 0 and 1 (is 0.0)");
  }

  /** One minus the published values of the 6-MP data, with the same errors. */
  @ParameterizedTest
  @CsvSource({"6, 0.857, 0.0764", "13, 0.690, 0.1068", "23, 0.448, 0.1346"})
  void isOneMinusKaplanMeierWhereThereIsOneCause(double time, double survival, double error) {
    Estimate found = AalenJohansen.of(Leukaemia.TREATED).incidenceAt(0, time);

    assertThat(found.value()).isCloseTo(1 - survival, within(5.01e-4));
    assertThat(found.standardError()).isCloseTo(error, within(5.01e-5));
  }

  /** All have it in the end, at times of their own: rounding is neither above 1 nor an error. */
  @Test
  void endsAtOneWhereAllHaveIt() {
    for (int people : new int[] {1000, 100_000}) {
      List<Row> rows = new ArrayList<>();
      for (int i = 1; i <= people; i++) {
        rows.add(Row.of(i, 1, 0));
      }
      Estimate all = AalenJohansen.of(LifeTable.of(people, rows)).incidenceAt(0, people);

      assertThat(all).isEqualTo(new Estimate(1, Double.NaN, Double.NaN, Double.NaN));
    }
  }

  @Test
  void claimsNoCertaintyWhereNothingHasHappened() {
    assertThat(EIGHTEEN.incidenceAt(1, 2))
        .isEqualTo(new Estimate(0, Double.NaN, Double.NaN, Double.NaN));
    assertThat(EIGHTEEN.incidenceAt(1, 0.5).value()).isZero();
    assertThat(EIGHTEEN.incidenceAt(1, 9.5).value()).isNaN();
    assertThat(AalenJohansen.of(LifeTable.of(3, List.of())).incidenceAt(0, 1).value()).isNaN();
  }

  /** Of Stata's error above: 0.20740741 ∓ 1.644854 · 0.10610391. */
  @Test
  void hasLimitsOfAnotherLevel() {
    LifeTable table =
        LifeTable.ofPersons(
            new double[] {1, 1, 2, 4, 4, 4, 6, 6, 7, 8, 9, 9, 9, 1, 2, 2, 4, 4},
            new int[] {1, 1, 1, 2, 2, 2, 3, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0});

    Estimate found = AalenJohansen.of(table, Limits.PLAIN, 0.9).incidenceAt(1, 8);

    assertThat(found.lower()).isCloseTo(0.032882, within(1e-6));
    assertThat(found.upper()).isCloseTo(0.381933, within(1e-6));
  }
}
