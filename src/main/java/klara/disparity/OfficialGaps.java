package klara.disparity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import klara.disclosure.Status;
import klara.region.AreaGaps;
import klara.region.Groups;
import klara.region.OfficialFigures;
import klara.stats.Newcombe;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * The gaps that the publishers' own figures show: between boys and girls, and between independent
 * and municipal schools. An interval stands only where they say how many students there are.
 */
final class OfficialGaps {
  /** What is compared with what. */
  private record Comparison(String dimension, String group, String reference) {}

  private static final List<Comparison> COMPARISONS =
      List.of(
          new Comparison(Groups.SEX, "boys", "girls"),
          new Comparison(Groups.PROVIDER, "independent", "municipal"));

  private OfficialGaps() {}

  /** Rows of {@link AreaGaps#TABLE}. */
  static List<Row> of(AreaFigures figures) {
    Map<List<Object>, Map<String, AreaFigure>> sides =
        figures.all().stream()
            .filter(one -> one.series().source().equals(OfficialFigures.OFFICIAL))
            .filter(one -> one.cohorts() == 1 && !one.series().isOfAll())
            .collect(
                Collectors.groupingBy(
                    one ->
                        List.of(
                            one.series().outcome(),
                            one.series().perspective(),
                            one.series().dimension(),
                            one.cohort(),
                            one.area()),
                    LinkedHashMap::new,
                    Collectors.toMap(one -> one.series().group(), one -> one)));
    List<Row> rows = new ArrayList<>();
    for (Map<String, AreaFigure> groups : sides.values()) {
      for (Comparison comparison : COMPARISONS) {
        AreaFigure group = groups.get(comparison.group());
        AreaFigure reference = groups.get(comparison.reference());
        if (group != null
            && reference != null
            && group.series().dimension().equals(comparison.dimension())) {
          rows.add(row(group, reference));
        }
      }
    }
    return rows;
  }

  private static Row row(AreaFigure group, AreaFigure reference) {
    boolean isTold = group.isTold() && reference.isTold();
    boolean isCounted = isTold && group.hasStudents() && reference.hasStudents();
    String untold = group.isTold() ? reference.status() : group.status();
    double p1 = group.share();
    double p0 = reference.share();
    Double ratio = isTold && p0 > 0 ? Double.valueOf(p1 / p0) : null;
    return RowFactory.create(
        OfficialFigures.OFFICIAL,
        group.area().level(),
        group.area().code(),
        group.area().name(),
        group.series().perspective(),
        group.cohort(),
        group.series().outcome(),
        group.series().dimension(),
        group.series().group(),
        reference.series().group(),
        isCounted ? group.count() : null,
        null,
        isCounted ? reference.count() : null,
        null,
        isTold ? p1 - p0 : null,
        isCounted
            ? Newcombe.lower(group.events(), group.people(), reference.events(), reference.people())
            : null,
        isCounted
            ? Newcombe.upper(group.events(), group.people(), reference.events(), reference.people())
            : null,
        ratio,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        isTold ? Status.PUBLISHED : untold);
  }
}
