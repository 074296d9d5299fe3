package klara.region;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import klara.disclosure.Status;
import klara.outcome.OutcomeCells;
import klara.outcome.Outcomes;
import klara.region.VarianceCase.Unit;
import klara.register.Municipalities;
import klara.table.Field;
import klara.table.Rule;
import klara.table.Table;
import klara.table.Zone;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * How much of the variation between students of Skåne lies between municipalities, between schools
 * of the same municipality, and within schools; and by where they live: between municipalities,
 * between neighbourhoods (RegSO) of the same municipality, and within neighbourhoods.
 *
 * <p>Homes and schools are crossed, and each perspective is one side of that: what lies between
 * neighbourhoods lies in part between the schools of those who live there too, so the two do not
 * add up. Neighbourhoods are those of when students left compulsory school. Who has none (unknown,
 * protected, or of another municipality than the student is counted in) is left out at home, as at
 * school who has no school unit.
 *
 * <p>Shares have two scales. The observed one, 0 or 1, adds up to what a rate can vary; it shrinks
 * where the outcome is rare, and its limits are too narrow there. The latent one, of log-odds, does
 * not: compare outcomes and cohorts by it. {@link VarianceEstimates} says how all is estimated.
 */
public final class VarianceComponents {
  private static final Field COHORTS =
      Field.of(
          "cohorts",
          IntegerType,
          "1: the cohort alone; 3: it and the two before it together, each school or neighbourhood"
              + " once, so that what they are lasting in counts and the luck of a year does not",
          new Rule.Known(),
          Rule.Between.of("1", "3"));
  private static final Field LEVEL =
      Field.of(
          "level",
          StringType,
          "municipality: between municipalities; school: between schools of a municipality;"
              + " neighbourhood: between neighbourhoods of a municipality; student: within schools,"
              + " or within neighbourhoods",
          new Rule.Known(),
          new Rule.OneOf(VarianceEstimates.LEVELS));
  private static final Field METHOD =
      Field.of(
          "method",
          StringType,
          "linear: a linear model of three levels, restricted maximum likelihood; logistic: that"
              + " for variance and variance_share, and for all else a logistic model of three"
              + " levels, maximum likelihood, integrated by adaptive quadrature over municipalities"
              + " and Laplace's approximation with its next term over schools or neighbourhoods. All"
              + " limits are 95 %, of the profile likelihood or, of theil and mean_log_deviation, by"
              + " schools or neighbourhoods drawn",
          new Rule.Known(),
          Rule.OneOf.of(VarianceEstimates.LINEAR, VarianceEstimates.LOGISTIC));

  private static final Field PERSPECTIVE =
      AreaOutcomes.PERSPECTIVE.named(
          AreaOutcomes.PERSPECTIVE.name(),
          "home: by where students lived when they left compulsory school, in municipalities and"
              + " neighbourhoods (RegSO); school: by their schools. Homes and schools are crossed:"
              + " what lies between neighbourhoods lies in part between schools too");
  private static final Field MUNICIPALITIES =
      Field.of("municipalities", LongType, "Municipalities with students; null unless published");
  private static final Field SCHOOLS =
      Field.of(
          "schools", LongType, "School units with students; null at home, and unless published");
  private static final Field NEIGHBOURHOODS =
      Field.of(
          "neighbourhoods",
          LongType,
          "Neighbourhoods with students; null at school, and unless published");
  private static final Field STUDENTS =
      Field.of("students", LongType, "Students counted, in tens; null unless published");

  private static final List<Field> KEY =
      List.of(OutcomeCells.OUTCOME, PERSPECTIVE, OutcomeCells.COHORT, COHORTS, LEVEL);

  public static final Table TABLE =
      new Table(
          Zone.ANALYSIS,
          "variance_components",
          "one row per outcome, perspective, last cohort, number of cohorts and level, for Skåne",
          KEY,
          columns());

  /** As published: beside the activity responsibility its coverage in Skåne. */
  public static final Table PUBLISHED = ActivityCoverage.in(TABLE);

  private VarianceComponents() {}

  private static List<Field> columns() {
    List<Field> columns = new ArrayList<>(KEY);
    columns.add(METHOD);
    columns.addAll(VarianceNumbers.ALL);
    columns.addAll(List.of(MUNICIPALITIES, SCHOOLS, NEIGHBOURHOODS, STUDENTS, Status.STATUS));
    return List.copyOf(columns);
  }

  /**
   * The sums of each school and each neighbourhood, which are all that the components need.
   *
   * @param cells {@link OutcomeCells#TABLE}
   * @return outcome, perspective, cohort, municipality, school unit or neighbourhood, students,
   *     their sum, sum of squares, of m ln m and of ln m, in that order and sorted by the first
   *     five; points in tenths, logarithms in millionths. A row without a municipality is of those
   *     whose unit is not known
   */
  public static Dataset<Row> units(Dataset<Row> cells) {
    Column students =
        when(OutcomeCells.POINTS.col().isNull(), OutcomeCells.STUDENTS.col())
            .otherwise(OutcomeCells.EVENTS.col());
    Column logs = OutcomeCells.LOG_POINTS.col();
    Column[] unit = {
      OutcomeCells.OUTCOME.col(),
      PERSPECTIVE.col(),
      OutcomeCells.COHORT.col(),
      col(Areas.PLACE),
      col(Perspectives.UNIT)
    };
    return Perspectives.units(cells)
        .groupBy(unit)
        .agg(
            sum(students).as("students"),
            sum(coalesce(OutcomeCells.POINTS.col(), OutcomeCells.EVENTS.col())).as("total"),
            sum(coalesce(OutcomeCells.SQUARED_POINTS.col(), OutcomeCells.EVENTS.col()))
                .as("squares"),
            sum(coalesce(OutcomeCells.POINTS_LOG_POINTS.col(), lit(0L))).as("points_logs"),
            when(count(lit(1)).equalTo(count(logs)), sum(logs)).as("logs"))
        .where(col("students").gt(0).or(col(Perspectives.UNIT).isNull()))
        .orderBy(unit);
  }

  /**
   * Components of each outcome, perspective and cohort, alone and with the two before it.
   *
   * @param units {@link #units}, collected
   * @param asOf decides which cohorts are old enough
   * @return rows of {@link #TABLE}
   */
  public static List<Row> of(List<Row> units, LocalDate asOf) {
    Map<Series, NavigableMap<Integer, List<Unit>>> outcomes = new LinkedHashMap<>();
    for (Row row : units) {
      List<Unit> ofCohort =
          outcomes
              .computeIfAbsent(
                  new Series(row.getString(0), row.getString(1)), series -> new TreeMap<>())
              .computeIfAbsent(row.getInt(2), cohort -> new ArrayList<>());
      if (!row.isNullAt(3)) {
        ofCohort.add(
            new Unit(
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.isNullAt(9) ? null : row.getLong(9)));
      }
    }
    List<VarianceCase> cases = new ArrayList<>();
    outcomes.forEach(
        (series, cohorts) ->
            cases.addAll(
                VarianceCase.of(
                    Outcomes.named(series.outcome()), series.perspective(), cohorts, asOf)));
    return cases.parallelStream().flatMap(one -> rows(one).stream()).toList();
  }

  /**
   * As published.
   *
   * @param components {@link #TABLE}
   * @param areaOutcomes {@link AreaOutcomes#TABLE}, protected
   * @return {@link #PUBLISHED}
   */
  public static Dataset<Row> withCoverage(Dataset<Row> components, Dataset<Row> areaOutcomes) {
    return ActivityCoverage.added(
        components,
        PUBLISHED,
        areaOutcomes,
        new ActivityCoverage.Of(
            List.of(OutcomeCells.OUTCOME.col()),
            PERSPECTIVE.col(),
            lit(Areas.COUNTY),
            lit(Municipalities.SKANE),
            OutcomeCells.COHORT.col().minus(COHORTS.col()).plus(1),
            OutcomeCells.COHORT.col()));
  }

  /** What cohorts are held together by. */
  private record Series(String outcome, String perspective) {}

  private static List<Row> rows(VarianceCase one) {
    boolean isHome = one.perspective().equals(AreaOutcomes.HOME);
    Long number = one.isTold() ? (long) one.units().size() : null;
    Optional<VarianceEstimates> estimates =
        one.isTold() ? Optional.of(VarianceEstimates.of(one)) : Optional.empty();
    List<Row> rows = new ArrayList<>();
    for (String level : VarianceEstimates.levels(one.perspective())) {
      List<@Nullable Object> values = new ArrayList<>();
      values.add(one.outcome().code());
      values.add(one.perspective());
      values.add(one.cohort());
      values.add(one.cohorts());
      values.add(level);
      values.add(VarianceEstimates.methodOf(one.outcome()));
      values.addAll(
          estimates
              .<List<@Nullable Double>>map(found -> found.numbers(level))
              .orElse(Collections.nCopies(VarianceNumbers.ALL.size(), null)));
      values.add(one.isTold() ? one.municipalities() : null);
      values.add(isHome ? null : number);
      values.add(isHome ? number : null);
      values.add(one.isTold() ? one.students() / 10 * 10 : null);
      values.add(one.status());
      rows.add(RowFactory.create(values.toArray()));
    }
    return rows;
  }
}
