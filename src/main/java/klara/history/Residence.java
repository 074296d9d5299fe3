package klara.history;

import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.bitwise_not;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_date;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import java.time.LocalDate;
import klara.register.Backgrounds;
import klara.register.Person;
import klara.register.PopulationEvents;
import klara.register.SchoolYear;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Whether and where each student lives in the country. */
final class Residence {
  private static final Column EVENT = PopulationEvents.EVENT.col();
  private static final Column DAY = PopulationEvents.HAPPENED_ON.col();
  private static final Column IS_PRESENCE = EVENT.isin("emigration", "immigration");

  private Residence() {}

  /**
   * One row per student: the day of death, of leaving the country without coming back, and the
   * years abroad. Of two events of one day the return counts.
   */
  static Dataset<Row> byStudent(Registered registers, LocalDate asOf) {
    Column left = max(when(EVENT.equalTo("emigration"), DAY));
    Column came = max(when(EVENT.equalTo("immigration"), DAY));
    Column events = sort_array(collect_list(when(IS_PRESENCE, struct(DAY, EVENT))));
    Column notYet = Years.from(lit(Years.lastFifteenth(asOf) + 1));
    return events(registers, asOf)
        .groupBy(Person.STUDENT_ID.col())
        .agg(
            min(when(EVENT.equalTo("death"), DAY)).as(Students.DIED_ON.name()),
            left.as("left"),
            came.as("came"),
            events.as("events"))
        .select(
            Person.STUDENT_ID.col(),
            Students.DIED_ON.col(),
            when(coalesce(col("left").gt(col("came")), lit(true)), col("left"))
                .as(Students.LEFT_COUNTRY_ON.name()),
            abroad(col("events")).bitwiseAND(bitwise_not(notYet)).as(Students.ABROAD_YEARS.name()));
  }

  /** The years on whose 15 October the last event in order was an emigration. */
  private static Column abroad(Column events) {
    return aggregate(
        events,
        lit(0L),
        (years, event) -> {
          Column since =
              Years.from(firstFifteenth(event.getField(PopulationEvents.HAPPENED_ON.name())));
          return when(
                  event.getField(PopulationEvents.EVENT.name()).equalTo("emigration"),
                  years.bitwiseOR(since))
              .otherwise(years.bitwiseAND(bitwise_not(since)));
        });
  }

  /** The year of the first 15 October that is not before a day. */
  private static Column firstFifteenth(Column day) {
    return year(day).plus(when(day.gt(make_date(year(day), lit(10), lit(15))), 1).otherwise(0));
  }

  /**
   * One row per student and first 15 October after an event: the last of them, whether it left the
   * student abroad, and the municipality moved to.
   */
  static Dataset<Row> eventsByYear(Registered registers, LocalDate asOf) {
    Column moved =
        when(
            PopulationEvents.NEW_MUNICIPALITY_CODE.col().isNotNull(),
            struct(DAY.as("day"), PopulationEvents.NEW_MUNICIPALITY_CODE.col().as("place")));
    return events(registers, asOf)
        .groupBy(Person.STUDENT_ID.col(), firstFifteenth(DAY).as(SchoolYear.SCHOOL_YEAR.name()))
        .agg(
            max(when(IS_PRESENCE, struct(DAY.as("day"), EVENT.as("event")))).as("presence"),
            max(moved).as("moved"))
        .select(
            Person.STUDENT_ID.col(),
            SchoolYear.SCHOOL_YEAR.col(),
            col("presence.event").as("presence"),
            col("moved.place").as("moved_to"));
  }

  /** One row per student and 15 October after a 31 December whose residence is known. */
  static Dataset<Row> homesByYear(Registered registers, LocalDate asOf) {
    return registers
        .of(Backgrounds.REGISTER)
        .where(
            Person.IS_LINKABLE
                .col()
                .and(Known.by(Backgrounds.REGISTER, asOf))
                .and(Backgrounds.RESIDENCE_MUNICIPALITY_CODE.col().isNotNull()))
        .select(
            Person.STUDENT_ID.col(),
            Backgrounds.AS_OF_YEAR.col().plus(1).as(SchoolYear.SCHOOL_YEAR.name()),
            Backgrounds.RESIDENCE_MUNICIPALITY_CODE.col().as("resident_in"));
  }

  private static Dataset<Row> events(Registered registers, LocalDate asOf) {
    return registers
        .of(PopulationEvents.REGISTER)
        .where(Person.IS_LINKABLE.col().and(Known.by(PopulationEvents.REGISTER, asOf)));
  }
}
