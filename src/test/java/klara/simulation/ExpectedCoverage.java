package klara.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import klara.stats.ExpectedRates;
import klara.stats.Normal;

/** How far a municipality is from what the others' students of the same sort do. */
final class ExpectedCoverage implements Claim {
  private static final String CHANCE = "expected-residuals: to the others as they are, by chance";
  private static final String USUAL = "expected-residuals: 0, chance and variance between areas";

  @Override
  public String name() {
    return "expected";
  }

  @Override
  public Map<String, Goal> rows() {
    return Rows.of(CHANCE, Goal.COVERS).and(USUAL, Goal.COVERS).all();
  }

  @Override
  public CountyPlan plan() {
    return CountyPlan.ordinary();
  }

  @Override
  public void tryOn(County county, long seed, Scores scores) {
    List<List<Sum>> sums = sums(county);
    List<ExpectedRates.Area> areas = ExpectedRates.of(cells(sums)).areas();
    for (ExpectedRates.Area area : areas) {
      scores.count(CHANCE, area.interval().contains(truth(sums, area.area())));
      scores.count(USUAL, Math.abs(area.zAmongAreas()) <= Normal.Z);
    }
  }

  /** Of each municipality and pattern. */
  private static List<List<Sum>> sums(County county) {
    List<List<Sum>> sums = new ArrayList<>();
    for (int municipality = 0; municipality < County.MUNICIPALITIES; municipality++) {
      List<Sum> its = new ArrayList<>();
      for (int pattern = 0; pattern < Patterns.COUNT; pattern++) {
        int k = pattern;
        its.add(county.sum(municipality, cell -> cell.pattern() == k));
      }
      sums.add(its);
    }
    return sums;
  }

  static List<ExpectedRates.Cell> cells(County county) {
    return cells(sums(county));
  }

  private static List<ExpectedRates.Cell> cells(List<List<Sum>> sums) {
    List<ExpectedRates.Cell> cells = new ArrayList<>();
    for (int municipality = 0; municipality < sums.size(); municipality++) {
      for (int pattern = 0; pattern < Patterns.COUNT; pattern++) {
        Sum sum = sums.get(municipality).get(pattern);
        cells.add(
            new ExpectedRates.Cell(
                municipality, Patterns.covariates(pattern), sum.people(), sum.events()));
      }
    }
    return cells;
  }

  /** The municipality's true rate less that of its patterns in all others. */
  private static double truth(List<List<Sum>> sums, int municipality) {
    double people = 0;
    double apart = 0;
    for (int pattern = 0; pattern < Patterns.COUNT; pattern++) {
      Sum own = sums.get(municipality).get(pattern);
      double others = 0;
      double expected = 0;
      for (List<Sum> each : sums) {
        others += each.get(pattern).people();
        expected += each.get(pattern).expected();
      }
      double rate = (expected - own.expected()) / (others - own.people());
      people += own.people();
      apart += own.expected() - own.people() * rate;
    }
    return apart / people;
  }
}
