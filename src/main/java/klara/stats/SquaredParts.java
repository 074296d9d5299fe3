package klara.stats;

import java.util.ArrayList;
import java.util.List;

/**
 * Σ a² over areas, a = Σ w n the part that an area's people n of each pattern have in something
 * with the weights w. It is w'(Σ n n')w, and the sum within, made once, serves every w.
 */
final class SquaredParts {
  private final List<Integer> patterns;
  private final double[][] pairs;

  SquaredParts(Margins margins, Iterable<PatternSums> areas) {
    this.patterns = margins.patterns();
    this.pairs = new double[patterns.size()][patterns.size()];
    areas.forEach(this::add);
  }

  private void add(PatternSums area) {
    List<Integer> had = new ArrayList<>();
    for (int k = 0; k < patterns.size(); k++) {
      if (area.people(patterns.get(k)) > 0) {
        had.add(k);
      }
    }
    for (int one : had) {
      for (int other : had) {
        pairs[one][other] += area.people(patterns.get(one)) * area.people(patterns.get(other));
      }
    }
  }

  /**
   * The sum over all areas but one.
   *
   * @param weights of each margin; those of whole patterns are taken
   */
  double without(PatternSums area, double[] weights) {
    double all = 0;
    double own = 0;
    for (int one = 0; one < pairs.length; one++) {
      double weight = weights[patterns.get(one)];
      double along = 0;
      for (int other = 0; other < pairs.length; other++) {
        along += pairs[one][other] * weights[patterns.get(other)];
      }
      all += weight * along;
      own += weight * area.people(patterns.get(one));
    }
    return Math.max(0, all - own * own);
  }
}
