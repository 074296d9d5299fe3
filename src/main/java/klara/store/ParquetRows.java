package klara.store;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.length;
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
import org.apache.spark.sql.types.AtomicType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The rows of delivered Parquet files, in the form of {@link TextRows}. Files whose columns are the
 * same are read together; where one column is a number in this file and text in that, they are not.
 */
final class ParquetRows {
  private static final String PATH = "_path";
  private static final String SPACES = " \t\u00A0";

  /** Few rows have any such character, and only they are looked at more closely. */
  private static final String UNUSUAL = "[^ -~]";

  /** As {@link TextRows#isText} has it. */
  private static final String UNSEEN =
      "[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\x{FFFD}&&[^\\x{AD}\\t]]|Ã[\\Q"
          + TextRows.MOJIBAKE_TAIL
          + "\\E]";

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
    requireSingleValues(delivery, header, schema);
    files
        .computeIfAbsent(
            new Form(header, nullTokens, schema.catalogString()), any -> new LinkedHashMap<>())
        .put(path, origin);
  }

  private void requireSingleValues(Delivery delivery, Header header, StructType schema) {
    List<String> several = new ArrayList<>();
    for (int at : header.asked(columns)) {
      if (!(schema.fields()[at].dataType() instanceof AtomicType)) {
        several.add(header.names().get(at));
      }
    }
    if (!several.isEmpty()) {
      throw new UnreadableDeliveryException(
          delivery.id(),
          "columns hold lists or structures, not values: " + String.join(", ", several));
    }
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
    wanted.add(lineRule(form, read.schema()).as(Conform.LINE_RULE));
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
            col(Conform.LINE_RULE),
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
    all.add(col(Conform.LINE_RULE));
    return all.toArray(Column[]::new);
  }

  /** What a line of text would be refused for: what cannot be seen, and fields without end. */
  private Column lineRule(Form form, StructType schema) {
    List<Column> texts =
        form.header().asked(columns).stream()
            .filter(at -> isText(schema.fields()[at].dataType()))
            .map(at -> col(quoted(form.header().names().get(at))).cast(DataTypes.StringType))
            .toList();
    if (texts.isEmpty()) {
      return lit(null).cast(DataTypes.StringType);
    }
    Column all = concat_ws(" ", texts.toArray(Column[]::new));
    Column isUnseen = all.rlike(UNUSUAL).and(all.rlike(UNSEEN));
    Column isAnyLong = texts.stream().map(ParquetRows::isTooLong).reduce(Column::or).get();
    return when(isUnseen, RowRule.R15.name()).when(isAnyLong, RowRule.R14.name());
  }

  /** Also without the mark that bytes are UTF-8, as older writers leave them. */
  private static boolean isText(DataType type) {
    return type.equals(DataTypes.StringType) || type.equals(DataTypes.BinaryType);
  }

  private static Column isTooLong(Column text) {
    Column isLong = octet_length(text).gt(TextRows.LONGEST_FIELD);
    return coalesce(isLong.and(length(text).gt(TextRows.LONGEST_FIELD)), lit(false));
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
