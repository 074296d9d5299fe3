package klara.stats;

import static klara.stats.Counts.N0;
import static klara.stats.Counts.N1;
import static klara.stats.Counts.TABLE;
import static klara.stats.Counts.X0;
import static klara.stats.Counts.X1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import klara.testing.SparkTest;
import org.apache.spark.sql.Column;
import org.junit.jupiter.api.Test;

class RiskRatioTest extends SparkTest {

  /**
   * Physicians' Health Study, aspirin and myocardial infarction (New England Journal of Medicine
   * 1989), in Agresti, Categorical Data Analysis (2002), section 3.1: 189 of 11 034 on placebo, 104
   * of 11 037 on aspirin, ratio 1.82, interval 1.43 to 2.30 (1.433 to 2.306 before rounding, by
   * hand: 1/189 − 1/11034 + 1/104 − 1/11037 = 0.014725, its root 0.12135, times 1.96 0.23784).
   */
  @Test
  void agreesWithThePhysiciansHealthStudy() {
    assertThat(RiskRatio.of(189, 11034, 104, 11037)).isCloseTo(1.818, within(5e-4));
    assertThat(RiskRatio.lower(189, 11034, 104, 11037)).isCloseTo(1.433, within(5e-4));
    assertThat(RiskRatio.upper(189, 11034, 104, 11037)).isCloseTo(2.306, within(5e-4));
  }

  @Test
  void turnsOverWithTheGroups() {
    assertThat(RiskRatio.lower(3, 10, 9, 12))
        .isCloseTo(1 / RiskRatio.upper(9, 12, 3, 10), within(1e-15));
  }

  @Test
  void isUndefinedWithoutEventsInEitherGroup() {
    assertThat(RiskRatio.of(0, 10, 3, 10)).isNaN();
    assertThat(RiskRatio.lower(3, 10, 0, 10)).isNaN();
    assertThat(RiskRatio.upper(0, 0, 3, 10)).isNaN();
  }

  @Test
  void saysTheSameInColumnsAndIsNullWithoutEvents() {
    Column[] counts = {X1.col(), N1.col(), X0.col(), N0.col()};
    String expected =
        """
        x1  | n1    | x0  | n0    | lower | estimate | upper
        189 | 11034 | 104 | 11037 | 1.433 | 1.818    | 2.306
        0   | 10    | 3   | 10    |       |          |
        3   | 10    | 0   | 10    |       |          |
        3   | 10    | 0   | 0     |       |          |
            | 10    | 3   | 10    |       |          |
        """;

    assertRows(
        TABLE,
        expected,
        Counts.shuffled(rows(TABLE, expected))
            .select(
                Counts.with(
                    RiskRatio.lower(counts[0], counts[1], counts[2], counts[3]),
                    RiskRatio.of(counts[0], counts[1], counts[2], counts[3]),
                    RiskRatio.upper(counts[0], counts[1], counts[2], counts[3]),
                    X1,
                    N1,
                    X0,
                    N0)));
  }
}
