package klara.disparity;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import klara.outcome.Outcome;
import klara.outcome.Outcomes;
import klara.region.Areas;
import klara.region.PooledCohorts;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * One outcome of one cohort, or of three together, seen from one side: how each area did, and who
 * the students of every place are.
 *
 * @param outcome a share, or mean points of those who have any
 * @param figures of all students, one for each area; none where nothing is to be told
 * @param counts students of every place, and school, by all circumstances at once
 */
record IntakeCase(Outcome outcome, List<AreaFigure> figures, List<Count> counts) {
  /** Points are counted in tenths. */
  private static final double TENTHS = 10;

  /**
   * Students who are alike.
   *
   * @param place of {@link Areas#PLACE}
   * @param school code of the unit, or {@link IntakePatterns#NO_SCHOOL}
   * @param pattern a value of each circumstance, the most telling first
   * @param students how many they are, or have points
   * @param sum how many of them had the outcome, or of tenths of points
   * @param squares the same, or of the squares of tenths of points
   */
  record Count(
      String place, String school, List<String> pattern, long students, long sum, long squares) {

    /** The area of a level that they are in; the place where they are in none. */
    String area(String level) {
      boolean isInSchool = level.equals(Areas.SCHOOL) && !school.equals(IntakePatterns.NO_SCHOOL);
      return isInSchool ? school : place;
    }

    /** Whether it is known what education the parents have. */
    boolean isEducationKnown() {
      return !pattern.get(0).equals(IntakePatterns.UNKNOWN);
    }
  }

  /** Whether the outcome is a share of students. */
  boolean isShare() {
    return outcome.measure() == Outcome.Measure.SHARE;
  }

  /** By what sums are to be divided to be in the unit that is told. */
  double unit() {
    return isShare() ? 1 : TENTHS;
  }

  /** Areas of a level, in the order of their codes. */
  List<AreaFigure> areas(String level) {
    return figures.stream().filter(one -> one.area().level().equals(level)).toList();
  }

  /** The only area of a level. */
  Optional<AreaFigure> area(String level) {
    return areas(level).stream().findFirst();
  }

  /**
   * Takes up counts outcome by outcome, so that never more than one outcome's are in memory.
   *
   * @param patterns {@link IntakePatterns}, in order
   * @param figures of every area and case
   * @param told hears of each outcome's cases, alone and pooled
   */
  static void each(Iterator<Row> patterns, AreaFigures figures, Consumer<List<IntakeCase>> told) {
    Map<Name, List<AreaFigure>> ofAll =
        figures.all().stream()
            .filter(one -> one.series().isOfAll())
            .collect(Collectors.groupingBy(Name::of));
    NavigableMap<Integer, List<Count>> cohorts = new TreeMap<>();
    @Nullable Name now = null;
    while (patterns.hasNext()) {
      Row row = patterns.next();
      Name next = new Name(row.getString(0), row.getString(1), row.getInt(2), 1);
      if (now != null && !now.isBesides(next)) {
        told.accept(cases(now, cohorts, ofAll));
        cohorts.clear();
      }
      now = next;
      cohorts.computeIfAbsent(next.cohort(), any -> new ArrayList<>()).add(count(row));
    }
    if (now != null) {
      told.accept(cases(now, cohorts, ofAll));
    }
  }

  private static Count count(Row row) {
    List<String> pattern = new ArrayList<>();
    int students = row.size() - 3;
    for (int circumstance = 5; circumstance < students; circumstance++) {
      pattern.add(row.getString(circumstance));
    }
    return new Count(
        row.getString(3),
        row.getString(4),
        List.copyOf(pattern),
        row.getLong(students),
        row.getLong(students + 1),
        row.getLong(students + 2));
  }

  private static List<IntakeCase> cases(
      Name any, NavigableMap<Integer, List<Count>> cohorts, Map<Name, List<AreaFigure>> ofAll) {
    List<IntakeCase> cases = new ArrayList<>();
    for (int last : cohorts.keySet()) {
      for (int pooled : List.of(1, PooledCohorts.COHORTS)) {
        Name name = new Name(any.outcome(), any.perspective(), last, pooled);
        Stream<Count> counts =
            cohorts.subMap(last - pooled, false, last, true).values().stream()
                .flatMap(List::stream);
        cases.add(
            new IntakeCase(
                Outcomes.named(any.outcome()),
                ofAll.getOrDefault(name, List.of()),
                counts.toList()));
      }
    }
    return cases;
  }

  private record Name(String outcome, String perspective, int cohort, int cohorts) {
    static Name of(AreaFigure one) {
      return new Name(
          one.series().outcome(), one.series().perspective(), one.cohort(), one.cohorts());
    }

    boolean isBesides(Name other) {
      return outcome.equals(other.outcome) && perspective.equals(other.perspective);
    }
  }
}
