package klara.twin;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import klara.twin.Cell.Background;
import klara.twin.Cell.Parents;

/**
 * What ability leads to, averages over students of given ability. Eligibility is exact; the others
 * are found once by drawing grades at each point of the grid.
 *
 * @param eligible share eligible for vocational programmes
 * @param passedAll share passed in all subjects
 * @param merit expected merit value of 17
 * @param meritSquared expected square of it
 */
record ResponseCurves(Curve eligible, Curve passedAll, Curve merit, Curve meritSquared) {
  private static final int DRAWS = 2000;

  /** Curves of those with foreign background or of the others, who differ in mother tongue. */
  static ResponseCurves of(long seed, Background background) {
    Cell cell = new Cell(false, background, Parents.UPPER_SECONDARY);
    List<Point> points =
        IntStream.range(0, Curve.POINTS)
            .parallel()
            .mapToObj(i -> point(seed, cell, Curve.point(i)))
            .toList();
    return new ResponseCurves(
        Curve.of(ability -> GradeModel.eligible(ability, cell)),
        Curve.of(points.stream().mapToDouble(Point::passedAll)),
        Curve.of(points.stream().mapToDouble(Point::merit)),
        Curve.of(points.stream().mapToDouble(Point::meritSquared)));
  }

  /** The same for students whose abilities spread normally round a mean. */
  ResponseCurves smoothed(double sd) {
    return new ResponseCurves(
        eligible.smoothed(sd),
        passedAll.smoothed(sd),
        merit.smoothed(sd),
        meritSquared.smoothed(sd));
  }

  private record Point(double passedAll, double merit, double meritSquared) {}

  private static Point point(long seed, Cell cell, double ability) {
    GradeSheet sheet = new GradeSheet();
    double passedAll = 0;
    double merit = 0;
    double meritSquared = 0;
    for (int i = 0; i < DRAWS; i++) {
      SplittableRandom random =
          Seeds.random(seed, Seeds.Purpose.CURVES, i, Math.round(ability / Curve.STEP));
      GradeModel.draw(ability, cell, random, sheet);
      double value = sheet.meritValue17();
      passedAll += sheet.isPassedInAll() ? 1 : 0;
      merit += value;
      meritSquared += value * value;
    }
    return new Point(passedAll / DRAWS, merit / DRAWS, meritSquared / DRAWS);
  }
}
