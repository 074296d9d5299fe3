package klara.region;

import static org.apache.spark.sql.functions.rint;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/**
 * The steps in which mean merit values are told: 0.1 points as Skolverket does, of fewer than 50
 * students 0.5.
 *
 * <p>How many have points is not told, but merit values are multiples of 2.5, and so are their
 * sums: an exact mean would be a fraction that few other numbers of students than the true one can
 * make. Means of n students lie 2.5/n apart, which is less than a step from 25 and from 5 students
 * on; some sum of any number of them near the students there are then has the mean that is told.
 */
final class MeanSteps {
  private static final int FEWEST_FOR_FINE = 50;
  private static final double FINE = 10;
  private static final double COARSE = 2;

  private MeanSteps() {}

  /**
   * To the nearest step.
   *
   * @param points a mean, or a limit of one
   * @param students all students, with points or not
   */
  static Column nearest(Column points, Column students) {
    return when(students.lt(FEWEST_FOR_FINE), rint(points.multiply(COARSE)).divide(COARSE))
        .otherwise(rint(points.multiply(FINE)).divide(FINE));
  }
}
