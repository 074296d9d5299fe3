package klara.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import klara.stats.BetaBinomial;
import klara.stats.FayHerriot;
import klara.stats.HierarchicalRates;
import klara.stats.Normal;

/**
 * Rates of the foreign students of municipalities, drawn towards one another, and raw: where
 * municipalities are alike but for their effect, as the functions suppose, and where small ones
 * differ more than large ones, because what a school does is not averaged over many.
 */
final class ShrunkenError implements Claim {
  private static final String KNOWN = "beta-binomial";
  private static final String UNCERTAIN = "the same, uncertain";
  private static final String HERRIOT = "Fay-Herriot";
  private static final int SMALL = 50;

  private static final double SPREAD = 0.5;

  private final String words;
  private final CountyPlan plan;

  private ShrunkenError(String words, double school) {
    this.words = words;
    double municipal = Math.sqrt(SPREAD * SPREAD - school * school);
    this.plan = CountyPlan.ordinary().withSpreads(municipal, school);
  }

  static ShrunkenError ofLikeAreas() {
    return new ShrunkenError("areas alike", 0);
  }

  static ShrunkenError ofUnlikeAreas() {
    return new ShrunkenError("schools matter", 0.4);
  }

  private String known() {
    return "rates: beta-binomial, its law as if known; " + words;
  }

  private String uncertain() {
    return "rates: beta-binomial, its law uncertain; " + words;
  }

  private String herriot() {
    return "rates: Fay-Herriot, estimate ± 1.96 errors; " + words;
  }

  private String errorOf(String which) {
    return "squared error by raw, n < 50: " + which + "; " + words;
  }

  @Override
  public String name() {
    return "shrunken, " + words;
  }

  @Override
  public Map<String, Goal> rows() {
    return Rows.of(known(), Goal.SHOWN)
        .and(uncertain(), Goal.COVERS)
        .and(herriot(), Goal.COVERS)
        .and(errorOf(KNOWN), Goal.SMALLER)
        .and(errorOf(UNCERTAIN), Goal.SMALLER)
        .and(errorOf(HERRIOT), Goal.SMALLER)
        .all();
  }

  @Override
  public CountyPlan plan() {
    return plan;
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
    List<HierarchicalRates> full = HierarchicalRates.of(events, people, 0.95);
    FayHerriot herriot = fayHerriot(sums);
    for (int i = 0; i < people.length; i++) {
      double truth = sums.get(i).truth();
      double posterior = beta.posteriorMean(events[i], people[i]);
      FayHerriot.Area area = herriot.areas().get(i);
      scores.count(known(), beta.posteriorInterval(events[i], people[i], 0.95).contains(truth));
      scores.count(uncertain(), full.get(i).interval().contains(truth));
      scores.count(
          herriot(),
          Math.abs(area.estimate() - truth) <= Normal.Z * Math.sqrt(area.meanSquaredError()));
      if (people[i] < SMALL) {
        double raw = square(sums.get(i).rate() - truth);
        scores.add(errorOf(KNOWN), square(posterior - truth), raw);
        scores.add(errorOf(UNCERTAIN), square(full.get(i).mean() - truth), raw);
        scores.add(errorOf(HERRIOT), square(area.estimate() - truth), raw);
      }
    }
  }

  /** With the sampling variance of the common rate: that of a small area's own may be 0. */
  private static FayHerriot fayHerriot(List<Sum> sums) {
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
