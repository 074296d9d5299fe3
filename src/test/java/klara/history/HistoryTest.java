package klara.history;

import klara.history.Students.Registered;
import klara.register.Backgrounds;
import klara.register.CodeLists;
import klara.register.SchoolUnits;
import klara.register.UpperSecondaryCertificates;
import klara.register.UpperSecondaryEnrolments;
import klara.register.Year9Grades;
import klara.register.Year9Students;
import klara.testing.SparkTest;

/** Registers as text. Unit 1… lies in Lund, 2… in Malmö, 3… in Skurup. */
abstract class HistoryTest extends SparkTest {
  private static final String YEAR9 =
      "student_id | is_linkable | school_year | school_unit_code | home_municipality_code | sex | birth_year | protection\n";
  private static final String GRADES =
      "student_id | is_linkable | school_year | school_unit_code | subject_code | language_code | grade | is_language_choice\n";
  private static final String ENROLMENTS =
      "student_id | is_linkable | school_year | school_unit_code | study_path_code | study_year | home_municipality_code | sex | birth_year | protection\n";
  private static final String CERTIFICATES =
      "student_id | is_linkable | school_unit_code | issued_on | certificate_type | credits\n";
  private static final String BACKGROUNDS =
      "student_id | is_linkable | as_of_year | background | parent_education_level | immigration_year\n";

  /** Rows of the registers, each text without its header. */
  Registered registers(
      String year9, String grades, String enrolments, String certificates, String backgrounds) {
    return new Registered(
        rows(Year9Students.REGISTER.table(), YEAR9 + year9),
        rows(Year9Grades.REGISTER.table(), GRADES + grades),
        rows(UpperSecondaryEnrolments.REGISTER.table(), ENROLMENTS + enrolments),
        rows(UpperSecondaryCertificates.REGISTER.table(), CERTIFICATES + certificates),
        rows(Backgrounds.REGISTER.table(), BACKGROUNDS + backgrounds),
        rows(
            SchoolUnits.REGISTER.table(),
            """
            school_unit_code | valid_from | school_municipality_code
            11111111         | 2011-07-01 | 1281
            22222222         | 2011-07-01 | 1281
            22222222         | 2020-07-01 | 1280
            33333333         | 2011-07-01 | 1264
            """),
        rows(
            CodeLists.REGISTER.table(),
            """
            list    | code | valid_from | kind
            program | NA   | 2011-07-01 | HF
            program | NA25 | 2025-07-01 | HF
            program | MA25 | 2025-07-01 | YRK
            program | IMA  | 2011-07-01 | IM
            program | IB   | 2011-07-01 | IB
            amne    | MA   | 2011-07-01 | core
            """));
  }
}
