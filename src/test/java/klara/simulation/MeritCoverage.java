package klara.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import klara.stats.NestedGroup;

/** Shares of the variance of a merit value: 5 % between municipalities, 10 % between schools. */
final class MeritCoverage implements Claim {
  private static final double[] PLANTED = {0.05, 0.10, 0.85};

  @Override
  public String name() {
    return "components of merit";
  }

  @Override
  public Map<String, Goal> rows() {
    return ComponentCoverage.rows("merit", Goal.COVERS);
  }

  @Override
  public CountyPlan plan() {
    return CountyPlan.ordinary().alike().withSpreads(Math.sqrt(PLANTED[0]), 0);
  }

  @Override
  public void tryOn(County county, long seed, Scores scores) {
    SplittableRandom random = new SplittableRandom(seed);
    List<NestedGroup> groups = new ArrayList<>();
    for (int municipality = 0; municipality < County.MUNICIPALITIES; municipality++) {
      Map<Integer, Integer> students = new LinkedHashMap<>();
      for (Cell cell : county.cells(municipality)) {
        students.merge(cell.school(), cell.people(), Integer::sum);
      }
      for (int size : students.values()) {
        double school = Math.sqrt(PLANTED[1]) * random.nextGaussian();
        double sum = 0;
        double squares = 0;
        for (int student = 0; student < size; student++) {
          double own = Math.sqrt(PLANTED[2]) * random.nextGaussian();
          double merit = county.effect(municipality) + school + own;
          sum += merit;
          squares += merit * merit;
        }
        groups.add(NestedGroup.of(municipality, size, sum, squares));
      }
    }
    ComponentCoverage.score("merit", groups, PLANTED, scores);
  }
}
