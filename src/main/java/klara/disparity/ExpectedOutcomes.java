package klara.disparity;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import java.util.stream.Stream;
import klara.disclosure.Status;
import klara.outcome.OutcomeCells;
import klara.region.ActivityCoverage;
import klara.region.AreaOutcomes;
import klara.region.Areas;
import klara.stats.ExpectedMeans;
import klara.stats.Normal;
import klara.table.Field;
import klara.table.Rule;
import klara.table.Table;
import klara.table.Zone;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * What each area's rate, or mean points, would be, were its students to fare as students of the
 * same parental education, background, time in Sweden and sex do in all other areas and the rest of
 * the country: no area has part in what is expected of it. Of municipalities, and of schools as
 * Skolverket's SALSA does, with how sure it is; {@link ExpectedAreas} says who the others are.
 *
 * <p>Told where the area's own figure is, and of no fewer than 50 students of whom parental
 * education is known of 75 %; Skolverket's SALSA asks for 15 and as many. How a school does beside
 * what is expected of it is no measure of its teaching, nor for ranking.
 */
public final class ExpectedOutcomes {
  private static final Field STUDENTS =
      AreaFigures.STUDENTS.named(
          "students",
          "Students that the rate is a share of; of mean points all students, with points or not;"
              + " null unless published");
  private static final Field RATE =
      AreaFigures.RATE.named(
          "rate", "Share with the outcome, 0 to 1; null for mean points, and unless published");
  private static final Field EXPECTED_RATE =
      RATE.named(
          "expected_rate",
          "Rate expected from who the students are, in steps of 0.005 (0.01 of fewer than 200"
              + " students, 0.02 of fewer than 100) so that no group is told of; null for mean"
              + " points, and unless published");
  private static final Field EXPECTED_MEAN_POINTS =
      AreaOutcomes.MEAN_POINTS.named(
          "expected_mean_merit_points",
          "Mean merit value expected likewise, in steps of 1 point (2 of fewer than 200 students, 4"
              + " of fewer than 100); null for shares, and unless published");
  private static final Field RESIDUAL =
      Field.of(
          "residual",
          DoubleType,
          "Rate less expected rate, -1 to 1, or mean merit value less what is expected, in points;"
              + " null unless published");
  private static final Field RESIDUAL_LOWER =
      Field.of("residual_lower", DoubleType, "Lower 95 % limit, by chance alone");
  private static final Field RESIDUAL_UPPER =
      Field.of("residual_upper", DoubleType, "Upper 95 % limit");
  private static final Field USUAL_ERROR =
      Field.of(
          "usual_error",
          DoubleType,
          "How far an ordinary area of the level lies from its expectation: standard deviation of"
              + " chance and of what no such circumstance tells, together; in the residual's unit");
  private static final Field FINDING =
      Field.of(
          "finding",
          StringType,
          "above or below what is expected, where the interval leaves out 0; otherwise"
              + " cannot_be_told_from_zero; null unless published",
          Rule.OneOf.of("above", "below", "cannot_be_told_from_zero"));
  private static final Field IS_UNUSUAL =
      Field.of(
          "is_unusual",
          BooleanType,
          "Whether the residual is beyond 1.96 usual errors; null unless published");

  public static final Table TABLE =
      new Table(
          Zone.ANALYSIS,
          "expected_outcomes",
          "one row per outcome, perspective, cohort (alone or three pooled) and municipality or"
              + " school",
          List.of(
              OutcomeCells.OUTCOME,
              AreaOutcomes.PERSPECTIVE,
              OutcomeCells.COHORT,
              AreaFigures.COHORTS,
              Areas.AREA_LEVEL,
              Areas.AREA_CODE),
          List.of(
              OutcomeCells.OUTCOME,
              AreaOutcomes.PERSPECTIVE,
              OutcomeCells.COHORT,
              AreaFigures.COHORTS,
              Areas.AREA_LEVEL,
              Areas.AREA_CODE,
              Areas.AREA_NAME,
              STUDENTS,
              RATE,
              EXPECTED_RATE,
              AreaOutcomes.MEAN_POINTS,
              EXPECTED_MEAN_POINTS,
              RESIDUAL,
              RESIDUAL_LOWER,
              RESIDUAL_UPPER,
              USUAL_ERROR,
              FINDING,
              IS_UNUSUAL,
              ActivityCoverage.COVERAGE,
              Status.STATUS));

  /** An area with half of so many has fewer than five in three of a hundred cohorts. */
  private static final int FEWEST_EXPECTED = 20;

  private ExpectedOutcomes() {}

  /** Rows of {@link #TABLE} of every municipality and school. */
  static Stream<Row> of(IntakeCase one) {
    return Stream.of(Areas.MUNICIPALITY, Areas.SCHOOL).flatMap(level -> of(one, level));
  }

  private static Stream<Row> of(IntakeCase one, String level) {
    List<AreaFigure> areas = one.areas(level);
    if (areas.stream().noneMatch(AreaFigure::hasStudents)) {
      return areas.stream().map(area -> row(one, area, null));
    }
    ExpectedAreas expected = new ExpectedAreas(one, level);
    return areas.stream().map(area -> row(one, area, told(one, area, expected)));
  }

  private static @Nullable Told told(IntakeCase one, AreaFigure area, ExpectedAreas expected) {
    boolean isEnough = area.isTold() && area.people() >= Expectations.FEWEST_STUDENTS;
    return isEnough
        ? expected
            .of(area)
            .map(its -> Told.of(one, area, its))
            .filter(its -> !one.isShare() || isLikelyTold(area, its.expected()))
            .orElse(null)
        : null;
  }

  /**
   * Whether a cohort of the area could be counted on to be told whatever it came to. Counts of one
   * to four are withheld: where so few with the outcome, or without, are to be expected, only those
   * that fare worse or better than that are left.
   */
  private static boolean isLikelyTold(AreaFigure area, double expected) {
    double fewer = Math.min(expected, 1 - expected) * area.people();
    return fewer >= FEWEST_EXPECTED * area.cohorts();
  }

  private static Row row(IntakeCase one, AreaFigure area, @Nullable Told told) {
    Told rate = one.isShare() ? told : null;
    Told points = one.isShare() ? null : told;
    String untold = area.isTold() ? Status.UNRELIABLE : area.status();
    return RowFactory.create(
        area.series().outcome(),
        area.series().perspective(),
        area.cohort(),
        area.cohorts(),
        area.area().level(),
        area.area().code(),
        area.area().name(),
        told == null ? null : area.count(),
        rate == null ? null : area.rate(),
        rate == null ? null : rate.expected(),
        points == null ? null : area.rate(),
        points == null ? null : points.expected(),
        told == null ? null : told.residual(),
        told == null ? null : told.residual() - told.below(),
        told == null ? null : told.residual() + told.above(),
        told == null ? null : told.usualError(),
        told == null ? null : finding(told),
        told == null ? null : Math.abs(told.residual()) > Normal.Z * told.usualError(),
        told == null ? null : area.coverage(),
        told == null ? untold : Status.PUBLISHED);
  }

  private static String finding(Told told) {
    if (told.residual() - told.below() > 0) {
      return "above";
    }
    return told.residual() + told.above() < 0 ? "below" : "cannot_be_told_from_zero";
  }

  /**
   * Withholds what is expected of an area whose own figure is withheld, in any cohort it is of.
   *
   * @param expected {@link #TABLE}
   * @param areaOutcomes {@link AreaOutcomes#TABLE}, protected
   */
  public static Dataset<Row> withheld(Dataset<Row> expected, Dataset<Row> areaOutcomes) {
    return new WithheldAreas(TABLE, AreaFigures.COHORTS.col(), array(Areas.AREA_CODE.col()))
        .from(expected, areaOutcomes);
  }

  /** What is told of an expectation: it and its errors in steps, the errors never made smaller. */
  private record Told(
      double expected, double residual, double below, double above, double usualError) {
    static Told of(IntakeCase one, AreaFigure area, ExpectedMeans.Area its) {
      Steps steps = one.isShare() ? Steps.ofRate(area.people()) : Steps.ofPoints(area.people());
      double expected = steps.nearest(its.expected() / one.unit());
      return new Told(
          expected,
          area.share() - expected,
          steps.up((its.residual() - its.interval().lower()) / one.unit()),
          steps.up((its.interval().upper() - its.residual()) / one.unit()),
          steps.up(its.usualError() / one.unit()));
    }
  }
}
