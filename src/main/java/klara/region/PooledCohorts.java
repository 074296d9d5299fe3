package klara.region;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;

import java.util.List;
import klara.disclosure.Status;
import klara.outcome.OutcomeCells;
import klara.stats.Normal;
import klara.stats.Wilson;
import klara.table.Field;
import klara.table.Rule;
import klara.table.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * A cohort and the two before it as one, where one is too few: sums of published counts, so that
 * they tell nothing that the three do not.
 */
public final class PooledCohorts {
  /** As many cohorts are pooled, wherever one is too few. */
  public static final int COHORTS = 3;

  static final Field STUDENTS =
      Field.of(
          "pooled_students",
          LongType,
          "Students of the cohort and the two before it; null where one of the three is not"
              + " published",
          Rule.Between.of("0", "99999999"));
  static final Field EVENTS =
      Field.of("pooled_events", LongType, "How many of them had the outcome; null for means");
  static final Field RATE =
      share("pooled_rate", "pooled_events / pooled_students, where there are any");
  static final Field RATE_LOWER = share("pooled_rate_lower", "Lower 95 % limit of it (Wilson)");
  static final Field RATE_UPPER = share("pooled_rate_upper", "Upper 95 % limit of it (Wilson)");

  static final Field MEAN_POINTS =
      points(
          "pooled_mean_merit_points",
          "Mean of the three cohorts' mean merit values, each weighted by its students, 0 to 340");
  static final Field MEAN_POINTS_LOWER =
      points("pooled_mean_merit_points_lower", "Lower 95 % limit of it, from those of the three");
  static final Field MEAN_POINTS_UPPER =
      points("pooled_mean_merit_points_upper", "Upper 95 % limit of it");

  static final List<Field> FIELDS =
      List.of(
          STUDENTS,
          EVENTS,
          RATE,
          RATE_LOWER,
          RATE_UPPER,
          MEAN_POINTS,
          MEAN_POINTS_LOWER,
          MEAN_POINTS_UPPER);

  private static final String HALF_WIDTH = "_half_width";

  private PooledCohorts() {}

  private static Field share(String name, String meaning) {
    return Field.of(
        name,
        DoubleType,
        meaning + ", 0 to 1; null without pooled_students",
        Rule.Between.of("0", "1"));
  }

  private static Field points(String name, String meaning) {
    return AreaOutcomes.MEAN_POINTS.named(
        name, meaning + "; null for shares, and without pooled_students");
  }

  /** The rows of the same key but for the cohort: this and the two before it. */
  static WindowSpec threeOf(Table table) {
    return Window.partitionBy(
            table.key().stream()
                .filter(field -> !field.equals(OutcomeCells.COHORT))
                .map(Field::col)
                .toArray(Column[]::new))
        .orderBy(OutcomeCells.COHORT.col())
        .rangeBetween(1 - COHORTS, 0);
  }

  /** A sum over three rows, all of which tell it. */
  static Column pooled(Column number, Column isTold, WindowSpec three) {
    return when(count(when(isTold, 1)).over(three).equalTo(COHORTS), sum(number).over(three));
  }

  private static Column anybody() {
    return when(STUDENTS.col().gt(0), STUDENTS.col());
  }

  /**
   * Adds what three cohorts say together.
   *
   * @param areaOutcomes {@link AreaOutcomes#TABLE}, protected
   */
  static Dataset<Row> added(Dataset<Row> areaOutcomes) {
    WindowSpec three = threeOf(AreaOutcomes.TABLE);
    Column mean = AreaOutcomes.MEAN_POINTS.col();
    Column students = AreaOutcomes.STUDENTS.col();
    Column isTold =
        Status.STATUS
            .col()
            .equalTo(Status.PUBLISHED)
            // nobody has no rate, and adds nobody
            .and(AreaOutcomes.RATE.col().isNotNull().or(mean.isNotNull()).or(students.equalTo(0)));
    Column squares = pow(students.multiply(MeanGaps.error()), 2);
    return areaOutcomes
        .withColumn(STUDENTS.name(), pooled(students, isTold, three))
        .withColumn(EVENTS.name(), pooled(AreaOutcomes.EVENTS.col(), isTold, three))
        .withColumn(
            MEAN_POINTS.name(), pooled(students.multiply(mean), isTold, three).divide(anybody()))
        .withColumn(
            HALF_WIDTH, sqrt(pooled(squares, isTold, three)).divide(anybody()).multiply(Normal.Z))
        .withColumn(
            MEAN_POINTS_LOWER.name(), AreaOutcomes.clamp(MEAN_POINTS.col().minus(col(HALF_WIDTH))))
        .withColumn(
            MEAN_POINTS_UPPER.name(), AreaOutcomes.clamp(MEAN_POINTS.col().plus(col(HALF_WIDTH))))
        .withColumn(RATE.name(), EVENTS.col().divide(anybody()))
        .withColumn(RATE_LOWER.name(), Wilson.lower(EVENTS.col(), STUDENTS.col()))
        .withColumn(RATE_UPPER.name(), Wilson.upper(EVENTS.col(), STUDENTS.col()));
  }
}
