package klara.disparity;

import static org.apache.spark.sql.functions.not;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import klara.disclosure.Status;
import klara.outcome.OutcomeCells;
import klara.region.AreaOutcomes;
import klara.region.Areas;
import klara.region.Groups;
import klara.region.PooledCohorts;
import klara.stats.Kitagawa;
import klara.stats.Normal;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Why rates and mean points differ from those of Sweden outside Skåne by groups that are told,
 * after Kitagawa; one dimension at a time. The mean of several groups is that of theirs, weighed by
 * all their students: it is not told how many have points. Students of whom the group is not known
 * are left out on both sides: they are a handful almost everywhere, and withheld. A cohort and the
 * two before it are told as one where every group is told of all three: sums of published counts,
 * which tell nothing that those do not.
 */
public final class GroupGaps {

  private static final String UNKNOWN = "unknown";

  private GroupGaps() {}

  /**
   * Decomposes every difference to the rest of Sweden whose groups are all told.
   *
   * @param areaOutcomes {@link AreaOutcomes#TABLE}, protected
   * @return rows of {@link GapDecomposition#TABLE}
   */
  public static List<Row> of(Dataset<Row> areaOutcomes) {
    Column[] order = {
      OutcomeCells.OUTCOME.col(),
      AreaOutcomes.PERSPECTIVE.col(),
      OutcomeCells.COHORT.col(),
      Groups.GROUP_DIMENSION.col(),
      Areas.AREA_LEVEL.col(),
      Areas.AREA_CODE.col(),
      Areas.AREA_NAME.col(),
      Groups.GROUP_VALUE.col()
    };
    Column[] columns =
        Stream.concat(Stream.of(order), GroupSum.columns().stream()).toArray(Column[]::new);
    Column isCompared =
        Groups.GROUP_DIMENSION
            .col()
            .notEqual(Groups.ALL)
            .and(not(Groups.GROUP_VALUE.col().contains(UNKNOWN)))
            .and(not(Areas.AREA_LEVEL.col().isin(Areas.COUNTRY, Areas.SCHOOL)))
            .and(Status.STATUS.col().notEqual(Status.NOT_APPLICABLE));
    Map<GapDecomposition.Case, Map<AreaFigure.Area, Map<String, GroupSum>>> cases =
        new LinkedHashMap<>();
    for (Row row : areaOutcomes.where(isCompared).orderBy(order).select(columns).collectAsList()) {
      cases
          .computeIfAbsent(
              new GapDecomposition.Case(
                  row.getString(0), row.getString(1), row.getInt(2), 1, row.getString(3)),
              any -> new LinkedHashMap<>())
          .computeIfAbsent(
              new AreaFigure.Area(row.getString(4), row.getString(5), row.getString(6)),
              any -> new LinkedHashMap<>())
          .put(row.getString(7), GroupSum.of(row, 8));
    }
    List<Row> rows = new ArrayList<>();
    cases.forEach((one, areas) -> rows.addAll(decomposed(one, areas)));
    cases.keySet().stream()
        .map(one -> one.withCohorts(PooledCohorts.COHORTS))
        .forEach(one -> rows.addAll(decomposed(one, pooled(one, cases))));
    return rows;
  }

  /** The groups of areas that are there in all cohorts of a case, added up over those. */
  private static Map<AreaFigure.Area, Map<String, GroupSum>> pooled(
      GapDecomposition.Case one,
      Map<GapDecomposition.Case, Map<AreaFigure.Area, Map<String, GroupSum>>> cases) {
    List<Map<AreaFigure.Area, Map<String, GroupSum>>> cohorts =
        one.alone().stream().map(alone -> cases.getOrDefault(alone, Map.of())).toList();
    Map<AreaFigure.Area, Map<String, GroupSum>> pooled = new LinkedHashMap<>();
    for (AreaFigure.Area area : cohorts.get(0).keySet()) {
      List<Map<String, GroupSum>> its =
          cohorts.stream().map(areas -> areas.getOrDefault(area, Map.of())).toList();
      if (its.stream().noneMatch(Map::isEmpty)) {
        Map<String, GroupSum> sums = new LinkedHashMap<>();
        for (String value : its.get(0).keySet()) {
          its.stream()
              .map(groups -> groups.getOrDefault(value, GroupSum.ABSENT))
              .reduce(GroupSum::and)
              .ifPresent(sum -> sums.put(value, sum));
        }
        pooled.put(area, sums);
      }
    }
    return pooled;
  }

  private static List<Row> decomposed(
      GapDecomposition.Case one, Map<AreaFigure.Area, Map<String, GroupSum>> areas) {
    List<GroupSum> rest =
        areas.entrySet().stream()
            .filter(area -> area.getKey().level().equals(Areas.REST_OF_COUNTRY))
            .map(area -> List.copyOf(area.getValue().values()))
            .findFirst()
            .orElse(List.of());
    return areas.entrySet().stream()
        .filter(area -> !area.getKey().level().equals(Areas.REST_OF_COUNTRY))
        .map(area -> row(one, area.getKey(), List.copyOf(area.getValue().values()), rest))
        .collect(Collectors.toList());
  }

  private static Row row(
      GapDecomposition.Case one, AreaFigure.Area area, List<GroupSum> here, List<GroupSum> rest) {
    String status = status(here, rest);
    Parts parts = status.equals(Status.PUBLISHED) ? Parts.of(here, rest) : null;
    return GapDecomposition.row(
        one,
        GapDecomposition.KITAGAWA,
        area,
        parts == null
            ? null
            : new GapDecomposition.Told(
                (long) size(here),
                rate(here),
                rate(rest),
                parts.kitagawa().composition(),
                Normal.Z * parts.errors().composition(),
                parts.kitagawa().rates(),
                Normal.Z * parts.errors().rates(),
                coverage(here),
                coverage(rest)),
        status);
  }

  /** Published where every group on both sides is, and both have students. */
  private static String status(List<GroupSum> here, List<GroupSum> rest) {
    String status =
        Status.ofSeveral(
            Stream.concat(here.stream(), rest.stream()).map(GroupSum::status).toList());
    boolean isOfNobody = size(here) == 0 || size(rest) == 0;
    return status.equals(Status.PUBLISHED) && isOfNobody ? Status.NOT_APPLICABLE : status;
  }

  private static double size(List<GroupSum> groups) {
    return groups.stream().mapToDouble(GroupSum::size).sum();
  }

  private static @Nullable Double coverage(List<GroupSum> groups) {
    return groups.stream().map(GroupSum::coverage).reduce(null, GroupSum::lower);
  }

  private static double rate(List<GroupSum> groups) {
    return groups.stream().mapToDouble(GroupSum::had).sum() / size(groups);
  }

  /** The two parts with their errors: shares are those of everyone, not of a sample. */
  private record Parts(Kitagawa kitagawa, Kitagawa.Errors errors) {
    static Parts of(List<GroupSum> here, List<GroupSum> rest) {
      double[] sizes1 = here.stream().mapToDouble(GroupSum::size).toArray();
      double[] sizes0 = rest.stream().mapToDouble(GroupSum::size).toArray();
      double[] rates1 = new double[sizes1.length];
      double[] rates0 = new double[sizes0.length];
      for (int k = 0; k < sizes1.length; k++) {
        rates1[k] = here.get(k).rate(rest.get(k));
        rates0[k] = rest.get(k).rate(here.get(k));
      }
      return new Parts(
          Kitagawa.of(sizes1, rates1, sizes0, rates0),
          Kitagawa.errors(sizes1, variances(here), sizes0, variances(rest)));
    }

    private static double[] variances(List<GroupSum> groups) {
      return groups.stream().mapToDouble(GroupSum::variance).toArray();
    }
  }
}
