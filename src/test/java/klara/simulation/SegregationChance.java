package klara.simulation;

import java.util.Map;
import java.util.TreeMap;
import klara.stats.Segregation;

/** Segregation of the foreign students of a city whose schools are made up alike. */
final class SegregationChance implements Claim {
  private static final String BEYOND = "null segregation: D less what chance makes of it";
  private static final String FLAGGED = "null segregation: city called by p ≤ 0.05";
  private static final int CITY = 3;
  private static final int DRAWS = 400;

  @Override
  public String name() {
    return "segregation";
  }

  @Override
  public Map<String, Goal> rows() {
    return Rows.of(BEYOND, Goal.NEAR).and(FLAGGED, Goal.SELDOM).all();
  }

  @Override
  public CountyPlan plan() {
    return CountyPlan.ordinary().alike();
  }

  @Override
  public void tryOn(County county, long seed, Scores scores) {
    Map<Integer, long[]> schools = new TreeMap<>();
    for (Cell cell : county.cells(CITY)) {
      schools
              .computeIfAbsent(cell.school(), any -> new long[2])[
              Patterns.background(cell.pattern())] +=
          cell.people();
    }
    long[] foreign = schools.values().stream().mapToLong(counts -> counts[1]).toArray();
    long[] swedish = schools.values().stream().mapToLong(counts -> counts[0]).toArray();
    Segregation found = Segregation.of(foreign, swedish);
    scores.add(BEYOND, found.dissimilarity() - found.expected(), 1);
    scores.count(FLAGGED, Segregation.chance(foreign, swedish, DRAWS, seed).pValue() <= 0.05);
  }
}
