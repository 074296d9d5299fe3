package klara.disparity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import klara.disclosure.Status;
import klara.region.PooledCohorts;

/**
 * What segregation is of: the schools of an area in one cohort, or in three together, and whether
 * anything can be told of them.
 *
 * <p>Cohorts are put together only where each of them can be told alone: otherwise what is withheld
 * of one would be the difference of what is published of the others.
 *
 * @param cohort the last
 * @param cohorts how many, 1 or 3
 * @param schools each once
 * @param parts the cohorts alone, where there are three
 */
record SegregationCase(int cohort, int cohorts, List<School> schools, List<SegregationCase> parts) {
  /** From so many schools, with so many of each group in all, no school can be told by an index. */
  private static final int FEWEST_SCHOOLS = 5;

  private static final long FEWEST_OF_GROUP = 50;

  /**
   * A school's students.
   *
   * @param municipality of the school
   * @param code of the school unit
   * @param counts of the group and of those it is held against, of one split after another
   */
  record School(String municipality, String code, List<Long> counts) {
    private School with(School other) {
      List<Long> sums = new ArrayList<>();
      for (int i = 0; i < counts.size(); i++) {
        sums.add(counts.get(i) + other.counts.get(i));
      }
      return new School(municipality, code, List.copyOf(sums));
    }
  }

  /** Each cohort alone, and each that follows on two others together with them. */
  static List<SegregationCase> of(NavigableMap<Integer, List<School>> cohorts) {
    NavigableMap<Integer, SegregationCase> alone = new TreeMap<>();
    cohorts.forEach(
        (cohort, schools) ->
            alone.put(cohort, new SegregationCase(cohort, 1, List.copyOf(schools), List.of())));
    List<SegregationCase> cases = new ArrayList<>(alone.values());
    for (int last : alone.keySet()) {
      List<SegregationCase> three =
          List.copyOf(alone.subMap(last - PooledCohorts.COHORTS, false, last, true).values());
      if (three.size() == PooledCohorts.COHORTS) {
        cases.add(together(last, three));
      }
    }
    return cases;
  }

  private static SegregationCase together(int last, List<SegregationCase> three) {
    Map<String, School> schools = new TreeMap<>();
    for (SegregationCase one : three) {
      one.schools.forEach(
          school -> schools.merge(school.municipality + school.code, school, School::with));
    }
    return new SegregationCase(last, three.size(), List.copyOf(schools.values()), three);
  }

  /** Its schools in one municipality. */
  SegregationCase in(String municipality) {
    return new SegregationCase(
        cohort,
        cohorts,
        schools.stream().filter(one -> one.municipality.equals(municipality)).toList(),
        parts.stream().map(one -> one.in(municipality)).toList());
  }

  /**
   * Whether there is anything to be told of a split.
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
    if (schools.isEmpty()) {
      return Status.NOT_APPLICABLE;
    }
    boolean isFew =
        schools.size() < FEWEST_SCHOOLS
            || Math.min(sum(first(split)), sum(second(split))) < FEWEST_OF_GROUP;
    return isFew ? Status.SUPPRESSED : Status.PUBLISHED;
  }

  /** How many of the group each school has. */
  long[] first(int split) {
    return schools.stream().mapToLong(one -> one.counts.get(2 * split)).toArray();
  }

  /** How many of those whom the group is held against. */
  long[] second(int split) {
    return schools.stream().mapToLong(one -> one.counts.get(2 * split + 1)).toArray();
  }

  private static long sum(long[] counts) {
    return LongStream.of(counts).sum();
  }
}
