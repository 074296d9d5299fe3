package klara.testing;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import klara.table.Field;
import klara.table.Table;
import klara.table.Zone;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

class SparkTestTest extends SparkTest {
  private static final Field NAME = Field.of("name", DataTypes.StringType, "Name");
  private static final Field BORN_ON = Field.of("born_on", DataTypes.DateType, "Birth");
  private static final Field RATE = Field.of("rate", DataTypes.DoubleType, "Share, 0 to 1");
  private static final Field YEARS =
      Field.of("years", DataTypes.createArrayType(DataTypes.IntegerType), "Years");
  private static final Table TABLE =
      new Table(
          Zone.ANALYSIS,
          "people",
          "one row per name",
          List.of(NAME),
          List.of(NAME, BORN_ON, RATE, YEARS));

  private static final String TEXT =
      """
      name | born_on    | rate  | years
      a    | 2005-03-01 | 0.125 | [2020,2021]
      b    |            |       |
      ""   | 2005-03-02 | 1     | []
      """;

  @Test
  void readsTypesFromTheContractAndBlankAsNull() {
    List<Row> rows = rows(TABLE, TEXT).orderBy(desc("rate")).collectAsList();

    assertThat(rows.get(0).getString(0)).isEmpty();
    assertThat(rows.get(1).getDate(1)).hasToString("2005-03-01");
    assertThat(rows.get(1).getDouble(2)).isEqualTo(0.125);
    assertThat(rows.get(1).<Integer>getList(3)).containsExactly(2020, 2021);
    assertThat(rows.get(2).isNullAt(1)).isTrue();
  }

  @Test
  void makesRowsWholeWithTypedNullsInColumnsThatTheTextLeavesOut() {
    Dataset<Row> whole = whole(TABLE, "rate | name\n1 | a");

    assertThat(TABLE.require(whole)).isEqualTo(1);
    assertRows(
        TABLE,
        """
        name | born_on | rate | years
        a    |         | 1.0  |
        """,
        whole);
  }

  @Test
  void comparesInAnyOrderAndToTheDecimalsWritten() {
    Dataset<Row> rows = rows(TABLE, TEXT);

    assertRows(
        TABLE,
        """
        rate | name
        1.0  | ""
             | b
        0.13 | a
        """,
        rows.orderBy(desc("name")));
  }

  @Test
  void showsBothTablesWhereTheyDiffer() {
    Dataset<Row> rows = rows(TABLE, TEXT);

    assertThatThrownBy(
            () ->
                assertRows(
                    TABLE,
                    """
                    name | rate
                    a    | 0.2
                    """,
                    rows.where(col("name").equalTo("a"))))
        .hasMessageContaining("'people'")
        .hasMessageContaining("a | 0.2")
        .hasMessageContaining("a | 0.125");
  }

  @Test
  void seesADifferentTypeAndATwinTooMany() {
    Dataset<Row> one = rows(TABLE, "name\na");

    assertThatThrownBy(() -> assertRows(TABLE, "name\na", one.union(one)))
        .hasMessageContaining("is not as expected");
    assertThatThrownBy(
            () ->
                assertRows(
                    TABLE, "rate\n1", one.select(col("name").isNull().cast("int").as("rate"))))
        .hasMessageContaining("struct<rate:int>");
  }
}
