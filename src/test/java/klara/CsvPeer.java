package klara;

import org.apache.spark.sql.SparkSession;

/**
 * Spark's own CSV reader, which copies the same files to Parquet as text and checks nothing: what
 * an intake is compared to.
 */
public final class CsvPeer {
  private CsvPeer() {}

  /**
   * Copies delivered files.
   *
   * @param arguments the files, as a glob, and the folder to write
   */
  public static void main(String... arguments) {
    try (SparkSession spark =
        SparkSession.builder()
            .appName("csv-peer")
            .config("spark.ui.enabled", "false")
            .getOrCreate()) {
      spark
          .read()
          .option("header", "true")
          .option("sep", ";")
          .csv(arguments[0])
          .write()
          .parquet(arguments[1]);
    }
  }
}
