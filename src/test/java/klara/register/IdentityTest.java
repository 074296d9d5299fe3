package klara.register;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import klara.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/**
 * The check digits are worked by hand: weights 2, 1, 2 … over the nine digits before, digits of
 * products added, up to the next ten. For 090127-998: 0+9+0+1+4+7+18→9+9+16→7 = 46, so 4.
 */
class IdentityTest extends SparkTest {
  private static final StructType SCHEMA =
      new StructType()
          .add(Person.ID, DataTypes.StringType)
          .add(Person.ID_TYPE, DataTypes.StringType)
          .add("row", DataTypes.StringType);
  private static final int PERIOD_YEAR = 2024;

  private Dataset<Row> identified(String lines) {
    List<Row> rows =
        lines
            .lines()
            .map(
                line ->
                    RowFactory.create(
                        line.substring(0, line.indexOf(' ')),
                        line.substring(line.indexOf(' ') + 1).strip(),
                        line))
            .toList();
    return Identity.withParts(
        spark().createDataFrame(rows, SCHEMA), Person.ID, col(Person.ID_TYPE), lit(PERIOD_YEAR));
  }

  private List<Boolean> validity(String lines) {
    return identified(lines)
        .coalesce(1)
        .select(Identity.in(Person.ID).isValid())
        .collectAsList()
        .stream()
        .map(row -> row.getBoolean(0))
        .toList();
  }

  @Test
  void takesARealDateWithTheRightCheckDigit() {
    assertThat(
            validity(
                """
                200901279984  PNR
                20090127-9984 PNR
                090127-9984   PNR
                200901879981  SAM
                200402299986  PNR
                """))
        .containsOnly(true)
        .hasSize(5);
  }

  @Test
  void refusesAWrongCheckDigitAnImpossibleDateAndAnotherForm() {
    assertThat(
            validity(
                """
                200901279985  PNR
                200502299985  PNR
                200913019980  PNR
                200904319985  PNR
                200901879981  PNR
                200901279984  SAM
                0901279984    PNR
                20090127998X  PNR
                20090127998   PNR
                åäöåäöåäöåäö  PNR
                200901279984  XYZ
                """))
        .containsOnly(false)
        .hasSize(11);
  }

  @Test
  void takesTemporaryAndSerialIdsByTheirFormAlone() {
    assertThat(
            validity(
                """
                20090127TF12  TF
                20090127-tf20 TF
                a81f          LOP
                """))
        .containsOnly(true);
    assertThat(validity("20090127TFX1 TF\n200901279984 TF\n" + "x".repeat(65) + " LOP"))
        .containsOnly(false);
  }

  @Test
  void readsTheCenturyOfTenDigitsFromThePeriodAndThePlus() {
    List<String> twelve =
        identified(
                """
                090127-9984 PNR
                240127-9985 PNR
                250127-9984 PNR
                990127-9985 PNR
                090127+9984 PNR
                a81f        LOP
                """)
            .coalesce(1)
            .select("_id_twelve")
            .collectAsList()
            .stream()
            .map(row -> String.valueOf(row.get(0)))
            .toList();

    assertThat(twelve)
        .containsExactly(
            "200901279984", "202401279985", "192501279984", "199901279985", "190901279984", "null");
  }

  @Test
  void givesAllFormsOfANumberOnePseudonymAndEveryTemporaryRowItsOwn() {
    List<String> domains =
        identified(
                """
                200901279984  PNR
                20090127-9984 PNR
                090127-9984   PNR
                20090127TF12  TF
                20090127TF12   TF
                a81f          LOP
                A81F          LOP
                """)
            .coalesce(1)
            .select(Identity.in(Person.ID).domain(col("row")))
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();

    assertThat(domains.subList(0, 3)).containsOnly("civic:200901279984");
    assertThat(domains.subList(3, 7)).doesNotHaveDuplicates();
  }

  @Test
  void knowsTheNumbersThatBelongToNobody() {
    List<Boolean> invented =
        identified(
                """
                200901279984 PNR
                200901271239 PNR
                20090127TF12 TF
                twin-1       LOP
                a81f         LOP
                """)
            .coalesce(1)
            .select(Identity.in(Person.ID).isInvented())
            .collectAsList()
            .stream()
            .map(row -> row.getBoolean(0))
            .toList();

    assertThat(invented).containsExactly(true, false, true, true, false);
  }
}
