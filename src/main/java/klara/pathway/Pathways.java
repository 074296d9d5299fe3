package klara.pathway;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import klara.disclosure.Status;
import klara.history.States;
import klara.outcome.OutcomeCells;
import klara.region.AreaOutcomes;
import klara.region.Areas;
import klara.region.Groups;
import klara.region.Perspectives;
import klara.register.Municipalities;
import klara.table.Field;
import klara.table.Table;
import klara.table.Zone;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which way each area's young people go: a complete account of the steps from one 15 October to the
 * next after compulsory school. Flows add up: what leaves a state in one step is what came into it
 * in the step before.
 *
 * <p>The matrix of all pairs of states is nearly empty, so only what is in it is listed: a step
 * without a row for an area and a group is one that no student took, unless a row without states
 * says that the cohort is too young for it (immature) or that the country was not delivered
 * (missing).
 */
public final class Pathways {
  private static final Field STUDENTS = numbers(PathwayCells.STUDENTS);
  private static final Field MOVED_STUDENTS = numbers(PathwayCells.MOVED_STUDENTS);

  /** Before protection: for the restricted zone. */
  public static final Table TABLE =
      new Table(
          Zone.ANALYSIS,
          "pathways",
          "one row per area, perspective, cohort, step, group, state, next state and kind of step"
              + " in which there is a student, and per step that cannot be told",
          key(),
          List.of(
              Areas.AREA_LEVEL,
              Areas.AREA_CODE,
              Areas.AREA_NAME,
              Municipalities.SUBREGION_CODE,
              AreaOutcomes.PERSPECTIVE,
              PathwayCells.COHORT,
              PathwayCells.YEARS_SINCE_LEAVING,
              PathwayGroups.GROUP_DIMENSION,
              Groups.GROUP_VALUE,
              told(PathwayCells.STATE),
              told(PathwayCells.NEXT_STATE),
              told(Transition.TRANSITION),
              STUDENTS,
              MOVED_STUDENTS,
              Status.STATUS));

  private static final String ELSEWHERE_STUDENTS = "_elsewhere";
  private static final String LAST_TOLD_YEAR = "_last_told";

  private Pathways() {}

  private static List<Field> key() {
    List<Field> key =
        new ArrayList<>(List.of(Areas.AREA_LEVEL, Areas.AREA_CODE, AreaOutcomes.PERSPECTIVE));
    key.addAll(
        List.of(
            PathwayCells.COHORT,
            PathwayCells.YEARS_SINCE_LEAVING,
            PathwayGroups.GROUP_DIMENSION,
            Groups.GROUP_VALUE,
            PathwayCells.STATE,
            PathwayCells.NEXT_STATE,
            Transition.TRANSITION));
    return List.copyOf(key);
  }

  private static Field told(Field field) {
    return field.named(field.name(), field.meaning() + "; null unless the row is published");
  }

  private static Field numbers(Field counted) {
    return told(counted);
  }

  /**
   * Sums the cells of every area and group.
   *
   * @param cells {@link PathwayCells#TABLE}
   * @param municipalities {@link Municipalities}
   * @return {@link #TABLE}
   */
  public static Dataset<Row> from(Dataset<Row> cells, Dataset<Row> municipalities) {
    Dataset<Row> extent = extent(cells);
    Column isOfCountry = Areas.AREA_LEVEL.col().isin(Areas.COUNTRY, Areas.REST_OF_COUNTRY);
    Dataset<Row> flows =
        counted(cells, municipalities)
            .crossJoin(broadcast(extent))
            .where(isOfCountry.and(col(ELSEWHERE_STUDENTS).equalTo(0)).equalTo(false))
            .where(end().leq(col(LAST_TOLD_YEAR)))
            .withColumn(Status.STATUS.name(), lit(Status.PUBLISHED));
    return flows
        .select(TABLE.select())
        .unionByName(untold(cells, extent, municipalities).select(TABLE.select()));
  }

  /** First by place and group, which leaves few rows to spread over areas. */
  private static Dataset<Row> counted(Dataset<Row> cells, Dataset<Row> municipalities) {
    List<Column> by = new ArrayList<>(List.of(col(Areas.PLACE), AreaOutcomes.PERSPECTIVE.col()));
    PathwayCells.STEP.forEach(field -> by.add(field.col()));
    List<Column> byCircumstance = new ArrayList<>(by);
    PathwayCells.CIRCUMSTANCES.forEach(field -> byCircumstance.add(field.col()));
    Dataset<Row> byPlace = summed(Perspectives.both(cells), byCircumstance);
    List<Column> byGroup = new ArrayList<>(by);
    byGroup.addAll(List.of(PathwayGroups.GROUP_DIMENSION.col(), Groups.GROUP_VALUE.col()));
    Dataset<Row> grouped =
        summed(
            byPlace
                .withColumn("_group", explode(array(PathwayGroups.ofCell())))
                .select("*", "_group.*"),
            byGroup);
    List<Column> byArea = new ArrayList<>(TABLE.key().stream().map(Field::col).toList());
    byArea.addAll(List.of(Areas.AREA_NAME.col(), Municipalities.SUBREGION_CODE.col()));
    return summed(grouped.join(broadcast(Areas.membership(municipalities)), Areas.PLACE), byArea);
  }

  private static Dataset<Row> summed(Dataset<Row> rows, List<Column> by) {
    return rows.groupBy(by.toArray(Column[]::new))
        .agg(
            sum(STUDENTS.col()).as(STUDENTS.name()),
            sum(MOVED_STUDENTS.col()).as(MOVED_STUDENTS.name()));
  }

  private static Column end() {
    return PathwayCells.COHORT.col().plus(PathwayCells.YEARS_SINCE_LEAVING.col()).plus(1);
  }

  /**
   * The last school year that any step ends in, the last whose occupations are known, and how many
   * students live and learn elsewhere. Enrolments come two years before occupations: until these
   * have come, most who have left school would be in no register.
   */
  private static Dataset<Row> extent(Dataset<Row> cells) {
    Column isElsewhere =
        OutcomeCells.HOME_PLACE
            .col()
            .equalTo(OutcomeCells.ELSEWHERE)
            .and(OutcomeCells.SCHOOL_PLACE.col().equalTo(OutcomeCells.ELSEWHERE));
    Column isOccupation = PathwayCells.NEXT_STATE.col().isInCollection(States.OF_OCCUPATIONS);
    return cells.agg(
        max(end()).as(Lives.LAST_KNOWN_YEAR),
        coalesce(max(when(isOccupation, end())), max(end())).as(LAST_TOLD_YEAR),
        coalesce(sum(when(isElsewhere, STUDENTS.col())), lit(0L)).as(ELSEWHERE_STUDENTS));
  }

  /** Steps that have no numbers: one row for everyone of an area, without states. */
  private static Dataset<Row> untold(
      Dataset<Row> cells, Dataset<Row> extent, Dataset<Row> municipalities) {
    Column cohort = PathwayCells.COHORT.col();
    Column lastKnown = col(Lives.LAST_KNOWN_YEAR);
    Dataset<Row> cohorts =
        cells
            .select(cohort)
            .distinct()
            .union(extent.where(lastKnown.isNotNull()).select(lastKnown));
    Column isImmature = end().gt(col(LAST_TOLD_YEAR));
    Column isMissing =
        Areas.AREA_LEVEL
            .col()
            .isin(Areas.COUNTRY, Areas.REST_OF_COUNTRY)
            .and(col(ELSEWHERE_STUDENTS).equalTo(0));
    Dataset<Row> untold =
        cohorts
            .distinct()
            .crossJoin(broadcast(extent))
            .crossJoin(broadcast(Areas.all(municipalities)))
            .withColumn(
                AreaOutcomes.PERSPECTIVE.name(),
                explode(array(lit(AreaOutcomes.HOME), lit(AreaOutcomes.SCHOOL))))
            .withColumn(
                PathwayCells.YEARS_SINCE_LEAVING.name(),
                explode(sequence(lit(0), lit(Lives.YEARS - 1))))
            .withColumn(
                Status.STATUS.name(),
                when(isImmature, Status.IMMATURE).when(isMissing, Status.MISSING))
            .where(Status.STATUS.col().isNotNull())
            .withColumn(PathwayGroups.GROUP_DIMENSION.name(), lit(Groups.ALL))
            .withColumn(Groups.GROUP_VALUE.name(), lit(Groups.ALL));
    for (Field none :
        Arrays.asList(
            PathwayCells.STATE,
            PathwayCells.NEXT_STATE,
            Transition.TRANSITION,
            STUDENTS,
            MOVED_STUDENTS)) {
      untold = untold.withColumn(none.name(), lit(null).cast(none.type()));
    }
    return untold;
  }
}
