package klara.simulation;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import klara.stats.NestedGroup;
import klara.stats.NestedIntercepts;
import klara.stats.NestedIntercepts.Level;
import klara.stats.NestedIntercepts.Likelihood;

/** Shares of the variance of an outcome of 0 or 1, over all counties of this law. */
final class ComponentCoverage implements Claim {
  private static final double MUNICIPAL = 0.4;
  private static final double SCHOOL = 0.5;
  private static final List<String> LEVELS = List.of("municipality", "school", "student");
  private static final List<Level> SAME = List.of(Level.OUTER, Level.INNER, Level.UNIT);

  private final double[] planted = planted();

  @Override
  public String name() {
    return "components of an outcome";
  }

  @Override
  public Map<String, Goal> rows() {
    return rows("outcome", Goal.SHOWN);
  }

  /**
   * The rows of an outcome.
   *
   * @param ofLimits what is asked of profile limits, which take effects for normal
   */
  static Map<String, Goal> rows(String what, Goal ofLimits) {
    Rows rows = Rows.of(single(what), Goal.SHOWN);
    for (String level : LEVELS) {
      rows.and(mean(what, level), Goal.NEAR);
      rows.and(covered(what, level), ofLimits);
    }
    return rows.all();
  }

  private static String mean(String what, String level) {
    return "share of %s, %s: mean less planted".formatted(what, level);
  }

  private static String covered(String what, String level) {
    return "components: share of %s, %s, profile".formatted(what, level);
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
    score("outcome", ClusteredRateCoverage.groups(county), planted, scores);
  }

  static void score(String what, List<NestedGroup> groups, double[] planted, Scores scores) {
    NestedIntercepts found = NestedIntercepts.fit(groups, Likelihood.RESTRICTED);
    NestedIntercepts.ShareIntervals limits = found.shareIntervals(0.95);
    for (int i = 0; i < planted.length; i++) {
      Level level = SAME.get(i);
      scores.add(mean(what, LEVELS.get(i)), found.share(level) - planted[i], 1);
      scores.count(covered(what, LEVELS.get(i)), limits.share(level).contains(planted[i]));
    }
    scores.count(single(what), Math.abs(found.share(Level.OUTER) - planted[0]) <= 0.02);
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
