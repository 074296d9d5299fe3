package klara.region;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import klara.disclosure.Status;
import klara.outcome.Outcome;
import klara.outcome.OutcomeCells;
import klara.outcome.Outcomes;
import klara.stats.Mover;
import klara.table.Field;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Whether a difference between groups grows: that of a cohort less that of the cohort five before,
 * where both are published and the definition did not break between them.
 *
 * <p>The two cohorts are taken to be other persons. Of residents of many ages some are in both;
 * they make the limits too wide rather than too narrow.
 */
public final class GapChanges {
  /** Near enough for a decision to be about it, far enough for schools to have changed. */
  public static final int YEARS = 5;

  private static final Field CHANGE_FROM_COHORT =
      Field.of(
          "change_from_cohort",
          IntegerType,
          "The cohort five before, that changes are counted from; null where it has no published row,"
              + " where either gap has no limits, or the definition broke between the two, and unless"
              + " published");
  private static final Field RATE_DIFFERENCE_CHANGE =
      changed("rate_difference_change", "rate_difference less that of change_from_cohort, -2 to 2");
  private static final Field RATE_DIFFERENCE_CHANGE_LOWER =
      changed("rate_difference_change_lower", "Lower 95 % limit (MOVER, Zou and Donner)");
  private static final Field RATE_DIFFERENCE_CHANGE_UPPER =
      changed("rate_difference_change_upper", "Upper 95 % limit");
  private static final Field MEAN_DIFFERENCE_CHANGE =
      changed(
          "mean_merit_points_difference_change",
          "mean_merit_points_difference less that of change_from_cohort, in points");
  private static final Field MEAN_DIFFERENCE_CHANGE_LOWER =
      changed(
          "mean_merit_points_difference_change_lower", "Lower 95 % limit (MOVER, Zou and Donner)");
  private static final Field MEAN_DIFFERENCE_CHANGE_UPPER =
      changed("mean_merit_points_difference_change_upper", "Upper 95 % limit");
  private static final Field SLOPE_INDEX_CHANGE =
      changed(
          "slope_index_change",
          "slope_index less that of change_from_cohort, in its unit: shares or points");
  private static final Field SLOPE_INDEX_CHANGE_LOWER =
      changed("slope_index_change_lower", "Lower 95 % limit (MOVER, Zou and Donner)");
  private static final Field SLOPE_INDEX_CHANGE_UPPER =
      changed("slope_index_change_upper", "Upper 95 % limit");

  /** In the order that tables list them. */
  static final List<Field> FIELDS =
      List.of(
          CHANGE_FROM_COHORT,
          RATE_DIFFERENCE_CHANGE,
          RATE_DIFFERENCE_CHANGE_LOWER,
          RATE_DIFFERENCE_CHANGE_UPPER,
          MEAN_DIFFERENCE_CHANGE,
          MEAN_DIFFERENCE_CHANGE_LOWER,
          MEAN_DIFFERENCE_CHANGE_UPPER,
          SLOPE_INDEX_CHANGE,
          SLOPE_INDEX_CHANGE_LOWER,
          SLOPE_INDEX_CHANGE_UPPER);

  private static final List<Estimate> ESTIMATES =
      List.of(
          new Estimate(
              AreaGaps.RATE_DIFFERENCE,
              AreaGaps.RATE_DIFFERENCE_LOWER,
              AreaGaps.RATE_DIFFERENCE_UPPER,
              RATE_DIFFERENCE_CHANGE,
              RATE_DIFFERENCE_CHANGE_LOWER,
              RATE_DIFFERENCE_CHANGE_UPPER),
          new Estimate(
              MeanGaps.DIFFERENCE,
              MeanGaps.DIFFERENCE_LOWER,
              MeanGaps.DIFFERENCE_UPPER,
              MEAN_DIFFERENCE_CHANGE,
              MEAN_DIFFERENCE_CHANGE_LOWER,
              MEAN_DIFFERENCE_CHANGE_UPPER),
          new Estimate(
              GapSlopes.SLOPE_INDEX,
              GapSlopes.SLOPE_INDEX_LOWER,
              GapSlopes.SLOPE_INDEX_UPPER,
              SLOPE_INDEX_CHANGE,
              SLOPE_INDEX_CHANGE_LOWER,
              SLOPE_INDEX_CHANGE_UPPER));

  /** The row of the cohort five before; null where there is none. */
  private static final String BEFORE = "_before";

  private GapChanges() {}

  private static Field changed(String name, String meaning) {
    return Field.of(
        name,
        DoubleType,
        meaning + "; null where either cannot be, and without change_from_cohort");
  }

  /** Whether a cohort's outcome means what it meant five cohorts before. */
  public static boolean isSameDefinition(String outcome, int cohort) {
    return !Outcomes.named(outcome).isBrokenBetween(cohort - YEARS, cohort);
  }

  /**
   * Adds the changes.
   *
   * @param gaps {@link AreaGaps#TABLE} without them
   */
  static Dataset<Row> added(Dataset<Row> gaps) {
    WindowSpec fiveBefore =
        Window.partitionBy(
                AreaGaps.TABLE.key().stream()
                    .filter(field -> !field.equals(OutcomeCells.COHORT))
                    .map(Field::col)
                    .toArray(Column[]::new))
            .orderBy(OutcomeCells.COHORT.col())
            .rangeBetween(-YEARS, -YEARS);
    List<Column> before = new ArrayList<>(List.of(Status.STATUS.col()));
    ESTIMATES.forEach(estimate -> before.addAll(estimate.columns()));
    Column isTold =
        Status.STATUS
            .col()
            .equalTo(Status.PUBLISHED)
            .and(before(Status.STATUS).equalTo(Status.PUBLISHED))
            .and(not(isBroken()));
    Map<String, Column> changes = new LinkedHashMap<>();
    changes.put(
        CHANGE_FROM_COHORT.name(), when(isTold, OutcomeCells.COHORT.col().minus(lit(YEARS))));
    for (Estimate one : ESTIMATES) {
      changes.put(one.changed.name(), when(isTold, one.change()));
      changes.put(one.changedLower.name(), when(isTold, one.changeLower()));
      changes.put(one.changedUpper.name(), when(isTold, one.changeUpper()));
    }
    return gaps.withColumn(BEFORE, first(struct(before.toArray(Column[]::new))).over(fiveBefore))
        .withColumns(changes)
        .drop(BEFORE);
  }

  /** What changes, with its limits, and where the change and its limits stand. */
  private record Estimate(
      Field value,
      Field lower,
      Field upper,
      Field changed,
      Field changedLower,
      Field changedUpper) {
    List<Column> columns() {
      return List.of(value.col(), lower.col(), upper.col());
    }

    Column change() {
      return value.col().minus(before(value));
    }

    Column changeLower() {
      return Mover.lower(value.col(), lower.col(), before(value), before(upper));
    }

    Column changeUpper() {
      return Mover.upper(value.col(), upper.col(), before(value), before(lower));
    }
  }

  private static Column before(Field field) {
    return col(BEFORE + "." + field.name());
  }

  /** Whether the definition broke between the two cohorts; never null. */
  private static Column isBroken() {
    Column isBroken = lit(false);
    for (Outcome outcome : Outcomes.ALL) {
      for (int first : outcome.cohortsOfBreaks()) {
        isBroken =
            isBroken.or(
                OutcomeCells.OUTCOME
                    .col()
                    .equalTo(outcome.code())
                    .and(OutcomeCells.COHORT.col().between(first, first + YEARS - 1)));
      }
    }
    return isBroken;
  }
}
