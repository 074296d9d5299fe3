package klara.register;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import klara.table.Field;

/**
 * T1: everyone who left year 9 in a school year, by school unit (SCB, Grundskolan: slutbetyg
 * årskurs 9).
 */
public final class Year9Students {
  public static final Field HOME_MUNICIPALITY_CODE =
      Field.of(
          "home_municipality_code",
          StringType,
          "Municipality of residence (folkbokföring); null where not delivered",
          Municipalities.CODE_FORM);

  public static final Field HAS_ADAPTED_TIMETABLE =
      Field.of(
          "has_adapted_timetable",
          BooleanType,
          "Whether the student follows an adapted timetable; null where not delivered");

  public static final Register REGISTER =
      Register.ofPersons(
          "ak9",
          "year9_students",
          "one row per student, school year and school unit",
          List.of(Person.STUDENT_ID, SchoolYear.SCHOOL_YEAR, SchoolUnits.SCHOOL_UNIT_CODE),
          SchoolYear.SCHOOL_YEAR,
          Source.of("lasar", new Form.SchoolYearText(), SchoolYear.SCHOOL_YEAR),
          Source.text("skolenhetskod", SchoolUnits.SCHOOL_UNIT_CODE),
          Source.text("hemkommun", HOME_MUNICIPALITY_CODE),
          Source.of("kon", Person.SEX_FORM, Person.SEX),
          Source.number("fodelsear", Person.BIRTH_YEAR),
          Source.number("skydd", Person.PROTECTION).optional(),
          Source.flag("anpassad_timplan", HAS_ADAPTED_TIMETABLE).optional());

  private Year9Students() {}
}
