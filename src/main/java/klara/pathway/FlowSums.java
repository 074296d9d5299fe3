package klara.pathway;

import static klara.pathway.PublishedPathways.ALL;
import static klara.pathway.PublishedPathways.MERGED;
import static klara.pathway.PublishedPathways.OTHER;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import klara.disclosure.Sum;
import klara.region.Areas;
import klara.region.Groups;
import klara.register.Municipalities;
import klara.table.Field;
import org.apache.spark.sql.Row;

/**
 * What adds up to what in {@link PublishedPathways}: flows to states, areas to larger areas, groups
 * to everyone.
 */
final class FlowSums {
  private static final Map<String, Integer> POSITIONS = PublishedPathways.TABLE.positions();

  private FlowSums() {}

  /**
   * Whose steps are told together: of everyone of an area, or of a group of them.
   *
   * @param group {@code all}, or one of {@link Arrival#YEARS_SINCE_ARRIVAL}
   */
  record Whose(AreaEnds.Area area, String group) {
    boolean isGroup() {
      return !group.equals(ALL);
    }
  }

  /** A row's place in its system. */
  private record Cell(Whose whose, String state, String next) {}

  /** Every pair of state and next state that is told. */
  static List<String[]> pairs() {
    List<String[]> pairs = new ArrayList<>();
    for (String state : MERGED) {
      MERGED.forEach(next -> pairs.add(new String[] {state, next}));
      pairs.add(new String[] {state, OTHER});
      pairs.add(new String[] {state, ALL});
    }
    MERGED.forEach(next -> pairs.add(new String[] {ALL, next}));
    pairs.add(new String[] {ALL, ALL});
    return pairs;
  }

  /** Whether a row tells how many the cohorts are, which every step shares. */
  static boolean isSize(Row row) {
    return text(row, PublishedPathways.STATE).equals(ALL)
        && text(row, PublishedPathways.NEXT_STATE).equals(ALL);
  }

  /** Whether a row tells the way that introduction programmes are for, or whom it is a share of. */
  static boolean isIntoNational(Row row) {
    return text(row, PublishedPathways.STATE).equals(PublishedPathways.INTRODUCTION)
        && List.of(PublishedPathways.NATIONAL, ALL)
            .contains(text(row, PublishedPathways.NEXT_STATE));
  }

  /** Every sum between the rows of one block of cohorts and step. */
  static List<Sum> of(List<Row> rows) {
    Map<Cell, Integer> index = new HashMap<>();
    Set<Whose> everybody = new LinkedHashSet<>();
    for (int i = 0; i < rows.size(); i++) {
      Whose whose = whose(rows.get(i));
      index.put(
          new Cell(
              whose,
              text(rows.get(i), PublishedPathways.STATE),
              text(rows.get(i), PublishedPathways.NEXT_STATE)),
          i);
      everybody.add(whose);
    }
    List<Sum> sums = new ArrayList<>();
    for (Whose whose : everybody) {
      sums.addAll(betweenStates(whose, index));
    }
    for (Whose whole : everybody) {
      for (List<Whose> parts : splits(whole, everybody)) {
        for (String[] pair : pairs()) {
          sums.add(
              new Sum(
                  at(index, whole, pair[0], pair[1]),
                  parts.stream().map(part -> at(index, part, pair[0], pair[1])).toList()));
        }
      }
    }
    return sums;
  }

  /** The ways in which what is told adds up to a whole: by smaller areas, and by groups. */
  static List<List<Whose>> splits(Whose whole, Collection<Whose> everybody) {
    if (whole.isGroup()) {
      return List.of();
    }
    return Stream.<Predicate<Whose>>of(
            part -> !part.isGroup() && isPart(part.area(), whole.area()),
            part -> part.isGroup() && part.area().equals(whole.area()))
        .map(isPart -> everybody.stream().filter(isPart).toList())
        .filter(parts -> !parts.isEmpty())
        .toList();
  }

  private static List<Sum> betweenStates(Whose whose, Map<Cell, Integer> index) {
    List<Sum> sums = new ArrayList<>();
    List<Integer> beginnings = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    for (String state : MERGED) {
      List<Integer> others = new ArrayList<>();
      List<Integer> sources = new ArrayList<>();
      for (String other : MERGED) {
        if (!other.equals(state)) {
          others.add(at(index, whose, state, other));
        }
        sources.add(at(index, whose, other, state));
      }
      int beginning = at(index, whose, state, ALL);
      int left = at(index, whose, state, OTHER);
      int end = at(index, whose, ALL, state);
      sums.add(new Sum(left, others));
      sums.add(Sum.of(beginning, at(index, whose, state, state), left));
      sums.add(new Sum(end, sources));
      beginnings.add(beginning);
      ends.add(end);
    }
    sums.add(new Sum(at(index, whose, ALL, ALL), beginnings));
    sums.add(new Sum(at(index, whose, ALL, ALL), ends));
    return sums;
  }

  private static int at(Map<Cell, Integer> index, Whose whose, String state, String next) {
    return Objects.requireNonNull(index.get(new Cell(whose, state, next)));
  }

  /** Whether a municipality, or the rest of the country, lies in an area. */
  static boolean isIn(AreaEnds.Area place, AreaEnds.Area area) {
    boolean isElsewhere = place.level().equals(Areas.REST_OF_COUNTRY);
    return switch (area.level()) {
      case Areas.COUNTRY -> true;
      case Areas.COUNTY -> !isElsewhere;
      case Areas.SUBREGION -> area.code().equals(place.subregion());
      default -> area.equals(place);
    };
  }

  /** Whether an area is one of those that another is told to be the sum of. */
  private static boolean isPart(AreaEnds.Area part, AreaEnds.Area whole) {
    return switch (whole.level()) {
      case Areas.COUNTRY ->
          part.level().equals(Areas.COUNTY) || part.level().equals(Areas.REST_OF_COUNTRY);
      case Areas.COUNTY -> part.level().equals(Areas.SUBREGION);
      case Areas.SUBREGION ->
          part.level().equals(Areas.MUNICIPALITY) && whole.code().equals(part.subregion());
      default -> false;
    };
  }

  /** Whether some are among others, some levels above them. */
  static boolean isWithin(Whose whose, Whose whole) {
    return !whole.isGroup()
        && (isWithin(whose.area(), whole.area())
            || (whose.isGroup() && whose.area().equals(whole.area())));
  }

  private static boolean isWithin(AreaEnds.Area area, AreaEnds.Area whole) {
    return switch (whole.level()) {
      case Areas.COUNTY ->
          area.level().equals(Areas.SUBREGION) || area.level().equals(Areas.MUNICIPALITY);
      case Areas.SUBREGION -> isPart(area, whole);
      default -> false;
    };
  }

  static boolean isOfCountry(AreaEnds.Area area) {
    return area.level().equals(Areas.COUNTRY) || area.level().equals(Areas.REST_OF_COUNTRY);
  }

  private static Whose whose(Row row) {
    return new Whose(
        new AreaEnds.Area(
            text(row, Areas.AREA_LEVEL),
            text(row, Areas.AREA_CODE),
            text(row, Areas.AREA_NAME),
            row.getString(position(Municipalities.SUBREGION_CODE))),
        text(row, Groups.GROUP_VALUE));
  }

  private static String text(Row row, Field field) {
    return row.getString(position(field));
  }

  private static int position(Field field) {
    return POSITIONS.getOrDefault(field.name(), -1);
  }
}
