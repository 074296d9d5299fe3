package klara.region;

import klara.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class ActivityCoverageTest extends SparkTest {
  /** Skåne's coverage of three cohorts, and that of boys, who are not everyone. */
  private Dataset<Row> outcomes() {
    return whole(
        AreaOutcomes.TABLE,
        """
        area_level   | area_code | perspective | cohort | outcome                    | group_dimension | group_value | activity_responsibility_coverage | status
        county       | 12        | home        | 2018   | in_activity_responsibility | all             | all         | 0.4                              | published
        county       | 12        | home        | 2019   | in_activity_responsibility | all             | all         | 0.9                              | published
        county       | 12        | home        | 2020   | in_activity_responsibility | all             | all         | 0.85                             | published
        county       | 12        | home        | 2020   | in_activity_responsibility | sex             | boys        | 0.1                              | published
        county       | 12        | home        | 2021   | in_activity_responsibility | all             | all         |                                  | published
        county       | 12        | school      | 2020   | in_activity_responsibility | all             | all         | 0.2                              | published
        municipality | 1281      | home        | 2020   | in_activity_responsibility | all             | all         | 0.6                              | published
        """);
  }

  @Test
  void standsBesideComponentsTheLowestOfTheirCohorts() {
    Dataset<Row> components =
        whole(
            VarianceComponents.TABLE,
            """
            outcome                    | perspective | cohort | cohorts | level   | status
            in_activity_responsibility | home        | 2020   | 1       | student | published
            in_activity_responsibility | home        | 2020   | 3       | student | published
            in_activity_responsibility | home        | 2021   | 1       | student | published
            in_activity_responsibility | home        | 2021   | 3       | student | immature
            early_leaving              | home        | 2020   | 1       | student | published
            """);

    assertRows(
        VarianceComponents.PUBLISHED,
        """
        outcome                    | cohort | cohorts | activity_responsibility_coverage | status
        in_activity_responsibility | 2020   | 1       | 0.85                             | published
        in_activity_responsibility | 2020   | 3       | 0.4                              | published
        in_activity_responsibility | 2021   | 1       |                                  | published
        in_activity_responsibility | 2021   | 3       |                                  | immature
        early_leaving              | 2020   | 1       |                                  | published
        """,
        VarianceComponents.withCoverage(components, outcomes()));
  }

  @Test
  void standsBesideAPairOfDefinitionsWhicheverOfThemIsOfIt() {
    Dataset<Row> agreement =
        whole(
            DefinitionAgreement.TABLE,
            """
            area_level   | area_code | definition                 | other_definition           | first_cohort | last_cohort | status
            county       | 12        | in_activity_responsibility | early_leaving              | 2019         | 2021        | published
            municipality | 1281      | early_leaving              | in_activity_responsibility | 2019         | 2021        | published
            municipality | 1280      | early_leaving              | in_activity_responsibility | 2019         | 2021        | published
            county       | 12        | early_leaving              | interruption               | 2019         | 2021        | published
            county       | 12        | interruption               | in_activity_responsibility | 2019         | 2021        | suppressed
            """);

    assertRows(
        DefinitionAgreement.PUBLISHED,
        """
        area_code | definition                 | other_definition           | activity_responsibility_coverage
        12        | in_activity_responsibility | early_leaving              | 0.85
        1281      | early_leaving              | in_activity_responsibility | 0.6
        1280      | early_leaving              | in_activity_responsibility |
        12        | early_leaving              | interruption               |
        12        | interruption               | in_activity_responsibility |
        """,
        DefinitionAgreement.withCoverage(agreement, outcomes()));
  }
}
