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
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import klara.disclosure.Status;
import klara.outcome.OutcomeCells;
import klara.outcome.Outcomes;
import klara.region.VarianceCase.School;
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
 * of the same municipality, and within schools; by where the school is. A student whose home is in
 * another municipality is counted at the school: homes and schools are crossed, and this is the
 * schools' side.
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
          "1: the cohort alone; 3: it and the two before it together, each school once, so that"
              + " what schools are lasting in counts and the luck of a year does not",
          new Rule.Known(),
          Rule.Between.of("1", "3"));
  private static final Field LEVEL =
      Field.of(
          "level",
          StringType,
          "municipality: between municipalities; school: between schools of a municipality;"
              + " student: within schools",
          new Rule.Known(),
          new Rule.OneOf(VarianceEstimates.LEVELS));
  private static final Field METHOD =
      Field.of(
          "method",
          StringType,
          "linear: a linear model of three levels, restricted maximum likelihood; logistic: that"
              + " for variance and variance_share, and for all else a logistic model of three"
              + " levels, maximum likelihood, integrated by adaptive quadrature over municipalities"
              + " and Laplace's approximation with its next term over schools. All limits are 95 %,"
              + " of the profile likelihood or, of theil and mean_log_deviation, by schools drawn",
          new Rule.Known(),
          Rule.OneOf.of(VarianceEstimates.LINEAR, VarianceEstimates.LOGISTIC));

  private static final Field MUNICIPALITIES =
      Field.of("municipalities", LongType, "Municipalities with students; null unless published");
  private static final Field SCHOOLS =
      Field.of("schools", LongType, "School units with students; null unless published");
  private static final Field STUDENTS =
      Field.of("students", LongType, "Students counted, in tens; null unless published");

  public static final Table TABLE =
      new Table(
          Zone.ANALYSIS,
          "variance_components",
          "one row per outcome, last cohort, number of cohorts and level, for Skåne by where the"
              + " school is",
          List.of(OutcomeCells.OUTCOME, OutcomeCells.COHORT, COHORTS, LEVEL),
          columns());

  private VarianceComponents() {}

  private static List<Field> columns() {
    List<Field> columns =
        new ArrayList<>(List.of(OutcomeCells.OUTCOME, OutcomeCells.COHORT, COHORTS, LEVEL, METHOD));
    columns.addAll(VarianceNumbers.ALL);
    columns.addAll(List.of(MUNICIPALITIES, SCHOOLS, STUDENTS, Status.STATUS));
    return List.copyOf(columns);
  }

  /**
   * The sums of each school, which are all that the components need.
   *
   * @param cells {@link OutcomeCells#TABLE}
   * @return outcome, cohort, municipality, school unit, units, their sum, sum of squares, of m ln m
   *     and of ln m, in that order and sorted by the first four; points in tenths, logarithms in
   *     millionths
   */
  public static Dataset<Row> schools(Dataset<Row> cells) {
    Column place = OutcomeCells.SCHOOL_PLACE.col();
    Column units =
        when(OutcomeCells.POINTS.col().isNull(), OutcomeCells.STUDENTS.col())
            .otherwise(OutcomeCells.EVENTS.col());
    Column logs = OutcomeCells.LOG_POINTS.col();
    Column[] school = {
      OutcomeCells.OUTCOME.col(),
      OutcomeCells.COHORT.col(),
      place,
      OutcomeCells.SCHOOL_UNIT_CODE.col()
    };
    return cells
        .where(
            place
                .notEqual(OutcomeCells.ELSEWHERE)
                .and(place.notEqual(Municipalities.SKANE))
                .and(OutcomeCells.SCHOOL_UNIT_CODE.col().isNotNull()))
        .groupBy(school)
        .agg(
            sum(units).as("units"),
            sum(coalesce(OutcomeCells.POINTS.col(), OutcomeCells.EVENTS.col())).as("total"),
            sum(coalesce(OutcomeCells.SQUARED_POINTS.col(), OutcomeCells.EVENTS.col()))
                .as("squares"),
            sum(coalesce(OutcomeCells.POINTS_LOG_POINTS.col(), lit(0L))).as("points_logs"),
            when(count(lit(1)).equalTo(count(logs)), sum(logs)).as("logs"))
        .where(col("units").gt(0))
        .orderBy(school);
  }

  /**
   * Components of each outcome and cohort, alone and with the two before it.
   *
   * @param schools {@link #schools}, collected
   * @param asOf decides which cohorts are old enough
   * @return rows of {@link #TABLE}
   */
  public static List<Row> of(List<Row> schools, LocalDate asOf) {
    Map<String, NavigableMap<Integer, List<School>>> outcomes = new TreeMap<>();
    for (Row row : schools) {
      outcomes
          .computeIfAbsent(row.getString(0), outcome -> new TreeMap<>())
          .computeIfAbsent(row.getInt(1), cohort -> new ArrayList<>())
          .add(
              new School(
                  row.getString(2),
                  row.getString(3),
                  row.getLong(4),
                  row.getLong(5),
                  row.getLong(6),
                  row.getLong(7),
                  row.isNullAt(8) ? null : row.getLong(8)));
    }
    List<VarianceCase> cases = new ArrayList<>();
    outcomes.forEach(
        (code, cohorts) -> cases.addAll(VarianceCase.of(Outcomes.named(code), cohorts, asOf)));
    return cases.parallelStream().flatMap(one -> rows(one).stream()).toList();
  }

  private static List<Row> rows(VarianceCase one) {
    Optional<VarianceEstimates> estimates =
        one.isTold() ? Optional.of(VarianceEstimates.of(one)) : Optional.empty();
    List<Row> rows = new ArrayList<>();
    for (String level : VarianceEstimates.LEVELS) {
      List<@Nullable Object> values = new ArrayList<>();
      values.add(one.outcome().code());
      values.add(one.cohort());
      values.add(one.cohorts());
      values.add(level);
      values.add(VarianceEstimates.methodOf(one.outcome()));
      values.addAll(
          estimates
              .<List<@Nullable Double>>map(found -> found.numbers(level))
              .orElse(Collections.nCopies(VarianceNumbers.ALL.size(), null)));
      values.add(one.isTold() ? one.municipalities() : null);
      values.add(one.isTold() ? (long) one.schools().size() : null);
      values.add(one.isTold() ? one.students() / 10 * 10 : null);
      values.add(one.status());
      rows.add(RowFactory.create(values.toArray()));
    }
    return rows;
  }
}
