package klara.register;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import klara.table.Field;
import klara.table.Rule;

/** T9: registrations under the municipal activity responsibility (KAA), skollagen 29 kap. 9 §. */
public final class ActivityResponsibility {
  public static final Field HALF_YEAR =
      Field.of(
          "half_year",
          StringType,
          "Half-year of the report, 2025H2",
          new Rule.Known(),
          new Rule.Matches("^[0-9]{4}H[12]$", "a half-year such as 2025H2"));

  public static final Field RESPONSIBLE_MUNICIPALITY_CODE =
      Field.of(
          "responsible_municipality_code",
          StringType,
          "Municipality that is responsible",
          new Rule.Known(),
          Municipalities.CODE_FORM);

  public static final Field REGISTERED_ON =
      Field.of("registered_on", DateType, "Day of registration", new Rule.Known());

  public static final Field REGISTRATION_REASON =
      Field.of("registration_reason", StringType, "Why registered (code)");

  public static final Field DEREGISTERED_ON =
      Field.of("deregistered_on", DateType, "Day of deregistration; null while registered");

  public static final Field DEREGISTRATION_REASON =
      Field.of(
          "deregistration_reason", StringType, "Why deregistered (code); null while registered");

  public static final Field IS_CONTACTED =
      Field.of(
          "is_contacted",
          BooleanType,
          "Whether the municipality reached the young person; null where not delivered");

  public static final Field OCCUPATION =
      Field.of("occupation", StringType, "What the young person does (code); null where not known");

  public static final Register REGISTER =
      Register.ofPersons(
          "kaa",
          "activity_responsibility",
          "one row per student, half-year, municipality and registration",
          List.of(Person.STUDENT_ID, HALF_YEAR, RESPONSIBLE_MUNICIPALITY_CODE, REGISTERED_ON),
          REGISTERED_ON,
          Source.text("halvar", HALF_YEAR),
          Source.text("kommun", RESPONSIBLE_MUNICIPALITY_CODE),
          Source.day("reg_datum", REGISTERED_ON),
          Source.text("orsak", REGISTRATION_REASON),
          Source.day("avreg_datum", DEREGISTERED_ON).optional(),
          Source.text("avreg_orsak", DEREGISTRATION_REASON).optional(),
          Source.flag("kontakt_bool", IS_CONTACTED).optional(),
          Source.text("sysselsattning", OCCUPATION).optional());

  private ActivityResponsibility() {}
}
