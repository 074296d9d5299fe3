package klara.stats;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * An index of {@link Inequality} divided over two levels of groups, from sums: what lies between
 * outer groups, between inner groups of the same outer group, and within inner groups. With n
 * people and amount Y of an inner group g in the outer group o, means μ, and N, Y and μ of all:
 *
 * <pre>
 * Theil's index        Σ (Y(o)/Y) ln(μ(o)/μ) + Σ (Y(g)/Y) ln(μ(g)/μ(o)) + Σ (Σy ln y − Y(g) ln μ(g))/Y
 * mean log deviation   Σ (n(o)/N) ln(μ/μ(o)) + Σ (n(g)/N) ln(μ(o)/μ(g)) + Σ (n(g) ln μ(g) − Σ ln y)/N
 * </pre>
 *
 * <p>The three add up to the index of all. Of Theil's, somebody with 0 has no part, y ln y → 0, but
 * counts; so it serves for an outcome of 0 or 1 also, where all terms of y ln y are 0, what lies
 * within a group of rate p is ln(1/p) for each share of events, and of all ln(1/rate). That is
 * large where the outcome is rare, and not that of its absence. The mean log deviation is infinite
 * where somebody has 0.
 *
 * @param outer between outer groups, 0 or more
 * @param inner between inner groups of the same outer group, 0 or more
 * @param unit within inner groups, 0 or more
 */
public record NestedInequality(double outer, double inner, double unit) {
  /** Sums of rounded terms, and differences of near numbers, may end this far below 0. */
  private static final double ROUNDING = 1e-6;

  /**
   * Sums of an inner group.
   *
   * @param outer number of the outer group it belongs to
   * @param people n, above 0
   * @param amount Σy, 0 or more
   * @param amountLogs Σ y ln y, of those with more than 0; 0 for an outcome of 0 or 1
   * @param logs Σ ln y; negative infinity where somebody has 0, and not needed for Theil's index
   */
  public record Group(int outer, double people, double amount, double amountLogs, double logs) {
    double mean() {
      return amount / people;
    }
  }

  /**
   * Theil's index.
   *
   * @throws IllegalArgumentException where sums are not such, or nobody has more than 0
   */
  public static NestedInequality theil(List<Group> groups) {
    require("Theil's index", groups);
    long few = groups.stream().filter(g -> isLess(g.amountLogs, amountLog(g, 1))).count();
    Faults.of("Cannot measure 'Theil's index'")
        .unless(few == 0, "amount logs must be at least those of equal values (%d are not)", few)
        .refuse();
    Map<Integer, Group> outers = outers(groups);
    Group all = together(groups);
    double outer = 0;
    for (Group group : outers.values()) {
      outer += amountLog(group, all.mean()) / all.amount;
    }
    double inner = 0;
    double unit = 0;
    for (Group group : groups) {
      inner += amountLog(group, together(outers, group).mean()) / all.amount;
      unit += (group.amountLogs - amountLog(group, 1)) / all.amount;
    }
    return new NestedInequality(notNegative(outer), notNegative(inner), notNegative(unit));
  }

  /**
   * Mean log deviation.
   *
   * @throws IllegalArgumentException where sums are not such, nobody has more than 0, or somebody
   *     has 0
   */
  public static NestedInequality meanLogDeviation(List<Group> groups) {
    require("mean log deviation", groups);
    Faults.of("Cannot measure 'mean log deviation'")
        .finite("logs", of(groups, Group::logs))
        .positive("amounts", of(groups, Group::amount))
        .unless(
            groups.stream().noneMatch(g -> isLess(g.people * Math.log(g.mean()), g.logs)),
            "logs must be at most those of equal values (some are not)")
        .refuse();
    Map<Integer, Group> outers = outers(groups);
    Group all = together(groups);
    double outer = 0;
    for (Group group : outers.values()) {
      outer += group.people / all.people * Math.log(all.mean() / group.mean());
    }
    double inner = 0;
    double unit = 0;
    for (Group group : groups) {
      double mean = together(outers, group).mean();
      inner += group.people / all.people * Math.log(mean / group.mean());
      unit += (group.people * Math.log(group.mean()) - group.logs) / all.people;
    }
    return new NestedInequality(notNegative(outer), notNegative(inner), notNegative(unit));
  }

  /** The index of all. */
  public double total() {
    return outer + inner + unit;
  }

  /** What lies at a level. */
  public double at(NestedIntercepts.Level level) {
    return switch (level) {
      case OUTER -> outer;
      case INNER -> inner;
      case UNIT -> unit;
    };
  }

  /** The share of a level in the whole; NaN where all are equal. */
  public double share(NestedIntercepts.Level level) {
    return at(level) / total();
  }

  private static void require(String index, List<Group> groups) {
    Faults.of("Cannot measure '" + index + "'")
        .unless(!groups.isEmpty(), "there must be a group (found none)")
        .positive("people", of(groups, Group::people))
        .notNegative("amounts", of(groups, Group::amount))
        .finite("amount logs", of(groups, Group::amountLogs))
        .unless(
            groups.isEmpty() || groups.stream().anyMatch(group -> group.amount > 0),
            "an amount must be above 0 (none is)")
        .refuse();
  }

  /** Less by more than rounding. */
  private static boolean isLess(double one, double other) {
    return one < other - ROUNDING * (1 + Math.abs(other));
  }

  private static double[] of(List<Group> groups, ToDoubleFunction<Group> sum) {
    return groups.stream().mapToDouble(sum).toArray();
  }

  /** Y ln(μ/μ₀), which is 0 where Y is. */
  static double amountLog(Group group, double reference) {
    return group.amount > 0 ? group.amount * Math.log(group.mean() / reference) : 0;
  }

  private static double notNegative(double part) {
    return part < 0 && part > -ROUNDING ? 0 : part;
  }

  private static Map<Integer, Group> outers(List<Group> groups) {
    Map<Integer, Group> outers = new TreeMap<>();
    groups.forEach(group -> outers.merge(group.outer, group, NestedInequality::together));
    return outers;
  }

  private static Group together(Map<Integer, Group> outers, Group inner) {
    return outers.getOrDefault(inner.outer, inner);
  }

  static Group together(List<Group> groups) {
    return groups.stream().reduce(NestedInequality::together).orElseThrow();
  }

  private static Group together(Group one, Group other) {
    return new Group(
        one.outer,
        one.people + other.people,
        one.amount + other.amount,
        one.amountLogs + other.amountLogs,
        one.logs + other.logs);
  }
}
