package klara.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Tries every table that there could be, as an intruder who has this very code and runs it on each.
 */
class SmallCellsAttackTest {
  /** Tables are judged up to 27 in a cell; the intruder thinks of some more. */
  private static final int JUDGED = 27;

  private static final int THOUGHT_OF = 32;

  /** What is published of a table: that a cell is hidden, or its events. */
  private record View(List<Boolean> hidden, List<Long> events) {}

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
          tables.computeIfAbsent(view(verdicts, events), any -> new ArrayList<>()).add(events);
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
          }
        }
      }
    }
    assertThat(pinned).as("small cells pinned below three values, of %d", small).isZero();
  }

  private static View view(List<Verdict> verdicts, long[] events) {
    List<Boolean> hidden = verdicts.stream().map(Verdict::hidden).toList();
    List<Long> seen =
        IntStream.range(0, events.length)
            .mapToObj(cell -> hidden.get(cell) ? -1 : events[cell])
            .toList();
    return new View(hidden, seen);
  }
}
