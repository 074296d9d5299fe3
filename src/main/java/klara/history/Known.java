package klara.history;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_date;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.Map;
import klara.register.AbsenceReports;
import klara.register.ActivityResponsibility;
import klara.register.Backgrounds;
import klara.register.EndedSchooling;
import klara.register.Occupations;
import klara.register.PopulationEvents;
import klara.register.Register;
import klara.register.SchoolYear;
import klara.register.UpperSecondaryCertificates;
import klara.register.UpperSecondaryEnrolments;
import klara.register.Year6Grades;
import klara.register.Year9Grades;
import klara.register.Year9Students;
import org.apache.spark.sql.Column;

/**
 * The day on which a fact becomes known: when its register is due, however late or often it was
 * delivered, so that history as of a past day is that of those who lived then. The one place that
 * says so; a fact that becomes known after the day asked for leaves no trace.
 *
 * <p>Due days follow the input contract: final grades in June, year 6 in the autumn, enrolment on
 * 15 October, absence six weeks after the term, activity responsibility five months after the
 * half-year, population in the spring, occupation sixteen months after the year.
 */
final class Known {
  private static final Column YEAR = SchoolYear.SCHOOL_YEAR.col();

  private static final Map<Register, Column> DAYS =
      Map.ofEntries(
          Map.entry(Year9Students.REGISTER, nextYear(YEAR, 7, 1)),
          Map.entry(Year9Grades.REGISTER, nextYear(YEAR, 7, 1)),
          Map.entry(EndedSchooling.REGISTER, nextYear(YEAR, 7, 1)),
          Map.entry(Year6Grades.REGISTER, nextYear(YEAR, 10, 1)),
          Map.entry(UpperSecondaryEnrolments.REGISTER, day(YEAR, 10, 15)),
          Map.entry(
              UpperSecondaryCertificates.REGISTER, UpperSecondaryCertificates.ISSUED_ON.col()),
          Map.entry(Backgrounds.REGISTER, day(Backgrounds.AS_OF_YEAR.col(), 12, 31)),
          Map.entry(
              AbsenceReports.REGISTER,
              when(AbsenceReports.TERM.col().equalTo("autumn"), nextYear(YEAR, 2, 12))
                  .otherwise(nextYear(YEAR, 8, 1))),
          Map.entry(ActivityResponsibility.REGISTER, ofHalfYear()),
          Map.entry(
              Occupations.REGISTER, nextYear(Occupations.OCCUPATION_YEAR.col().plus(1), 5, 1)),
          Map.entry(
              PopulationEvents.REGISTER,
              nextYear(
                  org.apache.spark.sql.functions.year(PopulationEvents.HAPPENED_ON.col()), 4, 1)));

  private Known() {}

  /** The day on which a row of a register becomes known; null for no row. */
  static Column on(Register register) {
    Column day = DAYS.get(register);
    if (day == null) {
      throw new IllegalArgumentException(
          "no day is known on which %s is known".formatted(register.table().name()));
    }
    return day;
  }

  /** Whether a row of a register is known on a day. */
  static Column by(Register register, LocalDate asOf) {
    return on(register).leq(lit(asOf));
  }

  private static Column ofHalfYear() {
    Column half = ActivityResponsibility.HALF_YEAR.col();
    Column year = substring(half, 1, 4).cast("int");
    return when(half.endsWith("H1"), day(year, 12, 1)).otherwise(nextYear(year, 6, 1));
  }

  private static Column nextYear(Column year, int month, int day) {
    return day(year.plus(1), month, day);
  }

  private static Column day(Column year, int month, int day) {
    return make_date(year, lit(month), lit(day));
  }
}
