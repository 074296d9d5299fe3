package klara.disparity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import klara.region.Areas;
import klara.stats.ExpectedMeans;
import klara.stats.ExpectedRates;

/**
 * What all others of a level say of each area. Of a municipality the others are all other
 * municipalities and the rest of the country; of a school all other schools, students whose school
 * is not known, and the rest of the country.
 *
 * <p>For a school no more than itself is left out. Other schools of its municipality have other
 * students, and what the municipality does for all of them is no reason to hold one school against
 * others than the next; without a large municipality's schools, each would be.
 */
final class ExpectedAreas {
  /** Fewer areas do not tell how much areas differ. */
  private static final int FEWEST_AREAS = 10;

  /** Skolverket's SALSA asks for as much of a school. */
  private static final double LEAST_KNOWN = 0.75;

  private final Map<String, ExpectedMeans.Area> found = new HashMap<>();

  /** Students, and those of them whose parents' education is known, by area. */
  private final Map<String, long[]> known = new TreeMap<>();

  /**
   * Of every area of a level.
   *
   * @param level {@link Areas#MUNICIPALITY} or {@link Areas#SCHOOL}
   */
  ExpectedAreas(IntakeCase one, String level) {
    for (IntakeCase.Count count : one.counts()) {
      long[] its = known.computeIfAbsent(count.area(level), any -> new long[2]);
      its[0] += count.students();
      its[1] += count.isEducationKnown() ? count.students() : 0;
    }
    if (known.size() < FEWEST_AREAS) {
      return;
    }
    List<String> areas = List.copyOf(known.keySet());
    Map<String, Integer> numbers = new HashMap<>();
    areas.forEach(area -> numbers.put(area, numbers.size()));
    expected(one, count -> numbers.getOrDefault(count.area(level), -1))
        .areas()
        .forEach(area -> found.put(areas.get(area.area()), area));
  }

  private static ExpectedMeans expected(IntakeCase one, ToIntFunction<IntakeCase.Count> number) {
    if (one.isShare()) {
      return ExpectedRates.of(
          one.counts().stream()
              .map(
                  count ->
                      new ExpectedRates.Cell(
                          number.applyAsInt(count),
                          count.pattern(),
                          (double) count.students(),
                          (double) count.sum()))
              .toList());
    }
    return ExpectedMeans.of(
        one.counts().stream()
            .map(
                count ->
                    new ExpectedMeans.Cell(
                        number.applyAsInt(count),
                        count.pattern(),
                        (double) count.students(),
                        (double) count.sum(),
                        (double) count.squares()))
            .toList());
  }

  /**
   * What is expected of an area, points in tenths; empty where there are too few areas, or too
   * little is known of it.
   */
  Optional<ExpectedMeans.Area> of(AreaFigure area) {
    String code = area.area().code();
    long[] its = known.getOrDefault(code, new long[2]);
    boolean isKnown = its[1] >= LEAST_KNOWN * its[0];
    return isKnown ? Optional.ofNullable(found.get(code)) : Optional.empty();
  }
}
