package klara.store;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode_outer;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import klara.delivery.RowCounts;
import klara.register.Conform;
import klara.register.Lineage;
import klara.register.Origin;
import klara.register.Person;
import klara.register.Quarantine;
import klara.register.Register;
import klara.register.RowRule;
import klara.register.RowRule.Severity;
import klara.register.Tally;
import klara.register.Verdict;
import klara.table.ContractException;
import klara.table.Field;
import klara.table.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.internal.SQLConf;

/**
 * Reads and writes registers, period by period: accepted rows to the registers, rejected ones to
 * quarantine. Registers of persons lie in buckets by {@code student_id}, as {@link TableStore} has
 * them.
 */
public final class RegisterStore {
  private static final String DELIVERED_PERIOD = "delivered_period";

  /** No period is called so. */
  private static final String BESIDE = "beside";

  private static final String BREACHES = "-breaches";

  /** More broken lines than these are not looked for: every row is then asked what it breaks. */
  private static final long MOST_LINES = 100_000;

  private final SparkSession spark;
  private final Warehouse warehouse;
  private final int buckets;

  RegisterStore(SparkSession spark, Warehouse warehouse, int buckets) {
    this.spark = spark;
    this.warehouse = warehouse;
    this.buckets = buckets;
  }

  /**
   * A register's rows, of some periods.
   *
   * @param versions period and fingerprint of each
   */
  public Dataset<Row> read(Register register, Map<String, String> versions) {
    Table table = register.table();
    Map<String, String> folders = folders(register, versions);
    if (folders.isEmpty()) {
      return spark.createDataFrame(List.of(), table.schema());
    }
    if (!register.isAboutPersons()) {
      return spark.read().schema(table.schema()).parquet(folders.values().toArray(String[]::new));
    }
    return bucketed(table, folders)
        .select(table.columns().stream().map(Field::col).toArray(Column[]::new));
  }

  /**
   * A register's rows with others of its columns beside them, all in their buckets: put together
   * otherwise, Spark would no longer know that they lie there.
   *
   * @param versions period and fingerprint of each
   * @param folder where the others lie, as {@link TableStore} writes them
   * @return the register's columns and {@link Person#IS_MERGED}, true of the others
   */
  public Dataset<Row> readBeside(Register register, Map<String, String> versions, String folder) {
    Table table = register.table();
    Map<String, String> folders = folders(register, versions);
    if (hasRows(folder)) {
      folders.put(BESIDE, folder);
    }
    Dataset<Row> rows =
        folders.isEmpty()
            ? spark
                .createDataFrame(List.of(), table.schema())
                .withColumn(DELIVERED_PERIOD, lit(BESIDE))
            : bucketed(table, folders);
    return rows.withColumn(Person.IS_MERGED.name(), col(DELIVERED_PERIOD).equalTo(BESIDE))
        .drop(DELIVERED_PERIOD);
  }

  private Map<String, String> folders(Register register, Map<String, String> versions) {
    Map<String, String> folders = new TreeMap<>();
    versions.forEach(
        (period, fingerprint) -> {
          String folder = warehouse.version(register.table(), period, fingerprint);
          if (hasRows(folder)) {
            folders.put(period, folder);
          }
        });
    return folders;
  }

  private boolean hasRows(String folder) {
    return warehouse.storage().list(folder).stream()
        .anyMatch(item -> item.name().endsWith(".parquet"));
  }

  /** One table over several folders, with {@link #DELIVERED_PERIOD} of each. */
  private Dataset<Row> bucketed(Table table, Map<String, String> folders) {
    String name = TableStore.nextName();
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
    return spark.table(name);
  }

  /**
   * Writes conformed rows, by period and fate, to where nothing reads them yet.
   *
   * @param delivered what {@code conform} is to read
   * @param key the secret of the pseudonyms
   * @return what became of the rows, counted as they were judged
   */
  public RowCounts stage(
      Register register, Conform conform, DeliveryReader.Delivered delivered, byte[] key) {
    String staged = staged(register);
    warehouse.storage().delete(staged);
    Tally tally = conform.tally();
    spark.sparkContext().register(tally, register.table().name());
    Dataset<Row> rows =
        conform
            .conformed(delivered.rows(), key, buckets, tally)
            .where(col(Conform.FATE).notEqual(Conform.SUPERSEDED).or(col(Conform.IS_WARNED)))
            .select(withoutRefused(register))
            .select(columns(register));
    // Rows come in the order of their files, all lots at once: sorted by lot they would be sorted
    // twice.
    int lots = conform.periods().size() * Verdict.values().length;
    spark.conf().set(SQLConf.MAX_CONCURRENT_OUTPUT_FILE_WRITERS().key(), lots + 1);
    DataFrameWriter<Row> writer = rows.write().partitionBy(Conform.LOT);
    if (register.isAboutPersons()) {
      new TableStore(spark, warehouse, buckets).write(writer, staged);
    } else {
      writer.mode(SaveMode.ErrorIfExists).parquet(staged);
    }
    RowCounts counts = counted(delivered.origins(), tally);
    if (tally.isAnyBroken()) {
      for (Row row :
          writeBreaches(register, conform, delivered, tally.brokenByThemselves())
              .groupBy(Lineage.DELIVERY.name(), "rule")
              .count()
              .collectAsList()) {
        counts.addBroken(row.getString(0), row.getString(1), row.getLong(2));
      }
    }
    layOut(staged, conform);
    return counts;
  }

  /**
   * What is set aside may say anything anywhere, so nothing of it is written, not even here. What
   * is accepted has been found to keep the table's rules, which is asked once more: on its way out,
   * since reading ten million rows again takes a tenth of the time that all of this takes.
   */
  private static Column[] withoutRefused(Register register) {
    Column isAccepted = col(Conform.FATE).equalTo(Conform.ACCEPTED);
    List<Column> columns = new ArrayList<>();
    for (Field field : register.table().columns()) {
      boolean isKept = field.equals(Person.STUDENT_ID);
      columns.add(isKept ? field.col() : when(isAccepted, field.col()).as(field.name()));
    }
    Column isSurprise = isAccepted.and(register.table().isKept().equalTo(false));
    String surprise =
        "Table '%s' breaks its contract: a row was accepted that breaks a rule of its columns"
            .formatted(register.table().name());
    columns.add(
        when(isSurprise, raise_error(lit(surprise))).otherwise(col(Conform.LOT)).as(Conform.LOT));
    columns.add(col(Conform.PLACE));
    return columns.toArray(Column[]::new);
  }

  private static Column[] columns(Register register) {
    List<Column> columns = new ArrayList<>(List.of(register.table().select()));
    columns.add(col(Conform.LOT));
    columns.add(col(Conform.PLACE));
    return columns.toArray(Column[]::new);
  }

  private static RowCounts counted(List<Origin> origins, Tally tally) {
    RowCounts counts = RowCounts.none();
    for (int file = 0; file < origins.size(); file++) {
      Origin origin = origins.get(file);
      counts.addFile(origin.delivery(), origin.file());
      for (Verdict verdict : Verdict.values()) {
        long rows = tally.rows(file, verdict);
        if (rows > 0) {
          long lines = tally.lines(file, verdict);
          counts.add(origin.delivery(), origin.file(), verdict.fate(), rows, lines);
          if (!verdict.isRejected()) {
            verdict
                .rule()
                .ifPresent(rule -> counts.addBroken(origin.delivery(), rule.name(), rows));
          }
        }
      }
    }
    return counts;
  }

  /** Puts the lots of each period where {@link #accept} finds them. */
  private void layOut(String staged, Conform conform) {
    Storage storage = warehouse.storage();
    for (String period : conform.periods()) {
      for (Verdict verdict : Verdict.values()) {
        String lot = staged + "/" + Conform.LOT + "=" + conform.lot(period, verdict);
        if (storage.exists(lot)) {
          if (verdict == Verdict.ACCEPTED) {
            storage.move(lot, staged + "/" + period + "/" + Conform.ACCEPTED);
          } else if (verdict.isRejected()) {
            storage.createFolder(staged + "/" + period + "/" + Conform.REJECTED);
          }
        }
      }
    }
  }

  /** One row per row and rule that it breaks, in the form of the quarantine. */
  private Dataset<Row> writeBreaches(
      Register register, Conform conform, DeliveryReader.Delivered delivered, long byThemselves) {
    String folder = staged(register) + BREACHES;
    warehouse.storage().delete(folder);
    Dataset<Row> found = Conform.setAside(spark.read().parquet(staged(register)));
    List<Column> columns = new ArrayList<>(List.of(conform.place()));
    columns.add(col(Conform.KEY_RULE).as("rule"));
    columns.add(lit("").as("column"));
    columns.add(lit("").as("masked_value"));
    Column isRejected = col(Conform.FATE).equalTo(Conform.REJECTED);
    Dataset<Row> all =
        found
            .where(isRejected.and(col(Conform.KEY_RULE).isNotNull()))
            .select(columns.toArray(Column[]::new));
    if (byThemselves > 0) {
      all =
          all.unionByName(
              conform
                  .breached(byThemselves > MOST_LINES ? delivered.rows() : broken(delivered, found))
                  .select(
                      Lineage.DELIVERY.col(),
                      col("file"),
                      col("line"),
                      explode_outer(col(Conform.BREACHES)).as("breach"))
                  .select(Lineage.DELIVERY.col(), col("file"), col("line"), col("breach.*"))
                  .where(col("rule").isNotNull()));
    }
    all.select(Quarantine.of(register).select()).coalesce(1).write().parquet(folder);
    return spark.read().parquet(folder);
  }

  /**
   * The delivered rows on lines that broke a rule. The lines go to the rows and never the other
   * way: delivered rows hold ids in clear, and what Spark exchanges it writes to disk.
   */
  private static Dataset<Row> broken(DeliveryReader.Delivered delivered, Dataset<Row> found) {
    Column isByItself =
        col(Conform.FATE).equalTo(Conform.REJECTED).and(col(Conform.KEY_RULE).isNull());
    Dataset<Row> lines =
        found
            .where(isByItself.or(col(Conform.IS_WARNED)))
            .select(Conform.ORIGIN, Conform.LINE)
            .distinct();
    return delivered
        .rows()
        .join(broadcast(lines), new String[] {Conform.ORIGIN, Conform.LINE}, "left_semi");
  }

  /**
   * Moves a staged period to its place: accepted rows to the registers, what rejected ones broke to
   * quarantine; then marks both complete.
   */
  public void accept(Register register, String period, String fingerprint, String marker) {
    Storage storage = warehouse.storage();
    String staged = staged(register) + "/" + period;
    Table quarantine = Quarantine.of(register);
    String refuge = warehouse.version(quarantine, period, fingerprint);
    storage.delete(refuge);
    if (storage.exists(staged + "/" + Conform.REJECTED)) {
      spark
          .read()
          .parquet(staged(register) + BREACHES)
          .where(
              substring_index(substring_index(Lineage.DELIVERY.col(), "/", 2), "/", -1)
                  .equalTo(period)
                  .and(col("rule").isin(warnings()).equalTo(false)))
          .coalesce(1)
          .write()
          .parquet(refuge);
    } else {
      storage.createFolder(refuge);
    }
    warehouse.complete(refuge, marker);
    String target = warehouse.version(register.table(), period, fingerprint);
    storage.delete(target);
    String accepted = staged + "/" + Conform.ACCEPTED;
    if (storage.exists(accepted)) {
      storage.move(accepted, target);
    } else {
      storage.createFolder(target);
    }
    warehouse.complete(target, marker);
  }

  private static Object[] warnings() {
    return Arrays.stream(RowRule.values())
        .filter(rule -> rule.severity() == Severity.WARN)
        .map(RowRule::name)
        .toArray();
  }

  /**
   * Demands of the files themselves that they hold what was counted.
   *
   * @param accepted how many rows they must have
   */
  public void requireRows(Register register, Map<String, String> versions, long accepted) {
    long rows = read(register, versions).count();
    if (rows != accepted) {
      throw new ContractException(
          "Cannot take in register '%s': its files do not hold what was accepted (expected %d rows, found %d)"
              .formatted(register.tabell(), accepted, rows));
    }
  }

  private String staged(Register register) {
    return warehouse.staging() + "/" + register.table().name().toLowerCase(Locale.ROOT);
  }
}
