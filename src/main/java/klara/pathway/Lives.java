package klara.pathway;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_position;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.ArrayList;
import java.util.List;
import klara.history.States;
import klara.history.StudentYears;
import klara.history.Students;
import klara.register.Backgrounds;
import klara.register.Person;
import klara.register.SchoolYear;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Each student's years after compulsory school folded into one row, in one pass: {@link
 * StudentYears} lies in buckets by student, so no row of it moves. Year 0 is the school year of
 * leaving compulsory school. Texts are folded as whole numbers, which a hash aggregate can hold.
 */
final class Lives {
  /**
   * The last year after leaving that is looked at: most turn 25 in it, and a timeline, which ends
   * with the year of turning 26, covers it for all but those three years older than their class.
   */
  static final int YEARS = 9;

  /** The last school year that any student's timeline reaches. */
  static final String LAST_KNOWN_YEAR = "last_known_year";

  /** The last school year of which any student's occupation is known; null of none. */
  static final String LAST_OCCUPATION_YEAR = "last_occupation_year";

  /** The last school year on whose 15 October any student is registered; null of none. */
  static final String LAST_REGISTERED_YEAR = "last_registered_year";

  /** Year of the first diploma; null without. */
  static final String DIPLOMA_YEAR = "diploma_year";

  /** Year of the first enrolment in upper secondary school; null before. */
  static final String ENROLLED_YEAR = "enrolled_year";

  /** {@link Years} of which there is a row. */
  static final Column SEEN = col("seen_years");

  /** {@link Years} enrolled in upper secondary school. */
  static final Column ENROLLED = col("enrolled_years");

  /** {@link Years} enrolled, or in adult, higher or other education. */
  static final Column IN_STUDY = col("study_years");

  /** {@link Years} at work. */
  static final Column AT_WORK = col("work_years");

  /** {@link Years} dead or abroad, or with a diploma. */
  static final Column GONE = col("gone_years");

  /** {@link Years} registered under the activity responsibility. */
  static final Column REGISTERED = col("registered_years");

  /** {@link Years} reached by the municipality under it. */
  static final Column REACHED = col("reached_years");

  /** {@link Years} of which the registers say how they were spent. */
  static final Column KNOWN = col("known_years");

  static final List<String> ABROAD_OR_DEAD = List.of(States.DIED, States.MOVED_ABROAD);

  private static final List<String> OTHER_STUDY = List.of(States.ADULT_EDUCATION, States.STUDY);
  private static final String SCHOOL = "school";
  private static final String YEAR = "year";

  private Lives() {}

  /**
   * Folds the years of everyone who left compulsory school.
   *
   * @param studentYears {@link StudentYears#TABLE}
   * @param students {@link Students#TABLE}, with the year of immigration; a student who is not in
   *     it counts as protected, for nothing says otherwise
   * @return one row per student: cohort, circumstances, and what the functions here name
   */
  static Dataset<Row> from(Dataset<Row> studentYears, Dataset<Row> students) {
    Column year = SchoolYear.SCHOOL_YEAR.col().minus(StudentYears.COHORT.col());
    Dataset<Row> years =
        studentYears
            .where(StudentYears.COHORT.col().isNotNull())
            .withColumn(YEAR, year)
            .withColumn("_state", code(StudentYears.STATE.col()))
            .withColumn("_home", StudentYears.HOME_MUNICIPALITY_CODE.col().cast(IntegerType))
            .withColumn("_school", StudentYears.SCHOOL_MUNICIPALITY_CODE.col().cast(IntegerType))
            .withColumn(
                "_programme",
                when(
                    StudentYears.PROGRAMME_CODE.col().isNotNull(),
                    xxhash64(StudentYears.PROGRAMME_CODE.col())));
    List<Column> folded = new ArrayList<>();
    for (int k = 0; k <= YEARS; k++) {
      folded.add(max(when(col(YEAR).equalTo(k), col("_state"))).as("state_" + k));
      folded.add(max(when(col(YEAR).equalTo(k), col("_home"))).as("home_" + k));
      folded.add(max(when(col(YEAR).equalTo(k), col("_programme"))).as("programme_" + k));
    }
    folded.add(max(when(col(YEAR).equalTo(0), col("_school"))).as(SCHOOL));
    folded.add(min(when(StudentYears.HAS_DIPLOMA.col(), col(YEAR))).as(DIPLOMA_YEAR));
    folded.add(min(when(isEnrolled(col("_state")), col(YEAR))).as(ENROLLED_YEAR));
    folded.addAll(sets());
    Dataset<Row> lives =
        years
            .groupBy(Person.STUDENT_ID.col(), StudentYears.COHORT.col())
            .agg(folded.get(0), folded.subList(1, folded.size()).toArray(Column[]::new));
    Dataset<Row> circumstances =
        students.select(
            Person.STUDENT_ID.col(),
            Person.SEX.col(),
            Person.BIRTH_YEAR.col(),
            Students.PARENTAL_EDUCATION.col(),
            Students.BACKGROUND.col(),
            Backgrounds.IMMIGRATION_YEAR.col(),
            Students.IS_PROTECTED.col());
    Dataset<Row> lastKnown =
        studentYears.agg(
            max(SchoolYear.SCHOOL_YEAR.col()).as(LAST_KNOWN_YEAR),
            max(when(
                    StudentYears.OCCUPATION_STATUS.col().isNotNull(), SchoolYear.SCHOOL_YEAR.col()))
                .as(LAST_OCCUPATION_YEAR),
            max(when(
                    StudentYears.IS_IN_ACTIVITY_RESPONSIBILITY.col(), SchoolYear.SCHOOL_YEAR.col()))
                .as(LAST_REGISTERED_YEAR));
    return lives
        .join(
            circumstances.hint("shuffle_hash"),
            new String[] {Person.STUDENT_ID.name()},
            "left_outer")
        .withColumn(Students.IS_PROTECTED.name(), coalesce(Students.IS_PROTECTED.col(), lit(true)))
        .crossJoin(broadcast(lastKnown));
  }

  private static List<Column> sets() {
    Column state = col("_state");
    Column isEnrolled = isEnrolled(state);
    Column isGone = isOneOf(state, ABROAD_OR_DEAD).or(StudentYears.HAS_DIPLOMA.col());
    Column isKnown =
        StudentYears.OCCUPATION_STATUS
            .col()
            .isNotNull()
            .and(isOneOf(state, List.of(States.UNKNOWN)).equalTo(false));
    return List.of(
        set(lit(true), SEEN),
        set(isEnrolled, ENROLLED),
        set(isEnrolled.or(isOneOf(state, OTHER_STUDY)), IN_STUDY),
        set(isOneOf(state, List.of(States.WORK)), AT_WORK),
        set(isGone, GONE),
        set(StudentYears.IS_IN_ACTIVITY_RESPONSIBILITY.col(), REGISTERED),
        set(StudentYears.IS_CONTACTED.col(), REACHED),
        set(isEnrolled.or(isKnown), KNOWN));
  }

  private static Column set(Column condition, Column named) {
    return Years.in(col(YEAR), condition).as(named.toString());
  }

  /** {@link Years} whose occupations have been delivered. */
  static Column withOccupations() {
    return through(col(LAST_OCCUPATION_YEAR));
  }

  /** {@link Years} whose activity responsibility has been delivered. */
  static Column withRegistrations() {
    return through(col(LAST_REGISTERED_YEAR));
  }

  private static Column through(Column lastYear) {
    return Years.before(lastYear.plus(1).minus(StudentYears.COHORT.col()));
  }

  /** The number of a state, from 1. */
  static Column code(Column state) {
    return array_position(array(words()), state).cast(IntegerType);
  }

  /** The state of a number. */
  static Column word(Column code) {
    return element_at(array(words()), code);
  }

  private static Column[] words() {
    return States.ALL.stream().map(word -> lit(word)).toArray(Column[]::new);
  }

  /** Whether a state's number is one of these states; null is none. */
  static Column isOneOf(Column code, List<String> states) {
    Object[] codes = states.stream().map(state -> States.ALL.indexOf(state) + 1).toArray();
    return coalesce(code.isin(codes), lit(false));
  }

  /** Whether a state's number is one of upper secondary school. */
  static Column isEnrolled(Column code) {
    return isOneOf(code, States.ENROLLED);
  }

  /**
   * The number of the state in a year that is known of; {@link States#UNKNOWN} where the student's
   * own timeline has ended.
   */
  static Column state(int year) {
    return coalesce(col("state_" + year), lit(States.ALL.indexOf(States.UNKNOWN) + 1));
  }

  /** The municipality of residence in a year, as a number; null where none is known. */
  static Column home(int year) {
    return col("home_" + year);
  }

  /** The programme in a year, as a number; null where not enrolled or unknown. */
  static Column programme(int year) {
    return col("programme_" + year);
  }

  /** The municipality of the school in the year of leaving compulsory school: four digits. */
  static Column schoolOfLeaving() {
    return digits(col(SCHOOL));
  }

  /** A municipality's code as SCB writes it. */
  static Column digits(Column municipality) {
    return lpad(municipality.cast(StringType), 4, "0");
  }

  /** Whether a year lies within what any timeline reaches. */
  static Column isKnown(int year) {
    return StudentYears.COHORT.col().plus(year).leq(col(LAST_KNOWN_YEAR));
  }
}
