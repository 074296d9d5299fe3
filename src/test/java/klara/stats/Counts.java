package klara.stats;

import java.util.List;
import klara.table.Field;
import klara.table.Table;
import klara.table.Zone;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Counts of two or three groups, to try column functions on. */
final class Counts {
  static final Field X1 = count("x1");
  static final Field N1 = count("n1");
  static final Field X0 = count("x0");
  static final Field N0 = count("n0");
  static final Field X2 = count("x2");
  static final Field N2 = count("n2");
  static final Field SUM = result("sum");
  static final Field SQUARES = result("squares");
  static final Field LOWER = result("lower");
  static final Field ESTIMATE = result("estimate");
  static final Field UPPER = result("upper");
  static final Table TABLE =
      new Table(
          Zone.ANALYSIS,
          "counts",
          "one row per case",
          List.of(),
          List.of(X1, N1, X0, N0, X2, N2, SUM, SQUARES, LOWER, ESTIMATE, UPPER));

  private Counts() {}

  /** The same rows past a shuffle: generated code runs on them, not the optimizer's folding. */
  static Dataset<Row> shuffled(Dataset<Row> rows) {
    return rows.repartition(2);
  }

  static Column[] with(Column lower, Column estimate, Column upper, Field... kept) {
    Column[] columns = new Column[kept.length + 3];
    for (int i = 0; i < kept.length; i++) {
      columns[i] = kept[i].col();
    }
    columns[kept.length] = lower.as(LOWER.name());
    columns[kept.length + 1] = estimate.as(ESTIMATE.name());
    columns[kept.length + 2] = upper.as(UPPER.name());
    return columns;
  }

  private static Field count(String name) {
    return field(name, DataTypes.LongType);
  }

  private static Field result(String name) {
    return field(name, DataTypes.DoubleType);
  }

  private static Field field(String name, DataType type) {
    return Field.of(name, type, "");
  }
}
