package klara.outcome;

import klara.history.StudentYears;
import klara.history.Students;
import klara.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class OutcomeCellsTest extends SparkTest {

  private Dataset<Row> cells(String outcome, String text) {
    return cells(outcome, text, "student_id");
  }

  private Dataset<Row> cells(String outcome, String students, String years) {
    return OutcomeCells.from(
            whole(Students.TABLE, students)
                .na()
                .fill(
                    "unknown", new String[] {"background", "parental_education", "newly_arrived"}),
            whole(StudentYears.TABLE, years))
        .where(OutcomeCells.OUTCOME.col().equalTo(outcome));
  }

  @Test
  void countsByPlaceWithAllOutsideSkaneInOneAndTheProtectedInTheCountyOnly() {
    assertRows(
        OutcomeCells.TABLE,
        """
        cohort | home_place | school_place | school_unit_code | students | events
        2023   | 1281       | 1280         | 11111111         | 2        | 1
        2023   | 1281       | elsewhere    |                  | 1        | 0
        2023   | elsewhere  | 1280         | 11111111         | 1        | 0
        2023   | elsewhere  | elsewhere    |                  | 3        | 1
        2023   | 12         | 12           |                  | 1        | 1
        2022   | 1281       | 1280         | 11111111         | 1        | 0
        """,
        cells(
            "passed_all_subjects",
            """
            student_id | is_protected | year9_school_year | year9_home_municipality_code | year9_school_municipality_code | year9_school_unit_code | passed_subjects | not_passed_subjects
            a          | false        | 2023              | 1281                         | 1280                           | 11111111               | 16              | 0
            b          | false        | 2023              | 1281                         | 1280                           | 11111111               | 15              | 1
            c          | false        | 2023              | 1281                         | 0180                           | 22222222               | 15              | 1
            d          | false        | 2023              | 0114                         | 1280                           | 11111111               | 15              | 1
            e          | false        | 2023              | 0114                         | 0180                           | 22222222               | 16              | 0
            f          | false        | 2023              |                              |                                | 22222222               |                 |
            g          | true         | 2023              | 0114                         | 0180                           | 22222222               |                 |
            h          | true         | 2023              | 1281                         | 1280                           | 11111111               | 16              | 0
            i          | false        | 2022              | 1281                         | 1280                           | 11111111               |                 |
            j          | false        |                   | 1281                         | 1280                           | 11111111               |                 |
            """));
  }

  @Test
  void sumsTenthsOfPointsAndTheirSquaresOfThoseWhoHaveThem() {
    // 227.5 and 100.0: tenths 2275 + 1000, squares 5175625 + 1000000
    // ln 2275 = 7.729735331, ln 1000 = 6.907755279: 7729735 + 6907755 millionths
    // 2275 ln 2275 = 17585.147879, 1000 ln 1000 = 6907.755279
    assertRows(
        OutcomeCells.TABLE,
        """
        cohort | sex   | students | events | points | squared_points | points_log_points | log_points
        2023   | girls | 3        | 2      | 3275   | 6175625        | 24492903158               | 14637490
        2023   | boys  | 2        | 2      | 1000   | 1000000        | 6907755279        |
        2023   |       | 1        | 0      | 0      | 0              | 0                 | 0
        """,
        cells(
            "merit_value_17",
            """
            student_id | is_protected | year9_school_year | sex   | merit_value_17
            a          | false        | 2023              | girls | 227.5
            b          | false        | 2023              | girls | 100.0
            c          | false        | 2023              | girls |
            d          | false        | 2023              |       |
            e          | false        | 2023              | boys  | 100.0
            f          | false        | 2023              | boys  | 0.0
            """));
  }

  @Test
  void leavesTheInternationalBaccalaureateOutAndCountsLateStartersInTheirOwnCohort() {
    assertRows(
        OutcomeCells.TABLE,
        """
        cohort | home_place | students | events | points
        2021   | 1281       | 2        | 1      |
        2023   | 1281       | 1        | 0      |
        """,
        cells(
            "diploma_within_3_years",
            """
            student_id | is_protected | year9_school_year | start_school_year | start_programme_type | start_home_municipality_code | diploma_on
            a          | false        | 2020              | 2021              | HF                   | 1281                         | 2024-06-05
            b          | false        | 2020              | 2021              | YRK                  | 1281                         | 2024-07-01
            c          | false        | 2020              | 2021              | IB                   | 1281                         | 2024-06-05
            d          | false        | 2020              | 2023              | IM                   | 1281                         |
            """));
  }

  /**
   * Cohorts 2016 to 2021 are there, so those of 16 to 20 are all there in 2021 and 2022: born in
   * 2001 to 2005, and in 2002 to 2006. In 2020 the oldest are missing, in 2023 the youngest.
   */
  @Test
  void countsResidentsOfTheYearsOfWhichEveryAgeIsThere() {
    assertRows(
        OutcomeCells.TABLE,
        """
        cohort | home_place | sex   | students | events
        2021   | 1281       | girls | 1        | 1
        2021   | 1280       | boys  | 1        | 0
        2022   | 1281       | boys  | 1        | 0
        """,
        cells(
                "in_activity_responsibility_16_20",
                """
            student_id | cohort | birth_year | sex   | is_protected
            a          | 2016   | 2001       | girls | false
            b          | 2021   | 2006       | boys  | false
            c          | 2018   | 2003       | boys  | false
            """,
                """
            student_id | school_year | state   | home_municipality_code | was_in_activity_responsibility
            a          | 2020        | neither | 1281                   | true
            a          | 2021        | neither | 1281                   | true
            a          | 2022        | neither | 1281                   | true
            b          | 2021        | unknown | 1280                   | false
            b          | 2023        | unknown | 1280                   | true
            c          | 2021        | work    | 1280                   | false
            c          | 2022        | work    | 1281                   | false
            c          | 2022        | died    | 1281                   | true
            """)
            .where(OutcomeCells.SCHOOL_PLACE.col().equalTo(OutcomeCells.ELSEWHERE)));
  }

  /**
   * Who left in spring 2018 is looked for on the 15 Octobers of 2018 to 2021, bits 28 to 31 from
   * 1990 on: 268 435 456, 536 870 912, 1 073 741 824 and 2 147 483 648, in all 4 026 531 840. Who
   * left without year 9 counts for the county.
   */
  @Test
  void countsWhomTheActivityResponsibilityShouldTellOf() {
    assertRows(
        OutcomeCells.TABLE,
        """
        home_place | students | events | target_students | target_events
        1281       | 1        | 0      | 0               | 0
        1282       | 1        | 1      | 1               | 1
        1283       | 1        | 0      | 1               | 0
        1284       | 1        | 0      | 0               | 0
        1285       | 1        | 0      | 0               | 0
        1286       | 1        | 0      | 0               | 0
        1287       | 1        | 1      | 0               | 0
        12         | 1        | 0      | 1               | 0
        elsewhere  | 1        | 0      | 1               | 0
        """,
        cells(
            "in_activity_responsibility",
            """
            student_id          | is_protected | cohort | year9_school_year | left_home_municipality_code | enrolled_years | abroad_years | diploma_on | died_on    | activity_registered_on
            always_enrolled     | false        | 2017   | 2017              | 1281                        | 4026531840     | 0            |            |            |
            registered_in_time  | false        | 2017   | 2017              | 1282                        | 0              | 0            |            |            | 2018-11-01
            not_in_2020         | false        | 2017   | 2017              | 1283                        | 2952790016     | 0            |            |            |
            abroad_from_2018    | false        | 2017   | 2017              | 1284                        | 0              | 4026531840   |            |            |
            diploma_before_2021 | false        | 2017   | 2017              | 1285                        | 1879048192     | 0            | 2021-06-05 |            |
            died_in_2019        | false        | 2017   | 2017              | 1286                        | 268435456      | 0            |            | 2019-01-05 |
            between_two_autumns | false        | 2017   | 2017              | 1287                        | 4026531840     | 0            |            |            | 2019-02-01
            without_year_9      | false        | 2017   |                   | 1281                        | 0              | 0            |            |            |
            without_elsewhere   | false        | 2017   |                   | 0180                        | 0              | 0            |            |            |
            """));
  }

  /** Born in 2002: 19 in 2021 and 20 in 2022. */
  @Test
  void countsWhomTheActivityResponsibilityShouldTellOfInAYear() {
    assertRows(
        OutcomeCells.TABLE,
        """
        cohort | home_place | students | events | target_students | target_events
        2021   | 1281       | 1        | 1      | 1               | 1
        2022   | 1281       | 1        | 1      | 0               | 0
        2021   | 1282       | 1        | 0      | 0               | 0
        2021   | 1283       | 1        | 1      | 0               | 0
        2021   | 1284       | 1        | 0      | 0               | 0
        """,
        cells(
                "in_activity_responsibility_16_20",
                """
            student_id | cohort | birth_year | is_protected
            first      | 2016   | 2001       | false
            a          | 2017   | 2002       | false
            b          | 2017   | 2002       | false
            c          | 2017   | 2002       | false
            d          | 2021   | 2005       | false
            """,
                """
            student_id | school_year | cohort | state   | units | has_diploma | home_municipality_code | was_in_activity_responsibility
            a          | 2021        | 2017   | neither |       | false       | 1281                   | true
            a          | 2022        | 2017   | neither |       | false       | 1281                   | true
            b          | 2021        | 2017   | study   | 1     | false       | 1282                   | false
            c          | 2021        | 2017   | work    |       | true        | 1283                   | true
            d          | 2021        | 2021   | unknown |       | false       | 1284                   | false
            """)
            .where(OutcomeCells.SCHOOL_PLACE.col().equalTo(OutcomeCells.ELSEWHERE)));
  }
}
