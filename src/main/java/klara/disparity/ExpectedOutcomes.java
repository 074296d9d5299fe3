package klara.disparity;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import klara.disclosure.Status;
import klara.outcome.OutcomeCells;
import klara.region.AreaOutcomes;
import klara.region.Areas;
import klara.region.Groups;
import klara.stats.ExpectedRates;
import klara.stats.ExpectedRates.Cell;
import klara.table.Field;
import klara.table.Rule;
import klara.table.Table;
import klara.table.Zone;
import org.apache.spark.sql.Column;
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

  /** With fewer the interval is so wide that nothing is told but who lives there. */
  private static final int FEWEST_STUDENTS = 50;

  private static final int FEWEST_AREAS = 10;
  private static final double STEPS = 200;
  private static final double Z = 1.959963984540054;

  private ExpectedOutcomes() {}

  /** An outcome seen from one side, of one cohort. */
  private record Case(String outcome, String perspective, int cohort) {
    boolean isBesides(Case other) {
      return outcome.equals(other.outcome) && perspective.equals(other.perspective);
    }
  }

  /**
   * What is expected of every municipality. Counts are taken up outcome by outcome, so that never
   * more than one outcome's are in memory.
   *
   * @param patterns {@link IntakePatterns}, in order
   * @param figures of every municipality and case
   * @return rows of {@link #TABLE}
   */
  public static List<Row> of(Iterator<Row> patterns, AreaFigures figures) {
    Map<List<Object>, List<AreaFigure>> byCase = new HashMap<>();
    for (List<AreaFigure> areas : figures.compared(Areas.MUNICIPALITY)) {
      AreaFigure any = areas.get(0);
      if (any.series().isOfAll()) {
        byCase.put(name(any), areas);
      }
    }
    List<Row> rows = new ArrayList<>();
    NavigableMap<Integer, List<Cell>> cohorts = new TreeMap<>();
    @Nullable Case now = null;
    List<String> codes = new ArrayList<>();
    while (patterns.hasNext()) {
      Row row = patterns.next();
      Case next = new Case(row.getString(0), row.getString(1), row.getInt(2));
      if (now != null && !now.isBesides(next)) {
        rows.addAll(expected(now, cohorts, codes, byCase));
        cohorts.clear();
      }
      now = next;
      String place = row.getString(3);
      if (!codes.contains(place)) {
        codes.add(place);
      }
      cohorts
          .computeIfAbsent(next.cohort(), any -> new ArrayList<>())
          .add(
              new Cell(
                  codes.indexOf(place),
                  List.of(row.getString(4), row.getString(5), row.getString(6), row.getString(7)),
                  row.getLong(8),
                  row.getLong(9)));
    }
    if (now != null) {
      rows.addAll(expected(now, cohorts, codes, byCase));
    }
    return rows;
  }

  private static List<Object> name(AreaFigure one) {
    return List.of(one.series().outcome(), one.series().perspective(), one.cohort(), one.cohorts());
  }

  private static List<Row> expected(
      Case one,
      NavigableMap<Integer, List<Cell>> cohorts,
      List<String> codes,
      Map<List<Object>, List<AreaFigure>> byCase) {
    return cohorts.keySet().parallelStream()
        .flatMap(
            cohort ->
                IntStream.of(1, AreaFigures.POOLED)
                    .boxed()
                    .flatMap(
                        pooled -> {
                          List<AreaFigure> areas =
                              byCase.getOrDefault(
                                  List.of(one.outcome(), one.perspective(), cohort, pooled),
                                  List.of());
                          List<Cell> cells =
                              cohorts.subMap(cohort - pooled, false, cohort, true).values().stream()
                                  .flatMap(List::stream)
                                  .toList();
                          return expected(areas, cells, codes);
                        }))
        .toList();
  }

  private static Stream<Row> expected(
      List<AreaFigure> areas, List<Cell> cells, List<String> codes) {
    boolean isAnyTold = areas.stream().anyMatch(AreaFigure::hasStudents);
    int places = new TreeSet<>(cells.stream().map(Cell::area).toList()).size();
    if (!isAnyTold || places < FEWEST_AREAS) {
      return areas.stream()
          .map(area -> row(area, null, area.isTold() ? Status.UNRELIABLE : area.status()));
    }
    Map<Integer, ExpectedRates.Area> found = new TreeMap<>();
    ExpectedRates.of(cells).areas().forEach(area -> found.put(area.area(), area));
    return areas.stream()
        .map(
            area -> {
              ExpectedRates.Area its = found.get(codes.indexOf(area.area().code()));
              if (!area.isTold()) {
                return row(area, null, area.status());
              }
              boolean isEnough = its != null && area.people() >= FEWEST_STUDENTS;
              return row(
                  area, isEnough ? its : null, isEnough ? Status.PUBLISHED : Status.UNRELIABLE);
            });
  }

  private static Row row(AreaFigure area, ExpectedRates.@Nullable Area found, String status) {
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
        told == null ? null : Math.abs(area.share() - told.expected()) > Z * told.usualError(),
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
    String[] area = {
      OutcomeCells.OUTCOME.name(),
      AreaOutcomes.PERSPECTIVE.name(),
      OutcomeCells.COHORT.name(),
      Areas.AREA_CODE.name()
    };
    Column isWithheld = Status.STATUS.col().notEqual(Status.PUBLISHED);
    Dataset<Row> withheld =
        areaOutcomes
            .where(
                isWithheld
                    .and(Areas.AREA_LEVEL.col().equalTo(Areas.MUNICIPALITY))
                    .and(Groups.GROUP_DIMENSION.col().equalTo(Groups.ALL)))
            .select(
                OutcomeCells.OUTCOME.col(),
                AreaOutcomes.PERSPECTIVE.col(),
                explode(
                        sequence(
                            OutcomeCells.COHORT.col(),
                            OutcomeCells.COHORT.col().plus(AreaFigures.POOLED - 1)))
                    .as("_last"),
                OutcomeCells.COHORT.col().as("_of"),
                Areas.AREA_CODE.col(),
                Status.STATUS.col().as("_why"));
    Dataset<Row> why =
        expected
            .select(
                OutcomeCells.OUTCOME.col(),
                AreaOutcomes.PERSPECTIVE.col(),
                OutcomeCells.COHORT.col(),
                Areas.AREA_CODE.col(),
                AreaFigures.COHORTS.col())
            .join(withheld.withColumnRenamed("_last", OutcomeCells.COHORT.name()), area)
            .where(col("_of").gt(OutcomeCells.COHORT.col().minus(AreaFigures.COHORTS.col())))
            .groupBy(
                OutcomeCells.OUTCOME.col(),
                AreaOutcomes.PERSPECTIVE.col(),
                OutcomeCells.COHORT.col(),
                Areas.AREA_CODE.col(),
                AreaFigures.COHORTS.col())
            .agg(max("_why").as("_why"));
    List<Field> kept = new ArrayList<>(TABLE.key());
    kept.addAll(List.of(Areas.AREA_LEVEL, Areas.AREA_NAME));
    List<Column> columns = new ArrayList<>();
    for (Field field : TABLE.columns()) {
      if (kept.contains(field)) {
        columns.add(field.col());
      } else if (field.equals(Status.STATUS)) {
        columns.add(
            when(Status.STATUS.col().equalTo(Status.PUBLISHED), coalesce(col("_why"), field.col()))
                .otherwise(field.col())
                .as(field.name()));
      } else {
        columns.add(when(col("_why").isNull(), field.col()).as(field.name()));
      }
    }
    String[] key = TABLE.key().stream().map(Field::name).toArray(String[]::new);
    return expected
        .join(why, key, "left_outer")
        .select(columns.toArray(Column[]::new))
        .select(TABLE.select());
  }

  /** What is told of an expectation: it and its errors in steps, the errors never made smaller. */
  private record Told(double expected, double below, double above, double usualError) {
    static Told of(ExpectedRates.Area area) {
      double residual = area.residual();
      return new Told(
          Math.round(area.expected() * STEPS) / STEPS,
          up(residual - area.interval().lower()),
          up(area.interval().upper() - residual),
          up(area.usualError()));
    }

    private static double up(double error) {
      return Math.ceil(error * STEPS - 1e-9) / STEPS;
    }
  }
}
