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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewcombeTest extends SparkTest {

  /** Newcombe (1998), Statistics in Medicine 17:873, table II, method 10. */
  @ParameterizedTest
  @CsvSource({
    "56, 70, 48, 80, 0.0524, 0.3339",
    "9, 10, 3, 10, 0.1705, 0.8090",
    "5, 56, 0, 29, -0.0381, 0.1926",
    "10, 10, 0, 20, 0.6791, 1.0000",
    "10, 10, 0, 10, 0.6075, 1.0000"
  })
  void agreesWithNewcombesTable(
      double x1, double n1, double x0, double n0, double lower, double upper) {
    assertThat(Newcombe.lower(x1, n1, x0, n0)).isCloseTo(lower, within(5e-5));
    assertThat(Newcombe.upper(x1, n1, x0, n0)).isCloseTo(upper, within(5e-5));
  }

  @Test
  void turnsItsSignWithTheGroups() {
    assertThat(Newcombe.lower(3, 10, 9, 10)).isEqualTo(-Newcombe.upper(9, 10, 3, 10));
    assertThat(Newcombe.difference(3, 10, 9, 10)).isCloseTo(-0.6, within(1e-15));
  }

  @Test
  void isUndefinedWhereAGroupIsEmpty() {
    assertThat(Newcombe.lower(3, 10, 0, 0)).isNaN();
    assertThat(Newcombe.upper(0, 0, 3, 10)).isNaN();
  }

  @Test
  void saysTheSameInColumnsAndIsNullWhereAGroupIsEmptyOrUnknown() {
    Column[] counts = {X1.col(), N1.col(), X0.col(), N0.col()};
    String expected =
        """
        x1 | n1 | x0 | n0 | lower  | estimate | upper
        56 | 70 | 48 | 80 | 0.0524 | 0.2      | 0.3339
        9  | 10 | 3  | 10 | 0.1705 | 0.6      | 0.8090
        0  | 0  | 3  | 10 |        |          |
        3  | 10 | 0  | 0  |        |          |
           | 10 | 3  | 10 |        |          |
        """;

    assertRows(
        TABLE,
        expected,
        Counts.shuffled(rows(TABLE, expected))
            .select(
                Counts.with(
                    Newcombe.lower(counts[0], counts[1], counts[2], counts[3]),
                    Newcombe.difference(counts[0], counts[1], counts[2], counts[3]),
                    Newcombe.upper(counts[0], counts[1], counts[2], counts[3]),
                    X1,
                    N1,
                    X0,
                    N0)));
  }
}
