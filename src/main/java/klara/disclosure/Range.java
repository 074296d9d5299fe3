package klara.disclosure;

/**
 * What an intruder can find out about a small cell.
 *
 * @param cell the index of the cell
 * @param quantity what is small in it
 * @param truth its true count
 * @param lower the least count in any table that agrees with what is published
 * @param upper the greatest such count
 */
public record Range(int cell, Quantity quantity, long truth, long lower, long upper) {
  /** How many values an intruder must be left with at least. */
  public static final int VALUES = 3;

  /** How many whole numbers there are from the lower to the upper end. */
  public long values() {
    return upper - lower + 1;
  }

  /** Whether fewer values are left than must be. */
  public boolean isNarrow() {
    return values() < VALUES;
  }

  /** Whether the intruder knows too much: nearly the value, or at least that it is small. */
  public boolean recovered() {
    return isNarrow() || (SmallCells.isFew(lower) && SmallCells.isFew(upper));
  }
}
