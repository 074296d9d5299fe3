package klara.stats;

import static klara.stats.Counts.N1;
import static klara.stats.Counts.TABLE;
import static klara.stats.Counts.X1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import klara.testing.SparkTest;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WilsonTest extends SparkTest {

  @ParameterizedTest
  @CsvSource({"0, 10", "10, 10", "3, 10", "20, 400", "1, 1", "0, 1", "7, 100000", "99993, 100000"})
  void agreesWithCommonsMath(int events, int trials) {
    ConfidenceInterval oracle = new WilsonScoreInterval().createInterval(trials, events, 0.95);

    assertThat(Wilson.lower(events, trials)).isCloseTo(oracle.getLowerBound(), within(1e-12));
    assertThat(Wilson.upper(events, trials)).isCloseTo(oracle.getUpperBound(), within(1e-12));
  }

  /** Newcombe (1998), Statistics in Medicine 17:857, table I, method 3: 15 of 148 and 1 of 29. */
  @Test
  void agreesWithNewcombesTable() {
    assertThat(Wilson.lower(15, 148)).isCloseTo(0.0624, within(5e-5));
    assertThat(Wilson.upper(15, 148)).isCloseTo(0.1605, within(5e-5));
    assertThat(Wilson.lower(1, 29)).isCloseTo(0.0061, within(5e-5));
    assertThat(Wilson.upper(1, 29)).isCloseTo(0.1718, within(5e-5));
  }

  @Test
  void endsExactlyAtNoneAndAll() {
    assertThat(Wilson.lower(0, 17)).isEqualTo(0.0);
    assertThat(Wilson.upper(17, 17)).isEqualTo(1.0);
  }

  /** 5.66493e-15 by (2 + z² + z√(z² + 4(1 − 1/n)))/(2(n + z²)), which takes nothing from 1. */
  @Test
  void keepsTheDigitsOfSmallShares() {
    assertThat(Wilson.upper(1, 1e15)).isCloseTo(5.66493e-15, within(1e-20));
    assertThat(Wilson.upper(1, 1e17)).isGreaterThan(Wilson.lower(1, 1e17));
  }

  @Test
  void isUndefinedWhereNobodyWasAtRisk() {
    assertThat(Wilson.lower(0, 0)).isNaN();
    assertThat(Wilson.upper(0, 0)).isNaN();
  }

  @Test
  void saysTheSameInColumns() {
    List<Row> rows =
        Counts.shuffled(
                rows(
                    TABLE,
                    """
                x1     | n1
                0      | 10
                10     | 10
                3      | 10
                20     | 400
                1      | 1
                50000  | 4000000000
                """))
            .select(
                Wilson.lower(X1.col(), N1.col()),
                Wilson.upper(X1.col(), N1.col()),
                X1.col(),
                N1.col())
            .collectAsList();

    assertThat(rows)
        .hasSize(6)
        .allSatisfy(
            row -> {
              double x = (double) row.getLong(2);
              double n = (double) row.getLong(3);
              assertThat(row.getDouble(0)).isCloseTo(Wilson.lower(x, n), within(1e-15));
              assertThat(row.getDouble(1)).isCloseTo(Wilson.upper(x, n), within(1e-15));
            });
  }

  @Test
  void isNullWhereNobodyWasAtRiskOrACountIsUnknown() {
    List<Row> rows =
        Counts.shuffled(
                rows(
                    TABLE,
                    """
                x1 | n1
                0  | 0
                   | 10
                3  |
                """))
            .select(Wilson.lower(X1.col(), N1.col()), Wilson.upper(X1.col(), N1.col()))
            .collectAsList();

    assertThat(rows).hasSize(3).allMatch(row -> row.isNullAt(0) && row.isNullAt(1));
  }
}
