package klara.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import klara.risk.PatternSearch.Group;
import klara.stats.Fisher;
import org.junit.jupiter.api.Test;

class PatternSearchTest {
  private static final List<String> FLAGS = List.of("absent", "moved");

  /** Students and events by neither, absent alone, moved alone, both. */
  private static List<Group> cohort(
      int neither,
      int neitherEvents,
      int absent,
      int absentEvents,
      int moved,
      int movedEvents,
      int both,
      int bothEvents) {
    return List.of(
        new Group(0b00, neither, neitherEvents),
        new Group(0b01, absent, absentEvents),
        new Group(0b10, moved, movedEvents),
        new Group(0b11, both, bothEvents));
  }

  private static final List<Group> DISCOVERY = cohort(600, 60, 150, 15, 150, 15, 100, 40);
  private static final List<Group> CONFIRMATION = cohort(500, 50, 100, 12, 100, 12, 80, 30);

  /** Of 1000 students 130 had the outcome; of 100 with both flags 40; of the other 900, 90. */
  @Test
  void measuresAConjunctionInBothCohorts() {
    Pattern pattern = find(PatternSearch.search(FLAGS, DISCOVERY, CONFIRMATION), "absent", "moved");

    Finding found = pattern.discovery();
    assertThat(found.students()).isEqualTo(100);
    assertThat(found.events()).isEqualTo(40);
    assertThat(found.risk()).isEqualTo(0.4);
    assertThat(found.otherStudents()).isEqualTo(900);
    assertThat(found.otherEvents()).isEqualTo(90);
    assertThat(found.otherRisk()).isEqualTo(0.1);
    assertThat(found.riskDifference()).isCloseTo(0.3, within(1e-12));
    assertThat(found.lift()).isCloseTo(0.4 / 0.13, within(1e-12));
    assertThat(found.weightedRelativeAccuracy()).isCloseTo(0.1 * (0.4 - 0.13), within(1e-12));
    assertThat(pattern.pValue()).isEqualTo(Fisher.greater(40, 100, 90, 900));
    assertThat(pattern.confirmation().students()).isEqualTo(80);
    assertThat(pattern.confirmation().events()).isEqualTo(30);
    assertThat(pattern.confirmation().otherEvents()).isEqualTo(74);
    assertThat(pattern.isImproved()).isTrue();
    assertThat(pattern.isConfirmed()).isTrue();
    assertThat(pattern.isSafe()).isTrue();
  }

  /** Absent: 55 of 250; moved the same: equal q, so the order of the flags decides. */
  @Test
  void putsTheSmallestQValueFirst() {
    List<Pattern> patterns = PatternSearch.search(FLAGS, DISCOVERY, CONFIRMATION);

    assertThat(patterns)
        .extracting(Pattern::flags)
        .containsExactly(List.of("absent", "moved"), List.of("absent"), List.of("moved"));
    assertThat(patterns.get(0).qValue()).isCloseTo(3 * patterns.get(0).pValue(), within(1e-15));
    assertThat(patterns.get(1).qValue()).isEqualTo(patterns.get(1).pValue());
  }

  /** Both: 40 of 100; absent alone has the same risk, so having moved adds nothing. */
  @Test
  void seesNoImprovementOnAPartWithTheSameRisk() {
    List<Group> discovery = cohort(600, 60, 150, 60, 150, 15, 100, 40);

    List<Pattern> patterns = PatternSearch.search(FLAGS, discovery, discovery);

    assertThat(find(patterns, "absent", "moved").qValue()).isLessThan(0.05);
    assertThat(find(patterns, "absent", "moved").isImproved()).isFalse();
    assertThat(find(patterns, "absent", "moved").isConfirmed()).isFalse();
    assertThat(find(patterns, "absent").isConfirmed()).isTrue();
  }

  /** Of those who moved, all who failed did not qualify either, and so did few or some others. */
  private static List<Boolean> safety(int others, int othersEvents) {
    List<Group> cohort =
        List.of(
            new Group(0b000, 600, 60),
            new Group(0b010, 40, 10),
            new Group(0b011, 100, 50),
            new Group(0b100, 150, 15),
            new Group(0b110, others, othersEvents),
            new Group(0b111, 60, 45));
    List<Pattern> patterns =
        PatternSearch.search(List.of("failed", "unqualified", "moved"), cohort, cohort);
    List<Pattern> both =
        List.of(find(patterns, "failed", "moved"), find(patterns, "unqualified", "moved"));
    assertThat(both).allMatch(Pattern::isConfirmed);
    return both.stream().map(Pattern::isSafe).sorted().toList();
  }

  @Test
  void tellsOneOnlyOfTwoThatDifferByFewOrNone() {
    assertThat(safety(1, 1)).containsExactly(false, true);
    assertThat(safety(8, 6)).containsExactly(false, true);
    assertThat(safety(0, 0)).containsExactly(false, true);
    assertThat(safety(10, 5)).containsExactly(true, true);
  }

  @Test
  void seesNoImprovementOnAPartWithTheSameStudents() {
    List<Group> discovery = cohort(600, 60, 0, 0, 150, 15, 100, 40);

    List<Pattern> patterns = PatternSearch.search(FLAGS, discovery, discovery);

    assertThat(find(patterns, "absent", "moved").isImproved()).isFalse();
    assertThat(find(patterns, "absent").isConfirmed()).isTrue();
  }

  @Test
  void confirmsNothingThatTheOtherCohortDoesNotRepeat() {
    List<Group> noDifference = cohort(500, 50, 100, 10, 100, 10, 80, 8);
    List<Group> aboveAllButAPart = cohort(500, 50, 100, 45, 100, 10, 80, 30);
    List<Group> tooFew = cohort(500, 50, 100, 12, 100, 12, 29, 12);

    for (List<Group> other : List.of(noDifference, aboveAllButAPart, tooFew, List.<Group>of())) {
      Pattern pattern = find(PatternSearch.search(FLAGS, DISCOVERY, other), "absent", "moved");

      assertThat(pattern.isImproved()).isTrue();
      assertThat(pattern.isConfirmed()).isFalse();
    }
  }

  @Test
  void testsOnlyWhatHasEnoughStudentsEventsAndOthers() {
    assertThat(tested(30, 5)).isTrue();
    assertThat(tested(29, 5)).isFalse();
    assertThat(tested(30, 4)).isFalse();
    assertThat(tested(30, 26)).isFalse();
    assertThat(PatternSearch.search(List.of("all"), List.of(new Group(1, 90, 9)), List.of()))
        .isEmpty();
  }

  private static boolean tested(int both, int bothEvents) {
    List<Group> discovery = cohort(600, 60, 150, 15, 150, 15, both, bothEvents);
    return PatternSearch.search(FLAGS, discovery, List.of()).stream()
        .anyMatch(pattern -> pattern.flags().size() == 2);
  }

  /** Absent less both leaves 4 students with the outcome, in the second cohort 4 without. */
  @Test
  void isUnsafeWhereAPartLessTheWholeLeavesTooFew() {
    List<Group> fewEvents = cohort(600, 60, 150, 4, 150, 15, 100, 40);
    List<Group> fewOthers = cohort(600, 60, 150, 146, 150, 15, 100, 40);
    List<Group> noEvents = cohort(600, 60, 150, 0, 150, 15, 100, 40);

    assertThat(isSafe(fewEvents, CONFIRMATION)).isFalse();
    assertThat(isSafe(DISCOVERY, fewOthers)).isFalse();
    assertThat(isSafe(noEvents, CONFIRMATION)).isTrue();
  }

  /** All less absent less moved plus both: three students whom no single difference shows. */
  @Test
  void isUnsafeWhereThePartsTogetherTellOfTooFew() {
    assertThat(isSafe(cohort(43, 3, 150, 15, 150, 15, 100, 40), CONFIRMATION)).isFalse();
  }

  private static boolean isSafe(List<Group> discovery, List<Group> confirmation) {
    return find(PatternSearch.search(FLAGS, discovery, confirmation), "absent", "moved").isSafe();
  }

  @Test
  void doesNotDependOnTheOrderOrTheSplitOfGroups() {
    List<Group> split = new ArrayList<>();
    for (Group group : DISCOVERY) {
      split.add(new Group(group.flags(), group.students() - 20, group.events() - 5));
      split.add(new Group(group.flags(), 20, 5));
    }
    Collections.reverse(split);

    assertThat(PatternSearch.search(FLAGS, split, CONFIRMATION))
        .isEqualTo(PatternSearch.search(FLAGS, DISCOVERY, CONFIRMATION));
  }

  @Test
  void refusesMasksOfOtherFlagsAndImpossibleCounts() {
    List<Group> groups = List.of(new Group(0b100, 9, 3), new Group(0b01, 3, 9));
    List<String> many = IntStream.range(0, 21).mapToObj(String::valueOf).toList();

    assertThatThrownBy(() -> PatternSearch.search(FLAGS, groups, List.of()))
        .hasMessage("Invalid groups: expected 2 flags and 0 ≤ events ≤ students, found 2 others");
    assertThatThrownBy(() -> PatternSearch.search(many, List.of(), List.of()))
        .hasMessage("Invalid flags: expected at most 20, found 21");
  }

  @Test
  void searchesTwentyFlagsInAMoment() {
    Random random = new Random(5);
    List<String> flags = IntStream.range(0, 20).mapToObj(i -> "flag" + i).toList();
    List<Group> groups =
        IntStream.range(0, 20_000)
            .mapToObj(i -> new Group(random.nextInt(1 << 20), 5, random.nextInt(3)))
            .toList();

    long start = System.nanoTime();
    List<Pattern> patterns = PatternSearch.search(flags, groups, groups);

    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("Pattern search: 20 flags, 20 000 groups, %.2f s%n", seconds);
    assertThat(patterns).hasSize(20 + 190 + 1140);
    assertThat(seconds).isLessThan(20);
  }

  private static Pattern find(List<Pattern> patterns, String... flags) {
    return patterns.stream()
        .filter(pattern -> pattern.flags().equals(List.of(flags)))
        .findFirst()
        .orElseThrow();
  }
}
