package klara.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import klara.stats.BetaBinomial;
import klara.stats.FayHerriot;
import klara.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ShrunkenRatesTest extends SparkTest {
  private static final String HEADER =
      "area_level | area_code | area_name | perspective | cohort | outcome | group_dimension | group_value | students | events | rate | status\n";
  private static final int[] STUDENTS = {20, 40, 50, 60, 80, 100, 150, 200, 300, 400, 900, 4000};
  private static final int[] EVENTS = {0, 9, 4, 12, 20, 11, 45, 30, 42, 88, 110, 700};

  private static String area(String level, int i) {
    return "%s | 12%02d | M | home | 2023 | not_in_upper_secondary | all | all | %d | %d | %s | published%n"
        .formatted(level, i, STUDENTS[i], EVENTS[i], 1.0 * EVENTS[i] / STUDENTS[i]);
  }

  private static String twelve() {
    return first(STUDENTS.length) + county(IntStream.of(EVENTS).sum());
  }

  private static String first(int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> area("municipality", i))
        .collect(Collectors.joining());
  }

  /** All students, with so many events among them. */
  private static String county(int events) {
    int students = IntStream.of(STUDENTS).sum();
    return "county | 12 | S | home | 2023 | not_in_upper_secondary | all | all | %d | %d | %s | published%n"
        .formatted(students, events, 1.0 * events / students);
  }

  /** Of those without the outcome a fifth more or fewer than among the areas that are told. */
  @Test
  void saysNothingWhereThoseToldAreNotLikeAll() {
    int events = IntStream.of(EVENTS).sum();

    assertThat(shrunken(first(12) + county(events * 107 / 100)).where(IS_SHRUNKEN).count())
        .isEqualTo(12);
    assertThat(shrunken(first(12) + county(events * 4 / 5)).where(IS_SHRUNKEN).count()).isZero();
    assertThat(shrunken(first(12) + county(events * 6 / 5)).where(IS_SHRUNKEN).count()).isZero();
    assertThat(shrunken(first(12)).where(IS_SHRUNKEN).count()).isZero();
  }

  private static final String IS_SHRUNKEN = "shrunken_rate is not null";

  private Dataset<Row> shrunken(String lines) {
    Dataset<Row> rows = whole(AreaOutcomes.TABLE, HEADER + lines);
    return ShrunkenRates.of(rows, (table, made) -> spark().createDataFrame(made, table.schema()));
  }

  @Test
  void drawsEachRateTowardsTheMeanOfAllByItsReliability() {
    BetaBinomial prior =
        BetaBinomial.fit(
            IntStream.of(EVENTS).asDoubleStream().toArray(),
            IntStream.of(STUDENTS).asDoubleStream().toArray());

    List<Row> rows =
        shrunken(twelve())
            .where("area_level = 'municipality'")
            .select("students", "rate", "shrunken_rate", "reliability")
            .collectAsList();

    assertThat(rows).hasSize(12);
    for (Row row : rows) {
      // reliability n/(n + s), shrunken r p + (1 - r) mean
      double n = row.getLong(0);
      double reliability = n / (n + prior.precision());
      double drawn = reliability * row.getDouble(1) + (1 - reliability) * prior.mean();
      assertThat(row.getDouble(3)).isCloseTo(reliability, Offset.offset(1e-9));
      assertThat(row.getDouble(2)).isCloseTo(drawn, Offset.offset(1e-9));
    }
  }

  @Test
  void holdsTheShrunkenRateBetweenItsLimitsAndTheRawOneBeside() {
    assertThat(
            shrunken(twelve())
                .where(
                    "shrunken_rate_lower < shrunken_rate and shrunken_rate < shrunken_rate_upper"
                        + " and rate is not null")
                .count())
        .isEqualTo(12);
  }

  @Test
  void saysNothingOfAreasThatAreNotMunicipalitiesOrNotTold() {
    Dataset<Row> shrunken =
        shrunken(
            twelve()
                + "municipality | 1299 | M | home | 2023 | not_in_upper_secondary | all | all | | | | suppressed\n");

    assertThat(shrunken.where("shrunken_rate is null").count()).isEqualTo(2);
    assertThat(
            shrunken.where("reliability is not null and shrunken_rate_lower is not null").count())
        .isEqualTo(12);
  }

  @Test
  void doesNotGuessFromFewerThanTen() {
    double rate = 1.0 * IntStream.of(EVENTS).limit(9).sum() / IntStream.of(STUDENTS).limit(9).sum();
    int events = (int) Math.round(rate * IntStream.of(STUDENTS).sum());

    assertThat(shrunken(first(9) + county(events)).where(IS_SHRUNKEN).count()).isZero();
  }

  @Test
  void drawsTheRatesOfThreeCohortsTogetherWhereAllAreTold() {
    String three =
        IntStream.of(2021, 2022, 2023)
            .mapToObj(cohort -> twelve().replace("| 2023 |", "| " + cohort + " |"))
            .collect(Collectors.joining());
    String oneWithheld =
        three.replace(
            "municipality | 1200 | M | home | 2022 | not_in_upper_secondary | all | all | 20 | 0 | 0.0 | published",
            "municipality | 1200 | M | home | 2022 | not_in_upper_secondary | all | all | | | | suppressed");
    BetaBinomial prior =
        BetaBinomial.fit(
            IntStream.of(EVENTS).skip(1).mapToDouble(events -> 3 * events).toArray(),
            IntStream.of(STUDENTS).skip(1).mapToDouble(students -> 3 * students).toArray());

    Dataset<Row> shrunken = shrunken(oneWithheld);

    assertThat(shrunken.where("cohort < 2023 and pooled_students is not null").count()).isZero();
    assertThat(shrunken.where("area_code = 1200 and pooled_students is not null").count()).isZero();
    List<Row> pooled =
        shrunken.where("cohort = 2023 and cast(area_code as int) > 1200").collectAsList();
    assertThat(pooled).hasSize(11);
    for (Row row : pooled) {
      long students = 3 * row.<Long>getAs("students");
      assertThat(row.<Long>getAs("pooled_students")).isEqualTo(students);
      assertThat(row.<Double>getAs("pooled_rate")).isEqualTo(row.<Double>getAs("rate"));
      assertThat(row.<Double>getAs("pooled_shrunken_rate"))
          .isCloseTo(
              prior.posteriorMean(3.0 * row.<Long>getAs("events"), (double) students),
              Offset.offset(1e-9));
    }
  }

  @Test
  void weighsTheRatesByTheEducationOfSkanesParents() {
    // Skåne's parents are 100, 200 and 100: 0.25 · 5/10 + 0.5 · 16/20 + 0.25 · 36/40 = 0.75
    String education =
        """
        county | 12 | Skåne | home | 2023 | diploma_within_4_years | parental_education | pre_secondary | 100 | 40 | 0.4 | published
        county | 12 | Skåne | home | 2023 | diploma_within_4_years | parental_education | upper_secondary | 200 | 120 | 0.6 | published
        county | 12 | Skåne | home | 2023 | diploma_within_4_years | parental_education | post_secondary | 100 | 80 | 0.8 | published
        municipality | 1281 | Lund | home | 2023 | diploma_within_4_years | parental_education | pre_secondary | 10 | 5 | 0.5 | published
        municipality | 1281 | Lund | home | 2023 | diploma_within_4_years | parental_education | upper_secondary | 20 | 16 | 0.8 | published
        municipality | 1281 | Lund | home | 2023 | diploma_within_4_years | parental_education | post_secondary | 40 | 36 | 0.9 | published
        municipality | 1281 | Lund | home | 2023 | diploma_within_4_years | parental_education | unknown | 30 | 0 | 0.0 | published
        municipality | 1281 | Lund | home | 2023 | diploma_within_4_years | all | all | 100 | 57 | 0.57 | published
        municipality | 1280 | Malmö | home | 2023 | diploma_within_4_years | parental_education | pre_secondary | | | | suppressed
        municipality | 1280 | Malmö | home | 2023 | diploma_within_4_years | parental_education | upper_secondary | 20 | 16 | 0.8 | published
        municipality | 1280 | Malmö | home | 2023 | diploma_within_4_years | parental_education | post_secondary | 40 | 36 | 0.9 | published
        municipality | 1280 | Malmö | home | 2023 | diploma_within_4_years | all | all | 100 | 57 | 0.57 | published
        """;

    List<Row> rows =
        shrunken(education)
            .where("standardised_rate is not null")
            .select("area_code", "group_value", "standardised_rate")
            .collectAsList();

    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).getString(0) + rows.get(0).getString(1)).isEqualTo("1281all");
    assertThat(rows.get(0).getDouble(2)).isCloseTo(0.75, Offset.offset(1e-12));
  }

  // ------------------------------------------------------------------ means

  private static final String OF_MEANS =
      "area_level | area_code | area_name | perspective | cohort | outcome | group_dimension | group_value | students | mean_merit_points | mean_merit_points_lower | mean_merit_points_upper | status\n";

  private Dataset<Row> shrunkenMeans(String lines) {
    Dataset<Row> rows = whole(AreaOutcomes.TABLE, OF_MEANS + lines);
    return ShrunkenRates.of(rows, (table, made) -> spark().createDataFrame(made, table.schema()));
  }

  private static String mean(int i, int cohort, int students, double mean, double reach) {
    return "municipality | 12%02d | M | home | %d | merit_value_17 | all | all | %d | %s | %s | %s | published%n"
        .formatted(i, cohort, students, mean, mean - reach, mean + reach);
  }

  /**
   * Skåne's parents are 100, 200 and 100: 0.25 · 180 + 0.5 · 220 + 0.25 · 260 = 220; reaches of 8,
   * 6 and 16 give √(4 + 9 + 16) = 5.385165, and of three such cohorts one by √3 of it, 3.109126.
   */
  @Test
  void weighsTheMeansByTheEducationOfSkanesParentsAloneAndPooled() {
    StringBuilder lines = new StringBuilder();
    for (int cohort = 2021; cohort <= 2023; cohort++) {
      String key = "%s | home | " + cohort + " | merit_value_17 | ";
      String skane = key.formatted("county | 12 | Skåne");
      String lund = key.formatted("municipality | 1281 | Lund");
      lines
          .append(
              skane + "parental_education | pre_secondary | 100 | 200 | 190 | 210 | published\n")
          .append(
              skane + "parental_education | upper_secondary | 200 | 230 | 220 | 240 | published\n")
          .append(
              skane + "parental_education | post_secondary | 100 | 250 | 240 | 260 | published\n")
          .append(lund + "parental_education | pre_secondary | 10 | 180 | 172 | 188 | published\n")
          .append(
              lund + "parental_education | upper_secondary | 20 | 220 | 214 | 226 | published\n")
          .append(lund + "parental_education | post_secondary | 40 | 260 | 244 | 276 | published\n")
          .append(lund + "parental_education | unknown | 30 | 100 | 90 | 110 | published\n")
          .append(lund + "all | all | 100 | 225 | 220 | 230 | published\n");
    }

    List<Row> rows =
        shrunkenMeans(lines.toString())
            .where("standardised_mean_merit_points is not null and cohort = 2023")
            .collectAsList();

    assertThat(rows).hasSize(1);
    Row lund = rows.get(0);
    assertThat(lund.<String>getAs("group_dimension")).isEqualTo("all");
    assertStandardised(lund, "", 5.385165);
    assertStandardised(lund, "pooled_", 3.109126);
    assertThat(lund.isNullAt(lund.fieldIndex("standardised_rate"))).isTrue();
  }

  private static void assertStandardised(Row row, String pooled, double reach) {
    String mean = pooled + "standardised_mean_merit_points";
    assertThat(row.<Double>getAs(mean)).isCloseTo(220, Offset.offset(1e-9));
    assertThat(row.<Double>getAs(mean + "_lower")).isCloseTo(220 - reach, Offset.offset(1e-6));
    assertThat(row.<Double>getAs(mean + "_upper")).isCloseTo(220 + reach, Offset.offset(1e-6));
  }

  /** Of twelve means with errors 2 to 13 (reach 1.96 times as much), as the estimator says. */
  @Test
  void drawsEachMeanTowardsThatOfAllByItsError() {
    double[] means = {201, 233, 214, 226, 240, 209, 221, 230, 218, 236, 205, 224};
    double[] variances = new double[12];
    double[][] ones = new double[12][];
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      variances[i] = (i + 2) * (i + 2);
      ones[i] = new double[] {1};
      lines.append(mean(i, 2023, 100, means[i], 1.959963984540054 * (i + 2)));
    }
    List<FayHerriot.Area> areas = FayHerriot.fit(means, variances, ones).areas();

    List<Row> rows = shrunkenMeans(lines.toString()).orderBy("area_code").collectAsList();

    assertThat(rows).hasSize(12);
    for (int i = 0; i < 12; i++) {
      double reach = 1.959963984540054 * Math.sqrt(areas.get(i).meanSquaredError());
      assertThat(rows.get(i).<Double>getAs("shrunken_mean_merit_points"))
          .isCloseTo(areas.get(i).estimate(), Offset.offset(1e-6));
      assertThat(rows.get(i).<Double>getAs("shrunken_mean_merit_points_lower"))
          .isCloseTo(areas.get(i).estimate() - reach, Offset.offset(1e-6));
      assertThat(rows.get(i).<Double>getAs("reliability"))
          .isCloseTo(areas.get(i).reliability(), Offset.offset(1e-6));
      assertThat(rows.get(i).isNullAt(rows.get(i).fieldIndex("shrunken_rate"))).isTrue();
    }
  }

  /**
   * 100, 200 and 100 students with means 210, 220 and 240: (210 + 2 · 220 + 240)/4 = 222.5. Reaches
   * 8, 3 and 6: √(8² + (2 · 3)² + 6²)/4 = √136/4 = 2.915476.
   */
  @Test
  void poolsTheMeansOfThreeCohortsByTheirStudents() {
    Dataset<Row> shrunken =
        shrunkenMeans(
            mean(1, 2021, 100, 210, 8)
                + mean(1, 2022, 200, 220, 3)
                + mean(1, 2023, 100, 240, 6)
                + mean(2, 2022, 200, 220, 3)
                + mean(2, 2023, 100, 240, 6));

    assertThat(shrunken.where("pooled_mean_merit_points is not null").count()).isEqualTo(1);
    Row pooled = shrunken.where("cohort = 2023 and area_code = '1201'").head();
    assertThat(pooled.<Long>getAs("pooled_students")).isEqualTo(400);
    assertThat(pooled.<Double>getAs("pooled_mean_merit_points"))
        .isCloseTo(222.5, Offset.offset(1e-9));
    assertThat(pooled.<Double>getAs("pooled_mean_merit_points_lower"))
        .isCloseTo(222.5 - 2.915476, Offset.offset(1e-6));
    assertThat(pooled.<Double>getAs("pooled_mean_merit_points_upper"))
        .isCloseTo(222.5 + 2.915476, Offset.offset(1e-6));
    assertThat(pooled.isNullAt(pooled.fieldIndex("pooled_rate"))).isTrue();
  }
}
