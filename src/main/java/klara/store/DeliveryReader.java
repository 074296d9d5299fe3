package klara.store;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.decode;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.from_csv;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import klara.delivery.Delivery;
import klara.delivery.Manifest.DataFile;
import klara.register.Conform;
import klara.register.Register;
import klara.register.Source;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Delivered files as rows of text: one column for each delivered column, trimmed, null where
 * nothing was said; and which delivery, file and line the row came from. Lines are counted here,
 * apart from the parser that takes them apart.
 */
public final class DeliveryReader {
  private static final int LONGEST_HEADER = 1 << 20;
  private static final String REPLACEMENT_CHARACTER = "\uFFFD";

  private final SparkSession spark;
  private final Storage storage;

  public DeliveryReader(SparkSession spark, Storage storage) {
    this.spark = spark;
    this.storage = storage;
  }

  /** Files that can be read together. */
  private record Shape(
      boolean isParquet,
      String encoding,
      String delimiter,
      List<String> nullTokens,
      List<String> columns) {}

  /**
   * All rows of some deliveries of one register.
   *
   * @throws IllegalArgumentException where a file cannot be read as the manifest says; names the
   *     delivery first, then {@code ": "} and why
   */
  public Dataset<Row> rows(Register register, List<Delivery> deliveries) {
    Map<Shape, List<String>> groups = new LinkedHashMap<>();
    for (Delivery delivery :
        deliveries.stream().sorted(Comparator.comparing(Delivery::id)).toList()) {
      for (DataFile file : delivery.manifest().files()) {
        String path = delivery.folder() + "/" + file.name();
        Shape shape = shape(delivery, path);
        requireColumns(register, delivery, shape);
        groups.computeIfAbsent(shape, any -> new ArrayList<>()).add(path);
      }
    }
    Dataset<Row> all = null;
    for (Map.Entry<Shape, List<String>> group : groups.entrySet()) {
      Shape shape = group.getKey();
      Dataset<Row> rows =
          shape.isParquet() ? parquet(group.getValue()) : text(shape, group.getValue());
      Dataset<Row> selected = rows.select(columns(register, shape));
      all = all == null ? selected : all.unionByName(selected);
    }
    if (all == null) {
      throw new IllegalStateException("no deliveries to read");
    }
    return all;
  }

  private Shape shape(Delivery delivery, String path) {
    List<String> nullTokens = delivery.manifest().nullTokens();
    if (path.endsWith(".parquet")) {
      try {
        List<String> names = Arrays.asList(spark.read().parquet(path).columns());
        return new Shape(true, "", "", nullTokens, names);
      } catch (Exception e) {
        throw unreadable(delivery, "a Parquet file cannot be opened: it is cut short or damaged");
      }
    }
    String encoding = delivery.manifest().encoding();
    Charset charset;
    try {
      charset = Charset.forName(encoding);
    } catch (IllegalArgumentException e) {
      throw unreadable(delivery, "encoding is unknown");
    }
    if (!List.of("UTF-8", "windows-1252", "ISO-8859-1").contains(charset.name())) {
      throw unreadable(delivery, "encoding must be utf-8, windows-1252 or iso-8859-1");
    }
    String head = new String(storage.head(path, LONGEST_HEADER), charset).replace("\uFEFF", "");
    CsvParserSettings settings = new CsvParserSettings();
    settings.getFormat().setDelimiter(delivery.manifest().delimiter());
    settings.setMaxCharsPerColumn(LONGEST_HEADER);
    settings.setMaxColumns(20_000);
    String[] header = new CsvParser(settings).parseLine(head.lines().findFirst().orElse(""));
    if (header == null) {
      throw unreadable(delivery, "a file has no header");
    }
    List<String> names = new ArrayList<>();
    for (String name : header) {
      names.add(name == null ? "" : name.trim());
    }
    if (names.size() > 1 && names.get(names.size() - 1).isEmpty()) {
      names.set(names.size() - 1, "_trailing");
    }
    if (names.contains("")) {
      throw unreadable(delivery, "a column has no name");
    }
    // Spark does not tell NAMN from namn
    if (names.stream().map(name -> name.toLowerCase(Locale.ROOT)).distinct().count()
        < names.size()) {
      throw unreadable(delivery, "a column stands twice in the header");
    }
    return new Shape(
        false, charset.name(), delivery.manifest().delimiter(), nullTokens, List.copyOf(names));
  }

  private static void requireColumns(Register register, Delivery delivery, Shape shape) {
    List<String> optional =
        register.sources().stream().filter(Source::mayBeAbsent).map(Source::column).toList();
    List<String> missing =
        register.delivered().stream()
            .filter(name -> !shape.columns().contains(name) && !optional.contains(name))
            .toList();
    if (!missing.isEmpty()) {
      throw unreadable(
          delivery,
          "columns are missing: %s (expected: %s)"
              .formatted(String.join(", ", missing), String.join(", ", register.delivered())));
    }
  }

  private static IllegalArgumentException unreadable(Delivery delivery, String why) {
    return new IllegalArgumentException(delivery.id() + ": " + why);
  }

  private static Column[] columns(Register register, Shape shape) {
    List<Column> columns = new ArrayList<>();
    for (String name : register.delivered()) {
      Column text =
          shape.columns().contains(name)
              ? col("`" + name + "`").cast(DataTypes.StringType)
              : lit(null).cast(DataTypes.StringType);
      Column trimmed = trim(text);
      Column told = trimmed.notEqual("");
      for (String token : shape.nullTokens().stream().filter(one -> !one.isBlank()).toList()) {
        told = told.and(trimmed.notEqual(token.strip()));
      }
      columns.add(when(told, trimmed).as(name));
    }
    Column path = col("_path");
    columns.add(substring_index(substring_index(path, "/", -4), "/", 3).as(Conform.DELIVERY));
    columns.add(substring_index(substring_index(path, "/", -3), "/", 1).as(Conform.PERIOD));
    columns.add(substring_index(path, "/", -1).as(Conform.FILE));
    columns.add(col("_number").as(Conform.LINE));
    columns.add(col("_whole").as(Conform.IS_WHOLE));
    return columns.toArray(Column[]::new);
  }

  private Dataset<Row> parquet(List<String> paths) {
    return spark
        .read()
        .parquet(paths.toArray(String[]::new))
        .select(
            col("*"),
            col("_metadata.file_path").as("_path"),
            col("_metadata.row_index").plus(1).as("_number"),
            lit(true).as("_whole"));
  }

  private Dataset<Row> text(Shape shape, List<String> paths) {
    Dataset<Row> lines =
        spark
            .read()
            .text(paths.toArray(String[]::new))
            .select(
                col("value"),
                col("_metadata.file_path").as("_path"),
                col("_metadata.file_block_start").as("_block"),
                monotonically_increasing_id().as("_nth"));
    Column block = org.apache.spark.sql.functions.concat_ws("|", col("_path"), col("_block"));
    StructType schema = new StructType();
    for (String name : shape.columns()) {
      schema = schema.add(name, DataTypes.StringType);
    }
    schema = schema.add("_corrupt", DataTypes.StringType);
    Map<String, String> options =
        Map.of(
            "sep", shape.delimiter(),
            "mode", "PERMISSIVE",
            "columnNameOfCorruptRecord", "_corrupt",
            "maxColumns", "20000",
            "maxCharsPerColumn", "-1");
    Column line = decode(col("value").cast(DataTypes.BinaryType), shape.encoding());
    Column isWhole =
        col("_fields")
            .isNotNull()
            .and(col("_fields._corrupt").isNull())
            .and(not(col("_line_text").contains(REPLACEMENT_CHARACTER)));
    return lines
        .withColumn(
            "_number", col("_nth").minus(element_at(constant(firstLines(lines)), block)).plus(1))
        .withColumn("_line_text", line)
        .where(col("_number").gt(1).and(length(trim(col("_line_text"))).gt(0)))
        .withColumn("_fields", from_csv(col("_line_text"), lit(schema.toDDL()), options))
        .select(
            col("_fields.*"),
            col("_path"),
            col("_number"),
            coalesce(isWhole, lit(false)).as("_whole"));
  }

  private static Column constant(Map<String, Long> values) {
    List<Column> pairs = new ArrayList<>();
    values.forEach((key, value) -> Collections.addAll(pairs, lit(key), lit(value)));
    return map(pairs.toArray(Column[]::new));
  }

  /**
   * For each block of each file, what to take from a row's running number to have its line less
   * one.
   */
  private static Map<String, Long> firstLines(Dataset<Row> lines) {
    TreeMap<String, TreeMap<Long, long[]>> files = new TreeMap<>();
    for (Row row :
        lines.groupBy("_path", "_block").agg(min("_nth"), count(lit(1))).collectAsList()) {
      files
          .computeIfAbsent(row.getString(0), any -> new TreeMap<>())
          .put(row.getLong(1), new long[] {row.getLong(2), row.getLong(3)});
    }
    Map<String, Long> first = new TreeMap<>();
    files.forEach(
        (path, blocks) -> {
          long before = 0;
          for (Map.Entry<Long, long[]> block : blocks.entrySet()) {
            first.put(path + "|" + block.getKey(), block.getValue()[0] - before);
            before += block.getValue()[1];
          }
        });
    return first;
  }
}
