package klara.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import klara.register.Backgrounds;
import klara.register.Conform;
import klara.register.Origin;
import klara.register.Reference;
import klara.register.Register;
import klara.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A period that looks like a number is the name of a folder: Spark would make it one. */
class PartitionTrapTest extends SparkTest {
  private static final Register BACKGROUNDS = Backgrounds.REGISTER;

  @TempDir private Path root = Path.of("");

  private Dataset<Row> delivered(String... cells) {
    StructType schema = new StructType();
    for (String column : BACKGROUNDS.delivered()) {
      schema = schema.add(column, DataTypes.StringType);
    }
    schema =
        schema
            .add(Conform.ORIGIN, DataTypes.IntegerType)
            .add(Conform.LINE, DataTypes.LongType)
            .add(Conform.OPENS_LINE, DataTypes.BooleanType)
            .add(Conform.LINE_RULE, DataTypes.StringType);
    List<Object> row = new ArrayList<>(Arrays.asList((Object[]) cells));
    while (row.size() < BACKGROUNDS.delivered().size()) {
      row.add(null);
    }
    row.addAll(Arrays.asList(0, 2L, true, null));
    return spark().createDataFrame(List.of(RowFactory.create(row.toArray())), schema);
  }

  @Test
  void aPeriodAndACodeWithALeadingZeroComeBackAsText() {
    Warehouse warehouse = new Warehouse(new Storage(), root.toString());
    RegisterStore store = new RegisterStore(spark(), warehouse, 2);
    List<Origin> origins =
        List.of(new Origin("bakgrund/0114/v01", "0114", "a.csv", 1, false, Origin.COUNTRY));
    Reference reference = new Reference(List.of(), Set.of("0114"), Map.of());
    Dataset<Row> rows = delivered("a", "LOP", "2024", "0114", "Sverige", "2015", "S");

    store.stage(
        BACKGROUNDS,
        new Conform(BACKGROUNDS, reference, origins, false),
        new DeliveryReader.Delivered(rows, origins),
        new byte[32]);
    store.accept(BACKGROUNDS, "0114", "1", "{}");

    assertThat(Path.of(warehouse.version(BACKGROUNDS.table(), "0114", "1"))).isDirectory();
    assertRows(
        BACKGROUNDS.table(),
        """
        as_of_year | residence_municipality_code | delivery
        2024       | 0114                        | bakgrund/0114/v01
        """,
        store.read(BACKGROUNDS, Map.of("0114", "1")));
  }
}
