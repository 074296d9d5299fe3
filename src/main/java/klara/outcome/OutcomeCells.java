package klara.outcome;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import klara.history.States;
import klara.history.StudentYears;
import klara.history.Students;
import klara.outcome.Outcome.Measure;
import klara.outcome.Outcome.Population;
import klara.register.Backgrounds;
import klara.register.Municipalities;
import klara.register.Person;
import klara.table.Field;
import klara.table.Rule;
import klara.table.Table;
import klara.table.Zone;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Every outcome counted once, as finely as any table needs it: what everything about areas and
 * groups is summed from. Students outside Skåne share one place, so that the cells of the whole
 * country are few. All sums are of whole numbers: they do not depend on any order.
 */
public final class OutcomeCells {
  /** The place of those outside Skåne, or whose municipality is unknown. */
  public static final String ELSEWHERE = "elsewhere";

  private static final String UNKNOWN = "unknown";

  public static final Field OUTCOME =
      Field.of(
          "outcome",
          StringType,
          "What is measured; see outcome_definitions",
          new Rule.Known(),
          new Rule.OneOf(Outcomes.ALL.stream().map(Outcome::code).toList()));
  public static final Field COHORT =
      Field.of(
          "cohort",
          IntegerType,
          "School year of leaving compulsory school; for upper secondary outcomes of the first"
              + " enrolment; for those of residents the year that they are counted in",
          new Rule.Known());
  public static final Field HOME_PLACE = place("home_place", "Municipality of residence");
  public static final Field SCHOOL_PLACE = place("school_place", "Municipality of the school");
  public static final Field SCHOOL_UNIT_CODE =
      Field.of(
          "school_unit_code", StringType, "School unit; null outside Skåne and where protected");
  public static final Field HOME_ADJACENT_CODE =
      adjacent("home_adjacent_code", "Municipality of residence");
  public static final Field SCHOOL_ADJACENT_CODE =
      adjacent("school_adjacent_code", "Municipality of the school");
  public static final Field SEX = Person.SEX;
  public static final Field INCOME_QUINTILE =
      Field.of(
          "income_quintile",
          StringType,
          "Fifth of disposable household income when the student left school, 1 the lowest",
          new Rule.Known(),
          Rule.OneOf.of("1", "2", "3", "4", "5", UNKNOWN));
  public static final Field HOME_SITUATION =
      Field.of(
          "home_situation",
          StringType,
          "Whether the student lived with both parents when leaving school",
          new Rule.Known(),
          Rule.OneOf.of("both_parents", "otherwise", UNKNOWN));
  public static final Field NEIGHBOURHOOD_CODE =
      Field.of(
          "neighbourhood_code",
          StringType,
          "RegSO of the home in Skåne; null elsewhere, where unknown, protected, or not of the"
              + " municipality of residence, and for those counted in another year than they left"
              + " school");
  public static final Field STUDENTS =
      Field.of(
          "students", LongType, "How many students are counted", Rule.Between.of("0", "99999999"));
  public static final Field EVENTS =
      Field.of(
          "events",
          LongType,
          "How many of them had the outcome; for means, how many have points, which is not told",
          Rule.Between.of("0", "99999999"));
  public static final Field POINTS =
      Field.of("points", LongType, "Sum of tenths of points; null for shares");
  public static final Field SQUARED_POINTS =
      Field.of("squared_points", LongType, "Sum of squared tenths of points; null for shares");

  public static final Field POINTS_LOG_POINTS =
      Field.of(
          "points_log_points",
          LongType,
          "Sum of m ln m, each in whole millionths, with m a student's tenths of points; 0 for a"
              + " student with 0 points; null for shares");
  public static final Field LOG_POINTS =
      Field.of(
          "log_points",
          LongType,
          "Sum of ln m, each in whole millionths, with m a student's tenths of points; null where a"
              + " student has 0 points, and for shares");

  public static final Field TARGET_STUDENTS =
      Field.of(
          "target_students",
          LongType,
          "How many of them the register should tell of; null where none leaves anybody out");
  public static final Field TARGET_EVENTS =
      Field.of("target_events", LongType, "How many of those had the outcome; null likewise");

  private static final List<Field> GROUPING =
      List.of(
          COHORT,
          HOME_PLACE,
          SCHOOL_PLACE,
          SCHOOL_UNIT_CODE,
          SEX,
          Students.PARENTAL_EDUCATION,
          Students.BACKGROUND,
          Students.NEWLY_ARRIVED,
          INCOME_QUINTILE,
          HOME_SITUATION,
          NEIGHBOURHOOD_CODE,
          HOME_ADJACENT_CODE,
          SCHOOL_ADJACENT_CODE);

  public static final Table TABLE =
      new Table(
          Zone.ANALYSIS,
          "outcome_cells",
          "one row per outcome, cohort, home, school and group in which there is a student",
          key(),
          columns());

  private OutcomeCells() {}

  private static Field place(String name, String meaning) {
    return Field.of(
        name,
        StringType,
        meaning
            + ": four digits in Skåne; 12 for those who count for Skåne alone: protected identities,"
            + " and of outcomes of all who left compulsory school those without year 9; else"
            + " elsewhere",
        new Rule.Known());
  }

  private static Field adjacent(String name, String meaning) {
    return Field.of(
        name,
        StringType,
        meaning
            + " where it touches Skåne from another county; null elsewhere and where protected");
  }

  private static List<Field> key() {
    List<Field> key = new ArrayList<>(List.of(OUTCOME));
    key.addAll(GROUPING);
    return List.copyOf(key);
  }

  private static List<Field> columns() {
    List<Field> columns = new ArrayList<>(key());
    columns.addAll(
        List.of(
            STUDENTS,
            EVENTS,
            POINTS,
            SQUARED_POINTS,
            POINTS_LOG_POINTS,
            LOG_POINTS,
            TARGET_STUDENTS,
            TARGET_EVENTS));
    return List.copyOf(columns);
  }

  /**
   * Counts every outcome of every student.
   *
   * @param students {@link Students#TABLE}
   * @param years {@link StudentYears#TABLE}
   * @return {@link #TABLE}
   */
  public static Dataset<Row> from(Dataset<Row> students, Dataset<Row> years) {
    Dataset<Row> residents = residents(students, years);
    return Arrays.stream(Population.values())
        .map(one -> of(one == Population.RESIDENTS ? residents : students, one))
        .reduce(Dataset::unionByName)
        .orElseThrow()
        .select(TABLE.select());
  }

  /**
   * Years of students with what they are counted by, and in each the first and the last cohort that
   * there is: people of an age are all there only where their cohorts are.
   */
  private static Dataset<Row> residents(Dataset<Row> students, Dataset<Row> years) {
    Dataset<Row> grouped =
        students.select(
            Person.STUDENT_ID.col(),
            SEX.col(),
            Person.BIRTH_YEAR.col(),
            Students.PARENTAL_EDUCATION.col(),
            Students.BACKGROUND.col(),
            Students.NEWLY_ARRIVED.col(),
            Backgrounds.INCOME_QUINTILE.col(),
            Backgrounds.LIVES_WITH_BOTH_PARENTS.col(),
            lit(null).cast(StringType).as(Backgrounds.NEIGHBOURHOOD_CODE.name()),
            Students.IS_PROTECTED.col());
    Dataset<Row> cohorts =
        students.agg(
            min(Students.COHORT.col()).as("cohorts_from"),
            max(Students.COHORT.col()).as("cohorts_to"));
    return years
        .where(StudentYears.STATE.col().isin(States.DIED, States.MOVED_ABROAD).equalTo(false))
        .join(grouped.hint("shuffle_hash"), Person.STUDENT_ID.name())
        .crossJoin(cohorts.hint("broadcast"));
  }

  private static Dataset<Row> of(Dataset<Row> students, Population population) {
    List<Outcome> outcomes =
        Outcomes.ALL.stream().filter(outcome -> outcome.population() == population).toList();
    List<Column> sums = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      sums.add(sum(outcome.student()).as("students_" + outcome.code()));
      sums.add(sum(outcome.event()).as("events_" + outcome.code()));
      if (outcome.target() != null) {
        sums.add(sum(outcome.ofTarget()).as("target_" + outcome.code()));
        sums.add(sum(outcome.ofTarget().multiply(outcome.event())).as("found_" + outcome.code()));
      }
      if (outcome.measure() == Measure.MEAN_POINTS) {
        Column points = coalesce(when(outcome.isCounted(), outcome.value()), lit(0L));
        sums.add(sum(points).as("points_" + outcome.code()));
        sums.add(sum(points.multiply(points)).as("squares_" + outcome.code()));
        Column hasPoints = points.gt(0);
        Column logPoints = log(points.cast(DoubleType));
        sums.add(
            millionths(when(hasPoints, points.multiply(logPoints)))
                .as("points_logs_" + outcome.code()));
        sums.add(
            when(sum(outcome.event()).equalTo(sum(hasPoints.cast(LongType))), millionths(logPoints))
                .as("logs_" + outcome.code()));
      }
    }
    Column home = col(population.homeMunicipality.name());
    Column school = col(population.schoolMunicipality.name());
    Column isPlaced = not(population.isOfCountyAlone());
    Dataset<Row> wide =
        students
            .where(population.cohort.col().isNotNull())
            .groupBy(
                population.cohort.col().as(COHORT.name()),
                placeOf(home, isPlaced).as(HOME_PLACE.name()),
                placeOf(school, isPlaced).as(SCHOOL_PLACE.name()),
                when(Students.isInSkane(school).and(isPlaced), population.schoolUnit.col())
                    .as(SCHOOL_UNIT_CODE.name()),
                SEX.col(),
                Students.PARENTAL_EDUCATION.col(),
                Students.BACKGROUND.col(),
                Students.NEWLY_ARRIVED.col(),
                incomeQuintile().as(INCOME_QUINTILE.name()),
                homeSituation().as(HOME_SITUATION.name()),
                neighbourhoodIn(home, isPlaced).as(NEIGHBOURHOOD_CODE.name()),
                adjacent(home, isPlaced).as(HOME_ADJACENT_CODE.name()),
                adjacent(school, isPlaced).as(SCHOOL_ADJACENT_CODE.name()))
            .agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new));
    List<Column> lengthwise = outcomes.stream().map(OutcomeCells::asStruct).toList();
    List<Column> selected = new ArrayList<>(GROUPING.stream().map(Field::col).toList());
    selected.add(explode(array(lengthwise.toArray(Column[]::new))).as("cell"));
    Dataset<Row> cells = wide.select(selected.toArray(Column[]::new));
    List<Column> flat = new ArrayList<>(GROUPING.stream().map(Field::col).toList());
    flat.add(col("cell.*"));
    return cells.select(flat.toArray(Column[]::new)).where(STUDENTS.col().gt(0));
  }

  private static Column incomeQuintile() {
    return coalesce(Backgrounds.INCOME_QUINTILE.col().cast(StringType), lit(UNKNOWN));
  }

  private static Column homeSituation() {
    Column livesWithBoth = Backgrounds.LIVES_WITH_BOTH_PARENTS.col();
    return when(livesWithBoth, "both_parents")
        .when(livesWithBoth.equalTo(false), "otherwise")
        .otherwise(UNKNOWN);
  }

  /** The registers of homes may differ in the municipality: it then cannot be a part of it. */
  private static Column neighbourhoodIn(Column home, Column isPlaced) {
    Column code = Backgrounds.NEIGHBOURHOOD_CODE.col();
    return when(Students.isInSkane(home).and(code.startsWith(home)).and(isPlaced), code);
  }

  private static Column adjacent(Column municipality, Column isPlaced) {
    return when(municipality.isInCollection(Municipalities.ADJACENT).and(isPlaced), municipality);
  }

  /** Each rounded by itself, so that the sum does not depend on any order. */
  private static Column millionths(Column amount) {
    return sum(coalesce(round(amount.multiply(1e6)).cast(LongType), lit(0L)));
  }

  private static Column asStruct(Outcome outcome) {
    boolean isShare = outcome.measure() == Measure.SHARE;
    boolean hasTarget = outcome.target() != null;
    Column none = lit(null).cast(LongType);
    return struct(
        lit(outcome.code()).as(OUTCOME.name()),
        col("students_" + outcome.code()).as(STUDENTS.name()),
        col("events_" + outcome.code()).as(EVENTS.name()),
        (isShare ? none : col("points_" + outcome.code())).as(POINTS.name()),
        (isShare ? none : col("squares_" + outcome.code())).as(SQUARED_POINTS.name()),
        (isShare ? none : col("points_logs_" + outcome.code())).as(POINTS_LOG_POINTS.name()),
        (isShare ? none : col("logs_" + outcome.code())).as(LOG_POINTS.name()),
        (hasTarget ? col("target_" + outcome.code()) : none).as(TARGET_STUDENTS.name()),
        (hasTarget ? col("found_" + outcome.code()) : none).as(TARGET_EVENTS.name()));
  }

  /** Where a student is counted: nowhere but in the county where the identity is protected. */
  public static Column placeOf(Column municipality) {
    return placeOf(municipality, not(Students.IS_PROTECTED.col()));
  }

  /** Likewise, of a population; the student's columns decide. */
  public static Column placeOf(Column municipality, Population population) {
    return placeOf(municipality, not(population.isOfCountyAlone()));
  }

  private static Column placeOf(Column municipality, Column isPlaced) {
    return when(not(coalesce(Students.isInSkane(municipality), lit(false))), ELSEWHERE)
        .when(isPlaced, municipality)
        .otherwise(Municipalities.SKANE);
  }
}
