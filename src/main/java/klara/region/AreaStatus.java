package klara.region;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_except;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.LongType;

import java.time.LocalDate;
import klara.disclosure.Status;
import klara.outcome.Outcome;
import klara.outcome.OutcomeCells;
import klara.outcome.Outcomes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What can be told of an outcome, a cohort and an area at all. */
final class AreaStatus {
  /** Of a whole cohort, wherever: none may mean that nothing was told of it. */
  private static final String EVENTS_OF_ALL = "_events_of_all";

  private static final String ELSEWHERE_STUDENTS = "_elsewhere";

  private AreaStatus() {}

  /**
   * Every outcome and cohort, how many had it anywhere, and how many students all of them have
   * together who left or began school outside Skåne and lived there: with none, nothing is known of
   * the country. Who has moved there since says nothing of those who were there before. An outcome
   * of which nobody is counted has every cohort of the others, and null for how many had it.
   */
  static Dataset<Row> cases(Dataset<Row> cells) {
    Column isElsewhere =
        OutcomeCells.HOME_PLACE
            .col()
            .equalTo(OutcomeCells.ELSEWHERE)
            .and(OutcomeCells.SCHOOL_PLACE.col().equalTo(OutcomeCells.ELSEWHERE))
            .and(OutcomeCells.OUTCOME.col().isInCollection(Outcomes.atSchool()));
    Dataset<Row> counted =
        cells
            .groupBy(OutcomeCells.OUTCOME.col(), OutcomeCells.COHORT.col())
            .agg(
                sum(OutcomeCells.EVENTS.col()).as(EVENTS_OF_ALL),
                sum(when(isElsewhere, OutcomeCells.STUDENTS.col()).otherwise(0))
                    .as(ELSEWHERE_STUDENTS));
    return counted
        .agg(
            collect_list(
                    oneCase(
                        OutcomeCells.OUTCOME.col(), OutcomeCells.COHORT.col(), col(EVENTS_OF_ALL)))
                .as("_counted"),
            collect_set(OutcomeCells.OUTCOME.col()).as("_outcomes"),
            collect_set(OutcomeCells.COHORT.col()).as("_cohorts"),
            sum(col(ELSEWHERE_STUDENTS)).as(ELSEWHERE_STUDENTS))
        .select(
            explode(concat(col("_counted"), casesOfNobody(col("_outcomes"), col("_cohorts"))))
                .as("_case"),
            col(ELSEWHERE_STUDENTS))
        .select("_case.*", ELSEWHERE_STUDENTS);
  }

  private static Column casesOfNobody(Column outcomes, Column cohorts) {
    Column all = array(Outcomes.ALL.stream().map(one -> lit(one.code())).toArray(Column[]::new));
    Column none = lit(null).cast(LongType);
    return flatten(
        transform(
            array_except(all, outcomes),
            outcome -> transform(cohorts, cohort -> oneCase(outcome, cohort, none))));
  }

  private static Column oneCase(Column outcome, Column cohort, Column events) {
    return struct(
        outcome.as(OutcomeCells.OUTCOME.name()),
        cohort.as(OutcomeCells.COHORT.name()),
        events.as(EVENTS_OF_ALL));
  }

  /** The status of a row with {@link #cases} beside it, before protection. */
  static Column of(LocalDate asOf) {
    Column isImmature = lit(false);
    for (Outcome outcome : Outcomes.ALL) {
      isImmature =
          when(
                  OutcomeCells.OUTCOME.col().equalTo(outcome.code()),
                  OutcomeCells.COHORT.col().gt(outcome.lastMatureCohort(asOf)))
              .otherwise(isImmature);
    }
    Column isOfCountry =
        Areas.AREA_LEVEL
            .col()
            .isin(Areas.COUNTRY, Areas.REST_OF_COUNTRY, Areas.ADJACENT_MUNICIPALITY);
    Column isSilent =
        OutcomeCells.OUTCOME
            .col()
            .isInCollection(
                Outcomes.ALL.stream()
                    .filter(Outcome::isMissingWhereSilent)
                    .map(Outcome::code)
                    .toList())
            .and(col(EVENTS_OF_ALL).equalTo(0));
    Column isOfNoSchool =
        AreaOutcomes.PERSPECTIVE
            .col()
            .equalTo(AreaOutcomes.SCHOOL)
            .and(OutcomeCells.OUTCOME.col().isInCollection(Outcomes.atSchool()).equalTo(false));
    return when(isOfNoSchool, Status.NOT_APPLICABLE)
        .when(isImmature, Status.IMMATURE)
        .when(isSilent.or(col(EVENTS_OF_ALL).isNull()), Status.MISSING)
        .when(isOfCountry.and(col(ELSEWHERE_STUDENTS).equalTo(0)), Status.MISSING)
        .otherwise(Status.PUBLISHED);
  }
}
