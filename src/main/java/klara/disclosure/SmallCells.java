package klara.disclosure;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Which cells of a {@link CellSystem} may not be published.
 *
 * <p>Primary are the cells that say too much by themselves: few students, few with the event, few
 * without it, or nobody or everybody among a handful. Complementary are those hidden so that an
 * {@link Intruder} who knows these rules and solves all sums together cannot work the primary ones
 * out; they are found by attacking, and hiding the smallest cell that stops the attack, totals
 * last, until nothing is recovered (cell suppression with protection intervals: Fischetti and
 * Salazar 2001, Management Science 47, 1008–1027; Hundepool et al. 2012, Statistical Disclosure
 * Control, ch. 4).
 *
 * <p>It is done in two stages, because all outcomes over the same population print its counts of
 * students. The first looks at the students alone, so every outcome hides the same ones. The second
 * looks at the events and supposes the students of every other cell known, even where the cell
 * itself is hidden for this outcome; it is attacked first by an intruder who knows why each cell is
 * hidden, since a reader of this code can work out some of that. No student in a cell is a zero and
 * published.
 */
public final class SmallCells {
  /** Counts of 1 to 4 are printed as «..» by Skolverket, so 5 is the least that is shown. */
  public static final int FEWEST = 5;

  /** Exact shares, 0 and 100 % too, are printed by Skolverket from 10 students only. */
  public static final int FEWEST_FOR_SHARE = 10;

  /** How much dearer it is to hide a total than one of its parts of the same size. */
  private static final int PRICE_OF_TOTAL = 10;

  /** How much dearer it is to hide what readers want first: totals of others are hidden before. */
  private static final int PRICE_OF_WANTED = 100;

  private SmallCells() {}

  /**
   * Decides on every cell.
   *
   * @return one verdict for each cell, in order
   */
  public static List<Verdict> hidden(CellSystem cells) {
    return protection(cells, hiddenStudents(cells)).verdicts();
  }

  /**
   * What is decided, and what shows that it is enough.
   *
   * @param verdicts one for each cell, in order
   * @param witnesses tables that agree with what is told, between which small counts differ
   */
  record Protection(List<Verdict> verdicts, List<double[]> witnesses) {}

  /**
   * Decides on every cell when the first stage is done already, for another outcome over the same
   * students.
   *
   * @param withoutStudents what {@link #hiddenStudents} says of them
   */
  static Protection protection(CellSystem cells, BitSet withoutStudents) {
    BitSet primary = where(cells, cell -> isPrimary(cells, cell));
    BitSet hidden = (BitSet) primary.clone();
    hidden.or(withoutStudents);
    Intruder intruder = Intruder.onEvents(cells, withoutStudents, hidden, true);
    protect(cells, intruder, hidden);
    intruder.forgetsWhy(withoutStudents);
    protect(cells, intruder, hidden);
    tellWhatIsTold(cells, cells.balances().ofEvents(), primary, hidden);
    return new Protection(verdicts(cells, primary, hidden), intruder.witnesses());
  }

  /**
   * The cells whose number of students may not be printed with any outcome; it does not depend on
   * the events.
   */
  public static BitSet hiddenStudents(CellSystem cells) {
    BitSet few = where(cells, cell -> isFew(cells.students(cell)) && !cells.given(cell));
    BitSet hidden = (BitSet) few.clone();
    protect(cells, Intruder.onStudents(cells, hidden, true), hidden);
    tellWhatIsTold(cells, cells.balances().ofStudents(), few, hidden);
    return hidden;
  }

  /**
   * Shows cells again that are all that a sum does not tell: by others that were hidden since, or
   * were so from the start, they protect nobody, and anyone can subtract.
   *
   * @param same of cells, some of which are the same as others
   * @param small cells that stay hidden whatever the sums tell
   */
  private static void tellWhatIsTold(
      CellSystem cells, List<Balance> same, BitSet small, BitSet hidden) {
    boolean isAny = true;
    while (isAny) {
      isAny = false;
      for (Sum sum : cells.sums()) {
        int only = onlyHidden(sum, hidden);
        if (only >= 0 && !small.get(only)) {
          hidden.clear(only);
          isAny = true;
        }
      }
      for (Balance one : same) {
        int cell = one.cells().get(0);
        int other = one.others().get(0);
        int only = hidden.get(cell) ? cell : other;
        if (one.isOfTwo() && hidden.get(cell) != hidden.get(other) && !small.get(only)) {
          hidden.clear(only);
          isAny = true;
        }
      }
    }
  }

  /** The one cell of a sum that is hidden; -1 where none is, or several are. */
  private static int onlyHidden(Sum sum, BitSet hidden) {
    int only = hidden.get(sum.total()) ? sum.total() : -1;
    for (int part : sum.parts()) {
      if (hidden.get(part)) {
        if (only >= 0) {
          return -1;
        }
        only = part;
      }
    }
    return only;
  }

  /**
   * Decides on every cell of a table of means, which are printed from {@link #FEWEST_FOR_SHARE}
   * students on, as many of whom the mean must be of; the events of a cell are those. A withheld
   * mean is worked out where its cell is the only unknown of a sum, so cells are hidden until the
   * sums leave each of them open.
   */
  static Protection protectionOfMeans(CellSystem cells) {
    BitSet primary = where(cells, cell -> isOfFew(cells, cell));
    BitSet hidden = (BitSet) primary.clone();
    hidden.or(hiddenStudents(cells));
    Intruder intruder = Intruder.onStudents(cells, hidden, true);
    protect(cells, intruder, hidden);
    return new Protection(verdicts(cells, primary, hidden), intruder.witnesses());
  }

  private static List<Verdict> verdicts(CellSystem cells, BitSet primary, BitSet hidden) {
    return IntStream.range(0, cells.size())
        .mapToObj(
            cell -> {
              if (primary.get(cell)) {
                return Verdict.PRIMARY;
              }
              return hidden.get(cell) ? Verdict.COMPLEMENTARY : Verdict.PUBLISHED;
            })
        .toList();
  }

  /** Whether a mean is of too few, though not of nobody. */
  static boolean isOfFew(CellSystem cells, int cell) {
    return isTelling(0, cells.students(cell)) || isTelling(0, cells.events(cell));
  }

  /** Whether a count is too small to be shown, and not zero. */
  static boolean isFew(long count) {
    return count > 0 && count < FEWEST;
  }

  /** Whether a count of events, or of their complement, says too much about a cell. */
  static boolean isTelling(long count, long students) {
    return isFew(count) || (count == 0 && students > 0 && students < FEWEST_FOR_SHARE);
  }

  private static boolean isPrimary(CellSystem cells, int cell) {
    return isFew(cells.students(cell))
        || cells.isTellingOfEvents(cell)
        || cells.isTellingOfOthers(cell);
  }

  /** Hides further cells until the intruder finds nothing, or knows all that is left. */
  private static void protect(CellSystem cells, Intruder intruder, BitSet hidden) {
    long[] price = prices(cells);
    Comparator<Integer> cheapest =
        Comparator.<Integer>comparingLong(cell -> price[cell]).thenComparing(cell -> cell);
    for (Intruder.Secret secret : intruder.secrets()) {
      while (intruder.recovers(secret)) {
        BitSet stoppers = intruder.stoppers(secret);
        if (stoppers.isEmpty()) {
          break;
        }
        int next = stoppers.stream().boxed().min(cheapest).orElseThrow();
        hidden.set(next);
        intruder.loses(next);
      }
    }
  }

  /**
   * The students of each cell, many times over for a cell that others are parts of, and for one
   * that is wanted.
   */
  private static long[] prices(CellSystem cells) {
    long[] times = new long[cells.size()];
    Arrays.fill(times, 1);
    cells.sums().forEach(sum -> times[sum.total()] += PRICE_OF_TOTAL);
    return IntStream.range(0, times.length)
        .mapToLong(
            cell -> times[cell] * (cells.wanted(cell) ? PRICE_OF_WANTED : 1) * cells.students(cell))
        .toArray();
  }

  private static BitSet where(CellSystem cells, IntPredicate condition) {
    return IntStream.range(0, cells.size())
        .filter(condition)
        .collect(BitSet::new, BitSet::set, BitSet::or);
  }
}
