package klara.region;

import klara.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class ReconciliationTest extends SparkTest {

  private Dataset<Row> ours() {
    return rows(
        AreaOutcomes.TABLE,
        """
        area_level   | area_code | area_name | perspective | cohort | outcome                | group_dimension | group_value | students | events | rate | mean_merit_points | mean_merit_points_lower | mean_merit_points_upper | status
        municipality | 1281      | Lund      | school      | 2024   | eligible_vocational    | all             | all         | 100      | 82     | 0.82 |                   |                         |                         | published
        municipality | 1281      | Lund      | school      | 2024   | eligible_vocational    | sex             | girls       | 52       | 42     | 0.81 |                   |                         |                         | published
        municipality | 1281      | Lund      | school      | 2024   | eligible_vocational    | sex             | boys        |          |        |      |                   |                         |                         | suppressed
        municipality | 1281      | Lund      | school      | 2024   | merit_value_16         | all             | all         | 100      | 99     |      | 230.0             | 220.2                   | 239.8                   | published
        municipality | 1281      | Lund      | home        | 2019   | diploma_within_3_years | all             | all         | 100      | 60     | 0.6  |                   |                         |                         | published
        """);
  }

  private Dataset<Row> officials(String text) {
    return rows(OfficialFigures.TABLE, text);
  }

  @Test
  void laysEachFigureBesideOurs() {
    // 82 and 80: the standard error is √(0.8 · 0.2 / 100) = 4.0 percent, so 2 is within 7.84
    // merit 230 and 225: the half interval 9.8 / 1.96 = 5.0
    // girls 52 of 100 and 40.0: √(0.4 · 0.6 / 100) = 4.9 percent, so 12 is not within 9.65
    // 2022 is the year that the third school year from autumn 2019 ended
    assertRows(
        Reconciliation.TABLE,
        """
        measure              | outcome                | cohort | our_value | official_value | difference | standard_error | is_within_sampling_error | status
        andel_behoriga_yrkes | eligible_vocational    | 2024   | 82.0      | 80.0           | 2.0        | 4.0            | true                     | published
        elever_ak9           | eligible_vocational    | 2024   | 100.0     | 103.0          | -3.0       | 0.0            | false                    | published
        meritvarde_16        | merit_value_16         | 2024   | 230.0     | 225.0          | 5.0        | 5.0            | true                     | published
        andel_flickor        | eligible_vocational    | 2024   | 52.0      | 40.0           | 12.0       | 4.9            | false                    | published
        andel_examen_3_ar    | diploma_within_3_years | 2019   | 60.0      | 60.0           | 0.0        | 4.9            | true                     | published
        """,
        Reconciliation.from(
            ours(),
            officials(
                """
                measure              | publication | source_table | period  | area_level   | area_code | area_name | perspective | provider    | sex | unit         | value | status
                andel_behoriga_yrkes | S           | t            | 2024/25 | municipality | 1281      | Lund      | school      | all         | all | percent      | 80.0  | published
                andel_behoriga_yrkes | S           | t            | 2024/25 | municipality | 1281      | Lund      | school      | independent | all | percent      | 90.0  | published
                elever_ak9           | S           | t            | 2024/25 | municipality | 1281      | Lund      | school      | all         | all | students     | 103   | published
                meritvarde_16        | S           | t            | 2024/25 | municipality | 1281      | Lund      | school      | all         | all | merit_points | 225.0 | published
                andel_flickor        | S           | t            | 2024/25 | municipality | 1281      | Lund      | school      | all         | all | percent      | 40.0  | published
                andel_examen_3_ar    | K           | t            | 2022    | municipality | 1281      | Lund      | home        | all         | all | percent      | 60.0  | published
                okant                | S           | t            | 2024/25 | municipality | 1281      | Lund      | school      | all         | all | percent      | 80.0  | published
                """)));
  }

  @Test
  void tellsNoDifferenceWhereEitherSideIsWithheld() {
    assertRows(
        Reconciliation.TABLE,
        """
        sex   | our_value | official_value | difference | is_within_sampling_error | status
        all   | 82.0      |                |            |                          | suppressed
        girls | 81.0      |                |            |                          | missing
        boys  |           | 79.0           |            |                          | suppressed
        """,
        Reconciliation.from(
            ours(),
            officials(
                """
                measure              | publication | source_table | period  | area_level   | area_code | area_name | perspective | provider | sex   | unit    | value | mark | status
                andel_behoriga_yrkes | S           | t            | 2024/25 | municipality | 1281      | Lund      | school      | all      | all   | percent |       | ..   | suppressed
                andel_behoriga_yrkes | S           | t            | 2024/25 | municipality | 1281      | Lund      | school      | all      | girls | percent |       | .    | missing
                andel_behoriga_yrkes | S           | t            | 2024/25 | municipality | 1281      | Lund      | school      | all      | boys  | percent | 79.0  |      | published
                """)));
  }

  /** Girls are told and the whole cohort is not: a share of it would be a share of nothing. */
  @Test
  void saysWhyAShareIsWithheldWhereThoseItIsOfAre() {
    Dataset<Row> ours =
        rows(
            AreaOutcomes.TABLE,
            """
            area_level   | area_code | perspective | cohort | outcome             | group_dimension | group_value | students | rate | mean_merit_points | mean_merit_points_lower | mean_merit_points_upper | status
            municipality | 1281      | school      | 2024   | eligible_vocational | all             | all         |          |      |                   |                         |                         | suppressed
            municipality | 1281      | school      | 2024   | eligible_vocational | sex             | girls       | 52       |      |                   |                         |                         | published
            municipality | 1267      | school      | 2024   | eligible_vocational | all             | all         | 100      |      |                   |                         |                         | published
            municipality | 1267      | school      | 2024   | eligible_vocational | sex             | girls       |          |      |                   |                         |                         | suppressed
            """);

    assertRows(
        Reconciliation.TABLE,
        """
        area_code | our_value | official_value | difference | is_within_sampling_error | status
        1281      |           | 40.0           |            |                          | suppressed
        1267      |           | 45.0           |            |                          | suppressed
        """,
        Reconciliation.from(
            ours,
            officials(
                """
                measure       | publication | source_table | period  | area_level   | area_code | area_name | perspective | provider | sex | unit    | value | status
                andel_flickor | S           | t            | 2024/25 | municipality | 1281      | Lund      | school      | all      | all | percent | 40.0  | published
                andel_flickor | S           | t            | 2024/25 | municipality | 1267      | Höör      | school      | all      | all | percent | 45.0  | published
                """)));
  }
}
