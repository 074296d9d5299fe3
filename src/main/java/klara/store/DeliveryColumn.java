package klara.store;

import java.time.LocalDate;

/**
 * A column of a file to be delivered.
 *
 * @param name as the receiver calls it
 * @param kind how its values are kept
 */
public record DeliveryColumn(String name, Kind kind) {
  /** How values are kept in a file. */
  public enum Kind {
    TEXT,
    /** A whole number; flags are 0 and 1. */
    NUMBER,
    /** Days since 1970-01-01. */
    DAY
  }

  /** A value of a row as text files have it. */
  public String text(DeliveryRow row, int column) {
    return switch (kind) {
      case TEXT -> row.text(column).toString();
      case NUMBER -> Integer.toString(row.number(column));
      case DAY -> LocalDate.ofEpochDay(row.number(column)).toString();
    };
  }
}
