package klara.simulation;

/**
 * Where a number must lie.
 *
 * @param lowest and above
 * @param highest and below
 * @param deviation of a single case, where the number is a share and lies where it should
 * @param words as the report says it
 */
record Goal(double lowest, double highest, double deviation, String words) {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double OF_ONE_IN_TWENTY = Math.sqrt(0.05 * 0.95);

  /** What 95 % intervals must hold: the truth in 93 to 97 of a hundred. */
  static final Goal COVERS = new Goal(0.93, 0.97, OF_ONE_IN_TWENTY, "0.93 to 0.97");

  /** What is cautious by construction. */
  static final Goal COVERS_AT_LEAST = new Goal(0.95, INFINITY, OF_ONE_IN_TWENTY, "at least 0.95");

  /** Where there is nothing to find. */
  static final Goal SELDOM = new Goal(-INFINITY, 0.05, OF_ONE_IN_TWENTY, "at most 0.05");

  /** An estimate less what was planted. */
  static final Goal NEAR = new Goal(-0.02, 0.02, 0, "within 0.02");

  /** A ratio of errors. */
  static final Goal SMALLER = new Goal(-INFINITY, 1, 0, "below 1");

  /** For comparison; nothing is asked. */
  static final Goal SHOWN = new Goal(-INFINITY, INFINITY, 0, "shown");

  boolean isAsked() {
    return Double.isFinite(lowest) || Double.isFinite(highest);
  }

  /** Whether a value, moved by no more than the margin, lies in the goal. */
  boolean holds(double value, double margin) {
    return value >= lowest - margin && value <= highest + margin;
  }
}
