package klara.disparity;

import java.util.Locale;
import klara.region.AreaGaps;
import klara.region.AreaOutcomes;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** How much of what the activity responsibility should tell is told stands beside what it tells. */
class CoverageBesideFiguresTest extends DisparityTest {
  private static final String HEADER =
      "area_level | area_code | area_name | perspective | cohort | outcome | group_dimension | group_value | students | events | rate | activity_responsibility_coverage | status\n";

  /** One cohort of a municipality, everyone; the coverage is empty where it is not told. */
  private static String line(String area, int cohort, int events, String coverage) {
    return "%s | %s | home | %d | in_activity_responsibility | all | all | 1000 | %d | %s | %s | published%n"
        .formatted("municipality | " + area, "M" + area, cohort, events, events / 1000.0, coverage);
  }

  private static String group(String area, String value, int events, String coverage) {
    return String.format(
        Locale.ROOT,
        "%s | home | 2023 | in_activity_responsibility | sex | %s | 1000 | %d | %s | %s | published%n",
        area,
        value,
        events,
        events / 1000.0,
        coverage);
  }

  private Dataset<Row> outcomes(String lines) {
    return whole(AreaOutcomes.TABLE, HEADER + lines).select(AreaOutcomes.TABLE.select());
  }

  private AreaFigures told(String lines) {
    return AreaFigures.of(outcomes(lines), official(""));
  }

  @Test
  void standsBesideRanksAndClustersTheLowestOfThreeCohorts() {
    AreaFigures figures =
        told(
            each(
                i ->
                    line(CODES.get(i), 2021, 50 + i, "0.6")
                        + line(CODES.get(i), 2022, 50 + i, i == 0 ? "0.35" : "")
                        + line(CODES.get(i), 2023, 50 + i, i == 0 ? "0.85" : "0.7")));
    String wanted = "cohort = 2023 and area_code in ('12', '%s', '%s')";
    String chosen = wanted.formatted(CODES.get(0), CODES.get(1));

    assertRows(
        AreaRanks.TABLE,
        """
        cohorts | area_code | activity_responsibility_coverage
        1       | %1$s      | 0.85
        1       | %2$s      | 0.7
        3       | %1$s      | 0.35
        3       | %2$s      | 0.6
        """
            .formatted(CODES.get(0), CODES.get(1)),
        local(AreaRanks.TABLE, AreaRanks.of(figures)).where(chosen));
    assertRows(
        AreaClusters.TABLE,
        """
        cohorts | area_code | activity_responsibility_coverage
        1       | 12        | 0.7
        1       | %1$s      | 0.85
        1       | %2$s      | 0.7
        3       | 12        | 0.35
        3       | %1$s      | 0.35
        3       | %2$s      | 0.6
        """
            .formatted(CODES.get(0), CODES.get(1)),
        local(AreaClusters.TABLE, AreaClusters.of(figures)).where(chosen));
  }

  @Test
  void standsAtBothEndsOfAChange() {
    String lines =
        line("1281", 2018, 50, "0.4")
            + line("1281", 2019, 50, "0.45")
            + line("1281", 2020, 50, "")
            + line("1281", 2021, 90, "0.9")
            + line("1281", 2022, 90, "0.85")
            + line("1281", 2023, 90, "0.95");

    assertRows(
        AreaTrends.TABLE,
        """
        change | first_activity_responsibility_coverage | last_activity_responsibility_coverage
        0.0400 | 0.4                                    | 0.85
        """,
        local(AreaTrends.TABLE, AreaTrends.of(told(lines))));
  }

  @Test
  void standsBesideBothSidesOfAGap() {
    String boys = "municipality | 1281 | Lund";
    String lines = group(boys, "boys", 80, "0.75") + group(boys, "girls", 40, "0.5");

    assertRows(
        AreaGaps.TABLE,
        """
        rate_difference | activity_responsibility_coverage | reference_activity_responsibility_coverage
        0.0400          | 0.75                             | 0.5
        """,
        AreaGaps.from(outcomes(lines)));
  }

  @Test
  void standsBesideTheMakeUpOfBothSidesTheLowestOfTheGroups() {
    String skane = "county | 12 | Skåne län";
    String rest = "rest_of_country | rest_of_country | Riket utom Skåne";
    String lines =
        group(skane, "boys", 80, "0.75")
            + group(skane, "girls", 40, "0.5")
            + group(rest, "boys", 60, "")
            + group(rest, "girls", 30, "0.8");

    assertRows(
        GapDecomposition.TABLE,
        """
        area_code | difference | activity_responsibility_coverage | activity_responsibility_coverage_of_rest
        12        | 0.0150     | 0.5                              | 0.8
        """,
        local(GapDecomposition.TABLE, GroupGaps.of(outcomes(lines))));
  }
}
