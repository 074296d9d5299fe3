package klara.disparity;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import klara.disclosure.Status;
import klara.outcome.OutcomeCells;
import klara.region.AreaOutcomes;
import klara.region.Areas;
import klara.region.Groups;
import klara.table.Field;
import klara.table.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What is said of whole areas beside their own figures is withheld where those are.
 *
 * @param table of outcomes, perspectives, cohorts and areas, with a status
 * @param cohorts how many cohorts a row is of
 * @param areas codes of all areas whose figures a row tells: its own, and what it is compared with
 */
record WithheldAreas(Table table, Column cohorts, Column areas) {
  /**
   * Leaves of a row but its key and name where the figure of all students is withheld of an area it
   * tells of, in a cohort it is of.
   *
   * @param rows of the table
   * @param areaOutcomes {@link AreaOutcomes#TABLE}, protected
   */
  Dataset<Row> from(Dataset<Row> rows, Dataset<Row> areaOutcomes) {
    Dataset<Row> withheld =
        areaOutcomes
            .where(
                Status.STATUS
                    .col()
                    .notEqual(Status.PUBLISHED)
                    .and(Groups.GROUP_DIMENSION.col().equalTo(Groups.ALL)))
            .select(
                OutcomeCells.OUTCOME.col(),
                AreaOutcomes.PERSPECTIVE.col(),
                OutcomeCells.COHORT.col().as("_cohort"),
                Areas.AREA_CODE.col().as("_area"),
                Status.STATUS.col().as("_why"));
    String[] key = table.key().stream().map(Field::name).toArray(String[]::new);
    Column first = OutcomeCells.COHORT.col().minus(cohorts).plus(1);
    Dataset<Row> why =
        rows.withColumn("_cohort", explode(sequence(first, OutcomeCells.COHORT.col())))
            .withColumn("_area", explode(areas))
            .join(
                withheld,
                new String[] {
                  OutcomeCells.OUTCOME.name(), AreaOutcomes.PERSPECTIVE.name(), "_cohort", "_area"
                })
            .groupBy(Arrays.stream(key).map(name -> col(name)).toArray(Column[]::new))
            .agg(min("_why").as("_why")); // immature and missing before suppressed
    return rows.join(why, key, "left_outer").select(columns()).select(table.select());
  }

  private Column[] columns() {
    // "unreliable" would tell that the students of a withheld area are few, its absence that not.
    Column isOfStudents = Status.STATUS.col().isin(Status.PUBLISHED, Status.UNRELIABLE);
    List<Field> kept = new ArrayList<>(table.key());
    kept.addAll(List.of(Areas.AREA_LEVEL, Areas.AREA_NAME));
    List<Column> columns = new ArrayList<>();
    for (Field field : table.columns()) {
      if (kept.contains(field)) {
        columns.add(field.col());
      } else if (field.equals(Status.STATUS)) {
        columns.add(
            when(isOfStudents, coalesce(col("_why"), field.col()))
                .otherwise(field.col())
                .as(field.name()));
      } else {
        columns.add(when(col("_why").isNull(), field.col()).as(field.name()));
      }
    }
    return columns.toArray(Column[]::new);
  }
}
