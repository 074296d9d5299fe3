package klara.store;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.translate;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import klara.delivery.ExtractForm;
import klara.delivery.Sheet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/** Extracts of other registers: CSV, XLSX or Parquet on a local disk, read as rows of text. */
final class ExtractReader {
  private static final int LONGEST_HEADER = 1 << 20;
  private static final String SPACES = " \t\r\n\u00a0\u2007\u202f\ufeff";

  /** UTF-8 that was read as something else: Ã before what is no letter. */
  private static final String DAMAGED =
      "\ufffd|\u00c3[\u00a0-\u00bf\u0192\u2026\u201e\u2013\u0153]";

  private static final String PART = "_klara_part";
  private static final String IS_RAGGED = "_klara_ragged";
  private static final double LARGEST_EXACT = 1e15;

  private final SparkSession spark;

  ExtractReader(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * Reads files that together are one extract.
   *
   * @throws IllegalArgumentException which says why that cannot be done
   */
  Extract read(List<Path> files, ExtractForm form) throws IOException {
    Extract.Headings headings = null;
    Dataset<Row> all = null;
    for (Path file : files) {
      Dataset<Row> rows = rows(file, form).withColumn(PART, lit(files.indexOf(file)));
      List<String> names = Arrays.asList(rows.drop(Extract.ROW, PART, IS_RAGGED).columns());
      Extract.Headings own = new Extract.Headings(names);
      if (headings == null) {
        headings = own;
      } else if (!own.names().equals(headings.names())) {
        throw new IllegalArgumentException(
            "'%s' does not have the columns of '%s'"
                .formatted(file.getFileName(), files.get(0).getFileName()));
      }
      Dataset<Row> named = rows.toDF(renamed(own.names()));
      all = all == null ? named : all.unionByName(named);
    }
    if (all == null || headings == null) {
      throw new IllegalArgumentException("there is no file");
    }
    return extract(all, headings, form);
  }

  private static String[] renamed(List<String> names) {
    List<String> renamed = new ArrayList<>(names);
    renamed.addAll(List.of(Extract.ROW, IS_RAGGED, PART));
    return renamed.toArray(String[]::new);
  }

  private static Extract extract(Dataset<Row> all, Extract.Headings headings, ExtractForm form) {
    List<Column> texts = new ArrayList<>();
    Column isBlank = lit(true);
    Column isDamaged = lit(false);
    for (String name : headings.names()) {
      Column text = text(col(Extract.quoted(name)), form);
      isBlank = isBlank.and(text.isNull());
      isDamaged = isDamaged.or(coalesce(text.rlike(DAMAGED), lit(false)));
      texts.add(text.as(name));
    }
    texts.add(col(Extract.ROW));
    texts.add(col(PART));
    texts.add(col(IS_RAGGED).and(isBlank.equalTo(false)).as(IS_RAGGED));
    texts.add(isBlank.as("_klara_blank"));
    texts.add(isDamaged.as("_klara_damaged"));
    Dataset<Row> rows =
        all.select(texts.toArray(Column[]::new)).persist(StorageLevel.MEMORY_AND_DISK());
    Row counts =
        rows.agg(
                count(lit(1)),
                ones("_klara_blank"),
                ones(IS_RAGGED),
                ones("_klara_damaged"),
                functionsMax(PART))
            .head();
    List<String> faults = new ArrayList<>();
    if (counts.getLong(2) > 0) {
      faults.add(
          "%d rows do not have as many fields as the headings (%d)"
              .formatted(counts.getLong(2), headings.names().size()));
    }
    if (counts.getLong(3) > 0) {
      faults.add(
          "%d rows have damaged letters: its encoding is not %s"
              .formatted(counts.getLong(3), form.encoding()));
    }
    if (counts.getLong(0) == counts.getLong(1)) {
      faults.add("it has headings but not one row");
    }
    if (!faults.isEmpty()) {
      rows.unpersist();
      throw new IllegalArgumentException(String.join("; ", faults));
    }
    return new Extract(
        rows.where(col("_klara_blank").equalTo(false)).drop("_klara_blank", "_klara_damaged"),
        headings,
        counts.getLong(0) - counts.getLong(1),
        counts.getLong(1));
  }

  private static Column ones(String flag) {
    return coalesce(sum(when(col(flag), 1L).otherwise(0L)), lit(0L));
  }

  private static Column functionsMax(String name) {
    return org.apache.spark.sql.functions.max(name);
  }

  /** Without the spaces around it and on one line; null where it says nothing. */
  private static Column text(Column column, ExtractForm form) {
    Column trimmed = translate(trim(column, SPACES), "\r\n\t", "   ");
    Column isTold = trimmed.notEqual("");
    for (String token : form.nullTokens()) {
      isTold = isTold.and(trimmed.notEqual(token.strip()));
    }
    return when(isTold, trimmed);
  }

  private Dataset<Row> rows(Path file, ExtractForm form) throws IOException {
    if (Files.isDirectory(file)) {
      return parquet(file);
    }
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("there is no such file");
    }
    byte[] head;
    try (var in = Files.newInputStream(file)) {
      head = in.readNBytes(LONGEST_HEADER);
    }
    String start = new String(head, 0, Math.min(4, head.length), Charset.forName("ISO-8859-1"));
    if (start.startsWith("PAR1")) {
      return parquet(file);
    }
    if (start.startsWith("PK\u0003\u0004")
        || start.equals("\u00d0\u00cf\u0011\u00e0")) { // the old form, which is said there
      return workbook(file, form);
    }
    if (start.startsWith("\u001f\u008b")) {
      throw new IllegalArgumentException("it is packed (gzip): unpack it first");
    }
    return csv(file, head, form);
  }

  // ------------------------------------------------------------------ CSV

  private Dataset<Row> csv(Path file, byte[] head, ExtractForm form) {
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
    settings.setMaxCharsPerColumn(LONGEST_HEADER);
    settings.setMaxColumns(20_000);
    settings.setNullValue("");
    CsvParser parser = new CsvParser(settings);
    parser.beginParsing(new StringReader(fromThere));
    String[] cells = parser.parseNext();
    parser.stopParsing();
    if (cells == null) {
      throw new IllegalArgumentException("line %d has no headings".formatted(first + 1));
    }
    List<String> names = form.header() == 0 ? numbered(cells.length) : Arrays.asList(cells);
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
            .csv(literal(file));
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(col("c" + i).as(Extract.positional(i, names.get(i))));
    }
    columns.add(monotonically_increasing_id().plus(1 - skipped).as(Extract.ROW));
    columns.add(col("_corrupt").isNotNull().as(IS_RAGGED));
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

  private static List<String> numbered(int columns) {
    return IntStream.rangeClosed(1, columns).mapToObj(i -> "_" + i).toList();
  }

  /** The file's address, in which no character stands for others. */
  private static String literal(Path file) {
    return file.toAbsolutePath().normalize().toString().replaceAll("([\\[\\]{}*?\\\\])", "\\\\$1");
  }

  // ------------------------------------------------------------------ workbooks

  private Dataset<Row> workbook(Path file, ExtractForm form) throws IOException {
    List<Sheet> sheets = ExportFile.workbookSheets(file);
    List<String> names = sheets.stream().map(Sheet::name).toList();
    Sheet sheet =
        sheets.stream()
            .filter(one -> form.sheet().map(one.name()::equals).orElseGet(() -> sheets.size() == 1))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "say which sheet it is (there are: %s)"
                            .formatted(String.join(", ", names))));
    List<List<String>> lines = sheet.rows();
    if (lines.size() < form.header()) {
      throw new IllegalArgumentException("line %d has no headings".formatted(form.header()));
    }
    int widest = lines.stream().mapToInt(List::size).max().orElse(0);
    List<String> headings = form.header() == 0 ? numbered(widest) : lines.get(form.header() - 1);
    StructType schema = new StructType();
    for (int i = 0; i < headings.size(); i++) {
      schema = schema.add(Extract.positional(i, headings.get(i)), DataTypes.StringType);
    }
    schema = schema.add(Extract.ROW, DataTypes.LongType).add(IS_RAGGED, DataTypes.BooleanType);
    List<Row> rows = new ArrayList<>();
    for (int i = form.header(); i < lines.size(); i++) {
      List<String> line = lines.get(i);
      Object[] cells = new Object[headings.size() + 2];
      for (int cell = 0; cell < headings.size(); cell++) {
        cells[cell] = cell < line.size() ? line.get(cell) : "";
      }
      cells[headings.size()] = (long) i + 1 - form.header();
      cells[headings.size() + 1] =
          line.stream().skip(headings.size()).anyMatch(cell -> !cell.isEmpty());
      rows.add(RowFactory.create(cells));
    }
    return spark.createDataFrame(rows, schema);
  }

  // ------------------------------------------------------------------ Parquet

  private Dataset<Row> parquet(Path file) {
    Dataset<Row> read;
    try {
      read = spark.read().parquet(literal(file));
    } catch (Exception e) {
      throw new IllegalArgumentException("it cannot be opened as Parquet", e);
    }
    List<Column> columns = new ArrayList<>();
    String[] names = read.columns();
    for (int i = 0; i < names.length; i++) {
      columns.add(
          written(read.col(Extract.quoted(names[i])), read.schema().fields()[i].dataType())
              .as(Extract.positional(i, names[i])));
    }
    columns.add(col("_metadata.row_index").plus(1).as(Extract.ROW));
    columns.add(lit(false).as(IS_RAGGED));
    return read.select(columns.toArray(Column[]::new));
  }

  /** A value as it would stand in a text file; whole numbers without decimals. */
  private static Column written(Column value, DataType type) {
    Column text = value.cast(DataTypes.StringType);
    if (type instanceof DoubleType || type instanceof FloatType) {
      Column isWhole =
          org.apache
              .spark
              .sql
              .functions
              .abs(value)
              .lt(LARGEST_EXACT)
              .and(value.equalTo(org.apache.spark.sql.functions.rint(value)));
      return when(isWhole, value.cast("bigint").cast(DataTypes.StringType)).otherwise(text);
    }
    if (type instanceof DecimalType || type instanceof DateType) {
      return text;
    }
    if (type.typeName().toLowerCase(Locale.ROOT).startsWith("timestamp")) {
      return org.apache.spark.sql.functions.regexp_replace(text, " 00:00:00$", "");
    }
    return text;
  }
}
