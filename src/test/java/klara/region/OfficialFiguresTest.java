package klara.region;

import klara.register.AggregateFigures;
import klara.register.Municipalities;
import klara.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class OfficialFiguresTest extends SparkTest {
  @Test
  void tellsTheUnitOfAMeasureAndLeavesOutAreasThatAreNoMunicipality() {
    Dataset<Row> municipalities =
        rows(
            Municipalities.REGISTER.table(),
            """
            municipality_code | valid_from | municipality_name | municipality_group | subregion_code
            1281              | 2011-07-01 | Lund              | B3                 | ML
            1381              | 2011-07-01 | Laholm            |                    |
            """);
    Dataset<Row> figures =
        rows(
            AggregateFigures.REGISTER.table(),
            """
            publication | source_table | period | area_kind       | area_code | provider  | sex | measure                          | value | mark | as_published
            S           | t            | 2024   | skolkommun      | 1281      | all       | all | heltidstjanster_andel_behoriga   | 76.5  |      | 76,5
            S           | t            | 2024   | skolkommun      | 1281      | all       | all | undervisning_per_elev            | 9000  |      | 9 000
            S           | t            | 2024   | hemkommun       | 1281      | all       | all | genomsnittligt_meritvarde_17     | 220.5 |      | 220,5
            S           | t            | 2024   | kommun          | 1281      | all       | all | antal_elever                     |       | ..   | ..
            S           | t            | 2024   | kommun          | 1281      | all       | all | elever_arskurs_9                 |       | .    | .
            S           | t            | 2024   | skolenhet       | 48000763  | all       | all | antal_elever                     | 7     |      | 7
            S           | t            | 2024   | hemkommun       | 1381      | all       | all | genomsnittligt_meritvarde_17     | 230.5 |      | 230,5
            S           | t            | 2024   | lan             | 12        | all       | all | antal_elever                     | 7     |      | 7
            S           | t            | 2024   | kommunalforbund | x_y       | municipal | all | totalt                           | 7     |      | 7
            """);

    assertRows(
        OfficialFigures.TABLE,
        """
        area_level   | area_code | perspective | measure                        | unit         | value | mark | status
        municipality | 1281      | school      | heltidstjanster_andel_behoriga | percent      | 76.5  |      | published
        municipality | 1281      | school      | undervisning_per_elev          | as_named     | 9000  |      | published
        municipality | 1281      | home        | genomsnittligt_meritvarde_17   | merit_points | 220.5 |      | published
        adjacent_municipality | 1381 | home   | genomsnittligt_meritvarde_17   | merit_points | 230.5 |      | published
        municipality | 1281      |             | antal_elever                   | students     |       | ..   | suppressed
        municipality | 1281      |             | elever_arskurs_9               | students     |       | .    | missing
        """,
        OfficialFigures.from(figures, municipalities));
  }

  @Test
  void takesAMarkForNoNumberAndSaysWhereNothingWasPublished() {
    Dataset<Row> municipalities =
        rows(
            Municipalities.REGISTER.table(),
            """
            municipality_code | valid_from | municipality_name | subregion_code
            1262              | 2011-07-01 | Lomma             | ML
            1281              | 2011-07-01 | Lund              | ML
            """);
    Dataset<Row> figures =
        rows(
            AggregateFigures.REGISTER.table(),
            """
            publication | source_table | period  | area_kind  | area_code | provider | sex   | measure        | value | mark | as_published
            S           | t            | 2024/25 | hemkommun  | 1281      | all      | all   | andel_behoriga | 100.0 |      | 100,0
            S           | t            | 2024/25 | hemkommun  | 1281      | all      | girls | andel_behoriga |       | ~100 | ~100
            S           | t            | 2024/25 | hemkommun  | 1281      | all      | boys  | andel_behoriga | 95    | ..   | ..
            S           | t            | 2024/25 | hemkommun  | 1262      | all      | boys  | andel_behoriga | 0     |      | 0
            S           | t            | 2024/25 | riket      | 0000      | all      | all   | andel_behoriga | 85.1  |      | 85,1
            """);

    assertRows(
        OfficialFigures.TABLE,
        """
        area_level   | area_code | area_name | perspective | sex   | unit    | value | mark | status
        municipality | 1281      | Lund      | home        | all   | percent | 100.0 |      | published
        municipality | 1281      | Lund      | home        | girls | percent |       | ~100 | suppressed
        municipality | 1281      | Lund      | home        | boys  | percent |       | ..   | suppressed
        municipality | 1262      | Lomma     | home        | all   | percent |       |      | missing
        municipality | 1262      | Lomma     | home        | girls | percent |       |      | missing
        municipality | 1262      | Lomma     | home        | boys  | percent | 0.0   |      | published
        country      | 0000      | Riket     |             | all   | percent | 85.1  |      | published
        """,
        OfficialFigures.from(figures, municipalities));
  }
}
