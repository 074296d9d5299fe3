package klara.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * How unequally an amount above 0 is spread, and how much of that lies between groups. With y of
 * weight w, W the sum of weights and μ the weighted mean:
 *
 * <pre>
 * Theil's index        T = Σ (w/W) (y/μ) ln(y/μ)
 * mean log deviation   L = Σ (w/W) ln(μ/y)
 * Gini coefficient     G = Σ w y (2F + w − W) / (W² μ), F the weight of all with less
 * </pre>
 *
 * <p>T and L are 0 where all are equal, have no unit, and divide without rest: with group g's share
 * of weight p and of the amount s = p μ(g)/μ, T = Σ s ln(s/p) + Σ s T(g) and L = Σ p ln(p/s) + Σ p
 * L(g). The Gini coefficient does not divide so.
 *
 * <p>Not for an outcome of 0 or 1: the logarithm has no value at 0. Take its variance, or the
 * information of {@link MutualInformation}. After Bourguignon, Econometrica 47 (1979), and
 * Shorrocks, Econometrica 48 (1980).
 */
public final class Inequality {
  /**
   * An index and its two parts, which add up to it.
   *
   * @param total of all
   * @param between what would remain if everybody had the mean of the group
   * @param within the rest
   * @param groups index within each group, by the group's number
   */
  public record Parts(double total, double between, double within, Map<Integer, Double> groups) {
    /** The share that lies between groups; NaN where all are equal, or as good as equal. */
    public double shareBetween() {
      return total > ROUNDING ? between / total : Double.NaN;
    }
  }

  /** An index that rounding alone may have made: of values a ten-millionth apart. */
  private static final double ROUNDING = 1e-14;

  private Inequality() {}

  /**
   * Theil's index T.
   *
   * @param values above 0
   * @param weights of each, above 0, such as people; their scale does not matter
   * @return 0 to the logarithm of total weight over the least
   * @throws IllegalArgumentException where there is no value, or one is not above 0
   */
  public static double theil(double[] values, double[] weights) {
    require("Theil's index", values, weights, values.length);
    return theilOf(values, weights, everyone(values));
  }

  /** Mean log deviation L, 0 or more; parameters and failures as in {@link #theil}. */
  public static double meanLogDeviation(double[] values, double[] weights) {
    require("mean log deviation", values, weights, values.length);
    return deviationOf(values, weights, everyone(values));
  }

  /**
   * Gini coefficient G.
   *
   * @param values 0 or more, not all of them 0
   * @param weights of each, above 0
   * @return 0, all equal, to below 1
   * @throws IllegalArgumentException where values or weights are not such
   */
  public static double gini(double[] values, double[] weights) {
    Faults.of("Cannot measure 'Gini coefficient'")
        .notNegative("values", values)
        .positive("weights", weights)
        .sameNumber("values", values.length, "weights", weights.length)
        .unless(Arrays.stream(values).anyMatch(y -> y > 0), "a value must be above 0 (none is)")
        .refuse();
    List<Integer> order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .toList();
    double weight = Arrays.stream(weights).sum();
    double less = 0;
    double sum = 0;
    double amount = 0;
    for (int i : order) {
      sum += weights[i] * values[i] * (2 * less + weights[i] - weight);
      amount += weights[i] * values[i];
      less += weights[i];
    }
    return sum / (weight * amount);
  }

  /**
   * Theil's index between and within groups.
   *
   * @param values above 0
   * @param weights of each, above 0
   * @param groups number of each one's group
   * @throws IllegalArgumentException where values or weights are not such
   */
  public static Parts theilParts(double[] values, double[] weights, int[] groups) {
    require("Theil's index", values, weights, groups.length);
    double between = 0;
    double within = 0;
    Map<Integer, Double> each = new TreeMap<>();
    double weight = Arrays.stream(weights).sum();
    double mean = mean(values, weights, everyone(values));
    for (int group : new TreeSet<>(Arrays.stream(groups).boxed().toList())) {
      int[] members = members(groups, group);
      double p = Arrays.stream(members).mapToDouble(i -> weights[i]).sum() / weight;
      double ratio = mean(values, weights, members) / mean;
      each.put(group, theilOf(values, weights, members));
      between += p * ratio * Math.log(ratio);
      within += p * ratio * theilOf(values, weights, members);
    }
    return new Parts(theil(values, weights), Math.max(0, between), within, each);
  }

  /** Mean log deviation between and within groups; as {@link #theilParts}. */
  public static Parts meanLogDeviationParts(double[] values, double[] weights, int[] groups) {
    require("mean log deviation", values, weights, groups.length);
    double between = 0;
    double within = 0;
    Map<Integer, Double> each = new TreeMap<>();
    double weight = Arrays.stream(weights).sum();
    double mean = mean(values, weights, everyone(values));
    for (int group : new TreeSet<>(Arrays.stream(groups).boxed().toList())) {
      int[] members = members(groups, group);
      double p = Arrays.stream(members).mapToDouble(i -> weights[i]).sum() / weight;
      each.put(group, deviationOf(values, weights, members));
      between += p * Math.log(mean / mean(values, weights, members));
      within += p * deviationOf(values, weights, members);
    }
    return new Parts(meanLogDeviation(values, weights), Math.max(0, between), within, each);
  }

  private static void require(String index, double[] values, double[] weights, int groups) {
    Faults.of("Cannot measure '" + index + "'")
        .unless(values.length > 0, "there must be a value (found none)")
        .positive("values", values)
        .positive("weights", weights)
        .sameNumber("values", values.length, "weights", weights.length)
        .sameNumber("values", values.length, "groups", groups)
        .refuse();
  }

  private static int[] everyone(double[] values) {
    return IntStream.range(0, values.length).toArray();
  }

  private static int[] members(int[] groups, int group) {
    return IntStream.range(0, groups.length).filter(i -> groups[i] == group).toArray();
  }

  private static double mean(double[] values, double[] weights, int[] members) {
    double amount = 0;
    double weight = 0;
    for (int i : members) {
      amount += weights[i] * values[i];
      weight += weights[i];
    }
    return amount / weight;
  }

  /** Never below 0, where rounding would end were all values equal. */
  private static double theilOf(double[] values, double[] weights, int[] members) {
    double mean = mean(values, weights, members);
    double sum = 0;
    double weight = 0;
    for (int i : members) {
      sum += weights[i] * values[i] / mean * Math.log(values[i] / mean);
      weight += weights[i];
    }
    return Math.max(0, sum / weight);
  }

  /** Likewise. */
  private static double deviationOf(double[] values, double[] weights, int[] members) {
    double mean = mean(values, weights, members);
    double sum = 0;
    double weight = 0;
    for (int i : members) {
      sum += weights[i] * Math.log(mean / values[i]);
      weight += weights[i];
    }
    return Math.max(0, sum / weight);
  }
}
