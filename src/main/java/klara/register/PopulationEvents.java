package klara.register;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import java.util.Map;
import klara.table.Field;
import klara.table.Rule;

/** T15: immigration, emigration, moves and deaths (folkbokföring). */
public final class PopulationEvents {
  public static final Field HAPPENED_ON =
      Field.of("happened_on", DateType, "Day of the event", new Rule.Known());

  public static final Field EVENT =
      Field.of(
          "event",
          StringType,
          "immigration, emigration, move or death",
          new Rule.Known(),
          Rule.OneOf.of("immigration", "emigration", "move", "death"));

  public static final Field NEW_MUNICIPALITY_CODE =
      Field.of(
          "new_municipality_code",
          StringType,
          "Municipality moved to; null for emigration and death",
          Municipalities.CODE_FORM);

  public static final Register REGISTER =
      Register.ofPersons(
          "folkbokforing_handelse",
          "population_events",
          "one row per student, day and event",
          List.of(Person.STUDENT_ID, HAPPENED_ON, EVENT),
          HAPPENED_ON,
          Source.day("datum", HAPPENED_ON),
          Source.of(
              "handelse",
              new Form.Recoded(
                  Map.of(
                      "invandring",
                      "immigration",
                      "utvandring",
                      "emigration",
                      "flytt",
                      "move",
                      "dod",
                      "death")),
              EVENT),
          Source.text("kommun", NEW_MUNICIPALITY_CODE).optional());

  private PopulationEvents() {}
}
