package klara.history;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_date;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import java.time.LocalDate;
import klara.register.ActivityResponsibility;
import klara.register.Person;
import klara.register.SchoolYear;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** When each young person was registered under the activity responsibility, and reached. */
final class ActivityPath {
  private ActivityPath() {}

  /** One row per student: the first registration, and whether any led to a contact. */
  static Dataset<Row> byStudent(Registered registers, LocalDate asOf) {
    return known(registers, asOf)
        .groupBy(Person.STUDENT_ID.col())
        .agg(
            min(ActivityResponsibility.REGISTERED_ON.col())
                .as(Students.ACTIVITY_REGISTERED_ON.name()),
            max(ActivityResponsibility.IS_CONTACTED.col())
                .as(Students.IS_ACTIVITY_CONTACTED.name()));
  }

  /**
   * One row per student and 15 October under a registration. A registration that is not ended is
   * followed to the end of its half-year: the next report says whether it goes on.
   */
  static Dataset<Row> byYear(Registered registers, LocalDate asOf) {
    Column registered = ActivityResponsibility.REGISTERED_ON.col();
    Column first =
        year(registered).plus(when(registered.gt(fifteenth(registered)), 1).otherwise(0));
    Column last =
        year(col("end")).minus(when(col("end").leq(fifteenth(col("end"))), 1).otherwise(0));
    return known(registers, asOf)
        .withColumn("end", end())
        .where(first.leq(last))
        .withColumn(SchoolYear.SCHOOL_YEAR.name(), explode(sequence(first, last)))
        .groupBy(Person.STUDENT_ID.col(), SchoolYear.SCHOOL_YEAR.col())
        .agg(
            max(ActivityResponsibility.IS_CONTACTED.col()).as(StudentYears.IS_CONTACTED.name()),
            min(ActivityResponsibility.RESPONSIBLE_MUNICIPALITY_CODE.col())
                .as("responsible_municipality"),
            min(Known.on(ActivityResponsibility.REGISTER))
                .as(StudentYears.ACTIVITY_KNOWN_ON.name()))
        .withColumn(StudentYears.IS_IN_ACTIVITY_RESPONSIBILITY.name(), lit(true));
  }

  private static Dataset<Row> known(Registered registers, LocalDate asOf) {
    return registers
        .of(ActivityResponsibility.REGISTER)
        .where(Person.IS_LINKABLE.col().and(Known.by(ActivityResponsibility.REGISTER, asOf)));
  }

  /** The day after the last under the registration. */
  private static Column end() {
    Column half = ActivityResponsibility.HALF_YEAR.col();
    Column year = substring(half, 1, 4).cast("int");
    Column next =
        when(half.endsWith("H1"), make_date(year, lit(7), lit(1)))
            .otherwise(make_date(year.plus(1), lit(1), lit(1)));
    return least(coalesce(ActivityResponsibility.DEREGISTERED_ON.col(), next), next);
  }

  private static Column fifteenth(Column day) {
    return make_date(year(day), lit(10), lit(15));
  }
}
