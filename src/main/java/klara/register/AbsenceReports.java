package klara.register;

import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createDecimalType;

import java.util.List;
import java.util.Map;
import klara.table.Field;
import klara.table.Rule;

/** T8: hours of absence per student and term, never its cause. */
public final class AbsenceReports {
  public static final Field TERM =
      Field.of(
          "term",
          StringType,
          "autumn or spring",
          new Rule.Known(),
          Rule.OneOf.of("autumn", "spring"));

  public static final Field SCHOOL_FORM =
      Field.of(
          "school_form",
          StringType,
          "Skolform, GR for compulsory school, GY for upper secondary",
          CodeForms.SCHOOL_FORM);

  public static final Field ABSENCE_STUDY_YEAR =
      Field.of(
          "study_year",
          IntegerType,
          "School grade within the form of school",
          Rule.Between.of("0", "10"));

  public static final Field VALID_ABSENCE_HOURS =
      Field.of(
          "valid_absence_hours",
          createDecimalType(7, 2),
          "Hours of valid absence",
          Rule.Between.of("0", "99999"));

  public static final Field INVALID_ABSENCE_HOURS =
      Field.of(
          "invalid_absence_hours",
          createDecimalType(7, 2),
          "Hours of invalid absence",
          Rule.Between.of("0", "99999"));

  public static final Field OFFERED_HOURS =
      Field.of(
          "offered_hours",
          createDecimalType(7, 2),
          "Hours of teaching offered",
          Rule.Between.of("0", "99999"));

  public static final Field REPORTED_SHARE =
      Field.of(
          "reported_share",
          createDecimalType(5, 4),
          "Share of the lessons that were reported, 0 to 1; null where not delivered",
          Rule.Between.of("0", "1"));

  public static final Register REGISTER =
      Register.ofPersons(
          "franvaro",
          "absence_reports",
          "one row per student, school year, term and school unit",
          List.of(Person.STUDENT_ID, SchoolYear.SCHOOL_YEAR, TERM, SchoolUnits.SCHOOL_UNIT_CODE),
          SchoolYear.SCHOOL_YEAR,
          Source.of("lasar", new Form.SchoolYearText(), SchoolYear.SCHOOL_YEAR),
          Source.of("termin", new Form.Recoded(Map.of("HT", "autumn", "VT", "spring")), TERM),
          Source.text("skolenhetskod", SchoolUnits.SCHOOL_UNIT_CODE),
          Source.text("skolform", SCHOOL_FORM),
          Source.number("arskurs", ABSENCE_STUDY_YEAR),
          Source.of("giltig_tim", new Form.DecimalNumber(7, 2), VALID_ABSENCE_HOURS),
          Source.of("ogiltig_tim", new Form.DecimalNumber(7, 2), INVALID_ABSENCE_HOURS),
          Source.of("erbjuden_tim", new Form.DecimalNumber(7, 2), OFFERED_HOURS),
          Source.of("rapporterad_andel", new Form.DecimalNumber(5, 4), REPORTED_SHARE).optional());

  private AbsenceReports() {}
}
