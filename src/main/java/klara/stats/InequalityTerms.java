package klara.stats;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import klara.stats.NestedInequality.Group;

/**
 * An index of {@link NestedInequality} linearised in the sums of its inner groups: what {@link
 * DrawnInequality} needs of it.
 *
 * @param outers the outer groups
 * @param innerSlope of the inner part by the surplus of an inner group
 * @param unitSlope of the unit part by it
 */
record InequalityTerms(List<Outer> outers, double innerSlope, double unitSlope) {
  /**
   * What an inner group adds to the parts beyond what is expected of it.
   *
   * @param people n
   * @param surplus Y(g) − n μ(o)
   * @param inner to the inner part, with the surplus held
   * @param unit to the unit part, likewise
   */
  record Inner(double people, double surplus, double inner, double unit) {}

  /**
   * An outer group.
   *
   * @param slope of the outer part by the surplus of an inner group
   * @param bend by how much the slope changes with it
   * @param scale mean over that of all
   */
  record Outer(List<Inner> inners, double slope, double bend, double scale) {
    boolean isShared() {
      return inners.size() > 1;
    }

    /** Σn². */
    double squares() {
      return inners.stream().mapToDouble(inner -> inner.people * inner.people).sum();
    }

    /** Σn²k, k what is left of chance about a mean that is the groups' own. */
    double squaresLeft() {
      double[] people = inners.stream().mapToDouble(Inner::people).toArray();
      double sum = 0;
      for (double n : people) {
        sum += n * n * left(n, people);
      }
      return sum;
    }
  }

  /** The index, still by people: its parts are over all the terms divided by one number. */
  private record Law(
      NestedInequality index,
      ToDoubleFunction<Group> unit,
      InnerTerm inner,
      double divisor,
      boolean isByAmount) {}

  /** What an inner group adds to the inner part, given the mean of the outer group. */
  @FunctionalInterface
  private interface InnerTerm {
    double of(Group group, double mean);
  }

  /** Theil's index, which is divided by the amount of all: that is drawn too. */
  static InequalityTerms theil(List<Group> groups) {
    Law law =
        new Law(
            NestedInequality.theil(groups),
            group -> group.amountLogs() - NestedInequality.amountLog(group, 1),
            (group, mean) -> NestedInequality.amountLog(group, mean) - surplus(group, mean),
            NestedInequality.together(groups).amount(),
            true);
    return of(groups, law);
  }

  /** The mean log deviation, which is divided by people. */
  static InequalityTerms meanLogDeviation(List<Group> groups) {
    Law law =
        new Law(
            NestedInequality.meanLogDeviation(groups),
            group -> group.people() * Math.log(group.mean()) - group.logs(),
            (group, mean) ->
                group.people() * Math.log(mean / group.mean()) + surplus(group, mean) / mean,
            NestedInequality.together(groups).people(),
            false);
    return of(groups, law);
  }

  private static InequalityTerms of(List<Group> groups, Law law) {
    Map<Integer, List<Group>> outers = new TreeMap<>();
    groups.forEach(
        group -> outers.computeIfAbsent(group.outer(), any -> new ArrayList<>()).add(group));
    Faults.of("Cannot draw 'inner groups'")
        .unless(
            outers.size() < groups.size(),
            "an outer group must have two (none of %d has)",
            outers.size())
        .refuse();
    double expected = 0;
    double people = 0;
    double squares = 0;
    double squaresLeft = 0;
    for (List<Group> inners : shared(outers.values())) {
      double mean = NestedInequality.together(inners).mean();
      double[] sizes = inners.stream().mapToDouble(Group::people).toArray();
      for (Group group : inners) {
        double left = group.people() * left(group.people(), sizes);
        expected += law.inner.of(group, mean);
        people += left;
        squares += surplus(group, mean) * surplus(group, mean);
        squaresLeft += group.people() * left;
      }
    }
    double innerOfPerson = expected / people;
    double errorOfPerson = Math.sqrt(squares / squaresLeft);
    Group all = NestedInequality.together(groups);
    List<Outer> terms = new ArrayList<>();
    for (List<Group> inners : outers.values()) {
      terms.add(outer(inners, all, law, innerOfPerson, errorOfPerson));
    }
    double perSurplus = law.isByAmount ? 1 / law.divisor : 0;
    return new InequalityTerms(
        terms, -law.index.inner() * perSurplus, -law.index.unit() * perSurplus);
  }

  private static Outer outer(
      List<Group> inners, Group all, Law law, double innerOfPerson, double errorOfPerson) {
    Group sum = NestedInequality.together(inners);
    double[] sizes = inners.stream().mapToDouble(Group::people).toArray();
    double unitOfPerson = inners.stream().mapToDouble(law.unit).sum() / sum.people();
    double squares = 0;
    List<Inner> terms = new ArrayList<>();
    for (Group group : inners) {
      double n = group.people();
      double inner = law.inner.of(group, sum.mean()) - innerOfPerson * n * left(n, sizes);
      terms.add(
          new Inner(
              n,
              surplus(group, sum.mean()),
              inners.size() > 1 ? inner / law.divisor : 0,
              (law.unit.applyAsDouble(group) - unitOfPerson * n) / law.divisor));
      squares += n * n;
    }
    // An amount that chance might have made 0 has a logarithm that may be anything.
    double amount = Math.max(sum.amount(), errorOfPerson * Math.sqrt(squares));
    double scale = amount / sum.people() / all.mean();
    double slope =
        law.isByAmount ? Math.log(scale) - law.index.outer() : (1 - 1 / scale) / all.mean();
    double bend = law.isByAmount ? 1 / amount : sum.people() / (amount * amount);
    return new Outer(terms, slope / law.divisor, bend / law.divisor, scale);
  }

  private static List<List<Group>> shared(Collection<List<Group>> outers) {
    return outers.stream().filter(inners -> inners.size() > 1).toList();
  }

  private static double surplus(Group group, double mean) {
    return group.amount() - group.people() * mean;
  }

  private static double left(double people, double[] sizes) {
    double all = 0;
    double squares = 0;
    for (double size : sizes) {
      all += size;
      squares += size * size;
    }
    return sizes.length > 1 ? 1 - 2 * people / all + squares / (all * all) : 0;
  }
}
