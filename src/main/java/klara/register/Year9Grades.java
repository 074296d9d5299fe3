package klara.register;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import klara.table.Field;
import klara.table.Rule;

/** T2: final grades in year 9, one a subject; the absence of a grade says why. */
public final class Year9Grades {
  public static final Field SUBJECT_CODE =
      Field.of(
          "subject_code",
          StringType,
          "Subject (D3 list amne); M1 and M2 are modern languages, ML mother tongue",
          new Rule.Known());

  public static final Field LANGUAGE_CODE =
      Field.of(
          "language_code",
          StringType,
          "Language of a modern language or mother tongue; null for other subjects",
          CodeForms.LANGUAGE);

  public static final Field GRADE =
      Field.of(
          "grade",
          StringType,
          "A to F; - no basis because of absence; 3 adapted studies; 9 no basis; x subject not compulsory (D3 list betyg)",
          new Rule.Known());

  public static final Field IS_LANGUAGE_CHOICE =
      Field.of(
          "is_language_choice",
          BooleanType,
          "Whether a modern language was the language choice (språkval), which can be a 17th grade; null where not delivered");

  public static final Register REGISTER =
      Register.ofPersons(
          "ak9_betyg",
          "year9_grades",
          "one row per student, school year, school unit, subject and language",
          List.of(
              Person.STUDENT_ID,
              SchoolYear.SCHOOL_YEAR,
              SchoolUnits.SCHOOL_UNIT_CODE,
              SUBJECT_CODE,
              LANGUAGE_CODE),
          SchoolYear.SCHOOL_YEAR,
          Source.of("lasar", new Form.SchoolYearText(), SchoolYear.SCHOOL_YEAR),
          Source.text("skolenhetskod", SchoolUnits.SCHOOL_UNIT_CODE),
          Source.text("amne", SUBJECT_CODE).from("amne"),
          Source.text("sprak", LANGUAGE_CODE).optional(),
          Source.text("betyg", GRADE).from("betyg"),
          Source.flag("sprakval", IS_LANGUAGE_CHOICE).optional());

  private Year9Grades() {}
}
