package klara.twin;

/**
 * What ability leads to, averages over students of given ability.
 *
 * @param eligible share eligible for vocational programmes
 * @param passedAll share passed in all subjects
 * @param merit expected merit value of 17
 * @param meritSquared expected square of it
 */
record ResponseCurves(Curve eligible, Curve passedAll, Curve merit, Curve meritSquared) {
  /** Curves of those with foreign background or of the others, who differ in mother tongue. */
  static ResponseCurves of(boolean isForeign, Grading grading) {
    double[] eligible = new double[Curve.POINTS];
    double[] passedAll = new double[Curve.POINTS];
    double[] merit = new double[Curve.POINTS];
    double[] meritSquared = new double[Curve.POINTS];
    for (int i = 0; i < Curve.POINTS; i++) {
      ExpectedGrades expected = new ExpectedGrades(Curve.point(i), isForeign, grading);
      ExpectedGrades.Moments moments = expected.merit();
      eligible[i] = expected.eligible();
      passedAll[i] = expected.passedAll();
      merit[i] = moments.mean();
      meritSquared[i] = moments.square();
    }
    return new ResponseCurves(
        Curve.of(eligible), Curve.of(passedAll), Curve.of(merit), Curve.of(meritSquared));
  }

  /** The same for students whose abilities spread normally round a mean. */
  ResponseCurves smoothed(double sd) {
    return new ResponseCurves(
        eligible.smoothed(sd),
        passedAll.smoothed(sd),
        merit.smoothed(sd),
        meritSquared.smoothed(sd));
  }
}
