package klara.disparity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import klara.region.AreaGaps;
import klara.table.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Every table of how areas differ that needs no more than their figures. */
public final class Disparities {
  private Disparities() {}

  /**
   * Their rows.
   *
   * @param areaOutcomes {@link klara.region.AreaOutcomes#TABLE}, protected
   * @param figures {@link klara.region.OfficialFigures#TABLE}
   */
  public static Map<Table, List<Row>> of(Dataset<Row> areaOutcomes, Dataset<Row> figures) {
    AreaFigures compared = AreaFigures.of(areaOutcomes, figures);
    Map<Table, List<Row>> rows = new LinkedHashMap<>();
    rows.put(AreaGaps.TABLE, gaps(areaOutcomes, compared));
    rows.put(AreaRanks.TABLE, AreaRanks.of(compared));
    rows.put(AreaTrends.TABLE, AreaTrends.of(compared));
    rows.put(AreaClusters.TABLE, AreaClusters.of(compared));
    rows.put(SimilarAreas.TABLE, SimilarAreas.of(areaOutcomes));
    return rows;
  }

  private static List<Row> gaps(Dataset<Row> areaOutcomes, AreaFigures compared) {
    List<Row> gaps = new ArrayList<>(AreaGaps.from(areaOutcomes).collectAsList());
    gaps.addAll(OfficialGaps.of(compared));
    return gaps;
  }
}
