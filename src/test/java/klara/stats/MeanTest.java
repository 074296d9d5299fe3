package klara.stats;

import static klara.stats.Counts.N1;
import static klara.stats.Counts.SQUARES;
import static klara.stats.Counts.SUM;
import static klara.stats.Counts.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import klara.testing.SparkTest;
import org.junit.jupiter.api.Test;

class MeanTest extends SparkTest {

  /**
   * 2, 4, 4, 4, 5, 5, 7, 9: mean 5, squared deviations 32, variance 32/7, standard error √(32/56) =
   * 0.755929; Student's t with 7 degrees of freedom 2.364624 (any table): half width 1.787488.
   */
  @Test
  void agreesWithAnExampleByHand() {
    assertThat(Mean.of(8, 40)).isEqualTo(5.0);
    assertThat(Mean.lower(8, 40, 232)).isCloseTo(5 - 1.787488, within(1e-6));
    assertThat(Mean.upper(8, 40, 232)).isCloseTo(5 + 1.787488, within(1e-6));
  }

  @Test
  void hasNoIntervalOfWhatIsNoSumOfSquares() {
    assertThat(Mean.lower(10, 50, -26)).isNaN();
    assertThat(Mean.lower(10, 50, 200)).isNaN();
    assertThat(Mean.upper(Double.NaN, 5, 26)).isNaN();
    assertThat(Mean.upper(Double.POSITIVE_INFINITY, 5, 26)).isNaN();
  }

  /** Ten billion values, half 0 and half 1: 1.959964 errors of 0.5 in a hundred thousand. */
  @Test
  void hasAnIntervalFromAnyNumber() {
    double half = Mean.upper(1e10, 5e9, 5e9) - 0.5;

    assertThat(half / (0.5 / 1e5)).isCloseTo(1.959963985, within(1e-9));
  }

  @Test
  void hasNoIntervalFromOneValue() {
    assertThat(Mean.of(1, 3)).isEqualTo(3.0);
    assertThat(Mean.lower(1, 3, 9)).isNaN();
    assertThat(Mean.of(0, 0)).isNaN();
  }

  /** The same standard error, times 1.959964: half width 1.481594. */
  @Test
  void usesTheNormalQuantileInColumns() {
    String expected =
        """
        n1 | sum | squares | lower    | estimate | upper
        8  | 40  | 232     | 3.518406 | 5.0      | 6.481594
        4  | 0.4 | 0.04    | 0.100000 | 0.1      | 0.100000
        1  | 3   | 9       |          | 3.0      |
        0  | 0   | 0       |          |          |
           | 3   | 9       |          |          |
        5  | 3   |         |          | 0.6      |
        """;

    assertRows(
        TABLE,
        expected,
        Counts.shuffled(rows(TABLE, expected))
            .select(
                Counts.with(
                    Mean.lower(N1.col(), SUM.col(), SQUARES.col()),
                    Mean.of(N1.col(), SUM.col()),
                    Mean.upper(N1.col(), SUM.col(), SQUARES.col()),
                    N1,
                    SUM,
                    SQUARES)));
  }

  /** 2, 4, 4, 4, 5, 5, 7, 9 again: at 90 % t is 1.894579 with 7 degrees of freedom. */
  @Test
  void hasAnIntervalOfAnotherLevel() {
    Interval found = Mean.interval(8, 40, 232, 0.9);

    assertThat(found.lower()).isCloseTo(5 - 1.432167, within(1e-6));
    assertThat(found.upper()).isCloseTo(5 + 1.432167, within(1e-6));
    assertThatThrownBy(() -> Mean.interval(1, 3, 9, 1))
        .hasMessage("Cannot make 'interval of a mean': level must be between 0 and 1 (is 1.0)");
  }
}
