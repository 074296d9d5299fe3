package klara.register;

import static org.apache.spark.sql.types.DataTypes.IntegerType;

import java.util.List;
import klara.table.Field;
import klara.table.Rule;

/**
 * T3: students whose compulsory schooling ended in years 7 to 9 without final grades; they are not
 * in the year-9 file.
 */
public final class EndedSchooling {
  public static final Field STUDY_YEAR =
      Field.of("study_year", IntegerType, "School grade, 7 to 9", Rule.Between.of("7", "9"));

  public static final Register REGISTER =
      Register.ofPersons(
          "skolplikt_upphord",
          "ended_schooling",
          "one row per student and school year",
          List.of(Person.STUDENT_ID, SchoolYear.SCHOOL_YEAR),
          SchoolYear.SCHOOL_YEAR,
          Source.of("lasar", new Form.SchoolYearText(), SchoolYear.SCHOOL_YEAR),
          Source.text("skolenhetskod", SchoolUnits.SCHOOL_UNIT_CODE),
          Source.number("arskurs", STUDY_YEAR));

  private EndedSchooling() {}
}
