package klara.store;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/** The Spark session, with what the results depend on pinned whatever the job file says. */
public final class Session implements AutoCloseable {
  private final SparkSession spark;
  private final boolean isJoined;

  private Session(SparkSession spark, boolean isJoined) {
    this.spark = spark;
    this.isJoined = isJoined;
  }

  /** Starts Spark, or joins the Spark that is there, which runs on when this is closed. */
  public static Session start(SparkConf conf) {
    Option<SparkSession> before = SparkSession.getDefaultSession();
    boolean isJoined = before.isDefined() && !before.get().sparkContext().isStopped();
    if (isJoined) {
      // The settings below are then of this session alone.
      SparkSession.setActiveSession(before.get().newSession());
    }
    conf.setIfMissing("spark.master", "local[*]");
    conf.setIfMissing("spark.app.name", "klara");
    conf.setIfMissing("spark.ui.enabled", "false");
    conf.setIfMissing("spark.sql.shuffle.partitions", "8");
    // Relative names of the catalogue end here; every table of ours names its own place.
    conf.setIfMissing("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir"));
    SparkSession spark =
        SparkSession.builder()
            .config(conf)
            .config("spark.sql.ansi.enabled", "true")
            .config("spark.sql.session.timeZone", "Europe/Stockholm")
            .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
            .config("spark.sql.files.ignoreCorruptFiles", "false")
            .config("spark.sql.files.ignoreMissingFiles", "false")
            .config("spark.speculation", "false")
            .config("spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version", "1")
            .config("spark.hadoop.fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem")
            .config("spark.sql.requireAllClusterKeysForCoPartition", "false")
            .config("spark.sql.maxMetadataStringLength", "1000")
            .getOrCreate();
    spark.sparkContext().setLogLevel("ERROR");
    return new Session(spark, isJoined);
  }

  public String version() {
    return spark.version();
  }

  public TableStore tables(Warehouse warehouse, int buckets) {
    return new TableStore(spark, warehouse, buckets);
  }

  public RegisterStore registers(Warehouse warehouse, int buckets) {
    return new RegisterStore(spark, warehouse, buckets);
  }

  public DeliveryReader deliveries(Storage storage) {
    return new DeliveryReader(spark, storage);
  }

  /** Extracts of other registers, on their way into an inbox. */
  public MappedDeliveries mapped(Storage storage, String inbox) {
    return new MappedDeliveries(spark, storage, inbox);
  }

  public ReleaseStore releases(Warehouse warehouse) {
    return new ReleaseStore(spark, warehouse);
  }

  @Override
  public void close() {
    if (isJoined) {
      SparkSession.clearActiveSession();
    } else {
      spark.stop();
    }
  }
}
