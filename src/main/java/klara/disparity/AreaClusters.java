package klara.disparity;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import klara.disclosure.Status;
import klara.outcome.OutcomeCells;
import klara.region.ActivityCoverage;
import klara.region.AreaOutcomes;
import klara.region.Areas;
import klara.region.OfficialFigures;
import klara.register.Municipalities;
import klara.stats.Contiguity;
import klara.stats.FalseDiscovery;
import klara.stats.LocalMoran;
import klara.stats.Moran;
import klara.stats.StabilisedMeans;
import klara.stats.StabilisedRates;
import klara.table.Field;
import klara.table.Rule;
import klara.table.Table;
import klara.table.Zone;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Whether municipalities that touch are alike: for Skåne (Moran's I) and for each municipality and
 * its neighbours (local Moran's I, the rate of false discoveries held over all of them). Neighbours
 * beyond the county line are on the map where they are told.
 */
public final class AreaClusters {
  private static final Field FORM_OF_RATES =
      Field.of(
          "form_of_rates",
          StringType,
          "stabilised: as deviates of equal variance (Assunção and Reis; of mean merit values by their"
              + " standard errors); raw: as they stand, where it is not told how many students they"
              + " are of, or how sure a mean is; null unless published",
          Rule.OneOf.of("stabilised", "raw"));
  private static final Field MORAN_INDEX =
      Field.of(
          "moran_index",
          DoubleType,
          "Moran's I of Skåne; local I of the municipality, the mean of which it is");
  private static final Field MORAN_EXPECTED =
      Field.of(
          "moran_expected", DoubleType, "I to expect where rates lie at random; null for local I");
  private static final Field KIND =
      Field.of(
          "kind",
          StringType,
          "The municipality's rate, then its neighbours', above or below the mean of all, each made as"
              + " sure as the others before they are compared; null for Skåne",
          Rule.OneOf.of("high_high", "high_low", "low_high", "low_low"));
  private static final Field P_VALUE =
      Field.of(
          "p_value",
          DoubleType,
          "Two-sided, by permutation of the rates",
          Rule.Between.of("0", "1"));
  private static final Field Q_VALUE =
      Field.of(
          "q_value",
          DoubleType,
          "p of a municipality, adjusted for all that are tested with it (Benjamini and Hochberg)",
          Rule.Between.of("0", "1"));
  private static final Field IS_CLUSTER =
      Field.of(
          "is_cluster",
          BooleanType,
          "q at most 0.05; for Skåne p at most 0.05; null unless published");
  private static final Field AREAS_COMPARED =
      Field.of(
          "areas_compared",
          IntegerType,
          "Municipalities on the map, with those of other counties that touch Skåne");
  private static final Field NEIGHBOURS_OUTSIDE =
      Field.of(
          "neighbours_outside",
          IntegerType,
          "Neighbours in other counties on the map, which are not tested; null for Skåne");
  private static final Field PERMUTATIONS = Field.of("permutations", IntegerType, "How many");
  private static final Field SEED = Field.of("seed", LongType, "Seed of the permutations");
  private static final Field COVERAGE =
      ActivityCoverage.COVERAGE.named(
          ActivityCoverage.COVERAGE.name(),
          ActivityCoverage.COVERAGE.meaning() + "; for Skåne in the least covered municipality");

  public static final Table TABLE =
      new Table(
          Zone.ANALYSIS,
          "area_clusters",
          "one row per source, outcome, perspective, cohort (alone or three pooled) and area: Skåne"
              + " or a municipality",
          List.of(
              OfficialFigures.SOURCE,
              OutcomeCells.OUTCOME,
              AreaOutcomes.PERSPECTIVE,
              OutcomeCells.COHORT,
              AreaFigures.COHORTS,
              Areas.AREA_LEVEL,
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
              FORM_OF_RATES,
              MORAN_INDEX,
              MORAN_EXPECTED,
              KIND,
              P_VALUE,
              Q_VALUE,
              IS_CLUSTER,
              AREAS_COMPARED,
              NEIGHBOURS_OUTSIDE,
              PERMUTATIONS,
              SEED,
              COVERAGE,
              Status.STATUS));

  private static final int DRAWS = 9999;
  private static final double CALLED = 0.05;

  private AreaClusters() {}

  /**
   * Tests every set of municipalities that are compared.
   *
   * @return rows of {@link #TABLE}
   */
  public static List<Row> of(AreaFigures figures) {
    Map<List<Object>, List<AreaFigure>> beyond =
        figures.compared(Areas.ADJACENT_MUNICIPALITY).stream()
            .collect(Collectors.toMap(areas -> series(areas.get(0)), areas -> areas));
    return figures.compared(Areas.MUNICIPALITY).parallelStream()
        .filter(areas -> areas.get(0).series().isOfAll())
        .flatMap(
            areas -> mapped(areas, beyond.getOrDefault(series(areas.get(0)), List.of())).stream())
        .toList();
  }

  private static List<Object> series(AreaFigure one) {
    return List.of(one.series(), one.cohort(), one.cohorts());
  }

  /** Areas with figures, those of Skåne first, and how they touch. */
  private record Chart(List<AreaFigure> areas, Contiguity contiguity, boolean isStabilised) {

    /**
     * None where too few are told, or all have the same rate.
     *
     * @param all of Skåne
     * @param beyond those of other counties, which are neighbours only
     */
    static Optional<Chart> of(List<AreaFigure> all, List<AreaFigure> beyond) {
      List<String> ours = told(all);
      List<String> map = new ArrayList<>(ours);
      map.addAll(told(beyond));
      List<String> joined = Neighbours.ours().joined(ours, map);
      List<String> outside = Neighbours.ours().joined(told(beyond), joined);
      List<AreaFigure> areas = Stream.concat(named(joined, all), named(outside, beyond)).toList();
      long rates = areas.stream().mapToDouble(AreaFigure::share).distinct().count();
      if (joined.size() < AreaRanks.FEWEST_AREAS || rates < 2) {
        return Optional.empty();
      }
      boolean isStabilised = areas.stream().allMatch(AreaFigure::hasError);
      return Neighbours.ours()
          .among(joined, outside)
          .map(contiguity -> new Chart(areas, contiguity, isStabilised));
    }

    private static List<String> told(List<AreaFigure> figures) {
      return figures.stream().filter(AreaFigure::isTold).map(one -> one.area().code()).toList();
    }

    private static Stream<AreaFigure> named(List<String> codes, List<AreaFigure> figures) {
      return figures.stream().filter(one -> codes.contains(one.area().code()));
    }

    /** How many of an area's neighbours on the map are not in Skåne. */
    int outside(AreaFigure area) {
      List<String> codes =
          areas.subList(contiguity.measured(), areas.size()).stream()
              .map(one -> one.area().code())
              .toList();
      return Neighbours.ours().count(area.area().code(), codes);
    }

    double[] values() {
      double[] values = areas.stream().mapToDouble(AreaFigure::share).toArray();
      if (!isStabilised) {
        return values;
      }
      double[] people = areas.stream().mapToDouble(AreaFigure::people).toArray();
      return areas.get(0).series().isShare()
          ? StabilisedRates.of(areas.stream().mapToDouble(AreaFigure::events).toArray(), people)
          : StabilisedMeans.of(
              values, areas.stream().mapToDouble(AreaFigure::standardError).toArray(), people);
    }
  }

  private static List<Row> mapped(List<AreaFigure> all, List<AreaFigure> beyond) {
    Optional<Chart> chart = Chart.of(all, beyond);
    if (chart.isEmpty()) {
      List<Row> rows = new ArrayList<>();
      boolean isAnyTold = all.stream().anyMatch(AreaFigure::isTold);
      String ofSkane = isAnyTold ? Status.UNRELIABLE : all.get(0).status();
      rows.add(row(all.get(0), skane(), ofSkane, null, 0, null, null));
      all.forEach(
          one ->
              rows.add(
                  row(
                      one,
                      one.area(),
                      one.isTold() ? Status.UNRELIABLE : one.status(),
                      null,
                      0,
                      null,
                      null)));
      return rows;
    }
    return tested(all, chart.get());
  }

  private static List<Row> tested(List<AreaFigure> all, Chart chart) {
    long seed = Seed.of(all.get(0), "clusters");
    Moran global = Moran.of(chart.values(), chart.contiguity(), DRAWS, seed);
    List<LocalMoran> locals = LocalMoran.of(chart.values(), chart.contiguity(), DRAWS, seed);
    double[] q =
        FalseDiscovery.qValues(locals.stream().mapToDouble(LocalMoran::pTwoSided).toArray());
    List<Row> rows = new ArrayList<>();
    rows.add(
        row(
            all.get(0),
            skane(),
            Status.PUBLISHED,
            chart,
            seed,
            new Found(global.index(), global.expectation(), null, global.pTwoSided(), null),
            null));
    for (AreaFigure one : all) {
      int place = chart.areas().indexOf(one);
      if (place < 0) {
        String status = one.isTold() ? Status.NOT_APPLICABLE : one.status();
        rows.add(row(one, one.area(), status, null, 0, null, null));
      } else {
        LocalMoran local = locals.get(place);
        String kind = local.kind().name().toLowerCase(Locale.ROOT);
        rows.add(
            row(
                one,
                one.area(),
                Status.PUBLISHED,
                chart,
                seed,
                new Found(local.index(), null, kind, local.pTwoSided(), q[place]),
                chart.outside(one)));
      }
    }
    return rows;
  }

  /** What is found of an area. */
  private record Found(
      double index,
      @Nullable Double expected,
      @Nullable String kind,
      double p,
      @Nullable Double q) {
    boolean isCluster() {
      return (q == null ? p : q) <= CALLED;
    }
  }

  private static AreaFigure.Area skane() {
    return new AreaFigure.Area(Areas.COUNTY, Municipalities.SKANE, "Skåne län");
  }

  private static Row row(
      AreaFigure one,
      AreaFigure.Area area,
      String status,
      @Nullable Chart chart,
      long seed,
      @Nullable Found found,
      @Nullable Integer outside) {
    @Nullable Double coverage = chart == null ? null : one.coverage();
    if (chart != null && area.level().equals(Areas.COUNTY)) {
      coverage = AreaFigure.lowestCoverage(chart.areas());
    }
    return RowFactory.create(
        one.series().source(),
        one.series().outcome(),
        one.series().perspective(),
        one.cohort(),
        one.cohorts(),
        area.level(),
        area.code(),
        area.name(),
        chart == null ? null : chart.isStabilised() ? "stabilised" : "raw",
        found == null ? null : found.index(),
        found == null ? null : found.expected(),
        found == null ? null : found.kind(),
        found == null ? null : found.p(),
        found == null ? null : found.q(),
        found == null ? null : found.isCluster(),
        chart == null ? null : chart.areas().size(),
        outside,
        chart == null ? null : DRAWS,
        chart == null ? null : seed,
        coverage,
        status);
  }
}
