package klara.region;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.ArrayList;
import java.util.List;
import klara.disclosure.Status;
import klara.outcome.OutcomeCells;
import klara.outcome.Outcomes;
import klara.stats.Newcombe;
import klara.stats.RiskRatio;
import klara.stats.SlopeIndexColumns;
import klara.table.Field;
import klara.table.Table;
import klara.table.Zone;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Differences between groups within each area. It is made of {@link AreaOutcomes} alone, so what is
 * withheld there is withheld here: before protection it is for the restricted zone, after it for
 * all. Where a dimension has an order, the lowest group is compared with the highest, and the slope
 * runs over all of them.
 */
public final class AreaGaps {
  private static final Field REFERENCE_VALUE =
      Field.of("reference_value", StringType, "The group that the group is compared with");
  static final Field REFERENCE_STUDENTS =
      AreaOutcomes.STUDENTS.named(
          "reference_students", "Students of the reference group; null unless published");
  static final Field REFERENCE_EVENTS =
      AreaOutcomes.EVENTS.named(
          "reference_events",
          "Students of the reference group with the outcome; null unless published");
  static final Field RATE_DIFFERENCE =
      measured("rate_difference", "Rate of the group less that of the reference, -1 to 1");
  static final Field RATE_DIFFERENCE_LOWER =
      measured("rate_difference_lower", "Lower 95 % limit (Newcombe, method 10)");
  static final Field RATE_DIFFERENCE_UPPER = measured("rate_difference_upper", "Upper 95 % limit");
  private static final Field RATE_RATIO =
      measured("rate_ratio", "Rate of the group by that of the reference");
  private static final Field RATE_RATIO_LOWER =
      measured("rate_ratio_lower", "Lower 95 % limit (Katz)");
  private static final Field RATE_RATIO_UPPER = measured("rate_ratio_upper", "Upper 95 % limit");
  static final Field SLOPE_INDEX =
      measured(
          "slope_index",
          "Slope index of inequality: difference in rate from the lowest to the highest group of a"
              + " dimension that has an order; null for other dimensions");
  static final Field SLOPE_INDEX_LOWER = measured("slope_index_lower", "Lower 95 % limit");
  static final Field SLOPE_INDEX_UPPER = measured("slope_index_upper", "Upper 95 % limit");
  private static final Field RELATIVE_INDEX =
      measured(
          "relative_index",
          "Relative index of inequality: highest by lowest group of a dimension that has an order;"
              + " null for other dimensions");
  private static final Field RELATIVE_INDEX_LOWER =
      measured("relative_index_lower", "Lower 95 % limit");
  private static final Field RELATIVE_INDEX_UPPER =
      measured("relative_index_upper", "Upper 95 % limit");

  private static final List<Field> AREA =
      List.of(
          OfficialFigures.SOURCE,
          Areas.AREA_LEVEL,
          Areas.AREA_CODE,
          Areas.AREA_NAME,
          AreaOutcomes.PERSPECTIVE,
          OutcomeCells.COHORT,
          OutcomeCells.OUTCOME);

  public static final Table TABLE =
      new Table(
          Zone.ANALYSIS,
          "area_gaps",
          "one row per source, area, perspective, cohort, outcome and dimension",
          List.of(
              OfficialFigures.SOURCE,
              Areas.AREA_LEVEL,
              Areas.AREA_CODE,
              AreaOutcomes.PERSPECTIVE,
              OutcomeCells.COHORT,
              OutcomeCells.OUTCOME,
              Groups.GROUP_DIMENSION),
          columns());

  /**
   * What is compared with what: the first group with the last.
   *
   * @param groups the two; or all that have a place in the dimension's order, from the lowest to
   *     the highest, which unknown has not
   */
  private record Comparison(String dimension, List<String> groups) {
    static Comparison of(String dimension, String... groups) {
      return new Comparison(dimension, List.of(groups));
    }

    boolean isOrdered() {
      return groups.size() > 2;
    }

    String group() {
      return groups.get(0);
    }

    String reference() {
      return groups.get(groups.size() - 1);
    }
  }

  private static final List<Comparison> COMPARISONS =
      List.of(
          Comparison.of(Groups.SEX, "boys", "girls"),
          Comparison.of(
              Groups.PARENTAL_EDUCATION, "pre_secondary", "upper_secondary", "post_secondary"),
          Comparison.of(Groups.BACKGROUND, "foreign", "swedish"),
          Comparison.of(Groups.NEWLY_ARRIVED, "yes", "no"),
          Comparison.of(Groups.INCOME_QUINTILE, "1", "2", "3", "4", "5"),
          Comparison.of(Groups.HOME_SITUATION, "otherwise", "both_parents"));

  private AreaGaps() {}

  private static Field measured(String name, String meaning) {
    return Field.of(name, DoubleType, meaning + "; null where it cannot be, and unless published");
  }

  private static List<Field> columns() {
    List<Field> columns = new ArrayList<>(AREA);
    columns.addAll(
        List.of(
            Groups.GROUP_DIMENSION,
            Groups.GROUP_VALUE,
            REFERENCE_VALUE,
            AreaOutcomes.STUDENTS,
            AreaOutcomes.EVENTS,
            REFERENCE_STUDENTS,
            REFERENCE_EVENTS,
            RATE_DIFFERENCE,
            RATE_DIFFERENCE_LOWER,
            RATE_DIFFERENCE_UPPER,
            RATE_RATIO,
            RATE_RATIO_LOWER,
            RATE_RATIO_UPPER,
            SLOPE_INDEX,
            SLOPE_INDEX_LOWER,
            SLOPE_INDEX_UPPER,
            RELATIVE_INDEX,
            RELATIVE_INDEX_LOWER,
            RELATIVE_INDEX_UPPER));
    columns.addAll(GapChanges.FIELDS);
    columns.addAll(PooledGaps.FIELDS);
    columns.add(Status.STATUS);
    return List.copyOf(columns);
  }

  /**
   * Compares groups.
   *
   * @param areaOutcomes {@link AreaOutcomes#TABLE}, protected or not
   * @return {@link #TABLE}
   */
  public static Dataset<Row> from(Dataset<Row> areaOutcomes) {
    Dataset<Row> shares =
        areaOutcomes
            .where(OutcomeCells.OUTCOME.col().isInCollection(Outcomes.shares()))
            .where(Areas.AREA_LEVEL.col().notEqual(Areas.SCHOOL))
            .withColumn(OfficialFigures.SOURCE.name(), lit(OfficialFigures.REGISTERS));
    Dataset<Row> gaps = null;
    for (Comparison comparison : COMPARISONS) {
      Dataset<Row> one = one(shares, comparison);
      gaps = gaps == null ? one : gaps.unionByName(one);
    }
    if (gaps == null) {
      throw new IllegalStateException("nothing to compare");
    }
    return PooledGaps.added(GapChanges.added(gaps)).select(TABLE.select());
  }

  private static Dataset<Row> one(Dataset<Row> shares, Comparison comparison) {
    List<Column> taken = new ArrayList<>();
    for (String group : comparison.groups()) {
      Column isGroup = Groups.GROUP_VALUE.col().equalTo(group);
      taken.add(max(when(isGroup, AreaOutcomes.STUDENTS.col())).as("students_" + group));
      taken.add(max(when(isGroup, AreaOutcomes.EVENTS.col())).as("events_" + group));
      taken.add(max(when(isGroup, Status.STATUS.col())).as("status_" + group));
    }
    Dataset<Row> side =
        shares
            .where(Groups.GROUP_DIMENSION.col().equalTo(comparison.dimension()))
            .groupBy(AREA.stream().map(Field::col).toArray(Column[]::new))
            .agg(taken.get(0), taken.subList(1, taken.size()).toArray(Column[]::new));
    Column status = lit(Status.PUBLISHED);
    for (String group : comparison.groups()) {
      Column its = of("status", group);
      status = when(its.notEqual(Status.PUBLISHED), its).otherwise(status);
    }
    Column isPublished = Status.STATUS.col().equalTo(Status.PUBLISHED);
    Column students = when(isPublished, of("students", comparison.group()));
    Column events = when(isPublished, of("events", comparison.group()));
    Column referenceStudents = when(isPublished, of("students", comparison.reference()));
    Column referenceEvents = when(isPublished, of("events", comparison.reference()));
    Dataset<Row> judged =
        (comparison.isOrdered() ? withSlopes(side, comparison.groups()) : side)
            .withColumn(Status.STATUS.name(), status)
            .withColumn("_students", students)
            .withColumn("_events", events)
            .withColumn("_reference_students", referenceStudents)
            .withColumn("_reference_events", referenceEvents);
    Compared compared =
        new Compared(
            col("_events"), col("_students"), col("_reference_events"), col("_reference_students"));
    List<Column> columns = new ArrayList<>(AREA.stream().map(Field::col).toList());
    columns.add(lit(comparison.dimension()).as(Groups.GROUP_DIMENSION.name()));
    columns.add(lit(comparison.group()).as(Groups.GROUP_VALUE.name()));
    columns.add(lit(comparison.reference()).as(REFERENCE_VALUE.name()));
    columns.addAll(compared.measures());
    columns.addAll(comparison.isOrdered() ? slopes(isPublished) : noSlopes());
    columns.add(Status.STATUS.col());
    return judged.select(columns.toArray(Column[]::new));
  }

  /** The counts of a group and of what it is compared with. */
  private record Compared(
      Column events, Column students, Column referenceEvents, Column referenceStudents) {
    List<Column> measures() {
      return List.of(
          as(students, AreaOutcomes.STUDENTS),
          as(events, AreaOutcomes.EVENTS),
          as(referenceStudents, REFERENCE_STUDENTS),
          as(referenceEvents, REFERENCE_EVENTS),
          as(
              Newcombe.difference(events, students, referenceEvents, referenceStudents),
              RATE_DIFFERENCE),
          as(
              Newcombe.lower(events, students, referenceEvents, referenceStudents),
              RATE_DIFFERENCE_LOWER),
          as(
              Newcombe.upper(events, students, referenceEvents, referenceStudents),
              RATE_DIFFERENCE_UPPER),
          as(RiskRatio.of(events, students, referenceEvents, referenceStudents), RATE_RATIO),
          as(
              RiskRatio.lower(events, students, referenceEvents, referenceStudents),
              RATE_RATIO_LOWER),
          as(
              RiskRatio.upper(events, students, referenceEvents, referenceStudents),
              RATE_RATIO_UPPER));
    }
  }

  private static Dataset<Row> withSlopes(Dataset<Row> rows, List<String> ordered) {
    List<Column> students = new ArrayList<>();
    List<Column> events = new ArrayList<>();
    for (String group : ordered) {
      students.add(coalesce(of("students", group), lit(0L)));
      events.add(coalesce(of("events", group), lit(0L)));
    }
    return SlopeIndexColumns.added(rows, students, events);
  }

  private static List<Column> slopes(Column isPublished) {
    return List.of(
        as(when(isPublished, col(SlopeIndexColumns.SLOPE)), SLOPE_INDEX),
        as(when(isPublished, col(SlopeIndexColumns.SLOPE_LOWER)), SLOPE_INDEX_LOWER),
        as(when(isPublished, col(SlopeIndexColumns.SLOPE_UPPER)), SLOPE_INDEX_UPPER),
        as(when(isPublished, col(SlopeIndexColumns.RELATIVE)), RELATIVE_INDEX),
        as(when(isPublished, col(SlopeIndexColumns.RELATIVE_LOWER)), RELATIVE_INDEX_LOWER),
        as(when(isPublished, col(SlopeIndexColumns.RELATIVE_UPPER)), RELATIVE_INDEX_UPPER));
  }

  private static List<Column> noSlopes() {
    Column none = lit(null).cast(DoubleType);
    return List.of(
        as(none, SLOPE_INDEX),
        as(none, SLOPE_INDEX_LOWER),
        as(none, SLOPE_INDEX_UPPER),
        as(none, RELATIVE_INDEX),
        as(none, RELATIVE_INDEX_LOWER),
        as(none, RELATIVE_INDEX_UPPER));
  }

  private static Column of(String what, String group) {
    return col(what + "_" + group);
  }

  private static Column as(Column value, Field field) {
    return value.as(field.name());
  }
}
