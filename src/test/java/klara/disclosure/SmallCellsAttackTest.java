package klara.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tries every table that there could be. */
class SmallCellsAttackTest {
  /** Tables are judged up to 27 in a cell; the intruder thinks of some more. */
  private static final int JUDGED = 27;

  private static final int THOUGHT_OF = 32;

  private record View(List<Verdict> verdicts, List<Long> events) {}

  @Test
  void leavesThreeValuesForEverySmallCellOfThreeWithTheirTotal() {
    Map<View, List<long[]>> tables = new HashMap<>();
    for (long a = 0; a <= THOUGHT_OF; a++) {
      for (long b = 0; b <= THOUGHT_OF; b++) {
        for (long c = 0; c <= THOUGHT_OF; c++) {
          long[] events = {a + b + c, a, b, c};
          List<Verdict> verdicts =
              SmallCells.hidden(
                  new CellSystem(
                      new long[] {3000, 1000, 1000, 1000}, events, List.of(Sum.of(0, 1, 2, 3))));
          tables
              .computeIfAbsent(view(verdicts, events), any -> new java.util.ArrayList<>())
              .add(events);
        }
      }
    }

    long small = 0;
    long pinned = 0;
    for (List<long[]> alike : tables.values()) {
      for (long[] truth : alike) {
        for (int cell = 0; cell < 4; cell++) {
          int here = cell;
          if (Arrays.stream(truth).skip(1).allMatch(count -> count <= JUDGED)
              && SmallCells.isFew(truth[cell])) {
            small++;
            pinned += alike.stream().map(other -> other[here]).distinct().count() < 3 ? 1 : 0;
            if (pinned < 20 && alike.stream().map(other -> other[here]).distinct().count() < 3)
              System.out.println(Arrays.toString(truth) + cell + " " + alike.size());
          }
        }
      }
    }
    System.out.println(pinned + " of " + small);
    assertThat(pinned).as("small cells pinned below three values, of %d", small).isZero();
  }

  private static View view(List<Verdict> verdicts, long[] events) {
    Long[] seen = new Long[events.length];
    Verdict[] v = new Verdict[events.length];
    for (int cell = 0; cell < events.length; cell++) {
      boolean h = verdicts.get(cell).hidden();
      seen[cell] = h ? -1L : events[cell];
      v[cell] = h ? Verdict.PRIMARY : Verdict.PUBLISHED;
    }
    return new View(List.of(v), List.of(seen));
  }
}
