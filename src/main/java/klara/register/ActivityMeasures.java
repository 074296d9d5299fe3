package klara.register;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import klara.table.Field;
import klara.table.Rule;

/** T10: measures offered under the activity responsibility. */
public final class ActivityMeasures {
  public static final Field MEASURE =
      Field.of("measure", StringType, "Measure (code)", new Rule.Known(), CodeForms.REASON);

  public static final Field STARTED_ON =
      Field.of("started_on", DateType, "First day", new Rule.Known());

  public static final Field ENDED_ON =
      Field.of("ended_on", DateType, "Last day; null while it goes on");

  public static final Field RESULT =
      Field.of(
          "result", StringType, "What it led to (code); null where not known", CodeForms.REASON);

  public static final Register REGISTER =
      Register.ofPersons(
          "kaa_atgard",
          "activity_measures",
          "one row per student, municipality, half-year, measure and start",
          List.of(
              Person.STUDENT_ID,
              ActivityResponsibility.RESPONSIBLE_MUNICIPALITY_CODE,
              ActivityResponsibility.HALF_YEAR,
              MEASURE,
              STARTED_ON),
          STARTED_ON,
          Source.text("kommun", ActivityResponsibility.RESPONSIBLE_MUNICIPALITY_CODE),
          Source.text("halvar", ActivityResponsibility.HALF_YEAR),
          Source.text("atgard", MEASURE),
          Source.day("start", STARTED_ON),
          Source.day("slut", ENDED_ON).optional(),
          Source.text("utfall", RESULT).optional());

  private ActivityMeasures() {}
}
