package klara.register;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import klara.table.Field;
import klara.table.Rule;

/** T6: diplomas, study certificates and other documents issued by upper secondary schools. */
public final class UpperSecondaryCertificates {
  public static final Field ISSUED_ON =
      Field.of("issued_on", DateType, "Day the document was issued", new Rule.Known());

  public static final Field CERTIFICATE_TYPE =
      Field.of(
          "certificate_type",
          StringType,
          "E, L diploma; Z study certificate; G certificate of introductory programme; T, J technical year; IBD, IBC; S, B before 2011",
          new Rule.Known(),
          Rule.OneOf.of("E", "L", "Z", "G", "T", "J", "IBD", "IBC", "S", "B"));

  public static final Field CREDITS =
      Field.of(
          "credits",
          IntegerType,
          "Credits read (poäng); null where not delivered",
          Rule.Between.of("0", "5000"));

  public static final Field IS_ELIGIBLE_FOR_HIGHER_EDUCATION =
      Field.of(
          "is_eligible_for_higher_education",
          BooleanType,
          "Basic eligibility for higher education; null where not delivered");

  public static final Field CURRICULUM =
      Field.of(
          "curriculum", StringType, "LPF94, GY11 or GY25", Rule.OneOf.of("LPF94", "GY11", "GY25"));

  public static final Register REGISTER =
      Register.ofPersons(
          "gy_betygsdok",
          "upper_secondary_certificates",
          "one row per student, school unit, day and type of document",
          List.of(Person.STUDENT_ID, SchoolUnits.SCHOOL_UNIT_CODE, ISSUED_ON, CERTIFICATE_TYPE),
          ISSUED_ON,
          Source.text("skolenhetskod", SchoolUnits.SCHOOL_UNIT_CODE),
          Source.day("utfardat", ISSUED_ON),
          Source.text("typ", CERTIFICATE_TYPE),
          Source.text("studievagskod", UpperSecondaryEnrolments.STUDY_PATH_CODE),
          Source.number("poang", CREDITS).optional(),
          Source.flag("grundl_behorighet", IS_ELIGIBLE_FOR_HIGHER_EDUCATION).optional(),
          Source.text("laroplan", CURRICULUM));

  private UpperSecondaryCertificates() {}
}
