package klara.disparity;

import static org.assertj.core.api.Assertions.assertThat;

import klara.region.Areas;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class AreaFiguresTest extends DisparityTest {
  private static final String ELIGIBLE = "eligible_vocational";

  private static String school(String code, int cohort) {
    return "school | %s | Skola | school | %d | %s | all | all | 60 | 45 | 0.75 | published%n"
        .formatted(code, cohort, ELIGIBLE);
  }

  /**
   * Three cohorts of 100, 200 and 100 with 200, 220 and 230: 87 000/400 = 217.5; errors of 4, 3 and
   * 8: √(400² + 600² + 800²)/400.
   */
  @Test
  void hasMeansWithTheirErrorsAloneAndPooled() {
    AreaFigures figures =
        figuresOfPoints(
            points("1281", 2021, 100, 200, 4)
                + points("1281", 2022, 200, 220, 3)
                + points("1281", 2023, 100, 230, 8));

    assertThat(figures.all())
        .extracting(
            AreaFigure::cohorts, AreaFigure::people, AreaFigure::share, AreaFiguresTest::error)
        .containsExactly(
            Tuple.tuple(1, 100.0, 200.0, 4.0),
            Tuple.tuple(1, 200.0, 220.0, 3.0),
            Tuple.tuple(1, 100.0, 230.0, 8.0),
            Tuple.tuple(3, 400.0, 217.5, Math.rint(Math.sqrt(1_160_000) / 400 * 1e6) / 1e6));
  }

  @Test
  void poolsNoMeansOfWhichOneIsWithheld() {
    AreaFigures figures =
        figuresOfPoints(
            points("1281", 2021, 100, 200, 4)
                + withheldPoints("1281", 2022)
                + points("1281", 2023, 100, 230, 8));

    assertThat(figures.all())
        .filteredOn(one -> one.cohorts() == 3)
        .singleElement()
        .matches(one -> !one.isTold() && one.rate() == null && one.error() == null)
        .matches(one -> one.status().equals("suppressed"));
  }

  /** Published to a decimal, of counted students, and without any word of how they spread. */
  @Test
  void hasOfficialMeansInPointsWithoutAnError() {
    AreaFigures figures =
        figures(
            "",
            share("1281", "2024/25", "meritvarde_17", "231.4")
                + share("1281", "2024/25", "elever_ak9", "250"));

    assertThat(figures.all())
        .singleElement()
        .matches(one -> one.series().outcome().equals("merit_value_17"))
        .matches(one -> one.share() == 231.4 && one.people() == 250)
        .matches(one -> one.hasStudents() && !one.hasError());
  }

  private static double error(AreaFigure one) {
    return Math.rint(one.standardError() * 1e6) / 1e6;
  }

  @Test
  void leavesSchoolsOutOfWhatIsComparedBetweenAreas() {
    AreaFigures figures =
        figures(told("1281", 2023, ELIGIBLE, 200, 150) + school("10000001", 2023), "");

    assertThat(figures.compared(Areas.SCHOOL)).isEmpty();
    assertThat(figures.all()).extracting(one -> one.area().level()).contains(Areas.MUNICIPALITY);
  }

  @Test
  void hasSchoolsWhereNothingIsComparedButNotStudentsWhoseSchoolIsUnknown() {
    AreaFigures figures =
        AreaFigures.of(
            counts(
                school("10000001", 2021)
                    + school("10000001", 2022)
                    + school("10000001", 2023)
                    + school("1281-unknown", 2023)));

    assertThat(figures.all())
        .hasSize(4)
        .allMatch(one -> one.area().code().equals("10000001"))
        .filteredOn(one -> one.cohorts() == 3)
        .extracting(AreaFigure::people, AreaFigure::share)
        .containsExactly(Tuple.tuple(180.0, 0.75));
  }
}
