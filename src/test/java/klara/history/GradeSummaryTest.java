package klara.history;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import klara.register.CodeLists;
import klara.register.Person;
import klara.register.Year9Grades;
import klara.table.Table;
import klara.table.Zone;
import klara.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Points by hand: A 20, B 17.5, C 15, D 12.5, E 10; sixteen C are 240. */
class GradeSummaryTest extends SparkTest {
  private static final LocalDate AS_OF = LocalDate.of(2024, 9, 30);

  private static final Table SUMMARY =
      new Table(
          Zone.HISTORIES,
          "grade_summary",
          "one row per student and school year",
          List.of(Person.STUDENT_ID),
          List.of(
              Person.STUDENT_ID,
              Students.YEAR9_SCHOOL_YEAR,
              GradeSummary.GRADED_SUBJECTS,
              GradeSummary.PASSED_SUBJECTS,
              GradeSummary.NOT_PASSED_SUBJECTS,
              GradeSummary.PASSED_SWEDISH,
              GradeSummary.PASSED_ENGLISH,
              GradeSummary.PASSED_MATHEMATICS,
              GradeSummary.PASSED_SOCIAL_SUBJECTS,
              GradeSummary.PASSED_SCIENCE_SUBJECTS,
              GradeSummary.MERIT_VALUE_16,
              GradeSummary.MERIT_VALUE_17));

  /** The sixteen subjects that all have, with a language choice apart. */
  private static final String SIXTEEN_C =
      "SV=C EN=C MA=C GE=C HI=C RE=C SH=C BI=C FY=C KE=C IDH=C MU=C BL=C SL=C HKK=C TK=C";

  /** Grades written as {@code student: SUBJECT=GRADE …}; an exclamation mark is a språkval. */
  private Dataset<Row> grades(Map<String, String> students) {
    StringBuilder text =
        new StringBuilder(
            "student_id | is_linkable | school_year | school_unit_code | subject_code | grade |"
                + " is_language_choice");
    students.forEach(
        (student, grades) -> {
          for (String grade : grades.split(" ", -1)) {
            String[] parts = grade.replace("!", "").split("=", -1);
            text.append(
                "\n%s | %s | %s | 12345678 | %s | %s | %s"
                    .formatted(
                        student,
                        !student.startsWith("TF"),
                        student.startsWith("late") ? 2024 : 2023,
                        parts[0],
                        parts[1],
                        grade.endsWith("!")));
          }
        });
    return rows(Year9Grades.REGISTER.table(), text.toString());
  }

  /** The scale of some rows of the code lists. */
  private GradeScale scale(String codes) {
    return GradeScale.of(
        rows(
            CodeLists.REGISTER.table(),
            "list | code | valid_from | valid_to | kind | value\n" + codes));
  }

  private void assertSummary(String expected, Map<String, String> students) {
    assertRows(SUMMARY, expected, GradeSummary.from(grades(students), scale(""), AS_OF));
  }

  @Test
  void addsALanguageChoiceAsASeventeenthGradeAndNoOtherLanguage() {
    // choice: best 16 of 17 are A and 15 C = 20 + 225; with the 17th 240 + 20
    // first foreign language and M2 without a choice: the same 17 grades, the best 16 of them
    assertSummary(
        """
        student_id | graded_subjects | merit_value_16 | merit_value_17
        choice     | 17              | 245.0          | 260.0
        m1         | 17              | 245.0          | 245.0
        m2         | 17              | 245.0          | 245.0
        failed     | 17              | 240.0          | 240.0
        none       | 16              | 240.0          | 240.0
        """,
        Map.of(
            "choice", SIXTEEN_C + " M2=A!",
            "m1", SIXTEEN_C + " M1=A!",
            "m2", SIXTEEN_C + " M2=A",
            "failed", SIXTEEN_C + " M2=F!",
            "none", SIXTEEN_C));
  }

  @Test
  void addsHalfPointsExactlyAndCountsNothingForAnF() {
    // 17.5 + 12.5 + 10; an F is a grade of 0; fewer than sixteen are added as they are
    assertSummary(
        """
        student_id | graded_subjects | passed_subjects | not_passed_subjects | merit_value_16
        some       | 4               | 3               | 1                   | 40.0
        f          | 1               | 0               | 1                   | 0.0
        """,
        Map.of("some", "SV=B EN=D MA=E TK=F", "f", "MA=F"));
  }

  @Test
  void tellsNoMeritOfThoseWithoutAnyGrade() {
    assertSummary(
        """
        student_id | graded_subjects | passed_subjects | not_passed_subjects | merit_value_16 | merit_value_17
        streck     | 0               | 0               | 2                   |                |
        nines      | 0               | 0               | 2                   |                |
        adapted    | 0               | 0               | 1                   |                |
        exempt     | 1               | 1               | 0                   | 10.0           | 10.0
        """,
        Map.of(
            "streck",
            "SV=- MA=-",
            "nines",
            "SV=9 MA=9",
            "adapted",
            "SV=3",
            "exempt",
            "SV=E M2=x!"));
  }

  @Test
  void countsTheSubjectsThatEligibilityAsksFor() {
    assertSummary(
        """
        student_id | passed_swedish | passed_english | passed_mathematics | passed_social_subjects | passed_science_subjects
        sv         | 1              | 1              | 1                  | 4                      | 3
        sva        | 1              | 0              | 0                  | 0                      | 0
        both       | 1              | 0              | 0                  | 0                      | 0
        neither    | 0              | 0              | 0                  | 1                      | 1
        """,
        Map.of(
            "sv", SIXTEEN_C,
            "sva", "SVA=E EN=F MA=9",
            "both", "SV=E SVA=E",
            "neither", "SV=F GE=E HI=- BI=E FY=F M1=A"));
  }

  @Test
  void leavesOutThoseWhoCannotBeFollowedAndYearsThatAreNotOver() {
    assertSummary(
        """
        student_id | year9_school_year
        known      | 2023
        """,
        Map.of("known", "SV=E", "TF", "SV=E", "late", "SV=E"));
  }

  @Test
  void holdsItsMeritWithinWhatIsDeclared() {
    // sixteen A and a choice: 320 and 340
    assertSummary(
        """
        student_id | merit_value_16 | merit_value_17
        best       | 320.0          | 340.0
        """,
        Map.of("best", SIXTEEN_C.replace("=C", "=A") + " M2=A!"));
  }

  @Test
  void takesANewScaleFromTheCodeListForTheYearsItIsInForce() {
    // Until June 2024 A is 20 and E 10; from July 2024 ten steps, 10 the best and 4 the last pass.
    // 2023: A + E = 30, a 7 is no grade; 2024: 10 is 20.0, 4 is 8.0, 3 no pass; an A is no grade
    GradeScale scale =
        scale(
            """
            betyg | A  | 2011-07-01 | 2024-06-30 | pass | 20
            betyg | E  | 2011-07-01 | 2024-06-30 | pass | 10
            betyg | F  | 2011-07-01 | 2024-06-30 | fail | 0
            betyg | -  | 2011-07-01 |            | fail | 0
            betyg | 10 | 2024-07-01 |            | pass | 20
            betyg | 9b | 2024-07-01 |            | pass | 18
            betyg | 8  | 2024-07-01 |            | pass | 16
            betyg | 7  | 2024-07-01 |            | pass | 14
            betyg | 6  | 2024-07-01 |            | pass | 12
            betyg | 5  | 2024-07-01 |            | pass | 9.5
            betyg | 4  | 2024-07-01 |            | pass | 8
            betyg | 2  | 2024-07-01 |            | fail | 0
            amne  | MA | 2011-07-01 |            | core |
            """);

    assertRows(
        SUMMARY,
        """
        student_id | graded_subjects | passed_subjects | not_passed_subjects | passed_mathematics | merit_value_16
        old        | 3               | 2               | 2                   | 1                  | 30.0
        late       | 6               | 5               | 1                   | 1                  | 71.5
        """,
        GradeSummary.from(
            grades(
                Map.of(
                    "old", "SV=A MA=E EN=F TK=- BI=7",
                    "late", "SV=10 MA=4 EN=9b BI=8 KE=5 TK=2 SL=A")),
            scale,
            LocalDate.of(2025, 9, 30)));
  }
}
