package klara.region;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import klara.disclosure.Sum;
import klara.register.Municipalities;
import klara.table.Table;
import org.apache.spark.sql.Row;

/**
 * How areas add up: schools or neighbourhoods to municipalities, those to sub-regions, those to the
 * county, and that to the country.
 */
public final class AreaTree {
  private final int level;
  private final int code;
  private final int subregion;
  private final int municipality;

  /** For a table with level, code, sub-region and, where it has smaller areas, municipality. */
  public AreaTree(Table table) {
    level = table.columns().indexOf(Areas.AREA_LEVEL);
    code = table.columns().indexOf(Areas.AREA_CODE);
    subregion = table.columns().indexOf(Municipalities.SUBREGION_CODE);
    municipality = table.columns().indexOf(AreaOutcomes.MUNICIPALITY);
  }

  /**
   * Every sum between rows that differ in their area alone.
   *
   * @param cells which of the rows, by index
   */
  public List<Sum> sums(List<Integer> cells, List<Row> rows) {
    List<Sum> sums = new ArrayList<>();
    List<Integer> subregions = at(Areas.SUBREGION, cells, rows);
    List<Integer> counties = at(Areas.COUNTY, cells, rows);
    counties.forEach(county -> add(sums, county, subregions));
    for (int one : subregions) {
      String name = rows.get(one).getString(code);
      List<Integer> parts =
          at(Areas.MUNICIPALITY, cells, rows).stream()
              .filter(cell -> Objects.equals(rows.get(cell).getString(subregion), name))
              .toList();
      add(sums, one, parts);
    }
    for (String parts : List.of(Areas.SCHOOL, Areas.NEIGHBOURHOOD)) {
      Map<String, List<Integer>> byMunicipality =
          at(parts, cells, rows).stream()
              .collect(
                  Collectors.groupingBy(
                      cell -> rows.get(cell).getString(municipality),
                      TreeMap::new,
                      Collectors.toList()));
      for (int whole : at(Areas.MUNICIPALITY, cells, rows)) {
        add(sums, whole, byMunicipality.getOrDefault(rows.get(whole).getString(code), List.of()));
      }
    }
    List<Integer> parts = new ArrayList<>(counties);
    parts.addAll(at(Areas.REST_OF_COUNTRY, cells, rows));
    at(Areas.COUNTRY, cells, rows).forEach(country -> add(sums, country, parts));
    return sums;
  }

  private static void add(List<Sum> sums, int total, List<Integer> parts) {
    if (!parts.isEmpty()) {
      sums.add(Sum.orMore(total, parts));
    }
  }

  private List<Integer> at(String which, List<Integer> cells, List<Row> rows) {
    return cells.stream().filter(cell -> rows.get(cell).getString(level).equals(which)).toList();
  }
}
