package klara.simulation;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import klara.stats.NestedVariance;

/** Shares of the variance of an outcome of 0 or 1, over all counties of this law. */
final class ComponentCoverage implements Claim {
  private static final double MUNICIPAL = 0.4;
  private static final double SCHOOL = 0.5;
  private static final List<String> LEVELS = List.of("municipality", "school", "student");

  private final double[] planted = planted();

  @Override
  public String name() {
    return "components of an outcome";
  }

  @Override
  public Map<String, Goal> rows() {
    return rows("outcome");
  }

  static Map<String, Goal> rows(String what) {
    Rows rows = Rows.of(mean(what, 0), Goal.NEAR);
    for (int level = 1; level < LEVELS.size(); level++) {
      rows.and(mean(what, level), Goal.NEAR);
    }
    for (int level = 0; level < LEVELS.size(); level++) {
      rows.and(covered(what, level), Goal.COVERS);
    }
    return rows.and(single(what), Goal.SHOWN).all();
  }

  private static String mean(String what, int level) {
    return "share of " + what + ", " + LEVELS.get(level) + ": mean found less planted";
  }

  private static String covered(String what, int level) {
    return "components: share of " + what + ", " + LEVELS.get(level);
  }

  private static String single(String what) {
    return "share of " + what + ", municipality: within 0.02 in a single county";
  }

  @Override
  public CountyPlan plan() {
    return CountyPlan.ordinary().alike().withSpreads(MUNICIPAL, SCHOOL);
  }

  @Override
  public void tryOn(County county, long seed, Scores scores) {
    NestedVariance found = NestedVariance.of(ClusteredRateCoverage.groups(county)).orElseThrow();
    score("outcome", found, planted, scores);
  }

  static void score(String what, NestedVariance found, double[] planted, Scores scores) {
    List<NestedVariance.Level> levels = List.of(found.outer(), found.inner(), found.unit());
    for (int level = 0; level < levels.size(); level++) {
      NestedVariance.Level its = levels.get(level);
      scores.add(mean(what, level), its.share() - planted[level], 1);
      scores.count(
          covered(what, level), its.lower() <= planted[level] && planted[level] <= its.upper());
    }
    scores.count(single(what), Math.abs(found.outer().share() - planted[0]) <= 0.02);
  }

  /** By the law itself: variances of means over schools, over municipalities, and what is left. */
  private static double[] planted() {
    CountyPlan plan = CountyPlan.ordinary();
    double[] shares = Patterns.shares(0);
    DoubleUnaryOperator rate =
        effect -> {
          double sum = 0;
          for (int pattern = 0; pattern < Patterns.COUNT; pattern++) {
            double logit = plan.intercept() + Patterns.effect(pattern) + effect;
            sum += shares[pattern] * CountyPlan.expit(logit);
          }
          return sum;
        };
    DoubleUnaryOperator ofMunicipality =
        v -> CountyPlan.mean(u -> rate.applyAsDouble(v + u), SCHOOL);
    DoubleUnaryOperator squares =
        v -> CountyPlan.mean(u -> Math.pow(rate.applyAsDouble(v + u), 2), SCHOOL);
    double mean = CountyPlan.mean(ofMunicipality, MUNICIPAL);
    double municipalSquare =
        CountyPlan.mean(v -> Math.pow(ofMunicipality.applyAsDouble(v), 2), MUNICIPAL);
    double square = CountyPlan.mean(squares, MUNICIPAL);
    double all = mean * (1 - mean);
    return new double[] {
      (municipalSquare - mean * mean) / all, (square - municipalSquare) / all, (mean - square) / all
    };
  }
}
