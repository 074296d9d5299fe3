package klara.pathway;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.ArrayList;
import java.util.List;
import klara.history.States;
import klara.history.StudentYears;
import klara.history.Students;
import klara.outcome.OutcomeCells;
import klara.register.Person;
import klara.table.Field;
import klara.table.Rule;
import klara.table.Table;
import klara.table.Zone;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Every step of every student from one 15 October to the next, counted once and as finely as any
 * table of pathways needs it. Place and cohort are those of leaving compulsory school, so a cohort
 * never changes size: who moves, leaves the country or dies stays in it, in a state of that name.
 */
public final class PathwayCells {
  public static final Field COHORT =
      Field.of("cohort", IntegerType, "School year of leaving compulsory school", new Rule.Known());
  public static final Field YEARS_SINCE_LEAVING =
      Field.of(
          "years_since_leaving",
          IntegerType,
          "The step from 15 October so many years after that of the cohort's school year to the"
              + " next; 0 begins in compulsory school",
          new Rule.Known(),
          Rule.Between.of("0", String.valueOf(Lives.YEARS - 1)));
  public static final Field STATE =
      Field.of(
          "state",
          StringType,
          "Where the students are at the beginning of the step",
          new Rule.OneOf(States.ALL));
  public static final Field NEXT_STATE =
      Field.of("next_state", StringType, "Where they are at its end", new Rule.OneOf(States.ALL));
  public static final Field STUDENTS =
      Field.of("students", LongType, "How many took the step", Rule.Between.of("0", "99999999"));
  public static final Field MOVED_STUDENTS =
      Field.of(
          "moved_students",
          LongType,
          "How many of them live in another municipality at its end than at its beginning, both"
              + " known",
          Rule.Between.of("0", "99999999"));

  /** The sex, or {@code unknown}, so that the groups add up to everyone. */
  static final Field SEX =
      Field.of(
          "sex",
          StringType,
          "Legal sex; unknown where not delivered",
          new Rule.Known(),
          Rule.OneOf.of("girls", "boys", "unknown"));

  static final List<Field> CIRCUMSTANCES =
      List.of(
          SEX,
          Students.PARENTAL_EDUCATION,
          Students.BACKGROUND,
          Arrival.YEARS_SINCE_ARRIVAL,
          Arrival.AGE_AT_ARRIVAL);

  static final List<Field> STEP =
      List.of(COHORT, YEARS_SINCE_LEAVING, STATE, NEXT_STATE, Transition.TRANSITION);

  public static final Table TABLE =
      new Table(
          Zone.ANALYSIS,
          "pathway_cells",
          "one row per cohort, step, home, school and group in which there is a student",
          key(),
          columns());

  private PathwayCells() {}

  private static List<Field> key() {
    List<Field> key = new ArrayList<>(STEP);
    key.addAll(List.of(OutcomeCells.HOME_PLACE, OutcomeCells.SCHOOL_PLACE));
    key.addAll(CIRCUMSTANCES);
    return List.copyOf(key);
  }

  private static List<Field> columns() {
    List<Field> columns = new ArrayList<>(key());
    columns.addAll(List.of(STUDENTS, MOVED_STUDENTS));
    return List.copyOf(columns);
  }

  /**
   * Counts the steps whose beginning and end are both known of.
   *
   * @param studentYears {@link StudentYears#TABLE}; the last school year in it is the last known
   * @param students {@link Students#TABLE}, with the year of immigration
   * @return {@link #TABLE}
   */
  public static Dataset<Row> from(Dataset<Row> studentYears, Dataset<Row> students) {
    Dataset<Row> lives =
        Lives.from(studentYears, students)
            .withColumn(SEX.name(), coalesce(Person.SEX.col(), lit(Arrival.UNKNOWN)))
            .withColumn(
                Students.PARENTAL_EDUCATION.name(),
                coalesce(Students.PARENTAL_EDUCATION.col(), lit(Arrival.UNKNOWN)))
            .withColumn(
                Students.BACKGROUND.name(),
                coalesce(Students.BACKGROUND.col(), lit(Arrival.UNKNOWN)))
            .withColumn(Arrival.YEARS_SINCE_ARRIVAL.name(), Arrival.yearsSinceArrival())
            .withColumn(Arrival.AGE_AT_ARRIVAL.name(), Arrival.ageAtArrival())
            .withColumn(
                OutcomeCells.HOME_PLACE.name(), OutcomeCells.placeOf(Lives.digits(Lives.home(0))))
            .withColumn(
                OutcomeCells.SCHOOL_PLACE.name(), OutcomeCells.placeOf(Lives.schoolOfLeaving()));
    Column[] selected = key().stream().map(Field::col).toArray(Column[]::new);
    Step step = Step.COLUMNS;
    Column moved = step.home().notEqual(step.nextHome());
    return Step.each(lives)
        .withColumn(YEARS_SINCE_LEAVING.name(), step.year())
        .withColumn(STATE.name(), Lives.word(step.state()))
        .withColumn(NEXT_STATE.name(), Lives.word(step.next()))
        .withColumn(Transition.TRANSITION.name(), Transition.of(step))
        .withColumn(MOVED_STUDENTS.name(), coalesce(moved, lit(false)).cast(LongType))
        .groupBy(selected)
        .agg(count(lit(1)).as(STUDENTS.name()), sum(MOVED_STUDENTS.col()).as(MOVED_STUDENTS.name()))
        .select(TABLE.select());
  }
}
