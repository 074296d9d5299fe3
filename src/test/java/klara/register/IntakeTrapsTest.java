package klara.register;

import static klara.register.DeliveredRows.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;

import klara.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** The traps of codes, numbers, dates and places that intake has to see. */
class IntakeTrapsTest extends SparkTest {
  private static final Register YEAR9 = Year9Students.REGISTER;
  private static final Register FIGURES = AggregateFigures.REGISTER;

  private void assertTold(Register register, String period, String text) {
    assertThat(RuleCase.of(RowRule.R08, register, period, text).told(spark())).isEqualTo(text);
  }

  private Dataset<Row> conformed(Register register, String period, String lines) {
    return new Conform(register, REFERENCE, DeliveredRows.origins(register, period), false)
        .conformed(DeliveredRows.of(spark(), register, lines), new byte[32], 2);
  }

  @Test
  void municipality0114IsNot114() {
    assertTold(
        YEAR9,
        "2024_25",
        """
        a | LOP | 2024/25 | 12345678 | 0114 | 1 | 2009 | | => accepted
        b | LOP | 2024/25 | 12345678 | 114  | 1 | 2009 | | => rejected: R07 hemkommun 999
        """);
    assertRows(
        YEAR9.table(),
        "home_municipality_code\n0114",
        conformed(YEAR9, "2024_25", "a | LOP | 2024/25 | 12345678 | 0114 | 1 | 2009 | |"));
  }

  /** A mark is no number, and a blank between digits no end of one. */
  @Test
  void tilde100IsNot100And4Blank102IsNot4() {
    assertTold(
        FIGURES,
        "2025",
        """
        S | t | 2024/25 | kommun | 1281 | samtliga | T | a | ~100    | | ~100 => rejected: R08 varde ~999
        S | t | 2024/25 | kommun | 1281 | samtliga | T | b | 4 102   | | 4102 => rejected: R08 varde 9 999
        S | t | 2024/25 | kommun | 1281 | samtliga | T | c | 4\u00a0102   | | 4102 => rejected: R08 varde 9\u00a0999
        S | t | 2024/25 | kommun | 1281 | samtliga | T | d | 1.234,5 | | 1234 => rejected: R08 varde 9.999,9
        S | t | 2024/25 | kommun | 1281 | samtliga | T | e | 4102    | | 4102 => accepted
        """);
  }

  @Test
  void aDecimalCommaParts() {
    assertRows(
        FIGURES.table(),
        """
        measure | value
        comma   | 17.1000
        point   | 17.1000
        """,
        conformed(
            FIGURES,
            "2025",
            """
            S | t | 2024/25 | kommun | 1281 | samtliga | T | comma | 17,1 | | 17,1
            S | t | 2024/25 | kommun | 1281 | samtliga | T | point | 17.1 | | 17.1
            """));
  }

  @Test
  void zeroIsNoDot() {
    assertRows(
        FIGURES.table(),
        """
        measure | value  | mark
        zero    | 0.0000 |
        dot     |        | .
        hidden  |        | ..
        nearly  |        | ~100
        """,
        conformed(
            FIGURES,
            "2025",
            """
            S | t | 2024/25 | kommun | 1281 | samtliga | T | zero   | 0 |      | 0
            S | t | 2024/25 | kommun | 1281 | samtliga | T | dot    |   | .    | .
            S | t | 2024/25 | kommun | 1281 | samtliga | T | hidden |   | ..   | ..
            S | t | 2024/25 | kommun | 1281 | samtliga | T | nearly |   | ~100 | ~100
            """));
  }

  /** The old unit's code holds until its end, the new one's from then on; both are known. */
  @Test
  void aSchoolSplitBetweenYearsIsTakenInOnBothSides() {
    assertTold(
        SchoolUnits.REGISTER,
        "2024-07-01",
        """
        12345678 | 2011-07-01 | 2024-06-30 | Åskolan   | 1281 | | KOMMUN | GR | UPPHORT |          => accepted
        87654321 | 2024-07-01 |            | Åskolan A | 1281 | | KOMMUN | GR | AKTIV   | 12345678 => accepted
        11111111 | 2024-07-01 |            | Åskolan B | 1281 | | KOMMUN | GR | AKTIV   | 12345678 => accepted
        """);
    assertRows(
        SchoolUnits.REGISTER.table(),
        """
        school_unit_code | valid_from | valid_to   | predecessors
        12345678         | 2011-07-01 | 2024-06-30 |
        87654321         | 2024-07-01 |            | ["12345678"]
        """,
        conformed(
            SchoolUnits.REGISTER,
            "2024-07-01",
            """
            12345678 | 2011-07-01 | 2024-06-30 | Åskolan   | 1281 | | KOMMUN | GR | UPPHORT |
            87654321 | 2024-07-01 |            | Åskolan A | 1281 | | KOMMUN | GR | AKTIV   | 12345678
            """));
    assertTold(
        YEAR9, "2023_24", "a | LOP | 2023/24 | 12345678 | 1281 | 1 | 2008 | | => accepted\n");
    assertTold(
        YEAR9, "2024_25", "b | LOP | 2024/25 | 87654321 | 1281 | 1 | 2009 | | => accepted\n");
  }

  /** In the autumn of 2025 beginners read Gy25 and the others go on with Gy11. */
  @Test
  void gy11AndGy25StandInOneYear() {
    assertTold(
        UpperSecondaryEnrolments.REGISTER,
        "2025_26",
        """
        a | LOP | 2025/26 | 12345678 | NA25    | 1 | 1281 | 1 | 2009 | => accepted
        b | LOP | 2025/26 | 12345678 | NANAT   | 2 | 1281 | 1 | 2008 | => accepted
        c | LOP | 2025/26 | 12345678 | MA25F0L | 1 | 1281 | 1 | 2009 | => accepted
        d | LOP | 2025/26 | 12345678 | MA      | 1 | 1281 | 1 | 2009 | => rejected: R05 studievagskod xx
        """);
    assertTold(
        UpperSecondaryEnrolments.REGISTER,
        "2024_25",
        """
        a | LOP | 2024/25 | 12345678 | NA25  | 1 | 1281 | 1 | 2008 | => rejected: R05 studievagskod xx99
        b | LOP | 2024/25 | 12345678 | NANAT | 2 | 1281 | 1 | 2007 | => accepted
        """);
    assertTold(
        UpperSecondaryCertificates.REGISTER,
        "2027_28",
        """
        a | LOP | 12345678 | 2028-06-07 | E | NA25  | 2500 | 1 | GY25 => accepted
        b | LOP | 12345678 | 2028-06-07 | E | NANAT | 2500 | 1 | GY11 => accepted
        """);
  }

  /** Not the subject mathematics, nor the former Marin: whoever strips the 25 has another code. */
  @Test
  void ma25IsNotTheSubjectMathematics() {
    assertTold(
        Year9Grades.REGISTER,
        "2025_26",
        """
        a | LOP | 2025/26 | 12345678 | MA   | | E | => accepted
        b | LOP | 2025/26 | 12345678 | MA25 | | E | => rejected: R05 amne xx99
        """);
  }

  @Test
  void homeOutsideSkaneAndSchoolInsideAndTheReverse() {
    assertRows(
        YEAR9.table(),
        """
        school_unit_code | home_municipality_code
        12345678         | 0114
        87654321         | 1281
        """,
        conformed(
            YEAR9,
            "2024_25",
            """
            a | LOP | 2024/25 | 12345678 | 0114 | 1 | 2009 | |
            b | LOP | 2024/25 | 87654321 | 1281 | 1 | 2009 | |
            """));
  }

  /**
   * Municipalities have got another code by moving to another county, as Heby did in 2007. A row of
   * D2 says from when its name and groups hold, not since when the code is: both codes are known,
   * at whatever time, and every row keeps the one that it was delivered with.
   */
  @Test
  void aMunicipalityThatMovedToAnotherCountyKeepsBothCodes() {
    assertTold(
        Municipalities.REGISTER,
        "2024",
        """
        1917 | 1974-01-01 | Heby | | => accepted
        0331 | 2007-01-01 | Heby | | => accepted
        0331 | 2023-01-01 | Heby | | => accepted
        """);
    Reference both =
        new Reference(
            REFERENCE.codes(), java.util.Set.of("1917", "0331"), REFERENCE.municipalityOfUnit());
    String lines =
        """
        a | LOP | 2006/07 | 12345678 | 1917 | 1 | 1991 | |
        b | LOP | 2006/07 | 12345678 | 0331 | 1 | 1991 | |
        c | LOP | 2006/07 | 12345678 | 1281 | 1 | 1991 | |
        """;

    Dataset<Row> accepted =
        new Conform(YEAR9, both, DeliveredRows.origins(YEAR9, "2006_07"), false)
            .conformed(DeliveredRows.of(spark(), YEAR9, lines), new byte[32], 2)
            .where("fate = 'accepted'");

    assertRows(YEAR9.table(), "home_municipality_code\n1917\n0331", accepted);
  }

  /** From July 2018 those of introductory programmes are out and those with studiebevis in. */
  @Test
  void registrationsOnBothSidesOfJuly2018KeepTheirHalfYearAndDay() {
    String first = "a | LOP | 2018H1 | 1281 | 2018-06-30 | im | 2018-06-30 | | | ";
    String second = "a | LOP | 2018H2 | 1281 | 2018-07-01 | studiebevis | | | | ";

    assertTold(ActivityResponsibility.REGISTER, "2018H1", first + "=> accepted\n");
    assertTold(ActivityResponsibility.REGISTER, "2018H2", second + "=> accepted\n");
    assertRows(
        ActivityResponsibility.REGISTER.table(),
        """
        half_year | registered_on | registration_reason | deregistered_on
        2018H1    | 2018-06-30    | im                  | 2018-06-30
        2018H2    | 2018-07-01    | studiebevis         |
        """,
        conformed(ActivityResponsibility.REGISTER, "2018H1", first)
            .unionByName(conformed(ActivityResponsibility.REGISTER, "2018H2", second)));
  }

  /** KPIs leave those out from 2016; we keep them apart, before and after. */
  @Test
  void unknownBackgroundIsNeitherSwedishNorForeignBeforeAndAfter2016() {
    for (String year : new String[] {"2015", "2016"}) {
      assertRows(
          Backgrounds.REGISTER.table(),
          """
          background | birth_region
          unknown    |
          swedish    | sweden
          foreign    | other
          """,
          conformed(
              Backgrounds.REGISTER,
              year,
              """
              a | LOP | %1$s | 1281 |         | | okand | | | | | | | | |
              b | LOP | %1$s | 1281 | Sverige | | S     | | | | | | | | |
              c | LOP | %1$s | 1281 | ovr     | | U     | | | | | | | | |
              """
                  .formatted(year)));
    }
  }
}
