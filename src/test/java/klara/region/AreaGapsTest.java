package klara.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    return AreaGaps.from(whole(AreaOutcomes.TABLE, HEADER + rows.replace("Lund", LUND)));
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
  void isWithheldWhereOneOfItsTwoGroupsIs() {
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
        parental_education | published
        newly_arrived      | immature
        """,
        gaps);
    // the difference is of two groups that are told, the slope of three
    assertThat(
            gaps.where(
                    "group_dimension = 'parental_education' and slope_index is null"
                        + " and abs(abs(rate_difference) - 0.2) < 1e-9")
                .count())
        .isEqualTo(1);
    assertThat(gaps.where("status <> 'published'").drop("cohort").collectAsList())
        .hasSize(3)
        .allSatisfy(
            row -> {
              for (int i = 9; i < row.size() - 1; i++) {
                assertThat(row.isNullAt(i)).as(row.schema().fieldNames()[i]).isTrue();
              }
            });
  }

  @Test
  void comparesNothingWithAnEmptyGroup() {
    // of two groups that an order leaves, halves of the ranks, the slope is twice the difference
    assertRows(
        AreaGaps.TABLE,
        """
        group_dimension    | students | reference_students | rate_difference | rate_ratio | slope_index | status
        sex                |          |                    |                 |            |             | not_applicable
        parental_education | 0        | 50                 |                 |            | 0.2000      | published
        """,
        gaps(
            """
            Lund | sex                | girls           | 50 | 40 | published
            Lund | sex                | boys            | 0  | 0  | published
            Lund | parental_education | pre_secondary   | 0  | 0  | published
            Lund | parental_education | upper_secondary | 50 | 30 | published
            Lund | parental_education | post_secondary  | 50 | 35 | published
            """));
  }

  private static String sexes(String area, int cohort, String outcome, int girls, int boys) {
    String line = "municipality | %s | M%s | home | %d | %s | sex | %s | 50 | %d | published%n";
    return line.formatted(area, area, cohort, outcome, "girls", girls)
        + line.formatted(area, area, cohort, outcome, "boys", boys);
  }

  @Test
  void tellsTheChangeSinceTheCohortFiveBefore() {
    // 2023: 0.6 - 0.8 = -0.2, 2018: 0.7 - 0.8 = -0.1; Wilson limits of 30, 35 and 40 of 50:
    // 0.46182 to 0.72393, 0.56248 to 0.80897, 0.66963 to 0.88757
    // 2023: -0.2 - sqrt(0.13818^2 + 0.08757^2) = -0.36359, -0.2 + sqrt(0.12393^2 + 0.13037^2) =
    // -0.02013; 2018: -0.26302 and 0.06991
    // -0.1 - sqrt(0.16359^2 + 0.16991^2) = -0.33586, -0.1 + sqrt(0.17987^2 + 0.16302^2) = 0.14275
    assertRows(
        AreaGaps.TABLE,
        """
        area_code | cohort | change_from_cohort | rate_difference_change | rate_difference_change_lower | rate_difference_change_upper | slope_index_change | status
        1281      | 2023   | 2018               | -0.1000                | -0.3359                      | 0.1427                       |                    | published
        1281      | 2020   |                    |                        |                              |                              |                    | published
        1281      | 2018   |                    |                        |                              |                              |                    | published
        1280      | 2023   |                    |                        |                              |                              |                    | published
        """,
        gaps(
            sexes("1281", 2023, "passed_all_subjects", 40, 30)
                + sexes("1281", 2020, "passed_all_subjects", 10, 30)
                + sexes("1281", 2018, "passed_all_subjects", 40, 35)
                + sexes("1280", 2023, "passed_all_subjects", 40, 30)));
  }

  @Test
  void tellsTheChangeOfTheSlope() {
    // slopes of 0.3 and 0.15 (middles 1/6, 1/2 and 5/6 of the ranks): a change of 0.15
    // error of a slope over thirds of 100: 1.5 sqrt(v1 + v3), v = (x+1)(101-x) / 102^3 x 100^2 /
    // 100^2
    Dataset<Row> gaps =
        gaps(
            """
            Lund | parental_education | pre_secondary   | 100 | 50 | published
            Lund | parental_education | upper_secondary | 100 | 60 | published
            Lund | parental_education | post_secondary  | 100 | 70 | published
            2018 | parental_education | pre_secondary   | 100 | 55 | published
            2018 | parental_education | upper_secondary | 100 | 60 | published
            2018 | parental_education | post_secondary  | 100 | 65 | published
            """
                .replace(
                    "2018 |", "municipality | 1281 | L | home | 2018 | passed_all_subjects |"));

    assertRows(
        AreaGaps.TABLE,
        """
        cohort | slope_index | slope_index_change | slope_index_change_lower | slope_index_change_upper
        2023   | 0.3000      | 0.1500             | -0.1319                  | 0.4319
        2018   | 0.1500      |                    |                          |
        """,
        gaps);
  }

  @Test
  void tellsNoChangeFromOrToWhatIsWithheld() {
    assertRows(
        AreaGaps.TABLE,
        """
        area_code | cohort | change_from_cohort | rate_difference_change | rate_difference_change_lower | status
        1281      | 2023   |                    |                        |                              | published
        1281      | 2018   |                    |                        |                              | suppressed
        1280      | 2023   |                    |                        |                              | suppressed
        1280      | 2018   |                    |                        |                              | published
        """,
        gaps(
            sexes("1281", 2023, "passed_all_subjects", 40, 30)
                + sexes("1281", 2018, "passed_all_subjects", 40, 35)
                    .replaceFirst("50 \\| 40 \\| published", " | | suppressed")
                + sexes("1280", 2023, "passed_all_subjects", 40, 30)
                    .replaceFirst("50 \\| 40 \\| published", " | | suppressed")
                + sexes("1280", 2018, "passed_all_subjects", 40, 35)));
  }

  @Test
  void tellsNoChangeAcrossABreakOfTheDefinition() {
    // unknown background left the figures of eligibility on 2016-01-01: cohort 2015, known on
    // 2016-10-01, is the first after it
    assertRows(
        AreaGaps.TABLE,
        """
        outcome             | cohort | change_from_cohort | rate_difference_change
        eligible_vocational | 2020   | 2015               | -0.1000
        eligible_vocational | 2019   |                    |
        eligible_vocational | 2015   |                    |
        eligible_vocational | 2014   |                    |
        passed_all_subjects | 2019   | 2014               | -0.1000
        passed_all_subjects | 2014   |                    |
        """,
        gaps(
            sexes("1281", 2020, "eligible_vocational", 40, 30)
                + sexes("1281", 2019, "eligible_vocational", 40, 30)
                + sexes("1281", 2015, "eligible_vocational", 40, 35)
                + sexes("1281", 2014, "eligible_vocational", 40, 35)
                + sexes("1281", 2019, "passed_all_subjects", 40, 30)
                + sexes("1281", 2014, "passed_all_subjects", 40, 35)));
  }

  @Test
  void tellsTheGapOfThreeCohortsTogether() {
    // In all 56 of 70 boys and 48 of 80 girls: 0.2, 0.0524 to 0.3339 (Newcombe 1998, table II, a)
    String lines =
        IntStream.range(0, 3)
            .mapToObj(
                i ->
                    "municipality | 1281 | Lund | home | %d | passed_all_subjects | sex | boys | %s | published%n"
                            .formatted(2021 + i, List.of("25 | 20", "25 | 20", "20 | 16").get(i))
                        + "municipality | 1281 | Lund | home | %d | passed_all_subjects | sex | girls | %s | published%n"
                            .formatted(2021 + i, List.of("30 | 16", "25 | 16", "25 | 16").get(i)))
            .collect(Collectors.joining());

    assertRows(
        AreaGaps.TABLE,
        """
        cohort | pooled_rate_difference | pooled_rate_difference_lower | pooled_rate_difference_upper
        2021   |                        |                              |
        2022   |                        |                              |
        2023   | 0.2000                 | 0.0524                       | 0.3339
        """,
        AreaGaps.from(whole(AreaOutcomes.TABLE, HEADER + lines)));
  }

  /** The same 56 of 70 and 48 of 80, but in 2022 there are no boys. */
  @Test
  void countsACohortOfNobodyIntoTheThree() {
    assertRows(
        AreaGaps.TABLE,
        """
        cohort | status         | pooled_rate_difference | pooled_rate_difference_lower | pooled_rate_difference_upper
        2021   | published      |                        |                              |
        2022   | not_applicable |                        |                              |
        2023   | published      | 0.2000                 | 0.0524                       | 0.3339
        """,
        AreaGaps.from(
            whole(
                AreaOutcomes.TABLE,
                HEADER
                    + """
                    municipality | 1281 | Lund | home | 2021 | passed_all_subjects | sex | boys  | 35 | 28 | published
                    municipality | 1281 | Lund | home | 2022 | passed_all_subjects | sex | boys  | 0  | 0  | published
                    municipality | 1281 | Lund | home | 2023 | passed_all_subjects | sex | boys  | 35 | 28 | published
                    municipality | 1281 | Lund | home | 2021 | passed_all_subjects | sex | girls | 30 | 16 | published
                    municipality | 1281 | Lund | home | 2022 | passed_all_subjects | sex | girls | 25 | 16 | published
                    municipality | 1281 | Lund | home | 2023 | passed_all_subjects | sex | girls | 25 | 16 | published
                    """)));
  }
}
