package klara.pathway;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import klara.history.States;
import klara.history.StudentYears;
import klara.history.Students;
import klara.outcome.OutcomeCells;
import klara.register.Person;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How each young person's absence from upper secondary school ended, counted by place: all that
 * {@link Reentry} needs.
 *
 * <p>Time zero is the first 15 October on which a student who was enrolled the year before is not,
 * without a diploma, alive and in the country; the clock counts 15 Octobers from there, that one
 * being 0. What comes first ends it: the event, or what competes with it, which is a diploma, death
 * or a move abroad, and for {@link Reentry#CONTACT} to be enrolled again. On the same 15 October
 * the event counts. Who has met neither is censored: seen for the last time on the last 15 October
 * of which the registers say what it takes. The activity responsibility ends with the year of
 * turning 20, and occupations are known late. For {@link Reentry#LEFT_AGAIN} time zero is the
 * return to study.
 */
final class ReentryCells {
  static final String EVENT = "event";
  static final String COMPETING = "competing";
  static final String CENSORED = "censored";

  /** What happened on the 15 October of {@link Reentry#YEARS_SINCE}. */
  static final String END = "end";

  /** Years that young people were under the activity responsibility, registered or not. */
  static final String TARGET_YEARS = "target_years";

  /** Years of those in which they were registered. */
  static final String REGISTERED_YEARS = "registered_years";

  private static final List<String> WORK = List.of(States.WORK);
  private static final List<String> STUDY = inStudy();
  private static final List<String> GONE = List.of(States.DIED, States.MOVED_ABROAD);
  private static final Column ZERO = col("_zero");
  private static final Column BACK = col("_back");
  private static final Column GONE_YEAR = col("_gone");

  /** The activity responsibility is for those under 20 (skollagen 29 kap. 9 §). */
  private static final int ADULT = 20;

  private ReentryCells() {}

  private static List<String> inStudy() {
    List<String> states = new ArrayList<>(States.ENROLLED);
    states.addAll(List.of(States.ADULT_EDUCATION, States.STUDY));
    return List.copyOf(states);
  }

  /**
   * Follows everyone who left upper secondary school without a diploma.
   *
   * @param studentYears {@link StudentYears#TABLE}
   * @param students {@link Students#TABLE}
   * @return cohort, home on time zero, {@link Reentry#TO}, {@link Reentry#YEARS_SINCE}, {@link
   *     #END}, students
   */
  static Dataset<Row> from(Dataset<Row> studentYears, Dataset<Row> students) {
    Column back = first(year -> isFrom(ZERO, year).and(isIn(year, STUDY)));
    Column gone = first(year -> isFrom(ZERO, year).and(isGone(year)));
    Column[] ends = {
      end(Reentry.CONTACT, ZERO, 0, ReentryCells::isReached, ReentryCells::isFollowed),
      end(Reentry.STUDY, ZERO, 0, year -> isIn(year, STUDY), ReentryCells::isSeen),
      end(Reentry.WORK, ZERO, 0, year -> isIn(year, WORK), ReentryCells::isSeen),
      end(Reentry.LEFT_AGAIN, BACK, 1, ReentryCells::isOut, ReentryCells::isSeen)
    };
    return Lives.from(studentYears, students)
        .withColumn("_zero", first(ReentryCells::isTimeZero))
        .where(ZERO.isNotNull())
        .withColumn("_gone", gone)
        .withColumn("_back", back)
        .withColumn("_back", when(coalesce(BACK.lt(GONE_YEAR), lit(true)), BACK))
        .withColumn(OutcomeCells.HOME_PLACE.name(), OutcomeCells.placeOf(homeAt(ZERO)))
        .withColumn("_end", explode(array(ends)))
        .select("*", "_end.*")
        .where(Reentry.YEARS_SINCE.col().isNotNull())
        .groupBy(
            StudentYears.COHORT.col(),
            OutcomeCells.HOME_PLACE.col(),
            Reentry.TO.col(),
            Reentry.YEARS_SINCE.col(),
            col(END))
        .agg(count(lit(1)).as(OutcomeCells.STUDENTS.name()));
  }

  /**
   * How much of the activity responsibility's target group (under 20, out of compulsory school, not
   * enrolled, without a diploma, alive and in the country) is registered.
   *
   * @return cohort, home in the year, {@link #TARGET_YEARS}, {@link #REGISTERED_YEARS}
   */
  static Dataset<Row> coverage(Dataset<Row> studentYears, Dataset<Row> students) {
    Column[] years = new Column[Lives.YEARS];
    Arrays.setAll(
        years,
        i ->
            when(
                isTarget(i + 1),
                struct(
                    Lives.home(i + 1).as("_home"),
                    Lives.isSet(Lives.REGISTERED, i + 1).cast("long").as(REGISTERED_YEARS))));
    return Lives.from(studentYears, students)
        .withColumn("_target", explode(array(years)))
        .where("_target is not null")
        .select("*", "_target.*")
        .groupBy(
            StudentYears.COHORT.col(),
            OutcomeCells.placeOf(Lives.digits(col("_home"))).as(OutcomeCells.HOME_PLACE.name()))
        .agg(count(lit(1)).as(TARGET_YEARS), sum(col(REGISTERED_YEARS)).as(REGISTERED_YEARS));
  }

  /** What ended the way to a goal, and when; null for those who were never on it. */
  private static Column end(
      String to, Column zero, int since, IntFunction<Column> isEvent, IntFunction<Column> isSeen) {
    IntFunction<Column> isInTime = year -> isFrom(zero.plus(since), year);
    Column last = zero.plus(Reentry.LONGEST);
    Column event = first(year -> isInTime.apply(year).and(isEvent.apply(year)));
    Column competing =
        to.equals(Reentry.CONTACT)
            ? least(GONE_YEAR, first(year -> isInTime.apply(year).and(isEnrolled(year))))
            : GONE_YEAR;
    Column unseen =
        coalesce(
            first(
                year ->
                    isInTime
                        .apply(year)
                        .and(not(isSeen.apply(year)))
                        .and(not(isGone(year)))
                        .and(not(isEvent.apply(year)))),
            lit(Lives.YEARS + 1));
    Column seen = least(unseen.minus(1), last);
    Column hasEvent = coalesce(event.leq(least(competing, seen)), lit(false));
    Column hasEnded = coalesce(competing.leq(seen), lit(false));
    Column year = when(hasEvent, event).when(hasEnded, competing).otherwise(seen);
    return struct(
        lit(to).as(Reentry.TO.name()),
        when(year.geq(zero), year.minus(zero)).as(Reentry.YEARS_SINCE.name()),
        when(hasEvent, EVENT).when(hasEnded, COMPETING).otherwise(CENSORED).as(END));
  }

  /** The first year of which something holds; null if it never does. */
  private static Column first(IntFunction<Column> holds) {
    Column[] years = new Column[Lives.YEARS + 1];
    Arrays.setAll(years, year -> when(holds.apply(year), year));
    return least(years);
  }

  private static Column isFrom(Column start, int year) {
    return coalesce(start.leq(year), lit(false));
  }

  private static Column isTimeZero(int year) {
    return year == 0
        ? lit(false)
        : isEnrolled(year - 1)
            .and(Lives.isKnown(year))
            .and(col("state_" + year).isNotNull())
            .and(not(isEnrolled(year)))
            .and(not(isGone(year)));
  }

  private static Column isEnrolled(int year) {
    return isIn(year, States.ENROLLED);
  }

  private static Column isIn(int year, List<String> states) {
    return Lives.isOneOf(col("state_" + year), states);
  }

  /** A diploma by now, died or abroad. */
  private static Column isGone(int year) {
    return Transition.hasDiploma(year).or(isIn(year, GONE));
  }

  private static Column isOut(int year) {
    return isSeen(year).and(not(isIn(year, STUDY))).and(not(isGone(year)));
  }

  /** Whether the registers say where the student is. */
  private static Column isSeen(int year) {
    Column isKnown =
        Lives.isSet(Lives.OCCUPATION_KNOWN, year).and(not(isIn(year, List.of(States.UNKNOWN))));
    return col("state_" + year).isNotNull().and(isEnrolled(year).or(isKnown));
  }

  private static Column isReached(int year) {
    return isFollowed(year).and(Lives.isSet(Lives.CONTACTED, year));
  }

  /** Whether the activity responsibility is for someone of this age. */
  private static Column isFollowed(int year) {
    Column age = StudentYears.COHORT.col().plus(year).minus(Person.BIRTH_YEAR.col());
    return col("state_" + year).isNotNull().and(coalesce(age.lt(ADULT), lit(false)));
  }

  private static Column isTarget(int year) {
    return isFollowed(year)
        .and(not(isEnrolled(year)))
        .and(not(isIn(year, List.of(States.COMPULSORY))))
        .and(not(isGone(year)));
  }

  private static Column homeAt(Column year) {
    Column[] homes = new Column[Lives.YEARS + 1];
    Arrays.setAll(homes, any -> when(year.equalTo(any), Lives.home(any)));
    return Lives.digits(coalesce(homes));
  }
}
