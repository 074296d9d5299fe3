package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import klara.stats.RankInterval.Best;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class RankIntervalTest {

  /** Two areas 1 apart with errors 1: the lower is drawn higher with Φ(−1/√2) = 0.2398. */
  @Test
  void drawsAsTheNormalDistributionSays() {
    List<RankInterval> four =
        RankInterval.of(
            new double[] {0, 1, 50, 60}, new double[] {1, 1, 0, 0}, Best.HIGHEST, 0.95, 40_000, 3);

    double expected = new NormalDistribution().cumulativeProbability(-1 / Math.sqrt(2));
    assertThat(four.get(0).pWorstQuarter()).isCloseTo(1 - expected, within(0.01));
    assertThat(four.get(1).pWorstQuarter()).isCloseTo(expected, within(0.01));
    assertThat(four.get(0).lower()).isEqualTo(3);
    assertThat(four.get(0).upper()).isEqualTo(4);
    assertThat(four.get(3)).isEqualTo(new RankInterval(1, 1, 1, 0));
  }

  /** Of eight areas the worst two; equals share the better rank. */
  @Test
  void ranksWithoutErrorAsTheEstimatesDo() {
    double[] estimates = {3, 1, 4, 1, 5, 9, 2, 6};

    List<RankInterval> ranks = RankInterval.of(estimates, new double[8], Best.LOWEST, 0.9, 100, 1);

    assertThat(ranks.stream().map(RankInterval::rank).toList())
        .containsExactly(4, 1, 5, 1, 6, 8, 3, 7);
    assertThat(ranks.stream().map(RankInterval::pWorstQuarter).toList())
        .containsExactly(0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 1.0);
  }

  @Test
  void givesTheSameForTheSameSeed() {
    double[] estimates = {1, 2, 3, 4};
    double[] errors = {1, 1, 1, 1};

    List<RankInterval> once = RankInterval.of(estimates, errors, Best.HIGHEST, 0.9, 500, 5);

    assertThat(RankInterval.of(estimates, errors, Best.HIGHEST, 0.9, 500, 5)).isEqualTo(once);
    assertThat(RankInterval.of(estimates, errors, Best.HIGHEST, 0.9, 500, 6)).isNotEqualTo(once);
  }

  @Test
  void refusesWhatCannotBeRankedAndSaysAllThatIsWrong() {
    assertThatThrownBy(
            () -> RankInterval.of(new double[] {1}, new double[] {-1, 1}, Best.HIGHEST, 2, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot rank 'estimates': standard errors must be finite and not below 0 (1 of 2 are"
                + " not); estimates and standard errors must be as many (1 and 2); there must be"
                + " two areas (found 1); level must be between 0 and 1 (is 2.0); draws must be 100"
                + " or more (are 1)");
  }
}
