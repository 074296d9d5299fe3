package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import klara.stats.OaxacaBlinder.Intervals;
import klara.stats.OaxacaBlinder.Reference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DecompositionTest {
  /** Two covariates and an outcome of eight of a first group. */
  private static final double[][] FIRST = {
    {12, 5}, {14, 3}, {16, 8}, {10, 12}, {13, 7}, {15, 10}, {11, 2}, {17, 6}
  };

  private static final double[] FIRST_OUTCOMES = {20.1, 22.4, 30.2, 19.8, 24.0, 29.5, 16.9, 31.0};

  /** The same of seven of a second. */
  private static final double[][] SECOND = {
    {9, 4}, {12, 9}, {11, 6}, {13, 3}, {10, 10}, {14, 7}, {8, 5}
  };

  private static final double[] SECOND_OUTCOMES = {14.2, 19.5, 16.0, 18.9, 17.1, 22.8, 12.9};

  /**
   * 60 and 40 at 0.5 and 0.2, against 50 and 50 at 0.4 and 0.1: 0.38 − 0.25 = 0.13. Composition 0.1
   * · 0.45 − 0.1 · 0.15 = 0.03, rates 0.1 · 0.55 + 0.1 · 0.45 = 0.1.
   */
  @Test
  void dividesRatesByHand() {
    Kitagawa parts =
        Kitagawa.of(
            new double[] {60, 40},
            new double[] {0.5, 0.2},
            new double[] {50, 50},
            new double[] {0.4, 0.1});

    assertThat(parts.difference()).isCloseTo(0.13, within(1e-14));
    assertThat(parts.composition()).isCloseTo(0.03, within(1e-14));
    assertThat(parts.rates()).isCloseTo(0.1, within(1e-14));
    assertThat(parts.categories().get(1).composition()).isCloseTo(-0.015, within(1e-14));
    assertThat(parts.categories().get(1).rate()).isCloseTo(0.045, within(1e-14));
  }

  /**
   * Of the same people, rates with variances 0.004 and 0.001, 0.006 and 0.002: 0.36 · 0.004 + 0.16
   * · 0.001 + 0.25 · 0.008 = 0.0036; shares apart by 0.1 and −0.1: 0.05² · 0.013 = 0.0000325; their
   * means 0.55 and 0.45: 0.3025 · 0.010 + 0.2025 · 0.003 = 0.0036325.
   */
  @Test
  void hasErrorsByHand() {
    Kitagawa.Errors errors =
        Kitagawa.errors(
            new double[] {60, 40},
            new double[] {0.004, 0.001},
            new double[] {50, 50},
            new double[] {0.006, 0.002});

    assertThat(errors.difference()).isCloseTo(Math.sqrt(0.0036), within(1e-14));
    assertThat(errors.composition()).isCloseTo(Math.sqrt(0.0000325), within(1e-14));
    assertThat(errors.rates()).isCloseTo(Math.sqrt(0.0036325), within(1e-14));
    // 5 of 10 with two and two more: 7 of 14, 0.25/14
    assertThat(AgrestiCoull.variance(5, 10)).isCloseTo(0.25 / 14, within(1e-15));
    assertThatThrownBy(() -> AgrestiCoull.variance(3, 2)).hasMessageContaining("3.0 of 2.0");
    assertThatThrownBy(
            () -> Kitagawa.errors(new double[1], new double[0], new double[0], new double[0]))
        .hasMessageContaining("sizes and variances of the first must be as many (1 and 0)")
        .hasMessageContaining("the second must have people (has none)");
  }

  @Property(tries = 200)
  void addsUpAndTurnsItsSignWithThePopulations(
      @ForAll @Size(min = 8, max = 8) List<@DoubleRange(min = 0.01, max = 9) Double> drawn) {
    double[] a = {drawn.get(0), drawn.get(1)};
    double[] b = {drawn.get(2), drawn.get(3)};
    double[] c = {drawn.get(4), drawn.get(5)};
    double[] d = {drawn.get(6), drawn.get(7)};

    Kitagawa parts = Kitagawa.of(a, b, c, d);
    Kitagawa turned = Kitagawa.of(c, d, a, b);

    assertThat(parts.composition() + parts.rates()).isCloseTo(parts.difference(), within(1e-10));
    assertThat(turned.composition()).isCloseTo(-parts.composition(), within(1e-10));
  }

  /**
   * Household headship in the United States 1970 and 1985 by thirteen ages: Das Gupta (1993),
   * Standardization and Decomposition of Rates, example 5.1, as R package DasGuptR prints it: of
   * 2.9672 age 1.2269 and rates 1.7403.
   */
  @Test
  void agreesWithDasGuptaOnHouseholds() {
    double[] sizes70 = {12.9, 10.9, 9.5, 8.0, 7.8, 8.4, 8.6, 7.8, 7.0, 5.9, 4.7, 3.6, 4.9};
    double[] rates70 = {
      1.9, 25.8, 45.7, 49.6, 51.2, 51.6, 51.8, 54.9, 58.7, 60.4, 62.8, 66.6, 66.8
    };
    double[] sizes85 = {10.1, 11.2, 11.6, 10.9, 9.4, 7.7, 6.3, 6.0, 6.3, 5.9, 5.1, 4.0, 5.5};
    double[] rates85 = {
      2.2, 24.3, 45.8, 52.5, 56.1, 55.6, 56.0, 57.4, 57.2, 61.2, 63.9, 68.6, 72.2
    };

    Kitagawa parts = Kitagawa.of(sizes85, rates85, sizes70, rates70);

    assertThat(parts.composition()).isCloseTo(1.2269, within(5e-5));
    assertThat(parts.rates()).isCloseTo(1.7403, within(5e-5));
    assertThat(parts.difference()).isCloseTo(2.9672, within(5e-5));
  }

  /**
   * Mean earnings of whites and blacks, of the share who earn and what those earn: the same book,
   * example 2.1: of 5857.175 the shares 1487.262 and the earnings 4369.913.
   */
  @Test
  void agreesWithDasGuptaOnEarnings() {
    Kitagawa parts =
        Kitagawa.of(
            new double[] {0.825974, 1 - 0.825974},
            new double[] {16591, 0},
            new double[] {0.717892, 1 - 0.717892},
            new double[] {10930, 0});

    assertThat(parts.composition()).isCloseTo(1487.262, within(5e-4));
    assertThat(parts.rates()).isCloseTo(4369.913, within(5e-4));
    assertThat(parts.difference()).isCloseTo(5857.175, within(5e-4));
  }

  /**
   * By OaxacaBlinder of statsmodels 0.15.0 on these fifteen rows: two_fold of type pooled, and
   * self_submitted with weight 1 and 0; unexplained, explained, gap.
   */
  @Test
  void agreesWithStatsmodels() {
    CrossProducts first = CrossProducts.of(FIRST, FIRST_OUTCOMES);
    CrossProducts second = CrossProducts.of(SECOND, SECOND_OUTCOMES);

    OaxacaBlinder pooled = OaxacaBlinder.of(first, second, Reference.POOLED);
    OaxacaBlinder byFirst = OaxacaBlinder.of(first, second, Reference.FIRST);
    OaxacaBlinder bySecond = OaxacaBlinder.of(first, second, Reference.SECOND);

    assertThat(pooled.difference()).isCloseTo(6.894642857142859, within(1e-12));
    assertThat(pooled.explained()).isCloseTo(4.66539630231961, within(1e-10));
    assertThat(pooled.unexplained()).isCloseTo(2.229246554823258, within(1e-10));
    assertThat(byFirst.explained()).isCloseTo(5.317333060068561, within(1e-10));
    assertThat(bySecond.explained()).isCloseTo(3.72831213307241, within(1e-10));
    assertThat(pooled.terms().stream().mapToDouble(Double::doubleValue).sum())
        .isCloseTo(pooled.explained(), within(1e-12));
  }

  /**
   * Wages by years of education and experience and age, seven and seven of a public set of examples
   * (diag_tiny.csv of oaxaca-blinder-rs); by numpy's lstsq, of both with a dummy for the group.
   */
  @Test
  void agreesWithNumpyWhicheverSlopesAreTaken() {
    CrossProducts first =
        CrossProducts.of(
            new double[][] {
              {14, 11, 58},
              {12, 3, 48},
              {10, 6, 51},
              {12, 19, 53},
              {12, 5, 43},
              {16, 9, 26},
              {15, 9, 25}
            },
            new double[] {64602.91, 52685.02, 50569.14, 59825.09, 54722.10, 63537.58, 58824.83});
    CrossProducts second =
        CrossProducts.of(
            new double[][] {
              {13, 20, 28},
              {18, 3, 40},
              {16, 5, 29},
              {10, 6, 38},
              {13, 5, 37},
              {12, 8, 29},
              {11, 9, 47}
            },
            new double[] {62608.69, 67335.97, 70068.41, 51927.79, 59340.24, 57783.92, 52031.45});

    OaxacaBlinder pooled = OaxacaBlinder.of(first, second, Reference.POOLED);

    assertThat(pooled.difference()).isCloseTo(-2332.828571, within(1e-6));
    assertThat(pooled.explained()).isCloseTo(189.779451, within(1e-6));
    assertThat(pooled.terms().get(0)).isCloseTo(-697.003289, within(1e-6));
    assertThat(pooled.terms().get(1)).isCloseTo(289.641255, within(1e-6));
    assertThat(pooled.terms().get(2)).isCloseTo(597.141485, within(1e-6));
    assertThat(OaxacaBlinder.of(first, second, Reference.FIRST).explained())
        .isCloseTo(1119.199753, within(1e-6));
    assertThat(OaxacaBlinder.of(first, second, Reference.SECOND).explained())
        .isCloseTo(-3233.545423, within(1e-6));
  }

  /** What rounding leaves of equal values added up is no slope. */
  @Test
  void refusesACovariateThatOnlySeemsToVary() {
    for (double x : new double[] {0.1, 0.3, 0.7, 1 / 3.0, 2015.3}) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < 7; i++) {
        sum += x;
        squares += x * x;
      }
      double mean = sum / 7 + 1 / 7.0;
      CrossProducts first =
          CrossProducts.of(
              7, new double[] {sum}, new double[][] {{squares}}, 28, new double[] {sum * 4});
      CrossProducts second =
          CrossProducts.of(
              7,
              new double[] {7 * mean},
              new double[][] {{7 * mean * mean}},
              20,
              new double[] {20 * mean});

      assertThatThrownBy(() -> OaxacaBlinder.of(first, second, Reference.POOLED))
          .hasMessageContaining("must vary");
    }
  }

  @Test
  void refusesSumsThatNoRowsHave() {
    assertThatThrownBy(
            () -> CrossProducts.of(4, new double[] {10}, new double[][] {{2}}, 5, new double[] {7}))
        .hasMessageEndingWith("squares must be at least those of equal values (are not)");
    assertThatThrownBy(
            () ->
                CrossProducts.of(
                    new double[][] {{1}, {Double.NaN}}, new double[] {Double.POSITIVE_INFINITY, 2}))
        .hasMessageContaining("covariates must be finite (1 of 2 are not)")
        .hasMessageContaining("outcomes must be finite (1 of 2 are not)");
  }

  /** A replicate in which nobody is of a category has no slope for it. */
  @Test
  void saysWhichReplicateCannotBeDivided() {
    List<CrossProducts> draws = new ArrayList<>();
    for (int r = 0; r < 100; r++) {
      double rare = r == 41 ? 0 : 1;
      draws.add(CrossProducts.of(new double[][] {{0}, {rare}, {0}}, new double[] {1, 2, 4}));
    }

    assertThatThrownBy(() -> OaxacaBlinder.intervals(draws, draws, Reference.FIRST, 0.95))
        .hasMessageEndingWith("in replicate 42");
  }

  @Test
  void takesSumsOfPartsForTheWhole() {
    double[][] head = {FIRST[0], FIRST[1], FIRST[2]};
    double[][] tail = {FIRST[3], FIRST[4], FIRST[5], FIRST[6], FIRST[7]};
    CrossProducts parts =
        CrossProducts.of(head, new double[] {20.1, 22.4, 30.2})
            .plus(CrossProducts.of(tail, new double[] {19.8, 24.0, 29.5, 16.9, 31.0}));
    CrossProducts second = CrossProducts.of(SECOND, SECOND_OUTCOMES);

    assertThat(OaxacaBlinder.of(parts, second, Reference.POOLED).explained())
        .isCloseTo(4.66539630231961, within(1e-10));
  }

  /** The parts above, each covariate 100 000 000 more: slopes are the same. */
  @Test
  void saysTheSameOfCovariatesFarFromZero() {
    CrossProducts first = CrossProducts.of(moved(FIRST, 1e8), FIRST_OUTCOMES);
    CrossProducts second = CrossProducts.of(moved(SECOND, 1e8), SECOND_OUTCOMES);

    assertThat(OaxacaBlinder.of(first, second, Reference.POOLED).explained())
        .isCloseTo(4.66539630231961, within(1e-6));
  }

  private static double[][] moved(double[][] rows, double by) {
    return Arrays.stream(rows)
        .map(row -> Arrays.stream(row).map(x -> x + by).toArray())
        .toArray(double[][]::new);
  }

  /** Rows drawn with replacement, 400 times: the interval holds the estimate, for one seed. */
  @Test
  void hasAnIntervalFromReplicates() {
    SplittableRandom random = new SplittableRandom(5);
    List<CrossProducts> first = new ArrayList<>();
    List<CrossProducts> second = new ArrayList<>();
    for (int r = 0; r < 400; r++) {
      first.add(drawn(FIRST, FIRST_OUTCOMES, random));
      second.add(drawn(SECOND, SECOND_OUTCOMES, random));
    }

    Intervals intervals = OaxacaBlinder.intervals(first, second, Reference.POOLED, 0.95);

    System.out.println("Oaxaca-Blinder: seed 5, " + intervals);
    assertThat(intervals.explained().contains(4.66539630231961)).isTrue();
    assertThat(intervals.difference().contains(6.894642857142859)).isTrue();
    assertThat(intervals.unexplained().lower()).isLessThan(intervals.unexplained().upper());
  }

  private static CrossProducts drawn(double[][] x, double[] y, SplittableRandom random) {
    double[][] rows = new double[x.length][];
    double[] outcomes = new double[x.length];
    for (int i = 0; i < rows.length; i++) {
      int row = random.nextInt(x.length);
      rows[i] = x[row];
      outcomes[i] = y[row];
    }
    return CrossProducts.of(rows, outcomes);
  }

  /** 0, 1, …, 100: type 7, so the 2.5 % quantile is 2.5 itself. */
  @Test
  void takesThePercentilesThatRTakes() {
    double[] replicates = new double[101];
    for (int i = 0; i < replicates.length; i++) {
      replicates[i] = i;
    }

    Interval interval = Bootstrap.percentile(replicates, 0.95);
    assertThat(interval.lower()).isCloseTo(2.5, within(1e-12));
    assertThat(interval.upper()).isCloseTo(97.5, within(1e-12));
  }

  @Test
  void refusesWhatCannotBeDividedAndSaysAllThatIsWrong() {
    double[][] dependent = {{1, 2}, {2, 4}, {3, 6}};
    CrossProducts twice = CrossProducts.of(dependent, new double[] {1, 2, 4});
    CrossProducts one = CrossProducts.of(new double[][] {{1}, {2}}, new double[] {1, 2});

    assertThatThrownBy(() -> OaxacaBlinder.of(twice, twice, Reference.POOLED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot decompose 'difference of means': covariates of the reference must vary and not"
                + " depend on one another (of 2 some do)");
    assertThatThrownBy(() -> OaxacaBlinder.of(twice, one, Reference.FIRST))
        .hasMessageContaining(
            "covariates of the first and of the second must be as many (2 and 1)");
    assertThatThrownBy(
            () -> CrossProducts.of(0, new double[] {1}, new double[0][], 1, new double[] {1, 2}))
        .hasMessage(
            "Cannot take 'cross products': rows must be finite and above 0 (1 of 1 are not); sums"
                + " and products must be as many (1 and 2); squares must be 1 by 1 (are not)");
    assertThatThrownBy(
            () ->
                Kitagawa.of(
                    new double[] {0}, new double[] {1}, new double[] {1}, new double[] {1, 2}))
        .hasMessage(
            "Cannot decompose 'difference of rates': sizes and rates of the second must be as many"
                + " (1 and 2); the first must have people (has none)");
    assertThatThrownBy(() -> Bootstrap.percentile(new double[] {Double.NaN}, 0))
        .hasMessage(
            "Cannot make 'bootstrap interval': replicates must be finite (1 of 1 are not);"
                + " replicates must be 100 or more (are 1); level must be between 0 and 1 (is"
                + " 0.0)");
  }
}
