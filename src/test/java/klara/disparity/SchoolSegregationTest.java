package klara.disparity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import klara.outcome.OutcomeCells;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class SchoolSegregationTest extends DisparityTest {
  private static final String HEADER =
      "outcome | cohort | school_place | school_unit_code | background | sex | parental_education | newly_arrived | income_quintile | home_situation | students\n";

  private static String school(String place, int unit, int foreign, int swedish) {
    String line =
        "eligible_vocational | 2023 | %s | 1000000%d | %s | girls | unknown | no | unknown | unknown | %d%n";
    return line.formatted(place, unit, "foreign", foreign)
        + line.formatted(place, unit, "swedish", swedish)
        + line.formatted(place, unit, "unknown", 7);
  }

  private Dataset<Row> segregation(String cells) {
    Dataset<Row> schools = SchoolSegregation.schools(rows(OutcomeCells.TABLE, HEADER + cells));
    return local(
            SchoolSegregation.TABLE,
            SchoolSegregation.of(schools.collectAsList(), Map.of("1280", "Malmö", "1281", "Lund")))
        .where("group_dimension = 'background'");
  }

  @Test
  void measuresHowFarApartTwoGroupsGoToSchool() {
    // A = B = 100: |0.4-0.1| + |0.3-0.1| + |0.1-0.2| + |0.1-0.3| + |0.1-0.3| = 1, halved 0.5
    // isolation 0.4*40/50 + 0.3*30/40 + 0.1*10/30 + 2*0.1*10/40 = 0.62833
    assertRows(
        SchoolSegregation.TABLE,
        """
        area_code | schools | municipalities | students | group_share | dissimilarity | isolation | status
        12        | 5       | 1              | 200      | 0.500       | 0.500         | 0.628     | published
        1280      | 5       | 1              | 200      | 0.500       | 0.500         | 0.628     | published
        1281      |         |                |          |             |               |           | not_applicable
        """,
        segregation(
            school("1280", 1, 40, 10)
                + school("1280", 2, 30, 10)
                + school("1280", 3, 10, 20)
                + school("1280", 4, 10, 30)
                + school("1280", 5, 10, 30)));
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
    // apart by municipality alone: all of it between, and as much as there can be
    assertRows(
        SchoolSegregation.TABLE,
        """
        area_code | information_index | information_index_between | information_index_within
        12        | 1.000             | 1.000                     | 0.000
        """,
        segregation(
                school("1280", 1, 20, 0)
                    + school("1280", 2, 20, 0)
                    + school("1280", 3, 20, 0)
                    + school("1281", 4, 0, 30)
                    + school("1281", 5, 0, 30))
            .where("area_code = '12'"));
  }

  @Test
  void tellsOfNoMunicipalityWithFewerThanFiveSchoolsOrFewOfAGroup() {
    assertRows(
        SchoolSegregation.TABLE,
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
}
