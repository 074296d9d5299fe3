package klara.release;

import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.ArrayList;
import java.util.List;
import klara.table.Field;
import klara.table.Rule;
import klara.table.Table;
import klara.table.Zone;

/** A table as it is published: in the releases, every row with the id of its release. */
public final class Published {
  public static final Field RELEASE_ID =
      Field.of("release_id", StringType, "The release the row belongs to", new Rule.Known());

  private Published() {}

  /** The published form of a table of the analysis. */
  public static Table of(Table table) {
    List<Field> columns = new ArrayList<>(table.columns());
    columns.add(RELEASE_ID);
    return new Table(Zone.RELEASES, table.name(), table.grain(), table.key(), List.copyOf(columns));
  }
}
