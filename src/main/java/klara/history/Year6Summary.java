package klara.history;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.createDecimalType;

import java.time.LocalDate;
import klara.register.Person;
import klara.register.SchoolUnits;
import klara.register.SchoolYear;
import klara.register.Year6Grades;
import klara.register.Year9Grades;
import klara.table.Field;
import klara.table.Rule;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Grades in year 6, summed up. */
final class Year6Summary {
  static final Field SCHOOL_YEAR =
      Field.of(
          "year6_school_year",
          IntegerType,
          "Latest school year with grades of year 6; null without");
  static final Field SCHOOL_UNIT_CODE =
      Field.of(
          "year6_school_unit_code",
          org.apache.spark.sql.types.DataTypes.StringType,
          "School unit in year 6; null without grades of year 6");
  static final Field NOT_PASSED_SUBJECTS =
      Field.of(
          "year6_not_passed_subjects",
          IntegerType,
          "Subjects with F or without a basis for a grade in year 6; null without grades of year 6",
          Rule.Between.of("0", "99"));
  static final Field MEAN_POINTS =
      Field.of(
          "year6_mean_points",
          createDecimalType(4, 2),
          "Mean of the points of the grades A to F in year 6, 0 to 20; null without any",
          Rule.Between.of("0", "20"));

  private Year6Summary() {}

  /** One row per student: the latest school year; of several units in it the lowest code. */
  static Dataset<Row> from(Registered registers, GradeScale scale, LocalDate asOf) {
    Column points = scale.tenths();
    Column isNotPassed =
        scale
            .isFail()
            .or(coalesce(Year9Grades.GRADE.col().isInCollection(GradeScale.NO_BASIS), lit(false)));
    Column mean = round(col("points").divide(col("graded")).divide(lit(10.0)), 2);
    return registers
        .of(Year6Grades.REGISTER)
        .where(Person.IS_LINKABLE.col().and(Known.by(Year6Grades.REGISTER, asOf)))
        .groupBy(
            Person.STUDENT_ID.col(),
            klara.register.SchoolYear.SCHOOL_YEAR.col(),
            SchoolUnits.SCHOOL_UNIT_CODE.col())
        .agg(
            sum(points).as("points"),
            count(points).as("graded"),
            count(when(isNotPassed, lit(1))).as("not_passed"))
        .groupBy(Person.STUDENT_ID.col())
        .agg(
            max_by(
                    struct(
                        SchoolYear.SCHOOL_YEAR.col().as("year"),
                        SchoolUnits.SCHOOL_UNIT_CODE.col().as("unit"),
                        col("not_passed"),
                        when(col("graded").gt(0), mean).as("mean")),
                    // The later year; of two units the lower code.
                    SchoolYear.SCHOOL_YEAR
                        .col()
                        .cast("long")
                        .multiply(100_000_000L)
                        .minus(SchoolUnits.SCHOOL_UNIT_CODE.col().cast("long")))
                .as("row"))
        .select(
            Person.STUDENT_ID.col(),
            col("row.year").as(SCHOOL_YEAR.name()),
            col("row.unit").as(SCHOOL_UNIT_CODE.name()),
            col("row.not_passed").cast(IntegerType).as(NOT_PASSED_SUBJECTS.name()),
            col("row.mean").cast(MEAN_POINTS.type()).as(MEAN_POINTS.name()));
  }
}
