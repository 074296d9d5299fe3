package klara.twin;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import klara.twin.Cell.Background;
import klara.twin.Cell.Parents;

/**
 * What ability leads to, found once by drawing grades at each point of the grid; the curves are
 * averages over the students with given ability.
 *
 * @param eligible share eligible for vocational programmes
 * @param passedAll share passed in all subjects
 * @param merit expected merit value of 17
 * @param meritSquared expected square of it
 */
record ResponseCurves(Curve eligible, Curve passedAll, Curve merit, Curve meritSquared) {
  private static final int DRAWS = 3000;

  /** Curves of those with foreign background or of the others, who differ in mother tongue. */
  static ResponseCurves of(long seed, Background background) {
    Cell cell = new Cell(false, background, Parents.UPPER_SECONDARY);
    return new ResponseCurves(
        curve(seed, cell, sheet -> sheet.isEligibleForVocational() ? 1 : 0),
        curve(seed, cell, sheet -> sheet.isPassedInAll() ? 1 : 0),
        curve(seed, cell, GradeSheet::meritValue17),
        curve(seed, cell, sheet -> sheet.meritValue17() * sheet.meritValue17()));
  }

  /** The same for students whose abilities spread normally round a mean. */
  ResponseCurves smoothed(double sd) {
    return new ResponseCurves(
        eligible.smoothed(sd),
        passedAll.smoothed(sd),
        merit.smoothed(sd),
        meritSquared.smoothed(sd));
  }

  private static Curve curve(long seed, Cell cell, ToDoubleFunction<GradeSheet> outcome) {
    GradeSheet sheet = new GradeSheet();
    return Curve.of(
        ability -> {
          double sum = 0;
          for (int i = 0; i < DRAWS; i++) {
            SplittableRandom random = Seeds.random(seed, Seeds.Purpose.CURVES, i, 0);
            GradeModel.draw(ability, cell, random, sheet);
            sum += outcome.applyAsDouble(sheet);
          }
          return sum / DRAWS;
        });
  }
}
