package klara.release;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import klara.table.Field;
import klara.table.Table;
import klara.table.Zone;
import klara.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class ContentHashTest extends SparkTest {
  private static final Field AREA = Field.of("area", StringType, "Area");
  private static final Field NAME = Field.of("name", StringType, "Name");
  private static final Table TABLE =
      new Table(
          Zone.RELEASES,
          "areas",
          "one row per area",
          List.of(AREA),
          List.of(
              AREA,
              NAME,
              Field.of("students", LongType, "Students"),
              Field.of("rate", DoubleType, "Share")));

  private static final String TEXT =
      """
      area | name  | students | rate
      1280 | Malmö | 3976     | 0.833
      1281 | Lund  | 1744     |
      1281 | Lund  | 1744     |
      0114 |       | 0        | 0.1
      """;

  private String hash(String text) {
    return ContentHash.of(TABLE, rows(TABLE, text));
  }

  @Test
  void isTheSameWhateverTheOrderOfRowsAndColumnsAndTheirPartitions() {
    Dataset<Row> rows = rows(TABLE, TEXT);

    assertThat(
            Stream.of(
                rows.orderBy("rate"),
                rows.orderBy(rows.col("area").desc()).coalesce(1),
                rows.repartition(7),
                rows.select("rate", "students", "name", "area")))
        .allSatisfy(other -> assertThat(ContentHash.of(TABLE, other)).isEqualTo(hash(TEXT)));
  }

  @Test
  void changesWithAnyCellAndWithARowTooManyOrTooFew() {
    assertThat(
            Stream.of(
                TEXT,
                TEXT.replace("0.833", "0.834"),
                TEXT.replace("3976", "3977"),
                TEXT.replace("Malmö", "Malmo"),
                TEXT.replace("0114 |       |", "0114 | \"\"    |"),
                TEXT.replace("0114 |       |", "     | 0114  |"),
                TEXT.replaceFirst("1281 \\| Lund  \\| 1744     \\|\n", ""),
                TEXT + "1281 | Lund  | 1744     |\n",
                TEXT.replaceFirst("(?s)\n.*", "\n")))
        .map(this::hash)
        .doesNotHaveDuplicates();
  }
}
