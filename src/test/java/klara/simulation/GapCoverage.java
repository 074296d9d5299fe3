package klara.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import klara.stats.Newcombe;
import klara.stats.RiskRatio;
import klara.stats.SlopeIndex;

/** Intervals of what lies between groups of a municipality. */
final class GapCoverage implements Claim {
  private static final String SEXES = "gaps: Newcombe, boys and girls of a municipality";
  private static final String BACKGROUNDS = "gaps: Newcombe, foreign and Swedish, 10 or more each";
  private static final String RATIO = "gaps: ratio (Katz) of failing, boys by girls";
  private static final String SLOPE = "gaps: slope index over parental education";
  private static final String RELATIVE = "gaps: relative index over parental education";
  private static final int FEWEST = 10;

  @Override
  public String name() {
    return "gaps";
  }

  @Override
  public Map<String, Goal> rows() {
    return Rows.of(SEXES, Goal.COVERS)
        .and(BACKGROUNDS, Goal.COVERS)
        .and(RATIO, Goal.COVERS)
        .and(SLOPE, Goal.COVERS)
        .and(RELATIVE, Goal.COVERS)
        .all();
  }

  @Override
  public CountyPlan plan() {
    return CountyPlan.ordinary();
  }

  @Override
  public void tryOn(County county, long seed, Scores scores) {
    for (int municipality = 0; municipality < County.MUNICIPALITIES; municipality++) {
      Sum girls = county.sum(municipality, cell -> Patterns.sex(cell.pattern()) == 0);
      Sum boys = county.sum(municipality, cell -> Patterns.sex(cell.pattern()) == 1);
      scores.count(SEXES, covers(boys, girls));
      ratio(boys, girls, scores);
      Sum swedish = county.sum(municipality, cell -> Patterns.background(cell.pattern()) == 0);
      Sum foreign = county.sum(municipality, cell -> Patterns.background(cell.pattern()) == 1);
      if (swedish.people() >= FEWEST && foreign.people() >= FEWEST) {
        scores.count(BACKGROUNDS, covers(foreign, swedish));
      }
      slope(county, municipality, scores);
    }
  }

  private static boolean covers(Sum one, Sum other) {
    double truth = one.truth() - other.truth();
    return Newcombe.lower(one.events(), one.people(), other.events(), other.people()) <= truth
        && truth <= Newcombe.upper(one.events(), one.people(), other.events(), other.people());
  }

  private static void ratio(Sum one, Sum other, Scores scores) {
    double x1 = one.people() - one.events();
    double x0 = other.people() - other.events();
    double truth = (1 - one.truth()) / (1 - other.truth());
    double lower = RiskRatio.lower(x1, one.people(), x0, other.people());
    if (!Double.isNaN(lower)) {
      double upper = RiskRatio.upper(x1, one.people(), x0, other.people());
      scores.count(RATIO, lower <= truth && truth <= upper);
    }
  }

  private static void slope(County county, int municipality, Scores scores) {
    List<Double> students = new ArrayList<>();
    List<Double> events = new ArrayList<>();
    List<Double> expected = new ArrayList<>();
    for (int education = 0; education < 3; education++) {
      int level = education;
      Predicate<Cell> has = cell -> Patterns.education(cell.pattern()) == level;
      Sum sum = county.sum(municipality, has);
      students.add(sum.people());
      events.add(sum.events());
      expected.add(sum.expected());
    }
    SlopeIndex found = SlopeIndex.of(students, events);
    SlopeIndex truth = SlopeIndex.of(students, expected);
    scores.count(SLOPE, found.slopeLower() <= truth.slope() && truth.slope() <= found.slopeUpper());
    if (!Double.isNaN(found.relative())) {
      scores.count(
          RELATIVE,
          found.relativeLower() <= truth.relative() && truth.relative() <= found.relativeUpper());
    }
  }
}
