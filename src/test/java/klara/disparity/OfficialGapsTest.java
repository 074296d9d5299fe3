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
    return figure("1281", "2024/25", measure, "municipal", municipal, "published")
        + figure("1281", "2024/25", measure, "independent", independent, "published");
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
}
