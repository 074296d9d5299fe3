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
 * What variance components are of: the schools of an outcome, in one cohort or in three together,
 * and whether anything can be told of them.
 *
 * <p>Cohorts are put together only where each of them can be told alone: otherwise what is withheld
 * of one would be the difference of what is published of the others. The last that cannot says why.
 *
 * @param outcome what is measured
 * @param cohort the last
 * @param cohorts how many, 1 or 3
 * @param schools each once
 * @param status one of {@link Status}
 */
record VarianceCase(Outcome outcome, int cohort, int cohorts, List<School> schools, String status) {
  private static final long FEWEST_MUNICIPALITIES = 5;
  private static final int FEWEST_SCHOOLS = 20;

  /** With the outcome, and without it: fewer decide everything, and could be counted back. */
  private static final long FEWEST_STUDENTS = 20;

  /**
   * A school's students.
   *
   * @param municipality of the school
   * @param code of the school unit
   * @param units students, above 0
   * @param total how many have the outcome, or the sum of tenths of points
   * @param squares for points the sum of their squares, otherwise as the total
   * @param pointsLogs for points the sum of m ln m in millionths, m in tenths; otherwise 0
   * @param logs the sum of ln m in millionths; null where a student has 0, and otherwise
   */
  record School(
      String municipality,
      String code,
      long units,
      long total,
      long squares,
      long pointsLogs,
      @Nullable Long logs) {
    private School with(School other) {
      return new School(
          municipality,
          code,
          units + other.units,
          total + other.total,
          squares + other.squares,
          pointsLogs + other.pointsLogs,
          logs == null || other.logs == null ? null : Long.valueOf(logs + other.logs));
    }
  }

  /**
   * Each cohort alone, and each with those before it.
   *
   * @param cohorts schools of each
   * @param asOf decides which cohorts are old enough
   */
  static List<VarianceCase> of(
      Outcome outcome, NavigableMap<Integer, List<School>> cohorts, LocalDate asOf) {
    NavigableMap<Integer, VarianceCase> alone = new TreeMap<>();
    cohorts.forEach(
        (cohort, schools) -> {
          String status = statusOf(outcome, cohort, schools, asOf);
          alone.put(cohort, new VarianceCase(outcome, cohort, 1, schools, status));
        });
    List<VarianceCase> cases = new ArrayList<>(alone.values());
    alone.keySet().forEach(cohort -> cases.add(together(outcome, cohort, alone)));
    return cases;
  }

  private static VarianceCase together(
      Outcome outcome, int cohort, NavigableMap<Integer, VarianceCase> alone) {
    Map<String, School> schools = new TreeMap<>();
    String status = Status.PUBLISHED;
    for (int each = cohort - PooledCohorts.COHORTS + 1; each <= cohort; each++) {
      VarianceCase one = alone.get(each);
      if (one == null) {
        status = Status.MISSING;
        continue;
      }
      status = one.isTold() ? status : one.status;
      one.schools.forEach(
          school -> schools.merge(school.municipality + school.code, school, School::with));
    }
    return new VarianceCase(
        outcome, cohort, PooledCohorts.COHORTS, List.copyOf(schools.values()), status);
  }

  private static String statusOf(
      Outcome outcome, int cohort, List<School> schools, LocalDate asOf) {
    long units = schools.stream().mapToLong(School::units).sum();
    long events = schools.stream().mapToLong(School::total).sum();
    if (outcome.population() == Population.RESIDENTS) {
      return Status.NOT_APPLICABLE;
    }
    if (cohort > outcome.lastMatureCohort(asOf)) {
      return Status.IMMATURE;
    }
    if (outcome.isMissingWhereSilent() && events == 0) {
      return Status.MISSING;
    }
    boolean isFew =
        schools.size() < FEWEST_SCHOOLS
            || municipalities(schools) < FEWEST_MUNICIPALITIES
            || (outcome.measure() == Measure.SHARE
                && Math.min(events, units - events) < FEWEST_STUDENTS);
    return isFew || !isSpread(schools) ? Status.UNRELIABLE : Status.PUBLISHED;
  }

  /** Whether levels can be told apart, and there is anything to divide. */
  private static boolean isSpread(List<School> schools) {
    boolean isWithin =
        schools.stream()
            .anyMatch(s -> (double) s.squares * s.units > (double) s.total * s.total * (1 + 1e-12));
    return isWithin && municipalities(schools) < schools.size();
  }

  private static long municipalities(List<School> schools) {
    return schools.stream().map(School::municipality).distinct().count();
  }

  /** Whether there is anything to be told. */
  boolean isTold() {
    return status.equals(Status.PUBLISHED);
  }

  long municipalities() {
    return municipalities(schools);
  }

  long students() {
    return schools.stream().mapToLong(School::units).sum();
  }
}
