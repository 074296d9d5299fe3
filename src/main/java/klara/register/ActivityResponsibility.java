package klara.register;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_date;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import klara.table.Field;
import klara.table.Rule;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

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
      Field.of("registration_reason", StringType, "Why registered (code)", CodeForms.REASON);

  public static final Field DEREGISTERED_ON =
      Field.of("deregistered_on", DateType, "Day of deregistration; null while registered");

  public static final Field DEREGISTRATION_REASON =
      Field.of(
          "deregistration_reason",
          StringType,
          "Why deregistered (code); null while registered",
          CodeForms.REASON);

  public static final Field IS_CONTACTED =
      Field.of(
          "is_contacted",
          BooleanType,
          "Whether the municipality reached the young person; null where not delivered");

  public static final Field OCCUPATION =
      Field.of(
          "occupation",
          StringType,
          "What the young person does (code); null where not known",
          CodeForms.REASON);

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

  private static final int ENROLMENT_MONTH = 10;

  private static final int ENROLMENT_DAY = 15;

  private ActivityResponsibility() {}

  /**
   * Registrations during which the same person was enrolled on a 15 October; a registration that
   * was not ended is followed to the end of its half-year.
   *
   * @param registrations rows of {@link #REGISTER}
   * @param enrolments rows of {@link UpperSecondaryEnrolments#REGISTER}
   * @return delivery and number of such rows
   */
  public static Dataset<Row> enrolledMeanwhile(
      Dataset<Row> registrations, Dataset<Row> enrolments) {
    Column year = substring(HALF_YEAR.col(), 1, 4).cast("int");
    Column isFirst = HALF_YEAR.col().endsWith("H1");
    Column halfEnd =
        make_date(year, when(isFirst, 6).otherwise(12), when(isFirst, 30).otherwise(31));
    Column end = least(coalesce(DEREGISTERED_ON.col(), halfEnd), halfEnd);
    Column enrolledOn =
        make_date(SchoolYear.SCHOOL_YEAR.col(), lit(ENROLMENT_MONTH), lit(ENROLMENT_DAY));
    Dataset<Row> days =
        enrolments.select(Person.STUDENT_ID.col(), enrolledOn.as("enrolled_on")).distinct();
    return registrations
        .withColumn("end", end)
        .join(days, Person.STUDENT_ID.name())
        .where(col("enrolled_on").between(REGISTERED_ON.col(), col("end")))
        .groupBy(
            Lineage.DELIVERY.col(),
            Person.STUDENT_ID.col(),
            RESPONSIBLE_MUNICIPALITY_CODE.col(),
            REGISTERED_ON.col())
        .agg(count(lit(1)).as("days"))
        .groupBy(Lineage.DELIVERY.col())
        .agg(count(lit(1)).as("rows"));
  }
}
