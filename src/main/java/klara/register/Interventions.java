package klara.register;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import java.util.List;
import java.util.Map;
import klara.table.Field;
import klara.table.Rule;

/** D5: pilots and interventions of the portfolio, registered before they start. */
public final class Interventions {
  static final String MUNICIPALITY = "municipality";
  static final String SCHOOL = "school";

  public static final Field INTERVENTION_ID =
      Field.of(
          "intervention_id",
          StringType,
          "Id of the intervention",
          new Rule.Known(),
          CodeForms.LISTED);

  public static final Field INTERVENTION_NAME =
      Field.of("intervention_name", StringType, "Name", new Rule.Known());

  public static final Field RESPONSIBLE =
      Field.of("responsible", StringType, "Responsible organisation");

  public static final Field PLACE_LEVEL =
      Field.of(
          "place_level",
          StringType,
          "municipality or school",
          new Rule.Known(),
          Rule.OneOf.of(MUNICIPALITY, SCHOOL));

  public static final Field PLACE_CODE =
      Field.of(
          "place_code", StringType, "Code of the municipality or school unit", new Rule.Known());

  public static final Field STUDY_YEARS =
      Field.of("study_years", StringType, "School grades it is for", CodeForms.STUDY_YEARS);

  public static final Field INTERVENTION_STARTED_ON =
      Field.of("started_on", DateType, "First day", new Rule.Known());

  public static final Field INTERVENTION_ENDED_ON =
      Field.of("ended_on", DateType, "Last day; null while it goes on");

  public static final Field TARGET_GROUP =
      Field.of("target_group", StringType, "Whom it is for; null for all");

  public static final Field INDICATORS =
      Field.of("indicators", createArrayType(StringType), "Indicators chosen before the start");

  public static final Field RECORDED_ON =
      Field.of("recorded_on", DateType, "Day it was registered", new Rule.Known());

  public static final Register REGISTER =
      Register.ofOthers(
          "insats",
          "interventions",
          "one row per intervention and place",
          List.of(INTERVENTION_ID, PLACE_CODE),
          Source.text("insats_id", INTERVENTION_ID),
          Source.text("namn", INTERVENTION_NAME),
          Source.text("ansvarig", RESPONSIBLE),
          Source.of(
              "niva",
              new Form.Recoded(Map.of("kommun", MUNICIPALITY, "skolenhet", SCHOOL)),
              PLACE_LEVEL),
          Source.text("kod", PLACE_CODE),
          Source.text("arskurser", STUDY_YEARS),
          Source.day("start", INTERVENTION_STARTED_ON),
          Source.day("slut", INTERVENTION_ENDED_ON).optional(),
          Source.text("malgrupp", TARGET_GROUP).optional(),
          Source.of("indikatorer", new Form.Several(), INDICATORS).optional(),
          Source.day("registrerad", RECORDED_ON));

  private Interventions() {}
}
