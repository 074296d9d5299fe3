package klara.stats;

/**
 * An interval, in the unit of what it is of.
 *
 * @param lower limit
 * @param upper limit
 */
public record Interval(double lower, double upper) {
  /** Whether a value lies between the limits or on one. */
  public boolean contains(double value) {
    return lower <= value && value <= upper;
  }
}
