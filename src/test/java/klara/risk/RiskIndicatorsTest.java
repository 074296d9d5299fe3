package klara.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import klara.disclosure.Status;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.junit.jupiter.api.Test;

/** 200 students: of 50 who failed mathematics 20 have no diploma, of the other 150 have 15 none. */
class RiskIndicatorsTest {
  private static final LocalDate AS_OF = LocalDate.of(2024, 12, 31);
  private static final long FAILED_MATHEMATICS =
      1L << Circumstances.names().indexOf("failed_mathematics");
  private static final long BOY = 1L << Circumstances.names().indexOf("boy");

  private static final List<Row> COUNTED =
      List.of(
          RowFactory.create(2019, 0L, 100L, 8L),
          RowFactory.create(2019, BOY, 50L, 7L),
          RowFactory.create(2019, FAILED_MATHEMATICS, 20L, 9L),
          RowFactory.create(2019, FAILED_MATHEMATICS | BOY, 30L, 11L),
          RowFactory.create(2022, FAILED_MATHEMATICS, 40L, 0L));

  private static Row of(String indicator, int cohort) {
    return RiskIndicators.of(COUNTED, AS_OF).stream()
        .<Row>map(row -> new GenericRowWithSchema(values(row), RiskIndicators.TABLE.schema()))
        .filter(row -> row.getAs("indicator").equals(indicator))
        .filter(row -> row.<Integer>getAs("cohort") == cohort)
        .findFirst()
        .orElseThrow();
  }

  private static Object[] values(Row row) {
    Object[] values = new Object[row.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.get(i);
    }
    return values;
  }

  private static void assertNumber(Row row, String column, double expected) {
    assertThat(row.<Double>getAs(column)).as(column).isCloseTo(expected, within(5e-5));
  }

  /**
   * By hand: 20/50 and 15/150, whose ratio is 4; by Katz ln 4 ± 1.959964 × √(1/20 − 1/50 + 1/15 −
   * 1/150) = 1.386294 ± 1.959964 × 0.3 = 0.798305 … 1.974283, so 2.2218 … 7.2015. It catches 20 of
   * 35 and is not true of 135 of the 165 with a diploma. Wilson of 20/50: (0.4 + 3.841459/100 ±
   * 1.959964 × √(0.24/50 + 3.841459/10000)) / (1 + 3.841459/50), 0.2761 … 0.5382.
   */
  @Test
  void tellsHowManyItIsTrueOfAndWhomItCatches() {
    Row row = of("failed_mathematics", 2019);

    assertThat(row.<Long>getAs("students")).isEqualTo(50);
    assertThat(row.<Long>getAs("events")).isEqualTo(20);
    assertThat(row.<Long>getAs("other_students")).isEqualTo(150);
    assertThat(row.<Long>getAs("other_events")).isEqualTo(15);
    assertNumber(row, "rate", 0.4);
    assertNumber(row, "rate_lower", 0.2761);
    assertNumber(row, "rate_upper", 0.5382);
    assertNumber(row, "other_rate", 0.1);
    assertNumber(row, "risk_ratio", 4);
    assertNumber(row, "risk_ratio_lower", 2.2218);
    assertNumber(row, "risk_ratio_upper", 7.2015);
    assertNumber(row, "sensitivity", 20 / 35.0);
    assertNumber(row, "specificity", 135 / 165.0);
    assertThat(row.<String>getAs("status")).isEqualTo(Status.PUBLISHED);
  }

  @Test
  void tellsNoNumberOfACohortTooYoungOrOfWhatNobodyWasToldToHave() {
    assertThat(of("failed_mathematics", 2022).<String>getAs("status")).isEqualTo(Status.IMMATURE);
    Row nobody = of("started_late", 2019);
    assertThat(nobody.<String>getAs("status")).isEqualTo(Status.MISSING);
    assertThat(RiskIndicators.measures())
        .allSatisfy(measure -> assertThat(nobody.<Object>getAs(measure.name())).isNull());
  }

  @Test
  void tellsEveryCircumstanceOfEveryCohort() {
    assertThat(RiskIndicators.of(COUNTED, AS_OF)).hasSize(2 * Circumstances.names().size());
  }
}
