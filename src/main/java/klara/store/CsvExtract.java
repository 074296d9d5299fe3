package klara.store;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.monotonically_increasing_id;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import klara.delivery.ExtractForm;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A text file whose columns stand between delimiters, as rows of text. */
record CsvExtract(SparkSession spark) {
  /**
   * Its rows.
   *
   * @param head the first bytes of the file
   */
  Dataset<Row> rows(Path file, byte[] head, ExtractForm form) {
    String text = new String(head, Charset.forName(form.encoding())).replace("\ufeff", "");
    List<String> lines = text.lines().limit(form.header() + 1L).toList();
    int first = Math.max(form.header(), 1) - 1;
    if (lines.size() <= first || lines.get(first).isBlank()) {
      throw new IllegalArgumentException("line %d has no headings".formatted(first + 1));
    }
    char delimiter = form.delimiter().orElseGet(() -> commonest(lines.get(first)));
    String fromThere = text.lines().skip(first).limit(100).reduce("", (a, b) -> a + b + "\n");
    CsvParserSettings settings = new CsvParserSettings();
    settings.getFormat().setDelimiter(delimiter);
    settings.setMaxCharsPerColumn(ExtractReader.LONGEST_HEADER);
    settings.setMaxColumns(20_000);
    settings.setNullValue("");
    CsvParser parser = new CsvParser(settings);
    parser.beginParsing(new StringReader(fromThere));
    String[] cells = parser.parseNext();
    parser.stopParsing();
    if (cells == null) {
      throw new IllegalArgumentException("line %d has no headings".formatted(first + 1));
    }
    List<String> names =
        form.header() == 0 ? ExtractReader.numbered(cells.length) : Arrays.asList(cells);
    if (String.join("", names).contains("\ufffd")) {
      throw new IllegalArgumentException(
          "its headings have damaged letters: its encoding is not " + form.encoding());
    }
    // Spark's parser leaves out lines without anything
    long before = text.lines().limit(first).filter(line -> !line.isEmpty()).count();
    long skipped = form.header() == 0 ? 0 : before + 1;
    StructType schema = new StructType();
    for (int i = 0; i < names.size(); i++) {
      schema = schema.add("c" + i, DataTypes.StringType);
    }
    schema = schema.add("_corrupt", DataTypes.StringType);
    Dataset<Row> read =
        spark
            .read()
            .schema(schema)
            .option("sep", String.valueOf(delimiter))
            .option("encoding", form.encoding())
            .option("multiLine", "true")
            .option("escape", "\"")
            .option("mode", "PERMISSIVE")
            .option("columnNameOfCorruptRecord", "_corrupt")
            .option("maxCharsPerColumn", "-1")
            .csv(ExtractReader.literal(file));
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(col("c" + i).as(Extract.positional(i, names.get(i))));
    }
    columns.add(monotonically_increasing_id().plus(1 - skipped).as(Extract.ROW));
    columns.add(col("_corrupt").isNotNull().as(ExtractReader.IS_RAGGED));
    return read.select(columns.toArray(Column[]::new)).where(col(Extract.ROW).gt(0));
  }

  private static char commonest(String line) {
    String bare = line.replaceAll("\"[^\"]*\"", "");
    char best = ';';
    long most = 0;
    for (char candidate : new char[] {';', '\t', ',', '|'}) {
      long found = bare.chars().filter(one -> one == candidate).count();
      if (found > most) {
        best = candidate;
        most = found;
      }
    }
    return best;
  }
}
