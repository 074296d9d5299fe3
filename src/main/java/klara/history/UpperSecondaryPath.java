package klara.history;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import klara.register.CodeLists;
import klara.register.Person;
import klara.register.SchoolUnits;
import klara.register.SchoolYear;
import klara.register.UpperSecondaryEnrolments;
import klara.register.Year9Students;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Where and on which programme each student was enrolled in upper secondary school on 15 October.
 * Of several units that day the one with the highest study year counts, then the lowest code: the
 * person counts once.
 */
final class UpperSecondaryPath {
  private static final String ROWS = "rows";
  private static final String PROTECTION = "start_protection";

  private UpperSecondaryPath() {}

  /**
   * One row per student: the first 15 October enrolled, which others, and the programme a year
   * later. Protection is known of whichever day it is seen: a student with nothing else known by
   * then has a row with that alone.
   */
  static Dataset<Row> byStudent(Registered registers, LocalDate asOf) {
    Column isKnown = Known.by(UpperSecondaryEnrolments.REGISTER, asOf);
    Column first = get(col(ROWS), lit(0));
    Column second =
        get(
            filter(col(ROWS), row -> row.getField("year").equalTo(first.getField("year").plus(1))),
            lit(0));
    return registers
        .of(UpperSecondaryEnrolments.REGISTER)
        .where(Person.IS_LINKABLE.col().and(isKnown.or(Person.PROTECTION.col().gt(0))))
        .groupBy(Person.STUDENT_ID.col())
        .agg(
            sort_array(collect_list(when(isKnown, enrolment()))).as(ROWS),
            Years.among(when(isKnown, SchoolYear.SCHOOL_YEAR.col()))
                .as(Students.ENROLLED_YEARS.name()),
            max(when(isKnown, SchoolYear.SCHOOL_YEAR.col())).as(Students.LAST_SCHOOL_YEAR.name()),
            max(Person.PROTECTION.col()).as(PROTECTION))
        .crossJoin(programmes(registers).hint("broadcast"))
        .withColumn("row", first)
        .withColumn("code", programme(col("row.path")))
        .select(
            Person.STUDENT_ID.col(),
            col("row.year").as(Students.START_SCHOOL_YEAR.name()),
            col("row.unit").as(Students.START_SCHOOL_UNIT_CODE.name()),
            col("row.home").as(Students.START_HOME_MUNICIPALITY_CODE.name()),
            col("code").as(Students.START_PROGRAMME_CODE.name()),
            kind(col("code")).as(Students.START_PROGRAMME_TYPE.name()),
            programme(second.getField("path")).as(Students.SECOND_AUTUMN_PROGRAMME_CODE.name()),
            col("row.sex").as("start_sex"),
            col("row.birth_year").as("start_birth_year"),
            Students.ENROLLED_YEARS.col(),
            Students.LAST_SCHOOL_YEAR.col(),
            col(PROTECTION));
  }

  /** One row per student and school year enrolled, as {@link StudentYears} has it. */
  static Dataset<Row> byYear(Registered registers, LocalDate asOf) {
    return registers
        .of(UpperSecondaryEnrolments.REGISTER)
        .where(Person.IS_LINKABLE.col().and(Known.by(UpperSecondaryEnrolments.REGISTER, asOf)))
        .groupBy(Person.STUDENT_ID.col(), SchoolYear.SCHOOL_YEAR.col())
        .agg(
            min(enrolment()).as("row"),
            // One row a unit: the unit is in the register's key.
            count(lit(1)).cast("int").as(StudentYears.UNITS.name()),
            max(Known.on(UpperSecondaryEnrolments.REGISTER))
                .as(StudentYears.ENROLMENT_KNOWN_ON.name()))
        .crossJoin(programmes(registers).hint("broadcast"))
        .withColumn("code", programme(col("row.path")))
        .select(
            Person.STUDENT_ID.col(),
            SchoolYear.SCHOOL_YEAR.col(),
            when(col("row.study_year").notEqual(0), col("row.study_year").multiply(-1))
                .as(StudentYears.STUDY_YEAR.name()),
            col("row.unit").as(StudentYears.SCHOOL_UNIT_CODE.name()),
            col("row.home").as("enrolled_home"),
            col("code").as(StudentYears.PROGRAMME_CODE.name()),
            kind(col("code")).as("programme_type"),
            StudentYears.UNITS.col(),
            StudentYears.ENROLMENT_KNOWN_ON.col());
  }

  /** In the order in which the first counts. */
  private static Column enrolment() {
    return struct(
        SchoolYear.SCHOOL_YEAR.col().as("year"),
        coalesce(UpperSecondaryEnrolments.STUDY_YEAR.col().multiply(-1), lit(0)).as("study_year"),
        SchoolUnits.SCHOOL_UNIT_CODE.col().as("unit"),
        UpperSecondaryEnrolments.STUDY_PATH_CODE.col().as("path"),
        Year9Students.HOME_MUNICIPALITY_CODE.col().as("home"),
        Person.SEX.col().as("sex"),
        Person.BIRTH_YEAR.col().as("birth_year"));
  }

  /** One row with one map: programme code to kind. */
  private static Dataset<Row> programmes(Registered registers) {
    return registers
        .of(CodeLists.REGISTER)
        .where(CodeLists.LIST.col().equalTo("program"))
        .groupBy(CodeLists.CODE.col())
        .agg(max(CodeLists.KIND.col()).as("kind"))
        .agg(
            map_from_entries(collect_set(struct(CodeLists.CODE.col(), col("kind"))))
                .as("programmes"));
  }

  private static Column kind(Column code) {
    return element_at(col("programmes"), code);
  }

  /** The longest beginning of a study path that is a programme: MA25 is not MA. */
  private static Column programme(Column path) {
    Column found = lit(null).cast("string");
    for (int length : new int[] {2, 3, 4, 5}) {
      Column prefix = path.substr(1, length);
      found = coalesce(when(kind(prefix).isNotNull(), prefix), found);
    }
    return found;
  }
}
