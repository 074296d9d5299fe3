package klara.job;

import java.util.LinkedHashMap;
import java.util.Map;
import klara.table.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Datasets by the table they are of. */
public final class Tables {
  private final Map<Table, Dataset<Row>> datasets = new LinkedHashMap<>();

  /** Adds a table's rows. */
  public Tables with(Table table, Dataset<Row> rows) {
    datasets.put(table, rows);
    return this;
  }

  /** A table's rows. */
  public Dataset<Row> of(Table table) {
    Dataset<Row> rows = datasets.get(table);
    if (rows == null) {
      throw new IllegalStateException("no table " + table.name() + " here");
    }
    return rows;
  }
}
