package klara.disparity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import klara.disclosure.Status;
import klara.region.OfficialFigures;
import klara.region.PooledCohorts;
import org.jspecify.annotations.Nullable;

/** Figures of a cohort and the two before it as one. */
final class PooledFigures {
  private PooledFigures() {}

  /** Of every area and three cohorts that follow on one another. */
  static List<AreaFigure> of(List<AreaFigure> single) {
    Map<List<Object>, TreeMap<Integer, AreaFigure>> byArea = new LinkedHashMap<>();
    for (AreaFigure one : single) {
      byArea
          .computeIfAbsent(List.of(one.series(), one.area()), any -> new TreeMap<>())
          .put(one.cohort(), one);
    }
    List<AreaFigure> pooled = new ArrayList<>();
    for (TreeMap<Integer, AreaFigure> cohorts : byArea.values()) {
      for (int last : cohorts.keySet()) {
        List<AreaFigure> three =
            List.copyOf(cohorts.subMap(last - PooledCohorts.COHORTS, false, last, true).values());
        if (three.size() == PooledCohorts.COHORTS) {
          asOne(three).ifPresent(pooled::add);
        }
      }
    }
    return pooled;
  }

  /** Nothing where the publisher does not say how many students the rates are of. */
  private static Optional<AreaFigure> asOne(List<AreaFigure> three) {
    AreaFigure last = three.get(three.size() - 1);
    String status = Status.ofSeveral(three.stream().map(AreaFigure::status).toList());
    boolean isTold = status.equals(Status.PUBLISHED);
    boolean isOurs = last.series().source().equals(OfficialFigures.REGISTERS);
    boolean isCounted = three.stream().filter(AreaFigure::isTold).allMatch(AreaFigure::hasStudents);
    if (!isCounted || (!isOurs && three.stream().noneMatch(AreaFigure::hasStudents))) {
      return Optional.empty();
    }
    double students = three.stream().mapToDouble(AreaFigure::people).sum();
    double events = three.stream().mapToDouble(AreaFigure::events).sum();
    return Optional.of(
        new AreaFigure(
            last.series(),
            last.cohort(),
            PooledCohorts.COHORTS,
            last.area(),
            isTold ? students : null,
            isTold ? events / students : null,
            isTold ? error(three) : null,
            isTold ? AreaFigure.lowestCoverage(three) : null,
            status));
  }

  /** Of the mean of cohorts, which are independent, weighed by their students. */
  static @Nullable Double error(List<AreaFigure> cohorts) {
    if (cohorts.get(0).series().isShare() || !cohorts.stream().allMatch(AreaFigure::hasError)) {
      return null;
    }
    double students = cohorts.stream().mapToDouble(AreaFigure::people).sum();
    double squares =
        cohorts.stream()
            .mapToDouble(one -> Math.pow(one.people() / students * one.standardError(), 2))
            .sum();
    return Math.sqrt(squares);
  }
}
