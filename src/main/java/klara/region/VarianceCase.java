package klara.region;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import klara.disclosure.Status;
import klara.outcome.Outcome;
import klara.outcome.Outcome.Measure;
import klara.outcome.Outcome.Population;
import org.jspecify.annotations.Nullable;

/**
 * What variance components are of: the schools of an outcome, or the neighbourhoods, in one cohort
 * or in three together, and whether anything can be told of them.
 *
 * <p>Cohorts are put together only where each of them can be told alone: otherwise what is withheld
 * of one would be the difference of what is published of the others. The last that cannot says why.
 *
 * @param outcome what is measured
 * @param perspective {@link AreaOutcomes#HOME}, of neighbourhoods, or {@link AreaOutcomes#SCHOOL}
 * @param cohort the last
 * @param cohorts how many, 1 or 3
 * @param units schools or neighbourhoods, each once
 * @param status one of {@link Status}
 */
record VarianceCase(
    Outcome outcome, String perspective, int cohort, int cohorts, List<Unit> units, String status) {
  private static final long FEWEST_MUNICIPALITIES = 5;
  private static final int FEWEST_UNITS = 20;

  /** With the outcome, and without it: fewer decide everything, and could be counted back. */
  private static final long FEWEST_STUDENTS = 20;

  /**
   * The students of a school or a neighbourhood.
   *
   * @param municipality that it lies in
   * @param code of the school unit or the neighbourhood
   * @param students above 0
   * @param total how many have the outcome, or the sum of tenths of points
   * @param squares for points the sum of their squares, otherwise as the total
   * @param pointsLogs for points the sum of m ln m in millionths, m in tenths; otherwise 0
   * @param logs the sum of ln m in millionths; null where a student has 0, and otherwise
   */
  record Unit(
      String municipality,
      String code,
      long students,
      long total,
      long squares,
      long pointsLogs,
      @Nullable Long logs) {
    private Unit with(Unit other) {
      return new Unit(
          municipality,
          code,
          students + other.students,
          total + other.total,
          squares + other.squares,
          pointsLogs + other.pointsLogs,
          logs == null || other.logs == null ? null : Long.valueOf(logs + other.logs));
    }
  }

  /**
   * Each cohort alone, and each with those before it.
   *
   * @param cohorts units of each, none where none is known
   * @param asOf decides which cohorts are old enough
   */
  static List<VarianceCase> of(
      Outcome outcome,
      String perspective,
      NavigableMap<Integer, List<Unit>> cohorts,
      LocalDate asOf) {
    NavigableMap<Integer, VarianceCase> alone = new TreeMap<>();
    cohorts.forEach(
        (cohort, units) -> {
          String status = statusOf(outcome, cohort, units, asOf);
          alone.put(cohort, new VarianceCase(outcome, perspective, cohort, 1, units, status));
        });
    List<VarianceCase> cases = new ArrayList<>(alone.values());
    alone.keySet().forEach(cohort -> cases.add(together(outcome, perspective, cohort, alone)));
    return cases;
  }

  private static VarianceCase together(
      Outcome outcome, String perspective, int cohort, NavigableMap<Integer, VarianceCase> alone) {
    Map<String, Unit> units = new TreeMap<>();
    String status = Status.PUBLISHED;
    for (int each = cohort - PooledCohorts.COHORTS + 1; each <= cohort; each++) {
      VarianceCase one = alone.get(each);
      if (one == null) {
        status = Status.MISSING;
        continue;
      }
      status = one.isTold() ? status : one.status;
      one.units.forEach(unit -> units.merge(unit.municipality + unit.code, unit, Unit::with));
    }
    return new VarianceCase(
        outcome, perspective, cohort, PooledCohorts.COHORTS, List.copyOf(units.values()), status);
  }

  private static String statusOf(Outcome outcome, int cohort, List<Unit> units, LocalDate asOf) {
    long students = units.stream().mapToLong(Unit::students).sum();
    long events = units.stream().mapToLong(Unit::total).sum();
    if (outcome.population() == Population.RESIDENTS) {
      return Status.NOT_APPLICABLE;
    }
    if (cohort > outcome.lastMatureCohort(asOf)) {
      return Status.IMMATURE;
    }
    if (units.isEmpty() || (outcome.isMissingWhereSilent() && events == 0)) {
      return Status.MISSING;
    }
    boolean isFew =
        units.size() < FEWEST_UNITS
            || municipalities(units) < FEWEST_MUNICIPALITIES
            || (outcome.measure() == Measure.SHARE
                && Math.min(events, students - events) < FEWEST_STUDENTS);
    return isFew || !isSpread(units) ? Status.UNRELIABLE : Status.PUBLISHED;
  }

  /** Whether levels can be told apart, and there is anything to divide. */
  private static boolean isSpread(List<Unit> units) {
    boolean isWithin =
        units.stream()
            .anyMatch(
                u -> (double) u.squares * u.students > (double) u.total * u.total * (1 + 1e-12));
    return isWithin && municipalities(units) < units.size();
  }

  private static long municipalities(List<Unit> units) {
    return units.stream().map(Unit::municipality).distinct().count();
  }

  /** Whether there is anything to be told. */
  boolean isTold() {
    return status.equals(Status.PUBLISHED);
  }

  long municipalities() {
    return municipalities(units);
  }

  long students() {
    return units.stream().mapToLong(Unit::students).sum();
  }

  /** How many have the outcome, or the sum of tenths of points. */
  long total() {
    return units.stream().mapToLong(Unit::total).sum();
  }
}
