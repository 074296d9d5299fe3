package klara.history;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.last;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_date;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createDecimalType;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import klara.register.Occupations;
import klara.register.Person;
import klara.register.SchoolUnits;
import klara.register.SchoolYear;
import klara.table.Field;
import klara.table.Rule;
import klara.table.Table;
import klara.table.Zone;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Each student's timeline: one row a school year, without gaps, from year 6 (where its grades are
 * not known, from leaving compulsory school; for those who came later, from starting upper
 * secondary school) to the year of turning 26 or the last that is known as of the day, whichever
 * comes first. What a row says of a state is said of its 15 October.
 */
public final class StudentYears {
  public static final Field COHORT = Students.COHORT;
  public static final Field STATE =
      Field.of(
          "state",
          StringType,
          "Where the student is on 15 October",
          new Rule.Known(),
          new Rule.OneOf(States.ALL));
  public static final Field STUDY_YEAR =
      Field.of(
          "study_year",
          IntegerType,
          "Year of study: 6 to 9 in compulsory school, 1 to 4 in upper secondary school; null where"
              + " not enrolled or unknown");
  public static final Field SCHOOL_UNIT_CODE =
      Field.of(
          "school_unit_code", StringType, "School unit on 15 October; null where not enrolled");
  public static final Field UNITS =
      Field.of(
          "units",
          IntegerType,
          "School units that report the student on 15 October; the one with the highest study year"
              + " counts, then the lowest code; null where not enrolled");
  public static final Field SCHOOL_MUNICIPALITY_CODE =
      Field.of(
          "school_municipality_code",
          StringType,
          "Municipality of the school unit; null where not enrolled or unknown");
  public static final Field HOME_MUNICIPALITY_CODE =
      Field.of(
          "home_municipality_code",
          StringType,
          "Municipality of residence, the latest known of; null where none is, and abroad");
  public static final Field PROGRAMME_CODE =
      Field.of("programme_code", StringType, "Programme on 15 October; null where not enrolled");
  public static final Field HAS_DIPLOMA =
      Field.of(
          "has_diploma",
          BooleanType,
          "Whether a diploma had been issued by 15 October",
          new Rule.Known());
  public static final Field AUTUMN_OFFERED_HOURS = hours("autumn_offered_hours", "offered, autumn");
  public static final Field AUTUMN_ABSENCE_HOURS =
      hours("autumn_absence_hours", "of absence, valid and invalid, autumn");
  public static final Field AUTUMN_INVALID_ABSENCE_HOURS =
      hours("autumn_invalid_absence_hours", "of invalid absence, autumn");
  public static final Field SPRING_OFFERED_HOURS = hours("spring_offered_hours", "offered, spring");
  public static final Field SPRING_ABSENCE_HOURS =
      hours("spring_absence_hours", "of absence, valid and invalid, spring");
  public static final Field SPRING_INVALID_ABSENCE_HOURS =
      hours("spring_invalid_absence_hours", "of invalid absence, spring");
  public static final Field IS_IN_ACTIVITY_RESPONSIBILITY =
      Field.of(
          "is_in_activity_responsibility",
          BooleanType,
          "Whether registered under the activity responsibility on 15 October",
          new Rule.Known());
  public static final Field WAS_IN_ACTIVITY_RESPONSIBILITY =
      Field.of(
          "was_in_activity_responsibility",
          BooleanType,
          "Whether registered under the activity responsibility on any day of the school year",
          new Rule.Known());
  public static final Field IS_CONTACTED =
      Field.of(
          "is_contacted",
          BooleanType,
          "Whether the municipality reached the young person under a registration of the school"
              + " year; null where not registered or not delivered");
  public static final Field OCCUPATION_STATUS =
      Field.of(
          "occupation_status",
          StringType,
          "work, study, both, neither or unknown in the calendar year; null where not delivered");
  public static final Field FORM_OF_STUDY = Occupations.FORM_OF_STUDY;
  public static final Field ENROLMENT_KNOWN_ON = knownOn("enrolment_known_on", "the enrolment");
  public static final Field ABSENCE_KNOWN_ON = knownOn("absence_known_on", "all of the absence");
  public static final Field ACTIVITY_KNOWN_ON =
      knownOn("activity_known_on", "the activity responsibility");
  public static final Field OCCUPATION_KNOWN_ON =
      knownOn("occupation_known_on", "the occupation of the year");

  public static final Table TABLE =
      new Table(
          Zone.HISTORIES,
          "student_years",
          "one row per student whose id can be followed and school year",
          List.of(Person.STUDENT_ID, SchoolYear.SCHOOL_YEAR),
          List.of(
              Person.STUDENT_ID,
              SchoolYear.SCHOOL_YEAR,
              COHORT,
              STATE,
              STUDY_YEAR,
              SCHOOL_UNIT_CODE,
              SchoolLineages.SCHOOL_LINEAGE_CODE,
              UNITS,
              SCHOOL_MUNICIPALITY_CODE,
              HOME_MUNICIPALITY_CODE,
              PROGRAMME_CODE,
              HAS_DIPLOMA,
              AUTUMN_OFFERED_HOURS,
              AUTUMN_ABSENCE_HOURS,
              AUTUMN_INVALID_ABSENCE_HOURS,
              SPRING_OFFERED_HOURS,
              SPRING_ABSENCE_HOURS,
              SPRING_INVALID_ABSENCE_HOURS,
              IS_IN_ACTIVITY_RESPONSIBILITY,
              WAS_IN_ACTIVITY_RESPONSIBILITY,
              IS_CONTACTED,
              OCCUPATION_STATUS,
              FORM_OF_STUDY,
              ENROLMENT_KNOWN_ON,
              ABSENCE_KNOWN_ON,
              ACTIVITY_KNOWN_ON,
              OCCUPATION_KNOWN_ON));

  private static final String HASH = "shuffle_hash";
  private static final String LEFT = "left_outer";

  /** «Young people»: to the year of turning 26. */
  private static final int LAST_AGE = 26;

  private StudentYears() {}

  /**
   * Lays out the years of each student and what every register says of each of them. All lie in the
   * same buckets by student, so no row moves.
   *
   * <p>Where registers disagree: an enrolment comes before what the year was spent on, and that
   * before a registration under the activity responsibility; of homes on one 15 October, that of
   * the enrolment before the latest move, and that before the last 31 December; a home holds until
   * another is known.
   *
   * @param registers the registers as they lie in the warehouse
   * @param students {@link Students#TABLE} as of the same day
   * @param asOf the last day whose facts count
   * @return {@link #TABLE}
   */
  public static Dataset<Row> from(Registered registers, Dataset<Row> students, LocalDate asOf) {
    String[] key = {Person.STUDENT_ID.name(), SchoolYear.SCHOOL_YEAR.name()};
    Column home =
        coalesce(col("enrolled_home"), col("compulsory_home"), col("moved_to"), col("resident_in"));
    WindowSpec sofar =
        Window.partitionBy(Person.STUDENT_ID.col())
            .orderBy(SchoolYear.SCHOOL_YEAR.col())
            .rowsBetween(Window.unboundedPreceding(), Window.currentRow());
    Dataset<Row> years =
        laidOut(students, asOf)
            .join(UpperSecondaryPath.byYear(registers, asOf).hint(HASH), key, LEFT)
            .join(Residence.eventsByYear(registers, asOf).hint(HASH), key, LEFT)
            .join(Residence.homesByYear(registers, asOf).hint(HASH), key, LEFT)
            // One window, which sorts every row: before the rows are wide, and for good, since the
            // joins that follow leave them in order.
            .withColumns(
                Map.of(
                    "presence", last(col("presence"), true).over(sofar),
                    "home", last(home, true).over(sofar)))
            .drop("enrolled_home", "compulsory_home", "moved_to", "resident_in")
            .join(Absence.byYear(registers, asOf).hint(HASH), key, LEFT)
            .join(ActivityPath.byYear(registers, asOf).hint(HASH), key, LEFT)
            .join(OccupationPath.byYear(registers, asOf).hint(HASH), key, LEFT)
            .join(
                schools(registers.of(SchoolUnits.REGISTER), asOf).hint("broadcast"),
                coalesce(SCHOOL_UNIT_CODE.col(), col("compulsory_unit")).equalTo(col("unit")),
                LEFT);
    Column isCompulsory = SchoolYear.SCHOOL_YEAR.col().leq(COHORT.col());
    return years
        .withColumn(
            IS_IN_ACTIVITY_RESPONSIBILITY.name(),
            coalesce(IS_IN_ACTIVITY_RESPONSIBILITY.col(), lit(false)))
        .withColumn(
            WAS_IN_ACTIVITY_RESPONSIBILITY.name(),
            coalesce(WAS_IN_ACTIVITY_RESPONSIBILITY.col(), lit(false)))
        .withColumn(STATE.name(), state(isCompulsory))
        .withColumn(
            HOME_MUNICIPALITY_CODE.name(),
            when(STATE.col().isin(States.MOVED_ABROAD, States.DIED).equalTo(false), col("home")))
        .withColumn(
            SCHOOL_UNIT_CODE.name(), coalesce(SCHOOL_UNIT_CODE.col(), col("compulsory_unit")))
        .withColumn(SCHOOL_MUNICIPALITY_CODE.name(), col("unit_municipality"))
        .withColumn(STUDY_YEAR.name(), coalesce(STUDY_YEAR.col(), col("compulsory_study_year")))
        .select(TABLE.select());
  }

  /** Where each unit lies, and its lineage. */
  private static Dataset<Row> schools(Dataset<Row> schoolUnits, LocalDate asOf) {
    return Students.municipalityOfUnit(schoolUnits)
        .toDF("unit", "unit_municipality")
        .join(
            SchoolLineages.from(schoolUnits, asOf)
                .withColumnRenamed(SchoolUnits.SCHOOL_UNIT_CODE.name(), "unit"),
            "unit");
  }

  /** One row a year, with what the student's own row says of it. */
  private static Dataset<Row> laidOut(Dataset<Row> students, LocalDate asOf) {
    int known = Years.lastFifteenth(asOf);
    Column first =
        least(Year6Summary.SCHOOL_YEAR.col(), COHORT.col(), Students.START_SCHOOL_YEAR.col());
    Column last = least(lit(known), coalesce(Person.BIRTH_YEAR.col().plus(LAST_AGE), lit(known)));
    Column year = SchoolYear.SCHOOL_YEAR.col();
    Column fifteenth = make_date(year, lit(10), lit(15));
    Column isLeaving = year.equalTo(COHORT.col());
    Column isYear6 = year.equalTo(Year6Summary.SCHOOL_YEAR.col());
    return students
        .where(first.leq(last))
        .withColumn(SchoolYear.SCHOOL_YEAR.name(), explode(sequence(first, last)))
        .select(
            Person.STUDENT_ID.col(),
            year,
            COHORT.col(),
            when(isLeaving, Students.LEFT_SCHOOL_UNIT_CODE.col())
                .when(isYear6, Year6Summary.SCHOOL_UNIT_CODE.col())
                .as("compulsory_unit"),
            when(isLeaving, Students.LEFT_HOME_MUNICIPALITY_CODE.col()).as("compulsory_home"),
            when(isLeaving.and(Students.YEAR9_SCHOOL_YEAR.col().isNotNull()), 9)
                .when(isLeaving, Students.ENDED_STUDY_YEAR.col())
                .when(isYear6, 6)
                .as("compulsory_study_year"),
            coalesce(Students.DIED_ON.col().leq(fifteenth), lit(false)).as("is_dead"),
            coalesce(Students.DIPLOMA_ON.col().leq(fifteenth), lit(false)).as(HAS_DIPLOMA.name()));
  }

  private static Column state(Column isCompulsory) {
    Column programme = PROGRAMME_CODE.col();
    Column type = col("programme_type");
    Column occupation = OCCUPATION_STATUS.col();
    return when(col("is_dead"), States.DIED)
        .when(UNITS.col().isNotNull(), enrolled(programme, type))
        .when(isCompulsory, States.COMPULSORY)
        .when(col("presence").equalTo("emigration"), States.MOVED_ABROAD)
        .when(
            FORM_OF_STUDY.col().isin("adult_education", "folk_high_school"), States.ADULT_EDUCATION)
        .when(occupation.isin("study", "both"), States.STUDY)
        .when(occupation.equalTo("work"), States.WORK)
        .when(IS_IN_ACTIVITY_RESPONSIBILITY.col(), States.ACTIVITY_RESPONSIBILITY)
        .when(occupation.equalTo("neither"), States.NEITHER)
        .otherwise(States.UNKNOWN);
  }

  private static Column enrolled(Column programme, Column type) {
    return when(type.equalTo("HF"), States.NATIONAL_PREPARATORY)
        .when(type.equalTo("YRK"), States.NATIONAL_VOCATIONAL)
        .when(type.equalTo("IM").equalTo(false), States.NATIONAL_OTHER)
        .when(programme.isin("IMV", "IMPRV"), States.INTRODUCTION_PROGRAMME_CHOICE)
        .when(programme.isin("IMA", "IMIND"), States.INTRODUCTION_INDIVIDUAL)
        .when(programme.isin("IMY", "IMYRK"), States.INTRODUCTION_VOCATIONAL)
        .when(programme.isin("IMS", "IMSPR"), States.INTRODUCTION_LANGUAGE)
        .when(type.equalTo("IM"), States.INTRODUCTION_OTHER)
        .otherwise(States.NATIONAL_OTHER);
  }

  private static Field hours(String name, String meaning) {
    return Field.of(
        name,
        createDecimalType(9, 2),
        "Hours " + meaning + "; null where not delivered",
        Rule.Between.of("0", "9999999"));
  }

  private static Field knownOn(String name, String fact) {
    return Field.of(name, DateType, "Day from which %s is known; null without".formatted(fact));
  }
}
