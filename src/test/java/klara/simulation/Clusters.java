package klara.simulation;

import java.util.List;
import java.util.Map;
import klara.stats.FalseDiscovery;
import klara.stats.LocalMoran;
import klara.stats.Moran;
import klara.stats.StabilisedRates;

/** Whether neighbours are alike, where they are not and where they are. */
final class Clusters implements Claim {
  private static final int PERMUTATIONS = 999;

  private final String words;
  private final double clustering;
  private final Goal goal;

  private Clusters(String words, double clustering, Goal goal) {
    this.words = words;
    this.clustering = clustering;
    this.goal = goal;
  }

  static Clusters ofNone() {
    return new Clusters("null clusters", 0, Goal.SELDOM);
  }

  /** Half of the variance of municipalities is shared with neighbours. */
  static Clusters planted() {
    return new Clusters("planted clusters", 0.5, Goal.SHOWN);
  }

  private String global() {
    return words + ": county called by Moran's I, p ≤ 0.05";
  }

  private String local() {
    return words + ": any municipality called by local I, q ≤ 0.05";
  }

  @Override
  public String name() {
    return words;
  }

  @Override
  public Map<String, Goal> rows() {
    return Rows.of(global(), goal).and(local(), goal).all();
  }

  @Override
  public CountyPlan plan() {
    return CountyPlan.ordinary().withClustering(clustering);
  }

  @Override
  public void tryOn(County county, long seed, Scores scores) {
    List<Sum> sums = county.sums();
    double[] deviates =
        StabilisedRates.of(
            sums.stream().mapToDouble(Sum::events).toArray(),
            sums.stream().mapToDouble(Sum::people).toArray());
    Moran found = Moran.of(deviates, County.MAP, PERMUTATIONS, seed);
    scores.count(global(), found.pTwoSided() <= 0.05);
    double[] pValues =
        LocalMoran.of(deviates, County.MAP, PERMUTATIONS, seed + 1).stream()
            .mapToDouble(LocalMoran::pTwoSided)
            .toArray();
    double least = 1;
    for (double q : FalseDiscovery.qValues(pValues)) {
      least = Math.min(least, q);
    }
    scores.count(local(), least <= 0.05);
  }
}
