package klara.region;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import klara.disclosure.CountTable;
import klara.disclosure.Status;
import klara.disclosure.Sum;
import klara.outcome.Outcome;
import klara.outcome.OutcomeCells;
import klara.outcome.Outcomes;
import klara.table.Field;
import org.apache.spark.sql.Row;

/** What adds up to what in {@link AreaOutcomes}: groups to everyone, areas to larger areas. */
public final class AreaSums {
  private static final List<Field> NUMBERS =
      List.of(
          AreaOutcomes.STUDENTS,
          AreaOutcomes.EVENTS,
          AreaOutcomes.RATE,
          AreaOutcomes.RATE_LOWER,
          AreaOutcomes.RATE_UPPER,
          AreaOutcomes.MEAN_POINTS,
          AreaOutcomes.MEAN_POINTS_LOWER,
          AreaOutcomes.MEAN_POINTS_UPPER,
          AreaOutcomes.DESIGN_EFFECT,
          AreaOutcomes.COVERAGE);

  /** How the counts of {@link AreaOutcomes} hang together. */
  public static final CountTable COUNTS =
      new CountTable(
          AreaOutcomes.TABLE,
          List.of(AreaOutcomes.PERSPECTIVE, OutcomeCells.COHORT, OutcomeCells.OUTCOME),
          AreaSums::of,
          AreaOutcomes.STUDENTS,
          AreaOutcomes.EVENTS,
          AreaSums::hasEvents,
          NUMBERS,
          Status.STATUS);

  private static final Map<String, Integer> POSITIONS = AreaOutcomes.TABLE.positions();

  private static final AreaTree AREAS = new AreaTree(AreaOutcomes.TABLE);

  private AreaSums() {}

  private static boolean hasEvents(Row row) {
    String outcome = text(row, OutcomeCells.OUTCOME);
    return Outcomes.ALL.stream()
        .anyMatch(any -> any.code().equals(outcome) && any.measure() == Outcome.Measure.SHARE);
  }

  /** An area and a group. */
  private record Place(String level, String code, String dimension, String value) {}

  /**
   * Every sum between the rows of one perspective, cohort and outcome. A sum that does not hold for
   * a cohort (a student without a sex, a protected identity that only the county counts) binds
   * nothing and is left out.
   */
  static List<Sum> of(List<Row> rows) {
    Map<Place, Integer> index = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      index.put(place(rows.get(i)), i);
    }
    List<Sum> sums = new ArrayList<>();
    for (Map.Entry<Place, Integer> entry :
        index.entrySet().stream().sorted(Map.Entry.comparingByValue()).toList()) {
      Place place = entry.getKey();
      if (place.dimension().equals(Groups.ALL)) {
        sums.addAll(groupSums(place, index));
      }
    }
    sums.addAll(areaSums(rows));
    return sums.stream().filter(sum -> holds(sum, rows)).toList();
  }

  private static List<Sum> groupSums(Place everyone, Map<Place, Integer> index) {
    List<Sum> sums = new ArrayList<>();
    for (Groups.Dimension dimension : Groups.DIMENSIONS) {
      add(sums, everyone, dimension.groups(), index);
    }
    for (Groups.Pair pair : Groups.PAIRS) {
      for (Groups.Group one : pair.first().groups()) {
        add(
            sums,
            with(everyone, one),
            pair.second().values().stream().map(other -> pair.of(one.value(), other)).toList(),
            index);
      }
      for (Groups.Group other : pair.second().groups()) {
        add(
            sums,
            with(everyone, other),
            pair.first().values().stream().map(one -> pair.of(one, other.value())).toList(),
            index);
      }
    }
    return sums;
  }

  private static void add(
      List<Sum> sums, Place total, List<Groups.Group> parts, Map<Place, Integer> index) {
    List<Integer> cells = new ArrayList<>();
    for (Groups.Group part : parts) {
      Integer cell = index.get(with(total, part));
      if (cell != null) {
        cells.add(cell);
      }
    }
    Integer sum = index.get(total);
    if (sum != null && cells.size() == parts.size()) {
      sums.add(new Sum(sum, cells));
    }
  }

  private static Place with(Place place, Groups.Group group) {
    return new Place(place.level(), place.code(), group.dimension(), group.value());
  }

  private static List<Sum> areaSums(List<Row> rows) {
    Map<Groups.Group, List<Integer>> byGroup = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      Place place = place(rows.get(i));
      byGroup
          .computeIfAbsent(
              new Groups.Group(place.dimension(), place.value()), any -> new ArrayList<>())
          .add(i);
    }
    List<Sum> sums = new ArrayList<>();
    for (Groups.Group group : Groups.groups()) {
      sums.addAll(AREAS.sums(byGroup.getOrDefault(group, List.of()), rows));
    }
    return sums;
  }

  private static boolean holds(Sum sum, List<Row> rows) {
    return AreaTree.holds(sum, rows, position(AreaOutcomes.STUDENTS))
        && AreaTree.holds(sum, rows, position(AreaOutcomes.EVENTS));
  }

  private static Place place(Row row) {
    return new Place(
        text(row, Areas.AREA_LEVEL),
        text(row, Areas.AREA_CODE),
        text(row, Groups.GROUP_DIMENSION),
        text(row, Groups.GROUP_VALUE));
  }

  private static String text(Row row, Field field) {
    return row.getString(position(field));
  }

  private static int position(Field field) {
    return POSITIONS.getOrDefault(field.name(), -1);
  }
}
