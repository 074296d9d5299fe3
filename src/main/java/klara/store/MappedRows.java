package klara.store;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import klara.delivery.MappedColumn;
import klara.delivery.MappedTable;
import klara.delivery.Mapping;
import klara.register.Person;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The rows that a mapping makes of an extract, table by table, as texts in the columns of the input
 * contract; and what hinders it.
 */
final class MappedRows {
  /** The period of the delivery that a row belongs to. */
  static final String PERIOD = "_klara_period";

  private static final String PERIOD_FORM = "^[0-9]{4}[0-9A-Za-z_/.-]*$";

  private final SparkSession spark;
  private final Mapping mapping;
  private final Extract extract;
  private final SourceSql sql;
  private final List<String> faults = new ArrayList<>();

  MappedRows(SparkSession spark, Mapping mapping, Extract extract) {
    this.spark = spark;
    this.mapping = mapping;
    this.extract = extract;
    sql = new SourceSql(spark);
  }

  /**
   * Rows of one table.
   *
   * @param table of the mapping
   * @param source the rows of the extract that it takes, with the derived columns
   * @param rows the columns of the delivery, {@link Extract#ROW}, {@link Extract#PART} and {@link
   *     #PERIOD}
   * @param hindrances when a row cannot be made, by words, on {@code source}
   * @param values every column by itself, on {@code source}, to find one that fails
   */
  record Made(
      MappedTable table,
      Dataset<Row> source,
      Dataset<Row> rows,
      Map<String, Column> hindrances,
      Map<String, Column> values) {}

  /**
   * The extract with the derived columns.
   *
   * @param hindrances when one cannot be made, by words
   */
  record Derived(Dataset<Row> rows, Extract.Headings headings, Map<String, Column> hindrances) {}

  /** What could not be understood, table and column first. */
  List<String> faults() {
    return faults;
  }

  Derived derived() {
    Dataset<Row> rows = extract.rows();
    Extract.Headings headings = extract.headings();
    Map<String, Column> hindrances = new LinkedHashMap<>();
    for (MappedColumn column : mapping.derived()) {
      if (headings.has(column.name())) {
        faults.add("derived %s: there is a column of that name already".formatted(column.name()));
        continue;
      }
      try {
        MappedValues.Made made = values(rows, headings).of(column);
        made.hindrances()
            .forEach(
                (words, is) ->
                    hindrances.put("derived %s: rows %s".formatted(column.name(), words), is));
        rows = rows.withColumn(column.name(), made.text());
      } catch (IllegalArgumentException e) {
        faults.add("derived %s: %s".formatted(column.name(), e.getMessage()));
        // What is made of it has no fault of its own
        rows = rows.withColumn(column.name(), lit(""));
      }
      headings = headings.with(column.name());
    }
    return new Derived(rows, headings, hindrances);
  }

  private MappedValues values(Dataset<Row> rows, Extract.Headings headings) {
    return new MappedValues(sql, rows, headings, mapping.form().decimal());
  }

  /** Rows of a table, or nothing where there is a fault. */
  Optional<Made> made(MappedTable table, Derived derived) {
    if (!table.values().isEmpty()) {
      return Optional.of(written(table));
    }
    int before = faults.size();
    Dataset<Row> source = derived.rows();
    if (table.where().isPresent()) {
      try {
        Column where = sql.over(source, table.where().get(), derived.headings());
        source = source.where(coalesce(where.cast("boolean"), lit(false)));
      } catch (IllegalArgumentException e) {
        faults.add("%s, where: %s".formatted(table.label(), e.getMessage()));
      }
    }
    MappedValues values = values(source, derived.headings());
    Map<String, Column> texts = new LinkedHashMap<>();
    Map<String, Column> hindrances = new LinkedHashMap<>();
    table
        .id()
        .ifPresent(
            id -> {
              take(table, Person.ID, () -> values.of(id), texts, hindrances);
              texts.put(Person.ID_TYPE, lit(id.type()));
            });
    for (MappedColumn column : table.columns()) {
      take(table, column.name(), () -> values.of(column), texts, hindrances);
    }
    take(table, PERIOD, () -> values.of(table.period()), texts, hindrances);
    if (faults.size() > before) {
      return Optional.empty();
    }
    Column period = texts.getOrDefault(PERIOD, lit(null));
    hindrances.put(
        "%s, period: rows have none that begins with a year".formatted(table.label()),
        coalesce(period.rlike(PERIOD_FORM), lit(false)).equalTo(false));
    List<Column> columns = new ArrayList<>();
    for (String name : table.register().delivered()) {
      columns.add(texts.getOrDefault(name, lit(null)).cast("string").as(name));
    }
    columns.add(col(Extract.ROW));
    columns.add(col(Extract.PART));
    columns.add(period.as(PERIOD));
    return Optional.of(
        new Made(table, source, source.select(columns.toArray(Column[]::new)), hindrances, texts));
  }

  private void take(
      MappedTable table,
      String name,
      java.util.function.Supplier<MappedValues.Made> supplier,
      Map<String, Column> texts,
      Map<String, Column> hindrances) {
    try {
      MappedValues.Made made = supplier.get();
      texts.put(name, made.text());
      made.hindrances()
          .forEach(
              (words, is) ->
                  hindrances.put(
                      "%s, %s: rows %s".formatted(table.label(), shown(name), words), is));
    } catch (IllegalArgumentException e) {
      faults.add("%s, %s: %s".formatted(table.label(), shown(name), e.getMessage()));
    }
  }

  static String shown(String name) {
    return name.equals(PERIOD) ? "period" : name;
  }

  /** Rows that stand in the mapping itself. */
  private Made written(MappedTable table) {
    List<String> names = table.register().delivered();
    StructType schema = new StructType();
    for (String name : names) {
      schema = schema.add(name, DataTypes.StringType);
    }
    schema =
        schema
            .add(Extract.ROW, DataTypes.LongType)
            .add(Extract.PART, DataTypes.IntegerType)
            .add(PERIOD, DataTypes.StringType);
    List<Row> rows = new ArrayList<>();
    for (Map<String, String> value : table.values()) {
      List<Object> cells = new ArrayList<>();
      names.forEach(name -> cells.add(value.getOrDefault(name, "")));
      cells.add((long) rows.size() + 1);
      cells.add(0);
      cells.add(((MappedColumn.Constant) table.period().origin()).value());
      rows.add(RowFactory.create(cells.toArray()));
    }
    Dataset<Row> all = spark.createDataFrame(rows, schema);
    for (String name : names) {
      all = all.withColumn(name, when(col(name).notEqual(""), col(name)));
    }
    return new Made(table, all, all, Map.of(), Map.of());
  }
}
