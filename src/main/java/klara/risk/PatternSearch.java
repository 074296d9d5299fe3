package klara.risk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import klara.stats.FalseDiscovery;
import klara.stats.Fisher;
import klara.stats.Newcombe;

/**
 * Searches every conjunction of one to three circumstances in one cohort, and tries what it finds
 * on another.
 *
 * <p>What is found goes with the outcome; it need not cause it.
 *
 * @see <a href="https://doi.org/10.1007/s10994-007-5006-x">Webb (2007), Discovering Significant
 *     Patterns</a>
 */
public final class PatternSearch {
  /** More flags make more conjunctions than a cohort can tell apart. */
  public static final int MOST_FLAGS = 20;

  /** A risk from fewer students says too little. */
  public static final int FEWEST_STUDENTS = 30;

  /** Expected share of wrong ones among the patterns that pass on to the other cohort. */
  public static final double FALSE_DISCOVERY_RATE = 0.05;

  private static final int MOST_TOGETHER = 3;

  private static final Comparator<Pattern> ORDER =
      Comparator.comparingDouble(Pattern::qValue)
          .thenComparing(pattern -> -pattern.discovery().riskDifference());

  private PatternSearch() {}

  /**
   * Students who share the same flags.
   *
   * @param flags bit i is the i-th flag
   * @param students how many there are; a mask may come in several groups
   * @param events how many of them had the outcome
   */
  public record Group(long flags, long students, long events) {}

  private record Candidate(List<Integer> flags, CrossTable table) {
    private boolean isTested() {
      return isEnough(table);
    }

    private double pValue() {
      Tally together = table.together();
      Tally others = table.everyone().minus(together);
      return Fisher.greater(
          together.events(), together.students(), others.events(), others.students());
    }
  }

  /**
   * All conjunctions that have enough students, events and non-events to be tested.
   *
   * @param flags names, at most {@link #MOST_FLAGS}
   * @param discovery the cohort to search
   * @param confirmation the cohort to try the findings on
   * @return smallest {@code qValue} first, then largest risk difference, then order of flags
   */
  public static List<Pattern> search(
      List<String> flags, List<Group> discovery, List<Group> confirmation) {
    requireValid(flags, discovery);
    requireValid(flags, confirmation);
    List<Candidate> tested =
        conjunctions(flags.size()).stream()
            .map(some -> new Candidate(some, CrossTable.of(some, discovery)))
            .filter(Candidate::isTested)
            .toList();
    double[] pValues = tested.stream().mapToDouble(Candidate::pValue).toArray();
    double[] qValues = FalseDiscovery.qValues(pValues);
    List<Pattern> patterns = new ArrayList<>();
    for (int i = 0; i < pValues.length; i++) {
      Candidate candidate = tested.get(i);
      CrossTable again = CrossTable.of(candidate.flags(), confirmation);
      boolean isImproved = isAboveItsParents(candidate.table());
      patterns.add(
          new Pattern(
              candidate.flags().stream().map(flags::get).toList(),
              Finding.of(candidate.table().together(), candidate.table().everyone()),
              Finding.of(again.together(), again.everyone()),
              pValues[i],
              qValues[i],
              isImproved,
              qValues[i] <= FALSE_DISCOVERY_RATE && isImproved && isRepeated(again),
              candidate.table().isSafe() && again.isSafe()));
    }
    patterns.sort(ORDER);
    return withoutNearlySame(patterns, flags, discovery, confirmation);
  }

  /**
   * The same, but of two that could be told, one of which holds all students of the other and none
   * or few more, the later is not safe: failing a subject may be, but for one student, failing to
   * qualify.
   */
  private static List<Pattern> withoutNearlySame(
      List<Pattern> patterns, List<String> flags, List<Group> discovery, List<Group> confirmation) {
    List<Long> tellable = new ArrayList<>();
    List<Pattern> safe = new ArrayList<>();
    for (Pattern pattern : patterns) {
      long mask = pattern.flags().stream().mapToLong(flag -> 1L << flags.indexOf(flag)).sum();
      boolean isTellable = pattern.isConfirmed() && pattern.isSafe();
      boolean isNearlyOther =
          isTellable
              && tellable.stream()
                  .anyMatch(
                      other ->
                          isNearlySame(mask, other, discovery)
                              || isNearlySame(mask, other, confirmation));
      if (isTellable && !isNearlyOther) {
        tellable.add(mask);
      }
      safe.add(isNearlyOther ? pattern.unsafe() : pattern);
    }
    return safe;
  }

  private static boolean isNearlySame(long one, long other, List<Group> groups) {
    Tally more = inFirstAlone(one, other, groups);
    Tally less = inFirstAlone(other, one, groups);
    return (more.students() == 0 && isNobodyOrFew(less))
        || (less.students() == 0 && isNobodyOrFew(more));
  }

  private static boolean isNobodyOrFew(Tally some) {
    return some.students() == 0 || !some.isSafe();
  }

  private static Tally inFirstAlone(long first, long second, List<Group> groups) {
    Tally alone = new Tally(0, 0);
    for (Group group : groups) {
      if ((group.flags() & first) == first && (group.flags() & second) != second) {
        alone = alone.plus(group.students(), group.events());
      }
    }
    return alone;
  }

  /** Single flags first, then pairs, then triples. */
  private static List<List<Integer>> conjunctions(int flags) {
    List<List<Integer>> all = new ArrayList<>();
    all.add(List.of());
    for (int i = 0; i < all.size(); i++) {
      List<Integer> some = all.get(i);
      int next = some.isEmpty() ? 0 : some.get(some.size() - 1) + 1;
      for (int flag = next; some.size() < MOST_TOGETHER && flag < flags; flag++) {
        List<Integer> more = new ArrayList<>(some);
        more.add(flag);
        all.add(more);
      }
    }
    return all.subList(1, all.size());
  }

  private static boolean isEnough(CrossTable table) {
    Tally together = table.together();
    return together.students() >= FEWEST_STUDENTS
        && together.events() >= Tally.SMALLEST
        && together.students() - together.events() >= Tally.SMALLEST
        && table.everyone().students() > together.students();
  }

  private static boolean isRepeated(CrossTable table) {
    return isEnough(table) && isAboveItsParents(table);
  }

  /**
   * Above everyone else too, as having none of the flags is one of the parents. False where a
   * parent has no other students: then the conjunction says nothing new.
   */
  private static boolean isAboveItsParents(CrossTable table) {
    Tally one = table.together();
    return table.parents().stream()
        .map(parent -> parent.minus(one))
        .allMatch(
            rest ->
                Newcombe.lower(
                        (double) one.events(),
                        (double) one.students(),
                        (double) rest.events(),
                        (double) rest.students())
                    > 0);
  }

  private static void requireValid(List<String> flags, List<Group> groups) {
    if (flags.size() > MOST_FLAGS) {
      throw new IllegalArgumentException(
          "Invalid flags: expected at most %d, found %d".formatted(MOST_FLAGS, flags.size()));
    }
    long invalid =
        groups.stream()
            .filter(
                group ->
                    group.flags() >>> flags.size() != 0
                        || group.events() < 0
                        || group.events() > group.students())
            .count();
    if (invalid > 0) {
      throw new IllegalArgumentException(
          "Invalid groups: expected %d flags and 0 ≤ events ≤ students, found %d others"
              .formatted(flags.size(), invalid));
    }
  }
}
