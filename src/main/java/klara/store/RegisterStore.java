package klara.store;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode_outer;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.sum;
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
import klara.table.Field;
import klara.table.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Reads and writes registers, period by period: accepted rows to the registers, rejected ones to
 * quarantine. Registers of persons lie in buckets by {@code student_id}, as {@link TableStore} has
 * them.
 */
public final class RegisterStore {
  private static final String DELIVERED_PERIOD = "delivered_period";
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
    return spark
        .table(name)
        .select(table.columns().stream().map(Field::col).toArray(Column[]::new));
  }

  /**
   * Writes conformed rows, by period and fate, to where nothing reads them yet.
   *
   * @param delivered what {@code conform} is to read
   * @param key the secret of the pseudonyms
   * @return what was written, counted from the files
   */
  public RowCounts stage(
      Register register, Conform conform, DeliveryReader.Delivered delivered, byte[] key) {
    String staged = staged(register);
    warehouse.storage().delete(staged);
    Dataset<Row> conformed =
        withoutRefused(register, conform.conformed(delivered.rows(), key, buckets));
    List<Column> columns = new ArrayList<>(List.of(register.table().select()));
    columns.add(col(Conform.PERIOD).as(DELIVERED_PERIOD));
    for (String name :
        List.of(
            Conform.FATE,
            Conform.KEY_RULE,
            Conform.IS_WARNED,
            Conform.ORIGIN,
            Conform.OPENS_LINE)) {
      columns.add(col(name));
    }
    // Only what is set aside is ever looked for by its line, and lines do not pack.
    columns.add(
        when(
                col(Conform.FATE).notEqual(Conform.ACCEPTED).or(col(Conform.IS_WARNED)),
                col(Conform.LINE))
            .as(Conform.LINE));
    Dataset<Row> rows = conformed.select(columns.toArray(Column[]::new));
    List<String> partitions = List.of(DELIVERED_PERIOD, Conform.FATE);
    if (register.isAboutPersons()) {
      new TableStore(spark, warehouse, buckets).writeBucketed(rows, staged, partitions);
    } else {
      rows.coalesce(1)
          .write()
          .partitionBy(partitions.toArray(String[]::new))
          .mode(SaveMode.ErrorIfExists)
          .parquet(staged);
    }
    return counted(register, conform, delivered);
  }

  /** What is set aside may say anything anywhere, so nothing of it is written, not even here. */
  private static Dataset<Row> withoutRefused(Register register, Dataset<Row> rows) {
    List<Column> columns = new ArrayList<>();
    List<String> ofRegister = register.table().columns().stream().map(Field::name).toList();
    for (String name : rows.columns()) {
      boolean isKept = !ofRegister.contains(name) || name.equals(Person.STUDENT_ID.name());
      columns.add(
          isKept
              ? col(name)
              : when(col(Conform.FATE).equalTo(Conform.ACCEPTED), col(name)).as(name));
    }
    return rows.select(columns.toArray(Column[]::new));
  }

  private RowCounts counted(
      Register register, Conform conform, DeliveryReader.Delivered delivered) {
    RowCounts counts = RowCounts.none();
    for (Origin origin : delivered.origins()) {
      counts.addFile(origin.delivery(), origin.file());
    }
    String staged = staged(register);
    if (warehouse.storage().list(staged).stream().noneMatch(Storage.Item::isFolder)) {
      return counts;
    }
    Dataset<Row> rows = spark.read().parquet(staged);
    boolean isAnyBroken = false;
    long byThemselves = 0;
    for (Row row :
        rows.groupBy(Conform.ORIGIN, Conform.FATE, Conform.KEY_RULE)
            .agg(
                count(lit(1)),
                sum(col(Conform.OPENS_LINE).cast("long")),
                sum(col(Conform.IS_WARNED).cast("long")))
            .collectAsList()) {
      Origin origin = delivered.origins().get(row.getInt(0));
      String fate = row.getString(1);
      counts.add(origin.delivery(), origin.file(), fate, row.getLong(3), row.getLong(4));
      boolean isWarned = row.getLong(5) > 0;
      boolean isRejected = fate.equals(Conform.REJECTED);
      if (!isRejected && !row.isNullAt(2)) {
        counts.addBroken(origin.delivery(), row.getString(2), row.getLong(3));
      }
      isAnyBroken |= isRejected || isWarned;
      byThemselves += isRejected && row.isNullAt(2) ? row.getLong(3) : row.getLong(5);
    }
    if (isAnyBroken) {
      for (Row row :
          writeBreaches(register, conform, delivered, rows, byThemselves)
              .groupBy(Lineage.DELIVERY.name(), "rule")
              .count()
              .collectAsList()) {
        counts.addBroken(row.getString(0), row.getString(1), row.getLong(2));
      }
    }
    return counts;
  }

  /** One row per row and rule that it breaks, in the form of the quarantine. */
  private Dataset<Row> writeBreaches(
      Register register,
      Conform conform,
      DeliveryReader.Delivered delivered,
      Dataset<Row> staged,
      long byThemselves) {
    String folder = staged(register) + BREACHES;
    warehouse.storage().delete(folder);
    List<Column> columns = new ArrayList<>(List.of(conform.place()));
    columns.add(col(Conform.KEY_RULE).as("rule"));
    columns.add(lit("").as("column"));
    columns.add(lit("").as("masked_value"));
    Dataset<Row> all =
        staged
            .where(
                col(Conform.FATE).equalTo(Conform.REJECTED).and(col(Conform.KEY_RULE).isNotNull()))
            .select(columns.toArray(Column[]::new));
    if (byThemselves > 0) {
      all =
          all.unionByName(
              conform
                  .breached(
                      byThemselves > MOST_LINES ? delivered.rows() : broken(delivered, staged))
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
  private static Dataset<Row> broken(DeliveryReader.Delivered delivered, Dataset<Row> staged) {
    Column isByItself =
        col(Conform.FATE).equalTo(Conform.REJECTED).and(col(Conform.KEY_RULE).isNull());
    Dataset<Row> lines =
        staged
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
    String accepted = staged + "/" + Conform.FATE + "=" + Conform.ACCEPTED;
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

  /** Demands a register's rules of the files themselves. */
  public void requireRules(Register register, Map<String, String> versions) {
    register.table().require(read(register, versions));
  }

  private String staged(Register register) {
    return warehouse.staging() + "/" + register.table().name().toLowerCase(Locale.ROOT);
  }
}
