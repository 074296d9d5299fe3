package klara.disparity;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import klara.disclosure.Status;
import klara.outcome.OutcomeCells;
import klara.region.AreaOutcomes;
import klara.region.Areas;
import klara.stats.ExpectedMeans;
import klara.stats.ExpectedRates;
import klara.stats.ExpectedRates.Cell;
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
 * What each municipality's rate would be, were its students to fare as students of the same
 * parental education, background, time in Sweden and sex do in all other municipalities and the
 * rest of the country: no municipality has part in what is expected of it. Skolverket's SALSA asks
 * the same of schools; here of municipalities, and with how sure it is.
 */
public final class ExpectedOutcomes {
  static final Field EXPECTED_RATE =
      AreaFigures.RATE.named(
          "expected_rate",
          "Rate expected from who the students are, in steps of 0.005 so that no group is told of;"
              + " null unless published");
  private static final Field RESIDUAL =
      Field.of("residual", DoubleType, "Rate less expected rate, -1 to 1; null unless published");
  private static final Field RESIDUAL_LOWER =
      Field.of("residual_lower", DoubleType, "Lower 95 % limit, by chance alone");
  private static final Field RESIDUAL_UPPER =
      Field.of("residual_upper", DoubleType, "Upper 95 % limit");
  private static final Field USUAL_ERROR =
      Field.of(
          "usual_error",
          DoubleType,
          "How far an ordinary municipality lies from its expectation: standard deviation of chance"
              + " and of what no such circumstance tells, together");
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
          "one row per outcome, perspective, cohort (alone or three pooled) and municipality",
          List.of(
              OutcomeCells.OUTCOME,
              AreaOutcomes.PERSPECTIVE,
              OutcomeCells.COHORT,
              AreaFigures.COHORTS,
              Areas.AREA_CODE),
          List.of(
              OutcomeCells.OUTCOME,
              AreaOutcomes.PERSPECTIVE,
              OutcomeCells.COHORT,
              AreaFigures.COHORTS,
              Areas.AREA_LEVEL,
              Areas.AREA_CODE,
              Areas.AREA_NAME,
              AreaFigures.STUDENTS,
              AreaFigures.RATE,
              EXPECTED_RATE,
              RESIDUAL,
              RESIDUAL_LOWER,
              RESIDUAL_UPPER,
              USUAL_ERROR,
              FINDING,
              IS_UNUSUAL,
              Status.STATUS));

  private static final int FEWEST_AREAS = 10;

  private ExpectedOutcomes() {}

  /** Rows of {@link #TABLE} of every municipality. */
  static Stream<Row> of(IntakeCase one) {
    List<AreaFigure> areas = one.areas(Areas.MUNICIPALITY);
    List<String> places =
        one.counts().stream().map(IntakeCase.Count::place).distinct().sorted().toList();
    boolean isAnyTold = areas.stream().anyMatch(AreaFigure::hasStudents);
    if (!isAnyTold || places.size() < FEWEST_AREAS) {
      return areas.stream()
          .map(area -> row(area, null, area.isTold() ? Status.UNRELIABLE : area.status()));
    }
    Map<Integer, ExpectedMeans.Area> found = new TreeMap<>();
    ExpectedRates.of(cells(one, places)).areas().forEach(area -> found.put(area.area(), area));
    return areas.stream()
        .map(
            area -> {
              ExpectedMeans.Area its = found.get(places.indexOf(area.area().code()));
              if (!area.isTold()) {
                return row(area, null, area.status());
              }
              boolean isEnough = its != null && area.people() >= Expectations.FEWEST_STUDENTS;
              return row(
                  area, isEnough ? its : null, isEnough ? Status.PUBLISHED : Status.UNRELIABLE);
            });
  }

  private static List<Cell> cells(IntakeCase one, List<String> places) {
    return one.counts().stream()
        .map(
            count ->
                new Cell(
                    places.indexOf(count.place()),
                    count.pattern(),
                    (double) count.students(),
                    (double) count.events()))
        .toList();
  }

  private static Row row(AreaFigure area, ExpectedMeans.@Nullable Area found, String status) {
    Told told = found == null ? null : Told.of(found);
    return RowFactory.create(
        area.series().outcome(),
        area.series().perspective(),
        area.cohort(),
        area.cohorts(),
        area.area().level(),
        area.area().code(),
        area.area().name(),
        told == null ? null : area.count(),
        told == null ? null : area.rate(),
        told == null ? null : told.expected(),
        told == null ? null : area.share() - told.expected(),
        told == null ? null : area.share() - told.expected() - told.below(),
        told == null ? null : area.share() - told.expected() + told.above(),
        told == null ? null : told.usualError(),
        told == null ? null : finding(area.share() - told.expected(), told),
        told == null
            ? null
            : Math.abs(area.share() - told.expected()) > Normal.Z * told.usualError(),
        status);
  }

  private static String finding(double residual, Told told) {
    if (residual - told.below() > 0) {
      return "above";
    }
    return residual + told.above() < 0 ? "below" : "cannot_be_told_from_zero";
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
  private record Told(double expected, double below, double above, double usualError) {
    static Told of(ExpectedMeans.Area area) {
      double residual = area.residual();
      return new Told(
          Steps.nearest(area.expected()),
          Steps.up(residual - area.interval().lower()),
          Steps.up(area.interval().upper() - residual),
          Steps.up(area.usualError()));
    }
  }
}
