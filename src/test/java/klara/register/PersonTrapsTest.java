package klara.register;

import static klara.register.DeliveredRows.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import klara.testing.SparkTest;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/**
 * The traps of ids. Check digits by hand, weights 2, 1, 2 …: 090127-998 gives 46, so 4; 090127-999
 * gives 48, so 2; 080229-998 gives 48, so 2; 000229-999 gives 42, so 8; 090229-998 gives 49, so 1;
 * 000127-998 gives 37, so 3; 090187-998 gives 49, so 1.
 */
class PersonTrapsTest extends SparkTest {
  private static final Register SCHOOLING = EndedSchooling.REGISTER;

  private void assertTold(String text) {
    assertThat(RuleCase.of(RowRule.R01, SCHOOLING, "2024_25", text).told(spark())).isEqualTo(text);
  }

  private List<String> pseudonyms(String lines) {
    return new Conform(SCHOOLING, REFERENCE, DeliveredRows.origins(SCHOOLING, "2024_25"), false)
            .conformed(DeliveredRows.of(spark(), SCHOOLING, lines), new byte[32], 2)
            .orderBy(Conform.LINE)
            .select(Person.STUDENT_ID.name())
            .collectAsList()
            .stream()
            .map((Row row) -> row.getString(0))
            .toList();
  }

  @Test
  void pupilsWithOneTemporaryIdAreNotMergedIntoOne() {
    String pupil = "20090127TF10 | TF | 2024/25 | 12345678 | 8";

    assertTold((pupil + " => accepted\n").repeat(3));
    assertThat(pseudonyms((pupil + "\n").repeat(3))).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void twinsOfOneDateAreTwo() {
    assertTold(
        """
        200901279984 | PNR | 2024/25 | 12345678 | 8 => accepted
        200901279992 | PNR | 2024/25 | 12345678 | 8 => accepted
        """);
    assertThat(
            pseudonyms(
                """
                200901279984 | PNR | 2024/25 | 12345678 | 8
                200901279992 | PNR | 2024/25 | 12345678 | 8
                """))
        .doesNotHaveDuplicates();
  }

  @Test
  void the29thOfFebruaryIsADayInLeapYearsOnly() {
    assertTold(
        """
        200802299982 | PNR | 2024/25 | 12345678 | 8 => accepted
        200002299998 | PNR | 2024/25 | 12345678 | 8 => accepted
        200902299981 | PNR | 2024/25 | 12345678 | 8 => rejected: R01 id 999999999999
        190002299998 | PNR | 2024/25 | 12345678 | 8 => rejected: R01 id 999999999999
        """);
  }

  @Test
  void dayPlus60IsASamordningsnummerAndAnotherPersonUntilIdbyteSaysSo() {
    assertTold(
        """
        200901879981 | SAM | 2024/25 | 12345678 | 8 => accepted
        200901279984 | PNR | 2024/25 | 12345678 | 8 => accepted
        200901279984 | SAM | 2024/25 | 12345678 | 9 => rejected: R01 id 999999999999
        """);
    assertThat(
            pseudonyms(
                """
                200901879981 | SAM | 2024/25 | 12345678 | 8
                200901279984 | PNR | 2024/25 | 12345678 | 8
                """))
        .doesNotHaveDuplicates();
  }

  /** The sign says which side of a hundred years; 9 is 2009 in 2024, and 1909 with a plus. */
  @Test
  void aTwoDigitYearHasTheCenturyThatItsSignSays() {
    List<String> same =
        pseudonyms(
            """
            200901279984 | PNR | 2024/25 | 12345678 | 8
            090127-9984  | PNR | 2024/25 | 12345678 | 8
            """);
    List<String> old =
        pseudonyms(
            """
            190901279984 | PNR | 2024/25 | 12345678 | 8
            090127+9984  | PNR | 2024/25 | 12345678 | 8
            """);

    assertThat(same.get(0)).isEqualTo(same.get(1)).isNotEqualTo(old.get(0));
    assertThat(old.get(0)).isEqualTo(old.get(1));
  }

  @Test
  void thoseBornIn2000AndLaterAreOfThisCentury() {
    List<String> born2000 =
        pseudonyms(
            """
            200001279983 | PNR | 2024/25 | 12345678 | 8
            000127-9983  | PNR | 2024/25 | 12345678 | 8
            """);

    assertThat(born2000.get(0)).isEqualTo(born2000.get(1));
  }
}
