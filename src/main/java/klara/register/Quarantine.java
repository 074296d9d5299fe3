package klara.register;

import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import klara.table.Field;
import klara.table.Rule;
import klara.table.Table;
import klara.table.Zone;

/** Why rows of a register were set aside: one row per rejected row and rule, its value masked. */
public final class Quarantine {
  private static final Field FILE =
      Field.of("file", StringType, "File of the delivery", new Rule.Known());
  private static final Field LINE =
      Field.of(
          "line",
          LongType,
          "Line of a text file, the header being 1; row of a Parquet file from 1",
          new Rule.Known());
  private static final Field RULE =
      Field.of("rule", StringType, "The rule that was broken, R01 …", new Rule.Known());
  private static final Field COLUMN =
      Field.of("column", StringType, "Delivered column; empty where several are concerned");
  private static final Field MASKED_VALUE =
      Field.of("masked_value", StringType, "The value with every letter as x and digit as 9");

  private Quarantine() {}

  /** The quarantine of a register. */
  public static Table of(Register register) {
    return new Table(
        Zone.QUARANTINE,
        register.table().name(),
        "one row per rejected row and broken rule",
        List.of(),
        List.of(Lineage.DELIVERY, FILE, LINE, RULE, COLUMN, MASKED_VALUE));
  }
}
