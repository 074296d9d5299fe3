package klara.pathway;

import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.rint;
import static org.apache.spark.sql.functions.when;

import java.util.List;
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

  /** With fewer left a few decide the rest of the curve, and those who are gone say nothing. */
  private static final int FEWEST_AT_RISK = 20;

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
   * The rows that can be told of, before any is withheld. Where few are left to see, the curve is
   * unreliable from there on; where nobody has been seen, it is too early: some leave in any three
   * cohorts of Skåne.
   *
   * @param reentry {@link Reentry#TABLE}
   */
  public static Dataset<Row> of(Dataset<Row> reentry) {
    Column[] key = TABLE.key().stream().map(Field::col).toArray(Column[]::new);
    Column isTold = Status.STATUS.col().equalTo(Status.PUBLISHED);
    Column isUnseen = Reentry.STUDENTS.col().equalTo(0);
    Column isThin = Reentry.AT_RISK.col().lt(FEWEST_AT_RISK);
    Dataset<Row> rows =
        reentry
            .where(Areas.AREA_LEVEL.col().equalTo(Areas.COUNTY))
            .where(Reentry.COHORTS.col().notEqual(Reentry.ALL))
            .withColumn(
                Status.STATUS.name(),
                when(isTold.and(isUnseen), Status.IMMATURE)
                    .when(isTold.and(isThin), Status.UNRELIABLE)
                    .otherwise(Status.STATUS.col()))
            .withColumn(Reentry.STUDENTS.name(), when(isTold, Reentry.STUDENTS.col()));
    for (Field share : SHARES) {
      rows = rows.withColumn(share.name(), when(isTold, inSteps(share)));
    }
    return rows.select(Reentry.TABLE.select()).orderBy(key);
  }

  private static Column inSteps(Field share) {
    Column steps = share.col().multiply(STEPS);
    Column whole =
        share.equals(Reentry.INCIDENCE_LOWER)
            ? floor(steps).cast("double")
            : share.equals(Reentry.INCIDENCE_UPPER) ? ceil(steps).cast("double") : rint(steps);
    return whole.divide(STEPS);
  }
}
