package klara.history;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_date;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
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

/** Where, when and on which programme each student began upper secondary school. */
final class UpperSecondaryStart {
  private UpperSecondaryStart() {}

  /**
   * One row per student: the first 15 October enrolled; of several units that day the highest study
   * year, then the lowest code (the person counts once). Protection is known of whichever day it is
   * seen: a student with nothing else known by then has a row with that alone.
   */
  static Dataset<Row> from(Dataset<Row> enrolments, Dataset<Row> codeLists, LocalDate asOf) {
    Column first =
        struct(
            SchoolYear.SCHOOL_YEAR.col().as("year"),
            coalesce(UpperSecondaryEnrolments.STUDY_YEAR.col().multiply(-1), lit(0))
                .as("study_year"),
            SchoolUnits.SCHOOL_UNIT_CODE.col().as("unit"),
            UpperSecondaryEnrolments.STUDY_PATH_CODE.col().as("path"),
            Year9Students.HOME_MUNICIPALITY_CODE.col().as("home"),
            Person.SEX.col().as("sex"),
            Person.BIRTH_YEAR.col().as("birth_year"));
    Column reportedOn = make_date(SchoolYear.SCHOOL_YEAR.col(), lit(10), lit(15));
    Column isKnown = reportedOn.leq(lit(asOf));
    return enrolments
        .where(Person.IS_LINKABLE.col().and(isKnown.or(Person.PROTECTION.col().gt(0))))
        .groupBy(Person.STUDENT_ID.col())
        .agg(
            min(when(isKnown, first)).as("row"),
            max(when(isKnown, SchoolYear.SCHOOL_YEAR.col())).as(Students.LAST_SCHOOL_YEAR.name()),
            max(Person.PROTECTION.col()).as("start_protection"))
        .crossJoin(programmes(codeLists).hint("broadcast"))
        .withColumn("code", programme(col("row.path")))
        .select(
            Person.STUDENT_ID.col(),
            col("row.year").as(Students.START_SCHOOL_YEAR.name()),
            col("row.unit").as(Students.START_SCHOOL_UNIT_CODE.name()),
            col("row.home").as(Students.START_HOME_MUNICIPALITY_CODE.name()),
            col("code").as(Students.START_PROGRAMME_CODE.name()),
            kind(col("code")).as(Students.START_PROGRAMME_TYPE.name()),
            col("row.sex").as("start_sex"),
            col("row.birth_year").as("start_birth_year"),
            Students.LAST_SCHOOL_YEAR.col(),
            col("start_protection"));
  }

  /** One row with one map: programme code to kind. */
  private static Dataset<Row> programmes(Dataset<Row> codeLists) {
    return codeLists
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
