package klara.history;

import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import klara.register.Occupations;
import klara.register.Person;
import klara.register.SchoolYear;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What each young person did in each calendar year. */
final class OccupationPath {
  private static final Column STATUS = Occupations.OCCUPATION_STATUS.col();

  private OccupationPath() {}

  /** One row per student: the years in which it is known, and those with neither work nor study. */
  static Dataset<Row> byStudent(Registered registers, LocalDate asOf) {
    Column year = Occupations.OCCUPATION_YEAR.col();
    return known(registers, asOf)
        .groupBy(Person.STUDENT_ID.col())
        .agg(
            Years.among(when(STATUS.notEqual("unknown"), year))
                .as(Students.OCCUPATION_KNOWN_YEARS.name()),
            Years.among(when(STATUS.equalTo("neither"), year)).as(Students.NEITHER_YEARS.name()));
  }

  /** One row per student and year, as the register has it. */
  static Dataset<Row> byYear(Registered registers, LocalDate asOf) {
    return known(registers, asOf)
        .select(
            Person.STUDENT_ID.col(),
            Occupations.OCCUPATION_YEAR.col().as(SchoolYear.SCHOOL_YEAR.name()),
            STATUS,
            Occupations.FORM_OF_STUDY.col(),
            Known.on(Occupations.REGISTER).as(StudentYears.OCCUPATION_KNOWN_ON.name()));
  }

  private static Dataset<Row> known(Registered registers, LocalDate asOf) {
    return registers
        .of(Occupations.REGISTER)
        .where(Person.IS_LINKABLE.col().and(Known.by(Occupations.REGISTER, asOf)));
  }
}
