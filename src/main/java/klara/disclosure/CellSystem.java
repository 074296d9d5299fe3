package klara.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Cells that are bound together by sums: the areas and groups of one cohort and outcome. Every sum
 * holds for the students and for those of them with the event. All tables that share cells belong
 * in one system: a reader lays them side by side.
 */
public final class CellSystem {
  private final long[] students;
  private final long[] events;
  private final boolean[] given;
  private final List<Sum> sums;
  private final Balances balances;
  private final BitSet wanted;
  private final boolean nobodyTells;

  /**
   * Cells that nobody outside knows yet.
   *
   * @param students how many are in each cell
   * @param events how many of them had the outcome, 0 to {@code students}
   * @param sums which cells add up to which
   */
  public CellSystem(long[] students, long[] events, List<Sum> sums) {
    this(students, events, new boolean[students.length], sums);
  }

  /**
   * Cells of which some are known already.
   *
   * @param students how many are in each cell
   * @param events how many of them had the outcome, 0 to {@code students}
   * @param given which cells the intruder knows whatever is published here, such as those of an
   *     earlier release; to hide them as a complement would protect nothing
   * @param sums which cells add up to which
   */
  public CellSystem(long[] students, long[] events, boolean[] given, List<Sum> sums) {
    this(
        students.clone(),
        events.clone(),
        given.clone(),
        List.copyOf(sums),
        Balances.NONE,
        new BitSet(),
        true);
    requireCounts();
    requireSums();
  }

  private CellSystem(
      long[] students,
      long[] events,
      boolean[] given,
      List<Sum> sums,
      Balances balances,
      BitSet wanted,
      boolean nobodyTells) {
    this.students = students;
    this.events = events;
    this.given = given;
    this.sums = sums;
    this.balances = balances;
    this.wanted = wanted;
    this.nobodyTells = nobodyTells;
  }

  /**
   * Cells some of whose totals hold more than their parts. What is left over is told nowhere, but
   * anyone can subtract: it is a cell too, after the others, and what is left of given cells is
   * given.
   */
  static CellSystem withRemainders(
      long[] students, long[] events, boolean[] given, List<Sum> sums) {
    long[] counted = Arrays.copyOf(students, students.length + sums.size());
    long[] had = Arrays.copyOf(events, counted.length);
    boolean[] known = Arrays.copyOf(given, counted.length);
    List<Sum> binding = new ArrayList<>();
    int size = students.length;
    for (Sum sum : sums) {
      long left = left(sum, counted);
      long leftWith = left(sum, had);
      if (!sum.mayHoldMore() || left == 0) {
        binding.add(sum);
      } else {
        counted[size] = left;
        had[size] = leftWith;
        known[size] = given[sum.total()] && sum.parts().stream().allMatch(part -> given[part]);
        List<Integer> parts = new ArrayList<>(sum.parts());
        parts.add(size++);
        binding.add(new Sum(sum.total(), parts));
      }
    }
    return new CellSystem(
        Arrays.copyOf(counted, size),
        Arrays.copyOf(had, size),
        Arrays.copyOf(known, size),
        binding);
  }

  /** The same cells, of which readers want some before others. */
  CellSystem wanting(BitSet cells) {
    return new CellSystem(students, events, given, sums, balances, cells, nobodyTells);
  }

  /** The same cells, which are bound together by more than sums. */
  CellSystem balancing(Balances more) {
    long broken =
        more.ofStudents().stream().filter(one -> !holds(one, students)).count()
            + more.ofEvents().stream().filter(one -> !holds(one, events)).count();
    if (broken > 0) {
      throw new IllegalArgumentException(
          "Invalid balances: expected both sides to be the same, found otherwise: " + broken);
    }
    return new CellSystem(students, events, given, sums, more, wanted, nobodyTells);
  }

  private static boolean holds(Balance one, long[] counts) {
    return one.cells().stream().mapToLong(cell -> counts[cell]).sum()
        == one.others().stream().mapToLong(cell -> counts[cell]).sum();
  }

  /**
   * The same cells, of which few events alone tell too much: that nobody among a handful had them,
   * or everybody, is what one expects.
   */
  CellSystem ofFewEvents() {
    return new CellSystem(students, events, given, sums, balances, wanted, false);
  }

  private static long left(Sum sum, long[] counts) {
    return counts[sum.total()] - sum.parts().stream().mapToLong(part -> counts[part]).sum();
  }

  /** How many cells there are. */
  public int size() {
    return students.length;
  }

  /** How many students are in each cell. */
  public List<Long> students() {
    return Arrays.stream(students).boxed().toList();
  }

  /** How many students are in a cell. */
  public long students(int cell) {
    return students[cell];
  }

  /** How many students of a cell had the event. */
  public long events(int cell) {
    return events[cell];
  }

  /** How many students of a cell did not have the event. */
  public long complement(int cell) {
    return students[cell] - events[cell];
  }

  /** Whether the intruder knows a cell whatever is published here. */
  public boolean given(int cell) {
    return given[cell];
  }

  /** Whether a cell's events are too few to be told, or too nearly nobody's. */
  boolean isTellingOfEvents(int cell) {
    return nobodyTells
        ? SmallCells.isTelling(events[cell], students[cell])
        : SmallCells.isFew(events[cell]);
  }

  /** Whether a cell's students without the event are. */
  boolean isTellingOfOthers(int cell) {
    return nobodyTells && SmallCells.isTelling(complement(cell), students[cell]);
  }

  /** Whether readers want a cell before others. */
  boolean wanted(int cell) {
    return wanted.get(cell);
  }

  /** What else binds the cells. */
  public Balances balances() {
    return balances;
  }

  /** Which cells add up to which. */
  public List<Sum> sums() {
    return sums;
  }

  private void requireCounts() {
    if (events.length != size() || given.length != size()) {
      throw new IllegalArgumentException(
          "Invalid cells: expected as many events and givens as students, found: %d, %d and %d"
              .formatted(events.length, given.length, size()));
    }
    int wrong = 0;
    for (int cell = 0; cell < size(); cell++) {
      wrong += events[cell] < 0 || events[cell] > students[cell] ? 1 : 0;
    }
    if (wrong > 0) {
      throw new IllegalArgumentException(
          "Invalid cells: expected events from 0 to students, found otherwise: " + wrong);
    }
  }

  private void requireSums() {
    long broken =
        sums.stream().filter(sum -> !(holds(sum, students) && holds(sum, events))).count();
    if (broken > 0) {
      throw new IllegalArgumentException(
          "Invalid sums: expected the parts to add up to the total, found otherwise: " + broken);
    }
  }

  private static boolean holds(Sum sum, long[] counts) {
    return left(sum, counts) == 0;
  }
}
