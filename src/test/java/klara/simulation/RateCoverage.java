package klara.simulation;

import java.util.Map;
import klara.stats.Interval;
import klara.stats.Wilson;

/** Wilson's interval of the rate of people as they are: whole municipalities, and a small group. */
final class RateCoverage implements Claim {
  private static final String ALL = "rates: Wilson, students of a municipality";
  private static final String FEW = "rates: Wilson, its foreign boys, 10 to 49 of them";

  @Override
  public String name() {
    return "rates";
  }

  @Override
  public Map<String, Goal> rows() {
    return Rows.of(ALL, Goal.COVERS).and(FEW, Goal.COVERS).all();
  }

  @Override
  public CountyPlan plan() {
    return CountyPlan.ordinary();
  }

  @Override
  public void tryOn(County county, long seed, Scores scores) {
    for (int municipality = 0; municipality < County.MUNICIPALITIES; municipality++) {
      Sum all = county.sum(municipality, cell -> true);
      scores.count(ALL, interval(all).contains(all.truth()));
      Sum few =
          county.sum(
              municipality,
              cell ->
                  Patterns.background(cell.pattern()) == 1 && Patterns.sex(cell.pattern()) == 1);
      if (few.people() >= 10 && few.people() < 50) {
        scores.count(FEW, interval(few).contains(few.truth()));
      }
    }
  }

  private static Interval interval(Sum sum) {
    return new Interval(
        Wilson.lower(sum.events(), sum.people()), Wilson.upper(sum.events(), sum.people()));
  }
}
