package klara.region;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import klara.disclosure.Status;
import klara.outcome.Outcome;
import klara.outcome.OutcomeCells;
import klara.outcome.Outcomes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** What can be told of an outcome, a cohort and an area at all. */
final class AreaStatus {
  /** Of a whole cohort, wherever: none may mean that nothing was told of it. */
  private static final String EVENTS_OF_ALL = "_events_of_all";

  private static final String ELSEWHERE_STUDENTS = "_elsewhere";

  private AreaStatus() {}

  /**
   * Every outcome and cohort, how many had it anywhere, and how many students all of them have
   * together who left or began school outside Skåne and lived there: with none, nothing is known of
   * the country. Who has moved there since says nothing of those who were there before.
   */
  static Dataset<Row> cases(Dataset<Row> cells) {
    Column isElsewhere =
        OutcomeCells.HOME_PLACE
            .col()
            .equalTo(OutcomeCells.ELSEWHERE)
            .and(OutcomeCells.SCHOOL_PLACE.col().equalTo(OutcomeCells.ELSEWHERE))
            .and(OutcomeCells.OUTCOME.col().isInCollection(Outcomes.atSchool()));
    return cells
        .groupBy(OutcomeCells.OUTCOME.col(), OutcomeCells.COHORT.col())
        .agg(
            sum(OutcomeCells.EVENTS.col()).as(EVENTS_OF_ALL),
            sum(when(isElsewhere, OutcomeCells.STUDENTS.col()).otherwise(0)).as(ELSEWHERE_STUDENTS))
        .withColumn(ELSEWHERE_STUDENTS, sum(col(ELSEWHERE_STUDENTS)).over(Window.partitionBy()));
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
        .when(isSilent, Status.MISSING)
        .when(isOfCountry.and(col(ELSEWHERE_STUDENTS).equalTo(0)), Status.MISSING)
        .otherwise(Status.PUBLISHED);
  }
}
