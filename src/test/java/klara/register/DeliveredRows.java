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
              code("betyg", "A", "2011-07-01", null),
              code("betyg", "F", "2011-07-01", null),
              code("betyg", "9", "2011-07-01", null),
              code("program", "NA", "2011-07-01", null),
              code("program", "HA", "2011-07-01", "2022-06-30"),
              code("program", "FS", "2022-07-01", null),
              code("program", "MA25", "2025-07-01", null)),
          Set.of(LUND, "0114"),
          Map.of(UNIT, LUND, "87654321", "0114"));

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

  /**
   * Rows of one file.
   *
   * @param lines all delivered columns of the register, parted by {@code |}; blank is null; a line
   *     that begins with {@code !} could not be taken apart
   */
  static Dataset<Row> of(SparkSession spark, Register register, String lines) {
    StructType schema = new StructType();
    for (String name : register.delivered()) {
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
      boolean isWhole = !line.startsWith("!");
      List<@Nullable Object> cells = new ArrayList<>();
      Arrays.stream((isWhole ? line : line.substring(1)).split("\\|", -1))
          .map(String::strip)
          .forEach(cell -> cells.add(cell.isEmpty() ? null : cell));
      if (cells.size() != register.delivered().size()) {
        throw new IllegalArgumentException("expected " + register.delivered() + ": " + line);
      }
      cells.addAll(List.of(0, rows.size() + 2L, true));
      cells.add(isWhole ? null : RowRule.R14.name());
      rows.add(RowFactory.create(cells.toArray()));
    }
    return spark.createDataFrame(rows, schema);
  }
}
