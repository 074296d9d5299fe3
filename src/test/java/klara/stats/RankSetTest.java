package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import klara.stats.RankInterval.Best;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RankSetTest {
  /** Mathematics in PISA 2018, 37 countries of the OECD by name: data set pisa of csranks. */
  private static final double[] SCORES = {
    491.3600252, 498.9423138, 508.0703063, 512.0169429, 417.4065563, 390.9322732, 499.4676508,
    509.3983746, 523.4145802, 507.3013618, 495.4075794, 500.0437805, 451.3703438, 481.0826364,
    495.1873762, 499.632894, 463.0345488, 486.5898573, 526.9732502, 525.933002, 496.1263306,
    481.1911884, 483.421485, 408.8014734, 519.2309824, 494.489676, 500.9637885, 515.6478747,
    492.4874062, 486.1648542, 508.8975441, 481.3926126, 502.3877022, 515.3147131, 453.5077774,
    501.7698992, 478.2447174
  };

  /** Their standard errors. */
  private static final double[] ERRORS = {
    1.939833031, 2.970998694, 2.262662011, 2.357475749, 2.41588757, 2.989559274, 2.460661531,
    1.735002337, 1.743602224, 1.967920411, 2.320214487, 2.647083096, 3.091228197, 2.319596741,
    1.953082603, 2.198621128, 3.498563228, 2.780045867, 2.471475318, 3.121394315, 1.962766789,
    1.953282039, 1.097632409, 2.493225544, 2.632277885, 1.705942856, 2.219044878, 2.602085176,
    2.684570081, 2.555595707, 1.363877596, 1.462417763, 2.654250935, 2.908003898, 2.260406789,
    2.564428111, 3.235444099
  };

  /** Printed by irank(math_score) of csranks. */
  private static final List<Integer> RANKS =
      List.of(
          24, 18, 10, 7, 35, 37, 17, 8, 3, 11, 20, 15, 34, 30, 21, 16, 32, 25, 1, 2, 19, 29, 27, 36,
          4, 22, 14, 5, 23, 26, 9, 28, 12, 6, 33, 13, 31);

  private static final int UNITED_KINGDOM = 35;

  /**
   * The vignette of csranks: csranks(math_score, diag(math_se^2), simul = FALSE, indices = uk_i,
   * coverage = 0.95) prints L 8, rank 13, U 23.
   */
  @Test
  void agreesWithCsranksOnTheUnitedKingdom() {
    List<RankSet> sets =
        RankSet.marginal(SCORES, RankSet.independent(ERRORS), Best.HIGHEST, 0.95, 40_000, 101);

    assertThat(sets.get(UNITED_KINGDOM)).isEqualTo(new RankSet(13, 8, 23));
    assertThat(sets.stream().map(RankSet::rank).toList()).isEqualTo(RANKS);
  }

  /**
   * The vignette again: in the simultaneous sets Chile, Mexico and Colombia overlap with nobody
   * else, and those of Germany and Korea both hold rank 7 at 95 %. Forty thousand draws, as some
   * pairs lie within 0.02 of the critical value.
   */
  @Test
  void agreesWithCsranksOnTheWholeOrder() {
    List<RankSet> sets =
        RankSet.simultaneous(SCORES, RankSet.independent(ERRORS), Best.HIGHEST, 0.95, 40_000, 101);

    List<Integer> last = List.of(4, 5, 23);
    for (int i = 0; i < SCORES.length; i++) {
      if (last.contains(i)) {
        assertThat(sets.get(i).lower()).isGreaterThan(34);
      } else {
        assertThat(sets.get(i).upper()).isLessThan(35);
      }
    }
    RankSet germany = sets.get(11);
    RankSet korea = sets.get(19);
    assertThat(germany.lower()).isLessThanOrEqualTo(7);
    assertThat(korea.upper()).isGreaterThanOrEqualTo(7);
    List<RankSet> marginal =
        RankSet.marginal(SCORES, RankSet.independent(ERRORS), Best.HIGHEST, 0.95, 40_000, 101);
    for (int i = 0; i < SCORES.length; i++) {
      assertThat(sets.get(i).lower()).isLessThanOrEqualTo(marginal.get(i).lower());
      assertThat(sets.get(i).upper()).isGreaterThanOrEqualTo(marginal.get(i).upper());
    }
  }

  @Test
  void knowsNoUnit() {
    double unit = 1e-9;
    double[] scores = Arrays.stream(SCORES).map(score -> score * unit).toArray();
    double[] errors = Arrays.stream(ERRORS).map(error -> error * unit).toArray();

    assertThat(
            RankSet.marginal(scores, RankSet.independent(errors), Best.HIGHEST, 0.95, 1_000, 101))
        .isEqualTo(
            RankSet.marginal(SCORES, RankSet.independent(ERRORS), Best.HIGHEST, 0.95, 1_000, 101));
  }

  @Test
  void countsAreasThatVaryTogetherAsCloser() {
    double[] estimates = {0, 1};
    double[][] apart = {{1, 0}, {0, 1}};
    double[][] together = {{1, 0.99}, {0.99, 1}};

    assertThat(RankSet.marginal(estimates, apart, Best.LOWEST, 0.95, 2_000, 1))
        .containsExactly(new RankSet(1, 1, 2), new RankSet(2, 1, 2));
    assertThat(RankSet.marginal(estimates, together, Best.LOWEST, 0.95, 2_000, 1))
        .containsExactly(new RankSet(1, 1, 1), new RankSet(2, 2, 2));
  }

  /** 10 ± a millionth is surely first; of 1 and 1.1 ± 1 nothing is sure. */
  @Test
  void ranksErrorsOfAnySizeSideBySide() {
    List<RankSet> sets =
        RankSet.marginal(
            new double[] {10, 1, 1.1},
            RankSet.independent(new double[] {1e-6, 1, 1}),
            Best.HIGHEST,
            0.95,
            1000,
            7);

    assertThat(sets)
        .containsExactly(new RankSet(1, 1, 1), new RankSet(3, 2, 3), new RankSet(2, 2, 3));
    assertThatThrownBy(() -> RankSet.independent(new double[] {-1, Double.NaN, 0, 1}))
        .hasMessage(
            "Cannot rank 'estimates': standard errors must be finite and above 0 (3 of 4 are not)");
  }

  @Test
  void refusesWhatCannotBeRankedAndSaysAllThatIsWrong() {
    assertThatThrownBy(
            () ->
                RankSet.marginal(
                    new double[] {1, Double.NaN},
                    new double[][] {{1, 1}, {1, 1}},
                    Best.HIGHEST,
                    0,
                    5,
                    1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot rank 'estimates': estimates must be finite (1 of 2 are not); covariance must be"
                + " finite, symmetric and positive definite (is not); level must be between 0 and 1"
                + " (is 0.0); draws must be 100 or more (are 5)");
    assertThatThrownBy(
            () -> RankSet.marginal(new double[1], new double[3][3], Best.HIGHEST, 0.9, 100, 1))
        .hasMessageContaining("there must be two areas (found 1); covariance must be 1 by 1");
  }

  @Property(tries = 50)
  void holdsTheRankOfTheEstimate(
      @ForAll @Size(min = 2, max = 10) List<@DoubleRange(min = -5, max = 5) Double> drawn) {
    double[] estimates = drawn.stream().mapToDouble(Double::doubleValue).toArray();
    double[] errors = new double[estimates.length];
    Arrays.fill(errors, 0.7);

    List<RankSet> sets =
        RankSet.simultaneous(
            estimates, RankSet.independent(errors), Best.LOWEST, 0.9, 200, drawn.size());

    for (RankSet set : sets) {
      assertThat(set.rank()).isBetween(set.lower(), set.upper());
    }
  }

  /** Covariances of which rounding left something on one side of the diagonal only. */
  @Test
  void takesRoundingForNoAsymmetry() {
    double[][] covariance = {{1, 1e-18}, {-1e-18, 1}};

    assertThat(
            RankSet.marginal(new double[] {1, 9}, covariance, Best.HIGHEST, 0.95, 1000, 1)
                .get(0)
                .lower())
        .isEqualTo(2);
  }
}
