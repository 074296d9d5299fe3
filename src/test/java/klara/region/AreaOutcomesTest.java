package klara.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import klara.disclosure.Balance;
import klara.disclosure.CellSystem;
import klara.disclosure.Status;
import klara.disclosure.Sum;
import klara.outcome.OutcomeCells;
import klara.outcome.Outcomes;
import klara.register.Municipalities;
import klara.register.SchoolUnits;
import klara.testing.SparkTest;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Two municipalities of one sub-region and one of another. */
class AreaOutcomesTest extends SparkTest {
  private static final LocalDate AS_OF = LocalDate.of(2024, 12, 31);

  private static final String CELLS =
      """
      outcome             | cohort | home_place | school_place | sex   | parental_education | background | newly_arrived | income_quintile | home_situation | students | events | points | squared_points
      eligible_vocational | 2023   | 1281       | 1281         | girls | post_secondary     | swedish    | no            | 5               | both_parents   | 6        | 6      |        |
      eligible_vocational | 2023   | 1281       | 1280         | boys  | unknown            | foreign    | yes           | 1               | otherwise      | 4        | 1      |        |
      eligible_vocational | 2023   | 1280       | 1280         | boys  | pre_secondary      | foreign    | no            | 1               | otherwise      | 10       | 5      |        |
      eligible_vocational | 2023   | 1291       | elsewhere    |       | unknown            | unknown    | unknown       | unknown         | unknown        | 2        | 0      |        |
      eligible_vocational | 2023   | 12         | 12           | girls | unknown            | swedish    | no            | 5               | both_parents   | 1        | 1      |        |
      eligible_vocational | 2023   | elsewhere  | elsewhere    | girls | unknown            | swedish    | no            | 5               | both_parents   | 77       | 50     |        |
      eligible_vocational | 2024   | 1281       | 1281         | girls | post_secondary     | swedish    | no            | 5               | both_parents   | 6        | 6      |        |
      merit_value_16      | 2023   | 1281       | 1281         | girls | post_secondary     | swedish    | no            | 5               | both_parents   | 5        | 4      | 8000   | 16200000
      """;

  private Dataset<Row> municipalities() {
    return rows(
        Municipalities.REGISTER.table(),
        """
        municipality_code | valid_from | municipality_name | subregion_code
        1280              | 2011-07-01 | Malmö             | ML
        1281              | 2011-07-01 | Lund              | ML
        1291              | 2011-07-01 | Simrishamn        | SÖ
        0114              | 2011-07-01 | Upplands Väsby    |
        1381              | 2011-07-01 | Laholm            |
        """);
  }

  private Dataset<Row> schoolUnits() {
    return rows(
        SchoolUnits.REGISTER.table(),
        """
        school_unit_code | valid_from | school_name  | predecessors
        12345678         | 2011-07-01 | Gamla namnet |
        12345678         | 2020-07-01 | Ängsskolan   | ["12000000"]
        """);
  }

  private Dataset<Row> areas(String cells) {
    return AreaOutcomes.from(
        whole(OutcomeCells.TABLE, cells), municipalities(), schoolUnits(), AS_OF);
  }

  private static Dataset<Row> of(Dataset<Row> areas, String outcome, int cohort, String group) {
    return areas
        .where(OutcomeCells.OUTCOME.col().equalTo(outcome))
        .where(OutcomeCells.COHORT.col().equalTo(cohort))
        .where(Groups.GROUP_VALUE.col().equalTo(group));
  }

  @Test
  void addsPlacesUpToAreasByHomeAndBySchool() {
    Dataset<Row> everyone = of(areas(CELLS), "eligible_vocational", 2023, "all");

    // 1281: 6 + 4 live there; of them 4 go to school in 1280. The protected one is the county's.
    assertRows(
        AreaOutcomes.TABLE,
        """
        area_level      | area_code       | area_name         | perspective | students | events | rate   | status
        municipality    | 1281            | Lund              | home        | 10       | 7      | 0.7    | published
        municipality    | 1280            | Malmö             | home        | 10       | 5      | 0.5    | published
        municipality    | 1291            | Simrishamn        | home        | 2        | 0      | 0.0    | published
        subregion       | ML              | MalmöLundregionen | home        | 20       | 12     | 0.6    | published
        subregion       | SÖ              | SÖSK              | home        | 2        | 0      | 0.0    | published
        county          | 12              | Skåne län         | home        | 23       | 13     | 0.5652 | published
        rest_of_country | rest_of_country | Riket utom Skåne  | home        | 77       | 50     | 0.6494 | published
        country         | 0000            | Riket             | home        | 100      | 63     | 0.63   | published
        municipality    | 1281            | Lund              | school      | 6        | 6      | 1.0    | published
        municipality    | 1280            | Malmö             | school      | 14       | 6      | 0.4286 | published
        municipality    | 1291            | Simrishamn        | school      | 0        | 0      |        | published
        subregion       | ML              | MalmöLundregionen | school      | 20       | 12     | 0.6    | published
        subregion       | SÖ              | SÖSK              | school      | 0        | 0      |        | published
        county          | 12              | Skåne län         | school      | 21       | 13     | 0.6190 | published
        rest_of_country | rest_of_country | Riket utom Skåne  | school      | 79       | 50     | 0.6329 | published
        country         | 0000            | Riket             | school      | 100      | 63     | 0.63   | published
        """,
        everyone);
  }

  /** Laholm is told beside the rest of the country, which has its students too. */
  @Test
  void tellsMunicipalitiesThatTouchSkaneForEveryone() {
    Dataset<Row> areas =
        areas(
            """
            outcome             | cohort | home_place | school_place | home_adjacent_code | school_adjacent_code | sex   | parental_education | background | newly_arrived | income_quintile | home_situation | students | events
            eligible_vocational | 2023   | elsewhere  | elsewhere    | 1381               | 1381                 | girls | unknown            | swedish    | no            | 5               | both_parents   | 40       | 30
            eligible_vocational | 2023   | elsewhere  | elsewhere    | 1381               |                      | boys  | unknown            | swedish    | no            | 5               | both_parents   | 20       | 10
            eligible_vocational | 2023   | elsewhere  | elsewhere    |                    |                      | boys  | unknown            | swedish    | no            | 5               | both_parents   | 40       | 20
            """);

    assertRows(
        AreaOutcomes.TABLE,
        """
        area_level            | area_code       | area_name        | municipality_code | perspective | group_dimension | students | events | rate
        adjacent_municipality | 1381            | Laholm           | 1381              | home        | all             | 60       | 40     | 0.6667
        adjacent_municipality | 1381            | Laholm           | 1381              | school      | all             | 40       | 30     | 0.75
        rest_of_country       | rest_of_country | Riket utom Skåne |                   | home        | all             | 100      | 60     | 0.6
        rest_of_country       | rest_of_country | Riket utom Skåne |                   | school      | all             | 100      | 60     | 0.6
        """,
        areas.where(
            "outcome = 'eligible_vocational' and (area_level = 'adjacent_municipality'"
                + " or (area_level = 'rest_of_country' and group_value = 'all'))"));
  }

  /** One who lives in Laholm and goes to school in Skåne tells nothing of Laholm. */
  @Test
  void hasNoRowOfThemWhereNothingIsKnownOfTheCountry() {
    Dataset<Row> areas =
        areas(
            """
            outcome             | cohort | home_place | school_place | home_adjacent_code | school_adjacent_code | sex   | parental_education | background | newly_arrived | income_quintile | home_situation | students | events
            eligible_vocational | 2023   | elsewhere  | 1281         | 1381               |                      | girls | unknown            | swedish    | no            | 5               | both_parents   | 1        | 1
            """);

    assertThat(areas.where("area_level = 'adjacent_municipality'").isEmpty()).isTrue();
    assertThat(areas.where("area_level = 'rest_of_country' and status = 'published'").isEmpty())
        .isTrue();
  }

  @Test
  void givesEachRateTheWilsonLimitsOfAnother() {
    Row lund =
        of(areas(CELLS), "eligible_vocational", 2023, "all")
            .where("area_code = '1281' and perspective = 'home'")
            .select("rate_lower", "rate_upper")
            .head();

    ConfidenceInterval oracle = new WilsonScoreInterval().createInterval(10, 7, 0.95);

    assertThat(lund.getDouble(0)).isCloseTo(oracle.getLowerBound(), within(1e-9));
    assertThat(lund.getDouble(1)).isCloseTo(oracle.getUpperBound(), within(1e-9));
  }

  @Test
  void groupsByOneAndTwoCircumstances() {
    Dataset<Row> lund =
        areas(CELLS)
            .where("area_code = '1281' and perspective = 'home' and cohort = 2023")
            .where("outcome = 'eligible_vocational' and students > 0");

    assertRows(
        AreaOutcomes.TABLE,
        """
        group_dimension    | group_value    | students | events
        all                | all            | 10       | 7
        sex                | girls          | 6        | 6
        sex                | boys           | 4        | 1
        parental_education | post_secondary | 6        | 6
        parental_education | unknown        | 4        | 1
        background         | swedish        | 6        | 6
        background         | foreign        | 4        | 1
        newly_arrived      | no             | 6        | 6
        newly_arrived      | yes            | 4        | 1
        income_quintile    | 5              | 6        | 6
        income_quintile    | 1              | 4        | 1
        home_situation     | both_parents   | 6        | 6
        home_situation     | otherwise      | 4        | 1
        sex+background     | girls+swedish  | 6        | 6
        sex+background     | boys+foreign   | 4        | 1
        """,
        lund);
  }

  @Test
  void groupsLargeAreasByEveryTwoCircumstances() {
    Dataset<Row> skane =
        areas(CELLS)
            .where("area_code = '12' and perspective = 'home' and cohort = 2023")
            .where("outcome = 'eligible_vocational' and students > 0")
            .where("group_dimension like 'parental_education+%'");

    assertRows(
        AreaOutcomes.TABLE,
        """
        group_dimension | group_value | students | events
        parental_education+background | post_secondary+swedish | 6 | 6
        parental_education+background | unknown+foreign | 4 | 1
        parental_education+background | pre_secondary+foreign | 10 | 5
        parental_education+background | unknown+unknown | 2 | 0
        parental_education+background | unknown+swedish | 1 | 1
        parental_education+newly_arrived | post_secondary+no | 6 | 6
        parental_education+newly_arrived | unknown+yes | 4 | 1
        parental_education+newly_arrived | pre_secondary+no | 10 | 5
        parental_education+newly_arrived | unknown+unknown | 2 | 0
        parental_education+newly_arrived | unknown+no | 1 | 1
        parental_education+income_quintile | post_secondary+5 | 6 | 6
        parental_education+income_quintile | unknown+1 | 4 | 1
        parental_education+income_quintile | pre_secondary+1 | 10 | 5
        parental_education+income_quintile | unknown+unknown | 2 | 0
        parental_education+income_quintile | unknown+5 | 1 | 1
        parental_education+home_situation | post_secondary+both_parents | 6 | 6
        parental_education+home_situation | unknown+otherwise | 4 | 1
        parental_education+home_situation | pre_secondary+otherwise | 10 | 5
        parental_education+home_situation | unknown+unknown | 2 | 0
        parental_education+home_situation | unknown+both_parents | 1 | 1
        """,
        skane);
  }

  @Test
  void holdsItsWholeMatrix() {
    // two cohorts of every outcome; 3 + 2 municipalities and sub-regions, county, rest and country,
    // two perspectives, 28 groups; of the three large areas also the other pairs of dimensions with
    // 2, 4, 3, 3, 6 and 3 values: (21 * 21 - 4 - 16 - 9 - 9 - 36 - 9) / 2 less sex and background
    int pairs = 179 - 2 * 3;
    int cases = 2 * Outcomes.ALL.size();
    int rows = cases * 2 * (8 * 28 + 3 * pairs);
    Dataset<Row> areas = areas(CELLS);

    assertThat(areas.count()).isEqualTo(rows);
    assertThat(AreaOutcomes.TABLE.require(areas)).isEqualTo(rows);
  }

  /**
   * Of those who left year 9, 2024 too is a cohort, of whom merit values are known on 1 October
   * 2025.
   */
  @Test
  void saysWhyACohortOfItsPopulationHasNobodyCounted() {
    assertRows(
        AreaOutcomes.TABLE,
        """
        outcome        | area_code | perspective | students | status
        merit_value_16 | 12        | home        |          | immature
        long_absence   | 12        | home        |          | immature
        """,
        areas(CELLS)
            .where("cohort = 2024 and outcome in ('merit_value_16', 'long_absence')")
            .where("area_level = 'county' and perspective = 'home' and group_dimension = 'all'"));
  }

  @Test
  void tellsNoNumberOfACohortThatIsTooYoung() {
    assertThat(
            areas(CELLS)
                .where("cohort = 2024 and outcome = 'eligible_vocational'")
                .select("status", "students", "events", "rate", "rate_lower", "rate_upper")
                .distinct()
                .collectAsList())
        .map(row -> row.mkString(" "))
        .containsExactly("immature null null null null null");
  }

  /** Residents of 16 to 24 years, of whom there are none before nine cohorts, are not left out. */
  @Test
  void saysThatAnOutcomeIsMissingOrImmatureOfWhichNobodyIsCounted() {
    assertThat(
            areas(CELLS)
                .where("area_level = 'county' and group_dimension = 'all' and perspective = 'home'")
                .where(
                    "outcome in ('neither_work_nor_study_16_24', 'in_activity_responsibility_16_20')")
                .orderBy("outcome", "cohort")
                .select("outcome", "cohort", "status", "students", "events", "rate")
                .collectAsList())
        .map(row -> row.mkString(" "))
        .containsExactly(
            "in_activity_responsibility_16_20 2023 missing null null null",
            "in_activity_responsibility_16_20 2024 immature null null null",
            "neither_work_nor_study_16_24 2023 immature null null null",
            "neither_work_nor_study_16_24 2024 immature null null null");
  }

  @Test
  void saysThatTheCountryIsMissingWhereOnlySkaneWasDelivered() {
    String skane =
        CELLS
            .lines()
            .filter(line -> !line.contains("elsewhere  | elsewhere"))
            .reduce("", (one, other) -> one + other + "\n");
    String whoMovedAway =
        "      neither_work_nor_study_16_24 | 2023 | elsewhere | elsewhere | girls | unknown | swedish | no | 5 | both_parents | 3 | 1 | |\n";

    assertThat(
            areas(skane + whoMovedAway)
                .where("cohort = 2023 and outcome = 'eligible_vocational'")
                .select("area_level", "status")
                .distinct()
                .orderBy("area_level")
                .collectAsList())
        .map(row -> row.mkString(" "))
        .containsExactly(
            "country missing",
            "county published",
            "municipality published",
            "rest_of_country missing",
            "subregion published");
  }

  @Test
  void tellsTheMeanOfThoseWhoHavePoints() {
    // 8000 tenths of four: 200.0; variance (16200000 - 8000²/4) / 3 = 66666.7 tenths², so the
    // standard error is √(66666.7 / 4) = 129.1 tenths and the limits 200 ± 1.96 · 12.91, to halves
    assertRows(
        AreaOutcomes.TABLE,
        """
        area_code | students | events | rate | mean_merit_points | mean_merit_points_lower | mean_merit_points_upper
        1281      | 5        | 4      |      | 200.0             | 174.5                   | 225.5
        1280      | 0        | 0      |      |                   |                         |
        """,
        of(areas(CELLS), "merit_value_16", 2023, "all")
            .where("area_code in ('1280', '1281') and perspective = 'school'"));
  }

  @Test
  void tellsHowMuchTheActivityResponsibilityCoversInStepsAndOfFewNothing() {
    String cells =
        """
        outcome                    | cohort | home_place | school_place | sex   | students | events | target_students | target_events
        in_activity_responsibility | 2017   | 1281       | 1281         | girls | 80       | 15     | 12              | 7
        in_activity_responsibility | 2017   | 1281       | 1281         | boys  | 70       | 10     | 18              | 6
        in_activity_responsibility | 2017   | 1280       | 1280         | boys  | 60       | 10     | 19              | 9
        eligible_vocational        | 2017   | 1281       | 1281         | boys  | 60       | 10     |                 |
        """;

    // 13 of 30 is 0.433, in twentieths 0.45; of 49 in the county 22, 0.449; 19 are too few
    assertRows(
        AreaOutcomes.TABLE,
        """
        area_code | outcome                    | students | events | activity_responsibility_coverage
        12        | in_activity_responsibility | 210      | 35     | 0.45
        1281      | in_activity_responsibility | 150      | 25     | 0.45
        1280      | in_activity_responsibility | 60       | 10     |
        12        | eligible_vocational        | 60       | 10     |
        1281      | eligible_vocational        | 60       | 10     |
        """,
        areas(cells)
            .where("perspective = 'home' and group_value = 'all' and students > 0")
            .where("area_level in ('municipality', 'county')"));
  }

  @Test
  void hangsTogetherAsItsSumsSay() {
    List<Row> rows =
        areas(CELLS)
            .where("outcome = 'eligible_vocational' and cohort = 2023 and perspective = 'home'")
            .orderBy("area_level", "area_code", "group_dimension", "group_value")
            .collectAsList();

    List<Sum> sums = AreaSums.of(rows);

    // The protected student lives in no sub-region, and Simrishamn's two have no sex.
    CellSystem cells = AreaSums.COUNTS.cells(rows);
    assertThat(beyond(cells, rows, "county 12 all all", "subregion")).isEqualTo(1);
    assertThat(beyond(cells, rows, "municipality 1291 all all", " sex ")).isEqualTo(2);
    assertThat(sums)
        .anyMatch(
            sum ->
                name(rows, sum.total()).equals("subregion ML all all")
                    && names(rows, sum)
                        .equals(List.of("municipality 1280 all all", "municipality 1281 all all")))
        .anyMatch(
            sum ->
                name(rows, sum.total()).equals("country 0000 all all") && sum.parts().size() == 2)
        .anyMatch(
            sum ->
                name(rows, sum.total()).equals("municipality 1281 all all")
                    && names(rows, sum)
                        .equals(
                            List.of("municipality 1281 sex girls", "municipality 1281 sex boys")));
    assertThat(rows).allMatch(row -> row.<String>getAs("status").equals(Status.PUBLISHED));
  }

  /** How many students a total holds beyond its parts, which anyone can tell by subtraction. */
  private static long beyond(CellSystem cells, List<Row> rows, String total, String part) {
    List<Integer> parts =
        cells.sums().stream()
            .filter(sum -> name(rows, sum.total()).equals(total))
            .map(Sum::parts)
            .filter(its -> name(rows, its.get(0)).contains(part))
            .findFirst()
            .orElseThrow();
    int last = parts.get(parts.size() - 1);
    assertThat(last).isGreaterThanOrEqualTo(rows.size());
    return cells.students(last);
  }

  private static List<String> names(List<Row> rows, Sum sum) {
    return sum.parts().stream().map(part -> name(rows, part)).toList();
  }

  private static String name(List<Row> rows, int index) {
    Row row = rows.get(index);
    return "%s %s %s %s"
        .formatted(
            row.<String>getAs("area_level"),
            row.<String>getAs("area_code"),
            row.<String>getAs("group_dimension"),
            row.<String>getAs("group_value"));
  }

  // ------------------------------------------------------------------ schools and neighbourhoods

  private static final String PARTS =
      """
      outcome             | cohort | home_place | school_place | school_unit_code | neighbourhood_code | sex   | parental_education | background | newly_arrived | income_quintile | home_situation | students | events
      eligible_vocational | 2023   | 1281       | 1281         | 12345678         | 1281R001           | girls | post_secondary     | swedish    | no            | 1               | unknown        | 6        | 6
      eligible_vocational | 2023   | 1281       | 1281         | 12345678         |                    | boys  | post_secondary     | swedish    | no            | 1               | unknown        | 3        | 2
      eligible_vocational | 2023   | 1281       | 1281         |                  | 1281R002           | boys  | post_secondary     | swedish    | no            | 1               | unknown        | 2        | 1
      eligible_vocational | 2023   | 1280       | 1281         | 22345678         |                    | boys  | post_secondary     | swedish    | no            | 1               | unknown        | 4        | 0
      eligible_vocational | 2023   | 12         | 12           |                  |                    | girls | unknown            | swedish    | no            | 1               | unknown        | 1        | 1
      neither_work_nor_study_16_24 | 2023   | 1281       | 1281         | 12345678         |                    | girls | unknown            | swedish    | no            | 1               | unknown        | 5        | 1
      """;

  @Test
  void dividesEachMunicipalityIntoSchoolsAndNeighbourhoods() {
    Dataset<Row> parts =
        areas(PARTS).where("area_level in ('school', 'neighbourhood')").orderBy("area_code");

    // Malmö has no neighbourhood that is known, and residents are counted at no school.
    assertRows(
        AreaOutcomes.TABLE,
        """
        area_level    | area_code    | area_name    | municipality_code | school_lineage_code | perspective | outcome             | group_value | students | events | rate   | status
        school        | 12345678     | Ängsskolan   | 1281              | 12000000            | school      | eligible_vocational | all         | 9        | 8      | 0.8889 | published
        school        | 22345678     | 22345678     | 1281              |                     | school      | eligible_vocational | all         | 4        | 0      | 0.0    | published
        school        | 1281-unknown | 1281-unknown | 1281              |                     | school      | eligible_vocational | all         | 2        | 1      | 0.5    | published
        school        | 12345678     | Ängsskolan   | 1281              | 12000000            | school      | eligible_vocational | girls       | 6        | 6      | 1.0    | published
        school        | 12345678     | Ängsskolan   | 1281              | 12000000            | school      | eligible_vocational | boys        | 3        | 2      | 0.6667 | published
        school        | 22345678     | 22345678     | 1281              |                     | school      | eligible_vocational | boys        | 4        | 0      | 0.0    | published
        school        | 1281-unknown | 1281-unknown | 1281              |                     | school      | eligible_vocational | boys        | 2        | 1      | 0.5    | published
        neighbourhood | 1281R001     | 1281R001     | 1281              |                     | home        | eligible_vocational | all         | 6        | 6      | 1.0    | published
        neighbourhood | 1281R002     | 1281R002     | 1281              |                     | home        | eligible_vocational | all         | 2        | 1      | 0.5    | published
        neighbourhood | 1281-unknown | 1281-unknown | 1281              |                     | home        | eligible_vocational | all         | 3        | 2      | 0.6667 | published
        """,
        parts);
  }

  @Test
  void knowsWhereHomeAndSchoolCountTheSameStudents() {
    List<Row> rows =
        areas(CELLS)
            .where("outcome = 'eligible_vocational' and cohort = 2023 and status = 'published'")
            .orderBy("area_level", "area_code", "group_dimension", "group_value", "perspective")
            .collectAsList();

    List<Balance> same = AreaSums.COUNTS.cells(rows).balances().ofStudents();

    assertThat(same)
        .isNotEmpty()
        .allSatisfy(
            two -> {
              int home = two.cells().get(0);
              int school = two.others().get(0);
              assertThat(name(rows, home)).isEqualTo(name(rows, school));
              assertThat(name(rows, home)).doesNotContain("municipality");
              assertThat(rows.get(home).<String>getAs("perspective")).isEqualTo("home");
              assertThat(rows.get(school).<String>getAs("perspective")).isEqualTo("school");
            });
  }

  @Test
  void addsSchoolsAndNeighbourhoodsUpToTheirMunicipality() {
    for (String perspective : List.of("home", "school")) {
      List<Row> rows =
          areas(PARTS)
              .where("outcome = 'eligible_vocational' and status = 'published'")
              .where(AreaOutcomes.PERSPECTIVE.col().equalTo(perspective))
              .orderBy("area_level", "area_code", "group_dimension", "group_value")
              .collectAsList();

      assertThat(AreaSums.of(rows))
          .anyMatch(
              sum ->
                  name(rows, sum.total()).equals("municipality 1281 all all")
                      && sum.parts().size() == 3
                      && names(rows, sum).toString().contains("1281-unknown"));
    }
  }

  /** Where a school has no girls, its boys are everyone, and withheld with everyone. */
  @Test
  void addsGirlsAndBoysUpToTheirSchoolAndToThoseOfTheMunicipality() {
    List<Row> rows =
        areas(PARTS)
            .where("outcome = 'eligible_vocational' and status = 'published'")
            .where("perspective = 'school'")
            .orderBy("area_level", "area_code", "group_dimension", "group_value")
            .collectAsList();

    assertThat(
            AreaSums.of(rows).stream()
                .map(sum -> name(rows, sum.total()) + " = " + names(rows, sum)))
        .contains(
            "school 12345678 all all = [school 12345678 sex girls, school 12345678 sex boys]",
            "school 22345678 all all = [school 22345678 sex boys]",
            "municipality 1281 sex girls = [school 12345678 sex girls]",
            "municipality 1281 sex boys = [school 12345678 sex boys, school 1281-unknown sex boys,"
                + " school 22345678 sex boys]");
  }
}
