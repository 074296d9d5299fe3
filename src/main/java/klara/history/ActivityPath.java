package klara.history;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_date;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

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
   * One row per student and school year under a registration: the reports of the autumn and of the
   * spring half-year say who was, and that of the autumn who was on 15 October.
   */
  static Dataset<Row> byYear(Registered registers, LocalDate asOf) {
    Column half = ActivityResponsibility.HALF_YEAR.col();
    Column isAutumn = half.endsWith("H2");
    Column year = substring(half, 1, 4).cast("int").minus(when(isAutumn, 0).otherwise(1));
    Column fifteenth = make_date(year, lit(10), lit(15));
    Column isEnded =
        coalesce(ActivityResponsibility.DEREGISTERED_ON.col().leq(fifteenth), lit(false));
    Column isThen =
        isAutumn
            .and(ActivityResponsibility.REGISTERED_ON.col().leq(fifteenth))
            .and(isEnded.equalTo(false));
    return known(registers, asOf)
        .groupBy(Person.STUDENT_ID.col(), year.as(SchoolYear.SCHOOL_YEAR.name()))
        .agg(
            max(isThen).as(StudentYears.IS_IN_ACTIVITY_RESPONSIBILITY.name()),
            max(ActivityResponsibility.IS_CONTACTED.col()).as(StudentYears.IS_CONTACTED.name()),
            min(Known.on(ActivityResponsibility.REGISTER))
                .as(StudentYears.ACTIVITY_KNOWN_ON.name()))
        .withColumn(StudentYears.WAS_IN_ACTIVITY_RESPONSIBILITY.name(), lit(true));
  }

  private static Dataset<Row> known(Registered registers, LocalDate asOf) {
    return registers
        .of(ActivityResponsibility.REGISTER)
        .where(Person.IS_LINKABLE.col().and(Known.by(ActivityResponsibility.REGISTER, asOf)));
  }
}
