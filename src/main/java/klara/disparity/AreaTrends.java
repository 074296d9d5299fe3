package klara.disparity;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import klara.disclosure.Status;
import klara.outcome.OutcomeCells;
import klara.region.ActivityCoverage;
import klara.region.AreaOutcomes;
import klara.region.Areas;
import klara.region.Groups;
import klara.region.OfficialFigures;
import klara.stats.FalseDiscovery;
import klara.table.Field;
import klara.table.Rule;
import klara.table.Table;
import klara.table.Zone;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Whether a rate or a mean moves: the change from the first cohorts to the last, and where eight
 * cohorts or more are told, the slope with steps where the definition broke and for the years of
 * the pandemic.
 */
public final class AreaTrends {
  private static final Field FIRST_COHORT =
      Field.of("first_cohort", IntegerType, "First cohort that is told; null where none is");
  private static final Field LAST_COHORT = Field.of("last_cohort", IntegerType, "Last one");
  private static final Field COHORTS_TOLD =
      Field.of(
          "cohorts_told", IntegerType, "Cohorts that are told, of those between and with them");
  private static final Field POOLED_COHORTS =
      Field.of(
          "pooled_cohorts",
          IntegerType,
          "Cohorts at each end that the change is between: three where there are six or more,"
              + " otherwise one; null where there is no change to tell");
  private static final Field CHANGE =
      Field.of(
          "change",
          DoubleType,
          "Rate of the last cohorts less that of the first, -1 to 1, or mean merit value likewise, in"
              + " points; null with fewer than two cohorts told, and where more than one in four are"
              + " withheld: those left would be chosen by their outcome. What a broken definition changed"
              + " is in it");
  private static final Field CHANGE_LOWER =
      Field.of(
          "change_lower",
          DoubleType,
          "Lower 95 % limit (Newcombe, method 10, of means normal); null where it is not told how many"
              + " students, or how sure a mean is");
  private static final Field CHANGE_UPPER =
      Field.of("change_upper", DoubleType, "Upper 95 % limit; null likewise");
  private static final Field SLOPE =
      Field.of(
          "slope_per_year",
          DoubleType,
          "Change a year in rate, or in mean merit value in points, by least squares weighted by"
              + " students, of means by precision; null with fewer than eight cohorts, or with one"
              + " alone between steps");
  private static final Field SLOPE_LOWER =
      Field.of("slope_per_year_lower", DoubleType, "Lower 95 % limit (Newey and West, t)");
  private static final Field SLOPE_UPPER =
      Field.of("slope_per_year_upper", DoubleType, "Upper 95 % limit");
  private static final Field STEPS =
      Field.of(
          "steps_from",
          StringType,
          "Cohorts from which the slope allows for a step: breaks of the definition, and the pandemic"
              + " (begin and end); null where none");
  private static final Field FIRST_COVERAGE = coverage("first");
  private static final Field LAST_COVERAGE = coverage("last");
  private static final Field CHANGE_Q_VALUE =
      qValue("change_q_value", "Two-sided p of the change, chance between cohorts alone");
  private static final Field CHANGE_FINDING =
      finding(
          "change_finding",
          "Whether the change is more than chance between cohorts: it need not be a steady one");
  private static final Field SLOPE_Q_VALUE = qValue("slope_q_value", "Two-sided p of the slope");
  private static final Field SLOPE_FINDING =
      finding("slope_finding", "Whether the rate moves steadily, steps set aside");

  public static final Table TABLE =
      new Table(
          Zone.ANALYSIS,
          "area_trends",
          "one row per source, outcome, perspective, group and area, over the latest ten cohorts",
          List.of(
              OfficialFigures.SOURCE,
              OutcomeCells.OUTCOME,
              AreaOutcomes.PERSPECTIVE,
              Groups.GROUP_DIMENSION,
              Groups.GROUP_VALUE,
              Areas.AREA_LEVEL,
              Areas.AREA_CODE),
          List.of(
              OfficialFigures.SOURCE,
              OutcomeCells.OUTCOME,
              AreaOutcomes.PERSPECTIVE,
              Groups.GROUP_DIMENSION,
              Groups.GROUP_VALUE,
              Areas.AREA_LEVEL,
              Areas.AREA_CODE,
              Areas.AREA_NAME,
              FIRST_COHORT,
              LAST_COHORT,
              COHORTS_TOLD,
              POOLED_COHORTS,
              CHANGE,
              CHANGE_LOWER,
              CHANGE_UPPER,
              SLOPE,
              SLOPE_LOWER,
              SLOPE_UPPER,
              STEPS,
              CHANGE_Q_VALUE,
              CHANGE_FINDING,
              SLOPE_Q_VALUE,
              SLOPE_FINDING,
              FIRST_COVERAGE,
              LAST_COVERAGE,
              Status.STATUS));

  /** Older cohorts had another scale of grades and another curriculum (Lgr11). */
  private static final int MOST_COHORTS = 10;

  private static final double CALLED = 0.05;

  private AreaTrends() {}

  private static Field qValue(String name, String meaning) {
    return Field.of(
        name,
        DoubleType,
        meaning
            + ", adjusted for all areas of the level (Benjamini and Hochberg); null where there"
            + " is no test",
        Rule.Between.of("0", "1"));
  }

  private static Field coverage(String end) {
    return ActivityCoverage.COVERAGE.named(
        end + "_" + ActivityCoverage.COVERAGE.name(),
        "activity_responsibility_coverage of the least covered of the "
            + end
            + " cohorts that the change is between, so that it is seen where more are told of"
            + " rather than more there; null for other outcomes, where it is not told, and unless"
            + " published");
  }

  private static Field finding(String name, String meaning) {
    return Field.of(
        name,
        StringType,
        meaning
            + ": rising or falling (q at most 0.05), no_sign_of_change, or cannot_tell where it"
            + " cannot be tested; null unless published",
        Rule.OneOf.of("rising", "falling", "no_sign_of_change", "cannot_tell"));
  }

  /**
   * Follows every area.
   *
   * @return rows of {@link #TABLE}
   */
  public static List<Row> of(AreaFigures figures) {
    Map<List<Object>, List<AreaFigure>> byArea =
        figures.all().stream()
            .filter(one -> one.cohorts() == 1)
            .filter(one -> !one.area().level().equals(Areas.ADJACENT_MUNICIPALITY))
            .collect(
                Collectors.groupingBy(
                    one -> List.of(one.series(), one.area()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    List<Movement> movements =
        byArea.values().parallelStream().map(AreaTrends::latest).map(Movement::of).toList();
    Collection<List<Movement>> compared =
        movements.stream()
            .collect(
                Collectors.groupingBy(
                    one -> List.of(one.series(), one.area().level()),
                    LinkedHashMap::new,
                    Collectors.toList()))
            .values();
    List<Row> rows = new ArrayList<>();
    compared.forEach(areas -> rows.addAll(called(areas)));
    return rows;
  }

  private static List<AreaFigure> latest(List<AreaFigure> figures) {
    int last = figures.get(figures.size() - 1).cohort();
    return figures.stream().filter(one -> one.cohort() > last - MOST_COHORTS).toList();
  }

  private static List<Row> called(List<Movement> areas) {
    List<@Nullable Double> ofChange = adjusted(areas.stream().map(Movement::changeP).toList());
    List<@Nullable Double> ofSlope = adjusted(areas.stream().map(Movement::slopeP).toList());
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < areas.size(); i++) {
      rows.add(row(areas.get(i), ofChange.get(i), ofSlope.get(i)));
    }
    return rows;
  }

  /** q of each p, of those that there are. */
  private static List<@Nullable Double> adjusted(List<@Nullable Double> pValues) {
    double[] q =
        FalseDiscovery.qValues(
            pValues.stream().filter(p -> p != null).mapToDouble(p -> p == null ? 1 : p).toArray());
    List<@Nullable Double> adjusted = new ArrayList<>();
    int next = 0;
    for (Double p : pValues) {
      adjusted.add(p == null ? null : Double.valueOf(q[next]));
      next += p == null ? 0 : 1;
    }
    return adjusted;
  }

  private static Row row(Movement one, @Nullable Double changeQ, @Nullable Double slopeQ) {
    Movement.Ends ends = one.ends();
    Movement.Slope slope = one.slope();
    boolean isTold = one.status().equals(Status.PUBLISHED);
    return RowFactory.create(
        one.series().source(),
        one.series().outcome(),
        one.series().perspective(),
        one.series().dimension(),
        one.series().group(),
        one.area().level(),
        one.area().code(),
        one.area().name(),
        one.firstCohort(),
        one.lastCohort(),
        one.cohortsTold(),
        ends == null ? null : ends.pooled(),
        ends == null ? null : ends.change(),
        ends == null || ends.interval() == null ? null : ends.interval().lower(),
        ends == null || ends.interval() == null ? null : ends.interval().upper(),
        slope == null ? null : slope.trend().slope(),
        slope == null ? null : slope.trend().interval().lower(),
        slope == null ? null : slope.trend().interval().upper(),
        slope == null || slope.steps().isEmpty()
            ? null
            : slope.steps().stream().map(String::valueOf).collect(Collectors.joining(", ")),
        changeQ,
        isTold ? finding(changeQ, ends == null ? 0 : ends.change()) : null,
        slopeQ,
        isTold ? finding(slopeQ, slope == null ? 0 : slope.trend().slope()) : null,
        ends == null ? null : ends.firstCoverage(),
        ends == null ? null : ends.lastCoverage(),
        one.status());
  }

  private static String finding(@Nullable Double q, double direction) {
    if (q == null) {
      return "cannot_tell";
    }
    if (q > CALLED) {
      return "no_sign_of_change";
    }
    return direction > 0 ? "rising" : "falling";
  }
}
