package klara.pathway;

import static klara.pathway.PublishedPathways.ALL;
import static klara.pathway.PublishedPathways.MERGED;
import static klara.pathway.PublishedPathways.OTHER;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import klara.disclosure.Sum;
import klara.region.Areas;
import klara.register.Municipalities;
import klara.table.Field;
import org.apache.spark.sql.Row;

/** What adds up to what in {@link PublishedPathways}: flows to states, areas to larger areas. */
final class FlowSums {
  private static final Map<String, Integer> POSITIONS = PublishedPathways.TABLE.positions();

  private FlowSums() {}

  /** A row's place in its system. */
  private record Cell(AreaEnds.Area area, String state, String next) {}

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

  /** Every sum between the rows of one block of cohorts and step. */
  static List<Sum> of(List<Row> rows) {
    Map<Cell, Integer> index = new HashMap<>();
    List<AreaEnds.Area> areas = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      AreaEnds.Area area = area(rows.get(i));
      index.put(
          new Cell(
              area,
              text(rows.get(i), PublishedPathways.STATE),
              text(rows.get(i), PublishedPathways.NEXT_STATE)),
          i);
      if (!areas.contains(area)) {
        areas.add(area);
      }
    }
    List<Sum> sums = new ArrayList<>();
    for (AreaEnds.Area area : areas) {
      sums.addAll(withinArea(area, index));
    }
    for (AreaEnds.Area whole : areas) {
      List<AreaEnds.Area> parts = areas.stream().filter(part -> isPart(part, whole)).toList();
      if (!parts.isEmpty()) {
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

  private static List<Sum> withinArea(AreaEnds.Area area, Map<Cell, Integer> index) {
    List<Sum> sums = new ArrayList<>();
    List<Integer> beginnings = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    for (String state : MERGED) {
      List<Integer> others = new ArrayList<>();
      List<Integer> sources = new ArrayList<>();
      for (String other : MERGED) {
        if (!other.equals(state)) {
          others.add(at(index, area, state, other));
        }
        sources.add(at(index, area, other, state));
      }
      int beginning = at(index, area, state, ALL);
      int left = at(index, area, state, OTHER);
      int end = at(index, area, ALL, state);
      sums.add(new Sum(left, others));
      sums.add(Sum.of(beginning, at(index, area, state, state), left));
      sums.add(new Sum(end, sources));
      beginnings.add(beginning);
      ends.add(end);
    }
    sums.add(new Sum(at(index, area, ALL, ALL), beginnings));
    sums.add(new Sum(at(index, area, ALL, ALL), ends));
    return sums;
  }

  private static int at(Map<Cell, Integer> index, AreaEnds.Area area, String state, String next) {
    return Objects.requireNonNull(index.get(new Cell(area, state, next)));
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
  static boolean isPart(AreaEnds.Area part, AreaEnds.Area whole) {
    return switch (whole.level()) {
      case Areas.COUNTRY ->
          part.level().equals(Areas.COUNTY) || part.level().equals(Areas.REST_OF_COUNTRY);
      case Areas.COUNTY -> part.level().equals(Areas.SUBREGION);
      case Areas.SUBREGION ->
          part.level().equals(Areas.MUNICIPALITY) && whole.code().equals(part.subregion());
      default -> false;
    };
  }

  /** Whether an area lies in another, some levels above it. */
  static boolean isWithin(AreaEnds.Area area, AreaEnds.Area whole) {
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

  private static AreaEnds.Area area(Row row) {
    return new AreaEnds.Area(
        text(row, Areas.AREA_LEVEL),
        text(row, Areas.AREA_CODE),
        text(row, Areas.AREA_NAME),
        row.getString(position(Municipalities.SUBREGION_CODE)));
  }

  private static String text(Row row, Field field) {
    return row.getString(position(field));
  }

  private static int position(Field field) {
    return POSITIONS.getOrDefault(field.name(), -1);
  }
}
