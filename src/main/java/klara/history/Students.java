package klara.history;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.time.LocalDate;
import java.util.List;
import klara.register.Backgrounds;
import klara.register.Municipalities;
import klara.register.Person;
import klara.register.SchoolUnits;
import klara.table.Field;
import klara.table.Rule;
import klara.table.Table;
import klara.table.Zone;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Each student's path, compact: one row per student whose id can be followed, from leaving year 9
 * through upper secondary school. Facts stand here; what they amount to is decided by outcomes.
 */
public final class Students {
  public static final Field YEAR9_SCHOOL_YEAR =
      Field.of(
          "year9_school_year",
          IntegerType,
          "School year of leaving year 9; null for those never in a year-9 file");
  public static final Field YEAR9_SCHOOL_UNIT_CODE =
      place("year9_school_unit_code", "School unit in year 9");
  public static final Field YEAR9_SCHOOL_MUNICIPALITY_CODE =
      place("year9_school_municipality_code", "Municipality of the school in year 9");
  public static final Field YEAR9_HOME_MUNICIPALITY_CODE =
      place("year9_home_municipality_code", "Municipality of residence in year 9");
  public static final Field START_SCHOOL_YEAR =
      Field.of(
          "start_school_year",
          IntegerType,
          "School year of the first enrolment in upper secondary school; null before that");
  public static final Field START_SCHOOL_UNIT_CODE =
      place(
          "start_school_unit_code", "School unit of the first enrolment in upper secondary school");
  public static final Field START_SCHOOL_MUNICIPALITY_CODE =
      place("start_school_municipality_code", "Municipality of the school at the first enrolment");
  public static final Field START_HOME_MUNICIPALITY_CODE =
      place("start_home_municipality_code", "Municipality of residence at the first enrolment");
  public static final Field START_PROGRAMME_CODE =
      place("start_programme_code", "Programme of the first enrolment");
  public static final Field START_PROGRAMME_TYPE =
      Field.of(
          "start_programme_type",
          StringType,
          "HF higher-education preparatory, YRK vocational, IM introductory, IB, or as the code"
              + " list says; null before enrolment");
  public static final Field LAST_SCHOOL_YEAR =
      Field.of(
          "last_school_year",
          IntegerType,
          "Latest school year enrolled on 15 October; null before enrolment");
  public static final Field DIPLOMA_ON =
      Field.of("diploma_on", DateType, "Day of the first diploma (gymnasieexamen); null without");
  public static final Field STUDY_CERTIFICATE_ON =
      Field.of(
          "study_certificate_on",
          DateType,
          "Day of the first study certificate of 2 500 credits; null without");
  public static final Field PARENTAL_EDUCATION =
      Field.of(
          "parental_education",
          StringType,
          "Highest education of a parent",
          new Rule.Known(),
          Rule.OneOf.of("pre_secondary", "upper_secondary", "post_secondary", "unknown"));
  public static final Field NEWLY_ARRIVED =
      Field.of(
          "newly_arrived",
          StringType,
          "Whether the student immigrated within four years before leaving year 9",
          new Rule.Known(),
          Rule.OneOf.of("yes", "no", "unknown"));
  public static final Field BACKGROUND = Backgrounds.BACKGROUND;
  public static final Field IS_PROTECTED =
      Field.of(
          "is_protected",
          BooleanType,
          "Whether the identity is or ever was protected: counted in the county only",
          new Rule.Known());

  public static final Table TABLE =
      new Table(
          Zone.HISTORIES,
          "students",
          "one row per student whose id can be followed",
          List.of(Person.STUDENT_ID),
          List.of(
              Person.STUDENT_ID,
              Person.SEX,
              Person.BIRTH_YEAR,
              BACKGROUND,
              PARENTAL_EDUCATION,
              NEWLY_ARRIVED,
              IS_PROTECTED,
              YEAR9_SCHOOL_YEAR,
              YEAR9_SCHOOL_UNIT_CODE,
              YEAR9_SCHOOL_MUNICIPALITY_CODE,
              YEAR9_HOME_MUNICIPALITY_CODE,
              GradeSummary.GRADED_SUBJECTS,
              GradeSummary.PASSED_SUBJECTS,
              GradeSummary.NOT_PASSED_SUBJECTS,
              GradeSummary.PASSED_SWEDISH,
              GradeSummary.PASSED_ENGLISH,
              GradeSummary.PASSED_MATHEMATICS,
              GradeSummary.PASSED_SOCIAL_SUBJECTS,
              GradeSummary.PASSED_SCIENCE_SUBJECTS,
              GradeSummary.MERIT_VALUE_16,
              GradeSummary.MERIT_VALUE_17,
              START_SCHOOL_YEAR,
              START_SCHOOL_UNIT_CODE,
              START_SCHOOL_MUNICIPALITY_CODE,
              START_HOME_MUNICIPALITY_CODE,
              START_PROGRAMME_CODE,
              START_PROGRAMME_TYPE,
              LAST_SCHOOL_YEAR,
              DIPLOMA_ON,
              STUDY_CERTIFICATE_ON));

  /** Newly arrived: at most four years in the country (Skolverket, SALSA). */
  private static final int YEARS_NEWLY_ARRIVED = 4;

  private Students() {}

  private static Field place(String name, String meaning) {
    return Field.of(name, StringType, meaning + "; null where unknown");
  }

  /**
   * Puts each student's facts together. Every register lies in the same buckets by student, so no
   * row of theirs moves.
   *
   * @param registers the registers as they lie in the warehouse
   * @param asOf the last day whose facts count; later rows leave no trace but that of a protected
   *     identity, which holds for every year as soon as it is known
   * @return {@link #TABLE}
   */
  public static Dataset<Row> from(Registered registers, LocalDate asOf) {
    Dataset<Row> year9 = Year9Leaving.from(registers.year9Students(), asOf);
    Dataset<Row> starts =
        UpperSecondaryStart.from(registers.enrolments(), registers.codeLists(), asOf);
    Dataset<Row> grades = GradeSummary.from(registers.year9Grades(), asOf);
    Dataset<Row> certificates = Certificates.from(registers.certificates(), asOf);
    Dataset<Row> circumstances = Circumstances.from(registers.backgrounds(), asOf);
    String id = Person.STUDENT_ID.name();
    Dataset<Row> students =
        year9
            .join(starts.hint("shuffle_hash"), key(id), "full_outer")
            .where(YEAR9_SCHOOL_YEAR.col().isNotNull().or(START_SCHOOL_YEAR.col().isNotNull()))
            .join(
                grades.hint("shuffle_hash"),
                key(id, YEAR9_SCHOOL_YEAR.name(), YEAR9_SCHOOL_UNIT_CODE.name()),
                "left_outer")
            .join(certificates.hint("shuffle_hash"), key(id), "left_outer")
            .join(circumstances.hint("shuffle_hash"), key(id), "left_outer");
    Dataset<Row> units = municipalityOfUnit(registers.schoolUnits());
    return students
        .join(
            units
                .toDF(YEAR9_SCHOOL_UNIT_CODE.name(), YEAR9_SCHOOL_MUNICIPALITY_CODE.name())
                .hint("broadcast"),
            key(YEAR9_SCHOOL_UNIT_CODE.name()),
            "left_outer")
        .join(
            units
                .toDF(START_SCHOOL_UNIT_CODE.name(), START_SCHOOL_MUNICIPALITY_CODE.name())
                .hint("broadcast"),
            key(START_SCHOOL_UNIT_CODE.name()),
            "left_outer")
        .withColumn(Person.SEX.name(), coalesce(col("year9_sex"), col("start_sex")))
        .withColumn(
            Person.BIRTH_YEAR.name(), coalesce(col("year9_birth_year"), col("start_birth_year")))
        .withColumn(
            IS_PROTECTED.name(),
            greatest(
                    coalesce(col("year9_protection"), lit(0)),
                    coalesce(col("start_protection"), lit(0)))
                .gt(0))
        .withColumn(BACKGROUND.name(), coalesce(BACKGROUND.col(), lit("unknown")))
        .withColumn(PARENTAL_EDUCATION.name(), parentalEducation())
        .withColumn(NEWLY_ARRIVED.name(), newlyArrived())
        .select(TABLE.select());
  }

  private static String[] key(String... names) {
    return names;
  }

  /** SUN: levels 1 and 2 pre-secondary, 3 and 4 upper secondary, 5 to 7 post-secondary. */
  private static Column parentalEducation() {
    Column level = Backgrounds.PARENT_EDUCATION_LEVEL.col();
    return when(level.leq(2), "pre_secondary")
        .when(level.leq(4), "upper_secondary")
        .when(level.leq(7), "post_secondary")
        .otherwise("unknown");
  }

  private static Column newlyArrived() {
    Column leaving = coalesce(YEAR9_SCHOOL_YEAR.col().plus(1), START_SCHOOL_YEAR.col());
    Column since = leaving.minus(Backgrounds.IMMIGRATION_YEAR.col());
    return when(since.between(0, YEARS_NEWLY_ARRIVED), "yes")
        .when(BACKGROUND.col().equalTo("unknown"), "unknown")
        .otherwise("no");
  }

  /** Where each unit is; units keep their code when they move, the latest place counts. */
  private static Dataset<Row> municipalityOfUnit(Dataset<Row> schoolUnits) {
    return schoolUnits
        .groupBy(SchoolUnits.SCHOOL_UNIT_CODE.col())
        .agg(
            org.apache.spark.sql.functions.max_by(
                SchoolUnits.SCHOOL_MUNICIPALITY_CODE.col(), SchoolUnits.VALID_FROM.col()));
  }

  /** The registers that a history is made of. */
  public record Registered(
      Dataset<Row> year9Students,
      Dataset<Row> year9Grades,
      Dataset<Row> enrolments,
      Dataset<Row> certificates,
      Dataset<Row> backgrounds,
      Dataset<Row> schoolUnits,
      Dataset<Row> codeLists) {}

  /** Whether a municipality code is one of Skåne's. */
  public static Column isInSkane(Column municipalityCode) {
    return municipalityCode.startsWith(Municipalities.SKANE);
  }
}
