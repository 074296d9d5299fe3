package klara.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Segregation of any number of groups over units, as the information that the unit gives on the
 * group, which divides without rest between clusters of units, such as municipalities, and within
 * them:
 *
 * <pre>
 * M = Σ p(u,g) ln(p(u,g)/(p(u) p(g)))        M = M(clusters) + Σ p(c) M(units in c)
 * H = M/E,  E = −Σ p(g) ln p(g)              Theil's information index, 0 to 1
 * </pre>
 *
 * <p>M is in nats: 0 where every unit has the mix of all. Small units raise it by chance, as they
 * do D: by about (units − 1)(groups − 1)/(2 people).
 *
 * @param total M of the units
 * @param between M of the clusters
 * @param within the rest
 * @param entropy E of the groups; 0 where there is but one
 * @see <a href="https://doi.org/10.1111/j.1467-9531.2011.01237.x">Mora and Ruiz-Castillo (2011)</a>
 * @see <a href="https://doi.org/10.1111/1467-9531.00110">Reardon and Firebaugh (2002)</a>
 */
public record MutualInformation(double total, double between, double within, double entropy) {

  /** Theil's H, 0 to 1; NaN where there is but one group. */
  public double theilH() {
    return total / entropy;
  }

  /** The part of H that lies between clusters; with {@link #theilHWithin} it adds up to H. */
  public double theilHBetween() {
    return between / entropy;
  }

  /** The part of H that lies within clusters. */
  public double theilHWithin() {
    return within / entropy;
  }

  /**
   * M and its parts.
   *
   * @param people of each unit and, within the row, each group; 0 or more
   * @param clusters number of each unit's cluster; all the same where there are none
   * @throws IllegalArgumentException where rows are of several lengths, a count is negative or
   *     there is nobody
   */
  public static MutualInformation of(double[][] people, int[] clusters) {
    int groups = people.length == 0 ? 0 : people[0].length;
    double[] counts = Arrays.stream(people).flatMapToDouble(Arrays::stream).toArray();
    Faults.of("Cannot measure 'mutual information'")
        .sameNumber("units", people.length, "clusters", clusters.length)
        .unless(
            Arrays.stream(people).allMatch(row -> row.length == groups),
            "units must have as many groups each (have several numbers)")
        .notNegative("counts", counts)
        .unless(Arrays.stream(counts).anyMatch(n -> n > 0), "there must be people (found none)")
        .refuse();
    Map<Integer, List<double[]>> units = new TreeMap<>();
    for (int u = 0; u < people.length; u++) {
      units.computeIfAbsent(clusters[u], cluster -> new ArrayList<>()).add(people[u]);
    }
    double within = 0;
    double all = Arrays.stream(counts).sum();
    List<double[]> sums = new ArrayList<>();
    for (List<double[]> cluster : units.values()) {
      double[][] its = cluster.toArray(double[][]::new);
      sums.add(groups(its));
      double share = Arrays.stream(groups(its)).sum() / all;
      within += share > 0 ? share * information(its) : 0;
    }
    double between = information(sums.toArray(double[][]::new));
    return new MutualInformation(information(people), between, within, entropy(people));
  }

  private static double information(double[][] people) {
    double all = Arrays.stream(people).flatMapToDouble(Arrays::stream).sum();
    double[] groups = groups(people);
    double sum = 0;
    for (double[] unit : people) {
      double size = Arrays.stream(unit).sum();
      for (int g = 0; g < unit.length; g++) {
        sum += unit[g] > 0 ? unit[g] / all * Math.log(unit[g] * all / (size * groups[g])) : 0;
      }
    }
    return Math.max(0, sum);
  }

  private static double entropy(double[][] people) {
    double[] groups = groups(people);
    double all = Arrays.stream(groups).sum();
    return Arrays.stream(groups).map(n -> n > 0 ? -n / all * Math.log(n / all) : 0).sum();
  }

  private static double[] groups(double[][] people) {
    double[] groups = new double[people[0].length];
    for (double[] unit : people) {
      for (int g = 0; g < groups.length; g++) {
        groups[g] += unit[g];
      }
    }
    return groups;
  }
}
