package klara.disparity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class AreaTrendsTest extends DisparityTest {
  private static final String ELIGIBLE = "eligible_vocational";

  private Dataset<Row> trends(String counts, String official) {
    return local(AreaTrends.TABLE, AreaTrends.of(figures(counts, official)));
  }

  /** One municipality, with the events of each cohort among a thousand students. */
  private static String cohorts(int first, int... events) {
    return IntStream.range(0, events.length)
        .mapToObj(i -> told("1281", first + i, ELIGIBLE, 1000, events[i]))
        .collect(Collectors.joining());
  }

  @Test
  void tellsTheChangeBetweenThreeCohortsAtEachEndWithItsInterval() {
    // 2400 of 3000 to 2550 of 3000. Newcombe's method 10 by hand from the Wilson limits
    // 0.8: 0.78530, 0.81391; 0.85: 0.83679, 0.86233
    // lower 0.05 - sqrt((0.85-0.83679)^2 + (0.81391-0.8)^2) = 0.03082
    // upper 0.05 + sqrt((0.86233-0.85)^2 + (0.8-0.78530)^2) = 0.06919
    assertRows(
        AreaTrends.TABLE,
        """
        first_cohort | last_cohort | cohorts_told | pooled_cohorts | change | change_lower | change_upper | slope_per_year | change_finding | slope_finding | status
        2018         | 2023        | 6            | 3              | 0.0500 | 0.0308       | 0.0692       |                | rising         | cannot_tell   | published
        """,
        trends(cohorts(2018, 800, 800, 800, 850, 850, 850), ""));
  }

  @Test
  void takesTheCohortsAtTheEndsWhereThereAreFew() {
    // 0.8 to 0.7, pooled 0.75: z = 0.1/sqrt(0.75*0.25*2/1000) = 5.164, p = 2.4e-7
    assertRows(
        AreaTrends.TABLE,
        """
        cohorts_told | pooled_cohorts | change  | change_q_value | change_finding
        3            | 1              | -0.1000 | 0.0000002      | falling
        """,
        trends(cohorts(2021, 800, 790, 700), ""));
  }

  @Test
  void saysNothingOfAChangeThatChanceMakes() {
    assertRows(
        AreaTrends.TABLE,
        """
        change | change_finding
        0.0010 | no_sign_of_change
        """,
        trends(cohorts(2021, 800, 790, 801), ""));
  }

  @Test
  void hasASlopeWithStepsForThePandemicFromEightCohortsOn() {
    // a line of 0.01 a year, 0.05 higher in 2019 and 2020, with a ripple that sums to nothing
    assertRows(
        AreaTrends.TABLE,
        """
        first_cohort | last_cohort | slope_per_year | steps_from | slope_finding
        2015         | 2024        | 0.01           | 2019, 2021 | rising
        """,
        trends(cohorts(2015, 701, 709, 719, 731, 790, 800, 761, 769, 779, 791), ""));
  }

  @Test
  void hasNoSlopeWhereOneCohortStandsAloneBetweenSteps() {
    // the pandemic ends with 2020, and 2021 is the last: nothing tells its step from the slope
    assertRows(
        AreaTrends.TABLE,
        """
        cohorts_told | change_finding | slope_per_year | slope_finding
        8            | rising         |                | cannot_tell
        """,
        trends(cohorts(2014, 701, 709, 719, 731, 741, 790, 800, 761), ""));
  }

  @Test
  void leavesOutCohortsOfAnotherScaleOfGrades() {
    Dataset<Row> trends =
        trends(
            cohorts(
                2010, 100, 100, 100, 100, 100, 700, 700, 700, 700, 700, 700, 700, 700, 700, 700),
            "");

    assertRows(
        AreaTrends.TABLE,
        """
        first_cohort | last_cohort | cohorts_told | change | change_finding
        2015         | 2024        | 10           | 0.0000 | no_sign_of_change
        """,
        trends);
  }

  @Test
  void cannotTellAChangeOfSharesOfUnknownStudents() {
    assertRows(
        AreaTrends.TABLE,
        """
        source   | change | change_lower | change_q_value | change_finding | status
        official | 0.1000 |              |                | cannot_tell    | published
        """,
        trends(
            "",
            share("1281", "2022/23", "andel_behoriga_yrkes", "80")
                + share("1281", "2023/24", "andel_behoriga_yrkes", "90")));
  }

  @Test
  void hasNothingToTellOfOneCohort() {
    assertRows(
        AreaTrends.TABLE,
        """
        cohorts_told | change | change_finding | slope_finding | status
        1            |        |                |               | suppressed
        """,
        trends(told("1281", 2022, ELIGIBLE, 100, 80) + withheld("1281", 2023, ELIGIBLE), ""));
  }

  /** One of four may be withheld, two of five not: few had the outcome, or few had not. */
  @Test
  void saysNothingWhereWhatIsWithheldChoosesTheCohorts() {
    String three = cohorts(2020, 800, 790, 700);

    assertRows(
        AreaTrends.TABLE,
        """
        cohorts_told | change  | change_finding | status
        3            | -0.1000 | falling        | published
        """,
        trends(three + withheld("1281", 2023, ELIGIBLE), ""));
    assertRows(
        AreaTrends.TABLE,
        """
        first_cohort | cohorts_told | change | change_finding | slope_finding | status
                     | 3            |        |                |               | unreliable
        """,
        trends(three + withheld("1281", 2023, ELIGIBLE) + withheld("1281", 2024, ELIGIBLE), ""));
  }

  @Test
  void callsFewerWhereManyAreTested() {
    // alone p = 0.03 is called; beside thirty-two without a change it is not
    String one = told("1281", 2022, ELIGIBLE, 1000, 800) + told("1281", 2023, ELIGIBLE, 1000, 838);
    String others =
        each(
            i ->
                CODES.get(i).equals("1281")
                    ? ""
                    : told(CODES.get(i), 2022, ELIGIBLE, 1000, 800)
                        + told(CODES.get(i), 2023, ELIGIBLE, 1000, 800));

    assertThat(finding(trends(one, ""))).isEqualTo("rising");
    assertThat(finding(trends(one + others, ""))).isEqualTo("no_sign_of_change");
  }

  /** Points of Lund in cohorts of a hundred each, with the same error. */
  private static String means(int first, double error, double... means) {
    return IntStream.range(0, means.length)
        .mapToObj(i -> points("1281", first + i, 100, means[i], error))
        .collect(Collectors.joining());
  }

  private Dataset<Row> trendsOfPoints(String lines) {
    return local(AreaTrends.TABLE, AreaTrends.of(figuresOfPoints(lines)));
  }

  /**
   * 220 to 210 of three cohorts each, errors of 6/√3 = 3.4641 at each end: −10 ± 1.959964 · √24 =
   * 9.6018; z = 2.0412, p = 0.04123.
   */
  @Test
  void tellsTheChangeOfAMeanInPoints() {
    assertRows(
        AreaTrends.TABLE,
        """
        outcome        | cohorts_told | pooled_cohorts | change  | change_lower | change_upper | change_q_value | change_finding | status
        merit_value_17 | 6            | 3              | -10.0   | -19.6018     | -0.3982      | 0.0412         | falling        | published
        """,
        trendsOfPoints(means(2018, 6, 215, 220, 225, 205, 210, 215)));
  }

  /** A line of a point a year, 2017 six too high: that is in the slope as far as it weighs. */
  @Test
  void weighsMeansByTheirPrecision() {
    String sure =
        IntStream.range(0, 8)
            .filter(i -> i != 6)
            .mapToObj(i -> points("1281", 2011 + i, 100, 200 + i, 1))
            .collect(Collectors.joining());

    assertRows(
        AreaTrends.TABLE,
        """
        cohorts_told | slope_per_year | steps_from
        8            | 1.0000         |
        """,
        trendsOfPoints(sure + points("1281", 2017, 100, 212, 1000)));
    // 6 · 2.5 / 42 = 0.3571 more where all weigh the same
    assertRows(
        AreaTrends.TABLE,
        """
        cohorts_told | slope_per_year | steps_from
        8            | 1.3571         |
        """,
        trendsOfPoints(sure + points("1281", 2017, 100, 212, 1)));
  }

  @Test
  void hasNoIntervalOfAnOfficialMean() {
    assertRows(
        AreaTrends.TABLE,
        """
        source   | outcome        | change | change_lower | change_q_value | change_finding | status
        official | merit_value_17 | -4.5   |              |                | cannot_tell    | published
        """,
        trends(
            "",
            share("1281", "2022/23", "meritvarde_17", "230.5")
                + share("1281", "2022/23", "elever_ak9", "250")
                + share("1281", "2023/24", "meritvarde_17", "226")
                + share("1281", "2023/24", "elever_ak9", "250")));
  }

  private static String finding(Dataset<Row> trends) {
    return trends.where("area_code = '1281'").select("change_finding").head().getString(0);
  }
}
