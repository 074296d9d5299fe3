package klara.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import klara.outcome.OutcomeCells;
import klara.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class VarianceComponentsTest extends SparkTest {
  private static final LocalDate AS_OF = LocalDate.of(2025, 11, 1);
  private static final String HEADER =
      "outcome | cohort | school_place | school_unit_code | students | events | points |"
          + " squared_points | points_log_points | log_points\n";

  /** Cells as text, of one share and one mean. */
  private static final class Cells {
    private final StringBuilder text = new StringBuilder(HEADER);

    private Cells eligible(int cohort, int municipality, int school, long students, long events) {
      return share("eligible_vocational", cohort, municipality, school, students, events);
    }

    private Cells share(
        String outcome, int cohort, int municipality, int school, long students, long events) {
      text.append(
          "%s | %d | %d | %d | %d | %d | | | | %n"
              .formatted(outcome, cohort, municipality, school, students, events));
      return this;
    }

    /** One student for each merit value. */
    private Cells merit(int cohort, int municipality, int school, long... values) {
      long sum = 0;
      long squares = 0;
      long pointsLogs = 0;
      long logs = 0;
      for (long value : values) {
        sum += 10 * value;
        squares += 100 * value * value;
        pointsLogs += value == 0 ? 0 : Math.round(1e7 * value * Math.log(10.0 * value));
        logs += value == 0 ? 0 : Math.round(1e6 * Math.log(10.0 * value));
      }
      boolean isInfinite = Arrays.stream(values).anyMatch(value -> value == 0);
      text.append(
          "merit_value_16 | %d | %d | %d | %d | %d | %d | %d | %d | %s%n"
              .formatted(
                  cohort,
                  municipality,
                  school,
                  values.length,
                  values.length,
                  sum,
                  squares,
                  pointsLogs,
                  isInfinite ? "" : String.valueOf(logs)));
      return this;
    }
  }

  private Dataset<Row> atSchool(Cells cells) {
    return components(cells.text.toString()).where("perspective = 'school'");
  }

  /** The same students, with what is a school now as the neighbourhood where they live. */
  private Dataset<Row> atHome(Cells cells) {
    return components(
            cells
                .text
                .toString()
                .replace("school_place | school_unit_code", "home_place | neighbourhood_code"))
        .where("perspective = 'home'");
  }

  private Dataset<Row> components(String cells) {
    Dataset<Row> units = VarianceComponents.units(whole(OutcomeCells.TABLE, cells));
    List<Row> rows = VarianceComponents.of(units.collectAsList(), AS_OF);
    Dataset<Row> table = spark().createDataFrame(rows, VarianceComponents.TABLE.schema());
    VarianceComponents.TABLE.require(table);
    return table;
  }

  private static Row only(Dataset<Row> table, String condition) {
    List<Row> rows = table.where(condition).collectAsList();
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  private static double number(Row row, String column) {
    return row.getDouble(row.fieldIndex(column));
  }

  /** Five municipalities of four schools, all with so many students and events. */
  private static Cells alike(int municipalities, int schools, long students, long events) {
    Cells cells = new Cells();
    for (int municipality = 0; municipality < municipalities; municipality++) {
      for (int school = 0; school < schools; school++) {
        cells.eligible(2020, 1280 + municipality, 100 * municipality + school, students, events);
      }
    }
    return cells;
  }

  /**
   * Municipalities at 200 and ±10 and ±20 from there, schools ±5 of that twice, students ±30 of the
   * school. Mean squares: within schools 2 · 900/1 = 1800 on 20; between schools 4 · 2 · 25/3 =
   * 66.7, below that, so the school level is 0 and both are pooled: (20 · 1800 + 15 · 200/3)/35 =
   * 1057.1; between municipalities 8 · (0 + 2 · 100 + 2 · 400)/4 = 2000, so (2000 − 1057.1)/8 =
   * 117.9. Limits by scipy's brentq on the restricted likelihood of the dense covariance matrix.
   */
  @Test
  void givesTheComponentsOfAMeanAndZeroWhereThereIsNone() {
    Cells cells = new Cells();
    for (int municipality = 0; municipality < 5; municipality++) {
      for (int school = 0; school < 4; school++) {
        long mean = 180 + 10L * municipality + (school % 2 == 0 ? 5 : -5);
        cells.merit(2020, 1280 + municipality, 10 * municipality + school, mean - 30, mean + 30);
      }
    }

    Dataset<Row> found = atSchool(cells).where("cohorts = 1");

    assertRows(
        VarianceComponents.TABLE,
        """
        outcome        | cohort | level        | method | variance | variance_share | variance_share_lower | variance_share_upper | between_share | latent_variance | median_odds_ratio | municipalities | schools | students | status
        merit_value_16 | 2020   | municipality | linear | 117.9    | 0.1003         | 0.0                  | 0.577                | 1.0                   |                 |                   | 5              | 20      | 40       | published
        merit_value_16 | 2020   | school       | linear | 0.0      | 0.0            | 0.0                  | 0.129                | 0.0                   |                 |                   | 5              | 20      | 40       | published
        merit_value_16 | 2020   | student      | linear | 1057.0   | 0.8997         | 0.423                | 1.0                  |                       |                 |                   | 5              | 20      | 40       | published
        """,
        found);
    Row school = only(found, "level = 'school'");
    assertThat(school.get(school.fieldIndex("variance"))).isEqualTo(0.0);
  }

  @Test
  void givesBothScalesOfAShare() {
    Random random = new Random(11);
    Cells cells = new Cells();
    for (int municipality = 0; municipality < 33; municipality++) {
      double effect = 1.2 + 0.6 * random.nextGaussian();
      for (int school = 0; school < 8; school++) {
        double p = 1 / (1 + Math.exp(-effect - 0.6 * random.nextGaussian()));
        cells.eligible(
            2020, 1214 + municipality, 10 * municipality + school, 80, events(random, p));
      }
    }

    Dataset<Row> found = atSchool(cells).where("cohorts = 1");

    double latent = 0;
    double observed = 0;
    for (String level : List.of("municipality", "school", "student")) {
      Row row = only(found, "level = '" + level + "'");
      latent += number(row, "latent_share");
      observed += number(row, "variance_share");
      assertOrdered(row, "variance_share", "latent_share");
      if (!level.equals("student")) {
        double variance = number(row, "latent_variance");
        assertOrdered(row, "latent_variance", "median_odds_ratio", "between_share");
        assertThat(number(row, "latent_variance_lower")).isLessThanOrEqualTo(0.36);
        assertThat(number(row, "latent_variance_upper")).isGreaterThanOrEqualTo(0.36);
        assertThat(number(row, "median_odds_ratio"))
            .isCloseTo(Math.exp(0.953873 * Math.sqrt(variance)), within(2e-3));
        assertThat(number(row, "between_share")).isCloseTo(0.5, within(0.2));
      }
    }
    assertThat(latent).isCloseTo(1, within(2e-4));
    assertThat(observed).isCloseTo(1, within(2e-4));
    Row student = only(found, "level = 'student'");
    assertThat(number(student, "latent_variance")).isEqualTo(3.29);
    assertThat(student.isNullAt(student.fieldIndex("latent_variance_lower"))).isTrue();
    assertThat(student.isNullAt(student.fieldIndex("median_odds_ratio"))).isTrue();
    assertThat(student.isNullAt(student.fieldIndex("between_share"))).isTrue();
  }

  /**
   * Schools of three students, with 100, 200 and the school's own. Levels by Python 3 from the
   * definition: of the 60 values, of them with each replaced by its school's mean, and by its
   * municipality's; limits by numpy from the terms that {@link klara.stats.DrawnInequality} states.
   */
  @Test
  void dividesTheInequalityOfStudents() {
    Cells cells = new Cells();
    double[] sums = new double[3];
    for (int school = 0; school < 20; school++) {
      long own = 120 + 10L * school;
      cells.merit(2020, 1280 + school / 4, school, 100, 200, own);
      for (double value : new double[] {100, 200, own}) {
        sums[0] += value;
        sums[1] += value * Math.log(value);
        sums[2] += Math.log(value);
      }
    }

    Dataset<Row> found = atSchool(cells).where("cohorts = 1");

    Row added =
        found
            .selectExpr(
                "sum(theil)",
                "sum(theil_share)",
                "sum(mean_log_deviation)",
                "sum(mean_log_deviation_share)")
            .head();
    double mean = sums[0] / 60;
    assertThat(added.getDouble(0)).isCloseTo(sums[1] / sums[0] - Math.log(mean), within(1e-5));
    assertThat(added.getDouble(1)).isCloseTo(1, within(2e-4));
    assertThat(added.getDouble(2)).isCloseTo(Math.log(mean) - sums[2] / 60, within(1e-5));
    assertThat(added.getDouble(3)).isCloseTo(1, within(2e-4));
    assertRows(
        VarianceComponents.TABLE,
        """
        level | theil | theil_share | mean_log_deviation | mean_log_deviation_share
        municipality | 0.006053 | 0.095 | 0.006095 | 0.09093
        school | 0.0002386 | 0.003744 | 0.0002446 | 0.003649
        student | 0.05743 | 0.9013 | 0.06069 | 0.9054
        """,
        found);
    assertRows(
        VarianceComponents.TABLE,
        """
        level        | theil_lower | theil_upper | theil_share_lower | theil_share_upper | mean_log_deviation_lower | mean_log_deviation_upper | mean_log_deviation_share_lower | mean_log_deviation_share_upper
        municipality | 0.004949    | 0.007405    | 0.08095           | 0.1112            | 0.004973                 | 0.007472                 | 0.07673                        | 0.1075
        school       | 0.0001581   | 0.0003601   | 0.00248           | 0.005649          | 0.0001591                | 0.000376                 | 0.002375                       | 0.005602
        student      | 0.05511     | 0.05985     | 0.8852            | 0.9153            | 0.05851                  | 0.06296                  | 0.889                          | 0.9196
        """,
        found);
  }

  /**
   * 20 % of 1000: ln 5 = 1.609, in tenths, all of it within schools; and the mean log deviation is
   * infinite.
   */
  @Test
  void givesTheilOfAShareButNoMeanLogDeviationWhereStudentsHaveNothing() {
    Cells cells = alike(5, 4, 50, 10);
    for (int school = 0; school < 20; school++) {
      cells.merit(2020, 1280 + school / 4, school, school == 0 ? 0 : 100, 200);
    }

    assertRows(
        VarianceComponents.TABLE,
        """
        outcome             | level        | theil | theil_lower | theil_upper | theil_share | theil_share_upper | mean_log_deviation | mean_log_deviation_share
        eligible_vocational | municipality | 0.0   |             |             | 0.0         |                   |                    |
        eligible_vocational | school       | 0.0   |             |             | 0.0         |                   |                    |
        eligible_vocational | student      | 1.6   |             |             | 1.0         |                   |                    |
        """,
        atSchool(cells).where("cohorts = 1 and outcome = 'eligible_vocational'"));
    assertThat(
            atSchool(cells)
                .where("theil > 0 and mean_log_deviation is null and outcome = 'merit_value_16'")
                .count())
        .isEqualTo(3);
  }

  private static long events(Random random, double p) {
    return random.doubles(80).filter(drawn -> drawn < p).count();
  }

  private static void assertOrdered(Row row, String... columns) {
    for (String column : columns) {
      assertThat(number(row, column))
          .as(column)
          .isBetween(number(row, column + "_lower"), number(row, column + "_upper"));
    }
  }

  /** Where all schools are alike there is no share of anything, but limits of every level. */
  @Test
  void hasLimitsWhereNoLevelVaries() {
    Dataset<Row> found = atSchool(alike(5, 4, 50, 10)).where("cohorts = 1");

    for (String level : List.of("municipality", "school")) {
      Row row = only(found, "level = '" + level + "'");
      assertThat(number(row, "variance")).isZero();
      assertThat(number(row, "latent_variance")).isZero();
      assertThat(number(row, "latent_variance_lower")).isZero();
      assertThat(number(row, "latent_variance_upper")).isPositive();
      assertThat(number(row, "median_odds_ratio")).isEqualTo(1);
      assertThat(number(row, "variance_share_lower")).isZero();
      assertThat(number(row, "variance_share_upper")).isPositive();
      assertThat(row.isNullAt(row.fieldIndex("between_share"))).isTrue();
    }
  }

  @Test
  void isUnreliableBelowTwentySchoolsFiveMunicipalitiesOrTwentyStudentsOfAKind() {
    assertStatus(alike(5, 4, 50, 10), "published");
    assertStatus(alike(4, 6, 50, 10), "unreliable");
    assertStatus(alike(6, 3, 50, 10), "unreliable");
    assertStatus(alike(20, 1, 50, 10), "unreliable");
    assertStatus(alike(5, 4, 50, 1), "published");
    assertStatus(alike(5, 4, 50, 49), "published");
    assertStatus(alike(5, 4, 1, 1), "unreliable");
    assertStatus(alike(5, 4, 50, 0), "unreliable");
  }

  private void assertStatus(Cells cells, String status) {
    Dataset<Row> found = atSchool(cells).where("cohorts = 1");

    assertThat(found.count()).isEqualTo(3);
    for (Row row : found.collectAsList()) {
      assertThat(row.getString(row.fieldIndex("status"))).isEqualTo(status);
      boolean isPublished = status.equals("published");
      assertThat(row.isNullAt(row.fieldIndex("variance_share"))).isNotEqualTo(isPublished);
      assertThat(row.isNullAt(row.fieldIndex("schools"))).isNotEqualTo(isPublished);
    }
  }

  @Test
  void saysWhyThereIsNothing() {
    Cells cells = alike(5, 4, 50, 10);
    for (int school = 0; school < 20; school++) {
      int municipality = 1280 + school / 4;
      cells
          .eligible(2025, municipality, school, 50, 10)
          .share("long_absence", 2020, municipality, school, 50, 0)
          .share("in_activity_responsibility_16_20", 2020, municipality, school, 50, 10);
    }

    assertRows(
        VarianceComponents.TABLE,
        """
        outcome                          | cohort | cohorts | variance_share | students | status
        eligible_vocational              | 2020   | 1       | 0.0            | 1000     | published
        eligible_vocational              | 2020   | 3       |                |          | missing
        eligible_vocational              | 2025   | 1       |                |          | immature
        eligible_vocational              | 2025   | 3       |                |          | immature
        long_absence                     | 2020   | 1       |                |          | missing
        long_absence                     | 2020   | 3       |                |          | missing
        in_activity_responsibility_16_20 | 2020   | 1       |                |          | not_applicable
        in_activity_responsibility_16_20 | 2020   | 3       |                |          | not_applicable
        """,
        atSchool(cells).where("level = 'school'"));
  }

  /**
   * A school of three cohorts is one school with the students of all: as if they were one cohort.
   */
  @Test
  void putsThreeCohortsTogetherSchoolBySchool() {
    Random random = new Random(5);
    Cells apart = new Cells();
    Cells merged = new Cells();
    for (int school = 0; school < 60; school++) {
      long all = 0;
      for (int cohort = 2018; cohort <= 2020; cohort++) {
        int events = 5 + random.nextInt(30);
        apart.eligible(cohort, 1280 + school / 6, school, 50, events);
        all += events;
      }
      merged.eligible(2020, 1280 + school / 6, school, 150, all);
    }
    String columns =
        "level, variance, variance_share, variance_share_lower, variance_share_upper,"
            + " latent_variance, latent_variance_lower, latent_variance_upper,"
            + " between_share, schools, students, status";

    Dataset<Row> pooled = atSchool(apart).where("cohort = 2020 and cohorts = 3");
    Dataset<Row> whole = atSchool(merged).where("cohorts = 1");

    assertThat(pooled.selectExpr(columns.split(", *", -1)).collectAsList())
        .hasSize(3)
        .isEqualTo(whole.selectExpr(columns.split(", *", -1)).collectAsList());
  }

  /** What is withheld of one cohort must not be the difference of the others. */
  @Test
  void putsNothingTogetherThatCannotBeToldAlone() {
    Cells cells = alike(5, 4, 50, 10);
    for (int school = 0; school < 20; school++) {
      int municipality = 1280 + school / 4;
      cells
          .eligible(2019, municipality, 100 * (school / 4) + school % 4, 50, school == 0 ? 3 : 0)
          .eligible(2018, municipality, 100 * (school / 4) + school % 4, 50, 10);
    }

    assertRows(
        VarianceComponents.TABLE,
        """
        cohort | cohorts | students | status
        2018   | 1       | 1000     | published
        2019   | 1       |          | unreliable
        2020   | 1       | 1000     | published
        2018   | 3       |          | missing
        2019   | 3       |          | unreliable
        2020   | 3       |          | unreliable
        """,
        atSchool(cells).where("level = 'school'"));
  }

  @Test
  void countsSchoolsOfSkaneWithStudentsOnlyAndEachOnce() {
    Dataset<Row> units =
        VarianceComponents.units(
                whole(
                    OutcomeCells.TABLE,
                    HEADER
                        + """
                        eligible_vocational | 2020 | 1280      | 100 | 10 | 4 |      |         |          |
                        eligible_vocational | 2020 | 1280      | 100 | 5  | 1 |      |         |          |
                        eligible_vocational | 2020 | 1280      |     | 7  | 2 |      |         |          |
                        eligible_vocational | 2020 | 12        |     | 3  | 1 |      |         |          |
                        eligible_vocational | 2020 | elsewhere |     | 90 | 9 |      |         |          |
                        merit_value_16      | 2020 | 1280      | 100 | 15 | 2 | 4300 | 9250000 | 33000000 | 15000000
                        merit_value_16      | 2020 | 1280      | 100 | 1  | 1 | 2000 | 4000000 | 15000000 | 7000000
                        merit_value_16      | 2020 | 1280      | 200 | 4  | 0 | 0    | 0       | 0        | 0
                        merit_value_16      | 2020 | 1280      | 300 | 2  | 2 | 2000 | 4000000 | 15000000 |
                        merit_value_16      | 2020 | 1280      | 300 | 1  | 1 | 2000 | 4000000 | 15000000 | 7000000
                        """))
            .where("perspective = 'school'");

    assertThat(units.collectAsList().stream().map(row -> row.mkString(" ")))
        .containsExactly(
            "eligible_vocational school 2020 null null 100 12 12 0 null",
            "eligible_vocational school 2020 1280 100 15 5 5 0 null",
            "merit_value_16 school 2020 1280 100 3 6300 13250000 48000000 22000000",
            "merit_value_16 school 2020 1280 300 3 4000 8000000 30000000 null");
  }

  @Test
  void countsStudentsInTheirNeighbourhoodWhereverTheirSchoolIs() {
    Dataset<Row> units =
        VarianceComponents.units(
                whole(
                    OutcomeCells.TABLE,
                    """
                    outcome             | cohort | home_place | neighbourhood_code | school_place | school_unit_code | students | events
                    eligible_vocational | 2020   | 1280       | 1280R001           | 1280         | 100              | 10       | 4
                    eligible_vocational | 2020   | 1280       | 1280R001           | 1281         | 200              | 5        | 1
                    eligible_vocational | 2020   | 1280       | 1280R001           | elsewhere    |                  | 2        | 2
                    eligible_vocational | 2020   | 1281       | 1281R001           | 1280         | 100              | 4        | 3
                    eligible_vocational | 2020   | 1281       |                    | 1280         | 100              | 3        | 3
                    eligible_vocational | 2020   | 12         |                    | 12           |                  | 6        | 5
                    eligible_vocational | 2020   | elsewhere  |                    | 1280         | 100              | 9        | 8
                    """))
            .where("perspective = 'home'");

    assertThat(units.collectAsList().stream().map(row -> row.mkString(" ")))
        .containsExactly(
            "eligible_vocational home 2020 null null 18 16 16 0 null",
            "eligible_vocational home 2020 1280 1280R001 17 7 7 0 null",
            "eligible_vocational home 2020 1281 1281R001 4 3 3 0 null");
  }

  /**
   * Neighbourhoods are to homes what schools are to schools: the same students, the same numbers.
   */
  @Test
  void measuresNeighbourhoodsAsSchools() {
    Random random = new Random(17);
    Cells cells = new Cells();
    for (int unit = 0; unit < 40; unit++) {
      cells
          .eligible(2020, 1280 + unit / 6, 1000 + unit, 50, 20 + random.nextInt(25))
          .merit(2020, 1280 + unit / 6, 1000 + unit, 100, 150 + random.nextInt(100), 200);
    }
    String[] columns =
        Arrays.stream(VarianceComponents.TABLE.schema().fieldNames())
            .filter(
                name ->
                    !List.of("perspective", "level", "schools", "neighbourhoods").contains(name))
            .toArray(String[]::new);
    Dataset<Row> home = atHome(cells);
    Dataset<Row> school = atSchool(cells);

    assertThat(home.selectExpr(columns).collectAsList())
        .hasSize(12)
        .isEqualTo(school.selectExpr(columns).collectAsList());
    assertRows(
        VarianceComponents.TABLE,
        """
        level         | municipalities | schools | neighbourhoods | students | status
        municipality  | 7              |         | 40             | 2000     | published
        neighbourhood | 7              |         | 40             | 2000     | published
        student       | 7              |         | 40             | 2000     | published
        """,
        home.where("outcome = 'eligible_vocational' and cohorts = 1"));
    assertThat(school.where("status = 'published' and schools = 40").count()).isEqualTo(6);
  }

  /**
   * Every school has 50 students, 10 with the outcome: 25 from a neighbourhood with 5 or 15 of 50,
   * and 25 from one with 15 or 5. Theil's index, relative rates ½ and 1½: between neighbourhoods ½
   * · ½ ln ½ + ½ · 1½ ln 1½ = 0.1308, in all ln 5 = 1.609, within neighbourhoods the rest, 1.479;
   * told in tenths, shares 0.0813 and 0.9187 in hundredths.
   */
  @Test
  void partsTheSameStudentsByHomeAndBySchool() {
    StringBuilder cells =
        new StringBuilder(
            "outcome | cohort | home_place | neighbourhood_code | school_place | school_unit_code"
                + " | students | events\n");
    for (int pair = 0; pair < 10; pair++) {
      int poor = 10 + 2 * pair;
      for (int[] of : new int[][] {{0, 0, 2}, {1, 0, 8}, {0, 1, 3}, {1, 1, 7}}) {
        cells.append(
            "eligible_vocational | 2020 | %d | %d | %d | %d | 25 | %d%n"
                .formatted(
                    1280 + pair / 2, poor + of[0], 1280 + pair / 2, 100 + poor + of[1], of[2]));
      }
    }

    assertRows(
        VarianceComponents.TABLE,
        """
        perspective | level         | theil  | theil_share | schools | neighbourhoods | students | status
        home        | municipality  | 0.0    | 0.0         |         | 20             | 1000     | published
        home        | neighbourhood | 0.1    | 0.08        |         | 20             | 1000     | published
        home        | student       | 1.5    | 0.92        |         | 20             | 1000     | published
        school      | municipality  | 0.0    | 0.0         | 20      |                | 1000     | published
        school      | school        | 0.0    | 0.0         | 20      |                | 1000     | published
        school      | student       | 1.6    | 1.0         | 20      |                | 1000     | published
        """,
        components(cells.toString()).where("cohorts = 1"));
  }

  /** A cohort of whom no neighbourhood is known, and one of residents, whose is not counted. */
  @Test
  void saysWhyThereIsNothingAtHome() {
    Cells schools = alike(5, 4, 50, 10);
    for (int school = 0; school < 20; school++) {
      int municipality = 1280 + school / 4;
      schools
          .eligible(2025, municipality, school, 50, 10)
          .share("in_activity_responsibility_16_20", 2020, municipality, school, 50, 10);
    }

    assertRows(
        VarianceComponents.TABLE,
        """
        outcome                          | cohort | cohorts | theil | neighbourhoods | students | status
        eligible_vocational              | 2020   | 1       |       |                |          | missing
        eligible_vocational              | 2020   | 3       |       |                |          | missing
        eligible_vocational              | 2025   | 1       |       |                |          | immature
        eligible_vocational              | 2025   | 3       |       |                |          | immature
        in_activity_responsibility_16_20 | 2020   | 1       |       |                |          | not_applicable
        in_activity_responsibility_16_20 | 2020   | 3       |       |                |          | not_applicable
        """,
        components(schools.text.toString())
            .where("perspective = 'home' and level = 'neighbourhood'"));
  }
}
