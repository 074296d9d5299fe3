package klara.stats;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import klara.testing.SparkTest;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class MeanDifferenceTest extends SparkTest {
  private static final double[] FIRST = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
  private static final double[] SECOND = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double error(double[] values) {
    double spread = Arrays.stream(values).map(y -> Math.pow(y - mean(values), 2)).sum();
    return Math.sqrt(spread / (values.length - 1) / values.length);
  }

  /**
   * R's {@code t.test(extra ~ group, data = sleep)} prints means of 0.75 and 2.33 and Welch's t =
   * -1.8608: an error of 1.58/1.8608, here with the normal quantile.
   */
  @Test
  void hasTheErrorOfWelchsTest() {
    Interval found =
        MeanDifference.difference(mean(FIRST), error(FIRST), mean(SECOND), error(SECOND));

    assertThat((found.lower() + found.upper()) / 2).isCloseTo(-1.58, within(1e-12));
    assertThat(found.upper() - found.lower()).isCloseTo(2 * 1.959964 * 1.58 / 1.8608, within(1e-4));
  }

  /** √(3² + 4²) = 5; of the log √(0.015² + (4/190)²) = 0.0258498, times 1.959964 0.0506651. */
  @Test
  void agreesWithAnExampleByHandInColumnsToo() {
    Interval ratio = MeanDifference.ratio(200, 3, 190, 4);

    assertThat(ratio.lower()).isCloseTo(200.0 / 190 * Math.exp(-0.0506651), within(1e-6));
    assertThat(ratio.upper()).isCloseTo(200.0 / 190 * Math.exp(0.0506651), within(1e-6));
    Row row =
        spark()
            .sql("select 200D as m1, 3D as e1, 190D as m0, 4D as e0")
            .select(
                MeanDifference.halfWidth(col("e1"), col("e0")),
                MeanDifference.ratio(col("m1"), col("m0")),
                MeanDifference.ratioLower(col("m1"), col("e1"), col("m0"), col("e0")),
                MeanDifference.ratioUpper(col("m1"), col("e1"), col("m0"), col("e0")))
            .head();
    assertThat(row.getDouble(0)).isCloseTo(1.959964 * 5, within(1e-5));
    assertThat(row.getDouble(1)).isCloseTo(200.0 / 190, within(1e-12));
    assertThat(row.getDouble(2)).isCloseTo(ratio.lower(), within(1e-12));
    assertThat(row.getDouble(3)).isCloseTo(ratio.upper(), within(1e-12));
  }

  @Test
  void hasNoRatioToNothing() {
    Row row =
        spark()
            .sql("select 200D as m1, 3D as e1, 0D as m0, 4D as e0")
            .select(
                MeanDifference.ratio(col("m1"), col("m0")),
                MeanDifference.ratioUpper(col("m1"), col("e1"), col("m0"), col("e0")))
            .head();

    assertThat(row.isNullAt(0)).isTrue();
    assertThat(row.isNullAt(1)).isTrue();
  }

  /** √(3² + 4²) = 5, times 1.644854; of the log 0.0258498, times that 0.0425192. */
  @Test
  void hasIntervalsOfAnotherLevel() {
    Interval difference = MeanDifference.difference(200, 3, 190, 4, 0.9);
    Interval ratio = MeanDifference.ratio(200, 3, 190, 4, 0.9);

    assertThat(difference.lower()).isCloseTo(10 - 8.224268, within(1e-6));
    assertThat(difference.upper()).isCloseTo(10 + 8.224268, within(1e-6));
    assertThat(ratio.lower()).isCloseTo(200 / 190.0 * Math.exp(-0.0425192), within(1e-7));
    assertThat(ratio.upper()).isCloseTo(200 / 190.0 * Math.exp(0.0425192), within(1e-7));
  }
}
