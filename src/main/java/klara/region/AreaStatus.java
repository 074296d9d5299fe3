package klara.region;

import static org.apache.spark.sql.functions.array_except;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.LongType;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import klara.disclosure.Status;
import klara.outcome.Outcome;
import klara.outcome.Outcome.Population;
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

  private static final String PAIRS = "_pairs";
  private static final String COHORTS = "_cohorts";

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
    List<Column> collected = new ArrayList<>();
    collected.add(
        collect_set(pair(OutcomeCells.OUTCOME.col(), OutcomeCells.COHORT.col())).as(PAIRS));
    collected.add(collect_set(OutcomeCells.COHORT.col()).as(COHORTS));
    for (Population population : Population.values()) {
      Column isOfIt = OutcomeCells.OUTCOME.col().isInCollection(outcomesOf(population));
      collected.add(
          collect_set(when(isOfIt, OutcomeCells.COHORT.col())).as(COHORTS + population.name()));
    }
    collected.add(sum(col(ELSEWHERE_STUDENTS)).as(ELSEWHERE_STUDENTS));
    return counted
        .agg(
            collect_list(
                    oneCase(
                        OutcomeCells.OUTCOME.col(), OutcomeCells.COHORT.col(), col(EVENTS_OF_ALL)))
                .as("_counted"),
            collected.toArray(Column[]::new))
        .select(
            explode(concat(col("_counted"), casesOfNobody())).as("_case"), col(ELSEWHERE_STUDENTS))
        .select("_case.*", ELSEWHERE_STUDENTS);
  }

  /** Of the outcomes of a population, its cohorts of which they count nobody. */
  private static Column casesOfNobody() {
    List<Column> all = new ArrayList<>();
    for (Population population : Population.values()) {
      Column known = col(COHORTS + population.name());
      Column cohorts = when(size(known).equalTo(0), col(COHORTS)).otherwise(known);
      for (String outcome : outcomesOf(population)) {
        all.add(transform(cohorts, cohort -> pair(lit(outcome), cohort)));
      }
    }
    Column none = lit(null).cast(LongType);
    return transform(
        array_except(concat(all.toArray(Column[]::new)), col(PAIRS)),
        pair ->
            oneCase(
                pair.getField(OutcomeCells.OUTCOME.name()),
                pair.getField(OutcomeCells.COHORT.name()),
                none));
  }

  private static List<String> outcomesOf(Population population) {
    return Outcomes.ALL.stream()
        .filter(outcome -> outcome.population() == population)
        .map(Outcome::code)
        .toList();
  }

  private static Column pair(Column outcome, Column cohort) {
    return struct(outcome.as(OutcomeCells.OUTCOME.name()), cohort.as(OutcomeCells.COHORT.name()));
  }

  private static Column oneCase(Column outcome, Column cohort, Column events) {
    return struct(
        outcome.as(OutcomeCells.OUTCOME.name()),
        cohort.as(OutcomeCells.COHORT.name()),
        events.as(EVENTS_OF_ALL));
  }

  /** Whether anything is known of the country, of a row with {@link #cases} beside it. */
  static Column isCountryKnown() {
    return col(ELSEWHERE_STUDENTS).gt(0);
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
        .when(isOfCountry.and(not(isCountryKnown())), Status.MISSING)
        .otherwise(Status.PUBLISHED);
  }
}
