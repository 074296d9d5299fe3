package klara.disparity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import klara.outcome.OutcomeCells;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class ExpectedOutcomesTest extends DisparityTest {
  private static final String ELIGIBLE = "eligible_vocational";
  private static final String HEADER =
      "outcome | cohort | home_place | school_place | school_unit_code | sex | parental_education | background | newly_arrived | students | events | points | squared_points\n";

  private static String cell(int cohort, String place, String education, int students, int events) {
    return "%s | %d | %s | elsewhere | | girls | %s | swedish | no | %d | %d | |%n"
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

  /** A school of Lund, by the education of parents. */
  private record School(String code, int pre, int preEvents, int post, int postEvents) {
    String cells(int cohort) {
      return cell(cohort, "pre_secondary", pre, preEvents)
          + cell(cohort, "post_secondary", post, postEvents);
    }

    String cell(int cohort, String education, int students, int events) {
      return "%s | %d | 1281 | 1281 | %s | girls | %s | swedish | no | %d | %d | |%n"
          .formatted(ELIGIBLE, cohort, code, education, students, events);
    }

    String told(int cohort) {
      int students = pre + post;
      int events = preEvents + postEvents;
      return "school | %s | Skola | school | %d | %s | all | all | %d | %d | %s | published%n"
          .formatted(code, cohort, ELIGIBLE, students, events, 1.0 * events / students);
    }
  }

  private static final School SCHOOL = new School("10000001", 150, 110, 50, 47);

  private static String otherSchools(Function<School, String> written) {
    return IntStream.range(0, 11)
        .mapToObj(i -> written.apply(new School("200000%02d".formatted(i), 100, 60, 100, 90)))
        .collect(Collectors.joining());
  }

  private static final Place LUND = new Place("1281", 150, 110, 50, 47);

  private static Place other(int i) {
    return new Place(CODES.get(i), 100, 60, 100, 90);
  }

  private static String others(Function<Place, String> written) {
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

  /** Likewise of a school; students of whom the school is not known are others of it too. */
  @Test
  void expectsOfASchoolWhatStudentsOfAllOthersDo() {
    School unknown = new School("", 100, 60, 100, 90);
    String untold = "1281-unknown";
    Dataset<Row> expected =
        expected(
            SCHOOL.cells(2023) + otherSchools(one -> one.cells(2023)) + unknown.cells(2023),
            SCHOOL.told(2023)
                + otherSchools(one -> one.told(2023))
                + new School(untold, 100, 60, 100, 90).told(2023));

    assertRows(
        ExpectedOutcomes.TABLE,
        """
        perspective | cohorts | area_level | area_code | students | rate  | expected_rate | residual | finding | status
        school      | 1       | school     | 10000001  | 200      | 0.785 | 0.675         | 0.110    | above   | published
        """,
        expected.where("area_code = '10000001'"));
    assertThat(expected.where("area_level = 'school'").count()).isEqualTo(12);
    assertThat(expected.where("area_code = '" + untold + "'").count()).isZero();
  }

  /**
   * Others: 60 % and 90 %. Of 199 students 149 · 0.6 + 50 · 0.9 = 134.4, 0.6754, told in steps of
   * 0.01; of 99, 74 · 0.6 + 25 · 0.9 = 66.9, 0.6758, in steps of 0.02; of 49 nothing.
   */
  @Test
  void tellsInCoarserStepsOfFewerStudents() {
    School some = new School("10000001", 149, 110, 50, 47);
    School few = new School("10000002", 74, 55, 25, 23);
    School fewer = new School("10000003", 24, 20, 25, 23);
    List<School> schools = List.of(some, few, fewer);

    Dataset<Row> expected =
        expected(
            schools.stream().map(one -> one.cells(2023)).collect(Collectors.joining())
                + cell(2023, "elsewhere", "pre_secondary", 60_000, 36_000)
                + cell(2023, "elsewhere", "post_secondary", 40_000, 36_000)
                + otherSchools(one -> one.cells(2023)),
            schools.stream().map(one -> one.told(2023)).collect(Collectors.joining()));

    assertRows(
        ExpectedOutcomes.TABLE,
        """
        area_code | expected_rate | status
        10000001  | 0.6800        | published
        10000002  | 0.6800        | published
        10000003  |               | unreliable
        """,
        expected);
    List<Row> errors =
        expected
            .where("expected_rate is not null")
            .orderBy("area_code")
            .selectExpr("residual - residual_lower", "residual_upper - residual", "usual_error")
            .collectAsList();
    for (int error = 0; error < 3; error++) {
      assertThat(errors.get(0).getDouble(error) * 100).satisfies(ExpectedOutcomesTest::isWhole);
      assertThat(errors.get(1).getDouble(error) * 50).satisfies(ExpectedOutcomesTest::isWhole);
    }
  }

  private static void isWhole(double steps) {
    assertThat(steps).isCloseTo(Math.rint(steps), within(1e-9));
  }

  @Test
  void saysNothingOfASchoolWhoseStudentsBackgroundIsTooLittleKnown() {
    School known = new School("10000001", 100, 70, 50, 47);
    School unknown = new School("10000002", 100, 70, 49, 46);
    String cells =
        known.cells(2023)
            + known.cell(2023, "unknown", 50, 30)
            + unknown.cells(2023)
            + unknown.cell(2023, "unknown", 50, 30);
    String counts =
        new School("10000001", 150, 100, 50, 47).told(2023)
            + new School("10000002", 150, 100, 49, 46).told(2023);

    assertRows(
        ExpectedOutcomes.TABLE,
        """
        area_code | rate  | status
        10000001  | 0.735 | published
        10000002  |       | unreliable
        """,
        expected(cells + otherSchools(one -> one.cells(2023)), counts));
  }

  /** Of another school ten others and this: (600 + 110)/1150 and (900 + 47)/1050, 0.7596. */
  @Test
  void withholdsASchoolWhoseOwnFigureIsWithheld() {
    Dataset<Row> expected =
        expected(
                SCHOOL.cells(2023) + otherSchools(one -> one.cells(2023)),
                SCHOOL.told(2023) + otherSchools(one -> one.told(2023)))
            .where("area_code in ('10000001', '20000000')");
    String withheld =
        "school | 10000001 | Skola | school | 2023 | %s | all | all | | | | suppressed%n"
            .formatted(ELIGIBLE);

    assertRows(
        ExpectedOutcomes.TABLE,
        """
        area_level | area_code | area_name | students | expected_rate | finding                  | status
        school     | 10000001  | Skola     |          |               |                          | suppressed
        school     | 20000000  | Skola     | 200      | 0.76          | cannot_be_told_from_zero | published
        """,
        ExpectedOutcomes.withheld(
            expected, counts(withheld + otherSchools(one -> one.told(2023)))));
  }

  @Test
  void doesNotTellThatAWithheldSchoolHasFewStudents() {
    School few = new School("10000001", 24, 20, 25, 23);
    String withheld =
        "school | 10000001 | Skola | school | 2023 | %s | all | all | | | | suppressed%n"
            .formatted(ELIGIBLE);

    assertRows(
        ExpectedOutcomes.TABLE,
        """
        area_code | status
        10000001  | suppressed
        """,
        ExpectedOutcomes.withheld(
            expected(few.cells(2023) + otherSchools(one -> one.cells(2023)), few.told(2023)),
            counts(withheld)));
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

    assertThat(expected * 200).isCloseTo(Math.rint(expected * 200), within(1e-9));
  }

  @Test
  void saysNothingOfFewStudents() {
    assertUnreliable(new Place("1281", 20, 15, 20, 20), one -> one);
  }

  /**
   * Others: 98 of 100; of Lund's 400 eight are to be expected without, and four would be withheld.
   */
  @Test
  void saysNothingWhereFewAreToBeExpectedWithoutTheOutcome() {
    assertUnreliable(new Place("1281", 200, 190, 200, 190), ExpectedOutcomesTest::rare);
  }

  private void assertUnreliable(Place lund, UnaryOperator<Place> ofOthers) {
    assertRows(
        ExpectedOutcomes.TABLE,
        """
        rate | expected_rate | finding | status
             |               |         | unreliable
        """,
        lund(
            expected(
                lund.cells(2023) + others(one -> ofOthers.apply(one).cells(2023)),
                lund.told(2023) + others(one -> ofOthers.apply(one).told(2023)))));
  }

  private static Place rare(Place one) {
    return new Place(one.code(), 100, 98, 100, 98);
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
