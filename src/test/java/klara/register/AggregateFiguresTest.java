package klara.register;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import klara.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class AggregateFiguresTest extends SparkTest {
  private List<String> fates(String... lines) {
    StructType schema = new StructType();
    for (String name : AggregateFigures.REGISTER.delivered()) {
      schema = schema.add(name, DataTypes.StringType);
    }
    schema =
        schema
            .add(Conform.ORIGIN, DataTypes.IntegerType)
            .add(Conform.LINE, DataTypes.LongType)
            .add(Conform.OPENS_LINE, DataTypes.BooleanType)
            .add(Conform.LINE_RULE, DataTypes.StringType);
    List<Row> rows = new ArrayList<>();
    for (String line : lines) {
      List<Object> cells = new ArrayList<>(Arrays.asList((Object[]) line.split(";", -1)));
      cells.replaceAll(cell -> cell.equals("") ? null : cell);
      cells.addAll(List.of(0, rows.size() + 2L, true));
      cells.add(null);
      rows.add(RowFactory.create(cells.toArray()));
    }
    Reference reference = new Reference(List.of(), Set.of("1281"), Map.of());
    Dataset<Row> conformed =
        new Conform(
                AggregateFigures.REGISTER,
                reference,
                DeliveredRows.origins(AggregateFigures.REGISTER, "2024-a"),
                true)
            .conformed(spark().createDataFrame(rows, schema), new byte[32], 2);
    return conformed.orderBy(col(Conform.LINE)).select(Conform.FATE).collectAsList().stream()
        .map(row -> row.getString(0))
        .toList();
  }

  @Test
  void takesEveryKindOfAreaAndTypeOfProviderThatIsPublished() {
    assertThat(
            fates(
                "S;t;2024/25;skolkommun;1281;samtliga;T;a;4102;;4 102",
                "S;t;2024/25;hemkommun;1281;statlig;K;a;;..;..",
                "S;t;2024/25;kommun;1281;region;M;a;;.;.",
                "S;t;2024;riket;0000;samtliga;T;a;;~100;~100",
                "S;t;2024;lan;12;samtliga;T;a;1.5;;1,5",
                "S;t;2024;skolenhet;48000763;internationella_skolor;T;a;1;;1",
                "S;t;2024;kommunalforbund;lapplands_kommunalforbund;kommunal;T;a;-600;;-600"))
        .containsOnly(Conform.ACCEPTED)
        .hasSize(7);
  }

  @Test
  void rejectsAMunicipalityThatIsNotAndWordsThatAreNotInTheContract() {
    assertThat(
            fates(
                "S;t;2024;skolkommun;1299;samtliga;T;a;1;;1",
                "S;t;2024;skolkommun;128;samtliga;T;a;1;;1",
                "S;t;2024;socken;1281;samtliga;T;a;1;;1",
                "S;t;2024;skolkommun;1281;kyrklig;T;a;1;;1",
                "S;t;2024;skolkommun;1281;samtliga;T;a;;~99;~99"))
        .containsOnly(Conform.REJECTED)
        .hasSize(5);
  }
}
