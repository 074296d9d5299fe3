package klara.store;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.posexplode_outer;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import klara.delivery.Delivery;
import klara.delivery.Manifest.DataFile;
import klara.register.Conform;
import klara.register.Origin;
import klara.register.Register;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Delivered files as rows of text: one column for each delivered column, trimmed, null where
 * nothing was said; and which file and line the row came from.
 */
public final class DeliveryReader {
  private static final List<String> ENCODINGS = List.of("UTF-8", "windows-1252", "ISO-8859-1");
  private static final long TASK_BYTES = 16L << 20;
  private static final String PATH = "_path";
  private static final String SPACES = " \t\u00A0";

  private final SparkSession spark;
  private final Storage storage;

  public DeliveryReader(SparkSession spark, Storage storage) {
    this.spark = spark;
    this.storage = storage;
  }

  /**
   * Rows of some deliveries.
   *
   * @param rows all of {@link Register#delivered} as text, {@link Conform#OP} where there are
   *     deltas, {@link Conform#ORIGIN}, {@link Conform#LINE}, {@link Conform#OPENS_LINE}, {@link
   *     Conform#LINE_RULE}
   * @param origins what {@link Conform#ORIGIN} counts in
   */
  public record Delivered(Dataset<Row> rows, List<Origin> origins) {}

  /**
   * All rows of some deliveries of one register.
   *
   * @throws UnreadableDeliveryException where a file cannot be read as the manifest says
   */
  public Delivered rows(Register register, List<Examined> deliveries) {
    List<Examined> inOrder =
        deliveries.stream().sorted(Comparator.comparing(one -> one.delivery().id())).toList();
    List<String> columns = new ArrayList<>(register.delivered());
    if (inOrder.stream().anyMatch(one -> one.delivery().isDelta())) {
      columns.add(Conform.OP);
    }
    List<Origin> origins = new ArrayList<>();
    List<TextRows.Stretch> stretches = new ArrayList<>();
    Map<ParquetForm, Map<String, Integer>> parquet = new LinkedHashMap<>();
    for (Examined examined : inOrder) {
      Delivery delivery = examined.delivery();
      for (int i = 0; i < delivery.manifest().files().size(); i++) {
        DataFile file = delivery.manifest().files().get(i);
        String path = delivery.folder() + "/" + file.name();
        int origin = origins.size();
        origins.add(delivery.origin(file.name()));
        if (FileFacts.isParquet(path)) {
          ParquetForm form =
              new ParquetForm(header(register, delivery, path), nullTokens(delivery));
          parquet.computeIfAbsent(form, any -> new LinkedHashMap<>()).put(path, origin);
        } else {
          TextRows.Form form = form(register, delivery, path, columns);
          for (FileFacts.Stretch lines : examined.files().get(i).stretches()) {
            stretches.add(new TextRows.Stretch(path, origin, form, lines));
          }
        }
      }
    }
    Dataset<Row> all = text(columns, stretches);
    for (Map.Entry<ParquetForm, Map<String, Integer>> files : parquet.entrySet()) {
      Dataset<Row> rows = parquet(columns, files.getKey(), files.getValue());
      all =
          stretches.isEmpty() && files.getKey().equals(parquet.keySet().iterator().next())
              ? rows
              : all.unionByName(rows);
    }
    return new Delivered(all, origins);
  }

  // ------------------------------------------------------------------ what stands where

  private Header header(Register register, Delivery delivery, String path) {
    List<String> names;
    if (FileFacts.isParquet(path)) {
      try {
        names = Arrays.asList(spark.read().parquet(path).columns());
      } catch (Exception e) {
        throw unreadable(delivery, "a Parquet file cannot be opened: it is cut short or damaged");
      }
    } else {
      try {
        names =
            TextRows.header(storage, path, charset(delivery), delivery.manifest().delimiterChar());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return Header.of(register, delivery, names);
  }

  private static Charset charset(Delivery delivery) {
    Charset charset;
    try {
      charset = Charset.forName(delivery.manifest().encoding());
    } catch (IllegalArgumentException e) {
      throw unreadable(delivery, "encoding is unknown");
    }
    if (!ENCODINGS.contains(charset.name())) {
      throw unreadable(delivery, "encoding must be utf-8, windows-1252 or iso-8859-1");
    }
    return charset;
  }

  private static Set<String> nullTokens(Delivery delivery) {
    Set<String> tokens = new LinkedHashSet<>();
    delivery.manifest().nullTokens().forEach(token -> tokens.add(token.strip()));
    tokens.remove("");
    return tokens;
  }

  private static UnreadableDeliveryException unreadable(Delivery delivery, String why) {
    return new UnreadableDeliveryException(delivery.id(), why);
  }

  // ------------------------------------------------------------------ text

  private TextRows.Form form(
      Register register, Delivery delivery, String path, List<String> columns) {
    Header header = header(register, delivery, path);
    return new TextRows.Form(
        charset(delivery).name(),
        delivery.manifest().delimiterChar(),
        new java.util.HashSet<>(nullTokens(delivery)),
        header.names().size(),
        header.positions(columns),
        header.wide(columns));
  }

  private Dataset<Row> text(List<String> columns, List<TextRows.Stretch> stretches) {
    StructType schema = new StructType();
    for (String column : columns) {
      schema = schema.add(column, DataTypes.StringType);
    }
    schema =
        schema
            .add(Conform.ORIGIN, DataTypes.IntegerType, false)
            .add(Conform.LINE, DataTypes.LongType, false)
            .add(Conform.OPENS_LINE, DataTypes.BooleanType, false)
            .add(Conform.LINE_RULE, DataTypes.StringType);
    if (stretches.isEmpty()) {
      return spark.createDataFrame(List.of(), schema);
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    long bytes = stretches.stream().mapToLong(one -> one.lines().end() - one.lines().start()).sum();
    long tasks =
        Math.min(
            stretches.size(),
            Math.max(
                bytes / TASK_BYTES, Math.min(context.defaultParallelism(), 1 + bytes / 65536)));
    JavaRDD<Row> rows =
        context.parallelize(stretches, Math.toIntExact(tasks)).flatMap(new ReadRows());
    return spark.createDataFrame(rows, schema);
  }

  /** Reads where the task runs. */
  private static final class ReadRows implements FlatMapFunction<TextRows.Stretch, Row> {
    private static final long serialVersionUID = 1;

    @Override
    public TextRows call(TextRows.Stretch stretch) {
      return new TextRows(new Storage(), stretch);
    }
  }

  // ------------------------------------------------------------------ Parquet

  /** Files that can be read together. */
  private record ParquetForm(Header header, Set<String> nullTokens) {}

  private Dataset<Row> parquet(List<String> columns, ParquetForm form, Map<String, Integer> files) {
    StructType numbered =
        new StructType()
            .add(PATH, DataTypes.StringType)
            .add(Conform.ORIGIN, DataTypes.IntegerType, false);
    List<Row> origins = new ArrayList<>();
    files.forEach((path, origin) -> origins.add(RowFactory.create(ending(path), origin)));
    Dataset<Row> rows =
        spark
            .read()
            .parquet(files.keySet().toArray(String[]::new))
            .select(
                col("*"),
                substring_index(col("_metadata.file_path"), "/", -4).as(PATH),
                col("_metadata.row_index").plus(1).as(Conform.LINE))
            .join(broadcast(spark.createDataFrame(origins, numbered)), PATH);
    List<String> names = form.header().names();
    List<Column> long_ = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      int position = form.header().positions(columns).get(i);
      long_.add(told(names, position, form.nullTokens()).as(columns.get(i)));
    }
    List<Column> rest =
        List.of(
            col(Conform.ORIGIN),
            col(Conform.LINE),
            lit(true).as(Conform.OPENS_LINE),
            lit(null).cast(DataTypes.StringType).as(Conform.LINE_RULE));
    List<TextRows.WideSubject> wide = form.header().wide(columns);
    if (wide.isEmpty()) {
      long_.addAll(rest);
      return rows.select(long_.toArray(Column[]::new));
    }
    List<Column> subjects = new ArrayList<>();
    for (TextRows.WideSubject subject : wide) {
      List<Column> cells = new ArrayList<>();
      cells.add(told(names, subject.grade(), form.nullTokens()).as("_grade"));
      for (int i = 0; i < columns.size(); i++) {
        Column cell =
            i == subject.into()
                ? lit(subject.subject())
                : told(names, subject.positions().get(i), form.nullTokens());
        cells.add(cell.as(columns.get(i)));
      }
      subjects.add(struct(cells.toArray(Column[]::new)));
    }
    Column graded =
        filter(array(subjects.toArray(Column[]::new)), one -> one.getField("_grade").isNotNull());
    List<Column> exploded = new ArrayList<>(rest.subList(0, 2));
    exploded.add(posexplode_outer(graded));
    List<Column> unpivoted = new ArrayList<>();
    columns.forEach(name -> unpivoted.add(col("col").getField(name).as(name)));
    unpivoted.addAll(rest.subList(0, 2));
    // A line that says nothing of any subject is a row that lacks its key, not no row.
    unpivoted.add(
        org.apache
            .spark
            .sql
            .functions
            .coalesce(col("pos"), lit(0))
            .equalTo(0)
            .as(Conform.OPENS_LINE));
    unpivoted.add(rest.get(3));
    return rows.select(exploded.toArray(Column[]::new)).select(unpivoted.toArray(Column[]::new));
  }

  private static String ending(String path) {
    String[] parts = path.split("/", -1);
    return String.join("/", Arrays.asList(parts).subList(parts.length - 4, parts.length));
  }

  /** A cell as trimmed text; null where nothing was said. */
  private static Column told(List<String> names, int position, Set<String> nullTokens) {
    if (position < 0) {
      return lit(null).cast(DataTypes.StringType);
    }
    Column text = trim(col("`" + names.get(position) + "`").cast(DataTypes.StringType), SPACES);
    Column isTold = text.notEqual("");
    if (!nullTokens.isEmpty()) {
      isTold = isTold.and(text.isInCollection(nullTokens).equalTo(false));
    }
    return when(isTold, text);
  }
}
