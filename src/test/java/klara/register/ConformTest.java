package klara.register;

import static klara.register.DeliveredRows.REFERENCE;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import klara.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class ConformTest extends SparkTest {
  private static final byte[] KEY = new byte[32];

  private static final Register YEAR9 = Year9Students.REGISTER;
  private static final Register GRADES = Year9Grades.REGISTER;
  private static final Register ENROLMENTS = UpperSecondaryEnrolments.REGISTER;

  private Dataset<Row> conformed(Register register, String period, String lines) {
    return new Conform(register, REFERENCE, DeliveredRows.origins(register, period), false)
        .conformed(DeliveredRows.of(spark(), register, lines), KEY, 2)
        .orderBy(col(Conform.LINE));
  }

  /** What becomes of each line, in order. */
  private List<String> fates(Register register, String period, String lines) {
    return conformed(register, period, lines).select(Conform.FATE).collectAsList().stream()
        .map(row -> row.getString(0))
        .toList();
  }

  /** Line, rule, column and masked value of every breach, in order. */
  private List<String> breaches(Register register, String period, String lines) {
    return new Conform(register, REFERENCE, DeliveredRows.origins(register, period), false)
            .breached(DeliveredRows.of(spark(), register, lines))
            .select(col("line"), explode(col(Conform.BREACHES)).as("breach"))
            .orderBy(col("line"), col("breach.rule"), col("breach.column"))
            .select("line", "breach.*")
            .collectAsList()
            .stream()
            .map(row -> row.mkString(" "))
            .toList();
  }

  @Test
  void takesWhatKeepsEveryRuleAsItsContractSays() {
    Dataset<Row> rows =
        conformed(
            YEAR9,
            "2024_25",
            """
            200901279984  | PNR | 2024/25   | 12345678 | 0114 | 1 | 2009 | 0 | 1
            200901879981  | SAM | 2024/2025 | 12345678 | 1281 | 2 | 2009 |   |
            20090127TF12  | TF  | 2024/25   | 12345678 |      | 2 | 2009 | 2 | 0
            """);

    assertThat(rows.select(Conform.FATE).distinct().collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly(Conform.ACCEPTED);
    assertRows(
        YEAR9.table(),
        """
        is_linkable | school_year | school_unit_code | home_municipality_code | sex   | birth_year | protection | has_adapted_timetable
        true        | 2024        | 12345678         | 0114                   | boys  | 2009       | 0          | true
        true        | 2024        | 12345678         | 1281                   | girls | 2009       |            |
        false       | 2024        | 12345678         |                        | girls | 2009       | 2          | false
        """,
        rows);
  }

  @Test
  void givesOnePersonOnePseudonymHoweverTheNumberIsWritten() {
    List<Row> rows =
        conformed(
                YEAR9,
                "2024_25",
                """
                200901279984 | PNR | 2024/25 | 12345678 | 1281 | 1 | 2009 | 0 | 0
                090127-9984  | PNR | 2024/25 | 87654321 | 1281 | 1 | 2009 | 0 | 0
                a81f         | LOP | 2024/25 | 12345678 | 1281 | 1 | 2009 | 0 | 0
                """)
            .select(Person.STUDENT_ID.name())
            .collectAsList();

    assertThat(rows.get(0)).isEqualTo(rows.get(1)).isNotEqualTo(rows.get(2));
    assertThat(rows.get(0).getString(0)).matches("[0-9a-f]{32}");
  }

  @Test
  void countsTemporaryIdsAndNeverLinksThem() {
    String twice =
        """
        20090127TF12 | TF | 2024/25 | 12345678 | 1281 | 1 | 2009 | 0 | 0
        20090127TF12 | TF | 2024/25 | 12345678 | 1281 | 1 | 2009 | 0 | 0
        """;

    List<Row> rows =
        conformed(YEAR9, "2024_25", twice)
            .select(Person.STUDENT_ID.name(), Person.IS_LINKABLE.name(), Conform.FATE)
            .collectAsList();

    assertThat(rows.get(0).getString(0)).isNotEqualTo(rows.get(1).getString(0));
    assertThat(rows).allMatch(row -> !row.getBoolean(1));
    assertThat(rows).allMatch(row -> row.getString(2).equals(Conform.ACCEPTED));
  }

  @Test
  void saysWhichRuleAndColumnARowBreaksAndMasksTheValue() {
    assertThat(
            breaches(
                GRADES,
                "2024_25",
                """
                200901279985 | PNR | 2024/25 | 12345678 | MA |   | A | 0
                             | PNR | 2024/25 | 12345678 | MA |   | A | 0
                a81f         |     | 2024/25 | 12345678 | MA |   | A | 0
                a81f         | LOP | 2024/25 |          | MA |   | A | 0
                a81f         | LOP | 2024/25 | 12345678 | Åb |   | A | 0
                a81f         | LOP | 2024/25 | 12345678 | MA |   | G | 0
                a81f         | LOP | 2024/25 | 99999999 | MA |   | A | 0
                a81f         | LOP | 2024/25 | 12345678 | MA |   | A | ja
                a81f         | LOP | 2023/24 | 12345678 | MA |   | A | 0
                a81f         | LOP | 2024    | 12345678 | MA |   | A | 0
                !a81f        | LOP | 2024/25 | 12345678 | MA |   | A | 0
                a81f         | LOP | 2024/25 | 12345678 | MA |   | A | 0
                """))
        .containsExactly(
            "2 R01 id 999999999999",
            "3 R02 id ",
            "4 R02 id x99x",
            "5 R02 skolenhetskod ",
            "6 R05 amne xx",
            "7 R05 betyg x",
            "8 R06 skolenhetskod 99999999",
            "9 R08 sprakval xx",
            "10 R09 lasar 9999/99",
            "11 R09 lasar 9999",
            "12 R14  ");
  }

  @Test
  void refusesUnknownPlacesAndValuesOutOfRange() {
    assertThat(
            breaches(
                YEAR9,
                "2024_25",
                """
                a | LOP | 2024/25 | 12345678 | 114  | 1 | 2009 | 0 | 0
                b | LOP | 2024/25 | 12345678 | 1299 | 1 | 2009 | 0 | 0
                c | LOP | 2024/25 | 12345678 | 1281 | 3 | 2009 | 0 | 0
                d | LOP | 2024/25 | 12345678 | 1281 | 1 | 1899 | 0 | 0
                e | LOP | 2024/25 | 12345678 | 1281 | 1 | 2009 | 3 | 0
                f | LOP | 2024/25 | 12345678 | 1281 | 1 | 2OO9 | 0 | 0
                g | LOP | 2024/25 | 1234     | 1281 | 1 | 2009 | 0 | 0
                h | LOP | 2024/25 | 12345678 | 1281 | 1 | 2009 | 0 | 0
                """))
        .containsExactly(
            "2 R07 hemkommun 999",
            "3 R07 hemkommun 9999",
            "4 R05 kon 9",
            "5 R08 fodelsear 9999",
            "5 R12 fodelsear 9999",
            "6 R08 skydd 9",
            "7 R08 fodelsear 9xx9",
            "8 R06 skolenhetskod 9999",
            "8 R08 skolenhetskod 9999");
  }

  @Test
  void setsAsideABirthYearThatNoArithmeticHolds() {
    assertThat(
            breaches(
                YEAR9,
                "2024_25",
                """
                a | LOP | 2024/25 | 12345678 | 1281 | 1 | -2147483648 | 0 | 0
                b | LOP | 2024/25 | 12345678 | 1281 | 1 | 2147483647  | 0 | 0
                """))
        .containsExactly(
            "2 R08 fodelsear -9999999999",
            "2 R12 fodelsear -9999999999",
            "3 R08 fodelsear 9999999999",
            "3 R12 fodelsear 9999999999");
  }

  @Test
  void masksWhatWouldChangeHowAValueIsSeen() {
    assertThat(
            breaches(
                GRADES, "2024_25", "a | LOP | 2024/25 | 12345678 | M\u202EA\u001B[2J | | A | 0"))
        .containsExactly("2 R05 amne x?x?[9x");
  }

  @Test
  void masksEveryLetterAndDigitOfEveryAlphabet() {
    List<String> masked =
        breaches(
            GRADES,
            "2024_25",
            "200901279985 Åsa Öberg | PNR | 2024/25 | 12345678 | Ж٣=cmd | | A | 0");

    assertThat(masked).hasSize(2).allMatch(text -> text.startsWith("2 R0"));
    assertThat(masked.get(0)).endsWith("999999999999 xxx xxxxx");
    assertThat(masked.get(1)).endsWith("x9=xxx");
  }

  /** A value in one column is not the same value in the next: protection could be lost so. */
  @Test
  void tellsRowsApartThatDifferOnlyInWhereTheirBlankIs() {
    assertThat(
            fates(
                YEAR9,
                "2024_25",
                """
                a | LOP | 2024/25 | 12345678 | 1281 | 1 | 2009 | 1 |
                a | LOP | 2024/25 | 12345678 | 1281 | 1 | 2009 |   | 1
                """))
        .containsOnly(Conform.REJECTED);
  }

  @Test
  void seesTheSameRowInTwoWaysOfWriting() {
    assertThat(
            fates(
                YEAR9,
                "2024_25",
                """
                200901279984 | PNR | 2024/25   | 12345678 | 1281 | 1 | 2009 | 0 |
                090127-9984  | PNR | 2024/2025 | 12345678 | 1281 | 1 | 2009 | 0 |
                """))
        .containsExactly(Conform.ACCEPTED, Conform.SUPERSEDED);
  }

  @Test
  void isNoCopyOfARowThatIsWrongByItself() {
    assertThat(
            fates(
                GRADES,
                "2024_25",
                """
                a | LOP | 2024/25 | 12345678 | MA | | A | 0
                a | LOP | 2024/25 | 12345678 | MA | | G | 0
                """))
        .containsExactly(Conform.ACCEPTED, Conform.REJECTED);
  }

  @Test
  void losesNoRow() {
    String lines =
        """
        a  | LOP | 2024/25 | 12345678 | MA | | A | 0
        a  | LOP | 2024/25 | 12345678 | MA | | A | 0
        b  | LOP | 2024/25 | 12345678 | MA | | G | 0
        !c | LOP | 2024/25 |          |    | |   |
           |     |         |          |    | |   |
        """;

    assertThat(fates(GRADES, "2024_25", lines))
        .containsExactly(
            Conform.ACCEPTED,
            Conform.SUPERSEDED,
            Conform.REJECTED,
            Conform.REJECTED,
            Conform.REJECTED);
  }

  @Test
  void takesAProgrammeOnlyInTheYearsItWasThere() {
    String lines =
        """
        a | LOP | %1$s | 12345678 | HAHDL     | 1 | 1281 | 1 | 2006 | 0
        b | LOP | %1$s | 12345678 | FSHDL     | 1 | 1281 | 1 | 2006 | 0
        c | LOP | %1$s | 12345678 | NANAT     | 1 | 1281 | 1 | 2006 | 0
        d | LOP | %1$s | 12345678 | MA25F0L0N | 1 | 1281 | 1 | 2006 | 0
        e | LOP | %1$s | 12345678 | MAXXX     | 1 | 1281 | 1 | 2006 | 0
        """;

    assertThat(fates(ENROLMENTS, "2021_22", lines.formatted("2021/22")))
        .containsExactly(
            Conform.ACCEPTED,
            Conform.REJECTED,
            Conform.ACCEPTED,
            Conform.REJECTED,
            Conform.REJECTED);
    assertThat(fates(ENROLMENTS, "2022_23", lines.formatted("2022/23")))
        .containsExactly(
            Conform.REJECTED,
            Conform.ACCEPTED,
            Conform.ACCEPTED,
            Conform.REJECTED,
            Conform.REJECTED);
    assertThat(fates(ENROLMENTS, "2025_26", lines.formatted("2025/26")))
        .containsExactly(
            Conform.REJECTED,
            Conform.ACCEPTED,
            Conform.ACCEPTED,
            Conform.ACCEPTED,
            Conform.REJECTED);
  }

  @Test
  void refusesAnEndBeforeItsStartAndADateThatIsNotWhole() {
    assertThat(
            breaches(
                SchoolUnits.REGISTER,
                "2024-07-01",
                """
                12345678 | 2011-07-01 | 2011-06-30 | Ö | 1281 | | KOMMUN | GR | AKTIV |
                12345679 | 2011-07-01 | 2011-07-01 | Ö | 1281 | | KOMMUN | GR | AKTIV |
                12345680 | 2011       |            | Ö | 1281 | | KOMMUN | GR | AKTIV |
                12345681 | 2011-02-29 |            | Ö | 1281 | | KOMMUN | GR | AKTIV |
                """))
        .containsExactly(
            "2 R17 giltig_till ", "4 R08 giltig_fran 9999", "5 R08 giltig_fran 9999-99-99");
  }
}
