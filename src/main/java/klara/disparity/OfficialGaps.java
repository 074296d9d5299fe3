package klara.disparity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import klara.disclosure.Status;
import klara.region.AreaGaps;
import klara.region.GapChanges;
import klara.region.Groups;
import klara.region.OfficialFigures;
import klara.stats.Interval;
import klara.stats.Mover;
import klara.stats.Newcombe;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * The gaps that the publishers' own figures show: between boys and girls, and between independent
 * and municipal schools; of shares and of mean merit values. An interval, and a change since the
 * cohort five before, stand only where they say how many students a share is of.
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
    List<Gap> gaps = new ArrayList<>();
    for (Map<String, AreaFigure> groups : sides.values()) {
      for (Comparison comparison : COMPARISONS) {
        AreaFigure group = groups.get(comparison.group());
        AreaFigure reference = groups.get(comparison.reference());
        if (group != null
            && reference != null
            && group.series().dimension().equals(comparison.dimension())) {
          gaps.add(new Gap(group, reference));
        }
      }
    }
    Map<List<Object>, Gap> byCohort =
        gaps.stream().collect(Collectors.toMap(gap -> gap.at(gap.cohort()), gap -> gap));
    return gaps.stream()
        .map(gap -> row(gap, gap.change(byCohort.get(gap.at(gap.cohort() - GapChanges.YEARS)))))
        .toList();
  }

  private static Row row(Gap gap, @Nullable Change change) {
    AreaFigure group = gap.group();
    AreaFigure reference = gap.reference();
    boolean isCounted = gap.isCounted();
    double p0 = reference.share();
    Double ratio = gap.isTold() && p0 > 0 ? Double.valueOf(group.share() / p0) : null;
    boolean isOfShares = group.series().isShare();
    boolean isOfMeans = gap.isTold() && !isOfShares;
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
        gap.isTold() && isOfShares ? gap.difference() : null,
        gap.isSure() ? gap.limits().lower() : null,
        gap.isSure() ? gap.limits().upper() : null,
        isOfShares ? ratio : null,
        null,
        null,
        isOfMeans ? group.rate() : null,
        isOfMeans ? reference.rate() : null,
        isOfMeans ? gap.difference() : null,
        null,
        null,
        isOfMeans ? ratio : null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        change == null ? null : change.fromCohort(),
        change == null ? null : change.change(),
        change == null ? null : change.limits().lower(),
        change == null ? null : change.limits().upper(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        gap.isTold() ? Status.PUBLISHED : gap.untold());
  }

  /** From the cohort five before. */
  private record Change(int fromCohort, double change, Interval limits) {}

  /** A group and what it is compared with. */
  private record Gap(AreaFigure group, AreaFigure reference) {
    int cohort() {
      return group.cohort();
    }

    /** The same comparison of a cohort. */
    List<Object> at(int cohort) {
      return List.of(group.series(), group.area().level(), group.area().code(), cohort);
    }

    boolean isTold() {
      return group.isTold() && reference.isTold();
    }

    boolean isCounted() {
      return group.hasStudents() && reference.hasStudents();
    }

    /** Whether it has limits: nobody publishes how sure a mean is. */
    boolean isSure() {
      return isCounted() && group.series().isShare();
    }

    String untold() {
      return group.isTold() ? reference.status() : group.status();
    }

    double difference() {
      return group.share() - reference.share();
    }

    Interval limits() {
      return new Interval(
          Newcombe.lower(group.events(), group.people(), reference.events(), reference.people()),
          Newcombe.upper(group.events(), group.people(), reference.events(), reference.people()));
    }

    /** Nothing where there is no such cohort, students are not told or the definition broke. */
    @Nullable Change change(@Nullable Gap before) {
      if (before == null
          || !isSure()
          || !before.isSure()
          || !GapChanges.isSameDefinition(group.series().outcome(), cohort())) {
        return null;
      }
      return new Change(
          before.cohort(),
          difference() - before.difference(),
          Mover.of(difference(), limits(), before.difference(), before.limits()));
    }
  }
}
