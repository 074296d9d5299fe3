package klara.region;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import klara.disclosure.Status;
import klara.outcome.OutcomeCells;
import klara.outcome.Outcomes;
import klara.stats.Newcombe;
import klara.stats.RiskRatio;
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
      measured(
          "rate_difference_lower",
          "Lower 95 % limit (Newcombe, method 10): with these one asks whether the groups differ");
  static final Field RATE_DIFFERENCE_UPPER = measured("rate_difference_upper", "Upper 95 % limit");
  private static final Field RATE_RATIO =
      measured("rate_ratio", "Rate of the group by that of the reference");
  private static final Field RATE_RATIO_LOWER =
      measured(
          "rate_ratio_lower",
          "Lower 95 % limit (Katz); with few events it may have 1 where the difference has not 0");
  private static final Field RATE_RATIO_UPPER = measured("rate_ratio_upper", "Upper 95 % limit");
  private static final Field REFERENCE_COVERAGE =
      AreaOutcomes.COVERAGE.named(
          "reference_" + AreaOutcomes.COVERAGE.name(), "The same of the reference group");
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

  static Field measured(String name, String meaning) {
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
            RATE_RATIO_UPPER));
    columns.addAll(MeanGaps.FIELDS);
    columns.addAll(GapSlopes.FIELDS);
    columns.addAll(GapChanges.FIELDS);
    columns.addAll(PooledGaps.FIELDS);
    columns.addAll(List.of(AreaOutcomes.COVERAGE, REFERENCE_COVERAGE));
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
    Dataset<Row> outcomes =
        areaOutcomes
            // of a school with girls alone there is nothing to compare them with
            .where(Areas.AREA_LEVEL.col().notEqual(Areas.SCHOOL))
            .withColumn(OfficialFigures.SOURCE.name(), lit(OfficialFigures.REGISTERS))
            .withColumn(MeanGaps.ERROR, MeanGaps.error());
    Dataset<Row> gaps = null;
    for (Comparison comparison : COMPARISONS) {
      Dataset<Row> one = one(outcomes, comparison);
      gaps = gaps == null ? one : gaps.unionByName(one);
    }
    if (gaps == null) {
      throw new IllegalStateException("nothing to compare");
    }
    return gaps.transform(MeanGaps::added)
        .transform(GapChanges::added)
        .transform(PooledGaps::added)
        .select(TABLE.select());
  }

  private static Dataset<Row> one(Dataset<Row> outcomes, Comparison comparison) {
    List<Column> taken = new ArrayList<>();
    for (String group : comparison.groups()) {
      Column isGroup = Groups.GROUP_VALUE.col().equalTo(group);
      taken.add(max(when(isGroup, AreaOutcomes.STUDENTS.col())).as("students_" + group));
      taken.add(max(when(isGroup.and(isShare()), AreaOutcomes.EVENTS.col())).as("events_" + group));
      taken.add(max(when(isGroup, AreaOutcomes.MEAN_POINTS.col())).as("mean_" + group));
      taken.add(max(when(isGroup, col(MeanGaps.ERROR))).as("error_" + group));
      taken.add(max(when(isGroup, AreaOutcomes.COVERAGE.col())).as("coverage_" + group));
      taken.add(max(when(isGroup, Status.STATUS.col())).as("status_" + group));
    }
    Dataset<Row> side =
        outcomes
            .where(Groups.GROUP_DIMENSION.col().equalTo(comparison.dimension()))
            .groupBy(AREA.stream().map(Field::col).toArray(Column[]::new))
            .agg(taken.get(0), taken.subList(1, taken.size()).toArray(Column[]::new));
    Column areAllTold = areAllTold(comparison);
    Column isPublished = Status.STATUS.col().equalTo(Status.PUBLISHED);
    Dataset<Row> judged =
        (comparison.isOrdered() ? withSlopes(side, comparison.groups()) : side)
            .withColumn(Status.STATUS.name(), status(comparison, areAllTold));
    Compared compared =
        Compared.of(
            what -> when(isPublished, of(what, comparison.group())),
            what -> when(isPublished, of(what, comparison.reference())));
    List<Column> columns = new ArrayList<>(AREA.stream().map(Field::col).toList());
    columns.add(lit(comparison.dimension()).as(Groups.GROUP_DIMENSION.name()));
    columns.add(lit(comparison.group()).as(Groups.GROUP_VALUE.name()));
    columns.add(lit(comparison.reference()).as(REFERENCE_VALUE.name()));
    columns.addAll(compared.measures());
    columns.addAll(
        comparison.isOrdered() ? GapSlopes.told(isPublished.and(areAllTold)) : GapSlopes.none());
    columns.add(
        PooledGaps.sums(side(comparison.group()), side(comparison.reference()))
            .as(PooledGaps.OF_COHORT));
    columns.add(Status.STATUS.col());
    return judged.select(columns.toArray(Column[]::new));
  }

  private static PooledGaps.Side side(String group) {
    return new PooledGaps.Side(
        of("students", group),
        of("events", group),
        of("mean", group),
        of("error", group),
        of("status", group));
  }

  /** Whether the outcome is a share of students, rather than a mean of points; never null. */
  static Column isShare() {
    return OutcomeCells.OUTCOME.col().isInCollection(Outcomes.shares());
  }

  /**
   * What is known of a group and of what it is compared with.
   *
   * @param means mean and standard error of the one and of the other
   * @param coverages of the activity responsibility, of the one and of the other
   */
  private record Compared(
      Column events,
      Column students,
      Column referenceEvents,
      Column referenceStudents,
      List<Column> means,
      List<Column> coverages) {
    static Compared of(Function<String, Column> group, Function<String, Column> reference) {
      return new Compared(
          group.apply("events"),
          group.apply("students"),
          reference.apply("events"),
          reference.apply("students"),
          List.of(
              as(group.apply("mean"), MeanGaps.MEAN),
              as(reference.apply("mean"), MeanGaps.REFERENCE_MEAN),
              group.apply("error").as(MeanGaps.ERROR),
              reference.apply("error").as(MeanGaps.REFERENCE_ERROR)),
          List.of(
              as(group.apply("coverage"), AreaOutcomes.COVERAGE),
              as(reference.apply("coverage"), REFERENCE_COVERAGE)));
    }

    List<Column> measures() {
      List<Column> measures = new ArrayList<>(means);
      measures.addAll(rates());
      measures.addAll(coverages);
      return measures;
    }

    private List<Column> rates() {
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
    List<GapSlopes.Group> groups =
        ordered.stream()
            .map(
                group ->
                    new GapSlopes.Group(
                        of("students", group),
                        of("events", group),
                        of("mean", group),
                        of("error", group)))
            .toList();
    return GapSlopes.added(rows, groups, isShare());
  }

  private static Column areAllTold(Comparison comparison) {
    return comparison.groups().stream()
        .map(group -> coalesce(isTold(group), lit(true)))
        .reduce(lit(true), Column::and);
  }

  /**
   * That of the two groups, which is all that their difference needs; a slope needs every group.
   * Where one group has all the students there is nothing to compare them with.
   */
  private static Column status(Comparison comparison, Column areAllTold) {
    Column peopled = lit(0);
    for (String group : comparison.groups()) {
      peopled = peopled.plus(when(of("students", group).gt(0), 1).otherwise(0));
    }
    List<String> sides = List.of(comparison.group(), comparison.reference());
    Column isOfNobody =
        sides.stream().map(one -> of("students", one).equalTo(0)).reduce(lit(false), Column::or);
    Column isAlone = peopled.lt(2).or(not(areAllTold).and(isOfNobody));
    Column status = when(isAlone, Status.NOT_APPLICABLE).otherwise(Status.PUBLISHED);
    for (String one : sides) {
      status = when(not(isTold(one)), of("status", one)).otherwise(status);
    }
    return status;
  }

  private static Column isTold(String group) {
    return of("status", group).equalTo(Status.PUBLISHED);
  }

  private static Column of(String what, String group) {
    return col(what + "_" + group);
  }

  private static Column as(Column value, Field field) {
    return value.as(field.name());
  }
}
