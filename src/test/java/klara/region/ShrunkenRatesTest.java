package klara.region;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import klara.stats.BetaBinomial;
import klara.table.Field;
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
    return IntStream.range(0, STUDENTS.length)
        .mapToObj(i -> area("municipality", i))
        .collect(Collectors.joining());
  }

  private Dataset<Row> shrunken(String lines) {
    Dataset<Row> rows = rows(AreaOutcomes.TABLE, HEADER + lines);
    for (Field field : AreaOutcomes.TABLE.columns()) {
      if (!List.of(rows.columns()).contains(field.name())) {
        rows = rows.withColumn(field.name(), lit(null).cast(field.type()));
      }
    }
    return spark().createDataFrame(ShrunkenRates.of(rows), ShrunkenRates.TABLE.schema());
  }

  @Test
  void drawsEachRateTowardsTheMeanOfAllByItsReliability() {
    BetaBinomial prior =
        BetaBinomial.fit(
            IntStream.of(EVENTS).asDoubleStream().toArray(),
            IntStream.of(STUDENTS).asDoubleStream().toArray());

    List<Row> rows =
        shrunken(twelve())
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
                + area("county", 11)
                + "municipality | 1299 | M | home | 2023 | not_in_upper_secondary | all | all | | | | suppressed\n");

    assertThat(shrunken.where("shrunken_rate is null").count()).isEqualTo(2);
    assertThat(
            shrunken.where("reliability is not null and shrunken_rate_lower is not null").count())
        .isEqualTo(12);
  }

  @Test
  void doesNotGuessFromFewerThanTen() {
    String nine =
        IntStream.range(0, 9).mapToObj(i -> area("municipality", i)).collect(Collectors.joining());

    assertThat(shrunken(nine).where("shrunken_rate is not null").count()).isZero();
  }
}
