package klara.outcome;

import static org.apache.spark.sql.functions.lit;

import java.util.Arrays;
import klara.history.Students;
import klara.table.Field;
import klara.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class OutcomeCellsTest extends SparkTest {

  private Dataset<Row> cells(String outcome, String text) {
    Dataset<Row> rows = rows(Students.TABLE, text);
    for (Field field : Students.TABLE.columns()) {
      if (!Arrays.asList(rows.columns()).contains(field.name())) {
        rows = rows.withColumn(field.name(), lit(null).cast(field.type()));
      }
    }
    return OutcomeCells.from(
            rows.na()
                .fill(
                    "unknown", new String[] {"background", "parental_education", "newly_arrived"}))
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
    assertRows(
        OutcomeCells.TABLE,
        """
        cohort | sex   | students | events | points | squared_points
        2023   | girls | 3        | 2      | 3275   | 6175625
        2023   |       | 1        | 0      | 0      | 0
        """,
        cells(
            "merit_value_17",
            """
            student_id | is_protected | year9_school_year | sex   | merit_value_17
            a          | false        | 2023              | girls | 227.5
            b          | false        | 2023              | girls | 100.0
            c          | false        | 2023              | girls |
            d          | false        | 2023              |       |
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
}
