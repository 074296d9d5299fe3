package klara.register;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import klara.register.Judge.Cell;
import klara.register.Judge.Layout;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.execution.ExternalAppendOnlyUnsafeRowArray;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a group of which some may contradict others, each with its verdict. Rows of one key
 * lie beside each other; a key is read once for its newest delta, once for what its standing rows
 * say together, and once to judge them, so that no more of it is held than a row.
 */
final class Disputed implements Iterator<UnsafeRow> {
  private static final List<UTF8String> GRADES =
      Judged.GRADES.stream().map(UTF8String::fromString).toList();

  private final Layout layout;
  private final Rows forVersions;
  private final Rows forContents;
  private final Rows forVerdicts;
  private boolean isOfTwoPersons;
  private boolean isSv;
  private boolean isSva;
  private OfKey key = new OfKey();
  private int judged;

  /** What the rows of a key say together: how many they are, and the rest of those that stand. */
  private static final class OfKey {
    int rows;
    int newest = Integer.MIN_VALUE;
    long first = Long.MAX_VALUE;
    boolean isDifferent;
    boolean isGraded;
    boolean isUngraded;
    @Nullable UnsafeRow example;
  }

  /** The rows of a group in their order, of which the next can be looked at. */
  private static final class Rows {
    private final scala.collection.Iterator<UnsafeRow> rows;
    private @Nullable UnsafeRow next;

    Rows(ExternalAppendOnlyUnsafeRowArray group) {
      this.rows = group.generateIterator();
      step();
    }

    private void step() {
      next = rows.hasNext() ? rows.next().copy() : null;
    }

    @Nullable UnsafeRow next() {
      return next;
    }

    UnsafeRow take() {
      UnsafeRow row = next;
      if (row == null) {
        throw new NoSuchElementException();
      }
      step();
      return row;
    }
  }

  Disputed(ExternalAppendOnlyUnsafeRowArray group, Layout layout) {
    this.layout = layout;
    listen(new Rows(group), new Rows(group));
    this.forVersions = new Rows(group);
    this.forContents = new Rows(group);
    this.forVerdicts = new Rows(group);
  }

  @Override
  public boolean hasNext() {
    return forVerdicts.next() != null;
  }

  @Override
  public UnsafeRow next() {
    if (judged == key.rows) {
      key = ofKey(forVersions);
      for (int i = 0; i < key.rows; i++) {
        hear(forContents.take());
      }
      judged = 0;
    }
    judged++;
    UnsafeRow row = forVerdicts.take();
    return Judge.judged(row, verdict(row), layout);
  }

  // ------------------------------------------------------------------ what is said

  /** What the standing rows of the whole group say. */
  private void listen(Rows versions, Rows contents) {
    Map<Cell, UnsafeRow> said = new HashMap<>();
    while (versions.next() != null) {
      OfKey ofKey = ofKey(versions);
      for (int i = 0; i < ofKey.rows; i++) {
        UnsafeRow row = contents.take();
        if (stands(row, ofKey)) {
          isSv |= isGraded(row) && isSubject(row, 0);
          isSva |= isGraded(row) && isSubject(row, 1);
          for (Cell cell : layout.ofOnePerson()) {
            if (!row.isNullAt(cell.at())) {
              UnsafeRow before = said.putIfAbsent(cell, row);
              isOfTwoPersons |= before != null && !cell.isSame(before, row);
            }
          }
        }
      }
    }
  }

  /** Also a delta that is itself replaced counts: what it changed was changed before that. */
  private OfKey ofKey(Rows rows) {
    OfKey ofKey = new OfKey();
    UnsafeRow row = rows.take();
    long hash = row.getLong(layout.key());
    while (true) {
      ofKey.rows++;
      int file = layout.file(row);
      if (layout.is(row, Judge.IS_SOUND) && layout.isDelta().get(file)) {
        ofKey.newest = Math.max(ofKey.newest, layout.versions().get(file));
      }
      UnsafeRow next = rows.next();
      if (next == null || next.getLong(layout.key()) != hash) {
        return ofKey;
      }
      row = rows.take();
    }
  }

  private void hear(UnsafeRow row) {
    if (!stands(row, key)) {
      return;
    }
    UnsafeRow example = key.example;
    if (example == null) {
      key.example = row;
    } else {
      for (Cell cell : layout.contents()) {
        key.isDifferent |= !cell.isSame(example, row);
      }
    }
    key.first = Math.min(key.first, row.getLong(layout.position()));
    key.isGraded |= isGraded(row);
    key.isUngraded |= layout.hasGrades() && !row.isNullAt(layout.grade()) && !isGraded(row);
  }

  // ------------------------------------------------------------------ one row

  private boolean stands(UnsafeRow row, OfKey ofKey) {
    return layout.is(row, Judge.IS_SOUND)
        && !layout.is(row, Judge.IS_REPLACED | Judge.IS_TAKEN_AWAY)
        && layout.versions().get(layout.file(row)) >= ofKey.newest;
  }

  private boolean isGraded(UnsafeRow row) {
    return layout.hasGrades() && GRADES.contains(row.getUTF8String(layout.grade()));
  }

  private boolean isSubject(UnsafeRow row, int swedish) {
    return Judge.SWEDISH.get(swedish).equals(row.getUTF8String(layout.subject()));
  }

  private Verdict verdict(UnsafeRow row) {
    if (!layout.is(row, Judge.IS_SOUND)) {
      return Verdict.UNSOUND;
    }
    if (!stands(row, key)) {
      return Verdict.REPLACED;
    }
    if (isOfTwoPersons) {
      return Verdict.OF_TWO_PERSONS;
    }
    if (key.isDifferent) {
      return key.isGraded && key.isUngraded ? Verdict.GRADED_AND_NOT : Verdict.CONTRADICTED;
    }
    if (isSv && isSva && isGraded(row) && (isSubject(row, 0) || isSubject(row, 1))) {
      return Verdict.IN_BOTH_SWEDISH;
    }
    return row.getLong(layout.position()) == key.first ? Verdict.ACCEPTED : Verdict.COPIED;
  }
}
