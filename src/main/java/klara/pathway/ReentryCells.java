package klara.pathway;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
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
 * turning 20, and occupations are known late: where a goal can no longer be seen, an enrolment or a
 * diploma that still can counts for nothing, or those whom it happens to would be followed longer
 * than the others. For {@link Reentry#LEFT_AGAIN} time zero is the return to study.
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
  static final String REGISTERED_YEARS = "registered_target_years";

  private static final Column ZERO = col("_zero");
  private static final Column BACK = col("_back");

  /** The activity responsibility is for those under 20 (skollagen 29 kap. 9 §). */
  private static final int ADULT = 20;

  private ReentryCells() {}

  /**
   * Follows everyone who left upper secondary school without a diploma.
   *
   * @param studentYears {@link StudentYears#TABLE}
   * @param students {@link Students#TABLE}
   * @return cohort, home on time zero, {@link Reentry#TO}, {@link Reentry#YEARS_SINCE}, {@link
   *     #END}, students
   */
  static Dataset<Row> from(Dataset<Row> studentYears, Dataset<Row> students) {
    Column reached = Years.both(Lives.REACHED, followed());
    Column out = Years.without(Years.without(Lives.KNOWN, Lives.IN_STUDY), Lives.GONE);
    Column enrolledOrGone = Years.either(Lives.ENROLLED, Lives.GONE);
    Column told = Lives.withOccupations();
    Column[] ways = {
      way(Reentry.CONTACT, ZERO, reached, enrolledOrGone, followed(), responsible()),
      way(Reentry.STUDY, ZERO, Lives.IN_STUDY, Lives.GONE, Lives.KNOWN, told),
      way(Reentry.WORK, ZERO, Lives.AT_WORK, Lives.GONE, Lives.KNOWN, told),
      way(Reentry.LEFT_AGAIN, BACK, out, Lives.GONE, Lives.KNOWN, told)
    };
    Column interrupted =
        Years.without(
            Years.both(Years.after(Lives.ENROLLED), Lives.SEEN),
            Years.either(Lives.ENROLLED, Lives.GONE));
    Column sinceZero = Years.from(ZERO);
    Column back = Years.first(Years.both(Lives.IN_STUDY, sinceZero));
    Column gone = Years.first(Years.both(Lives.GONE, sinceZero));
    return Lives.from(studentYears, students)
        .withColumn("_zero", Years.first(interrupted))
        .where(ZERO.isNotNull())
        .withColumn("_back", when(coalesce(back.lt(gone), lit(true)), back))
        .withColumn(OutcomeCells.HOME_PLACE.name(), OutcomeCells.placeOf(homeAt(ZERO)))
        .withColumn("_way", explode(array(ways)))
        .select("*", "_way.*")
        .withColumn("_event", Years.first(col("_events")))
        .withColumn("_other", Years.first(col("_competing")))
        .withColumn("_last", last())
        .withColumn("_end", end())
        .select("*", "_end.*")
        .where(Reentry.YEARS_SINCE.col().isNotNull())
        .groupBy(
            StudentYears.COHORT.col(),
            OutcomeCells.HOME_PLACE.col(),
            Reentry.GOAL.col(),
            Reentry.YEARS_SINCE.col(),
            col(END))
        .agg(count(lit(1)).as(OutcomeCells.STUDENTS.name()));
  }

  /**
   * How much of the activity responsibility's target group (under 20, out of compulsory school, not
   * enrolled, without a diploma, alive and in the country) is registered, in years of which
   * registrations have been delivered; others count 0.
   *
   * @return cohort, home in the year, {@link #TARGET_YEARS}, {@link #REGISTERED_YEARS}
   */
  static Dataset<Row> coverage(Dataset<Row> studentYears, Dataset<Row> students) {
    Column target =
        Years.without(Years.both(Lives.SEEN, underage()), Years.either(Lives.ENROLLED, Lives.GONE));
    Column[] years = new Column[Lives.YEARS];
    Arrays.setAll(
        years,
        i ->
            when(
                Years.has(target, i + 1),
                struct(
                    Lives.home(i + 1).as("_home"),
                    Years.has(Lives.withRegistrations(), i + 1).cast("long").as(TARGET_YEARS),
                    Years.has(Lives.REGISTERED, i + 1).cast("long").as(REGISTERED_YEARS))));
    return Lives.from(studentYears, students)
        .withColumn("_target", explode(array(years)))
        .where("_target is not null")
        .select("*", "_target.*")
        .groupBy(
            StudentYears.COHORT.col(),
            OutcomeCells.placeOf(Lives.digits(col("_home"))).as(OutcomeCells.HOME_PLACE.name()))
        .agg(
            sum(col(TARGET_YEARS)).as(TARGET_YEARS),
            sum(col(REGISTERED_YEARS)).as(REGISTERED_YEARS));
  }

  /**
   * A way to a goal.
   *
   * @param to the goal
   * @param zero the year in which the clock starts; null for those who are not on this way
   * @param events {@link Years} in which the goal is reached
   * @param competing years in which something else has come first, if not in the same year
   * @param seen years in which the goal could be seen to be reached
   * @param told years in which it could be of anyone, whatever has happened
   */
  private static Column way(
      String to, Column zero, Column events, Column competing, Column seen, Column told) {
    Column since = Years.from(zero);
    Column known = Years.both(Years.either(Years.either(seen, events), competing), told);
    return struct(
        lit(to).as(Reentry.GOAL.name()),
        zero.as("_start"),
        Years.both(events, since).as("_events"),
        Years.both(competing, since).as("_competing"),
        Years.without(since, known).as("_unseen"));
  }

  /** The last year that a way is followed to. */
  private static Column last() {
    Column unseen = coalesce(Years.first(col("_unseen")), lit(Lives.YEARS + 1));
    return least(unseen.minus(1), col("_start").plus(Reentry.LONGEST));
  }

  /** What ended a way, and when. */
  private static Column end() {
    Column event = col("_event");
    Column other = col("_other");
    Column last = col("_last");
    Column start = col("_start");
    Column hasEvent = coalesce(event.leq(least(other, last)), lit(false));
    Column hasEnded = coalesce(other.leq(last), lit(false));
    Column year = when(hasEvent, event).when(hasEnded, other).otherwise(last);
    return struct(
        when(year.geq(start), year.minus(start)).as(Reentry.YEARS_SINCE.name()),
        when(hasEvent, EVENT).when(hasEnded, COMPETING).otherwise(CENSORED).as(END));
  }

  /** {@link Years} of which there is a row and in which the activity responsibility holds. */
  private static Column followed() {
    return Years.both(Lives.SEEN, responsible());
  }

  /** {@link Years} before the one of turning 20 whose registrations have been delivered. */
  private static Column responsible() {
    return Years.both(underage(), Lives.withRegistrations());
  }

  /** {@link Years} before the one of turning 20. */
  private static Column underage() {
    return Years.before(Person.BIRTH_YEAR.col().plus(ADULT).minus(StudentYears.COHORT.col()));
  }

  private static Column homeAt(Column year) {
    Column[] homes = new Column[Lives.YEARS + 1];
    Arrays.setAll(homes, any -> when(year.equalTo(any), Lives.home(any)));
    return Lives.digits(coalesce(homes));
  }
}
