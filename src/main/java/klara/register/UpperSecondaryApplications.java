package klara.register;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.createDecimalType;

import java.util.List;
import klara.table.Field;
import klara.table.Rule;

/** T4: applications to year 1 of upper secondary school, admitted or not. */
public final class UpperSecondaryApplications {
  public static final Field APPLICATION_YEAR =
      Field.of(
          "application_year",
          IntegerType,
          "Calendar year of the application",
          new Rule.Known(),
          Rule.Between.of("1950", "2100"));

  public static final Field CHOICE =
      Field.of(
          "choice",
          IntegerType,
          "Rank of the choice, 1 the first",
          new Rule.Known(),
          Rule.Between.of("1", "99"));

  public static final Field IS_ADMITTED =
      Field.of("is_admitted", BooleanType, "Whether the student was admitted");

  public static final Field MERIT_VALUE =
      Field.of(
          "merit_value",
          createDecimalType(4, 1),
          "Merit value, 0 to 340; null where not delivered",
          Rule.Between.of("0", "340"));

  public static final Register REGISTER =
      Register.ofPersons(
          "gy_sokande",
          "upper_secondary_applications",
          "one row per student, year and choice",
          List.of(Person.STUDENT_ID, APPLICATION_YEAR, CHOICE),
          APPLICATION_YEAR,
          Source.number("ar", APPLICATION_YEAR),
          Source.number("valnr", CHOICE),
          Source.text("skolenhetskod", SchoolUnits.SCHOOL_UNIT_CODE),
          Source.text("studievagskod", UpperSecondaryEnrolments.STUDY_PATH_CODE).from("program"),
          Source.flag("antagen", IS_ADMITTED),
          Source.of("meritvarde", new Form.DecimalNumber(4, 1), MERIT_VALUE).optional());

  private UpperSecondaryApplications() {}
}
