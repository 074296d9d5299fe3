package klara.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import klara.register.Conform;
import klara.register.Occupations;
import klara.register.Origin;
import klara.register.Reference;
import klara.register.Register;
import klara.register.SchoolUnits;
import klara.table.ContractException;
import klara.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegisterStoreTest extends SparkTest {
  private static final String PERIOD = "2024-07-01";
  private static final byte[] NO_KEY = {};

  @TempDir private Path root = Path.of("");

  private RegisterStore store() {
    return new RegisterStore(spark(), new Warehouse(new Storage(), root.toString()), 1);
  }

  private Dataset<Row> unitIn(String municipality) {
    return spark()
        .sql(
            """
            select '12345678' as skolenhetskod, '2011-07-01' as giltig_fran,
              cast(null as string) as giltig_till, 'Åskolan' as namn, '%s' as kommun,
              cast(null as string) as org_nr, 'KOMMUN' as huvudmannatyp, 'GR' as skolformer,
              'AKTIV' as status, cast(null as string) as foregangare,
              0 as %s, 2L as %s, true as %s, cast(null as string) as %s
            """
                .formatted(
                    municipality,
                    Conform.ORIGIN,
                    Conform.LINE,
                    Conform.OPENS_LINE,
                    Conform.LINE_RULE));
  }

  private void takeIn(String municipality) {
    List<Origin> origins =
        List.of(
            new Origin(
                "skolenhet/" + PERIOD + "/v01_20250925",
                PERIOD,
                "a.csv",
                1,
                false,
                Origin.COUNTRY));
    Reference reference = new Reference(List.of(), Set.of(municipality), Map.of());
    Conform conform = new Conform(SchoolUnits.REGISTER, reference, origins, false);
    store()
        .stage(
            SchoolUnits.REGISTER,
            conform,
            new DeliveryReader.Delivered(unitIn(municipality), origins),
            NO_KEY);
    store().accept(SchoolUnits.REGISTER, PERIOD, "v", "{}");
  }

  @Test
  void findsTheRowsOfAFileThatItWrote() {
    takeIn("1281");

    Dataset<Row> units = store().read(SchoolUnits.REGISTER, Map.of(PERIOD, "v"));

    assertThat(units.select("school_unit_code", "school_municipality_code").as("u").collectAsList())
        .extracting(Row::toString)
        .containsExactly("[12345678,1281]");
    store().requireRows(SchoolUnits.REGISTER, Map.of(PERIOD, "v"), 1);
  }

  @Test
  void endsTheNightWhereFilesDoNotHoldWhatWasCounted() {
    takeIn("1281");

    assertThatThrownBy(() -> store().requireRows(SchoolUnits.REGISTER, Map.of(PERIOD, "v"), 2))
        .isInstanceOf(ContractException.class)
        .hasMessage(
            "Cannot take in register 'skolenhet': its files do not hold what was accepted"
                + " (expected 2 rows, found 1)");
  }

  /**
   * A reference that knows a municipality of two digits lets one through that the table forbids.
   */
  @Test
  void writesNoRowThatBreaksTheTablesOwnRules() {
    assertThatThrownBy(() -> takeIn("12"))
        .rootCause()
        .hasMessage(
            "Table 'school_units' breaks its contract: a row was accepted that breaks a rule of its"
                + " columns");
  }

  @Test
  void readsOthersBesideARegisterWithoutMovingThem() {
    Register register = Occupations.REGISTER;
    Warehouse warehouse = new Warehouse(new Storage(), root.toString());
    String beside = root.resolve("others").toString();
    lay(warehouse.version(register.table(), "2021", "v"), "a | true | 2021 | work");
    lay(warehouse.version(register.table(), "2022", "v"), "a | true | 2022 | study");
    lay(beside, "b | true | 2021 | neither");

    Dataset<Row> rows = store().readBeside(register, Map.of("2021", "v", "2022", "v"), beside);

    assertThat(rows.select("student_id", "occupation_status", "is_merged").as("o").collectAsList())
        .extracting(Row::toString)
        .containsExactlyInAnyOrder("[a,work,false]", "[a,study,false]", "[b,neither,true]");
    assertThat(rows.groupBy("student_id").count().queryExecution().executedPlan().toString())
        .contains("Bucketed: true")
        .doesNotContain("Exchange");
    // Nothing beside it, or nothing at all
    assertThat(store().readBeside(register, Map.of("2021", "v"), root + "/none").collectAsList())
        .extracting(row -> row.<Boolean>getAs("is_merged"))
        .containsExactly(false);
    assertThat(store().readBeside(register, Map.of(), root + "/none").isEmpty()).isTrue();
  }

  private void lay(String folder, String occupations) {
    Dataset<Row> rows =
        rows(
            Occupations.REGISTER.table(),
            "student_id | is_linkable | occupation_year | occupation_status\n" + occupations);
    new TableStore(spark(), new Warehouse(new Storage(), root.toString()), 1)
        .write(rows.coalesce(1).write(), folder);
  }
}
