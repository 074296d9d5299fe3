package klara.register;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import java.util.List;
import klara.table.Field;
import klara.table.Rule;

/** D1: school units (skolenhetsregistret), with validity. */
public final class SchoolUnits {
  public static final Field SCHOOL_UNIT_CODE =
      Field.of(
          "school_unit_code",
          StringType,
          "Skolenhetskod, eight digits that mean nothing",
          new Rule.Known(),
          new Rule.Digits(8));

  public static final Field VALID_FROM =
      Field.of("valid_from", DateType, "First day the row holds", new Rule.Known());

  public static final Field VALID_TO =
      Field.of("valid_to", DateType, "Last day the row holds; null while it does");

  public static final Field SCHOOL_NAME = Field.of("school_name", StringType, "Name");

  public static final Field SCHOOL_MUNICIPALITY_CODE =
      Field.of(
          "school_municipality_code",
          StringType,
          "Municipality where the school is (lägeskommun)",
          new Rule.Known(),
          Municipalities.CODE_FORM);

  public static final Field ORGANISATION_NUMBER =
      Field.of(
          "organisation_number",
          StringType,
          "Provider's organisationsnummer, ten digits; null where not delivered",
          CodeForms.ORGANISATION);

  public static final Field PROVIDER_TYPE =
      Field.of(
          "provider_type",
          StringType,
          "Huvudmannatyp: KOMMUN, REGION, STAT, SAME, ENSKILD, SPECIAL, KOMMFORB, HMANUTL",
          Rule.OneOf.of(
              "KOMMUN", "REGION", "STAT", "SAME", "ENSKILD", "SPECIAL", "KOMMFORB", "HMANUTL"));

  public static final Field SCHOOL_FORMS =
      Field.of("school_forms", createArrayType(StringType), "Forms of school, GR, GY, …");

  public static final Field UNIT_STATUS =
      Field.of(
          "unit_status",
          StringType,
          "AKTIV, VILANDE, UPPHORT or PLANERAD",
          Rule.OneOf.of("AKTIV", "VILANDE", "UPPHORT", "PLANERAD"));

  public static final Field PREDECESSORS =
      Field.of(
          "predecessors",
          createArrayType(StringType),
          "Units that this one follows after a split or merger; null for none");

  public static final Register REGISTER =
      Register.ofOthers(
          "skolenhet",
          "school_units",
          "one row per school unit and first day of validity",
          List.of(SCHOOL_UNIT_CODE, VALID_FROM),
          Source.text("skolenhetskod", SCHOOL_UNIT_CODE),
          Source.day("giltig_fran", VALID_FROM),
          Source.day("giltig_till", VALID_TO).optional(),
          Source.text("namn", SCHOOL_NAME),
          Source.text("kommun", SCHOOL_MUNICIPALITY_CODE),
          Source.text("org_nr", ORGANISATION_NUMBER).optional(),
          Source.text("huvudmannatyp", PROVIDER_TYPE),
          Source.of("skolformer", new Form.Several(), SCHOOL_FORMS),
          Source.text("status", UNIT_STATUS),
          Source.of("foregangare", new Form.Several(), PREDECESSORS).optional());

  private SchoolUnits() {}
}
