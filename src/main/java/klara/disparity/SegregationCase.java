package klara.disparity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import klara.disclosure.Status;
import klara.region.AreaOutcomes;
import klara.region.PooledCohorts;

/**
 * What segregation is of: the schools of an area, or its neighbourhoods, in one cohort or in three
 * together, and whether anything can be told of them.
 *
 * <p>Cohorts are put together only where each of them can be told alone: otherwise what is withheld
 * of one would be the difference of what is published of the others.
 *
 * @param perspective {@link AreaOutcomes#HOME}, of neighbourhoods, or {@link AreaOutcomes#SCHOOL}
 * @param cohort the last
 * @param cohorts how many, 1 or 3
 * @param units schools or neighbourhoods, each once
 * @param parts the cohorts alone, where there are three
 */
record SegregationCase(
    String perspective, int cohort, int cohorts, List<Unit> units, List<SegregationCase> parts) {
  /** From so many units, with so many of each group in all, none can be told by an index. */
  private static final int FEWEST_UNITS = 5;

  private static final long FEWEST_OF_GROUP = 50;

  /**
   * The students of a school or a neighbourhood.
   *
   * @param municipality that it lies in
   * @param code of the school unit or the neighbourhood
   * @param counts of the group and of those it is held against, of one split after another
   */
  record Unit(String municipality, String code, List<Long> counts) {
    private Unit with(Unit other) {
      List<Long> sums = new ArrayList<>();
      for (int i = 0; i < counts.size(); i++) {
        sums.add(counts.get(i) + other.counts.get(i));
      }
      return new Unit(municipality, code, List.copyOf(sums));
    }
  }

  /** Each cohort alone, and each that follows on two others together with them. */
  static List<SegregationCase> of(String perspective, NavigableMap<Integer, List<Unit>> cohorts) {
    NavigableMap<Integer, SegregationCase> alone = new TreeMap<>();
    cohorts.forEach(
        (cohort, units) ->
            alone.put(
                cohort,
                new SegregationCase(perspective, cohort, 1, List.copyOf(units), List.of())));
    List<SegregationCase> cases = new ArrayList<>(alone.values());
    for (int last : alone.keySet()) {
      List<SegregationCase> three =
          List.copyOf(alone.subMap(last - PooledCohorts.COHORTS, false, last, true).values());
      if (three.size() == PooledCohorts.COHORTS) {
        cases.add(together(perspective, last, three));
      }
    }
    return cases;
  }

  private static SegregationCase together(
      String perspective, int last, List<SegregationCase> three) {
    Map<String, Unit> units = new TreeMap<>();
    for (SegregationCase one : three) {
      one.units.forEach(unit -> units.merge(unit.municipality + unit.code, unit, Unit::with));
    }
    return new SegregationCase(perspective, last, three.size(), List.copyOf(units.values()), three);
  }

  /** Its units in one municipality. */
  SegregationCase in(String municipality) {
    return new SegregationCase(
        perspective,
        cohort,
        cohorts,
        units.stream().filter(one -> one.municipality.equals(municipality)).toList(),
        parts.stream().map(one -> one.in(municipality)).toList());
  }

  /**
   * Whether there is anything to be told of a split. A municipality may have no school of year 9;
   * where it has no neighbourhood, none was delivered.
   *
   * @return one of {@link Status}; of the last cohort that is not told, where there are three
   */
  String status(int split) {
    String status = Status.PUBLISHED;
    for (SegregationCase part : parts) {
      String its = part.status(split);
      status = its.equals(Status.PUBLISHED) ? status : its;
    }
    if (!parts.isEmpty()) {
      return status;
    }
    if (units.isEmpty()) {
      return isHome() ? Status.MISSING : Status.NOT_APPLICABLE;
    }
    boolean isFew =
        units.size() < FEWEST_UNITS
            || Math.min(sum(first(split)), sum(second(split))) < FEWEST_OF_GROUP
            || !SegregationSteps.isSafe(first(split), second(split));
    return isFew ? Status.SUPPRESSED : Status.PUBLISHED;
  }

  boolean isHome() {
    return perspective.equals(AreaOutcomes.HOME);
  }

  /** How many of the group each unit has. */
  long[] first(int split) {
    return units.stream().mapToLong(one -> one.counts.get(2 * split)).toArray();
  }

  /** How many of those whom the group is held against. */
  long[] second(int split) {
    return units.stream().mapToLong(one -> one.counts.get(2 * split + 1)).toArray();
  }

  private static long sum(long[] counts) {
    return LongStream.of(counts).sum();
  }
}
