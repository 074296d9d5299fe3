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

  @Test
  void leavesMeansOutOfWhatIsComparedBetweenAreas() {
    String mean =
        "municipality | 1281 | Lund | home | 2023 | merit_value_17 | all | all | 210 | 200 | | published\n";

    assertThat(figures(told("1281", 2023, ELIGIBLE, 200, 150) + mean, "").all())
        .extracting(one -> one.series().outcome())
        .containsExactly(ELIGIBLE);
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
