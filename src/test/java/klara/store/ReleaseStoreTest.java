package klara.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import klara.table.Field;
import klara.table.Table;
import klara.table.Zone;
import klara.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseStoreTest extends SparkTest {
  private static Table table(DataType type) {
    return new Table(
        Zone.ANALYSIS,
        "numbers",
        "one row per number",
        List.of(),
        List.of(
            Field.of("whole", DataTypes.IntegerType, "A number"),
            Field.of("long", DataTypes.LongType, "A number"),
            Field.of("half", DataTypes.DoubleType, "A number"),
            Field.of("is_odd", DataTypes.BooleanType, "Whether it is odd"),
            Field.of("text", type, "The number in words")));
  }

  private static List<Row> rows(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                i % 7 == 0
                    ? RowFactory.create(i, null, null, null, null)
                    : RowFactory.create(i, 1L << (i % 60), i / 2.0, i % 2 == 1, "å" + i))
        .toList();
  }

  /** More than a file has, so in several. */
  @Test
  void laysManyRowsAsideAndGivesThemAllBack(@TempDir Path folder) {
    Warehouse warehouse = new Warehouse(new Storage(), folder.toString());
    List<Row> rows = rows(250_000);

    try (ReleaseStore store = new ReleaseStore(spark(), warehouse)) {
      Dataset<Row> local = store.local(table(DataTypes.StringType), rows);

      assertThat(local.inputFiles()).hasSize(3);
      assertThat(local.orderBy("whole").collectAsList()).isEqualTo(rows);
    }
    assertThat(folder.resolve(".staging/rows")).doesNotExist();
  }

  @Test
  void saysWhichColumnCannotBeLaidAside(@TempDir Path folder) {
    try (ReleaseStore store =
        new ReleaseStore(spark(), new Warehouse(new Storage(), folder.toString()))) {
      assertThatThrownBy(() -> store.local(table(DataTypes.DateType), rows(20_000)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Cannot lay rows aside: column text is date");
    }
  }
}
