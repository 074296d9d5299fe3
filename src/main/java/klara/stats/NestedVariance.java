package klara.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * What share of a variance lies between outer groups, between inner groups within them, and between
 * units within inner groups: y = μ + outer + inner + unit, all three random.
 *
 * <p>Estimated by analysis of variance (Henderson's method I), which for unbalanced nested groups
 * is unbiased without any assumption of normality. With n, s the units and sum of an inner group,
 * n', s' those of an outer, N, S those of all, a and b the numbers of outer and inner groups:
 *
 * <pre>
 * E = Σq − Σs²/n          E[E] = (N − b) σ²unit
 * B = Σs²/n − Σs'²/n'     E[B] = (N − k) σ²inner + (b − a) σ²unit                  k = Σ(Σn²)/n'
 * A = Σs'²/n' − S²/N      E[A] = (N − Σn'²/N) σ²outer + (k − Σn²/N) σ²inner + (a − 1) σ²unit
 * </pre>
 *
 * Components are in the unit of y squared and may be negative, as unbiased estimates must; for
 * shares, negative ones count as 0. Limits are 95 %, by a jackknife that leaves out one outer group
 * at a time, on the scale of ln((s + c)/(1 − s + c)) for a share s, c = 0.003, so that a share of 0
 * has a place on it; with Student's t, of 2a/(κ − 1) degrees of freedom and at most a − 1, κ the
 * kurtosis of the values left: where one group outweighs the others, fewer groups speak. For some
 * thirty unequal outer groups they cover the truth in 93 to 97 of a hundred. An outcome of 0 or 1
 * is a y like any other: its shares are on the scale of the rate, not of its logit. The result does
 * not depend on the order of the input.
 *
 * @param outer between outer groups
 * @param inner between inner groups of the same outer group
 * @param unit between units of the same inner group
 * @see <a href="https://doi.org/10.1002/9780470316856">Searle, Casella and McCulloch (1992),
 *     Variance Components, chapter 5</a>
 */
public record NestedVariance(Level outer, Level inner, Level unit) {

  /**
   * An inner group.
   *
   * @param outer which outer group it belongs to
   * @param units how many units it has; groups without are left out
   * @param sum of y over its units
   * @param squares sum of y² over its units; for an outcome of 0 or 1 the same as the sum
   */
  public record Group(int outer, double units, double sum, double squares) {}

  /**
   * One level's part.
   *
   * @param variance the component, in the unit of y squared; may be negative
   * @param share of the three components' sum, negative ones as 0; 0 to 1
   * @param lower limit of the share; NaN where leaving out an outer group leaves no estimate
   * @param upper limit of the share, likewise
   */
  public record Level(double variance, double share, double lower, double upper) {}

  private static final double OFFSET = 0.003;

  private static final Comparator<Group> ORDER =
      Comparator.comparingInt(Group::outer)
          .thenComparingDouble(Group::units)
          .thenComparingDouble(Group::sum)
          .thenComparingDouble(Group::squares);

  /**
   * Components and shares.
   *
   * @param groups inner groups, in any order
   * @return empty where there are not two outer groups, one of them with two inner groups, one of
   *     those with two units; or where all values are the same
   */
  public static Optional<NestedVariance> of(List<Group> groups) {
    List<Group> sorted = groups.stream().filter(g -> g.units() > 0).sorted(ORDER).toList();
    double[] components = components(sorted);
    double[] shares = shares(components);
    if (Double.isNaN(shares[0])) {
      return Optional.empty();
    }
    List<double[]> left = new ArrayList<>();
    for (int outer : new TreeSet<>(sorted.stream().map(Group::outer).toList())) {
      left.add(shares(components(sorted.stream().filter(g -> g.outer() != outer).toList())));
    }
    Level[] levels = new Level[shares.length];
    for (int i = 0; i < levels.length; i++) {
      int level = i;
      double half = half(left.stream().mapToDouble(its -> logit(its[level])).toArray());
      double lower = share(logit(shares[i]) - half);
      levels[i] = new Level(components[i], shares[i], lower, share(logit(shares[i]) + half));
    }
    return Optional.of(new NestedVariance(levels[0], levels[1], levels[2]));
  }

  private static double logit(double share) {
    return Math.log((share + OFFSET) / (1 - share + OFFSET));
  }

  private static double share(double logit) {
    double odds = Math.exp(logit);
    // Infinite odds, of an interval as long as can be, are a share of 1.
    double share = Double.isInfinite(odds) ? 1 : (odds * (1 + OFFSET) - OFFSET) / (1 + odds);
    return Math.min(1, Math.max(0, share));
  }

  /** Half the width of the jackknife's interval. */
  private static double half(double[] left) {
    double groups = left.length;
    double mean = Arrays.stream(left).average().orElse(Double.NaN);
    double squares = Arrays.stream(left).map(value -> Math.pow(value - mean, 2)).sum();
    if (!(squares > 0)) {
      return squares;
    }
    double fourths = Arrays.stream(left).map(value -> Math.pow(value - mean, 4)).sum();
    double kurtosis = groups * fourths / (squares * squares);
    double freedom = Math.min(groups - 1, 2 * groups / (kurtosis - 1));
    double quantile = new TDistribution(null, freedom).inverseCumulativeProbability(0.975);
    return quantile * Math.sqrt(squares * (groups - 1) / groups);
  }

  private static double[] shares(double[] components) {
    double[] shares = new double[components.length];
    double sum = 0;
    for (double component : components) {
      sum += Math.max(0, component);
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] = sum > 0 ? Math.max(0, components[i]) / sum : Double.NaN;
    }
    return shares;
  }

  /** Outer, inner and unit component of groups sorted by outer group; NaN where there is none. */
  private static double[] components(List<Group> sorted) {
    Sums all = new Sums();
    Sums outer = new Sums();
    double outers = 0;
    double betweenInner = 0;
    double betweenOuter = 0;
    double k = 0;
    double outerSquares = 0;
    double squares = 0;
    for (int i = 0; i < sorted.size(); i++) {
      Group group = sorted.get(i);
      outer.add(group);
      all.add(group);
      betweenInner += group.sum() * group.sum() / group.units();
      squares += group.squares();
      if (i + 1 == sorted.size() || sorted.get(i + 1).outer() != group.outer()) {
        outers++;
        betweenOuter += outer.sum * outer.sum / outer.units;
        k += outer.unitsSquared / outer.units;
        outerSquares += outer.units * outer.units;
        outer = new Sums();
      }
    }
    double inners = sorted.size();
    double unitFreedom = all.units - inners;
    double innerScale = all.units - k;
    if (outers < 2 || inners == outers || unitFreedom <= 0) {
      return new double[] {Double.NaN, Double.NaN, Double.NaN};
    }
    double unit = (squares - betweenInner) / unitFreedom;
    double inner = (betweenInner - betweenOuter - (inners - outers) * unit) / innerScale;
    double innerInOuter = k - all.unitsSquared / all.units;
    double outermost = betweenOuter - all.sum * all.sum / all.units;
    double outerScale = all.units - outerSquares / all.units;
    double top = (outermost - innerInOuter * inner - (outers - 1) * unit) / outerScale;
    return new double[] {top, inner, unit};
  }

  private static final class Sums {
    private double units;
    private double unitsSquared;
    private double sum;

    private void add(Group group) {
      units += group.units();
      unitsSquared += group.units() * group.units();
      sum += group.sum();
    }
  }
}
