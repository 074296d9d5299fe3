package klara.job;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import klara.table.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a job reads or has made, by table: datasets, or rows where there are few. */
public final class Tables {
  private final Map<Table, Dataset<Row>> datasets = new LinkedHashMap<>();
  private final Map<Table, List<Row>> collected = new LinkedHashMap<>();

  /** Adds a table's rows. */
  public Tables with(Table table, Dataset<Row> rows) {
    datasets.put(table, rows);
    return this;
  }

  /** Adds the rows of a table that was made on the driver from sums. */
  public Tables with(Table table, List<Row> rows) {
    collected.put(table, rows);
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

  /** The rows of a table that was made on the driver; empty where it was not. */
  public Optional<List<Row>> collected(Table table) {
    return Optional.ofNullable(collected.get(table));
  }
}
