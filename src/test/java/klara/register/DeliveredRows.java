package klara.register;

import java.sql.Date;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import klara.register.Reference.DatedCode;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Delivered rows as the reader hands them over, written as text: a line a row, {@code |} between.
 */
final class DeliveredRows {
  static final String LUND = "1281";
  static final String UNIT = "12345678";

  static final Reference REFERENCE =
      new Reference(
          List.of(
              code("amne", "MA", "2011-07-01", null),
              code("amne", "SV", "2011-07-01", null),
              code("amne", "SVA", "2011-07-01", null),
              code("amne", "M1", "2011-07-01", null),
              code("amne", "M2", "2011-07-01", null),
              code("betyg", "A", "2011-07-01", null),
              code("betyg", "E", "2011-07-01", null),
              code("betyg", "F", "2011-07-01", null),
              code("betyg", "-", "2011-07-01", null),
              code("betyg", "9", "2011-07-01", null),
              code("betyg", "x", "2011-07-01", null),
              code("program", "NA", "2011-07-01", null),
              code("program", "HA", "2011-07-01", "2022-06-30"),
              code("program", "FS", "2022-07-01", null),
              code("program", "NA25", "2025-07-01", null),
              code("program", "MA25", "2025-07-01", null)),
          Set.of(LUND, "0114"),
          Map.of(UNIT, LUND, "87654321", "0114"));

  private static final Map<String, String> LINE_RULES =
      Map.of("!", RowRule.R14.name(), "?", RowRule.R15.name());

  private DeliveredRows() {}

  private static DatedCode code(String list, String code, String from, @Nullable String to) {
    return new DatedCode(list, code, Date.valueOf(from), to == null ? null : Date.valueOf(to));
  }

  /** The one file that rows come from. */
  static List<Origin> origins(Register register, String period) {
    return List.of(
        new Origin(
            register.tabell() + "/" + period + "/v01_20250925",
            period,
            "a.csv",
            1,
            false,
            Origin.COUNTRY));
  }

  /** Rows of one file that is no delta, in the columns of the register. */
  static Dataset<Row> of(SparkSession spark, Register register, String lines) {
    return of(spark, register.delivered(), lines);
  }

  /**
   * Rows of one file.
   *
   * @param columns what the cells of a line are
   * @param lines cells parted by {@code |}; blank is null; a line that begins with {@code !} could
   *     not be taken apart, and one that begins with {@code ?} was no text
   */
  static Dataset<Row> of(SparkSession spark, List<String> columns, String lines) {
    StructType schema = new StructType();
    for (String name : columns) {
      schema = schema.add(name, DataTypes.StringType);
    }
    schema =
        schema
            .add(Conform.ORIGIN, DataTypes.IntegerType)
            .add(Conform.LINE, DataTypes.LongType)
            .add(Conform.OPENS_LINE, DataTypes.BooleanType)
            .add(Conform.LINE_RULE, DataTypes.StringType);
    List<Row> rows = new ArrayList<>();
    for (String line : lines.lines().toList()) {
      String mark = line.substring(0, 1);
      boolean isWhole = !LINE_RULES.containsKey(mark);
      List<@Nullable Object> cells = new ArrayList<>();
      Arrays.stream((isWhole ? line : line.substring(1)).split("\\|", -1))
          .map(String::strip)
          .forEach(cell -> cells.add(cell.isEmpty() ? null : cell));
      if (cells.size() != columns.size()) {
        throw new IllegalArgumentException("expected " + columns + ": " + line);
      }
      cells.addAll(List.of(0, rows.size() + 2L, true));
      cells.add(LINE_RULES.get(mark));
      rows.add(RowFactory.create(cells.toArray()));
    }
    return spark.createDataFrame(rows, schema);
  }
}
