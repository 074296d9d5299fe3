package klara.region;

import static org.assertj.core.api.Assertions.assertThat;

import klara.stats.Normal;
import klara.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class MeanGapsTest extends SparkTest {
  private static final String HEADER =
      "area_level | area_code | area_name | perspective | cohort | outcome | group_dimension | group_value | students | events | mean_merit_points | mean_merit_points_lower | mean_merit_points_upper | status\n";

  /** A group's mean with its standard error, the number with points not told. */
  private static String group(
      int cohort, String dimension, String value, int students, double mean, double error) {
    return "municipality | 1281 | Lund | home | %d | merit_value_17 | %s | %s | %d | | %s | %s | %s | published%n"
        .formatted(
            cohort,
            dimension,
            value,
            students,
            mean,
            mean - Normal.Z * error,
            mean + Normal.Z * error);
  }

  private static String sexes(
      int cohort, int boys, double mean, double error, int girls, double other, double its) {
    return group(cohort, "sex", "boys", boys, mean, error)
        + group(cohort, "sex", "girls", girls, other, its);
  }

  private Dataset<Row> gaps(String rows) {
    return AreaGaps.from(whole(AreaOutcomes.TABLE, HEADER + rows));
  }

  /** 190 − 200 ± 1.959964 · √(4² + 3²); ratio 0.95, of its log √((4/190)² + (3/200)²) = 0.02585. */
  @Test
  void comparesMeansByWelchAndSaysNothingOfRates() {
    assertRows(
        AreaGaps.TABLE,
        """
        group_value | reference_value | students | events | reference_students | rate_difference | rate_ratio | mean_merit_points | reference_mean_merit_points | mean_merit_points_difference | mean_merit_points_difference_lower | mean_merit_points_difference_upper | mean_merit_points_ratio | mean_merit_points_ratio_lower | mean_merit_points_ratio_upper | slope_index | status
        boys        | girls           | 60       |        | 50                 |                 |            | 190.0             | 200.0                       | -10.0                        | -19.7998                           | -0.2002                            | 0.9500                  | 0.9031                        | 0.9994                        |             | published
        """,
        gaps(sexes(2023, 60, 190, 4, 50, 200, 3)));
  }

  /**
   * Thirds of the ranks, middles 1/6, 1/2 and 5/6, means 200, 210 and 240: Σn(r − ½)y = 100/3 · 40,
   * over Σn(r − ½)² = 200/9 a slope of 60; error 100/3/(200/9) √(3² + 4²) = 7.5. Mean 650/3,
   * relative index (650/3 + 30)/(650/3 − 30).
   */
  @Test
  void tellsTheSlopeInPoints() {
    assertRows(
        AreaGaps.TABLE,
        """
        group_value   | mean_merit_points_difference | slope_index | slope_index_lower | slope_index_upper | relative_index
        pre_secondary | -40.0                        | 60.0000     | 45.3003           | 74.6997           | 1.3214
        """,
        gaps(
            group(2023, "parental_education", "pre_secondary", 100, 200, 3)
                + group(2023, "parental_education", "upper_secondary", 100, 210, 2)
                + group(2023, "parental_education", "post_secondary", 100, 240, 4)
                + group(2023, "parental_education", "unknown", 100, 100, 9)));
  }

  /** −10 less −4: −6; errors of 5 and √(6² + 8²) = 10, in all √125 = 11.18034, half 21.9131. */
  @Test
  void tellsTheChangeSinceTheCohortFiveBefore() {
    assertRows(
        AreaGaps.TABLE,
        """
        cohort | change_from_cohort | rate_difference_change | mean_merit_points_difference_change | mean_merit_points_difference_change_lower | mean_merit_points_difference_change_upper
        2018   |                    |                        |                                     |                                           |
        2023   | 2018               |                        | -6.0                                | -27.9131                                  | 15.9131
        """,
        gaps(sexes(2023, 60, 190, 4, 50, 200, 3) + sexes(2018, 60, 196, 6, 50, 200, 8)));
  }

  /**
   * Boys 10, 20 and 10 with 180, 190, 220: 195; (10 · 4)² + (20 · 3)² + (10 · 4)² = 6800, over 40²
   * 4.25. Girls 20, 20 and 40 with 200, 210 and 215: 210; (20 · 3)² + (20 · 3)² + (40 · 1)² = 8800,
   * over 80² 1.375. −15 ± 1.959964 · √5.625 = 4.648463.
   */
  @Test
  void tellsTheGapOfThreeCohortsWeighedByStudents() {
    String lines =
        sexes(2021, 10, 180, 4, 20, 200, 3)
            + sexes(2022, 20, 190, 3, 20, 210, 3)
            + sexes(2023, 10, 220, 4, 40, 215, 1);

    assertRows(
        AreaGaps.TABLE,
        """
        cohort | pooled_rate_difference | pooled_mean_merit_points_difference | pooled_mean_merit_points_difference_lower | pooled_mean_merit_points_difference_upper
        2021   |                        |                                     |                                           |
        2022   |                        |                                     |                                           |
        2023   |                        | -15.0                               | -19.6485                                  | -10.3515
        """,
        gaps(lines));
  }

  @Test
  void isWithheldWhereAnyOfItsGroupsIsInAnyOfItsCohorts() {
    String withheld =
        "municipality | 1281 | Lund | home | 2022 | merit_value_17 | sex | boys | | | | | | suppressed\n";
    Dataset<Row> gaps =
        gaps(
            sexes(2021, 60, 190, 4, 50, 200, 3)
                + withheld
                + group(2022, "sex", "girls", 50, 200, 3)
                + sexes(2023, 60, 190, 4, 50, 200, 3)
                + sexes(2027, 60, 190, 4, 50, 200, 3));

    assertRows(
        AreaGaps.TABLE,
        """
        cohort | mean_merit_points_difference | pooled_mean_merit_points_difference | change_from_cohort | status
        2021   | -10.0                        |                                     |                    | published
        2022   |                              |                                     |                    | suppressed
        2023   | -10.0                        |                                     |                    | published
        2027   | -10.0                        |                                     |                    | published
        """,
        gaps);
    Row row = gaps.where("cohort = 2022").head();
    for (int i = row.fieldIndex("students"); i < row.fieldIndex("status"); i++) {
      assertThat(row.isNullAt(i)).as(row.schema().fieldNames()[i]).isTrue();
    }
  }

  /** 20 students outnumber nobody with points: there is no mean to compare with. */
  @Test
  void tellsNoGapWhereNobodyHasPoints() {
    assertRows(
        AreaGaps.TABLE,
        """
        group_dimension    | mean_merit_points_difference | slope_index | status
        parental_education |                              |             | published
        """,
        gaps(
            group(2023, "parental_education", "upper_secondary", 100, 210, 2)
                + group(2023, "parental_education", "post_secondary", 100, 240, 4)
                + "municipality | 1281 | Lund | home | 2023 | merit_value_17 | parental_education | pre_secondary | 20 | | | | | published\n"));
  }
}
