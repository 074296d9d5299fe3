package klara.simulation;

import java.util.Locale;

/**
 * Where a number must lie.
 *
 * @param lowest and above
 * @param highest and below
 * @param words as the report says it
 */
record Goal(double lowest, double highest, String words) {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  /** What 95 % intervals must hold: the truth in 93 to 97 of a hundred. */
  static final Goal COVERS = new Goal(0.93, 0.97, "0.93 to 0.97");

  /** What is 95 % or more by construction, however cautious. */
  static final Goal COVERS_AT_LEAST = atLeast(0.95);

  /** Where there is nothing to find. */
  static final Goal SELDOM = new Goal(-INFINITY, 0.05, "at most 0.05");

  /** Estimate less what was planted. */
  static final Goal NEAR = new Goal(-0.02, 0.02, "within 0.02");

  /** A ratio of errors. */
  static final Goal SMALLER = new Goal(-INFINITY, 1, "below 1");

  /** For comparison; nothing is asked. */
  static final Goal SHOWN = new Goal(-INFINITY, INFINITY, "shown");

  static Goal atLeast(double lowest) {
    return new Goal(lowest, INFINITY, String.format(Locale.ROOT, "at least %.2f", lowest));
  }

  boolean isAsked() {
    return Double.isFinite(lowest) || Double.isFinite(highest);
  }

  /** Whether a value, moved by no more than the margin, lies in the goal. */
  boolean holds(double value, double margin) {
    return value >= lowest - margin && value <= highest + margin;
  }
}
