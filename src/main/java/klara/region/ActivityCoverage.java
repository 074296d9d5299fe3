package klara.region;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import klara.disclosure.Status;
import klara.outcome.OutcomeCells;
import klara.table.Field;
import klara.table.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How much of what the activity responsibility should tell it does tell, beside figures of it that
 * are made without: where it tells of half, a figure of it is of half.
 */
public final class ActivityCoverage {
  public static final Field COVERAGE =
      AreaOutcomes.COVERAGE.named(
          AreaOutcomes.COVERAGE.name(),
          "Beside what the activity responsibility tells, as in area_outcomes: the share of those"
              + " whom it should tell of that it does, in the least covered of the cohorts; null for"
              + " other outcomes, where it is not told, and unless published");

  private static final String OUTCOME = "_outcome";
  private static final String PERSPECTIVE = "_perspective";
  private static final String LEVEL = "_level";
  private static final String CODE = "_code";
  private static final String COHORT = "_cohort";
  private static final String LOWEST = "_lowest";

  /**
   * Whose coverage belongs to a row.
   *
   * @param outcomes of which any
   * @param perspective home or school
   * @param level of the area
   * @param code of the area
   * @param first cohort
   * @param last cohort
   */
  record Of(
      List<Column> outcomes,
      Column perspective,
      Column level,
      Column code,
      Column first,
      Column last) {
    Column matches() {
      return col(OUTCOME)
          .isin(outcomes.toArray())
          .and(col(PERSPECTIVE).equalTo(perspective))
          .and(col(LEVEL).equalTo(level))
          .and(col(CODE).equalTo(code))
          .and(col(COHORT).between(first, last));
    }
  }

  private ActivityCoverage() {}

  /** A table with the column, before its last, which is the status. */
  static Table in(Table table) {
    List<Field> columns = new ArrayList<>(table.columns());
    columns.add(columns.size() - 1, COVERAGE);
    return new Table(table.zone(), table.name(), table.grain(), table.key(), List.copyOf(columns));
  }

  /**
   * Adds the lowest coverage told of the cohorts of each row that is published.
   *
   * @param rows of a table without the column
   * @param table with it
   * @param areaOutcomes {@link AreaOutcomes#TABLE}, protected
   */
  static Dataset<Row> added(Dataset<Row> rows, Table table, Dataset<Row> areaOutcomes, Of of) {
    Dataset<Row> told =
        areaOutcomes
            .where(
                Groups.GROUP_DIMENSION
                    .col()
                    .equalTo(Groups.ALL)
                    .and(AreaOutcomes.COVERAGE.col().isNotNull()))
            .select(
                OutcomeCells.OUTCOME.col().as(OUTCOME),
                AreaOutcomes.PERSPECTIVE.col().as(PERSPECTIVE),
                Areas.AREA_LEVEL.col().as(LEVEL),
                Areas.AREA_CODE.col().as(CODE),
                OutcomeCells.COHORT.col().as(COHORT),
                AreaOutcomes.COVERAGE.col().as(LOWEST));
    Column[] key = table.key().stream().map(Field::col).toArray(Column[]::new);
    String[] names = table.key().stream().map(Field::name).toArray(String[]::new);
    Dataset<Row> lowest =
        rows.join(broadcast(told), of.matches()).groupBy(key).agg(min(LOWEST).as(COVERAGE.name()));
    Column isPublished = Status.STATUS.col().equalTo(Status.PUBLISHED);
    return rows.join(broadcast(lowest), names, "left_outer")
        .withColumn(COVERAGE.name(), when(isPublished, COVERAGE.col()))
        .select(table.select());
  }
}
