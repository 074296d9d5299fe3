package klara.disparity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import klara.disclosure.Protected;
import klara.outcome.OutcomeCells;
import klara.region.AreaOutcomes;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class IntakeGapsTest extends DisparityTest {
  private static final String ELIGIBLE = "eligible_vocational";
  private static final String HEADER =
      "outcome | cohort | home_place | school_place | school_unit_code | sex | parental_education | background | newly_arrived | students | events | points | squared_points\n";

  private static String cell(String place, String education, int students, int events) {
    return "%s | 2023 | %s | elsewhere | | girls | %s | swedish | no | %d | %d | |%n"
        .formatted(ELIGIBLE, place, education, students, events);
  }

  private static String all(String area, int students, int events) {
    return "%s | home | 2023 | %s | all | all | %d | %d | %s | published%n"
        .formatted(area, ELIGIBLE, students, events, 1.0 * events / students);
  }

  private static String untold(String area, String status) {
    return "%s | home | 2023 | %s | all | all | | | | %s%n".formatted(area, ELIGIBLE, status);
  }

  private static final String SKANE = "county | 12 | Skåne län";
  private static final String REST = "rest_of_country | rest_of_country | Riket utom Skåne";
  private static final String LUND = "municipality | 1281 | Lund";
  private static final String PERSTORP = "municipality | 1275 | Perstorp";

  /** 60 % of 4000 and 90 % of 6000: 7800 of 10 000. */
  private static final String CELLS_OF_REST =
      cell("elsewhere", "pre_secondary", 4000, 2400)
          + cell("elsewhere", "post_secondary", 6000, 5400);

  private static final String CELLS_OF_LUND =
      cell("1281", "pre_secondary", 50, 35) + cell("1281", "post_secondary", 150, 120);
  private static final String CELLS_OF_PERSTORP =
      cell("1275", "pre_secondary", 150, 90) + cell("1275", "post_secondary", 50, 40);

  private Dataset<Row> decomposed(String cells, String counts) {
    return local(
        GapDecomposition.TABLE,
        Expectations.of(
                IntakePatterns.from(rows(OutcomeCells.TABLE, HEADER + cells)).toLocalIterator(),
                AreaFigures.of(counts(counts)))
            .getOrDefault(GapDecomposition.TABLE, List.of()));
  }

  /**
   * Valued by 60 % and 90 %. Lund: 25 and 75 %, 0.825 less 0.78 is 0.045 of composition, 0.775 −
   * 0.825 = −0.05 of rates. Perstorp: 75 and 25 %, 0.675 − 0.78 = −0.105, and 0.65 − 0.675 =
   * −0.025. Skåne: half and half, 0.75 − 0.78 = −0.03, and 0.7125 − 0.75 = −0.0375.
   *
   * <p>Of composition in Lund 0.15² (0.6 · 0.4/4000 + 0.9 · 0.1/6000) = 0.0000016875, half the
   * interval 1.96 · 0.0013 = 0.0025, told as 0.005. Of rates 157 · 47/204³ = 0.00086917 and 0.25² ·
   * 0.00006 + 0.75² · 0.000015 = 0.0000121875: 1.96 · 0.029688 = 0.0582, told as 0.06; likewise
   * 0.0666 of Perstorp and 0.0450 of Skåne, as 0.07 and 0.05.
   */
  @Test
  void partsTheDifferenceOfMunicipalitiesAndOfTheCountyByAllCircumstancesAtOnce() {
    assertRows(
        GapDecomposition.TABLE,
        """
        group_dimension | method         | area_code | students | rate   | rate_of_rest | difference | composition | composition_lower | composition_upper | rates   | rates_lower | rates_upper | status
        all_known       | oaxaca_blinder | 12        | 400      | 0.7125 | 0.78         | -0.0675    | -0.03       | -0.035            | -0.025            | -0.0375 | -0.0875     | 0.0125      | published
        all_known       | oaxaca_blinder | 1275      | 200      | 0.65   | 0.78         | -0.13      | -0.105      | -0.115            | -0.095            | -0.025  | -0.095      | 0.045       | published
        all_known       | oaxaca_blinder | 1281      | 200      | 0.775  | 0.78         | -0.005     | 0.045       | 0.04              | 0.05              | -0.05   | -0.11       | 0.01        | published
        """,
        decomposed(
            CELLS_OF_REST + CELLS_OF_LUND + CELLS_OF_PERSTORP,
            all(REST, 10000, 7800)
                + all(LUND, 200, 155)
                + all(PERSTORP, 200, 130)
                + all(SKANE, 400, 285)));
  }

  @Test
  void tellsCompositionInStepsAndLeavesTheRestToRates() {
    // 53 and 147 of 200: 0.8205 less 0.78 is 0.0405
    assertRows(
        GapDecomposition.TABLE,
        """
        difference | composition | rates
        -0.005     | 0.04        | -0.045
        """,
        decomposed(
            CELLS_OF_REST
                + cell("1281", "pre_secondary", 53, 35)
                + cell("1281", "post_secondary", 147, 120),
            all(REST, 10000, 7800) + all(LUND, 200, 155)));
  }

  @Test
  void saysNothingOfFewStudentsNorOfWhatTheRestCannotValue() {
    // outside Skåne nobody knows parental education of those who live with an unknown arrival
    String unknown =
        "%s | 2023 | %s | elsewhere | | girls | %s | unknown | unknown | %d | %d | |%n";
    assertRows(
        GapDecomposition.TABLE,
        """
        area_code | rate | composition | status
        1275      |      |             | unreliable
        1281      |      |             | unreliable
        """,
        decomposed(
            CELLS_OF_REST
                + unknown.formatted(ELIGIBLE, "elsewhere", "unknown", 100, 50)
                + cell("1275", "pre_secondary", 49, 30)
                + CELLS_OF_LUND
                + unknown.formatted(ELIGIBLE, "1281", "pre_secondary", 10, 5),
            all(REST, 10100, 7850) + all(LUND, 210, 160) + all(PERSTORP, 49, 30)));
  }

  @Test
  void saysNothingWhereTheRestOfTheCountryIsNotThere() {
    assertRows(
        GapDecomposition.TABLE,
        """
        area_code | rate | composition | status
        1275      |      |             | suppressed
        1281      |      |             | missing
        """,
        decomposed(
            CELLS_OF_LUND + CELLS_OF_PERSTORP,
            untold(REST, "missing") + all(LUND, 200, 155) + untold(PERSTORP, "suppressed")));
  }

  @Test
  void saysNothingBesideFewerThanAThousandOfTheRest() {
    String rest =
        cell("elsewhere", "pre_secondary", 499, 300)
            + cell("elsewhere", "post_secondary", 500, 450);

    assertRows(
        GapDecomposition.TABLE,
        """
        area_code | rate | composition | status
        1281      |      |             | unreliable
        """,
        decomposed(rest + CELLS_OF_LUND, all(REST, 999, 750) + all(LUND, 200, 155)));
    assertRows(
        GapDecomposition.TABLE,
        """
        area_code | rate  | status
        1281      | 0.775 | published
        """,
        decomposed(
            rest + cell("elsewhere", "pre_secondary", 1, 0) + CELLS_OF_LUND,
            all(REST, 1000, 750) + all(LUND, 200, 155)));
  }

  /** Likewise of three cohorts, each as the one above. */
  private Dataset<Row> ofThreeCohorts() {
    StringBuilder cells = new StringBuilder();
    StringBuilder counts = new StringBuilder();
    for (String cohort : List.of("2021", "2022", "2023")) {
      cells.append((CELLS_OF_REST + CELLS_OF_LUND).replace("2023", cohort));
      counts.append((all(REST, 10000, 7800) + all(LUND, 200, 155)).replace("2023", cohort));
    }
    return decomposed(cells.toString(), counts.toString());
  }

  /**
   * 465 of 600: of rates 467 · 137/604³ = 0.00029035 and a third of 0.0000121875, half the interval
   * 1.96 · 0.017159 = 0.0336, told as 0.035; of composition 1.96 · 0.0013/√3 = 0.0015, told as
   * 0.005.
   */
  @Test
  void takesThreeCohortsTogetherToo() {
    assertRows(
        GapDecomposition.TABLE,
        """
        cohort | cohorts | area_code | students | rate  | rate_of_rest | composition | composition_lower | composition_upper | rates | rates_lower | rates_upper | status
        2023   | 3       | 1281      | 600      | 0.775 | 0.78         | 0.045       | 0.04              | 0.05              | -0.05 | -0.085      | -0.015      | published
        """,
        ofThreeCohorts().where("cohorts = 3"));
    assertThat(ofThreeCohorts().where("cohorts = 1").count()).isEqualTo(3);
  }

  @Test
  void withholdsThreeCohortsWhereTheFigureOfOneIsWithheld() {
    String told = all(REST, 10000, 7800) + all(LUND, 200, 155);

    assertRows(
        GapDecomposition.TABLE,
        """
        cohort | cohorts | rate  | composition | status
        2021   | 1       | 0.775 | 0.045       | published
        2022   | 1       |       |             | suppressed
        2023   | 1       | 0.775 | 0.045       | published
        2023   | 3       |       |             | suppressed
        """,
        GapDecomposition.withheld(
            ofThreeCohorts(),
            counts(
                told.replace("2023", "2021")
                    + all(REST, 10000, 7800).replace("2023", "2022")
                    + untold(LUND, "suppressed").replace("2023", "2022")
                    + told)));
  }

  @Test
  void withholdsWhereTheFigureOfTheAreaOrOfTheRestIsWithheld() {
    String told = all(REST, 10000, 7800) + all(LUND, 200, 155) + all(PERSTORP, 200, 130);
    Dataset<Row> decomposed = decomposed(CELLS_OF_REST + CELLS_OF_LUND + CELLS_OF_PERSTORP, told);

    Dataset<Row> without =
        GapDecomposition.withheld(
            decomposed,
            counts(all(REST, 10000, 7800) + untold(LUND, "suppressed") + all(PERSTORP, 200, 130)));
    Dataset<Row> withoutRest =
        GapDecomposition.withheld(
            decomposed,
            counts(untold(REST, "suppressed") + all(LUND, 200, 155) + all(PERSTORP, 200, 130)));

    assertRows(
        GapDecomposition.TABLE,
        """
        group_dimension | method         | area_code | students | rate | rate_of_rest | difference | composition | rates_upper | status
        all_known       | oaxaca_blinder | 1275      | 200      | 0.65 | 0.78         | -0.13      | -0.105      | 0.045       | published
        all_known       | oaxaca_blinder | 1281      |          |      |              |            |             |             | suppressed
        """,
        without);
    assertRows(
        GapDecomposition.TABLE,
        """
        area_code | rate | rate_of_rest | composition | status
        1275      |      |              |             | suppressed
        1281      |      |              |             | suppressed
        """,
        withoutRest);
  }

  /** Students with a variance of 2500 about a mean; one more is counted, and has no points. */
  private static String points(String place, String education, long students, long mean) {
    return "merit_value_17 | 2023 | %s | elsewhere | | girls | %s | swedish | no | %d | %d | %d | %d%n"
        .formatted(
            place,
            education,
            students + 1,
            students,
            10 * students * mean,
            100 * students * (mean * mean + 2500));
  }

  private static String mean(String area, int students, double mean) {
    return "%s | home | 2023 | merit_value_17 | all | all | %d | %s | %s | %s | published%n"
        .formatted(area, students, mean, mean - 1, mean + 1);
  }

  private static final String MEANS_OF_BOTH = mean(REST, 10002, 224) + mean(LUND, 202, 235);

  private Dataset<Row> decomposedMeans(String areaOutcomes) {
    String cells =
        points("elsewhere", "pre_secondary", 4000, 200)
            + points("elsewhere", "post_secondary", 6000, 240)
            + points("1281", "pre_secondary", 50, 205)
            + points("1281", "post_secondary", 150, 245);
    return local(
        GapDecomposition.TABLE,
        Expectations.of(
                IntakePatterns.from(rows(OutcomeCells.TABLE, HEADER + cells)).toLocalIterator(),
                AreaFigures.of(means(areaOutcomes)))
            .getOrDefault(GapDecomposition.TABLE, List.of()));
  }

  /**
   * Valued by 200 and 240: 25 and 75 % are 230, less 224 is 6 of composition, 235 − 230 = 5 of
   * means. Of composition 0.15² (2500/4000 + 2500/6000) = 0.0234, half the interval 1.96 · 0.153 =
   * 0.3, told as 1. Of means 200 · 2500 + 50 · 30² + 150 · 10² = 560 000 by 199 · 200 is 14.0704,
   * and 0.25² · 0.625 + 0.75² · 0.4167 = 0.2734: 1.96 · 3.7873 = 7.4, told as 8.
   */
  @Test
  void partsTheDifferenceOfMeansInStepsOfPoints() {
    assertRows(
        GapDecomposition.TABLE,
        """
        outcome        | group_dimension | method         | area_code | students | rate | rate_of_rest | mean_merit_points | mean_merit_points_of_rest | difference | composition | composition_lower | composition_upper | rates | rates_lower | rates_upper | status
        merit_value_17 | all_known       | oaxaca_blinder | 1281      | 202      |      |              | 235.0             | 224.0                     | 11.0       | 6.0         | 5.0               | 7.0               | 5.0   | -3.0        | 13.0        | published
        """,
        decomposedMeans(MEANS_OF_BOTH));
  }

  @Test
  void withholdsWhatIsSaidOfAMeanThatIsWithheld() {
    assertRows(
        GapDecomposition.TABLE,
        """
        area_code | students | mean_merit_points | mean_merit_points_of_rest | difference | composition | rates | status
        1281      |          |                   |                           |            |             |       | suppressed
        """,
        GapDecomposition.withheld(
            decomposedMeans(MEANS_OF_BOTH),
            means(
                mean(REST, 10002, 224)
                    + LUND
                    + " | home | 2023 | merit_value_17 | all | all | | | | | suppressed\n")));
  }

  @Test
  void standsInOneTableWithTheDecompositionByGroups() {
    String bySex = "%s | home | 2023 | %s | sex | %s | %d | %d | %s | published%n";
    String counts =
        all(REST, 10000, 7800)
            + all(LUND, 200, 155)
            + bySex.formatted(LUND, ELIGIBLE, "girls", 100, 80, 0.8)
            + bySex.formatted(LUND, ELIGIBLE, "boys", 100, 75, 0.75)
            + bySex.formatted(REST, ELIGIBLE, "girls", 5000, 4000, 0.8)
            + bySex.formatted(REST, ELIGIBLE, "boys", 5000, 3800, 0.76);
    Protected areaOutcomes = Protected.aboutNobody(AreaOutcomes.TABLE, counts(counts));

    Protected united =
        Protected.united(
            GapDecomposition.TABLE,
            Protected.derived(
                GapDecomposition.TABLE,
                areaOutcomes,
                rows -> local(GapDecomposition.TABLE, GroupGaps.of(rows))),
            Protected.beside(
                GapDecomposition.TABLE,
                decomposed(CELLS_OF_REST + CELLS_OF_LUND, counts),
                areaOutcomes,
                GapDecomposition::withheld));

    GapDecomposition.TABLE.require(united.rows());
    assertRows(
        GapDecomposition.TABLE,
        """
        group_dimension | method         | area_code | composition | rates  | status
        sex             | kitagawa       | 1281      | 0.0         | -0.005 | published
        all_known       | oaxaca_blinder | 1281      | 0.045       | -0.05  | published
        """,
        united.rows());
  }
}
