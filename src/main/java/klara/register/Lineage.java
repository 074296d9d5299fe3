package klara.register;

import static org.apache.spark.sql.types.DataTypes.StringType;

import klara.table.Field;
import klara.table.Rule;

/** Where a row came from. */
public final class Lineage {
  public static final Field DELIVERY =
      Field.of(
          "delivery",
          StringType,
          "The delivery the row came from: register/period/version",
          new Rule.Known());

  private Lineage() {}
}
