package klara.pathway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import klara.outcome.OutcomeCells;
import klara.region.Areas;
import klara.register.Municipalities;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The counts of {@link ReentryCells}, summed over the places of each area and the cohorts of each
 * group of them.
 */
final class AreaEnds {
  private static final long NONE = 0;

  /** An area that curves are told for; without a sub-region unless it is a municipality. */
  record Area(String level, String code, String name, @Nullable String subregion) {}

  private record End(Area area, String cohorts, String to, int year, String end) {}

  private record Group(Area area, String cohorts) {}

  private final List<Area> areas;
  private final TreeSet<String> cohorts = new TreeSet<>();
  private final Map<End, Long> students = new HashMap<>();
  private final Map<Group, Long> targetYears = new HashMap<>();
  private final Map<Group, Long> registeredYears = new HashMap<>();
  private boolean isElsewhereDelivered;
  private boolean isResponsibilityDelivered;

  private AreaEnds(List<Area> areas) {
    this.areas = areas;
  }

  /**
   * Sums counts by place.
   *
   * @param ends {@link ReentryCells#from}
   * @param coverage {@link ReentryCells#coverage}
   * @param membership {@link Areas#membership}
   */
  static AreaEnds of(List<Row> ends, List<Row> coverage, List<Row> membership) {
    Map<String, List<Area>> areasOf = new HashMap<>();
    List<Area> areas = new ArrayList<>();
    for (Row row : membership) {
      Area area =
          new Area(
              row.getAs(Areas.AREA_LEVEL.name()),
              row.getAs(Areas.AREA_CODE.name()),
              row.getAs(Areas.AREA_NAME.name()),
              row.getAs(Municipalities.SUBREGION_CODE.name()));
      areasOf.computeIfAbsent(row.getAs(Areas.PLACE), any -> new ArrayList<>()).add(area);
      if (!areas.contains(area)) {
        areas.add(area);
      }
    }
    AreaEnds sums = new AreaEnds(List.copyOf(areas));
    for (Row row : ends) {
      for (Area area : sums.areasOf(row, areasOf)) {
        for (String cohorts : sums.groupsOf(row)) {
          End end =
              new End(
                  area,
                  cohorts,
                  row.getAs(Reentry.GOAL.name()),
                  row.getAs(Reentry.YEARS_SINCE.name()),
                  row.getAs(ReentryCells.END));
          sums.students.merge(end, row.getAs(OutcomeCells.STUDENTS.name()), Long::sum);
        }
      }
    }
    for (Row row : coverage) {
      long registered = row.getAs(ReentryCells.REGISTERED_YEARS);
      sums.isResponsibilityDelivered |= registered > 0;
      for (Area area : sums.areasOf(row, areasOf)) {
        for (String cohorts : sums.groupsOf(row)) {
          Group group = new Group(area, cohorts);
          sums.targetYears.merge(group, row.getAs(ReentryCells.TARGET_YEARS), Long::sum);
          sums.registeredYears.merge(group, registered, Long::sum);
        }
      }
    }
    return sums;
  }

  private List<Area> areasOf(Row row, Map<String, List<Area>> areasOf) {
    String place = row.getAs(OutcomeCells.HOME_PLACE.name());
    isElsewhereDelivered |= place.equals(OutcomeCells.ELSEWHERE);
    return areasOf.getOrDefault(place, List.of());
  }

  private List<String> groupsOf(Row row) {
    List<String> groups =
        List.of(CohortBlock.of(row.<Integer>getAs(PathwayCells.COHORT.name())), Reentry.ALL);
    cohorts.addAll(groups);
    return groups;
  }

  List<Area> areas() {
    return areas;
  }

  /** The groups of cohorts, in order. */
  List<String> cohorts() {
    return List.copyOf(cohorts);
  }

  /** How many of an area's students a way ended for in a year. */
  long students(Area area, String cohorts, String to, int year, String end) {
    return students.getOrDefault(new End(area, cohorts, to, year, end), NONE);
  }

  /** The share of the target group that is registered; NaN where there is none. */
  double coverage(Area area, String cohorts) {
    Group group = new Group(area, cohorts);
    long target = targetYears.getOrDefault(group, NONE);
    return target == 0 ? Double.NaN : (double) registeredYears.getOrDefault(group, NONE) / target;
  }

  /** Whether the registers that a goal needs were delivered for an area at all. */
  boolean isDelivered(Area area, String to) {
    boolean isOfCountry =
        area.level().equals(Areas.COUNTRY) || area.level().equals(Areas.REST_OF_COUNTRY);
    return (!isOfCountry || isElsewhereDelivered)
        && (!to.equals(Reentry.CONTACT) || isResponsibilityDelivered);
  }
}
