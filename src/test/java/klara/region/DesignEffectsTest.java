package klara.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import klara.outcome.OutcomeCells;
import klara.register.Municipalities;
import klara.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Schools of ten in Lund, half of whose students live there and half in Malmö. */
class DesignEffectsTest extends SparkTest {
  private static final String HEADER =
      "outcome | cohort | home_place | school_place | school_unit_code | students | events | points | squared_points\n";

  private static final String SHARE = "eligible_vocational";

  /** Of 2023, one school a line; odd schools say one thing, even ones another. */
  private static String schools(int number, String outcome, String odd, String even) {
    return IntStream.range(0, number)
        .mapToObj(
            school ->
                Stream.of("1281", "1280")
                    .map(
                        home ->
                            "%s | 2023 | %s | 1281 | %08d | %s%n"
                                .formatted(outcome, home, school, school % 2 == 1 ? odd : even))
                    .collect(Collectors.joining()))
        .collect(Collectors.joining());
  }

  private Dataset<Row> effects(String cells) {
    Dataset<Row> municipalities =
        rows(
            Municipalities.REGISTER.table(),
            """
            municipality_code | valid_from | municipality_name | subregion_code
            1280              | 2011-07-01 | Malmö             | ML
            1281              | 2011-07-01 | Lund              | ML
            """);
    return DesignEffects.from(
        whole(OutcomeCells.TABLE, HEADER + cells), Areas.membership(municipalities));
  }

  private Dataset<Row> ofTheCounty(String cells) {
    return effects(cells).where("area_level = 'county' and perspective = 'school'");
  }

  /**
   * Twenty schools of 10 students, ten with 8 events and ten with 4: 120 of 200.
   *
   * <pre>
   * MSB = (10 · 8²/10 + 10 · 4²/10 − 120²/200) / 19 = (80 − 72) / 19 = 0.42105
   * MSW = (120 − 80) / (200 − 20) = 0.22222
   * n₀  = (200 − 20 · 10²/200) / 19 = 10
   * ρ   = (0.42105 − 0.22222) / (0.42105 + 9 · 0.22222) = 0.082126
   * b = 10: 1 + 9 ρ = 1.739        b = 5: 1 + 4 ρ = 1.329
   * </pre>
   */
  @Test
  void widensByHowAlikeSchoolmatesAreAndHowManyOfThemTheAreaHas() {
    assertRows(
        AreaOutcomes.TABLE,
        """
        area_level   | area_code | perspective | cohort | outcome             | design_effect
        municipality | 1281      | home        | 2023   | eligible_vocational | 1.30
        municipality | 1280      | home        | 2023   | eligible_vocational | 1.30
        subregion    | ML        | home        | 2023   | eligible_vocational | 1.70
        county       | 12        | home        | 2023   | eligible_vocational | 1.70
        municipality | 1281      | school      | 2023   | eligible_vocational | 1.70
        subregion    | ML        | school      | 2023   | eligible_vocational | 1.70
        county       | 12        | school      | 2023   | eligible_vocational | 1.70
        """,
        effects(schools(20, SHARE, "5 | 4 | |", "5 | 2 | |")));
  }

  /**
   * The same students, with 200 points in place of an event and 100 in place of none: in tenths, 4
   * · 2000 + 1 · 1000 and 2 · 2000 + 3 · 1000. Both mean squares are 1000² times as large, so ρ is
   * the same. A sixth of each five has no points: with him b would be 12, and 1 + 11 ρ = 1.9.
   */
  @Test
  void takesAMeanOfThoseWhoHavePoints() {
    assertRows(
        AreaOutcomes.TABLE,
        """
        design_effect
        1.70
        """,
        ofTheCounty(
            schools(20, "merit_value_17", "6 | 5 | 9000 | 17000000", "6 | 5 | 7000 | 11000000")));
  }

  /** Six of ten everywhere: MSB is 0, and ρ would be (0 − MSW) / (0 + 9 MSW) = −1/9. */
  @Test
  void isOneWhereSchoolsDifferLessThanByChance() {
    assertRows(
        AreaOutcomes.TABLE,
        """
        design_effect
        1.00
        """,
        ofTheCounty(schools(20, SHARE, "5 | 3 | |", "5 | 3 | |")));
  }

  @Test
  void saysNothingByFewerThanTwentySchools() {
    assertThat(effects(schools(19, SHARE, "5 | 4 | |", "5 | 2 | |")).collectAsList()).isEmpty();
  }

  @Test
  void leavesOutResidentsWhomNoSchoolCounts() {
    String cells = schools(20, "in_activity_responsibility_16_20", "5 | 4 | |", "5 | 2 | |");

    assertThat(effects(cells).collectAsList()).isEmpty();
  }
}
