package klara.disparity;

/**
 * Steps in which estimates are told that are made of groups too small to be told of; errors are
 * never made smaller.
 *
 * <p>One student more of one sort and one fewer of another move what is expected of n students by
 * less than 1/n, and no step is smaller than that. A student's sort can then show at the edge of a
 * step alone, to one who knows the sorts of all the others and how each sort fares in all other
 * places; that is told nowhere.
 *
 * @param inOne how many make one
 */
record Steps(double inOne) {
  private static final Steps FINE = new Steps(200);
  private static final Steps MIDDLE = new Steps(100);
  private static final Steps COARSE = new Steps(50);

  /** Of a rate of so many students: 0.005, of fewer than 200 0.01, of fewer than 100 0.02. */
  static Steps ofRate(double students) {
    if (students >= FINE.inOne) {
      return FINE;
    }
    return students >= MIDDLE.inOne ? MIDDLE : COARSE;
  }

  /**
   * Of mean points of so many students: 1, of fewer than 200 2, of fewer than 100 4. They are to
   * 200 points, further than sorts of students are apart, what those of a rate are to 1.
   */
  static Steps ofPoints(double students) {
    return new Steps(ofRate(students).inOne / FINE.inOne);
  }

  double nearest(double estimate) {
    return Math.round(estimate * inOne) / inOne;
  }

  double up(double error) {
    return Math.ceil(error * inOne - 1e-9) / inOne;
  }
}
