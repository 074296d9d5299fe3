package klara.store;

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
}
