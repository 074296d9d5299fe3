package klara.store;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.octet_length;
import static org.apache.spark.sql.functions.posexplode_outer;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import klara.delivery.Delivery;
import klara.register.Conform;
import klara.register.Register;
import klara.register.RowRule;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The rows of delivered Parquet files, in the form of {@link TextRows}. Files whose columns are the
 * same are read together; where one column is a number in this file and text in that, they are not.
 */
final class ParquetRows {
  private static final String PATH = "_path";
  private static final String SPACES = " \t\u00A0";

  private final SparkSession spark;
  private final List<String> columns;
  private final Map<Form, Map<String, Integer>> files = new LinkedHashMap<>();

  /** Files that can be read together. */
  private record Form(Header header, Set<String> nullTokens, String types) {}

  ParquetRows(SparkSession spark, List<String> columns) {
    this.spark = spark;
    this.columns = columns;
  }

  /**
   * Adds a file.
   *
   * @throws UnreadableDeliveryException where its columns are not the contract's
   */
  void add(Register register, Delivery delivery, String path, int origin, Set<String> nullTokens) {
    StructType schema;
    try {
      schema = spark.read().parquet(path).schema();
    } catch (Exception e) {
      throw new UnreadableDeliveryException(
          delivery.id(), "a Parquet file cannot be opened: it is cut short or damaged");
    }
    Header header = Header.of(register, delivery, List.of(schema.fieldNames()));
    files
        .computeIfAbsent(
            new Form(header, nullTokens, schema.catalogString()), any -> new LinkedHashMap<>())
        .put(path, origin);
  }

  /** All rows; empty where there is no file. */
  Optional<Dataset<Row>> rows() {
    return files.entrySet().stream()
        .map(alike -> rows(alike.getKey(), alike.getValue()))
        .reduce(Dataset::unionByName);
  }

  private Dataset<Row> rows(Form form, Map<String, Integer> numbers) {
    StructType numbered =
        new StructType()
            .add(PATH, DataTypes.StringType)
            .add(Conform.ORIGIN, DataTypes.IntegerType, false);
    List<Row> origins = new ArrayList<>();
    numbers.forEach((path, origin) -> origins.add(RowFactory.create(ending(path), origin)));
    Dataset<Row> read =
        spark
            .read()
            .option("parquet.page.verify-checksum.enabled", "true")
            .parquet(numbers.keySet().toArray(String[]::new));
    // By that name a file may have a column of its own.
    Column metadata = read.metadataColumn("_metadata");
    List<TextRows.WideSubject> wide = form.header().wide(columns);
    List<Column> cells = wide.isEmpty() ? cells(form) : List.of(subjects(form, wide).as("graded"));
    List<Column> wanted = new ArrayList<>(cells);
    wanted.add(substring_index(metadata.getField("file_path"), "/", -4).as(PATH));
    wanted.add(metadata.getField("row_index").plus(1).as(Conform.LINE));
    wanted.add(isTooLong(form, read.schema()).as("_is_too_long"));
    Dataset<Row> rows =
        read.select(wanted.toArray(Column[]::new))
            .join(broadcast(spark.createDataFrame(origins, numbered)), PATH);
    return wide.isEmpty()
        ? rows.select(
            withPlace(columns.stream().map(name -> col(quoted(name))).toList(), lit(true)))
        : unpivoted(rows);
  }

  private List<Column> cells(Form form) {
    List<String> names = form.header().names();
    List<Integer> positions = form.header().positions(columns);
    List<Column> cells = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      cells.add(told(names, positions.get(i), form.nullTokens()).as(columns.get(i)));
    }
    return cells;
  }

  /** The subjects that have a grade. */
  private Column subjects(Form form, List<TextRows.WideSubject> wide) {
    List<String> names = form.header().names();
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
    return filter(
        array(subjects.toArray(Column[]::new)), one -> one.getField("_grade").isNotNull());
  }

  /** A line that says nothing of any subject is a row that lacks its key, not no row. */
  private Dataset<Row> unpivoted(Dataset<Row> rows) {
    Dataset<Row> exploded =
        rows.select(
            col(Conform.ORIGIN),
            col(Conform.LINE),
            col("_is_too_long"),
            posexplode_outer(col("graded")));
    return exploded.select(
        withPlace(
            columns.stream().map(name -> col("col").getField(name).as(name)).toList(),
            coalesce(col("pos"), lit(0)).equalTo(0)));
  }

  private static Column[] withPlace(List<Column> cells, Column opensLine) {
    List<Column> all = new ArrayList<>(cells);
    all.add(col(Conform.ORIGIN));
    all.add(col(Conform.LINE));
    all.add(opensLine.as(Conform.OPENS_LINE));
    all.add(when(col("_is_too_long"), RowRule.R14.name()).as(Conform.LINE_RULE));
    return all.toArray(Column[]::new);
  }

  /** Whether a value is longer than a field of a line may be. */
  private Column isTooLong(Form form, StructType schema) {
    List<String> names = form.header().names();
    return form.header().positions(columns).stream()
        .filter(at -> at >= 0 && schema.fields()[at].dataType().equals(DataTypes.StringType))
        .map(at -> isTooLong(col(quoted(names.get(at)))))
        .reduce(Column::or)
        .orElseGet(() -> lit(false));
  }

  private static Column isTooLong(Column text) {
    return coalesce(octet_length(text).gt(TextRows.LONGEST_FIELD), lit(false));
  }

  private static String ending(String path) {
    String[] parts = path.split("/", -1);
    return String.join("/", Arrays.asList(parts).subList(parts.length - 4, parts.length));
  }

  /** A cell as trimmed text; null where nothing was said, or more than is read. */
  private static Column told(List<String> names, int position, Set<String> nullTokens) {
    if (position < 0) {
      return lit(null).cast(DataTypes.StringType);
    }
    Column text = trim(col(quoted(names.get(position))).cast(DataTypes.StringType), SPACES);
    Column isTold = text.notEqual("").and(isTooLong(text).equalTo(false));
    if (!nullTokens.isEmpty()) {
      isTold = isTold.and(text.isInCollection(nullTokens).equalTo(false));
    }
    return when(isTold, text);
  }

  private static String quoted(String name) {
    return "`" + name + "`";
  }
}
