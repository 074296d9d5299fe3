package klara.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class StudentsTest extends HistoryTest {
  private static final LocalDate AS_OF = LocalDate.of(2024, 12, 31);

  @Test
  void tellsALifeFromYear9ToDiploma() {
    Dataset<Row> students =
        Students.from(
            registers(
                """
                a | true | 2020 | 11111111 | 1281 | girls | 2005 | 0
                b | true | 2020 | 11111111 | 1264 | boys  | 2005 |
                c | true | 2019 | 11111111 | 1281 | boys  | 2004 |
                c | true | 2020 | 22222222 | 1281 | boys  | 2004 |
                """,
                """
                a | true | 2020 | 11111111 | MA | | C |
                c | true | 2019 | 11111111 | MA | | A |
                c | true | 2020 | 22222222 | MA | | E |
                """,
                """
                a | true | 2021 | 22222222 | NANAT | 1 | 1281 | girls | 2005 | 0
                a | true | 2022 | 22222222 | NANAT | 2 | 1281 | girls | 2005 | 0
                b | true | 2023 | 33333333 | IMA   | 1 | 1280 | boys  | 2005 |
                """,
                """
                a | true | 22222222 | 2024-06-05 | E | 2500
                a | true | 22222222 | 2024-08-05 | E | 2500
                b | true | 33333333 | 2024-06-05 | Z | 2400
                c | true | 33333333 | 2024-06-05 | Z | 2500
                c | true | 33333333 | 2024-06-06 | G |
                """,
                ""),
            AS_OF);

    assertRows(
        Students.TABLE,
        """
        student_id | year9_school_year | year9_school_unit_code | year9_school_municipality_code | year9_home_municipality_code | merit_value_16
        a          | 2020              | 11111111               | 1281                           | 1281                         | 15.0
        b          | 2020              | 11111111               | 1281                           | 1264                         |
        c          | 2020              | 22222222               | 1280                           | 1281                         | 10.0
        """,
        students);
    assertRows(
        Students.TABLE,
        """
        student_id | start_school_year | start_school_municipality_code | start_programme_code | start_programme_type | last_school_year | diploma_on | study_certificate_on
        a          | 2021              | 1280                           | NA                   | HF                   | 2022             | 2024-06-05 |
        b          | 2023              | 1264                           | IMA                  | IM                   | 2023             |            |
        c          |                   |                                |                      |                      |                  |            | 2024-06-05
        """,
        students);
  }

  @Test
  void countsAPersonInTwoUnitsOnOneOctoberDayOnce() {
    Dataset<Row> students =
        Students.from(
            registers(
                "",
                "",
                """
                a | true | 2021 | 11111111 | NANAT     | 1 | 1281 | girls | 2005 |
                a | true | 2021 | 22222222 | IBIBX     | 2 | 1281 | girls | 2005 |
                b | true | 2021 | 33333333 | NANAT     | 1 | 1281 | boys  | 2005 |
                b | true | 2021 | 22222222 | MA25F0L0N | 1 | 1281 | boys  | 2005 |
                c | true | 2021 | 22222222 | ZZ        | 1 | 1281 | boys  | 2005 |
                """,
                "",
                ""),
            AS_OF);

    assertRows(
        Students.TABLE,
        """
        student_id | start_school_unit_code | start_programme_code | start_programme_type | year9_school_year
        a          | 22222222               | IB                   | IB                   |
        b          | 22222222               | MA25                 | YRK                  |
        c          | 22222222               |                      |                      |
        """,
        students);
  }

  @Test
  void leavesOutThoseWhoCannotBeFollowedAndRemembersProtectionSeenOnce() {
    Dataset<Row> students =
        Students.from(
            registers(
                """
                a  | true  | 2020 | 11111111 | 1281 | girls | 2005 | 1
                b  | true  | 2020 | 11111111 | 1281 | boys  | 2005 |
                c  | true  | 2020 | 11111111 | 1281 | boys  | 2005 | 0
                tf | false | 2020 | 11111111 | 1281 | boys  | 2005 | 0
                """,
                "",
                """
                a | true | 2021 | 22222222 | NANAT | 1 | 1281 | girls | 2005 | 0
                b | true | 2021 | 22222222 | NANAT | 1 | 1281 | boys  | 2005 | 0
                b | true | 2022 | 22222222 | NANAT | 2 | 1281 | boys  | 2005 | 2
                """,
                "",
                ""),
            AS_OF);

    assertRows(
        Students.TABLE,
        """
        student_id | is_protected
        a          | true
        b          | true
        c          | false
        """,
        students);
  }

  @Test
  void describesCircumstancesByTheLatestYearAndSaysWhatIsUnknown() {
    Dataset<Row> students =
        Students.from(
            registers(
                """
                a | true | 2020 | 11111111 | 1281 | girls | 2005 |
                b | true | 2020 | 11111111 | 1281 | girls | 2005 |
                c | true | 2020 | 11111111 | 1281 | girls | 2005 |
                d | true | 2020 | 11111111 | 1281 | girls | 2005 |
                e | true | 2020 | 11111111 | 1281 | girls | 2005 |
                """,
                "",
                "",
                "",
                """
                a | true | 2019 | swedish | 2 |
                a | true | 2020 | swedish | 3 |
                b | true | 2020 | foreign | 7 | 2017
                c | true | 2020 | foreign |   | 2016
                d | true | 2020 | unknown | 2 |
                """),
            AS_OF);

    // Left year 9 in spring 2021: 2017 is four years before, 2016 five
    assertRows(
        Students.TABLE,
        """
        student_id | background | parental_education | newly_arrived
        a          | swedish    | upper_secondary    | no
        b          | foreign    | post_secondary     | yes
        c          | foreign    | unknown            | no
        d          | unknown    | pre_secondary      | unknown
        e          | unknown    | unknown            | unknown
        """,
        students);
  }

  @Test
  void isBlindToWhatWasKnownAfterTheAsOfDate() {
    LocalDate asOf = LocalDate.of(2021, 10, 14);
    String year9 = "a | true | 2020 | 11111111 | 1281 | girls | 2005 | 0\n";
    String grades = "a | true | 2020 | 11111111 | MA | | C |\n";
    String enrolments = "b | true | 2020 | 22222222 | NANAT | 1 | 1281 | boys | 2004 |\n";
    String certificates = "b | true | 22222222 | 2021-10-14 | E |\n";
    String backgrounds = "a | true | 2020 | swedish | 3 |\n";
    Registered before = registers(year9, grades, enrolments, certificates, backgrounds);
    Registered after =
        registers(
            year9
                + """
                a | true | 2021 | 22222222 | 1280 | girls | 2005 | 0
                c | true | 2021 | 22222222 | 1280 | girls | 2005 | 0
                """,
            grades + "a | true | 2021 | 22222222 | MA | | A |\n",
            enrolments
                + """
                a | true | 2021 | 22222222 | NANAT | 1 | 1281 | girls | 2005 | 0
                b | true | 2021 | 22222222 | NANAT | 2 | 1281 | boys  | 2004 |
                """,
            certificates
                + """
                a | true | 22222222 | 2021-10-15 | E |
                b | true | 22222222 | 2021-10-15 | E |
                """,
            backgrounds + "a | true | 2021 | foreign | 7 | 2021\n");

    Dataset<Row> known = Students.from(before, asOf);

    assertThat(known.count()).isEqualTo(2);
    assertThat(Students.from(after, asOf).collectAsList())
        .containsExactlyInAnyOrderElementsOf(known.collectAsList());
  }

  @Test
  void protectedFlagSetAfterPublicationHoldsForEveryYearBefore() {
    LocalDate asOf = LocalDate.of(2021, 10, 14);

    Dataset<Row> students =
        Students.from(
            registers(
                """
                a | true | 2020 | 11111111 | 1281 | girls | 2005 | 0
                b | true | 2020 | 11111111 | 1281 | boys  | 2005 |
                c | true | 2020 | 11111111 | 1281 | boys  | 2005 |
                d | true | 2022 | 11111111 | 1281 | boys  | 2007 | 2
                e | true | 2022 | 11111111 | 1281 | boys  | 2004 | 1
                """,
                "",
                """
                a | true | 2021 | 22222222 | NANAT | 1 | 1281 | girls | 2005 | 1
                b | true | 2023 | 22222222 | NANAT | 3 | 1281 | boys  | 2005 | 2
                c | true | 2021 | 22222222 | NANAT | 1 | 1281 | boys  | 2005 | 0
                e | true | 2020 | 22222222 | NANAT | 1 | 1281 | boys  | 2004 | 0
                """,
                "",
                ""),
            asOf);

    // Of what came after the as-of date nothing but the flag is known, and d is not known at all
    assertRows(
        Students.TABLE,
        """
        student_id | is_protected | year9_school_year | start_school_year | last_school_year
        a          | true         | 2020              |                   |
        b          | true         | 2020              |                   |
        c          | false        | 2020              |                   |
        e          | true         |                   | 2020              | 2020
        """,
        students);
  }

  @Test
  void tellsTwinsApartByTheirIdsThoughAllElseIsTheSame() {
    Dataset<Row> students =
        Students.from(
            registers(
                """
                twin1 | true | 2020 | 11111111 | 1281 | girls | 2005 |
                twin2 | true | 2020 | 11111111 | 1281 | girls | 2005 |
                """,
                """
                twin1 | true | 2020 | 11111111 | MA | | A |
                twin2 | true | 2020 | 11111111 | MA | | F |
                """,
                "",
                "",
                ""),
            AS_OF);

    assertRows(
        Students.TABLE,
        """
        student_id | merit_value_16
        twin1      | 20.0
        twin2      | 0.0
        """,
        students);
  }

  @Test
  void joinsNothingToARowWhoseIdCannotBeFollowed() {
    // Were the two ids ever to be the same, as TF numbers are, the rows still would not meet
    Dataset<Row> students =
        Students.from(
            registers(
                """
                tf | false | 2020 | 11111111 | 1281 | boys | 2005 | 2
                a  | true  | 2020 | 11111111 | 1281 | boys | 2005 |
                """,
                """
                tf | false | 2020 | 11111111 | MA | | C |
                a  | false | 2020 | 11111111 | MA | | C |
                """,
                """
                tf | true  | 2021 | 22222222 | NANAT | 1 | 1281 | boys | 2005 |
                a  | false | 2021 | 22222222 | NANAT | 1 | 1281 | boys | 2005 | 2
                """,
                """
                tf | false | 22222222 | 2024-06-05 | E | 2500
                a  | false | 22222222 | 2024-06-05 | E | 2500
                """,
                """
                tf | false | 2020 | swedish | 3 |
                a  | false | 2020 | swedish | 3 |
                """),
            AS_OF);

    assertRows(
        Students.TABLE,
        """
        student_id | is_protected | year9_school_year | graded_subjects | start_school_year | diploma_on | background
        tf         | false        |                   |                 | 2021              |            | unknown
        a          | false        | 2020              |                 |                   |            | unknown
        """,
        students);
  }
}
