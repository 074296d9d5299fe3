package klara.disparity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import klara.outcome.OutcomeCells;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class ExpectedOutcomesTest extends DisparityTest {
  private static final String ELIGIBLE = "eligible_vocational";
  private static final String HEADER =
      "outcome | cohort | home_place | school_place | sex | parental_education | background | newly_arrived | students | events\n";

  private static String cell(int cohort, String place, String education, int students, int events) {
    return "%s | %d | %s | elsewhere | girls | %s | swedish | no | %d | %d%n"
        .formatted(ELIGIBLE, cohort, place, education, students, events);
  }

  /** A municipality by the education of parents, and what is told of it. */
  private record Place(String code, int pre, int preEvents, int post, int postEvents) {
    String cells(int cohort) {
      return cell(cohort, code, "pre_secondary", pre, preEvents)
          + cell(cohort, code, "post_secondary", post, postEvents);
    }

    String told(int cohort) {
      return DisparityTest.told(code, cohort, ELIGIBLE, pre + post, preEvents + postEvents);
    }
  }

  private static final Place LUND = new Place("1281", 150, 110, 50, 47);

  private static Place other(int i) {
    return new Place(CODES.get(i), 100, 60, 100, 90);
  }

  private static String others(java.util.function.Function<Place, String> written) {
    return IntStream.range(0, 12)
        .filter(i -> !CODES.get(i).equals("1281"))
        .mapToObj(i -> written.apply(other(i)))
        .collect(Collectors.joining());
  }

  private Dataset<Row> expected(String cells, String counts) {
    return local(
        ExpectedOutcomes.TABLE,
        Expectations.of(
                IntakePatterns.from(rows(OutcomeCells.TABLE, HEADER + cells)).toLocalIterator(),
                AreaFigures.of(counts(counts)))
            .getOrDefault(ExpectedOutcomes.TABLE, List.of()));
  }

  private Dataset<Row> lund(Dataset<Row> expected) {
    return expected.where("area_code = '1281' and perspective = 'home' and cohorts = 1");
  }

  @Test
  void expectsWhatTheOthersStudentsOfTheSameKindDo() {
    // others: 60 % and 90 %; 150 and 50 students: (150*0.6 + 50*0.9)/200 = 0.675
    // Lund itself 157/200 = 0.785, and has no part in it; Wilson limits of 0.785: 0.7230, 0.8363
    Dataset<Row> expected =
        lund(
            expected(
                LUND.cells(2023) + others(one -> one.cells(2023)),
                LUND.told(2023) + others(one -> one.told(2023))));

    assertRows(
        ExpectedOutcomes.TABLE,
        """
        cohort | students | rate  | expected_rate | residual | finding | status
        2023   | 200      | 0.785 | 0.675         | 0.110    | above   | published
        """,
        expected);
    Row row = expected.selectExpr("residual - residual_lower", "residual_upper - residual").head();
    // 0.785 - 0.7230 = 0.0620 and 0.8363 - 0.785 = 0.0513, with the error of the others wider, in
    // steps of 0.005
    assertThat(row.getDouble(0)).isBetween(0.0649, 0.0701);
    assertThat(row.getDouble(1)).isBetween(0.0549, 0.0601);
  }

  @Test
  void tellsNoExpectationFinerThanItsSteps() {
    Place uneven = new Place("1281", 157, 110, 50, 47);

    double expected =
        lund(expected(
                uneven.cells(2023) + others(one -> one.cells(2023)),
                uneven.told(2023) + others(one -> one.told(2023))))
            .select("expected_rate")
            .head()
            .getDouble(0);

    assertThat(expected * 200)
        .isCloseTo(Math.rint(expected * 200), org.assertj.core.data.Offset.offset(1e-9));
  }

  @Test
  void saysNothingOfFewStudents() {
    Place few = new Place("1281", 20, 15, 20, 20);

    assertRows(
        ExpectedOutcomes.TABLE,
        """
        rate | expected_rate | finding | status
             |               |         | unreliable
        """,
        lund(
            expected(
                few.cells(2023) + others(one -> one.cells(2023)),
                few.told(2023) + others(one -> one.told(2023)))));
  }

  @Test
  void withholdsWhereTheAreasOwnFigureIsWithheldInAnyCohortPooled() {
    String cells = "";
    String counts = "";
    for (int cohort = 2021; cohort <= 2023; cohort++) {
      int now = cohort;
      cells += LUND.cells(cohort) + others(one -> one.cells(now));
      counts += LUND.told(cohort) + others(one -> one.told(now));
    }
    Dataset<Row> expected = expected(cells, counts).where("area_code = '1281'");
    String protectedCounts = LUND.told(2021) + withheld("1281", 2022, ELIGIBLE) + LUND.told(2023);

    Dataset<Row> told = ExpectedOutcomes.withheld(expected, counts(protectedCounts));

    assertRows(
        ExpectedOutcomes.TABLE,
        """
        cohort | cohorts | rate  | expected_rate | finding | status
        2021   | 1       | 0.785 | 0.675         | above   | published
        2022   | 1       |       |               |         | suppressed
        2023   | 1       | 0.785 | 0.675         | above   | published
        2023   | 3       |       |               |         | suppressed
        """,
        told);
    assertThat(expected.where("cohorts = 3 and students = 600 and expected_rate = 0.675").count())
        .isEqualTo(1);
  }
}
