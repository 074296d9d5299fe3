package klara.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import klara.risk.PatternSearch.Group;
import org.junit.jupiter.api.Test;

/** What the search finds in counties whose truth is known. */
class PatternSearchSimulationTest {
  private static final int FLAGS = 12;
  private static final int STUDENTS = 15_000;
  private static final int RUNS = 300;
  private static final List<String> NAMES =
      IntStream.range(0, FLAGS).mapToObj(i -> "flag" + i).toList();

  @Test
  void confirmsNothingWhereNothingMatters() {
    Share share = run("nothing matters", 101, mask -> 0.12, pattern -> true);

    assertThat(share.confirmed()).isLessThanOrEqualTo(0.05);
    assertThat(share.called()).isLessThanOrEqualTo(0.08);
  }

  /** Some 130 of the 15 000 students have both flags. */
  @Test
  void findsAPlantedInteraction() {
    Share strong =
        run("pair planted, 0.12 to 0.32", 102, pair(0.32), PatternSearchSimulationTest::isPair);
    Share weak =
        run("pair planted, 0.12 to 0.22", 104, pair(0.22), PatternSearchSimulationTest::isPair);

    assertThat(strong.confirmed()).isGreaterThan(0.8);
    assertThat(weak.confirmed()).isBetween(0.05, strong.confirmed());
  }

  private static IntToDoubleFunction pair(double risk) {
    return mask -> (mask & 0b11) == 0b11 ? risk : 0.12;
  }

  private static boolean isPair(Pattern pattern) {
    return pattern.flags().equals(NAMES.subList(0, 2));
  }

  @Test
  void seldomConfirmsWhatAddsNothingToASingleFlag() {
    Share share =
        run(
            "one flag matters, 0.10 to 0.25, others added to it",
            103,
            mask -> (mask & 1) == 1 ? 0.25 : 0.10,
            pattern -> !pattern.flags().equals(NAMES.subList(0, 1)));

    assertThat(share.confirmed()).isLessThanOrEqualTo(0.05);
  }

  private record Share(double called, double confirmed) {}

  /** In which share of runs a pattern of interest had q ≤ 0.05, and in which it was confirmed. */
  private static Share run(
      String truth, long seed, IntToDoubleFunction risk, Predicate<Pattern> interest) {
    SplittableRandom random = new SplittableRandom(seed);
    int called = 0;
    int confirmed = 0;
    int patternsConfirmed = 0;
    for (int run = 0; run < RUNS; run++) {
      List<Pattern> found =
          PatternSearch.search(NAMES, cohort(random, risk), cohort(random, risk)).stream()
              .filter(interest)
              .toList();
      called += found.stream().anyMatch(pattern -> pattern.qValue() <= 0.05) ? 1 : 0;
      confirmed += found.stream().anyMatch(Pattern::isConfirmed) ? 1 : 0;
      patternsConfirmed += (int) found.stream().filter(Pattern::isConfirmed).count();
    }
    Share share = new Share(called / (double) RUNS, confirmed / (double) RUNS);
    System.out.printf(
        "Pattern search, %s: seed %d, %d runs, %s, %d patterns confirmed%n",
        truth, seed, RUNS, share, patternsConfirmed);
    return share;
  }

  /** Flags of 8 to 30 per cent that lean on a common inclination, so that they overlap. */
  private static List<Group> cohort(SplittableRandom random, IntToDoubleFunction risk) {
    long[] students = new long[1 << FLAGS];
    long[] events = new long[1 << FLAGS];
    for (int i = 0; i < STUDENTS; i++) {
      double inclination = 0.5 + random.nextDouble();
      int mask = 0;
      for (int flag = 0; flag < FLAGS; flag++) {
        mask |= random.nextDouble() < inclination * (0.08 + 0.02 * flag) ? 1 << flag : 0;
      }
      students[mask]++;
      events[mask] += random.nextDouble() < risk.applyAsDouble(mask) ? 1 : 0;
    }
    List<Group> groups = new ArrayList<>();
    for (int mask = 0; mask < students.length; mask++) {
      groups.add(new Group(mask, students[mask], events[mask]));
    }
    return groups;
  }
}
