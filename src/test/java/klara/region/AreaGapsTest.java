package klara.region;

import static org.assertj.core.api.Assertions.assertThat;

import klara.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class AreaGapsTest extends SparkTest {
  private static final String HEADER =
      "area_level | area_code | area_name | perspective | cohort | outcome | group_dimension | group_value | students | events | status\n";
  private static final String LUND =
      "municipality | 1281 | Lund | home | 2023 | passed_all_subjects";

  private Dataset<Row> gaps(String rows) {
    String merit = LUND.replace("passed_all_subjects", "merit_value_16");
    return AreaGaps.from(
        rows(AreaOutcomes.TABLE, HEADER + rows.replace("Lund", LUND).replace("Merit", merit)));
  }

  @Test
  void comparesTheGroupWithItsReference() {
    // boys 30 of 50, girls 40 of 50: 0.6 - 0.8 and 0.6 / 0.8
    assertRows(
        AreaGaps.TABLE,
        """
        area_code | group_dimension | group_value | reference_value | students | events | reference_students | reference_events | rate_difference | rate_ratio | slope_index | status
        1281      | sex             | boys        | girls           | 50       | 30     | 50                 | 40               | -0.2000         | 0.7500     |             | published
        """,
        gaps(
            """
            Lund | all | all   | 100 | 70 | published
            Lund | sex | girls | 50  | 40 | published
            Lund | sex | boys  | 50  | 30 | published
            """));
  }

  @Test
  void tellsTheSlopeOverParentalEducationLeavingOutTheUnknown() {
    // thirds of the ranks, middles 1/6, 1/2 and 5/6, rates 0.5, 0.6 and 0.7: a slope of 0.3
    assertRows(
        AreaGaps.TABLE,
        """
        group_value   | reference_value | rate_difference | slope_index | status
        pre_secondary | post_secondary  | -0.2000         | 0.3000      | published
        """,
        gaps(
            """
            Lund | parental_education | pre_secondary   | 100 | 50 | published
            Lund | parental_education | upper_secondary | 100 | 60 | published
            Lund | parental_education | post_secondary  | 100 | 70 | published
            Lund | parental_education | unknown         | 100 | 0  | published
            """));
  }

  @Test
  void isWithheldWhereAnyOfItsGroupsIs() {
    Dataset<Row> gaps =
        gaps(
            """
            Lund | sex                | girls           | 50  | 40 | published
            Lund | sex                | boys            |     |    | suppressed
            Lund | background         | swedish         |     |    | suppressed
            Lund | background         | foreign         | 50  | 30 | published
            Lund | parental_education | pre_secondary   | 100 | 50 | published
            Lund | parental_education | upper_secondary |     |    | suppressed
            Lund | parental_education | post_secondary  | 100 | 70 | published
            Lund | newly_arrived      | yes             |     |    | immature
            Lund | newly_arrived      | no              |     |    | immature
            """);

    assertRows(
        AreaGaps.TABLE,
        """
        group_dimension    | status
        sex                | suppressed
        background         | suppressed
        parental_education | suppressed
        newly_arrived      | immature
        """,
        gaps);
    assertThat(gaps.drop("cohort").collectAsList())
        .allSatisfy(
            row -> {
              for (int i = 9; i < row.size() - 1; i++) {
                assertThat(row.isNullAt(i)).as(row.schema().fieldNames()[i]).isTrue();
              }
            });
  }

  @Test
  void comparesSharesOnlyAndNothingWithAnEmptyGroup() {
    assertRows(
        AreaGaps.TABLE,
        """
        outcome             | students | rate_difference | rate_ratio | status
        passed_all_subjects | 0        |                 |            | published
        """,
        gaps(
            """
            Lund | sex | girls | 50 | 40 | published
            Lund | sex | boys  | 0  | 0  | published
            municipality | 1281 | Lund2 | home | 2023 | merit_value_16 | sex | girls | 50 | 40 | published
            """
                .replace("Lund2", "L")));
  }
}
