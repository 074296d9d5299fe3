package klara.disclosure;

import java.util.List;
import klara.table.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Turns rows on the driver into a dataset of a table; the store's. */
@FunctionalInterface
public interface LocalRows {
  /** The rows as a dataset with the table's columns. */
  Dataset<Row> dataset(Table table, List<Row> rows);
}
