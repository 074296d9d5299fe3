package klara.register;

import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import java.util.Map;
import klara.table.Field;
import klara.table.Rule;

/** T13: work and study in a year (LISA). */
public final class Occupations {
  public static final Field OCCUPATION_YEAR =
      Field.of(
          "occupation_year",
          IntegerType,
          "Calendar year",
          new Rule.Known(),
          Rule.Between.of("1950", "2100"));

  public static final Field OCCUPATION_STATUS =
      Field.of(
          "occupation_status",
          StringType,
          "work, study, both, neither or unknown",
          new Rule.Known(),
          Rule.OneOf.of("work", "study", "both", "neither", "unknown"));

  public static final Field FORM_OF_STUDY =
      Field.of("form_of_study", StringType, "Form of study; null for those who do not study");

  public static final Register REGISTER =
      Register.ofPersons(
          "sysselsattning",
          "occupations",
          "one row per student and year",
          List.of(Person.STUDENT_ID, OCCUPATION_YEAR),
          OCCUPATION_YEAR,
          Source.number("ar", OCCUPATION_YEAR),
          Source.of(
              "status",
              new Form.Recoded(
                  Map.of(
                      "arbete", "work", "studier", "study", "bada", "both", "varken", "neither",
                      "okand", "unknown")),
              OCCUPATION_STATUS),
          Source.of(
                  "studieform",
                  new Form.Recoded(
                      Map.of(
                          "gymn",
                          "upper_secondary",
                          "komvux",
                          "adult_education",
                          "folkhogsk",
                          "folk_high_school",
                          "yrkeshogsk",
                          "higher_vocational",
                          "hogskola",
                          "higher_education")),
                  FORM_OF_STUDY)
              .optional());

  private Occupations() {}
}
