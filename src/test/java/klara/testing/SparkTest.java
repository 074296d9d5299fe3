package klara.testing;

import static org.apache.spark.sql.functions.lit;

import com.holdenkarau.spark.testing.JavaDataFrameSuiteBase;
import java.util.ArrayList;
import java.util.List;
import klara.table.Field;
import klara.table.Table;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.opentest4j.AssertionFailedError;

/** A test with a Spark session, one a JVM, whose tables are written as text. */
public abstract class SparkTest extends JavaDataFrameSuiteBase {

  @BeforeEach
  void startOnce() {
    runBefore();
  }

  @Override
  public SparkConf conf() {
    return new SparkConf()
        .setMaster("local[2]")
        .setAppName("tests")
        .set("spark.ui.enabled", "false")
        .set("spark.driver.host", "localhost")
        .set("spark.driver.bindAddress", "127.0.0.1")
        .set("spark.sql.shuffle.partitions", "4")
        .set("spark.sql.ansi.enabled", "true")
        .set("spark.hadoop.fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem")
        .set("spark.sql.session.timeZone", "Europe/Stockholm");
  }

  @Override
  public boolean enableHiveSupport() {
    return false;
  }

  /**
   * Rows written as text: a header, then a line per row, cells parted by {@code |}.
   *
   * @param table supplies the types; its columns that the header leaves out are absent
   * @param text a blank cell is null, {@code ""} is the empty text, arrays and structs are JSON
   */
  public Dataset<Row> rows(Table table, String text) {
    return TextTable.of(table, text).rows(spark());
  }

  /** {@link #rows} with the columns that the header leaves out, null. */
  public Dataset<Row> whole(Table table, String text) {
    Dataset<Row> rows = rows(table, text);
    List<String> told = List.of(rows.columns());
    for (Field field : table.columns()) {
      if (!told.contains(field.name())) {
        rows = rows.withColumn(field.name(), lit(null).cast(field.type()));
      }
    }
    return rows;
  }

  /**
   * Demands the same rows in any order, in the columns of the header alone.
   *
   * @param expected as in {@link #rows}; a fraction is compared to the decimals that are written
   */
  public void assertRows(Table table, String expected, Dataset<Row> actual) {
    TextTable wanted = TextTable.of(table, expected);
    Dataset<Row> chosen = actual.select(wanted.columns());
    List<Row> found = chosen.collectAsList();
    List<Row> unmatched = new ArrayList<>(found);
    List<Row> typed = wanted.rows(spark()).collectAsList();
    boolean same = chosen.schema().catalogString().equals(wanted.schema().catalogString());
    for (int i = 0; i < typed.size(); i++) {
      int line = i;
      List<Row> twins = unmatched.stream().filter(r -> wanted.says(line, typed, r)).toList();
      same = same && !twins.isEmpty();
      if (!twins.isEmpty()) {
        unmatched.remove(twins.get(0));
      }
    }
    if (!same || !unmatched.isEmpty()) {
      String want = wanted.schema().simpleString() + "\n" + wanted.sortedText();
      String have = chosen.schema().simpleString() + "\n" + wanted.sortedText(found);
      throw new AssertionFailedError(
          "Table '%s' is not as expected%nexpected: %s%nfound: %s"
              .formatted(table.name(), want, have),
          want,
          have);
    }
  }
}
