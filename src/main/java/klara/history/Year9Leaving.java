package klara.history;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import klara.register.Person;
import klara.register.SchoolUnits;
import klara.register.SchoolYear;
import klara.register.Year9Students;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Where and when each student left year 9. */
final class Year9Leaving {
  private Year9Leaving() {}

  /**
   * One row per student: the latest school year in a year-9 file; of several units in it the one
   * with the lowest code. Protection is known of whichever day it is seen: a student with nothing
   * else known by then has a row with that alone.
   */
  static Dataset<Row> from(Dataset<Row> year9Students, LocalDate asOf) {
    Column latest =
        struct(
            SchoolYear.SCHOOL_YEAR.col().multiply(-1).as("year"),
            SchoolUnits.SCHOOL_UNIT_CODE.col().as("unit"),
            Year9Students.HOME_MUNICIPALITY_CODE.col().as("home"),
            Person.SEX.col().as("sex"),
            Person.BIRTH_YEAR.col().as("birth_year"));
    Column isKnown = SchoolYear.SCHOOL_YEAR.col().lt(SchoolYear.of(asOf));
    return year9Students
        .where(Person.IS_LINKABLE.col().and(isKnown.or(Person.PROTECTION.col().gt(0))))
        .groupBy(Person.STUDENT_ID.col())
        .agg(
            min(when(isKnown, latest)).as("row"),
            max(Person.PROTECTION.col()).as("year9_protection"))
        .select(
            Person.STUDENT_ID.col(),
            col("row.year").multiply(-1).as(Students.YEAR9_SCHOOL_YEAR.name()),
            col("row.unit").as(Students.YEAR9_SCHOOL_UNIT_CODE.name()),
            col("row.home").as(Students.YEAR9_HOME_MUNICIPALITY_CODE.name()),
            col("row.sex").as("year9_sex"),
            col("row.birth_year").as("year9_birth_year"),
            col("year9_protection"));
  }
}
