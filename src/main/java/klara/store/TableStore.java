package klara.store;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring_index;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import klara.register.Conform;
import klara.register.Lineage;
import klara.register.Person;
import klara.register.Quarantine;
import klara.register.Register;
import klara.register.RowRule;
import klara.table.Field;
import klara.table.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Reads and writes the tables of the warehouse as Parquet. Tables with a student in them lie in
 * buckets by {@code student_id}, the same number everywhere, so that neither an aggregate by
 * student nor a join on it moves a row.
 */
public final class TableStore {
  private static final String DELIVERED_PERIOD = "delivered_period";
  private static final String BREACHES = "-breaches";

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

  private static boolean isByStudent(Table table) {
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
      writeBucketed(selected, folder, List.of());
      written = bucketed(table, folder);
    } else {
      selected.coalesce(1).write().mode(SaveMode.ErrorIfExists).parquet(folder);
      written = spark.read().parquet(folder);
    }
    long count = table.requireWithKey(written);
    warehouse.complete(folder, "{\"rows\": %d}%n".formatted(count));
    return count;
  }

  private void writeBucketed(Dataset<Row> rows, String folder, List<String> partitions) {
    String name = nextName();
    DataFrameWriter<Row> writer =
        rows.repartition(buckets, Person.STUDENT_ID.col())
            .write()
            .mode(SaveMode.ErrorIfExists)
            .format("parquet")
            .option("path", folder)
            .bucketBy(buckets, Person.STUDENT_ID.name())
            .sortBy(Person.STUDENT_ID.name());
    if (!partitions.isEmpty()) {
      writer = writer.partitionBy(partitions.toArray(String[]::new));
    }
    writer.saveAsTable(name);
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

  private String nextName() {
    return "klara_%d".formatted(CATALOGUED.incrementAndGet());
  }

  // ------------------------------------------------------------------ registers

  /**
   * A register's rows, of some periods.
   *
   * @param versions period and fingerprint of each
   */
  public Dataset<Row> readRegister(Register register, Map<String, String> versions) {
    Table table = register.table();
    Map<String, String> folders = new TreeMap<>();
    versions.forEach(
        (period, fingerprint) -> {
          String folder = warehouse.version(table, period, fingerprint);
          if (warehouse.storage().list(folder).stream()
              .anyMatch(item -> item.name().endsWith(".parquet"))) {
            folders.put(period, folder);
          }
        });
    if (folders.isEmpty()) {
      return spark.createDataFrame(List.of(), table.schema());
    }
    if (!register.isAboutPersons()) {
      return spark.read().parquet(folders.values().toArray(String[]::new));
    }
    String name = nextName();
    spark.sql(
        ("CREATE TABLE %s (%s, %s STRING) USING parquet PARTITIONED BY (%s)"
                + " CLUSTERED BY (%s) SORTED BY (%s) INTO %d BUCKETS LOCATION '%s'")
            .formatted(
                name,
                table.schema().toDDL(),
                DELIVERED_PERIOD,
                DELIVERED_PERIOD,
                Person.STUDENT_ID.name(),
                Person.STUDENT_ID.name(),
                buckets,
                warehouse.folder(table.zone()) + "/" + table.name()));
    folders.forEach(
        (period, folder) ->
            spark.sql(
                "ALTER TABLE %s ADD PARTITION (%s='%s') LOCATION '%s'"
                    .formatted(name, DELIVERED_PERIOD, period, folder)));
    return spark
        .table(name)
        .select(table.columns().stream().map(Field::col).toArray(Column[]::new));
  }

  /** Rows by delivery and fate, and breaches by delivery, rule and column. */
  public record Counted(
      Map<String, Map<String, Long>> fates, Map<String, Map<String, Long>> breaches) {}

  /**
   * Writes conformed rows, by period and fate, to where nothing reads them yet.
   *
   * @param conformed {@link Conform#conformed}
   * @param breached {@link Conform#breached}, read only where a row is rejected
   * @return what was written, counted from the files
   */
  public Counted stage(Register register, Dataset<Row> conformed, Supplier<Dataset<Row>> breached) {
    String staged = staged(register);
    warehouse.storage().delete(staged);
    List<Column> columns = new ArrayList<>(List.of(register.table().select()));
    columns.add(col(Conform.PERIOD).as(DELIVERED_PERIOD));
    for (String name : List.of(Conform.FATE, Conform.FILE, Conform.LINE, Conform.IS_SOUND)) {
      columns.add(col(name));
    }
    Dataset<Row> rows = conformed.select(columns.toArray(Column[]::new));
    List<String> partitions = List.of(DELIVERED_PERIOD, Conform.FATE);
    if (register.isAboutPersons()) {
      writeBucketed(rows, staged, partitions);
    } else {
      rows.coalesce(1)
          .write()
          .partitionBy(partitions.toArray(String[]::new))
          .mode(SaveMode.ErrorIfExists)
          .parquet(staged);
    }
    return counted(register, breached);
  }

  private Counted counted(Register register, Supplier<Dataset<Row>> breached) {
    String staged = staged(register);
    Map<String, Map<String, Long>> fates = new TreeMap<>();
    Map<String, Map<String, Long>> breaches = new TreeMap<>();
    if (!hasRows(staged)) {
      return new Counted(fates, breaches);
    }
    Column delivery = Lineage.DELIVERY.col();
    Dataset<Row> rows = spark.read().parquet(staged);
    for (Row row : rows.groupBy(delivery, col(Conform.FATE)).count().collectAsList()) {
      fates
          .computeIfAbsent(row.getString(0), any -> new TreeMap<>())
          .put(row.getString(1), row.getLong(2));
    }
    if (fates.values().stream().noneMatch(fate -> fate.containsKey(Conform.REJECTED))) {
      return new Counted(fates, breaches);
    }
    Dataset<Row> broken = writeBreaches(register, rows, breached.get());
    for (Row row : broken.groupBy(delivery, col("rule")).count().collectAsList()) {
      breaches
          .computeIfAbsent(row.getString(0), any -> new TreeMap<>())
          .put(row.getString(1), row.getLong(2));
    }
    return new Counted(fates, breaches);
  }

  /** One row per rejected row and rule, in the form of the quarantine. */
  private Dataset<Row> writeBreaches(
      Register register, Dataset<Row> staged, Dataset<Row> breached) {
    String folder = staged(register) + BREACHES;
    warehouse.storage().delete(folder);
    Dataset<Row> ofRow =
        breached.select(
            Lineage.DELIVERY.col(),
            col(Conform.FILE).as("file"),
            col(Conform.LINE).as("line"),
            explode(col(Conform.BREACHES)).as("breach"));
    Dataset<Row> ofKey =
        staged
            .where(col(Conform.FATE).equalTo(Conform.REJECTED).and(col(Conform.IS_SOUND)))
            .select(
                Lineage.DELIVERY.col(),
                col(Conform.FILE).as("file"),
                col(Conform.LINE).as("line"),
                lit(RowRule.R04.name()).as("rule"),
                lit("").as("column"),
                lit("").as("masked_value"));
    ofRow
        .select(col("delivery"), col("file"), col("line"), col("breach.*"))
        .unionByName(ofKey)
        .select(Quarantine.of(register).select())
        .coalesce(1)
        .write()
        .parquet(folder);
    return spark.read().parquet(folder);
  }

  private boolean hasRows(String staged) {
    return warehouse.storage().list(staged).stream().anyMatch(Storage.Item::isFolder);
  }

  /**
   * Moves a staged period to its place: accepted rows to the registers, rejected ones to
   * quarantine; then checks the accepted files and marks both complete.
   */
  public void accept(Register register, String period, String fingerprint, String marker) {
    Storage storage = warehouse.storage();
    String staged = staged(register) + "/" + DELIVERED_PERIOD + "=" + period;
    Table quarantine = Quarantine.of(register);
    String refuge = warehouse.version(quarantine, period, fingerprint);
    storage.delete(refuge);
    if (storage.exists(staged + "/" + Conform.FATE + "=" + Conform.REJECTED)) {
      spark
          .read()
          .parquet(staged(register) + BREACHES)
          .where(
              substring_index(substring_index(Lineage.DELIVERY.col(), "/", 2), "/", -1)
                  .equalTo(period))
          .coalesce(1)
          .write()
          .parquet(refuge);
    } else {
      storage.createFolder(refuge);
    }
    warehouse.complete(refuge, marker);
    String target = warehouse.version(register.table(), period, fingerprint);
    storage.delete(target);
    String accepted = staged + "/" + Conform.FATE + "=" + Conform.ACCEPTED;
    if (storage.exists(accepted)) {
      storage.move(accepted, target);
    } else {
      storage.createFolder(target);
    }
    warehouse.complete(target, marker);
  }

  /** Demands a register's rules of the files themselves. */
  public void requireRules(Register register, Map<String, String> versions) {
    register.table().require(readRegister(register, versions).withColumn("checked", lit(true)));
  }

  private String staged(Register register) {
    return warehouse.staging() + "/" + register.table().name().toLowerCase(Locale.ROOT);
  }
}
