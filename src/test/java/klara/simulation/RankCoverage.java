package klara.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import klara.stats.BetaBinomial;
import klara.stats.RankInterval;
import klara.stats.RankInterval.Best;
import klara.stats.RankSet;

/** Ranks of municipalities by their rates. */
final class RankCoverage implements Claim {
  private static final String MARGINAL = "ranks: set of one municipality";
  private static final String TOGETHER = "ranks: sets of all municipalities together";
  private static final String RAW = "ranks: interval from drawn rates";
  private static final String SHRUNKEN = "ranks: interval from drawn posterior rates";
  private static final int DRAWS = 1000;

  @Override
  public String name() {
    return "ranks";
  }

  @Override
  public Map<String, Goal> rows() {
    return Rows.of(MARGINAL, Goal.COVERS_AT_LEAST)
        .and(TOGETHER, Goal.COVERS_AT_LEAST)
        .and(RAW, Goal.SHOWN)
        .and(SHRUNKEN, Goal.SHOWN)
        .all();
  }

  @Override
  public CountyPlan plan() {
    return CountyPlan.ordinary();
  }

  @Override
  public void tryOn(County county, long seed, Scores scores) {
    List<Sum> sums = county.sums();
    BetaBinomial fitted =
        BetaBinomial.fit(
            sums.stream().mapToDouble(Sum::events).toArray(),
            sums.stream().mapToDouble(Sum::people).toArray());
    double[] rates = sums.stream().mapToDouble(Sum::rate).toArray();
    double[] errors = new double[rates.length];
    double[] posteriors = new double[rates.length];
    double[] deviations = new double[rates.length];
    for (int i = 0; i < rates.length; i++) {
      double people = sums.get(i).people();
      // Two successes and two failures more, so that no error is 0.
      double kept = (sums.get(i).events() + 2) / (people + 4);
      errors[i] = Math.sqrt(kept * (1 - kept) / people);
      posteriors[i] = fitted.posteriorMean(sums.get(i).events(), people);
      deviations[i] =
          Math.sqrt(posteriors[i] * (1 - posteriors[i]) / (people + fitted.precision() + 1));
    }
    int[] truth = ranks(sums);
    double[][] covariance = RankSet.independent(errors);
    List<RankSet> marginal = RankSet.marginal(rates, covariance, Best.HIGHEST, 0.95, DRAWS, seed);
    List<RankSet> together =
        RankSet.simultaneous(rates, covariance, Best.HIGHEST, 0.95, DRAWS, seed + 1);
    List<RankInterval> raw = RankInterval.of(rates, errors, Best.HIGHEST, 0.95, DRAWS, seed + 2);
    List<RankInterval> shrunken =
        RankInterval.of(posteriors, deviations, Best.HIGHEST, 0.95, DRAWS, seed + 3);
    boolean isAllCovered = true;
    for (int i = 0; i < truth.length; i++) {
      RankSet set = together.get(i);
      isAllCovered &= set.lower() <= truth[i] && truth[i] <= set.upper();
      scores.count(
          MARGINAL, marginal.get(i).lower() <= truth[i] && truth[i] <= marginal.get(i).upper());
      scores.count(RAW, raw.get(i).lower() <= truth[i] && truth[i] <= raw.get(i).upper());
      scores.count(
          SHRUNKEN, shrunken.get(i).lower() <= truth[i] && truth[i] <= shrunken.get(i).upper());
    }
    scores.count(TOGETHER, isAllCovered);
  }

  private static int[] ranks(List<Sum> sums) {
    List<Integer> ranks = new ArrayList<>();
    for (Sum sum : sums) {
      ranks.add(1 + (int) sums.stream().filter(other -> other.truth() > sum.truth()).count());
    }
    return ranks.stream().mapToInt(Integer::intValue).toArray();
  }
}
