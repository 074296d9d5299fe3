package klara.store;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.rint;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.translate;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import klara.delivery.ExtractForm;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.storage.StorageLevel;

/** Extracts of other registers: CSV, XLSX or Parquet on a local disk, read as rows of text. */
final class ExtractReader {
  static final int LONGEST_HEADER = 1 << 20;
  private static final String SPACES = " \t\r\n\u00a0\u2007\u202f\ufeff";

  /** UTF-8 that was read as something else: Ã before what is no letter. */
  private static final String DAMAGED =
      "\ufffd|\u00c3[\u00a0-\u00bf\u0192\u2026\u201e\u2013\u0153]";

  private static final String PART = "_klara_part";
  static final String IS_RAGGED = "_klara_ragged";
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
        rows.agg(count(lit(1)), ones("_klara_blank"), ones(IS_RAGGED), ones("_klara_damaged"))
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
        counts.getLong(1),
        rows);
  }

  private static Column ones(String flag) {
    return coalesce(sum(when(col(flag), 1L).otherwise(0L)), lit(0L));
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
      return new WorkbookExtract(spark).rows(file, form);
    }
    if (start.startsWith("\u001f\u008b")) {
      throw new IllegalArgumentException("it is packed (gzip): unpack it first");
    }
    return new CsvExtract(spark).rows(file, head, form);
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
              .and(value.equalTo(rint(value)));
      return when(isWhole, value.cast("bigint").cast(DataTypes.StringType)).otherwise(text);
    }
    if (type instanceof DecimalType || type instanceof DateType) {
      return text;
    }
    if (type.typeName().toLowerCase(Locale.ROOT).startsWith("timestamp")) {
      return regexp_replace(text, " 00:00:00$", "");
    }
    return text;
  }

  static List<String> numbered(int columns) {
    return IntStream.rangeClosed(1, columns).mapToObj(i -> "_" + i).toList();
  }

  /** The file's address, in which no character stands for others. */
  static String literal(Path file) {
    return file.toAbsolutePath().normalize().toString().replaceAll("([\\[\\]{}*?\\\\])", "\\\\$1");
  }
}
