package klara.pathway;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import klara.disclosure.Balances;
import klara.disclosure.CountTable;
import klara.disclosure.Status;
import klara.history.States;
import klara.region.AreaOutcomes;
import klara.region.Areas;
import klara.region.Groups;
import klara.register.Municipalities;
import klara.stats.Wilson;
import klara.table.Field;
import klara.table.Rule;
import klara.table.Table;
import klara.table.Zone;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What is told of {@link Pathways}: few states, three cohorts together, by home. Each row of flows
 * stands with its sums: a state's students at the beginning (next state {@code all}), those of them
 * who are in another at the end ({@code other}), and a state's students at the end (state {@code
 * all}).
 *
 * <p>The steps that begin 1, 3 and 5 years after leaving are told. Two steps that follow each other
 * share the counts between them, so that withholding in one would hang on the other; these share
 * nothing but the size of the cohorts, which is known. The first step, out of compulsory school, is
 * where those of the step from year 1 are at its beginning. Students whose identity is or was
 * protected are left out, lest the county less its municipalities tell of them.
 *
 * <p>Some flows are withheld to protect smaller ones. The one from introduction to national
 * programmes, which the coalition asks for first, and the number it is a share of are the last.
 *
 * <p>Of Skåne the steps are told by years since arrival too. Not by age at arrival, which is what
 * is left of sixteen: the one less the other would tell of the few who left school older.
 */
public final class PublishedPathways {
  static final String ALL = "all";
  static final String OTHER = "other";
  static final List<Integer> STEPS = List.of(1, 3, 5);

  static final String NATIONAL = "national_programme";
  static final String INTRODUCTION = "introduction_programme";
  static final String STUDY_OR_WORK = "study_or_work";
  static final String NEITHER = "neither";
  static final String AWAY_OR_UNKNOWN = "away_or_unknown";
  static final List<String> MERGED =
      List.of(NATIONAL, INTRODUCTION, STUDY_OR_WORK, NEITHER, AWAY_OR_UNKNOWN);

  /**
   * The groups that Skåne's students are told by besides. To four years after arrival is as long as
   * anybody is newly arrived by law (skollagen 3 kap. 12 a §); those of a year or two alone are too
   * few to be told.
   */
  static final List<String> GROUPS = List.of("0-4", "5-8", "9+", Arrival.NOT_ARRIVED);

  private static final String WORDS =
      "national_programme; introduction_programme; study_or_work: adult, higher or other education"
          + " or work; neither, also under the activity responsibility; away_or_unknown: abroad,"
          + " dead or in no register; all: any of these";

  static final Field STATE =
      Field.of(
          "state",
          StringType,
          "At the beginning: " + WORDS,
          new Rule.Known(),
          new Rule.OneOf(words(ALL)));
  static final Field NEXT_STATE =
      Field.of(
          "next_state",
          StringType,
          "At the end: " + WORDS + "; other: any but the state at the beginning",
          new Rule.Known(),
          new Rule.OneOf(words(ALL, OTHER)));
  static final Field STUDENTS =
      PathwayCells.STUDENTS.named(
          "students", "How many took the step; null unless the row is published");
  static final Field RATE =
      share(
          "rate",
          "Share of the state's students at the beginning; null where their number is withheld too");
  static final Field RATE_LOWER = share("rate_lower", "Lower 95 % limit of the rate (Wilson)");
  static final Field RATE_UPPER = share("rate_upper", "Upper 95 % limit of the rate (Wilson)");

  public static final Table TABLE =
      new Table(
          Zone.ANALYSIS,
          "pathways",
          "one row per area, perspective, cohorts, step, group, state and next state",
          List.of(
              Areas.AREA_LEVEL,
              Areas.AREA_CODE,
              AreaOutcomes.PERSPECTIVE,
              Reentry.COHORTS,
              PathwayCells.YEARS_SINCE_LEAVING,
              PathwayGroups.GROUP_DIMENSION,
              Groups.GROUP_VALUE,
              STATE,
              NEXT_STATE),
          List.of(
              Areas.AREA_LEVEL,
              Areas.AREA_CODE,
              Areas.AREA_NAME,
              Municipalities.SUBREGION_CODE,
              AreaOutcomes.PERSPECTIVE,
              Reentry.COHORTS,
              PathwayCells.YEARS_SINCE_LEAVING,
              PathwayGroups.GROUP_DIMENSION,
              Groups.GROUP_VALUE,
              STATE,
              NEXT_STATE,
              STUDENTS,
              RATE,
              RATE_LOWER,
              RATE_UPPER,
              Status.STATUS));

  /**
   * How the counts hang together. They are counts alone, without events among them, so that each is
   * withheld below ten; rates come afterwards.
   */
  public static final CountTable COUNTS =
      new CountTable(
          TABLE,
          List.of(Reentry.COHORTS, PathwayCells.YEARS_SINCE_LEAVING),
          FlowSums::of,
          rows -> Balances.NONE,
          STUDENTS,
          RATE,
          row -> false,
          List.of(STUDENTS, RATE, RATE_LOWER, RATE_UPPER),
          Status.STATUS,
          FlowSums::isSize,
          FlowSums::isIntoNational);

  private PublishedPathways() {}

  private static List<String> words(String... more) {
    return Stream.concat(MERGED.stream(), Arrays.stream(more)).toList();
  }

  private static Field share(String name, String meaning) {
    return Field.of(
        name,
        DoubleType,
        meaning + ", 0 to 1; null for sums over states, where there are none, and unless published",
        Rule.Between.of("0", "1"));
  }

  /**
   * The flows between few states, before anything is withheld.
   *
   * @param pathways {@link Pathways#TABLE}
   * @return rows of {@link #TABLE} without rates: the whole matrix
   */
  public static List<Row> of(Dataset<Row> pathways) {
    Column dimension = PathwayGroups.GROUP_DIMENSION.col();
    Column sinceArrival = dimension.equalTo(Arrival.YEARS_SINCE_ARRIVAL.name());
    Column isOneOfTheCounty = Areas.AREA_LEVEL.col().equalTo(Areas.MUNICIPALITY);
    List<Row> merged =
        pathways
            .where(AreaOutcomes.PERSPECTIVE.col().equalTo(AreaOutcomes.HOME))
            .where(dimension.equalTo(Groups.ALL).or(sinceArrival.and(isOneOfTheCounty)))
            .where(PathwayCells.YEARS_SINCE_LEAVING.col().isInCollection(STEPS))
            .groupBy(
                Areas.AREA_LEVEL.col(),
                Areas.AREA_CODE.col(),
                Areas.AREA_NAME.col(),
                Municipalities.SUBREGION_CODE.col(),
                PathwayCells.COHORT.col(),
                PathwayCells.YEARS_SINCE_LEAVING.col(),
                group().as(Groups.GROUP_VALUE.name()),
                merged(PathwayCells.STATE.col()).as(STATE.name()),
                merged(PathwayCells.NEXT_STATE.col()).as(NEXT_STATE.name()),
                Status.STATUS.col())
            .agg(sum(PathwayCells.STUDENTS.col()).as(STUDENTS.name()))
            .collectAsList();
    return new FlowMatrix(merged).rows();
  }

  private static Column group() {
    Column group = Groups.GROUP_VALUE.col();
    return when(group.isin("0-1", "2-4"), "0-4").otherwise(group);
  }

  private static Column merged(Column state) {
    return when(state.startsWith("national"), NATIONAL)
        .when(state.startsWith("introduction"), INTRODUCTION)
        .when(state.isin(States.ADULT_EDUCATION, States.STUDY, States.WORK), STUDY_OR_WORK)
        .when(state.isin(States.ACTIVITY_RESPONSIBILITY, States.NEITHER), NEITHER)
        .when(state.isNotNull(), AWAY_OR_UNKNOWN);
  }

  /**
   * Adds the rates, from what is published alone. Of a state whose number of students is withheld
   * it is not told either that none of them went somewhere.
   *
   * @param counts {@link #TABLE} after {@link #COUNTS}
   */
  public static Dataset<Row> withRates(Dataset<Row> counts) {
    Column[] state = {
      Areas.AREA_LEVEL.col(),
      Areas.AREA_CODE.col(),
      Reentry.COHORTS.col(),
      PathwayCells.YEARS_SINCE_LEAVING.col(),
      Groups.GROUP_VALUE.col(),
      STATE.col()
    };
    String[] key = Arrays.stream(state).map(Column::toString).toArray(String[]::new);
    Column stock = col("_stock");
    Dataset<Row> stocks =
        counts
            .where(NEXT_STATE.col().equalTo(ALL))
            .select(
                Areas.AREA_LEVEL.col(),
                Areas.AREA_CODE.col(),
                Reentry.COHORTS.col(),
                PathwayCells.YEARS_SINCE_LEAVING.col(),
                Groups.GROUP_VALUE.col(),
                STATE.col(),
                STUDENTS.col().as("_stock"));
    Column isWithheld =
        Status.STATUS
            .col()
            .equalTo(Status.PUBLISHED)
            .and(stock.isNull())
            .and(coalesce(STUDENTS.col(), lit(0L)).equalTo(0));
    Column isFlow = STATE.col().notEqual(ALL).and(NEXT_STATE.col().notEqual(ALL));
    Column flow = when(isFlow.and(stock.gt(0)), STUDENTS.col());
    return counts
        .join(stocks, key)
        .withColumn(
            Status.STATUS.name(),
            when(isWithheld, Status.SUPPRESSED).otherwise(Status.STATUS.col()))
        .withColumn(
            STUDENTS.name(), when(Status.STATUS.col().equalTo(Status.PUBLISHED), STUDENTS.col()))
        .withColumn(RATE.name(), flow.divide(stock))
        .withColumn(RATE_LOWER.name(), Wilson.lower(flow, stock))
        .withColumn(RATE_UPPER.name(), Wilson.upper(flow, stock))
        .select(TABLE.select());
  }
}
