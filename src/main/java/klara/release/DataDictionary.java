package klara.release;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import klara.table.Field;
import klara.table.Rule;
import klara.table.Table;
import klara.table.Zone;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Every published column, from its own declaration. */
public final class DataDictionary {
  private static final Field TABLE_NAME = text("table_name", "The published table");
  private static final Field POSITION =
      Field.of("position", IntegerType, "Place of the column, from 1", new Rule.Known());
  private static final Field COLUMN_NAME = text("column_name", "The column");

  public static final Table TABLE =
      new Table(
          Zone.ANALYSIS,
          "data_dictionary",
          "one row per published column",
          List.of(TABLE_NAME, COLUMN_NAME),
          List.of(
              TABLE_NAME,
              text("table_grain", "What a row of the table is"),
              POSITION,
              COLUMN_NAME,
              text("column_type", "Type, as Spark SQL writes it"),
              Field.of(
                  "is_key",
                  BooleanType,
                  "Whether the column is part of the table's key",
                  new Rule.Known()),
              text("meaning", "What a value says, with unit; and what null says"),
              text("rules", "What every value satisfies; empty for nothing")));

  private DataDictionary() {}

  private static Field text(String name, String meaning) {
    return Field.of(name, StringType, meaning, new Rule.Known());
  }

  /** Rows of {@link #TABLE} for tables as they are published. */
  public static List<Row> of(List<Table> tables) {
    List<Row> rows = new ArrayList<>();
    for (Table table : tables) {
      int position = 0;
      for (Field field : table.columns()) {
        position++;
        rows.add(
            RowFactory.create(
                table.name(),
                table.grain(),
                position,
                field.name(),
                field.type().catalogString(),
                table.key().contains(field),
                field.meaning(),
                field.rules().stream().map(Rule::words).collect(Collectors.joining("; "))));
      }
    }
    return rows;
  }
}
