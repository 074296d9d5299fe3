package klara.twin;

import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * One way in which a sound row may break one rule of the input contract, and no other.
 *
 * @param rule R01 …
 * @param column the delivered column that is wrong; "" where it is the whole row or several rows
 * @param kind what becomes of the row and what is laid beside it
 * @param suits the rows that can be spoilt so
 * @param spoil what the fault makes of a row
 */
record Fault(
    String rule, String column, Kind kind, Predicate<Line> suits, UnaryOperator<Line> spoil) {
  private static final String TEMPORARY = "TF";

  /** What becomes of a row. */
  enum Fate {
    ACCEPTED,
    REJECTED,
    SUPERSEDED
  }

  /** How a fault is laid in a file. */
  enum Kind {
    /** The spoilt row instead of the sound one; it is rejected. */
    INSTEAD,
    /** The spoilt row instead of the sound one; it is accepted with a warning. */
    WARNED,
    /** The spoilt row after the sound one, of which it is one too many. */
    COPY,
    /** The spoilt row after the sound one; both are rejected. */
    BOTH;

    /** What becomes of the spoilt row. */
    Fate fate() {
      return switch (this) {
        case INSTEAD, BOTH -> Fate.REJECTED;
        case WARNED -> Fate.ACCEPTED;
        case COPY -> Fate.SUPERSEDED;
      };
    }

    boolean keepsTheSound() {
      return this == COPY || this == BOTH;
    }

    /** How many rows it takes from the share that may be bad. */
    int cost() {
      return this == BOTH ? 2 : 1;
    }
  }

  static Fault of(String rule, String column, UnaryOperator<Line> spoil) {
    return new Fault(rule, column, Kind.INSTEAD, line -> true, spoil);
  }

  /** Another text in a column. */
  static Fault of(String rule, String column, String text) {
    return of(rule, column, line -> line.with(column, text));
  }

  static Fault both(String rule, UnaryOperator<Line> spoil) {
    return new Fault(rule, "", Kind.BOTH, line -> true, spoil);
  }

  static Fault copy(String rule) {
    return new Fault(rule, "", Kind.COPY, line -> true, line -> line);
  }

  Fault warned() {
    return new Fault(rule, column, Kind.WARNED, suits, spoil);
  }

  Fault where(Predicate<Line> suitable) {
    return new Fault(rule, column, kind, suitable, spoil);
  }

  /** Rows with a TF number stay as they are: such an id has no check digit and no key. */
  boolean fits(Line line) {
    return !line.of("id_typ").equals(TEMPORARY) && suits.test(line);
  }
}
