package klara.register;

import java.util.Optional;
import klara.table.Field;

/**
 * One column of a delivery: what senders call it, how they write it, and what it becomes.
 *
 * @param column the sender's name
 * @param form how a value is written
 * @param field the column it becomes
 * @param codeList the dated list of D3 that its values come from, where there is one
 * @param mayBeAbsent whether the column may be left out of a delivery altogether
 */
public record Source(
    String column, Form form, Field field, Optional<String> codeList, boolean mayBeAbsent) {

  static Source of(String column, Form form, Field field) {
    return new Source(column, form, field, Optional.empty(), false);
  }

  static Source text(String column, Field field) {
    return of(column, new Form.Text(), field);
  }

  static Source number(String column, Field field) {
    return of(column, new Form.WholeNumber(), field);
  }

  static Source flag(String column, Field field) {
    return of(column, new Form.Flag(), field);
  }

  static Source day(String column, Field field) {
    return of(column, new Form.Day(), field);
  }

  /** The same column, its codes taken from a dated list. */
  Source from(String list) {
    return new Source(column, form, field, Optional.of(list), mayBeAbsent);
  }

  /** The same column, which a sender may leave out: every value is then null. */
  Source optional() {
    return new Source(column, form, field, codeList, true);
  }
}
