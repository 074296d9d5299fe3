package klara.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import klara.disclosure.Protected;
import klara.release.ContentHash;
import klara.release.Published;
import klara.release.ReleaseManifest;
import klara.release.ReleaseManifest.ColumnEntry;
import klara.release.ReleaseManifest.FileEntry;
import klara.release.ReleaseManifest.TableEntry;
import klara.table.Field;
import klara.table.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Writes releases and checks them. A release is a folder that never changes once it has a name. */
public final class ReleaseStore implements AutoCloseable {
  private static final int FEW_ROWS = 10_000;

  private final SparkSession spark;
  private final Warehouse warehouse;
  private final AtomicInteger laidAside = new AtomicInteger();

  public ReleaseStore(SparkSession spark, Warehouse warehouse) {
    this.spark = spark;
    this.warehouse = warehouse;
  }

  /**
   * Rows on the driver as a dataset; many are laid aside in files until this is closed, since the
   * driver would hold them all, and every rule of a plan go through them.
   */
  public Dataset<Row> local(Table table, List<Row> rows) {
    if (rows.size() <= FEW_ROWS) {
      return spark.createDataFrame(rows, table.schema());
    }
    String folder = "%s/%s-%d".formatted(aside(), table.name(), laidAside.incrementAndGet());
    DriverRows.write(table, rows, folder, spark.sparkContext().hadoopConfiguration());
    return spark.read().schema(table.schema()).parquet(folder);
  }

  @Override
  public void close() {
    warehouse.storage().delete(aside());
  }

  private String aside() {
    return warehouse.staging() + "/rows";
  }

  /** Where a release is put together before it has a name. */
  public String draft(String releaseId) {
    return warehouse.staging() + "/release-" + releaseId;
  }

  /**
   * Writes one table of a draft and checks the very files.
   *
   * @throws klara.table.ContractException where they break the table's contract
   */
  public TableEntry write(Protected rows, String releaseId) {
    Table table = Published.of(rows.table());
    String folder = draft(releaseId) + "/" + table.name();
    warehouse.storage().delete(folder);
    Column[] key = table.key().stream().map(Field::col).toArray(Column[]::new);
    rows.rows()
        .withColumn(Published.RELEASE_ID.name(), functions.lit(releaseId))
        .select(table.select())
        .coalesce(1)
        .sortWithinPartitions(key)
        .write()
        .mode(SaveMode.ErrorIfExists)
        .parquet(folder);
    nameFiles(folder);
    Dataset<Row> written = spark.read().parquet(folder);
    long count = table.require(written);
    return new TableEntry(
        table.name(),
        count,
        Storage.digest(ContentHash.of(table, written)),
        table.columns().stream()
            .map(field -> new ColumnEntry(field.name(), field.type().catalogString()))
            .toList(),
        files(table.name(), folder, count));
  }

  /** Gives the files names that do not change from run to run, and leaves nothing else there. */
  private void nameFiles(String folder) {
    int number = 0;
    for (Storage.Item item : warehouse.storage().list(folder)) {
      if (item.name().endsWith(".parquet")) {
        warehouse.storage().move(item.path(), "%s/part-%05d.parquet".formatted(folder, number));
        number++;
      } else {
        warehouse.storage().delete(item.path());
      }
    }
  }

  private List<FileEntry> files(String table, String folder, long rows) {
    List<Storage.Item> items = warehouse.storage().list(folder);
    List<FileEntry> files = new ArrayList<>();
    for (Storage.Item item : items) {
      files.add(
          new FileEntry(
              table + "/" + item.name(),
              item.bytes(),
              items.size() == 1 ? rows : spark.read().parquet(item.path()).count(),
              warehouse.storage().sha256(item.path())));
    }
    return files;
  }

  /** Names the draft: the folder is then complete, and readers see it when LATEST says so. */
  public void finish(ReleaseManifest manifest) {
    String draft = draft(manifest.releaseId());
    warehouse.storage().replace(draft + "/" + ReleaseManifest.FILE_NAME, manifest.json());
    warehouse.storage().move(draft, warehouse.release(manifest.releaseId()));
  }

  /** A release's manifest, where the release is complete. */
  public static Optional<ReleaseManifest> manifest(Warehouse warehouse, String releaseId) {
    return warehouse
        .storage()
        .text(warehouse.release(releaseId) + "/" + ReleaseManifest.FILE_NAME)
        .map(ReleaseManifest::parse);
  }

  /**
   * Compares a release with its manifest and its tables with their contracts.
   *
   * @param tables as they are published
   * @return every fault found
   */
  public List<String> faults(ReleaseManifest manifest, List<Table> tables) {
    List<String> faults = new ArrayList<>();
    String folder = warehouse.release(manifest.releaseId());
    for (TableEntry entry : manifest.tables()) {
      int before = faults.size();
      for (FileEntry file : entry.files()) {
        String path = folder + "/" + file.path();
        if (!warehouse.storage().exists(path)) {
          faults.add("file " + file.path() + " is missing");
        } else if (!warehouse.storage().sha256(path).equals(file.sha256())) {
          faults.add("file " + file.path() + " does not have the manifest's SHA-256");
        }
      }
      Optional<Table> table =
          tables.stream().filter(any -> any.name().equals(entry.name())).findFirst();
      if (table.isEmpty()) {
        faults.add("table " + entry.name() + " is not a published table");
      } else if (faults.size() == before) {
        faults.addAll(faults(entry, table.get(), folder));
      }
    }
    return faults;
  }

  private List<String> faults(TableEntry entry, Table table, String folder) {
    List<String> faults = new ArrayList<>();
    Dataset<Row> rows = spark.read().parquet(folder + "/" + entry.name());
    try {
      long count = table.require(rows);
      if (count != entry.rows()) {
        faults.add(
            "table %s has %d rows, the manifest says %d"
                .formatted(entry.name(), count, entry.rows()));
      }
      if (!Storage.digest(ContentHash.of(table, rows)).equals(entry.contentHash())) {
        faults.add("table " + entry.name() + " does not have the manifest's content hash");
      }
    } catch (klara.table.ContractException e) {
      faults.add(String.valueOf(e.getMessage()));
    }
    return faults;
  }

  /** A published table's rows. */
  public Dataset<Row> read(String releaseId, Table table) {
    return spark.read().parquet(warehouse.release(releaseId) + "/" + table.name());
  }
}
