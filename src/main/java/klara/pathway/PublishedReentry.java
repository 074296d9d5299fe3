package klara.pathway;

import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.rint;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import klara.disclosure.Curves;
import klara.disclosure.Status;
import klara.region.Areas;
import klara.table.Field;
import klara.table.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What is told of {@link Reentry}: the curves of Skåne, three cohorts together. Those who leave a
 * municipality in three years are a hundred or fewer in most, and the steps of a curve are then
 * single persons. All cohorts together would tell of three by what they are without the others.
 *
 * <p>Shares are told in steps of 0.005, limits never inside of what they were: an exact fraction
 * tells the numbers that it was made of, and so how many died or moved abroad.
 */
public final class PublishedReentry {
  private static final double STEPS = 200;

  private static final List<Field> UNTOLD =
      List.of(Reentry.AT_RISK, Reentry.EVENTS, Reentry.COMPETING);

  private static final List<Field> SHARES =
      List.of(
          Reentry.INCIDENCE, Reentry.INCIDENCE_LOWER, Reentry.INCIDENCE_UPPER, Reentry.COVERAGE);

  private static final List<Field> TOLD_SHARES =
      SHARES.stream()
          .map(share -> share.named(share.name(), share.meaning() + "; in steps of 0.005"))
          .toList();

  public static final Table TABLE =
      new Table(
          Reentry.TABLE.zone(),
          Reentry.TABLE.name(),
          Reentry.TABLE.grain(),
          Reentry.TABLE.key(),
          Reentry.TABLE.columns().stream()
              .filter(field -> !UNTOLD.contains(field))
              .map(field -> SHARES.contains(field) ? TOLD_SHARES.get(SHARES.indexOf(field)) : field)
              .toList());

  public static final Curves CURVES =
      new Curves(
          TABLE,
          Reentry.YEARS_SINCE,
          Reentry.STUDENTS,
          Reentry.EVENTS,
          Stream.concat(Stream.of(Reentry.STUDENTS), TOLD_SHARES.stream()).toList(),
          Status.STATUS);

  private PublishedReentry() {}

  /**
   * The rows that can be told of, before any is withheld.
   *
   * @param reentry {@link Reentry#TABLE}
   */
  public static Dataset<Row> of(Dataset<Row> reentry) {
    Column[] key = TABLE.key().stream().map(Field::col).toArray(Column[]::new);
    return reentry
        .where(Areas.AREA_LEVEL.col().equalTo(Areas.COUNTY))
        .where(Reentry.COHORTS.col().notEqual(Reentry.ALL))
        .withColumn(Reentry.INCIDENCE.name(), inSteps(Reentry.INCIDENCE, PublishedReentry::nearest))
        .withColumn(
            Reentry.INCIDENCE_LOWER.name(),
            inSteps(Reentry.INCIDENCE_LOWER, PublishedReentry::down))
        .withColumn(
            Reentry.INCIDENCE_UPPER.name(), inSteps(Reentry.INCIDENCE_UPPER, PublishedReentry::up))
        .withColumn(Reentry.COVERAGE.name(), inSteps(Reentry.COVERAGE, PublishedReentry::nearest))
        .select(Reentry.TABLE.select())
        .orderBy(key);
  }

  private static Column inSteps(Field share, UnaryOperator<Column> whole) {
    return whole.apply(share.col().multiply(STEPS)).divide(STEPS);
  }

  private static Column nearest(Column steps) {
    return rint(steps);
  }

  private static Column down(Column steps) {
    return floor(steps).cast("double");
  }

  private static Column up(Column steps) {
    return ceil(steps).cast("double");
  }
}
