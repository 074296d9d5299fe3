package klara.register;

import java.util.List;

/** T14: grades in year 6, collected since 2013; no language choice. */
public final class Year6Grades {
  public static final Register REGISTER =
      Register.ofPersons(
          "ak6_betyg",
          "year6_grades",
          "one row per student, school year, school unit, subject and language",
          List.of(
              Person.STUDENT_ID,
              SchoolYear.SCHOOL_YEAR,
              SchoolUnits.SCHOOL_UNIT_CODE,
              Year9Grades.SUBJECT_CODE,
              Year9Grades.LANGUAGE_CODE),
          SchoolYear.SCHOOL_YEAR,
          Source.of("lasar", new Form.SchoolYearText(), SchoolYear.SCHOOL_YEAR),
          Source.text("skolenhetskod", SchoolUnits.SCHOOL_UNIT_CODE),
          Source.text("amne", Year9Grades.SUBJECT_CODE).from("amne"),
          Source.text("sprak", Year9Grades.LANGUAGE_CODE).optional(),
          Source.text("betyg", Year9Grades.GRADE).from("betyg"));

  private Year6Grades() {}
}
