package klara.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import klara.disclosure.CellSystem;
import klara.disclosure.Intruder;
import klara.disclosure.SmallCells;
import klara.disclosure.Status;
import klara.disclosure.Verdict;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class AgreementSumsTest {
  private static final String FAILED = "eligible_vocational";
  private static final String NOT_BEGUN = "not_in_upper_secondary";
  private static final String REGISTERED = "in_activity_responsibility";

  private static Row row(String definition, String other, long students, long events) {
    return row("municipality", "1267", definition, other, students, events);
  }

  private static Row row(
      String level, String area, String definition, String other, long students, long events) {
    return RowFactory.create(
        level,
        area,
        "Höör",
        "ML",
        definition,
        other,
        2018,
        2020,
        students,
        events,
        null,
        null,
        null,
        Status.PUBLISHED);
  }

  /** 20 + 40 + 3 = 30 + 27 + 6 round the triangle: those who failed are 10 fewer than not begun. */
  private static List<Row> triangle(long studentsOfTheLast) {
    return List.of(
        row(FAILED, NOT_BEGUN, 100, 20),
        row(NOT_BEGUN, FAILED, 100, 30),
        row(NOT_BEGUN, REGISTERED, 100, 40),
        row(REGISTERED, NOT_BEGUN, 100, 27),
        row(FAILED, REGISTERED, studentsOfTheLast, 6),
        row(REGISTERED, FAILED, studentsOfTheLast, 3));
  }

  @Test
  void withholdsASecondCountOfATriangle() {
    CellSystem cells = AgreementSums.COUNTS.cells(triangle(100));

    List<Verdict> verdicts = SmallCells.hidden(cells);

    assertThat(cells.balances().ofEvents()).hasSize(1);
    assertThat(verdicts.get(5)).isEqualTo(Verdict.PRIMARY);
    assertThat(verdicts.stream().filter(Verdict::hidden)).hasSize(2);
    assertThat(Intruder.recovered(cells, verdicts)).isZero();
  }

  /** Were the last alone withheld, 20 + 40 − 30 − 27 = 3 and 6 − 3 would tell it. */
  @Test
  void findsTheSixthCountOfATriangle() {
    CellSystem cells = AgreementSums.COUNTS.cells(triangle(100));
    List<Verdict> verdicts = new ArrayList<>();
    for (int cell = 0; cell < cells.size(); cell++) {
      verdicts.add(cell == 5 ? Verdict.PRIMARY : Verdict.PUBLISHED);
    }

    assertThat(Intruder.recovered(cells, verdicts)).isEqualTo(1);
  }

  @Test
  void leavesPairsOfOtherStudentsAlone() {
    CellSystem cells = AgreementSums.COUNTS.cells(triangle(99));

    assertThat(cells.balances().ofEvents()).isEmpty();
    assertThat(SmallCells.hidden(cells).stream().filter(Verdict::hidden)).hasSize(1);
  }

  /** Nobody lacks a diploma after five years who had one after four. */
  @Test
  void countsOnNobodyWhereOneDefinitionIsWithinTheOther() {
    CellSystem cells =
        AgreementSums.COUNTS.cells(
            List.of(
                row("diploma_within_5_years", "diploma_within_4_years", 100, 0),
                row("diploma_within_4_years", "diploma_within_5_years", 100, 12),
                row("interruption_without_return", "interruption", 100, 0),
                row("interruption", "interruption_without_return", 100, 7)));

    assertThat(List.of(cells.given(0), cells.given(1), cells.given(2), cells.given(3)))
        .containsExactly(true, false, true, false);
  }

  /** Nobody of the 303 of the sub-region and of the 300 of Höör: nobody of the three others. */
  @Test
  void keepsNoSecretOfWhatIsLeftOfNobody() {
    CellSystem cells =
        AgreementSums.COUNTS.cells(
            List.of(
                row("subregion", "ML", "diploma_within_5_years", "diploma_within_4_years", 303, 0),
                row(
                    "municipality",
                    "1267",
                    "diploma_within_5_years",
                    "diploma_within_4_years",
                    300,
                    0)));

    assertThat(cells.students(2)).isEqualTo(3);
    assertThat(cells.given(2)).isTrue();
    assertThat(Intruder.recovered(cells, SmallCells.hidden(cells))).isZero();
  }
}
