package klara.disclosure;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import klara.table.Field;
import klara.table.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A table whose every row is a table of two by two.
 *
 * @param table whose rows these are
 * @param counts pairs of columns: students and those of them with the event
 * @param numbers every column that is emptied where a row is withheld
 * @param status the column with the status
 */
public record TwoByTwo(Table table, List<List<Field>> counts, List<Field> numbers, Field status) {
  Dataset<Row> withoutSmallCells(Dataset<Row> rows) {
    Column isSmall = lit(false);
    for (List<Field> pair : counts) {
      Column events = pair.get(1).col();
      isSmall = isSmall.or(few(events)).or(few(pair.get(0).col().minus(events)));
    }
    Column isWithheld = status.col().equalTo(Status.PUBLISHED).and(coalesce(isSmall, lit(false)));
    Dataset<Row> marked = rows.withColumn("_withheld", isWithheld);
    for (Field number : numbers) {
      marked =
          marked.withColumn(
              number.name(),
              when(org.apache.spark.sql.functions.col("_withheld").equalTo(false), number.col()));
    }
    return marked
        .withColumn(
            status.name(),
            when(org.apache.spark.sql.functions.col("_withheld"), Status.SUPPRESSED)
                .otherwise(status.col()))
        .select(table.select());
  }

  private static Column few(Column count) {
    return count.between(1, SmallCells.FEWEST - 1);
  }
}
