package klara.twin;

/**
 * How a place grades in a year, beside what its students can: found so that the official share
 * passed in all subjects and the mean merit value are met. Whole steps of a grid, so that many
 * places share what is expected of each.
 *
 * @param easeSteps how much easier the subjects are that eligibility does not name, from {@link
 *     #LEAST} to {@link #MOST}
 * @param generositySteps how much sooner a pass becomes a higher grade, in the same bounds
 */
record Grading(int easeSteps, int generositySteps) {
  static final int LEAST = -50;
  static final int MOST = 50;
  static final Grading PLAIN = new Grading(0, 0);

  private static final double EASE = 0.02;
  private static final double GENEROSITY = 0.01;

  Grading withEase(int steps) {
    return new Grading(steps, generositySteps);
  }

  Grading withGenerosity(int steps) {
    return new Grading(easeSteps, steps);
  }

  /** Added to ability in a subject. */
  double ease(Subject subject) {
    return subject.ease() + (subject.isCore() ? 0 : ease());
  }

  /** Added to ability in the subjects that eligibility does not name. */
  double ease() {
    return EASE * easeSteps;
  }

  /** What a result is multiplied by before it is cut into grades. */
  double generosity() {
    return 1 + GENEROSITY * generositySteps;
  }
}
