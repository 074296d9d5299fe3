package klara.disparity;

import static org.assertj.core.api.Assertions.assertThat;

import klara.region.AreaGaps;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class OfficialGapsTest extends DisparityTest {
  private Dataset<Row> gaps(String official) {
    return local(AreaGaps.TABLE, OfficialGaps.of(figures("", official)));
  }

  private static String byProvider(String measure, String municipal, String independent) {
    return byProvider("2024/25", measure, municipal, independent);
  }

  private static String byProvider(
      String period, String measure, String municipal, String independent) {
    return figure("1281", period, measure, "municipal", municipal, "published")
        + figure("1281", period, measure, "independent", independent, "published");
  }

  @Test
  void comparesIndependentSchoolsWithMunicipalOnes() {
    // 0.7 of 50 less 0.8 of 50, Wilson limits 0.56248, 0.80897 and 0.66963, 0.88757
    // lower -0.1 - sqrt((0.7-0.56248)^2 + (0.88757-0.8)^2) = -0.2630
    // upper -0.1 + sqrt((0.80897-0.7)^2 + (0.8-0.66963)^2) = 0.0699
    assertRows(
        AreaGaps.TABLE,
        """
        source   | group_dimension | group_value | reference_value | students | rate_difference | rate_difference_lower | rate_difference_upper | status
        official | provider        | independent | municipal       | 50       | -0.1000         | -0.2630               | 0.0699                | published
        """,
        gaps(
            byProvider("andel_behoriga_yrkes", "80", "70") + byProvider("elever_ak9", "50", "50")));
  }

  @Test
  void hasNoIntervalWhereStudentsAreNotTold() {
    assertRows(
        AreaGaps.TABLE,
        """
        students | rate_difference | rate_difference_lower | rate_ratio | status
                 | -0.1000         |                       | 0.8750     | published
        """,
        gaps(byProvider("andel_behoriga_yrkes", "80", "70")));
  }

  /** Students are told, but not how their points spread: no interval and no change. */
  @Test
  void comparesMeansInPointsWithoutAnInterval() {
    assertRows(
        AreaGaps.TABLE,
        """
        outcome        | cohort | students | rate_difference | rate_ratio | mean_merit_points | reference_mean_merit_points | mean_merit_points_difference | mean_merit_points_difference_lower | mean_merit_points_ratio | mean_merit_points_difference_change | change_from_cohort | status
        merit_value_17 | 2019   | 50       |                 |            | 240.0             | 200.0                       | 40.0                         |                                    | 1.2000                  |                                     |                    | published
        merit_value_17 | 2024   | 50       |                 |            | 240.0             | 220.0                       | 20.0                         |                                    | 1.0909                  |                                     |                    | published
        """,
        gaps(
            byProvider("meritvarde_17", "220", "240")
                + byProvider("elever_ak9", "50", "50")
                + byProvider("2019/20", "meritvarde_17", "200", "240")
                + byProvider("2019/20", "elever_ak9", "50", "50")));
  }

  @Test
  void saysWhyWhereOneSideIsNotTold() {
    assertRows(
        AreaGaps.TABLE,
        """
        rate_difference | status
                        | suppressed
        """,
        gaps(
            figure("1281", "2024/25", "andel_behoriga_yrkes", "municipal", "80", "published")
                + figure(
                    "1281", "2024/25", "andel_behoriga_yrkes", "independent", "", "suppressed")));
    assertThat(
            gaps(figure("1281", "2024/25", "andel_behoriga_yrkes", "municipal", "80", "published"))
                .count())
        .isZero();
  }

  @Test
  void tellsTheChangeSinceTheCohortFiveBefore() {
    // cohort 2024: 0.6 - 0.8 = -0.2 (-0.36359 to -0.02013); 2019: 0.7 - 0.8 = -0.1 (-0.26302 to
    // 0.06991), both of 50 and 50 and by Newcombe
    // -0.1 - sqrt(0.16359^2 + 0.16991^2) = -0.33586, -0.1 + sqrt(0.17987^2 + 0.16302^2) = 0.14275
    assertRows(
        AreaGaps.TABLE,
        """
        cohort | change_from_cohort | rate_difference_change | rate_difference_change_lower | rate_difference_change_upper | slope_index_change | status
        2024   | 2019               | -0.1000                | -0.3359                      | 0.1427                       |                    | published
        2019   |                    |                        |                              |                              |                    | published
        """,
        gaps(
            byProvider("andel_behoriga_yrkes", "80", "60")
                + byProvider("elever_ak9", "50", "50")
                + byProvider("2019/20", "andel_behoriga_yrkes", "80", "70")
                + byProvider("2019/20", "elever_ak9", "50", "50")));
  }

  @Test
  void tellsNoChangeWhereStudentsAreNotToldOrTheDefinitionBroke() {
    // unknown background left the figures of eligibility with cohort 2015
    assertRows(
        AreaGaps.TABLE,
        """
        cohort | change_from_cohort | rate_difference_change | status
        2024   |                    |                        | published
        2019   |                    |                        | published
        2014   |                    |                        | published
        """,
        gaps(
            byProvider("andel_behoriga_yrkes", "80", "60")
                + byProvider("2019/20", "andel_behoriga_yrkes", "80", "70")
                + byProvider("2019/20", "elever_ak9", "50", "50")
                + byProvider("2014/15", "andel_behoriga_yrkes", "80", "70")
                + byProvider("2014/15", "elever_ak9", "50", "50")));
  }
}
