package klara.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import klara.stats.NestedGroup;
import klara.stats.NestedIntercepts;
import klara.stats.NestedIntercepts.Level;
import klara.stats.NestedIntercepts.Likelihood;
import klara.stats.Wilson;

/**
 * Wilson's interval where the rate is that of all schools a municipality might have: its students
 * then say less than their number, by the design effect
 *
 * <pre>1 + ρ (Σn²/Σn − 1), n of each school, ρ = school/(school + student) of the variance</pre>
 *
 * with ρ found in the whole county.
 *
 * @see <a href="https://doi.org/10.1002/9780471220620">Kish (1965), Survey Sampling</a>
 */
final class ClusteredRateCoverage implements Claim {
  private static final String PLAIN = "rates: Wilson, whatever its schools; as if all were alone";
  private static final String CLUSTERED = "rates: Wilson, whatever its schools; by design effect";

  @Override
  public String name() {
    return "rates by school";
  }

  @Override
  public Map<String, Goal> rows() {
    return Rows.of(PLAIN, Goal.SHOWN).and(CLUSTERED, Goal.COVERS).all();
  }

  @Override
  public CountyPlan plan() {
    return CountyPlan.ordinary().alike();
  }

  @Override
  public void tryOn(County county, long seed, Scores scores) {
    double correlation = correlation(county);
    double[] shares = Patterns.shares(0);
    for (int municipality = 0; municipality < County.MUNICIPALITIES; municipality++) {
      double truth = 0;
      for (int pattern = 0; pattern < Patterns.COUNT; pattern++) {
        truth += shares[pattern] * plan().rate(pattern, county.effect(municipality));
      }
      Sum sum = county.sum(municipality, cell -> true);
      scores.count(PLAIN, covers(sum, 1, truth));
      double together = 0;
      for (Sum school : schools(county, municipality)) {
        together += school.people() * school.people() / sum.people();
      }
      scores.count(CLUSTERED, covers(sum, 1 + correlation * (together - 1), truth));
    }
  }

  private static boolean covers(Sum sum, double design, double truth) {
    double events = sum.events() / design;
    double people = sum.people() / design;
    return Wilson.lower(events, people) <= truth && truth <= Wilson.upper(events, people);
  }

  private static double correlation(County county) {
    NestedIntercepts found = NestedIntercepts.fit(groups(county), Likelihood.RESTRICTED);
    double school = found.variance(Level.INNER);
    return school / (school + found.variance(Level.UNIT));
  }

  static List<NestedGroup> groups(County county) {
    List<NestedGroup> groups = new ArrayList<>();
    for (int municipality = 0; municipality < County.MUNICIPALITIES; municipality++) {
      for (Sum school : schools(county, municipality)) {
        groups.add(NestedGroup.of(municipality, school.people(), school.events(), school.events()));
      }
    }
    return groups;
  }

  private static List<Sum> schools(County county, int municipality) {
    Map<Integer, List<Cell>> schools = new TreeMap<>();
    for (Cell cell : county.cells(municipality)) {
      schools.computeIfAbsent(cell.school(), any -> new ArrayList<>()).add(cell);
    }
    return schools.values().stream().map(cells -> Sum.of(cells, cell -> true)).toList();
  }
}
