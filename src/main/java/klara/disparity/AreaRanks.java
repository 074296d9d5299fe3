package klara.disparity;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;

import java.util.ArrayList;
import java.util.List;
import klara.disclosure.Status;
import klara.outcome.Outcome;
import klara.outcome.OutcomeCells;
import klara.outcome.Outcomes;
import klara.region.ActivityCoverage;
import klara.region.AreaOutcomes;
import klara.region.Areas;
import klara.region.OfficialFigures;
import klara.stats.RankInterval;
import klara.table.Field;
import klara.table.Rule;
import klara.table.Table;
import klara.table.Zone;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Where the municipalities of Skåne stand among each other: never a rank, always the ranks that
 * chance leaves open.
 */
public final class AreaRanks {
  private static final Field RANK_LOWER =
      Field.of("rank_lower", IntegerType, "Best rank of the 95 % interval, 1 the best");
  private static final Field RANK_UPPER =
      Field.of("rank_upper", IntegerType, "Worst rank of the 95 % interval");
  private static final Field P_WORST_QUARTER =
      Field.of(
          "probability_worst_quarter",
          DoubleType,
          "Share of draws in which the area is among the worst quarter, 0 to 1",
          Rule.Between.of("0", "1"));
  private static final Field AREAS_RANKED =
      Field.of(
          "areas_ranked",
          IntegerType,
          "Municipalities that are ranked; those withheld or without a figure are not");
  private static final Field SEED =
      Field.of("seed", LongType, "Seed of the draws; null where nothing is drawn");

  public static final Table TABLE =
      new Table(
          Zone.ANALYSIS,
          "area_ranks",
          "one row per source, outcome, perspective, cohort (alone or three pooled) and municipality,"
              + " where it is told how many students a rate is of, or how sure a mean is",
          List.of(
              OfficialFigures.SOURCE,
              OutcomeCells.OUTCOME,
              AreaOutcomes.PERSPECTIVE,
              OutcomeCells.COHORT,
              AreaFigures.COHORTS,
              Areas.AREA_CODE),
          List.of(
              OfficialFigures.SOURCE,
              OutcomeCells.OUTCOME,
              AreaOutcomes.PERSPECTIVE,
              OutcomeCells.COHORT,
              AreaFigures.COHORTS,
              Areas.AREA_LEVEL,
              Areas.AREA_CODE,
              Areas.AREA_NAME,
              AreaFigures.STUDENTS,
              AreaFigures.RATE,
              AreaOutcomes.RATE_LOWER,
              AreaOutcomes.RATE_UPPER,
              AreaOutcomes.MEAN_POINTS,
              AreaOutcomes.MEAN_POINTS_LOWER,
              AreaOutcomes.MEAN_POINTS_UPPER,
              RANK_LOWER,
              RANK_UPPER,
              P_WORST_QUARTER,
              AREAS_RANKED,
              SEED,
              ActivityCoverage.COVERAGE,
              Status.STATUS));

  /** With fewer, an order says more about who is left out than about who is in it. */
  static final int FEWEST_AREAS = 17;

  private static final int DRAWS = 2000;

  private AreaRanks() {}

  /**
   * Ranks every set of municipalities that are compared. The best end is the one that is not the
   * failure, and of points the highest; shares with no such side are not ranked.
   *
   * @return rows of {@link #TABLE}
   */
  public static List<Row> of(AreaFigures figures) {
    return figures.compared(Areas.MUNICIPALITY).parallelStream()
        .filter(areas -> areas.get(0).series().isOfAll())
        .filter(areas -> hasBest(areas.get(0).series()))
        .filter(areas -> areas.stream().noneMatch(one -> one.isTold() && !one.hasStudents()))
        .filter(AreaRanks::isAnySure)
        .flatMap(areas -> ranked(areas).stream())
        .toList();
  }

  private static boolean hasBest(AreaFigure.Series series) {
    return !series.isShare() || Outcomes.named(series.outcome()).lack() != Outcome.Lack.NONE;
  }

  /** Whether it is told of any area how sure its figure is; nobody publishes that of a mean. */
  private static boolean isAnySure(List<AreaFigure> areas) {
    return areas.stream().noneMatch(AreaFigure::isTold)
        || areas.stream().anyMatch(AreaFigure::hasError);
  }

  private static List<Row> ranked(List<AreaFigure> areas) {
    List<AreaFigure> told = areas.stream().filter(AreaFigure::hasError).toList();
    boolean isEnough = told.size() >= FEWEST_AREAS;
    long seed = Seed.of(areas.get(0), "ranks");
    List<RankInterval> ranks = isEnough ? ranks(told, seed) : List.of();
    List<Row> rows = new ArrayList<>();
    for (AreaFigure one : areas) {
      int place = told.indexOf(one);
      RankInterval rank = isEnough && place >= 0 ? ranks.get(place) : null;
      boolean hasRate = rank != null && one.series().isShare();
      boolean hasMean = rank != null && !hasRate;
      rows.add(
          RowFactory.create(
              one.series().source(),
              one.series().outcome(),
              one.series().perspective(),
              one.cohort(),
              one.cohorts(),
              one.area().level(),
              one.area().code(),
              one.area().name(),
              rank == null ? null : one.count(),
              hasRate ? one.rate() : null,
              hasRate ? one.lower() : null,
              hasRate ? one.upper() : null,
              hasMean ? one.rate() : null,
              hasMean ? one.lower() : null,
              hasMean ? one.upper() : null,
              rank == null ? null : rank.lower(),
              rank == null ? null : rank.upper(),
              rank == null ? null : rank.pWorstQuarter(),
              rank == null ? null : told.size(),
              rank == null ? null : seed,
              rank == null ? null : one.coverage(),
              one.isTold() && rank == null ? Status.UNRELIABLE : one.status()));
    }
    return rows;
  }

  private static List<RankInterval> ranks(List<AreaFigure> told, long seed) {
    Outcome.Lack lack = Outcomes.named(told.get(0).series().outcome()).lack();
    return RankInterval.of(
        told.stream().mapToDouble(AreaFigure::share).toArray(),
        told.stream().mapToDouble(AreaFigure::standardError).toArray(),
        lack == Outcome.Lack.EVENT ? RankInterval.Best.LOWEST : RankInterval.Best.HIGHEST,
        0.95,
        DRAWS,
        seed);
  }
}
