package klara.disparity;

import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;

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
import klara.stats.Kitagawa;
import klara.table.Field;
import klara.table.Table;
import klara.table.Zone;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Why a rate differs from that of Sweden outside Skåne: because other students live here
 * (composition), or because the same kind of students do otherwise (rates), after Kitagawa; one
 * dimension at a time. Students of whom the group is not known are left out on both sides: they are
 * a handful almost everywhere, and withheld.
 */
public final class GapDecomposition {
  private static final Field RATE_OF_REST =
      AreaFigures.RATE.named(
          "rate_of_rest", "The rate of Sweden outside Skåne, 0 to 1; null unless published");
  private static final Field DIFFERENCE =
      measured("difference", "The area's rate less that of the rest, -1 to 1");
  private static final Field COMPOSITION =
      measured("composition", "What of it the other make-up of the students is");
  private static final Field COMPOSITION_LOWER =
      measured("composition_lower", "Lower 95 % limit, groups' sizes taken as known");
  private static final Field COMPOSITION_UPPER = measured("composition_upper", "Upper 95 % limit");
  private static final Field RATES =
      measured(
          "rates", "What of it the rates of the same groups are; composition + rates = difference");
  private static final Field RATES_LOWER = measured("rates_lower", "Lower 95 % limit");
  private static final Field RATES_UPPER = measured("rates_upper", "Upper 95 % limit");
  private static final Field STUDENTS =
      Field.of(
          "students", LongType, "Students of the area whose group is known; null unless published");

  public static final Table TABLE =
      new Table(
          Zone.ANALYSIS,
          "gap_decomposition",
          "one row per outcome, perspective, cohort, dimension and area other than the country",
          List.of(
              OutcomeCells.OUTCOME,
              AreaOutcomes.PERSPECTIVE,
              OutcomeCells.COHORT,
              Groups.GROUP_DIMENSION,
              Areas.AREA_LEVEL,
              Areas.AREA_CODE),
          List.of(
              OutcomeCells.OUTCOME,
              AreaOutcomes.PERSPECTIVE,
              OutcomeCells.COHORT,
              Groups.GROUP_DIMENSION,
              Areas.AREA_LEVEL,
              Areas.AREA_CODE,
              Areas.AREA_NAME,
              STUDENTS,
              AreaFigures.RATE,
              RATE_OF_REST,
              DIFFERENCE,
              COMPOSITION,
              COMPOSITION_LOWER,
              COMPOSITION_UPPER,
              RATES,
              RATES_LOWER,
              RATES_UPPER,
              Status.STATUS));

  private static final double Z = 1.959963984540054;

  private static final String UNKNOWN = "unknown";

  private GapDecomposition() {}

  private static Field measured(String name, String meaning) {
    return Field.of(name, DoubleType, meaning + "; null unless published");
  }

  /** What is decomposed: one outcome of one cohort by one dimension. */
  private record Case(String outcome, String perspective, int cohort, String dimension) {}

  /** A group of an area; null where it is withheld. */
  private record Group(String status, @Nullable Long students, @Nullable Long events) {
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
   * @return rows of {@link #TABLE}
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
            .and(Areas.AREA_LEVEL.col().notEqual(Areas.COUNTRY))
            .and(Status.STATUS.col().notEqual(Status.NOT_APPLICABLE));
    Map<Case, Map<AreaFigure.Area, List<Group>>> cases = new LinkedHashMap<>();
    for (Row row :
        areaOutcomes.where(isCompared).select(columns).orderBy(columns).collectAsList()) {
      cases
          .computeIfAbsent(
              new Case(row.getString(0), row.getString(1), row.getInt(2), row.getString(3)),
              any -> new LinkedHashMap<>())
          .computeIfAbsent(
              new AreaFigure.Area(row.getString(4), row.getString(5), row.getString(6)),
              any -> new ArrayList<>())
          .add(
              new Group(
                  row.getString(8),
                  row.isNullAt(9) ? null : row.getLong(9),
                  row.isNullAt(10) ? null : row.getLong(10)));
    }
    List<Row> rows = new ArrayList<>();
    cases.forEach((one, areas) -> rows.addAll(decomposed(one, areas)));
    return rows;
  }

  private static List<Row> decomposed(Case one, Map<AreaFigure.Area, List<Group>> areas) {
    List<Group> rest =
        areas.entrySet().stream()
            .filter(area -> area.getKey().level().equals(Areas.REST_OF_COUNTRY))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(List.of());
    return areas.entrySet().stream()
        .filter(area -> !area.getKey().level().equals(Areas.REST_OF_COUNTRY))
        .map(area -> row(one, area.getKey(), area.getValue(), rest))
        .collect(Collectors.toList());
  }

  private static Row row(Case one, AreaFigure.Area area, List<Group> here, List<Group> rest) {
    String status = status(here, rest);
    Parts parts = status.equals(Status.PUBLISHED) ? Parts.of(here, rest) : null;
    return RowFactory.create(
        one.outcome(),
        one.perspective(),
        one.cohort(),
        one.dimension(),
        area.level(),
        area.code(),
        area.name(),
        parts == null ? null : (long) size(here),
        parts == null ? null : rate(here),
        parts == null ? null : rate(rest),
        parts == null ? null : parts.kitagawa().difference(),
        parts == null ? null : parts.kitagawa().composition(),
        parts == null ? null : parts.kitagawa().composition() - Z * parts.compositionError(),
        parts == null ? null : parts.kitagawa().composition() + Z * parts.compositionError(),
        parts == null ? null : parts.kitagawa().rates(),
        parts == null ? null : parts.kitagawa().rates() - Z * parts.ratesError(),
        parts == null ? null : parts.kitagawa().rates() + Z * parts.ratesError(),
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
