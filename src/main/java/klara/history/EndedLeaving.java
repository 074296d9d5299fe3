package klara.history;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import java.time.LocalDate;
import klara.register.EndedSchooling;
import klara.register.Person;
import klara.register.SchoolUnits;
import klara.register.SchoolYear;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Where and when the compulsory schooling of students ended in years 7 to 9 without grades. */
final class EndedLeaving {
  private EndedLeaving() {}

  /** One row per student: the latest school year. */
  static Dataset<Row> from(Registered registers, LocalDate asOf) {
    Column latest =
        struct(
            SchoolYear.SCHOOL_YEAR.col().multiply(-1).as("year"),
            EndedSchooling.STUDY_YEAR.col().as("study_year"),
            SchoolUnits.SCHOOL_UNIT_CODE.col().as("unit"));
    return registers
        .of(EndedSchooling.REGISTER)
        .where(Person.IS_LINKABLE.col().and(Known.by(EndedSchooling.REGISTER, asOf)))
        .groupBy(Person.STUDENT_ID.col())
        .agg(min(latest).as("row"))
        .select(
            Person.STUDENT_ID.col(),
            col("row.year").multiply(-1).as(Students.ENDED_SCHOOL_YEAR.name()),
            col("row.unit").as(Students.ENDED_SCHOOL_UNIT_CODE.name()),
            col("row.study_year").as(Students.ENDED_STUDY_YEAR.name()));
  }
}
