package klara.store;

import java.util.concurrent.atomic.AtomicLong;
import klara.register.Person;
import klara.table.Table;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.internal.SQLConf;

/**
 * Reads and writes the tables of the warehouse as Parquet. Tables with a student in them lie in
 * buckets by {@code student_id}, the same number everywhere, so that neither an aggregate by
 * student nor a join on it moves a row.
 */
public final class TableStore {
  /** Sessions that share a Spark share its catalogue: no name there is used twice. */
  private static final AtomicLong CATALOGUED = new AtomicLong();

  private final SparkSession spark;
  private final Warehouse warehouse;
  private final int buckets;

  public TableStore(SparkSession spark, Warehouse warehouse, int buckets) {
    this.spark = spark;
    this.warehouse = warehouse;
    this.buckets = buckets;
  }

  static boolean isByStudent(Table table) {
    return table.columns().contains(Person.STUDENT_ID);
  }

  // ------------------------------------------------------------------ tables

  /** Reads a version with the schema of its files: the contract's would fill gaps with nulls. */
  public Dataset<Row> read(Table table, String fingerprint) {
    String folder = warehouse.version(table, fingerprint);
    if (!warehouse.isComplete(folder)) {
      throw new IllegalStateException(
          "Cannot read table '%s': no complete version in %s".formatted(table.name(), folder));
    }
    return isByStudent(table) ? bucketed(table, folder) : spark.read().parquet(folder);
  }

  /**
   * Writes a version, then checks the very files that were written.
   *
   * @return how many rows
   * @throws klara.table.ContractException where they break the table's contract
   */
  public long write(Table table, Dataset<Row> rows, String fingerprint) {
    String folder = warehouse.version(table, fingerprint);
    warehouse.storage().delete(folder);
    Dataset<Row> selected = rows.select(table.select());
    Dataset<Row> written;
    if (isByStudent(table)) {
      // Sorted here and not by the writer, which would sort by bucket too, rows in order as well.
      spark.conf().set(SQLConf.MAX_CONCURRENT_OUTPUT_FILE_WRITERS().key(), buckets + 1);
      write(selected.sortWithinPartitions(Person.STUDENT_ID.col()).write(), folder);
      written = bucketed(table, folder);
    } else {
      selected.coalesce(1).write().mode(SaveMode.ErrorIfExists).parquet(folder);
      written = spark.read().parquet(folder);
    }
    long count = table.require(written);
    warehouse.complete(folder, "{\"rows\": %d}%n".formatted(count));
    return count;
  }

  /**
   * Writes rows in buckets.
   *
   * @param writer of rows that lie in buckets already; a part of them that lies in several makes a
   *     file in each
   */
  void write(DataFrameWriter<Row> writer, String folder) {
    String name = nextName();
    writer
        .mode(SaveMode.ErrorIfExists)
        .format("parquet")
        .option("path", folder)
        // More values than a dictionary holds: it would only be built to be given up.
        .option("parquet.enable.dictionary#" + Person.STUDENT_ID.name(), "false")
        .bucketBy(buckets, Person.STUDENT_ID.name())
        .saveAsTable(name);
    spark.sql("DROP TABLE " + name);
  }

  private Dataset<Row> bucketed(Table table, String folder) {
    String name = nextName();
    spark.sql(
        "CREATE TABLE %s (%s) USING parquet CLUSTERED BY (%s) SORTED BY (%s) INTO %d BUCKETS LOCATION '%s'"
            .formatted(
                name,
                table.schema().toDDL(),
                Person.STUDENT_ID.name(),
                Person.STUDENT_ID.name(),
                buckets,
                folder));
    return spark.table(name);
  }

  /** A name for the catalogue that nobody uses. */
  static String nextName() {
    return "klara_%d".formatted(CATALOGUED.incrementAndGet());
  }
}
