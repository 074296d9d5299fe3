package klara.register;

import java.io.Serializable;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.execution.ExternalAppendOnlyUnsafeRowArray;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Judges rows that lie sorted by group and key: each goes out with its {@link Verdict} among its
 * marks. A group is held until its last row is there, since a row is judged beside all others of
 * its group; most groups have nothing to hold against each other and go out at once.
 */
final class Judge implements Iterator<InternalRow> {
  /** Marks of a row, one bit each; the verdict stands above them. */
  static final int OPENS_LINE = 1;

  static final int IS_WARNED = 1 << 1;
  static final int IS_SOUND = 1 << 2;
  static final int IS_REPLACED = 1 << 3;
  static final int IS_TAKEN_AWAY = 1 << 4;
  static final int IS_LINKABLE = 1 << 5;
  static final int VERDICT_BIT = 8;

  /** Lines have 40 bits of a position, files the rest. */
  static final int LINE_BITS = 40;

  /** Rows of a group that are held in memory; more go to disk when memory is short. */
  private static final int HELD = 4096;

  static final List<UTF8String> SWEDISH =
      Judged.SWEDISH.stream().map(UTF8String::fromString).toList();

  private static final UTF8String SV = SWEDISH.get(0);
  private static final UTF8String SVA = SWEDISH.get(1);

  /** A column: where it stands, and its type. */
  record Cell(int at, DataType type) implements Serializable {
    boolean isSame(InternalRow one, InternalRow other) {
      boolean isNull = one.isNullAt(at);
      return isNull == other.isNullAt(at)
          && (isNull || Objects.equals(one.get(at, type), other.get(at, type)));
    }
  }

  /**
   * Where the columns stand, and what is known of the files.
   *
   * @param group texts that the rows of a group have in common beside their period; none where they
   *     have their key in common
   * @param contents what the rows of a key must have in common
   * @param ofOnePerson what the rows of a group must have in common where they say it
   * @param subject −1 where the register has no grades by subject
   * @param versions of each file's delivery
   */
  record Layout(
      int position,
      int marks,
      int key,
      int period,
      List<Integer> group,
      List<Cell> contents,
      List<Cell> ofOnePerson,
      int subject,
      int grade,
      List<Integer> versions,
      List<Boolean> isDelta)
      implements Serializable {

    int file(InternalRow row) {
      return (int) (row.getLong(position) >>> LINE_BITS);
    }

    boolean is(InternalRow row, int mark) {
      return (row.getInt(marks) & mark) != 0;
    }

    boolean hasGrades() {
      return subject >= 0;
    }
  }

  private final Iterator<? extends InternalRow> sorted;
  private final Layout layout;
  private final Tally tally;
  private final long[] counts;
  private final int[] texts;
  private final ExternalAppendOnlyUnsafeRowArray group =
      new ExternalAppendOnlyUnsafeRowArray(HELD, Integer.MAX_VALUE);
  private @Nullable UnsafeRow next;
  private Iterator<UnsafeRow> judged = Collections.emptyIterator();
  private boolean isAtEnd;

  Judge(Iterator<? extends InternalRow> sorted, Layout layout, Tally tally) {
    this.sorted = sorted;
    this.layout = layout;
    this.tally = tally;
    this.counts = tally.none();
    this.texts = layout.group().stream().mapToInt(Integer::intValue).toArray();
    if (sorted.hasNext()) {
      next = (UnsafeRow) sorted.next().copy();
    }
  }

  @Override
  public boolean hasNext() {
    if (judged.hasNext()) {
      return true;
    }
    UnsafeRow head = next;
    if (head != null) {
      judged = ofGroup(head);
      return true;
    }
    if (!isAtEnd) {
      isAtEnd = true;
      tally.add(counts);
    }
    return false;
  }

  @Override
  public InternalRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    UnsafeRow row = judged.next();
    Tally.count(
        counts,
        layout.file(row),
        row.getInt(layout.marks()) >>> VERDICT_BIT,
        layout.is(row, OPENS_LINE),
        layout.is(row, IS_WARNED));
    return row;
  }

  /** Holds the rows of a group, and looks for anything among them to hold against each other. */
  private Iterator<UnsafeRow> ofGroup(UnsafeRow head) {
    group.clear();
    group.add(head);
    boolean isDisputed = false;
    boolean isSv = isSubject(head, SV);
    boolean isSva = isSubject(head, SVA);
    long key = head.getLong(layout.key());
    next = null;
    while (next == null && sorted.hasNext()) {
      UnsafeRow row = (UnsafeRow) sorted.next();
      if (isOfGroup(head, row)) {
        group.add(row);
        isSv |= isSubject(row, SV);
        isSva |= isSubject(row, SVA);
        isDisputed |= row.getLong(layout.key()) == key || isOther(head, row);
        key = row.getLong(layout.key());
      } else {
        next = row.copy();
      }
    }
    return isDisputed || (isSv && isSva) ? new Disputed(group, layout) : undisputed();
  }

  private boolean isOfGroup(UnsafeRow head, UnsafeRow row) {
    for (int text : texts) {
      if (!Objects.equals(head.getUTF8String(text), row.getUTF8String(text))) {
        return false;
      }
    }
    return head.getInt(layout.period()) == row.getInt(layout.period())
        && (texts.length > 0 || head.getLong(layout.key()) == row.getLong(layout.key()));
  }

  private boolean isSubject(UnsafeRow row, UTF8String subject) {
    return layout.hasGrades() && subject.equals(row.getUTF8String(layout.subject()));
  }

  private boolean isOther(UnsafeRow head, UnsafeRow row) {
    for (Cell cell : layout.ofOnePerson()) {
      if (!cell.isSame(head, row)) {
        return true;
      }
    }
    return false;
  }

  private Iterator<UnsafeRow> undisputed() {
    scala.collection.Iterator<UnsafeRow> rows = group.generateIterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public UnsafeRow next() {
        UnsafeRow row = rows.next();
        Verdict verdict = Verdict.ACCEPTED;
        if (!layout.is(row, IS_SOUND)) {
          verdict = Verdict.UNSOUND;
        } else if (layout.is(row, IS_REPLACED | IS_TAKEN_AWAY)) {
          verdict = Verdict.REPLACED;
        }
        return judged(row, verdict, layout);
      }
    };
  }

  static UnsafeRow judged(UnsafeRow row, Verdict verdict, Layout layout) {
    row.setInt(layout.marks(), row.getInt(layout.marks()) | verdict.number() << VERDICT_BIT);
    return row;
  }
}
