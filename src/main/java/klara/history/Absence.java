package klara.history;

import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import klara.register.AbsenceReports;
import klara.register.Person;
import klara.register.SchoolYear;
import klara.table.Field;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Hours of absence by term, of all units that report a student. */
final class Absence {
  private Absence() {}

  /** One row per student and school year, as {@link StudentYears} has it. */
  static Dataset<Row> byYear(Registered registers, LocalDate asOf) {
    Column absent =
        AbsenceReports.VALID_ABSENCE_HOURS.col().plus(AbsenceReports.INVALID_ABSENCE_HOURS.col());
    return registers
        .of(AbsenceReports.REGISTER)
        .where(Person.IS_LINKABLE.col().and(Known.by(AbsenceReports.REGISTER, asOf)))
        .groupBy(Person.STUDENT_ID.col(), SchoolYear.SCHOOL_YEAR.col())
        .agg(
            hours("autumn", AbsenceReports.OFFERED_HOURS.col(), StudentYears.AUTUMN_OFFERED_HOURS),
            hours("autumn", absent, StudentYears.AUTUMN_ABSENCE_HOURS),
            hours(
                "autumn",
                AbsenceReports.INVALID_ABSENCE_HOURS.col(),
                StudentYears.AUTUMN_INVALID_ABSENCE_HOURS),
            hours("spring", AbsenceReports.OFFERED_HOURS.col(), StudentYears.SPRING_OFFERED_HOURS),
            hours("spring", absent, StudentYears.SPRING_ABSENCE_HOURS),
            hours(
                "spring",
                AbsenceReports.INVALID_ABSENCE_HOURS.col(),
                StudentYears.SPRING_INVALID_ABSENCE_HOURS),
            max(Known.on(AbsenceReports.REGISTER)).as(StudentYears.ABSENCE_KNOWN_ON.name()));
  }

  private static Column hours(String term, Column value, Field field) {
    return sum(when(AbsenceReports.TERM.col().equalTo(term), value))
        .cast(field.type())
        .as(field.name());
  }
}
