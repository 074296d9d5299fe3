package klara.history;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.createDecimalType;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import klara.register.Person;
import klara.register.SchoolUnits;
import klara.register.SchoolYear;
import klara.register.Year9Grades;
import klara.table.Field;
import klara.table.Rule;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A student's final grades as counts and merit values (skollagen 10 kap.; gymnasieförordningen
 * 2010:2039, 7 kap. 4 §: the sum of the sixteen best grades, and a modern language that was the
 * language choice as a seventeenth).
 *
 * <p>One sum of packed counters per student: measured two to three times faster than windows or
 * sorted arrays.
 */
public final class GradeSummary {
  public static final Field GRADED_SUBJECTS =
      count("graded_subjects", "Subjects graded A to F in year 9");
  public static final Field PASSED_SUBJECTS =
      count("passed_subjects", "Subjects graded A to E in year 9");
  public static final Field NOT_PASSED_SUBJECTS =
      count(
          "not_passed_subjects",
          "Subjects of the student's education in year 9 with F or without a basis for a grade");
  public static final Field PASSED_SWEDISH =
      count("passed_swedish", "Passed in Swedish or Swedish as a second language, 1 or 0");
  public static final Field PASSED_ENGLISH = count("passed_english", "Passed in English, 1 or 0");
  public static final Field PASSED_MATHEMATICS =
      count("passed_mathematics", "Passed in mathematics, 1 or 0");
  public static final Field PASSED_SOCIAL_SUBJECTS =
      count("passed_social_subjects", "Passed of geography, history, religion and civics, 0 to 4");
  public static final Field PASSED_SCIENCE_SUBJECTS =
      count("passed_science_subjects", "Passed of biology, physics and chemistry, 0 to 3");
  public static final Field MERIT_VALUE_16 =
      merit("merit_value_16", "Merit points of the sixteen best grades, 0 to 320", "320");
  public static final Field MERIT_VALUE_17 =
      merit("merit_value_17", "The same with a modern language as a seventeenth, 0 to 340", "340");

  private static final int COUNTED_GRADES = 16;

  private GradeSummary() {}

  private static Field count(String name, String meaning) {
    return Field.of(
        name, IntegerType, meaning + "; null without a year-9 file", Rule.Between.of("0", "99"));
  }

  private static Field merit(String name, String meaning, String most) {
    return Field.of(
        name,
        createDecimalType(4, 1),
        meaning + "; null where no subject was graded",
        Rule.Between.of("0", most));
  }

  /**
   * Sums up the grades of each student, school year and unit: a student whom two units report is
   * graded by the one that counts, not by both.
   *
   * @param grades {@link Year9Grades}
   * @param scale what each grade is worth
   * @param asOf the last day whose facts count
   * @return student, school year and unit of year 9 and the fields above
   */
  static Dataset<Row> from(Dataset<Row> grades, GradeScale scale, LocalDate asOf) {
    Column subject = Year9Grades.SUBJECT_CODE.col();
    Column isChoice =
        subject.equalTo("M2").and(Year9Grades.IS_LANGUAGE_CHOICE.col().eqNullSafe(true));
    Tally tally = new Tally();
    List<Level> levels = new ArrayList<>();
    for (int tenths : scale.passes()) {
      Column isIt = scale.isPass(tenths);
      levels.add(
          new Level(
              tenths,
              tally.count(isIt.and(isChoice.equalTo(false))),
              tally.count(isIt.and(isChoice))));
    }
    Column isPassed = scale.isPass();
    Column failed = tally.count(scale.isFail());
    Column none =
        tally.count(
            coalesce(Year9Grades.GRADE.col().isInCollection(GradeScale.NO_BASIS), lit(false)));
    Column swedish = tally.count(isPassed.and(subject.isin("SV", "SVA")));
    Column english = tally.count(isPassed.and(subject.equalTo("EN")));
    Column mathematics = tally.count(isPassed.and(subject.equalTo("MA")));
    Column social = tally.count(isPassed.and(subject.isin("GE", "HI", "RE", "SH")));
    Column science = tally.count(isPassed.and(subject.isin("BI", "FY", "KE")));
    Column passed =
        levels.stream()
            .map(level -> level.others().plus(level.choice()))
            .reduce(Column::plus)
            .orElseGet(() -> lit(0L));
    Column graded = passed.plus(failed);
    List<Level> together =
        levels.stream()
            .map(one -> new Level(one.tenths(), one.others().plus(one.choice()), one.choice()))
            .toList();
    Column merit16 = best(together, Level::others, COUNTED_GRADES);
    Column merit17 =
        best(levels, Level::others, COUNTED_GRADES).plus(best(levels, Level::choice, 1));
    List<Column> sums = tally.sums();
    return grades
        .where(Person.IS_LINKABLE.col().and(Known.by(Year9Grades.REGISTER, asOf)))
        .groupBy(
            Person.STUDENT_ID.col(),
            SchoolYear.SCHOOL_YEAR.col().as(Students.YEAR9_SCHOOL_YEAR.name()),
            SchoolUnits.SCHOOL_UNIT_CODE.col().as(Students.YEAR9_SCHOOL_UNIT_CODE.name()))
        .agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new))
        .select(
            Person.STUDENT_ID.col(),
            Students.YEAR9_SCHOOL_YEAR.col(),
            Students.YEAR9_SCHOOL_UNIT_CODE.col(),
            whole(graded, GRADED_SUBJECTS),
            whole(passed, PASSED_SUBJECTS),
            whole(failed.plus(none), NOT_PASSED_SUBJECTS),
            whole(least(swedish, lit(1L)), PASSED_SWEDISH),
            whole(english, PASSED_ENGLISH),
            whole(mathematics, PASSED_MATHEMATICS),
            whole(social, PASSED_SOCIAL_SUBJECTS),
            whole(science, PASSED_SCIENCE_SUBJECTS),
            points(merit16, graded, MERIT_VALUE_16),
            points(merit17, graded, MERIT_VALUE_17));
  }

  /** How many grades of some points: of the language choice, and of all other subjects. */
  private record Level(int tenths, Column others, Column choice) {}

  /**
   * Tenths of points of the best grades: of those at a level or above it, as many as count have at
   * least its points more than the level below has.
   */
  private static Column best(List<Level> levels, Function<Level, Column> counted, int most) {
    Column soFar = lit(0L);
    Column points = lit(0L);
    for (int i = 0; i < levels.size(); i++) {
      int below = i + 1 < levels.size() ? levels.get(i + 1).tenths() : 0;
      soFar = soFar.plus(counted.apply(levels.get(i)));
      points =
          points.plus(
              least(soFar, lit((long) most)).multiply(lit((long) levels.get(i).tenths() - below)));
    }
    return points;
  }

  private static Column whole(Column value, Field field) {
    return value.cast(IntegerType).as(field.name());
  }

  private static Column points(Column tenths, Column graded, Field field) {
    return when(
            graded.gt(0), tenths.cast(LongType).multiply(lit(java.math.BigDecimal.valueOf(1, 1))))
        .cast(field.type())
        .as(field.name());
  }
}
