package klara.simulation;

import java.util.Map;
import klara.stats.FalseDiscovery;
import klara.stats.Trend;
import org.apache.commons.math3.distribution.TDistribution;

/** Slopes of the yearly rates of municipalities, ten cohorts, weighted by students. */
final class TrendCoverage implements Claim {
  private static final int COHORTS = 10;
  private static final double[] NO_BREAKS = {};

  private final String words;
  private final CountyPlan.Years years;
  private final boolean isNull;

  private TrendCoverage(String words, CountyPlan.Years years) {
    this.words = words;
    this.years = years;
    this.isNull = years.slope() == 0 && years.slopeSpread() == 0;
  }

  /** Trends, and nothing but chance about them. */
  static TrendCoverage ofIndependentYears() {
    return new TrendCoverage("years independent", new CountyPlan.Years(COHORTS, 0.04, 0.03, 0, 0));
  }

  /** Trends, and a municipality's good and bad years that follow one another. */
  static TrendCoverage ofYearsAlike() {
    return new TrendCoverage(
        "years alike (0.5)", new CountyPlan.Years(COHORTS, 0.04, 0.03, 0.1, 0.5));
  }

  /** No trends, years independent. */
  static TrendCoverage ofNoTrend() {
    return new TrendCoverage("years independent", new CountyPlan.Years(COHORTS, 0, 0, 0, 0));
  }

  /** No trends, but years that follow one another. */
  static TrendCoverage ofNoTrendButYearsAlike() {
    return new TrendCoverage("years alike (0.5)", new CountyPlan.Years(COHORTS, 0, 0, 0.1, 0.5));
  }

  private String covered() {
    return (isNull ? "null trends: covered, " : "trends: slope of ten cohorts, ") + words;
  }

  private String changed() {
    return "trends: change from first to last cohort, " + words;
  }

  private String flagged() {
    return (isNull ? "null trends: called, " : "planted trends: called, ") + words;
  }

  private String any() {
    return (isNull ? "null" : "planted") + " trends: any called by q ≤ 0.05, " + words;
  }

  @Override
  public String name() {
    return flagged();
  }

  @Override
  public Map<String, Goal> rows() {
    if (isNull) {
      // One by one, years that follow one another cannot be told from a trend; by q they must be.
      Goal single = years.shock() > 0 ? Goal.SHOWN : Goal.SELDOM;
      return Rows.of(flagged(), single).and(any(), Goal.SELDOM).all();
    }
    return Rows.of(covered(), Goal.COVERS)
        .and(changed(), years.shock() > 0 ? Goal.SHOWN : Goal.COVERS)
        .and(flagged(), Goal.SHOWN)
        .all();
  }

  @Override
  public CountyPlan plan() {
    return CountyPlan.ordinary().withYears(years);
  }

  @Override
  public void tryOn(County county, long seed, Scores scores) {
    double[] pValues = new double[County.MUNICIPALITIES];
    for (int municipality = 0; municipality < County.MUNICIPALITIES; municipality++) {
      double[] times = new double[COHORTS];
      double[] rates = new double[COHORTS];
      double[] students = new double[COHORTS];
      double[] law = new double[COHORTS];
      for (int cohort = 0; cohort < COHORTS; cohort++) {
        int its = cohort;
        Sum sum = county.sum(municipality, cell -> cell.cohort() == its);
        times[cohort] = cohort;
        rates[cohort] = sum.rate();
        students[cohort] = sum.people();
        law[cohort] = county.law(municipality, cohort);
      }
      Trend found = Trend.of(times, rates, students, NO_BREAKS, 0.95);
      double truth = Trend.of(times, law, students, NO_BREAKS, 0.95).slope();
      scores.count(covered(), found.interval().contains(truth));
      scores.count(flagged(), !found.interval().contains(0));
      double t = Math.abs(found.slope()) / found.standardError();
      pValues[municipality] =
          2 * new TDistribution(null, found.freedom()).cumulativeProbability(-t);
      int last = COHORTS - 1;
      Trend.Change change =
          Trend.change(
              rates[0],
              error(rates[0], students[0]),
              rates[last],
              error(rates[last], students[last]),
              0.95);
      scores.count(changed(), change.interval().contains(law[last] - law[0]));
    }
    double least = 1;
    for (double q : FalseDiscovery.qValues(pValues)) {
      least = Math.min(least, q);
    }
    scores.count(any(), least <= 0.05);
  }

  private static double error(double rate, double people) {
    return Math.sqrt(rate * (1 - rate) / people);
  }
}
