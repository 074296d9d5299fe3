package klara.pathway;

import java.util.List;
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
 */
public final class PublishedReentry {
  private static final List<Field> UNTOLD =
      List.of(Reentry.AT_RISK, Reentry.EVENTS, Reentry.COMPETING);

  public static final Table TABLE =
      new Table(
          Reentry.TABLE.zone(),
          Reentry.TABLE.name(),
          Reentry.TABLE.grain(),
          Reentry.TABLE.key(),
          Reentry.TABLE.columns().stream().filter(field -> !UNTOLD.contains(field)).toList());

  public static final Curves CURVES =
      new Curves(
          TABLE,
          Reentry.YEARS_SINCE,
          Reentry.STUDENTS,
          Reentry.EVENTS,
          List.of(
              Reentry.STUDENTS,
              Reentry.INCIDENCE,
              Reentry.INCIDENCE_LOWER,
              Reentry.INCIDENCE_UPPER,
              Reentry.COVERAGE),
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
        .select(Reentry.TABLE.select())
        .orderBy(key);
  }
}
