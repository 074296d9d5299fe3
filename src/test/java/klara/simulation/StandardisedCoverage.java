package klara.simulation;

import java.util.Map;
import klara.stats.StandardisedRate;

/**
 * Intervals of a rate of failing, standardised by parental education to the county; municipalities
 * with students of all three levels. Fay and Feuer's takes events for Poisson, which is cautious.
 */
final class StandardisedCoverage implements Claim {
  private static final int LEVELS = 3;

  private final String poisson;
  private final String shares;
  private final double intercept;

  /**
   * With an outcome that is so common.
   *
   * @param words how common, for the report
   * @param intercept of the outcome, on the logit
   */
  StandardisedCoverage(String words, double intercept) {
    this.poisson = "rates: standardised, failing, " + words + ", Fay and Feuer";
    this.shares = "rates: standardised, failing, " + words + ", of shares";
    this.intercept = intercept;
  }

  @Override
  public String name() {
    return shares;
  }

  @Override
  public Map<String, Goal> rows() {
    return Rows.of(shares, Goal.COVERS).and(poisson, Goal.COVERS_AT_LEAST).all();
  }

  @Override
  public CountyPlan plan() {
    return CountyPlan.ordinary().withIntercept(intercept);
  }

  @Override
  public void tryOn(County county, long seed, Scores scores) {
    double[] standard = new double[LEVELS];
    for (int municipality = 0; municipality < County.MUNICIPALITIES; municipality++) {
      for (Cell cell : county.cells(municipality)) {
        standard[Patterns.education(cell.pattern())] += cell.people();
      }
    }
    double all = standard[0] + standard[1] + standard[2];
    for (int municipality = 0; municipality < County.MUNICIPALITIES; municipality++) {
      double[] people = new double[LEVELS];
      double[] failing = new double[LEVELS];
      double truth = 0;
      for (int level = 0; level < LEVELS; level++) {
        int its = level;
        Sum sum = county.sum(municipality, cell -> Patterns.education(cell.pattern()) == its);
        people[level] = sum.people();
        failing[level] = sum.people() - sum.events();
        truth += standard[level] / all * (1 - sum.truth());
      }
      if (people[0] > 0 && people[1] > 0 && people[2] > 0) {
        scores.count(
            shares,
            StandardisedRate.ofShares(failing, people, standard).interval().contains(truth));
        scores.count(
            poisson,
            StandardisedRate.direct(failing, people, standard, 0.95).interval().contains(truth));
      }
    }
  }
}
