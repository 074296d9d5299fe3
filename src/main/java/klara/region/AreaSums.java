package klara.region;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import klara.disclosure.Balance;
import klara.disclosure.Balances;
import klara.disclosure.CountTable;
import klara.disclosure.NestedCounts;
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
          List.of(OutcomeCells.COHORT, OutcomeCells.OUTCOME),
          AreaSums::of,
          AreaSums::same,
          AreaOutcomes.STUDENTS,
          AreaOutcomes.EVENTS,
          AreaSums::hasEvents,
          NUMBERS,
          Status.STATUS,
          row -> false,
          row -> false);

  /**
   * The same, with the outcomes that are within others. Of those who left compulsory school, the
   * ones without year 9 count for the county, whose groups would tell of few.
   */
  public static final NestedCounts NESTED =
      new NestedCounts(
          COUNTS,
          OutcomeCells.OUTCOME,
          nestings(),
          List.of(
              new NestedCounts.Nesting(
                  "merit_value_16", "in_activity_responsibility", "in_activity_responsibility")));

  private static final Map<String, Integer> POSITIONS = AreaOutcomes.TABLE.positions();
  private static final int LEVEL = position(Areas.AREA_LEVEL);
  private static final int CODE = position(Areas.AREA_CODE);
  private static final int DIMENSION = position(Groups.GROUP_DIMENSION);
  private static final int VALUE = position(Groups.GROUP_VALUE);
  private static final int PERSPECTIVE = position(AreaOutcomes.PERSPECTIVE);
  private static final int STUDENTS = position(AreaOutcomes.STUDENTS);
  private static final int EVENTS = position(AreaOutcomes.EVENTS);

  private static final Set<String> LARGE =
      Set.of(Areas.COUNTRY, Areas.REST_OF_COUNTRY, Areas.COUNTY, Areas.SUBREGION);

  private static final Set<String> SHARES = Set.copyOf(Outcomes.shares());
  private static final List<Groups.Group> GROUPS = Groups.groups();
  private static final List<Split> SPLITS = splits();

  private static final AreaTree AREAS = new AreaTree(AreaOutcomes.TABLE);

  private AreaSums() {}

  private static List<NestedCounts.Nesting> nestings() {
    List<NestedCounts.Nesting> nestings = new ArrayList<>();
    for (Outcome one : Outcomes.ALL) {
      one.within()
          .forEach(whole -> nestings.add(new NestedCounts.Nesting(one.code(), whole, one.code())));
      one.holds()
          .forEach(part -> nestings.add(new NestedCounts.Nesting(part, one.code(), one.code())));
    }
    return nestings;
  }

  private static boolean hasEvents(Row row) {
    return SHARES.contains(row.getString(position(OutcomeCells.OUTCOME)));
  }

  private record Area(String level, String code) {}

  /** A group, and those that it is made of. */
  private record Split(Groups.Group whole, List<Groups.Group> parts) {}

  private static List<Split> splits() {
    List<Split> splits = new ArrayList<>();
    Groups.Group everyone = new Groups.Group(Groups.ALL, Groups.ALL);
    for (Groups.Dimension dimension : Groups.DIMENSIONS) {
      splits.add(new Split(everyone, dimension.groups()));
    }
    for (Groups.Pair pair : Groups.PAIRS) {
      for (Groups.Group one : pair.first().groups()) {
        splits.add(
            new Split(
                one,
                pair.second().values().stream()
                    .map(other -> pair.of(one.value(), other))
                    .toList()));
      }
      for (Groups.Group other : pair.second().groups()) {
        splits.add(
            new Split(
                other,
                pair.first().values().stream().map(one -> pair.of(one, other.value())).toList()));
      }
    }
    return List.copyOf(splits);
  }

  /**
   * Every sum between the rows of one cohort and outcome. A total may hold more than its parts: a
   * student without a sex, a protected identity that only the county counts.
   */
  static List<Sum> of(List<Row> rows) {
    Map<String, List<Integer>> byPerspective =
        IntStream.range(0, rows.size())
            .boxed()
            .collect(
                Collectors.groupingBy(
                    row -> rows.get(row).getString(PERSPECTIVE),
                    TreeMap::new,
                    Collectors.toList()));
    return byPerspective.values().stream().flatMap(cells -> sums(cells, rows).stream()).toList();
  }

  /**
   * Where all who live in a large area go to school there, home and school count the same students,
   * and what is told of the one is told of the other. Few others have as many students.
   */
  private static Balances same(List<Row> rows) {
    Map<List<Object>, Integer> first = new HashMap<>();
    List<Balance> ofStudents = new ArrayList<>();
    List<Balance> ofEvents = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      if (LARGE.contains(row.getString(LEVEL))) {
        List<Object> key = new ArrayList<>();
        List.of(LEVEL, CODE, DIMENSION, VALUE, STUDENTS).forEach(at -> key.add(row.get(at)));
        Integer other = first.putIfAbsent(key, i);
        if (other != null) {
          ofStudents.add(Balance.same(other, i));
          if (row.getLong(EVENTS) == rows.get(other).getLong(EVENTS)) {
            ofEvents.add(Balance.same(other, i));
          }
        }
      }
    }
    return new Balances(ofStudents, ofEvents);
  }

  private static List<Sum> sums(List<Integer> ofPerspective, List<Row> rows) {
    Map<Area, Map<Groups.Group, Integer>> byArea = new LinkedHashMap<>();
    Map<Groups.Group, List<Integer>> byGroup = new HashMap<>();
    for (int i : ofPerspective) {
      Row row = rows.get(i);
      Groups.Group group = new Groups.Group(row.getString(DIMENSION), row.getString(VALUE));
      byArea
          .computeIfAbsent(
              new Area(row.getString(LEVEL), row.getString(CODE)), any -> new HashMap<>())
          .put(group, i);
      byGroup.computeIfAbsent(group, any -> new ArrayList<>()).add(i);
    }
    List<Sum> sums = new ArrayList<>();
    byArea.values().forEach(cells -> addGroupSums(sums, cells));
    for (Groups.Group group : GROUPS) {
      sums.addAll(AREAS.sums(byGroup.getOrDefault(group, List.of()), rows));
    }
    return sums;
  }

  /** The sums between the groups of one area; a group that is not there has nobody. */
  private static void addGroupSums(List<Sum> sums, Map<Groups.Group, Integer> cells) {
    if (cells.size() == 1) {
      return;
    }
    for (Split split : SPLITS) {
      Integer whole = cells.get(split.whole());
      List<Integer> parts =
          split.parts().stream().map(cells::get).filter(Objects::nonNull).toList();
      if (whole != null && !parts.isEmpty()) {
        sums.add(Sum.orMore(whole, parts));
      }
    }
  }

  private static int position(Field field) {
    return POSITIONS.getOrDefault(field.name(), -1);
  }
}
