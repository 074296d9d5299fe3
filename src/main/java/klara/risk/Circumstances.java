package klara.risk;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import klara.history.GradeSummary;
import klara.history.Students;
import klara.outcome.Outcome;
import klara.outcome.OutcomeCells;
import klara.outcome.Outcomes;
import klara.register.Person;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What is known of each student when upper secondary school begins, as flags, counted together: one
 * number for each combination of flags that there is, from which every table about risk is made.
 */
public final class Circumstances {
  /** When the flags are known. */
  public static final String DECISION_POINT = "start_of_upper_secondary";

  /** What the students are followed to; the event is not to have it. */
  public static final Outcome OUTCOME = Outcomes.named("diploma_within_4_years");

  private static final int LOW_MERIT = 160;

  /** A flag: its name and when it is raised; a student of whom it is not known has it not. */
  private record Flag(String name, Column isRaised) {}

  private static final List<Flag> FLAGS =
      List.of(
          new Flag("failed_swedish", GradeSummary.PASSED_SWEDISH.col().equalTo(0)),
          new Flag("failed_english", GradeSummary.PASSED_ENGLISH.col().equalTo(0)),
          new Flag("failed_mathematics", GradeSummary.PASSED_MATHEMATICS.col().equalTo(0)),
          new Flag(
              "not_eligible_vocational",
              Students.YEAR9_SCHOOL_YEAR
                  .col()
                  .isNotNull()
                  .and(not(Outcomes.named("eligible_vocational").value()))),
          new Flag("merit_value_below_160", GradeSummary.MERIT_VALUE_16.col().lt(LOW_MERIT)),
          new Flag(
              "started_late",
              Students.START_SCHOOL_YEAR.col().gt(Students.YEAR9_SCHOOL_YEAR.col().plus(1))),
          new Flag("introductory_programme", Students.START_PROGRAMME_TYPE.col().equalTo("IM")),
          new Flag("vocational_programme", Students.START_PROGRAMME_TYPE.col().equalTo("YRK")),
          new Flag(
              "school_in_other_municipality",
              Students.START_SCHOOL_MUNICIPALITY_CODE
                  .col()
                  .notEqual(Students.START_HOME_MUNICIPALITY_CODE.col())),
          new Flag("no_year_9_record", Students.YEAR9_SCHOOL_YEAR.col().isNull()),
          new Flag("boy", Person.SEX.col().equalTo("boys")),
          new Flag("foreign_background", Students.BACKGROUND.col().equalTo("foreign")),
          new Flag("newly_arrived", Students.NEWLY_ARRIVED.col().equalTo("yes")),
          new Flag(
              "parents_pre_secondary", Students.PARENTAL_EDUCATION.col().equalTo("pre_secondary")));

  private Circumstances() {}

  /** The flags' names, in the order of their bits. */
  public static List<String> names() {
    return FLAGS.stream().map(Flag::name).toList();
  }

  /**
   * Counts students of Skåne, by home, for every combination of flags.
   *
   * @param students {@link Students#TABLE}
   * @return cohort, flags (bits), students, events
   */
  public static Dataset<Row> counted(Dataset<Row> students) {
    Column bits = lit(0L);
    for (int i = 0; i < FLAGS.size(); i++) {
      Column isRaised = coalesce(FLAGS.get(i).isRaised(), lit(false));
      bits = bits.plus(when(isRaised, 1L << i).otherwise(0L));
    }
    return students
        .where(
            OUTCOME
                .isCounted()
                .and(Students.isInSkane(Students.START_HOME_MUNICIPALITY_CODE.col())))
        .groupBy(Students.START_SCHOOL_YEAR.col().as(OutcomeCells.COHORT.name()), bits.as("flags"))
        .agg(
            sum(lit(1L)).as(OutcomeCells.STUDENTS.name()),
            sum(when(OUTCOME.value(), 0L).otherwise(1L)).as(OutcomeCells.EVENTS.name()))
        .orderBy(OutcomeCells.COHORT.name(), "flags");
  }

  /** The counts by cohort, from {@link #counted} collected. */
  static Map<Integer, List<PatternSearch.Group>> byCohort(List<Row> counted) {
    Map<Integer, List<PatternSearch.Group>> cohorts = new TreeMap<>();
    for (Row row : counted) {
      cohorts
          .computeIfAbsent(row.getInt(0), any -> new ArrayList<>())
          .add(new PatternSearch.Group(row.getLong(1), row.getLong(2), row.getLong(3)));
    }
    return cohorts;
  }
}
