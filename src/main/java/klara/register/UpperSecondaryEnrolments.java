package klara.register;

import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import klara.table.Field;
import klara.table.Rule;

/** T5: enrolment in upper secondary school on 15 October. */
public final class UpperSecondaryEnrolments {
  public static final Field STUDY_PATH_CODE =
      Field.of(
          "study_path_code",
          StringType,
          "Studievägskod, up to nine positions; the first two or three name the programme",
          new Rule.Known(),
          CodeForms.STUDY_PATH);

  public static final Field STUDY_YEAR =
      Field.of(
          "study_year",
          IntegerType,
          "Year of upper secondary school, 1 to 4",
          Rule.Between.of("1", "4"));

  public static final Register REGISTER =
      Register.ofPersons(
          "gy_elev",
          "upper_secondary_enrolments",
          "one row per student, school year and school unit",
          List.of(Person.STUDENT_ID, SchoolYear.SCHOOL_YEAR, SchoolUnits.SCHOOL_UNIT_CODE),
          SchoolYear.SCHOOL_YEAR,
          Source.of("lasar", new Form.SchoolYearText(), SchoolYear.SCHOOL_YEAR),
          Source.text("skolenhetskod", SchoolUnits.SCHOOL_UNIT_CODE),
          Source.text("studievagskod", STUDY_PATH_CODE).from("program"),
          Source.number("arskurs", STUDY_YEAR),
          Source.text("hemkommun", Year9Students.HOME_MUNICIPALITY_CODE),
          Source.of("kon", Person.SEX_FORM, Person.SEX),
          Source.number("fodelsear", Person.BIRTH_YEAR),
          Source.number("skydd", Person.PROTECTION).optional());

  private UpperSecondaryEnrolments() {}
}
