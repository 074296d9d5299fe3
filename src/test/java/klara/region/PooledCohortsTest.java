package klara.region;

import klara.testing.SparkTest;
import org.junit.jupiter.api.Test;

class PooledCohortsTest extends SparkTest {

  /**
   * 20 + 30 + 10 of 200 + 200 + 100 students have it: 60/500. Three limits 3 points off a mean, of
   * as many students each: 3 · √3/3 = 1.7321. A cohort of nobody adds nobody; three have no rate.
   */
  @Test
  void tellsNothingOfWhatIsNotPooled() {
    assertRows(
        ShrunkenRates.TABLE,
        """
        outcome        | cohort | pooled_students | pooled_events | pooled_rate | pooled_mean_merit_points | pooled_mean_merit_points_lower | pooled_mean_merit_points_upper
        interruption   | 2021   |                 |               |             |                          |                                |
        interruption   | 2022   |                 |               |             |                          |                                |
        interruption   | 2023   | 500             | 60            | 0.12        |                          |                                |
        interruption   | 2024   |                 |               |             |                          |                                |
        merit_value_17 | 2021   |                 |               |             |                          |                                |
        merit_value_17 | 2022   |                 |               |             |                          |                                |
        merit_value_17 | 2023   | 300             |               |             | 220.0                    | 218.2679                       | 221.7321
        merit_value_17 | 2024   |                 |               |             |                          |                                |
        study_break    | 2021   |                 |               |             |                          |                                |
        study_break    | 2022   |                 |               |             |                          |                                |
        study_break    | 2023   | 40              | 10            | 0.25        |                          |                                |
        study_break    | 2024   | 0               | 0             |             |                          |                                |
        """,
        PooledCohorts.added(
            rows(
                AreaOutcomes.TABLE,
                """
                area_level | area_code | perspective | outcome        | group_dimension | group_value | cohort | students | events | rate | mean_merit_points | mean_merit_points_lower | mean_merit_points_upper | status
                county     | 12        | home        | interruption   | all             | all         | 2021   | 200      | 20     | 0.1  |                   |                         |                         | published
                county     | 12        | home        | interruption   | all             | all         | 2022   | 200      | 30     | 0.15 |                   |                         |                         | published
                county     | 12        | home        | interruption   | all             | all         | 2023   | 100      | 10     | 0.1  |                   |                         |                         | published
                county     | 12        | home        | interruption   | all             | all         | 2024   |          |        |      |                   |                         |                         | suppressed
                county     | 12        | home        | merit_value_17 | all             | all         | 2021   | 100      |        |      | 220.0             | 217.0                   | 223.0                   | published
                county     | 12        | home        | merit_value_17 | all             | all         | 2022   | 100      |        |      | 220.0             | 217.0                   | 223.0                   | published
                county     | 12        | home        | merit_value_17 | all             | all         | 2023   | 100      |        |      | 220.0             | 217.0                   | 223.0                   | published
                county     | 12        | home        | merit_value_17 | all             | all         | 2024   |          |        |      |                   |                         |                         | immature
                county     | 12        | home        | study_break    | all             | all         | 2021   | 40       | 10     | 0.25 |                   |                         |                         | published
                county     | 12        | home        | study_break    | all             | all         | 2022   | 0        | 0      |      |                   |                         |                         | published
                county     | 12        | home        | study_break    | all             | all         | 2023   | 0        | 0      |      |                   |                         |                         | published
                county     | 12        | home        | study_break    | all             | all         | 2024   | 0        | 0      |      |                   |                         |                         | published
                """)));
  }
}
