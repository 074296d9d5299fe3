package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import klara.table.Field;
import klara.table.Table;
import klara.table.Zone;
import klara.testing.SparkTest;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoverTest extends SparkTest {
  private static final Field D1 = number("d1");
  private static final Field L1 = number("l1");
  private static final Field U1 = number("u1");
  private static final Field D0 = number("d0");
  private static final Field L0 = number("l0");
  private static final Field U0 = number("u0");
  private static final Field LOWER = number("lower");
  private static final Field UPPER = number("upper");
  private static final Table TABLE =
      new Table(
          Zone.ANALYSIS,
          "estimates",
          "one row per pair of estimates",
          List.of(),
          List.of(D1, L1, U1, D0, L0, U0, LOWER, UPPER));

  private static Field number(String name) {
    return Field.of(name, DataTypes.DoubleType, "");
  }

  @Test
  void leavesEachSideItsOwnDistances() {
    // 3-4-5 below: d1 - l1 = 0.3, u0 - d0 = 0.4; 5-12-13 above: u1 - d1 = 0.05, d0 - l0 = 0.12
    Interval found = Mover.of(0.5, new Interval(0.2, 0.55), 0.1, new Interval(-0.02, 0.5));

    assertThat(found.lower()).isCloseTo(0.4 - 0.5, within(1e-15));
    assertThat(found.upper()).isCloseTo(0.4 + 0.13, within(1e-15));
  }

  @Test
  void refusesAnEstimateThatIsNotWithinItsLimits() {
    assertThatThrownBy(
            () -> Mover.of(0.5, new Interval(0.6, 0.4), 0.1, new Interval(0, Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot take 'difference': an estimate must be within its limits (0.5, 0.6 to 0.4)");
  }

  /**
   * Newcombe (1998), Statistics in Medicine 17:873, table II, method 10: MOVER of Wilson limits.
   */
  @ParameterizedTest
  @CsvSource({
    "56, 70, 48, 80, 0.0524, 0.3339",
    "9, 10, 3, 10, 0.1705, 0.8090",
    "5, 56, 0, 29, -0.0381, 0.1926"
  })
  void isNewcombesIntervalOfWilsonsLimits(
      double x1, double n1, double x0, double n0, double lower, double upper) {
    Interval found =
        Mover.of(
            x1 / n1,
            new Interval(Wilson.lower(x1, n1), Wilson.upper(x1, n1)),
            x0 / n0,
            new Interval(Wilson.lower(x0, n0), Wilson.upper(x0, n0)));

    assertThat(found.lower()).isCloseTo(lower, within(5e-5));
    assertThat(found.upper()).isCloseTo(upper, within(5e-5));
  }

  @Test
  void turnsItsSignWithTheEstimates() {
    Interval limits1 = new Interval(0.2, 0.55);
    Interval limits0 = new Interval(-0.02, 0.5);

    Interval turned = Mover.of(0.1, limits0, 0.5, limits1);

    assertThat(turned.lower()).isEqualTo(-Mover.of(0.5, limits1, 0.1, limits0).upper());
    assertThat(turned.upper()).isEqualTo(-Mover.of(0.5, limits1, 0.1, limits0).lower());
  }

  @Test
  void isUndefinedWhereALimitIs() {
    Interval unknown = new Interval(Double.NaN, Double.NaN);

    assertThat(Mover.of(0.5, unknown, 0.1, new Interval(0, 0.2)).lower()).isNaN();
    assertThat(Mover.of(0.5, new Interval(0, 0.6), 0.1, unknown).upper()).isNaN();
  }

  @Test
  void saysTheSameInColumnsAndIsNullWhereAnythingIs() {
    String expected =
        """
        d1  | l1  | u1   | d0  | l0    | u0  | lower   | upper
        0.5 | 0.2 | 0.55 | 0.1 | -0.02 | 0.5 | -0.1000 | 0.5300
        0.5 |     | 0.55 | 0.1 | -0.02 | 0.5 |         | 0.5300
            | 0.2 | 0.55 | 0.1 | -0.02 | 0.5 |         |
        0.5 | 0.2 | 0.55 | 0.1 | -0.02 |     |         | 0.5300
        """;

    assertRows(
        TABLE,
        expected,
        Counts.shuffled(rows(TABLE, expected))
            .withColumn("lower", Mover.lower(D1.col(), L1.col(), D0.col(), U0.col()))
            .withColumn("upper", Mover.upper(D1.col(), U1.col(), D0.col(), L0.col())));
  }
}
