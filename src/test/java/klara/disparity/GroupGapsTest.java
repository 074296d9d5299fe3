package klara.disparity;

import static org.assertj.core.api.Assertions.assertThat;

import klara.stats.Normal;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class GroupGapsTest extends DisparityTest {
  private static String group(String area, String value, int students, int events) {
    return "%s | home | 2023 | not_in_upper_secondary | background | %s | %d | %d | %s | published%n"
        .formatted(area, value, students, events, students == 0 ? "" : 1.0 * events / students);
  }

  private static final String SKANE = "county | 12 | Skåne län";
  private static final String REST = "rest_of_country | rest_of_country | Riket utom Skåne";

  /** 60 % Swedish at 10 %, 40 % foreign at 30 %: 18 %. */
  private static final String SKANES =
      group(SKANE, "swedish", 600, 60) + group(SKANE, "foreign", 400, 120);

  /** 80 % Swedish at 8 %, 20 % foreign at 24 %: 11.2 %. */
  private static final String THE_RESTS =
      group(REST, "swedish", 8000, 640) + group(REST, "foreign", 2000, 480);

  private static String in(int cohort, String lines) {
    return lines.replace("| 2023 |", "| %d |".formatted(cohort));
  }

  /** Three cohorts that add up to {@link #SKANES} and {@link #THE_RESTS}. */
  private static final String SKANES_OF_2022 =
      in(2022, group(SKANE, "swedish", 200, 10) + group(SKANE, "foreign", 100, 40));

  private static final String OTHERS_OF_THREE =
      in(2021, group(SKANE, "swedish", 300, 30) + group(SKANE, "foreign", 200, 60))
          + in(2021, group(REST, "swedish", 4000, 320) + group(REST, "foreign", 1000, 240))
          + in(2022, group(REST, "swedish", 3000, 240) + group(REST, "foreign", 500, 100))
          + (group(SKANE, "swedish", 100, 20) + group(SKANE, "foreign", 100, 20))
          + (group(REST, "swedish", 1000, 80) + group(REST, "foreign", 500, 140));

  private static String mean(String area, String value, int students, double mean, double error) {
    double half = Normal.Z * error;
    return "%s | home | 2023 | merit_value_17 | background | %s | %d | %s | %s | %s | published%n"
        .formatted(area, value, students, mean, mean - half, mean + half);
  }

  /** 60 % with 230 and 40 % with 180: 210. */
  private static final String SKANES_MEANS =
      mean(SKANE, "swedish", 600, 230, 2) + mean(SKANE, "foreign", 400, 180, 3);

  /** 80 % with 235 and 20 % with 190: 226. */
  private static final String THE_RESTS_MEANS =
      mean(REST, "swedish", 8000, 235, 0.5) + mean(REST, "foreign", 2000, 190, 1);

  private Dataset<Row> decomposedMeans(String lines) {
    return local(GapDecomposition.TABLE, GroupGaps.of(means(lines)));
  }

  /**
   * Composition (0.6−0.8)(230+235)/2 + (0.4−0.2)(180+190)/2 = −46.5 + 37 = −9.5; means
   * (230−235)·0.7 + (180−190)·0.3 = −6.5. Variances 4 + 0.25 and 9 + 1: of composition 0.1² · 14.25
   * = 0.1425, of means 0.7² · 4.25 + 0.3² · 10 = 2.9825; halves 0.7399 and 1.959964 · 1.726992 =
   * 3.38484.
   */
  @Test
  void partsTheDifferenceOfMeansInPoints() {
    assertRows(
        GapDecomposition.TABLE,
        """
        outcome        | students | rate | rate_of_rest | mean_merit_points | mean_merit_points_of_rest | difference | composition | composition_lower | composition_upper | rates | rates_lower | rates_upper | status
        merit_value_17 | 1000     |      |              | 210.0             | 226.0                     | -16.0      | -9.5        | -10.2399          | -8.7601           | -6.5  | -9.8848     | -3.1152     | published
        """,
        decomposedMeans(SKANES_MEANS + THE_RESTS_MEANS));
  }

  /** Thrice the same: the parts are the same, and errors are by √3 smaller: 3.38484/√3 = 1.9542. */
  @Test
  void takesTheMeansOfThreeCohortsTogether() {
    String lines = SKANES_MEANS + THE_RESTS_MEANS;

    assertRows(
        GapDecomposition.TABLE,
        """
        cohort | students | mean_merit_points | composition | rates | rates_lower | rates_upper
        2023   | 3000     | 210.0             | -9.5        | -6.5  | -8.4542     | -4.5458
        """,
        decomposedMeans(in(2021, lines) + in(2022, lines) + lines).where("cohorts = 3"));
  }

  @Test
  void tellsNothingOfMeansWhereAGroupIsWithheldOrHasNoPoints() {
    String foreign =
        SKANE + " | home | 2023 | merit_value_17 | background | foreign | %s | | | | %s\n";

    assertRows(
        GapDecomposition.TABLE,
        """
        students | mean_merit_points | mean_merit_points_of_rest | difference | composition | rates | status
                 |                   |                           |            |             |       | suppressed
        """,
        decomposedMeans(
            mean(SKANE, "swedish", 600, 230, 2)
                + foreign.formatted("", "suppressed")
                + THE_RESTS_MEANS));
    assertRows(
        GapDecomposition.TABLE,
        """
        students | mean_merit_points | status
                 |                   | not_applicable
        """,
        decomposedMeans(
            mean(SKANE, "swedish", 600, 230, 2)
                + foreign.formatted("20", "published")
                + THE_RESTS_MEANS));
  }

  private Dataset<Row> decomposed(String lines) {
    return local(GapDecomposition.TABLE, GroupGaps.of(counts(lines)));
  }

  @Test
  void partsTheDifferenceIntoMakeUpAndRates() {
    // composition (0.6-0.8)(0.10+0.08)/2 + (0.4-0.2)(0.30+0.24)/2 = -0.018 + 0.054 = 0.036
    // rates (0.10-0.08)(0.6+0.8)/2 + (0.30-0.24)(0.4+0.2)/2 = 0.014 + 0.018 = 0.032
    assertRows(
        GapDecomposition.TABLE,
        """
        group_dimension | method   | area_code | students | rate   | rate_of_rest | difference | composition | rates  | status
        background      | kitagawa | 12        | 1000     | 0.1800 | 0.1120       | 0.0680     | 0.0360      | 0.0320 | published
        """,
        decomposed(SKANES + THE_RESTS));
  }

  @Test
  void tellsHowSureThePartsAre() {
    // variances (x+2)(n-x+2)/(n+4)^3: 62*542/604^3 = 0.00015251, 122*282/404^3 = 0.00052176,
    // 642*7362/8004^3 = 0.0000092174, 482*1522/2004^3 = 0.000091153
    // rates: 0.7^2 (0.00015251+0.0000092174) + 0.3^2 (0.00052176+0.000091153) = 0.00013441,
    // 0.032 +- 1.95996 * 0.011594
    assertRows(
        GapDecomposition.TABLE,
        """
        rates_lower | rates_upper
        0.0093      | 0.0547
        """,
        decomposed(SKANES + THE_RESTS));
  }

  @Test
  void takesTheOthersRateForAGroupThatNobodyIsIn() {
    // all Swedish here: 1 against 0.8, 0 against 0.2; foreign have the rest's 24 % on both sides
    // composition 0.2*(0.10+0.08)/2 - 0.2*0.24 = 0.018 - 0.048; rates 0.02*0.9
    assertRows(
        GapDecomposition.TABLE,
        """
        composition | rates
        -0.0300     | 0.0180
        """,
        decomposed(group(SKANE, "swedish", 600, 60) + group(SKANE, "foreign", 0, 0) + THE_RESTS));
  }

  @Test
  void leavesOutStudentsOfWhomTheGroupIsNotKnown() {
    assertRows(
        GapDecomposition.TABLE,
        """
        students | difference | status
        1000     | 0.0680     | published
        """,
        decomposed(
            SKANES
                + SKANE
                + " | home | 2023 | not_in_upper_secondary | background | unknown | | | | suppressed\n"
                + THE_RESTS
                + group(REST, "unknown", 500, 400)));
  }

  @Test
  void isWithheldWhereAGroupIs() {
    Dataset<Row> decomposed =
        decomposed(
            group(SKANE, "swedish", 600, 60)
                + SKANE
                + " | home | 2023 | not_in_upper_secondary | background | foreign | | | | suppressed\n"
                + THE_RESTS);

    assertRows(
        GapDecomposition.TABLE,
        """
        area_code | students | rate | difference | status
        12        |          |      |            | suppressed
        """,
        decomposed);
    assertThat(decomposed.count()).isEqualTo(1);
  }

  @Test
  void isMissingWhereTheRestIsNotDeliveredWhateverIsWithheldHere() {
    String untold = " | home | 2023 | not_in_upper_secondary | background | %s | | | | %s\n";

    assertRows(
        GapDecomposition.TABLE,
        """
        area_code | students | difference | status
        12        |          |            | missing
        """,
        decomposed(
            group(SKANE, "swedish", 600, 60)
                + SKANE
                + untold.formatted("foreign", "suppressed")
                + REST
                + untold.formatted("swedish", "missing")
                + REST
                + untold.formatted("foreign", "missing")));
  }

  @Test
  void addsUpTheGroupsOfThreeCohorts() {
    assertRows(
        GapDecomposition.TABLE,
        """
        cohort | cohorts | area_code | students | rate   | rate_of_rest | composition | rates  | rates_lower | rates_upper | status
        2023   | 3       | 12        | 1000     | 0.1800 | 0.1120       | 0.0360      | 0.0320 | 0.0093      | 0.0547      | published
        """,
        decomposed(SKANES_OF_2022 + OTHERS_OF_THREE).where("cohorts = 3"));
  }

  /** 2023 alone (1/2 − 2/3)(0.20 + 0.08)/2 + (1/2 − 1/3)(0.20 + 0.28)/2 = 0.0167. */
  @Test
  void tellsNothingOfThreeCohortsWhereAGroupOfOneIsWithheld() {
    String withheld =
        in(
            2022,
            group(SKANE, "swedish", 200, 10)
                + SKANE
                + " | home | 2023 | not_in_upper_secondary | background | foreign | | | | suppressed\n");

    assertRows(
        GapDecomposition.TABLE,
        """
        cohort | cohorts | students | rate | composition | status
        2021   | 1       | 500      | 0.18 | 0.0360      | published
        2022   | 1       |          |      |             | suppressed
        2023   | 1       | 200      | 0.20 | 0.0167      | published
        2023   | 3       |          |      |             | suppressed
        """,
        decomposed(withheld + OTHERS_OF_THREE));
  }

  @Test
  void tellsNothingTogetherOfCohortsThatDoNotFollowOnOneAnother() {
    assertThat(decomposed(OTHERS_OF_THREE).where("cohorts = 3").count()).isZero();
  }
}
