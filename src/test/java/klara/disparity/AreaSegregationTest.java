package klara.disparity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import klara.outcome.OutcomeCells;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class AreaSegregationTest extends DisparityTest {
  private static final String HEADER =
      "outcome | cohort | school_place | school_unit_code | background | sex | parental_education | newly_arrived | income_quintile | home_situation | students\n";

  private static String school(String place, int unit, int foreign, int swedish) {
    return school(2023, place, unit, foreign, swedish);
  }

  private static String school(int cohort, String place, int unit, int foreign, int swedish) {
    String line =
        "eligible_vocational | %d | %s | 1000000%d | %s | girls | unknown | no | unknown | unknown | %d%n";
    return line.formatted(cohort, place, unit, "foreign", foreign)
        + line.formatted(cohort, place, unit, "swedish", swedish)
        + line.formatted(cohort, place, unit, "unknown", 7);
  }

  private static final String FIVE_SCHOOLS =
      school("1280", 1, 40, 10)
          + school("1280", 2, 30, 10)
          + school("1280", 3, 10, 20)
          + school("1280", 4, 10, 30)
          + school("1280", 5, 10, 30);

  private Dataset<Row> segregation(String cells) {
    return both(HEADER + cells).where("perspective = 'school'");
  }

  private Dataset<Row> both(String cells) {
    Dataset<Row> units = AreaSegregation.units(whole(OutcomeCells.TABLE, cells));
    return local(
            AreaSegregation.TABLE,
            AreaSegregation.of(units.collectAsList(), Map.of("1280", "Malmö", "1281", "Lund")))
        .where("group_dimension = 'background'");
  }

  @Test
  void measuresHowFarApartTwoGroupsGoToSchool() {
    // in 1 568 501 ways, and so in steps of 0.05
    // A = B = 100: |0.4-0.1| + |0.3-0.1| + |0.1-0.2| + |0.1-0.3| + |0.1-0.3| = 1, halved 0.5
    // isolation 0.4*40/50 + 0.3*30/40 + 0.1*10/30 + 2*0.1*10/40 = 0.62833
    assertRows(
        AreaSegregation.TABLE,
        """
        area_code | schools | municipalities | students | group_share | dissimilarity | isolation | status
        12        | 5       | 1              | 200      | 0.50        | 0.50          | 0.65      | published
        1280      | 5       | 1              | 200      | 0.50        | 0.50          | 0.65      | published
        1281      |         |                |          |             |               |           | not_applicable
        """,
        segregation(FIVE_SCHOOLS));
  }

  @Test
  void isByChanceAloneWhereEverySchoolHasTheMixOfAll() {
    Dataset<Row> even =
        segregation(
            school("1280", 1, 20, 20)
                + school("1280", 2, 20, 20)
                + school("1280", 3, 20, 20)
                + school("1281", 4, 20, 20)
                + school("1281", 5, 20, 20));

    assertThat(
            even.where(
                    "area_code = '12' and dissimilarity = 0 and dissimilarity_expected > 0.05"
                        + " and dissimilarity_beyond_chance < 0 and information_index = 0")
                .count())
        .isEqualTo(1);
  }

  @Test
  void partsTheInformationBetweenMunicipalitiesAndWithin() {
    // apart by municipality alone: 1 + 0.75 log2 0.75 + 0.25 log2 0.25 = 0.1887, all of it between
    // ten schools of 40 and 200 of the group: 10¹⁴ ways, and so in steps of 0.02
    assertRows(
        AreaSegregation.TABLE,
        """
        area_code | information_index | information_index_between | information_index_within
        12        | 0.18              | 0.18                      | 0.00
        """,
        segregation(
                school("1280", 0, 30, 10)
                    + school("1280", 1, 30, 10)
                    + school("1280", 2, 30, 10)
                    + school("1280", 3, 30, 10)
                    + school("1280", 4, 30, 10)
                    + school("1281", 5, 10, 30)
                    + school("1281", 6, 10, 30)
                    + school("1281", 7, 10, 30)
                    + school("1281", 8, 10, 30)
                    + school("1281", 9, 10, 30))
            .where("area_code = '12'"));
  }

  @Test
  void tellsOfNoMunicipalityWithFewerThanFiveSchoolsOrFewOfAGroup() {
    assertRows(
        AreaSegregation.TABLE,
        """
        area_code | schools | dissimilarity | status
        12        |         |               | suppressed
        1280      |         |               | suppressed
        1281      |         |               | suppressed
        """,
        segregation(
            school("1280", 1, 9, 20)
                + school("1280", 2, 9, 20)
                + school("1280", 3, 9, 20)
                + school("1281", 4, 9, 20)
                + school("1281", 5, 9, 20)));
  }

  /**
   * By Python 3 from the definitions in DrawnSegregation; limits rounded outwards to steps of 0.05.
   */
  @Test
  void givesLimitsOfWhatIsBeyondChance() {
    assertRows(
        AreaSegregation.TABLE,
        """
        area_code | dissimilarity_beyond_chance | dissimilarity_beyond_chance_lower | dissimilarity_beyond_chance_upper | isolation_among_others | isolation_among_others_lower | isolation_among_others_upper | information_index | information_index_beyond_chance | information_index_beyond_chance_lower | information_index_beyond_chance_upper
        1280      | 0.45                        | 0.30                              | 0.60                              | 0.60                   | 0.50                         | 0.70                         | 0.20              | 0.20                            | 0.10                                  | 0.35
        """,
        segregation(FIVE_SCHOOLS).where("area_code = '1280'"));
  }

  /** Twice the five: D, isolation 0.628 and information 0.195 are the same; in 10¹⁴ ways. */
  @Test
  void tellsTenSchoolsInFinerSteps() {
    String ten = FIVE_SCHOOLS;
    for (String line :
        new String[] {
          school("1280", 6, 40, 10),
          school("1280", 7, 30, 10),
          school("1280", 8, 10, 20),
          school("1280", 9, 10, 30),
          school("1281", 0, 10, 30)
        }) {
      ten += line;
    }

    assertRows(
        AreaSegregation.TABLE,
        """
        schools | students | dissimilarity | isolation | information_index
        10      | 400      | 0.50          | 0.62      | 0.20
        """,
        segregation(ten).where("area_code = '12'"));
  }

  /** As if the three were one: a school is the same school in all. */
  @Test
  void putsThreeCohortsTogetherSchoolBySchool() {
    String three =
        school(2021, "1280", 1, 60, 6)
            + school(2021, "1280", 2, 45, 0)
            + school(2021, "1280", 3, 15, 30)
            + school(2021, "1280", 4, 15, 60)
            + school(2021, "1280", 5, 15, 60)
            + school(2022, "1280", 1, 60, 30)
            + school(2022, "1280", 2, 60, 30)
            + school(2022, "1280", 3, 15, 30)
            + school(2022, "1280", 4, 15, 30)
            + school(2022, "1280", 5, 15, 30)
            + school(2023, "1280", 1, 90, 30)
            + school(2023, "1280", 2, 15, 30)
            + school(2023, "1280", 3, 15, 30)
            + school(2023, "1280", 4, 15, 60)
            + school(2023, "1280", 5, 15, 60);
    String one =
        school("1280", 1, 210, 66)
            + school("1280", 2, 120, 60)
            + school("1280", 3, 45, 90)
            + school("1280", 4, 45, 150)
            + school("1280", 5, 45, 150);

    Dataset<Row> together = segregation(three).where("cohorts = 3");
    Dataset<Row> whole = segregation(one).where("cohorts = 1");

    assertThat(together.drop("cohorts").collectAsList())
        .hasSize(3)
        .isEqualTo(whole.drop("cohorts").collectAsList());
    assertThat(together.where("status = 'published' and cohort = 2023").count()).isEqualTo(2);
    assertThat(segregation(three).where("cohorts = 1 and status = 'published'").count())
        .isEqualTo(6);
  }

  /** What is withheld of one cohort must not be the difference of the others. */
  @Test
  void putsNothingTogetherThatCannotBeToldAlone() {
    StringBuilder cells = new StringBuilder();
    for (int cohort = 2019; cohort <= 2023; cohort++) {
      for (int unit = 1; unit <= 5; unit++) {
        cells.append(school(cohort, "1280", unit, cohort == 2022 ? 9 : 20, 20));
      }
    }

    assertRows(
        AreaSegregation.TABLE,
        """
        cohort | cohorts | schools | dissimilarity | status
        2019   | 1       | 5       | 0.000         | published
        2020   | 1       | 5       | 0.000         | published
        2021   | 1       | 5       | 0.000         | published
        2022   | 1       |         |               | suppressed
        2023   | 1       | 5       | 0.000         | published
        2021   | 3       | 5       | 0.000         | published
        2022   | 3       |         |               | suppressed
        2023   | 3       |         |               | suppressed
        """,
        segregation(cells.toString()).where("area_code = '1280'"));
  }

  /**
   * Five schools have the mix of all, 20 and 20 each: 0 less E = 0.1121, by Python 3 from the
   * hypergeometric distribution, is −0.1263 beyond chance. Five neighbourhoods have 40 and 10, 30
   * and 10, 10 and 20, 10 and 30, 10 and 30, as FIVE_SCHOOLS. Both in steps of 0.05.
   */
  @Test
  void measuresHowFarApartTwoGroupsLive() {
    String header =
        "outcome | cohort | home_place | neighbourhood_code | school_place | school_unit_code | background | sex | parental_education | newly_arrived | income_quintile | home_situation | students\n";
    String line =
        "eligible_vocational | 2023 | %s | %s | 1280 | 1000000%d | %s | girls | unknown | no | unknown | unknown | %d%n";
    int[] foreign = {40, 30, 10, 10, 10};
    int[] swedish = {10, 10, 20, 30, 30};
    StringBuilder cells = new StringBuilder(header);
    for (int school = 1; school <= 5; school++) {
      for (int home = 0; home < 5; home++) {
        String code = "1281R00" + (home + 1);
        cells.append(line.formatted("1281", code, school, "foreign", foreign[home] / 5));
        cells.append(line.formatted("1281", code, school, "swedish", swedish[home] / 5));
      }
      cells.append(line.formatted("1281", "", school, "unknown", 3));
      cells.append(line.formatted("12", "", school, "unknown", 2));
      cells.append(line.formatted("elsewhere", "", school, "unknown", 1));
    }

    assertRows(
        AreaSegregation.TABLE,
        """
        perspective | area_code | schools | neighbourhoods | municipalities | students | step | group_share | dissimilarity | dissimilarity_beyond_chance | isolation | information_index | status
        home        | 12        |         | 5              | 1              | 200      | 0.05 | 0.50        | 0.50          | 0.45                        | 0.65      | 0.20              | published
        home        | 1280      |         |                |                |          |      |             |               |                             |           |                   | missing
        home        | 1281      |         | 5              | 1              | 200      | 0.05 | 0.50        | 0.50          | 0.45                        | 0.65      | 0.20              | published
        school      | 12        | 5       |                | 1              | 200      | 0.05 | 0.50        | 0.00          | -0.15                       | 0.50      | 0.00              | published
        school      | 1280      | 5       |                | 1              | 200      | 0.05 | 0.50        | 0.00          | -0.15                       | 0.50      | 0.00              | published
        school      | 1281      |         |                |                |          |      |             |               |                             |           |                   | not_applicable
        """,
        both(cells.toString()));
  }

  @Test
  void saysThatNoNeighbourhoodWasDelivered() {
    assertThat(
            both(HEADER + FIVE_SCHOOLS)
                .where("perspective = 'home' and status = 'missing' and students is null")
                .count())
        .isEqualTo(3);
  }
}
