package klara.simulation;

import java.util.LinkedHashMap;
import java.util.Map;

/** What one county gives of each row: a sum, and of how many. */
final class Scores {
  private final Map<String, double[]> sums = new LinkedHashMap<>();

  /** One case, and whether it is as it should be. */
  void count(String row, boolean isHit) {
    add(row, isHit ? 1 : 0, 1);
  }

  /** Part of a sum, of part of what it is divided by. */
  void add(String row, double sum, double of) {
    double[] sums = this.sums.computeIfAbsent(row, any -> new double[2]);
    sums[0] += sum;
    sums[1] += of;
  }

  double sum(String row) {
    return sums.getOrDefault(row, new double[2])[0];
  }

  double of(String row) {
    return sums.getOrDefault(row, new double[2])[1];
  }
}
