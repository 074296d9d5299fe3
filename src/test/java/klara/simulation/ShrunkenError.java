package klara.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import klara.stats.BetaBinomial;
import klara.stats.FayHerriot;

/** Rates of the foreign students of municipalities, drawn towards one another, and raw. */
final class ShrunkenError implements Claim {
  private static final String BETA = "squared error, n < 50: beta-binomial by raw";
  private static final String HERRIOT = "squared error, n < 50: Fay-Herriot by raw";
  private static final String BETA_COVERS = "rates: beta-binomial posterior interval";
  private static final String HERRIOT_COVERS = "rates: Fay-Herriot, estimate ± 1.96 errors";
  private static final double Z = 1.959963984540054;
  private static final int SMALL = 50;

  @Override
  public String name() {
    return "shrunken";
  }

  @Override
  public Map<String, Goal> rows() {
    return Rows.of(BETA_COVERS, Goal.COVERS)
        .and(HERRIOT_COVERS, Goal.COVERS)
        .and(BETA, Goal.SMALLER)
        .and(HERRIOT, Goal.SMALLER)
        .all();
  }

  @Override
  public CountyPlan plan() {
    return CountyPlan.ordinary();
  }

  @Override
  public void tryOn(County county, long seed, Scores scores) {
    List<Sum> sums = new ArrayList<>();
    for (int municipality = 0; municipality < County.MUNICIPALITIES; municipality++) {
      Sum sum = county.sum(municipality, cell -> Patterns.background(cell.pattern()) == 1);
      if (sum.people() > 0) {
        sums.add(sum);
      }
    }
    double[] events = sums.stream().mapToDouble(Sum::events).toArray();
    double[] people = sums.stream().mapToDouble(Sum::people).toArray();
    BetaBinomial beta = BetaBinomial.fit(events, people);
    FayHerriot herriot = herriot(sums);
    for (int i = 0; i < people.length; i++) {
      double truth = sums.get(i).truth();
      double posterior = beta.posteriorMean(events[i], people[i]);
      FayHerriot.Area area = herriot.areas().get(i);
      scores.count(BETA_COVERS, beta.posteriorInterval(events[i], people[i], 0.95).contains(truth));
      scores.count(
          HERRIOT_COVERS,
          Math.abs(area.estimate() - truth) <= Z * Math.sqrt(area.meanSquaredError()));
      if (people[i] < SMALL) {
        double raw = square(sums.get(i).rate() - truth);
        scores.add(BETA, square(posterior - truth), raw);
        scores.add(HERRIOT, square(area.estimate() - truth), raw);
      }
    }
  }

  /** With the sampling variance of the common rate: that of a small area's own may be 0. */
  private static FayHerriot herriot(List<Sum> sums) {
    double events = sums.stream().mapToDouble(Sum::events).sum();
    double people = sums.stream().mapToDouble(Sum::people).sum();
    double binomial = events / people * (1 - events / people);
    double[][] intercept = new double[sums.size()][];
    for (int i = 0; i < intercept.length; i++) {
      intercept[i] = new double[] {1};
    }
    return FayHerriot.fit(
        sums.stream().mapToDouble(Sum::rate).toArray(),
        sums.stream().mapToDouble(sum -> binomial / sum.people()).toArray(),
        intercept);
  }

  private static double square(double number) {
    return number * number;
  }
}
