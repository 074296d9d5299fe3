package klara.testing;

import static org.apache.spark.sql.functions.from_json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import klara.table.Field;
import klara.table.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * A small table as text, {@code a | b}, whose types a contract supplies.
 *
 * @param fields the columns of the header, in its order
 * @param lines cells as written; blank is null
 */
record TextTable(List<Field> fields, List<List<String>> lines) {

  static TextTable of(Table table, String text) {
    List<List<String>> lines = text.strip().lines().map(TextTable::cells).toList();
    List<Field> fields = lines.get(0).stream().map(name -> field(table, name)).toList();
    for (List<String> line : lines) {
      if (line.size() != fields.size()) {
        throw new IllegalArgumentException(
            "Invalid line of '%s': expected %d cells, found: %s"
                .formatted(table.name(), fields.size(), line));
      }
    }
    return new TextTable(fields, lines.subList(1, lines.size()));
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
  }

  private static Field field(Table table, String name) {
    return table.columns().stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Missing column of '%s': %s".formatted(table.name(), name)));
  }

  Column[] columns() {
    return fields.stream().map(Field::col).toArray(Column[]::new);
  }

  StructType schema() {
    StructType schema = new StructType();
    for (Field field : fields) {
      schema = schema.add(field.name(), field.type(), true);
    }
    return schema.asNullable();
  }

  Dataset<Row> rows(SparkSession spark) {
    StructType texts = new StructType();
    for (Field field : fields) {
      texts = texts.add(field.name(), DataTypes.StringType, true);
    }
    List<Row> rows = new ArrayList<>();
    for (List<String> line : lines) {
      rows.add(RowFactory.create(line.stream().map(TextTable::value).toArray()));
    }
    return spark
        .createDataFrame(rows, texts)
        .select(fields.stream().map(TextTable::typed).toArray(Column[]::new));
  }

  private static @Nullable String value(String cell) {
    return cell.isEmpty() ? null : cell.equals("\"\"") ? "" : cell;
  }

  private static Column typed(Field field) {
    DataType type = field.type();
    boolean nested =
        type instanceof ArrayType || type instanceof MapType || type instanceof StructType;
    Column column =
        nested ? from_json(field.col(), type, Collections.emptyMap()) : field.col().cast(type);
    return column.as(field.name());
  }

  /** Whether a row says what a line says; fractions to the decimals that the line has. */
  boolean says(int line, List<Row> typed, Row actual) {
    return IntStream.range(0, fields.size())
        .allMatch(i -> same(lines.get(line).get(i), typed.get(line).get(i), actual.get(i)));
  }

  private static boolean same(String cell, @Nullable Object expected, @Nullable Object actual) {
    if (expected == null || actual == null) {
      return expected == null && actual == null;
    }
    boolean fraction = actual instanceof Double || actual instanceof Float;
    if (fraction && Double.isFinite(((Number) actual).doubleValue()) && cell.matches("[-0-9.]+")) {
      BigDecimal written = new BigDecimal(cell);
      BigDecimal tolerance = BigDecimal.valueOf(5, Math.max(written.scale(), 0) + 1);
      BigDecimal off = written.subtract(new BigDecimal(actual.toString())).abs();
      return off.compareTo(tolerance) <= 0;
    }
    return expected.toString().equals(actual.toString());
  }

  String sortedText() {
    return text(lines);
  }

  String sortedText(List<Row> rows) {
    List<List<String>> cells = new ArrayList<>();
    for (Row row : rows) {
      cells.add(
          IntStream.range(0, fields.size())
              .mapToObj(i -> row.isNullAt(i) ? "" : String.valueOf(row.get(i)))
              .toList());
    }
    return text(cells);
  }

  private String text(List<List<String>> cells) {
    String body =
        cells.stream()
            .map(line -> String.join(" | ", line))
            .sorted()
            .collect(Collectors.joining("\n"));
    return fields.stream().map(Field::name).collect(Collectors.joining(" | ")) + "\n" + body;
  }
}
