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
import static org.apache.spark.sql.types.DataTypes.createDecimalType;

import java.time.LocalDate;
import java.util.List;
import klara.register.Backgrounds;
import klara.register.CodeLists;
import klara.register.Municipalities;
import klara.register.Person;
import klara.register.SchoolUnits;
import klara.register.SchoolYear;
import klara.register.UpperSecondaryCertificates;
import klara.register.Year9Grades;
import klara.register.Year9Students;
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
  public static final Field ENDED_SCHOOL_YEAR =
      Field.of(
          "ended_school_year",
          IntegerType,
          "School year in which compulsory schooling ended without final grades; null otherwise");
  public static final Field ENDED_SCHOOL_UNIT_CODE =
      place("ended_school_unit_code", "School unit where compulsory schooling ended so");
  public static final Field ENDED_STUDY_YEAR =
      Field.of(
          "ended_study_year", IntegerType, "Study year in which it did, 7 to 9; null otherwise");
  public static final Field COHORT =
      Field.of(
          "cohort",
          IntegerType,
          "School year of leaving compulsory school: year 9, or where there is none, years 7 to 9"
              + " without final grades; null for those who never left it here");
  public static final Field LEFT_SCHOOL_UNIT_CODE =
      place("left_school_unit_code", "School unit at leaving compulsory school");
  public static final Field LEFT_SCHOOL_MUNICIPALITY_CODE =
      place("left_school_municipality_code", "Municipality of the school at leaving it");
  public static final Field LEFT_HOME_MUNICIPALITY_CODE =
      place("left_home_municipality_code", "Municipality of residence at leaving it");
  public static final Field SECOND_AUTUMN_PROGRAMME_CODE =
      place("second_autumn_programme_code", "Programme on 15 October a year after the first");
  public static final Field ENROLLED_YEARS =
      Years.field(
          "enrolled_years", "School years enrolled in upper secondary school on 15 October");
  public static final Field ACTIVITY_REGISTERED_ON =
      Field.of(
          "activity_registered_on",
          DateType,
          "Day of the first registration under the activity responsibility; null without");
  public static final Field IS_ACTIVITY_CONTACTED =
      Field.of(
          "is_activity_contacted",
          BooleanType,
          "Whether a municipality reached the young person under any registration; null without one"
              + " or where not delivered");
  public static final Field OCCUPATION_KNOWN_YEARS =
      Years.field("occupation_known_years", "Calendar years in which work and study are known");
  public static final Field NEITHER_YEARS =
      Years.field("neither_years", "Calendar years with neither work nor study");
  public static final Field DIED_ON =
      Field.of("died_on", DateType, "Day of death; null for the living");
  public static final Field LEFT_COUNTRY_ON =
      Field.of(
          "left_country_on",
          DateType,
          "Day of the latest emigration not followed by a return; null for those who live here");
  public static final Field ABROAD_YEARS =
      Years.field("abroad_years", "Years on whose 15 October the student lived abroad");
  public static final Field YEAR9_OFFERED_HOURS =
      Field.of(
          "year9_offered_hours",
          createDecimalType(9, 2),
          "Hours of teaching offered in the school year of year 9; null where no absence was"
              + " delivered",
          Rule.Between.of("0", "9999999"));
  public static final Field YEAR9_ABSENCE_HOURS =
      Field.of(
          "year9_absence_hours",
          createDecimalType(9, 2),
          "Hours of absence of them, valid and invalid; null where none was delivered",
          Rule.Between.of("0", "9999999"));
  public static final Field IMMIGRATION_YEAR = Backgrounds.IMMIGRATION_YEAR;
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
              IMMIGRATION_YEAR,
              Backgrounds.INCOME_QUINTILE,
              Backgrounds.HAS_ECONOMIC_ASSISTANCE,
              Backgrounds.LIVES_WITH_BOTH_PARENTS,
              Backgrounds.NEIGHBOURHOOD_CODE,
              IS_PROTECTED,
              Year6Summary.SCHOOL_YEAR,
              Year6Summary.SCHOOL_UNIT_CODE,
              Year6Summary.NOT_PASSED_SUBJECTS,
              Year6Summary.MEAN_POINTS,
              COHORT,
              LEFT_SCHOOL_UNIT_CODE,
              LEFT_SCHOOL_MUNICIPALITY_CODE,
              LEFT_HOME_MUNICIPALITY_CODE,
              ENDED_SCHOOL_YEAR,
              ENDED_STUDY_YEAR,
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
              YEAR9_OFFERED_HOURS,
              YEAR9_ABSENCE_HOURS,
              START_SCHOOL_YEAR,
              START_SCHOOL_UNIT_CODE,
              START_SCHOOL_MUNICIPALITY_CODE,
              START_HOME_MUNICIPALITY_CODE,
              START_PROGRAMME_CODE,
              START_PROGRAMME_TYPE,
              SECOND_AUTUMN_PROGRAMME_CODE,
              ENROLLED_YEARS,
              LAST_SCHOOL_YEAR,
              DIPLOMA_ON,
              STUDY_CERTIFICATE_ON,
              ACTIVITY_REGISTERED_ON,
              IS_ACTIVITY_CONTACTED,
              OCCUPATION_KNOWN_YEARS,
              NEITHER_YEARS,
              DIED_ON,
              LEFT_COUNTRY_ON,
              ABROAD_YEARS));

  /** Newly arrived: at most four years in the country (Skolverket, SALSA). */
  private static final int YEARS_NEWLY_ARRIVED = 4;

  /** The year of bit 0 in {@link #ENROLLED_YEARS} and its like. */
  public static final int FIRST_OF_YEARS = Years.FIRST;

  private static final String HASH = "shuffle_hash";
  private static final String LEFT = "left_outer";

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
    String id = Person.STUDENT_ID.name();
    GradeScale scale = GradeScale.of(registers.of(CodeLists.REGISTER));
    Dataset<Row> students =
        Year9Leaving.from(registers.of(Year9Students.REGISTER), asOf)
            .join(UpperSecondaryPath.byStudent(registers, asOf).hint(HASH), key(id), "full_outer")
            .join(EndedLeaving.from(registers, asOf).hint(HASH), key(id), "full_outer")
            .where(
                YEAR9_SCHOOL_YEAR
                    .col()
                    .isNotNull()
                    .or(START_SCHOOL_YEAR.col().isNotNull())
                    .or(ENDED_SCHOOL_YEAR.col().isNotNull()))
            .join(
                GradeSummary.from(registers.of(Year9Grades.REGISTER), scale, asOf).hint(HASH),
                key(id, YEAR9_SCHOOL_YEAR.name(), YEAR9_SCHOOL_UNIT_CODE.name()),
                LEFT)
            .join(absence(registers, asOf).hint(HASH), key(id, YEAR9_SCHOOL_YEAR.name()), LEFT)
            .join(Year6Summary.from(registers, scale, asOf).hint(HASH), key(id), LEFT)
            .join(
                Certificates.from(registers.of(UpperSecondaryCertificates.REGISTER), asOf)
                    .hint(HASH),
                key(id),
                LEFT)
            .join(ActivityPath.byStudent(registers, asOf).hint(HASH), key(id), LEFT)
            .join(OccupationPath.byStudent(registers, asOf).hint(HASH), key(id), LEFT)
            .join(Residence.byStudent(registers, asOf).hint(HASH), key(id), LEFT)
            .join(Circumstances.from(registers, asOf).hint(HASH), key(id), LEFT);
    return described(placed(left(students), registers.of(SchoolUnits.REGISTER)))
        .select(TABLE.select());
  }

  private static Dataset<Row> absence(Registered registers, LocalDate asOf) {
    return Absence.byYear(registers, asOf)
        .select(
            Person.STUDENT_ID.col(),
            SchoolYear.SCHOOL_YEAR.col().as(YEAR9_SCHOOL_YEAR.name()),
            total(StudentYears.AUTUMN_OFFERED_HOURS, StudentYears.SPRING_OFFERED_HOURS)
                .as(YEAR9_OFFERED_HOURS.name()),
            total(StudentYears.AUTUMN_ABSENCE_HOURS, StudentYears.SPRING_ABSENCE_HOURS)
                .as(YEAR9_ABSENCE_HOURS.name()));
  }

  /** Of one term where only one was delivered. */
  private static Column total(Field autumn, Field spring) {
    Column none = lit(0).cast(autumn.type());
    return when(
        autumn.col().isNotNull().or(spring.col().isNotNull()),
        coalesce(autumn.col(), none).plus(coalesce(spring.col(), none)));
  }

  /** When and where from each left compulsory school, and how it was with them then. */
  private static Dataset<Row> left(Dataset<Row> students) {
    Column isOfYear9 = YEAR9_SCHOOL_YEAR.col().isNotNull();
    Dataset<Row> left =
        students
            .withColumn(COHORT.name(), coalesce(YEAR9_SCHOOL_YEAR.col(), ENDED_SCHOOL_YEAR.col()))
            .withColumn(
                LEFT_SCHOOL_UNIT_CODE.name(),
                when(isOfYear9, YEAR9_SCHOOL_UNIT_CODE.col())
                    .otherwise(ENDED_SCHOOL_UNIT_CODE.col()));
    return Circumstances.at(left, coalesce(COHORT.col(), START_SCHOOL_YEAR.col().minus(1)))
        .withColumn(
            LEFT_HOME_MUNICIPALITY_CODE.name(),
            when(isOfYear9, YEAR9_HOME_MUNICIPALITY_CODE.col())
                .otherwise(
                    when(COHORT.col().isNotNull(), Backgrounds.RESIDENCE_MUNICIPALITY_CODE.col())));
  }

  private static Dataset<Row> placed(Dataset<Row> students, Dataset<Row> schoolUnits) {
    Dataset<Row> units = municipalityOfUnit(schoolUnits);
    return students
        .join(
            units
                .toDF(LEFT_SCHOOL_UNIT_CODE.name(), LEFT_SCHOOL_MUNICIPALITY_CODE.name())
                .hint("broadcast"),
            key(LEFT_SCHOOL_UNIT_CODE.name()),
            LEFT)
        .join(
            units
                .toDF(START_SCHOOL_UNIT_CODE.name(), START_SCHOOL_MUNICIPALITY_CODE.name())
                .hint("broadcast"),
            key(START_SCHOOL_UNIT_CODE.name()),
            LEFT)
        .withColumn(
            YEAR9_SCHOOL_MUNICIPALITY_CODE.name(),
            when(YEAR9_SCHOOL_YEAR.col().isNotNull(), LEFT_SCHOOL_MUNICIPALITY_CODE.col()));
  }

  private static Dataset<Row> described(Dataset<Row> students) {
    return students
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
        .withColumn(ENROLLED_YEARS.name(), Years.orNone(ENROLLED_YEARS))
        .withColumn(OCCUPATION_KNOWN_YEARS.name(), Years.orNone(OCCUPATION_KNOWN_YEARS))
        .withColumn(NEITHER_YEARS.name(), Years.orNone(NEITHER_YEARS))
        .withColumn(ABROAD_YEARS.name(), Years.orNone(ABROAD_YEARS));
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
    Column leaving = coalesce(COHORT.col().plus(1), START_SCHOOL_YEAR.col());
    Column since = leaving.minus(Backgrounds.IMMIGRATION_YEAR.col());
    return when(since.between(0, YEARS_NEWLY_ARRIVED), "yes")
        .when(BACKGROUND.col().equalTo("unknown"), "unknown")
        .otherwise("no");
  }

  /** Where each unit is; units keep their code when they move, the latest place counts. */
  static Dataset<Row> municipalityOfUnit(Dataset<Row> schoolUnits) {
    return schoolUnits
        .groupBy(SchoolUnits.SCHOOL_UNIT_CODE.col())
        .agg(
            org.apache.spark.sql.functions.max_by(
                SchoolUnits.SCHOOL_MUNICIPALITY_CODE.col(), SchoolUnits.VALID_FROM.col()));
  }

  /** Whether a municipality code is one of Skåne's. */
  public static Column isInSkane(Column municipalityCode) {
    return municipalityCode.startsWith(Municipalities.SKANE);
  }
}
