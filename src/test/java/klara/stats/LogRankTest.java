package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import klara.stats.LifeTable.Row;
import klara.stats.LogRank.Stratum;
import org.junit.jupiter.api.Test;

class LogRankTest {

  /** Kleinbaum and Klein (2012), Survival Analysis, chapter 2: 9 and 19.25 expected, χ² 16.79. */
  @Test
  void agreesWithTheLeukaemiaData() {
    LogRank test = LogRank.of(Leukaemia.TREATED, Leukaemia.PLACEBO);

    assertThat(test.observed()).isEqualTo(9);
    assertThat(test.expected()).isCloseTo(19.25, within(5.01e-3));
    assertThat(test.chiSquare()).isCloseTo(16.79, within(5.01e-3));
  }

  /** R 4.5.2, survival 3.8, {@code survdiff(Surv(time, status) ~ x, data = aml)}. */
  @Test
  void agreesWithR() {
    LogRank test = LogRank.of(Leukaemia.MAINTAINED, Leukaemia.NOT_MAINTAINED);

    assertThat(test.observed()).isEqualTo(7);
    assertThat(test.expected()).isCloseTo(10.6893359923, within(1e-9));
    assertThat(test.chiSquare()).isCloseTo(3.396388699, within(1e-8));
    assertThat(test.pValue()).isCloseTo(0.065339322041, within(1e-10));
  }

  /**
   * Kleinbaum and Klein (2012), chapter 2: the same children by logarithm of white cells, to 2.30,
   * 2.31 to 3.00, above; χ² 10.14. Their data set "anderson".
   */
  @Test
  void agreesWithTheLeukaemiaDataWithinStrata() {
    Stratum low =
        new Stratum(
            LifeTable.ofPersons(
                new double[] {35, 34, 32, 25, 20, 19, 17}, new int[] {0, 0, 0, 0, 0, 0, 0}),
            LifeTable.ofPersons(new double[] {23, 15, 12, 11}, new int[] {1, 1, 1, 1}));
    Stratum middle =
        new Stratum(
            LifeTable.ofPersons(
                new double[] {32, 23, 22, 13, 11, 10, 10, 9, 6},
                new int[] {0, 1, 1, 1, 0, 0, 1, 0, 1}),
            LifeTable.ofPersons(new double[] {22, 17, 8, 4, 1}, new int[] {1, 1, 1, 1, 1}));
    Stratum high =
        new Stratum(
            LifeTable.ofPersons(new double[] {16, 7, 6, 6, 6}, new int[] {1, 1, 0, 1, 1}),
            LifeTable.ofPersons(
                new double[] {12, 11, 8, 8, 8, 5, 5, 4, 3, 2, 2, 1},
                new int[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}));

    LogRank test = LogRank.of(List.of(low, middle, high));

    assertThat(test.observed()).isEqualTo(9);
    assertThat(test.chiSquare()).isCloseTo(10.14, within(5.01e-3));
  }

  /** Stata's {@code sts test}, as printed in the tests of Python's statsmodels (test_survdiff). */
  @Test
  void agreesWithStataWithAndWithoutLateEntry() {
    double[] first = {5, 3, 4, 2, 5};
    int[] firstEvents = {1, 1, 0, 1, 1};
    double[] other = {4, 6, 7, 5, 9};
    int[] otherEvents = {0, 1, 1, 0, 0};

    LogRank early =
        LogRank.of(
            LifeTable.ofPersons(first, firstEvents), LifeTable.ofPersons(other, otherEvents));
    LogRank late =
        LogRank.of(
            LifeTable.ofPersons(new double[] {1, 2, 2, 1, 3}, first, firstEvents),
            LifeTable.ofPersons(new double[] {3, 5, 4, 2, 5}, other, otherEvents));

    assertThat(early.chiSquare()).isCloseTo(6.694424, within(1e-6));
    assertThat(early.pValue()).isCloseTo(0.00967149, within(1e-8));
    assertThat(late.chiSquare()).isCloseTo(3.0, within(1e-9));
    assertThat(late.pValue()).isCloseTo(0.083264516, within(1e-9));
  }

  @Test
  void isTheSameFromEitherGroup() {
    LogRank one = LogRank.of(Leukaemia.TREATED, Leukaemia.PLACEBO);
    LogRank other = LogRank.of(Leukaemia.PLACEBO, Leukaemia.TREATED);

    assertThat(other.chiSquare()).isCloseTo(one.chiSquare(), within(1e-12));
    assertThat(other.observed() + one.observed())
        .isCloseTo(other.expected() + one.expected(), within(1e-12));
  }

  @Test
  void isUndefinedWhereNothingCouldDiffer() {
    LifeTable none = LifeTable.of(3, List.of(Row.of(1, 0, 3)));

    assertThat(LogRank.of(none, none).chiSquare()).isNaN();
    assertThat(LogRank.of(none, none).pValue()).isNaN();
  }

  /** By hand: at 0 two of six have the event, one of the first three: O 1, E 1. */
  @Test
  void takesMinusZeroForZero() {
    LogRank test =
        LogRank.of(
            LifeTable.ofPersons(new double[] {-0.0, 2, 3}, new int[] {1, 0, 0}),
            LifeTable.ofPersons(new double[] {0.0, 2.5, 4}, new int[] {1, 0, 0}));

    assertThat(test.observed()).isEqualTo(1);
    assertThat(test.expected()).isEqualTo(1);
  }
}
