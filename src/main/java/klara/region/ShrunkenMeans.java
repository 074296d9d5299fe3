package klara.region;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import klara.stats.FayHerriot;
import klara.stats.Mean;
import klara.stats.Normal;
import org.apache.spark.sql.Row;

/**
 * Mean merit values drawn towards the mean of all areas of their level, the more the less sure they
 * are (Fay and Herriot): of each, its mean and the error that its limits tell.
 */
final class ShrunkenMeans {
  /**
   * Where a mean and its limits stand in a row, and where what is drawn from them is to stand.
   *
   * @param mean of points, with its 95 % limits
   * @param shrunken the drawn one, with its limits and its reliability
   */
  record Columns(
      int mean,
      int lower,
      int upper,
      int shrunken,
      int shrunkenLower,
      int shrunkenUpper,
      int reliability) {

    /** Whether there is a mean whose error is known and not 0: like points are no certainty. */
    private boolean isTold(Row row) {
      return !row.isNullAt(mean)
          && !row.isNullAt(lower)
          && !row.isNullAt(upper)
          && variance(row) > 0;
    }

    private double variance(Row row) {
      double error =
          Mean.standardErrorOf(row.getDouble(mean), row.getDouble(lower), row.getDouble(upper));
      return error * error;
    }
  }

  private final Columns columns;
  private final IdentityHashMap<Row, FayHerriot.Area> areas;

  private ShrunkenMeans(Columns columns, IdentityHashMap<Row, FayHerriot.Area> areas) {
    this.columns = columns;
    this.areas = areas;
  }

  /**
   * Draws the areas of each series together.
   *
   * @param rows of all series
   * @param isCompared whether a row is of an area and a group that are drawn together
   * @param series what the rows of one level have in common
   * @param fewest areas of a series; of fewer nothing is drawn
   */
  static ShrunkenMeans of(
      List<Row> rows,
      Columns columns,
      Predicate<Row> isCompared,
      Function<Row, List<Object>> series,
      int fewest) {
    Map<List<Object>, List<Row>> compared =
        rows.stream()
            .filter(row -> columns.isTold(row) && isCompared.test(row))
            .collect(Collectors.groupingBy(series, LinkedHashMap::new, Collectors.toList()));
    IdentityHashMap<Row, FayHerriot.Area> areas = new IdentityHashMap<>();
    compared.values().parallelStream()
        .filter(each -> each.size() >= fewest)
        .map(each -> Map.entry(each, drawn(each, columns)))
        .toList()
        .forEach(
            fitted -> {
              for (int i = 0; i < fitted.getKey().size(); i++) {
                areas.put(fitted.getKey().get(i), fitted.getValue().get(i));
              }
            });
    return new ShrunkenMeans(columns, areas);
  }

  private static List<FayHerriot.Area> drawn(List<Row> rows, Columns columns) {
    double[][] intercept = new double[rows.size()][];
    Arrays.setAll(intercept, i -> new double[] {1});
    return FayHerriot.fit(
            rows.stream().mapToDouble(row -> row.getDouble(columns.mean)).toArray(),
            rows.stream().mapToDouble(columns::variance).toArray(),
            intercept)
        .areas();
  }

  /** Sets mean, limits and reliability of a row; nothing where none is drawn. */
  void set(Row row, Object[] values) {
    FayHerriot.Area area = areas.get(row);
    if (area != null) {
      double reach = Normal.Z * Math.sqrt(area.meanSquaredError());
      values[columns.shrunken] = area.estimate();
      values[columns.shrunkenLower] = Math.max(0, area.estimate() - reach);
      values[columns.shrunkenUpper] = Math.min(AreaOutcomes.MOST_POINTS, area.estimate() + reach);
      values[columns.reliability] = area.reliability();
    }
  }
}
