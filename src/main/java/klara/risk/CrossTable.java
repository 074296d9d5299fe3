package klara.risk;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Students and events in each of the cells that a few flags divide a cohort into. */
final class CrossTable {
  /** By which of the flags are set: bit i of the index is the i-th of them. */
  private final Tally[] cells;

  private CrossTable(Tally[] cells) {
    this.cells = cells;
  }

  /**
   * The cross-table of some flags.
   *
   * @param flags their bits in the masks of the groups
   */
  static CrossTable of(List<Integer> flags, List<PatternSearch.Group> groups) {
    int[] bits = flags.stream().mapToInt(Integer::intValue).toArray();
    long[] students = new long[1 << bits.length];
    long[] events = new long[1 << bits.length];
    for (PatternSearch.Group group : groups) {
      int cell = 0;
      for (int i = 0; i < bits.length; i++) {
        cell |= (int) (group.flags() >>> bits[i] & 1) << i;
      }
      students[cell] += group.students();
      events[cell] += group.events();
    }
    return new CrossTable(
        IntStream.range(0, students.length)
            .mapToObj(i -> new Tally(students[i], events[i]))
            .toArray(Tally[]::new));
  }

  Tally everyone() {
    return withAll(0);
  }

  /** Those with every flag. */
  Tally together() {
    return cells[cells.length - 1];
  }

  /** Those with some but not all of the flags set, for each choice of some, none included. */
  List<Tally> parents() {
    return IntStream.range(0, cells.length - 1).mapToObj(this::withAll).toList();
  }

  private Tally withAll(int some) {
    Tally sum = new Tally(0, 0);
    for (int cell = 0; cell < cells.length; cell++) {
      if ((cell & some) == some) {
        sum = sum.plus(cells[cell].students(), cells[cell].events());
      }
    }
    return sum;
  }

  /** Every cell is safe, and so is whatever sums and differences of them can tell. */
  boolean isSafe() {
    return Arrays.stream(cells).allMatch(Tally::isSafe);
  }
}
