package klara.disparity;

import static org.apache.spark.sql.functions.not;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import klara.disclosure.Status;
import klara.outcome.OutcomeCells;
import klara.outcome.Outcomes;
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
 * Why rates differ from those of Sweden outside Skåne by groups that are told, after Kitagawa; one
 * dimension at a time. Students of whom the group is not known are left out on both sides: they are
 * a handful almost everywhere, and withheld. A cohort and the two before it are told as one where
 * every group is told of all three: sums of published counts, which tell nothing that those do not.
 */
public final class GroupGaps {

  private static final String UNKNOWN = "unknown";

  private GroupGaps() {}

  /** A group of an area; null where it is withheld. */
  private record Group(String status, @Nullable Long students, @Nullable Long events) {
    static final Group ABSENT = new Group(Status.MISSING, null, null);

    /** With those of another cohort; untold where one of them is. */
    Group and(Group other) {
      if (students == null || events == null) {
        return this;
      }
      return other.students == null || other.events == null
          ? other
          : new Group(status, students + other.students, events + other.events);
    }

    double size() {
      return students == null ? 0 : students;
    }

    double rate(Group other) {
      if (size() > 0 && events != null) {
        return events / size();
      }
      return other.size() > 0 && other.events != null ? other.events / other.size() : 0;
    }

    /** Variance of the rate, with two events and two others added; 0 where nobody is. */
    double variance() {
      if (size() == 0 || events == null) {
        return 0;
      }
      double drawnIn = (events + 2) / (size() + 4);
      return drawnIn * (1 - drawnIn) / (size() + 4);
    }
  }

  /**
   * Decomposes every difference to the rest of Sweden whose groups are all told.
   *
   * @param areaOutcomes {@link AreaOutcomes#TABLE}, protected
   * @return rows of {@link GapDecomposition#TABLE}
   */
  public static List<Row> of(Dataset<Row> areaOutcomes) {
    Column[] columns = {
      OutcomeCells.OUTCOME.col(),
      AreaOutcomes.PERSPECTIVE.col(),
      OutcomeCells.COHORT.col(),
      Groups.GROUP_DIMENSION.col(),
      Areas.AREA_LEVEL.col(),
      Areas.AREA_CODE.col(),
      Areas.AREA_NAME.col(),
      Groups.GROUP_VALUE.col(),
      Status.STATUS.col(),
      AreaOutcomes.STUDENTS.col(),
      AreaOutcomes.EVENTS.col()
    };
    Column isCompared =
        OutcomeCells.OUTCOME
            .col()
            .isInCollection(Outcomes.shares())
            .and(Groups.GROUP_DIMENSION.col().notEqual(Groups.ALL))
            .and(not(Groups.GROUP_VALUE.col().contains(UNKNOWN)))
            .and(not(Areas.AREA_LEVEL.col().isin(Areas.COUNTRY, Areas.SCHOOL)))
            .and(Status.STATUS.col().notEqual(Status.NOT_APPLICABLE));
    Map<GapDecomposition.Case, Map<AreaFigure.Area, Map<String, Group>>> cases =
        new LinkedHashMap<>();
    for (Row row :
        areaOutcomes.where(isCompared).select(columns).orderBy(columns).collectAsList()) {
      cases
          .computeIfAbsent(
              new GapDecomposition.Case(
                  row.getString(0), row.getString(1), row.getInt(2), 1, row.getString(3)),
              any -> new LinkedHashMap<>())
          .computeIfAbsent(
              new AreaFigure.Area(row.getString(4), row.getString(5), row.getString(6)),
              any -> new LinkedHashMap<>())
          .put(
              row.getString(7),
              new Group(
                  row.getString(8),
                  row.isNullAt(9) ? null : row.getLong(9),
                  row.isNullAt(10) ? null : row.getLong(10)));
    }
    List<Row> rows = new ArrayList<>();
    cases.forEach((one, areas) -> rows.addAll(decomposed(one, areas)));
    cases.keySet().stream()
        .map(one -> one.withCohorts(PooledCohorts.COHORTS))
        .forEach(one -> rows.addAll(decomposed(one, pooled(one, cases))));
    return rows;
  }

  /** The groups of areas that are there in all cohorts of a case, added up over those. */
  private static Map<AreaFigure.Area, Map<String, Group>> pooled(
      GapDecomposition.Case one,
      Map<GapDecomposition.Case, Map<AreaFigure.Area, Map<String, Group>>> cases) {
    List<Map<AreaFigure.Area, Map<String, Group>>> cohorts =
        one.alone().stream().map(alone -> cases.getOrDefault(alone, Map.of())).toList();
    Map<AreaFigure.Area, Map<String, Group>> pooled = new LinkedHashMap<>();
    for (AreaFigure.Area area : cohorts.get(0).keySet()) {
      List<Map<String, Group>> its =
          cohorts.stream().map(areas -> areas.getOrDefault(area, Map.of())).toList();
      if (its.stream().noneMatch(Map::isEmpty)) {
        Map<String, Group> sums = new LinkedHashMap<>();
        for (String value : its.get(0).keySet()) {
          its.stream()
              .map(groups -> groups.getOrDefault(value, Group.ABSENT))
              .reduce(Group::and)
              .ifPresent(sum -> sums.put(value, sum));
        }
        pooled.put(area, sums);
      }
    }
    return pooled;
  }

  private static List<Row> decomposed(
      GapDecomposition.Case one, Map<AreaFigure.Area, Map<String, Group>> areas) {
    List<Group> rest =
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
      GapDecomposition.Case one, AreaFigure.Area area, List<Group> here, List<Group> rest) {
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
                Normal.Z * parts.compositionError(),
                parts.kitagawa().rates(),
                Normal.Z * parts.ratesError()),
        status);
  }

  /** Published where every group on both sides is, and both have students. */
  private static String status(List<Group> here, List<Group> rest) {
    List<Group> both = new ArrayList<>(here);
    both.addAll(rest);
    String untold =
        both.stream()
            .map(Group::status)
            .filter(status -> !status.equals(Status.PUBLISHED))
            .findFirst()
            .orElse(Status.PUBLISHED);
    if (!untold.equals(Status.PUBLISHED)) {
      return untold;
    }
    return size(here) > 0 && size(rest) > 0 ? Status.PUBLISHED : Status.NOT_APPLICABLE;
  }

  private static double size(List<Group> groups) {
    return groups.stream().mapToDouble(Group::size).sum();
  }

  private static double rate(List<Group> groups) {
    double events =
        groups.stream().mapToDouble(group -> group.events() == null ? 0 : group.events()).sum();
    return events / size(groups);
  }

  /**
   * The two parts with their errors: the parts are sums of rates with the shares of groups as
   * weights, and the shares are those of everyone, not of a sample.
   */
  private record Parts(Kitagawa kitagawa, double compositionError, double ratesError) {
    static Parts of(List<Group> here, List<Group> rest) {
      double[] sizes1 = here.stream().mapToDouble(Group::size).toArray();
      double[] sizes0 = rest.stream().mapToDouble(Group::size).toArray();
      double[] rates1 = new double[sizes1.length];
      double[] rates0 = new double[sizes0.length];
      double composition = 0;
      double rates = 0;
      for (int k = 0; k < sizes1.length; k++) {
        rates1[k] = here.get(k).rate(rest.get(k));
        rates0[k] = rest.get(k).rate(here.get(k));
        double w1 = sizes1[k] / size(here);
        double w0 = sizes0[k] / size(rest);
        double variance = here.get(k).variance() + rest.get(k).variance();
        composition += Math.pow((w1 - w0) / 2, 2) * variance;
        rates += Math.pow((w1 + w0) / 2, 2) * variance;
      }
      return new Parts(
          Kitagawa.of(sizes1, rates1, sizes0, rates0), Math.sqrt(composition), Math.sqrt(rates));
    }
  }
}
