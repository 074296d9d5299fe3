package klara.pathway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import klara.disclosure.Status;
import klara.region.AreaOutcomes;
import klara.region.Areas;
import klara.region.Groups;
import klara.register.Municipalities;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** The whole matrix of {@link PublishedPathways}, filled from the places up. */
final class FlowMatrix {
  private record Cell(FlowSums.Whose whose, String cohorts, int step, String state, String next) {}

  private record Period(int cohort, int step) {}

  private final Set<FlowSums.Whose> everybody = new LinkedHashSet<>();
  private final TreeSet<Integer> cohorts = new TreeSet<>();
  private final Set<Period> immature = new LinkedHashSet<>();
  private final Map<Cell, Long> students = new HashMap<>();
  private boolean isElsewhereDelivered;

  /**
   * Adds municipalities up to larger areas, their groups to those of the county, and next states to
   * sums.
   *
   * @param merged area, cohort, step, group, merged states, status and students
   */
  FlowMatrix(List<Row> merged) {
    for (Row row : merged) {
      everybody.add(new FlowSums.Whose(area(row), PublishedPathways.ALL));
      int cohort = row.getAs(PathwayCells.COHORT.name());
      cohorts.add(cohort);
      if (Status.IMMATURE.equals(row.getAs(Status.STATUS.name()))) {
        immature.add(new Period(cohort, row.getAs(PathwayCells.YEARS_SINCE_LEAVING.name())));
      }
    }
    List<FlowSums.Whose> counties =
        everybody.stream().filter(whose -> whose.area().level().equals(Areas.COUNTY)).toList();
    for (FlowSums.Whose county : counties) {
      for (String group : PublishedPathways.GROUPS) {
        everybody.add(new FlowSums.Whose(county.area(), group));
      }
    }
    for (Row row : merged) {
      if (Status.PUBLISHED.equals(row.getAs(Status.STATUS.name()))) {
        add(row);
      }
    }
  }

  private static AreaEnds.Area area(Row row) {
    return new AreaEnds.Area(
        row.getAs(Areas.AREA_LEVEL.name()),
        row.getAs(Areas.AREA_CODE.name()),
        row.getAs(Areas.AREA_NAME.name()),
        row.getAs(Municipalities.SUBREGION_CODE.name()));
  }

  private void add(Row row) {
    AreaEnds.Area place = area(row);
    boolean isElsewhere = place.level().equals(Areas.REST_OF_COUNTRY);
    if (!isElsewhere && !place.level().equals(Areas.MUNICIPALITY)) {
      return;
    }
    isElsewhereDelivered |= isElsewhere;
    String block = CohortBlock.of(row.<Integer>getAs(PathwayCells.COHORT.name()));
    int step = row.getAs(PathwayCells.YEARS_SINCE_LEAVING.name());
    String state = row.getAs(PublishedPathways.STATE.name());
    String next = row.getAs(PublishedPathways.NEXT_STATE.name());
    long count = row.getAs(PublishedPathways.STUDENTS.name());
    String group = row.getAs(Groups.GROUP_VALUE.name());
    for (FlowSums.Whose whose : everybody) {
      if (whose.group().equals(group) && FlowSums.isIn(place, whose.area())) {
        for (String from : List.of(state, PublishedPathways.ALL)) {
          students.merge(new Cell(whose, block, step, from, next), count, Long::sum);
          students.merge(
              new Cell(whose, block, step, from, PublishedPathways.ALL), count, Long::sum);
        }
        if (!state.equals(next)) {
          students.merge(
              new Cell(whose, block, step, state, PublishedPathways.OTHER), count, Long::sum);
        }
      }
    }
  }

  /**
   * Below so many students in three cohorts an area is all small flows, and where all of a handful
   * go one way, the size of the cohorts tells it, whatever is withheld.
   */
  private static final int FEWEST = 30;

  /** A row for every area and group, block, step and pair of states, in order. */
  List<Row> rows() {
    TreeSet<String> blocks = new TreeSet<>();
    cohorts.forEach(cohort -> blocks.add(CohortBlock.of(cohort)));
    List<Row> rows = new ArrayList<>();
    for (String block : blocks) {
      for (int step : PublishedPathways.STEPS) {
        Set<FlowSums.Whose> untold = untold(block, step);
        for (FlowSums.Whose whose : everybody) {
          String status =
              untold.contains(whose) ? Status.SUPPRESSED : status(whose.area(), block, step);
          for (String[] pair : FlowSums.pairs()) {
            rows.add(row(new Cell(whose, block, step, pair[0], pair[1]), status));
          }
        }
      }
    }
    return rows;
  }

  /** Too few of an area or group, with all that add up to the same, and all that is in them. */
  private Set<FlowSums.Whose> untold(String block, int step) {
    Set<FlowSums.Whose> untold = new LinkedHashSet<>();
    for (FlowSums.Whose whole : everybody) {
      for (List<FlowSums.Whose> parts : FlowSums.splits(whole, everybody)) {
        boolean isSmall =
            parts.stream()
                .map(
                    part ->
                        new Cell(part, block, step, PublishedPathways.ALL, PublishedPathways.ALL))
                .mapToLong(size -> students.getOrDefault(size, 0L))
                .anyMatch(size -> size > 0 && size < FEWEST);
        if (isSmall) {
          untold.addAll(parts);
        }
      }
    }
    for (FlowSums.Whose one : everybody) {
      boolean isWithin =
          List.copyOf(untold).stream().anyMatch(part -> FlowSums.isWithin(one, part));
      if (isWithin) {
        untold.add(one);
      }
    }
    untold.removeIf(one -> !status(one.area(), block, step).equals(Status.PUBLISHED));
    return untold;
  }

  private String status(AreaEnds.Area area, String block, int step) {
    int last = Integer.parseInt(block.substring(block.indexOf('-') + 1));
    boolean isImmature = last > cohorts.last();
    for (int cohort = last - CohortBlock.COHORTS + 1; cohort <= last; cohort++) {
      isImmature |= immature.contains(new Period(cohort, step));
    }
    if (isImmature) {
      return Status.IMMATURE;
    }
    return FlowSums.isOfCountry(area) && !isElsewhereDelivered ? Status.MISSING : Status.PUBLISHED;
  }

  private Row row(Cell cell, String status) {
    AreaEnds.Area area = cell.whose().area();
    @Nullable Long count = status.equals(Status.PUBLISHED) ? students.getOrDefault(cell, 0L) : null;
    return RowFactory.create(
        area.level(),
        area.code(),
        area.name(),
        area.subregion(),
        AreaOutcomes.HOME,
        cell.cohorts(),
        cell.step(),
        cell.whose().isGroup() ? Arrival.YEARS_SINCE_ARRIVAL.name() : PublishedPathways.ALL,
        cell.whose().group(),
        cell.state(),
        cell.next(),
        count,
        null,
        null,
        null,
        status);
  }
}
