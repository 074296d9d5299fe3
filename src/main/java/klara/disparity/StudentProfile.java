package klara.disparity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import klara.disclosure.Status;
import klara.outcome.Outcome;
import klara.outcome.OutcomeCells;
import klara.outcome.Outcomes;
import klara.region.AreaOutcomes;
import klara.region.Areas;
import klara.region.Groups;
import klara.region.PooledCohorts;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Who the students of a municipality are: of those who left year 9 and live there, three cohorts as
 * one.
 *
 * @param cohort the last of the three
 * @param status why there are no values, where there are none
 * @param values the shares whose parents have post-secondary education and with foreign background,
 *     and the logarithm of the number of students, to 0.001; empty unless published
 */
record StudentProfile(AreaFigure.Area area, int cohort, String status, List<Double> values) {
  private static final Outcome ELIGIBLE = Outcomes.named("eligible_vocational");

  /**
   * Of the same students, all who left year 9: how many there are of a group may be withheld for
   * what became of them by one definition, and told by another.
   */
  private static final List<String> OF_THEM =
      Outcomes.ALL.stream()
          .filter(
              one ->
                  one.population() == ELIGIBLE.population()
                      && one.counted().equals(ELIGIBLE.counted()))
          .map(Outcome::code)
          .toList();

  private static final Groups.Group EVERYONE = new Groups.Group(Groups.ALL, Groups.ALL);

  /** Whose shares are told, in the order of the columns. */
  private static final List<Groups.Group> SHARES =
      List.of(
          new Groups.Group(Groups.PARENTAL_EDUCATION, "post_secondary"),
          new Groups.Group(Groups.BACKGROUND, "foreign"));

  /** How many values there are. */
  static final int VALUES = SHARES.size() + 1;

  /** A row's status, and its students where it is published. */
  private record Told(String status, long students) {
    boolean isPublished() {
      return status.equals(Status.PUBLISHED);
    }

    /** Whichever is published. */
    Told or(Told other) {
      return isPublished() ? this : other;
    }
  }

  /**
   * Every municipality in every three cohorts.
   *
   * @param areaOutcomes {@link AreaOutcomes#TABLE}, protected
   * @return cohort by cohort, in the order of areas' codes
   */
  static Collection<List<StudentProfile>> byCohorts(Dataset<Row> areaOutcomes) {
    Map<AreaFigure.Area, TreeMap<Integer, Map<Groups.Group, Told>>> byArea = told(areaOutcomes);
    Map<Integer, List<StudentProfile>> byCohort = new TreeMap<>();
    byArea.forEach(
        (area, cohorts) -> {
          for (int last : cohorts.keySet()) {
            List<Map<Groups.Group, Told>> three =
                List.copyOf(
                    cohorts.subMap(last - PooledCohorts.COHORTS, false, last, true).values());
            if (three.size() == PooledCohorts.COHORTS) {
              byCohort
                  .computeIfAbsent(last, any -> new ArrayList<>())
                  .add(StudentProfile.of(area, last, three));
            }
          }
        });
    return byCohort.values();
  }

  /** In the order of areas' codes. */
  private static Map<AreaFigure.Area, TreeMap<Integer, Map<Groups.Group, Told>>> told(
      Dataset<Row> areaOutcomes) {
    Column[] columns = {
      Areas.AREA_CODE.col(),
      Areas.AREA_LEVEL.col(),
      Areas.AREA_NAME.col(),
      OutcomeCells.COHORT.col(),
      Groups.GROUP_DIMENSION.col(),
      Groups.GROUP_VALUE.col(),
      OutcomeCells.OUTCOME.col(),
      Status.STATUS.col(),
      AreaOutcomes.STUDENTS.col()
    };
    Column isNeeded =
        Areas.AREA_LEVEL
            .col()
            .equalTo(Areas.MUNICIPALITY)
            .and(AreaOutcomes.PERSPECTIVE.col().equalTo(AreaOutcomes.HOME))
            .and(OutcomeCells.OUTCOME.col().isInCollection(OF_THEM));
    Map<AreaFigure.Area, TreeMap<Integer, Map<Groups.Group, Told>>> told = new LinkedHashMap<>();
    for (Row row : areaOutcomes.where(isNeeded).select(columns).orderBy(columns).collectAsList()) {
      told.computeIfAbsent(
              new AreaFigure.Area(row.getString(1), row.getString(0), row.getString(2)),
              any -> new TreeMap<>())
          .computeIfAbsent(row.getInt(3), any -> new LinkedHashMap<>())
          .merge(
              new Groups.Group(row.getString(4), row.getString(5)),
              new Told(row.getString(7), row.isNullAt(8) ? 0 : row.getLong(8)),
              Told::or);
    }
    return told;
  }

  boolean isTold() {
    return status.equals(Status.PUBLISHED);
  }

  /** Of three cohorts, each by group. */
  static StudentProfile of(AreaFigure.Area area, int cohort, List<Map<Groups.Group, Told>> three) {
    Map<Groups.Group, Long> students = new LinkedHashMap<>();
    for (Map<Groups.Group, Told> one : three) {
      for (Groups.Group group : needed()) {
        Told told = one.getOrDefault(group, new Told(Status.MISSING, 0));
        if (!told.isPublished()) {
          return new StudentProfile(area, cohort, told.status(), List.of());
        }
        students.merge(group, told.students(), Long::sum);
      }
    }
    List<Double> values = new ArrayList<>();
    double all = students.getOrDefault(EVERYONE, 0L);
    for (Groups.Group group : SHARES) {
      values.add(rounded(students.getOrDefault(group, 0L) / all, 1e3));
    }
    values.add(rounded(StrictMath.log(all), 1e3));
    return values.stream().allMatch(Double::isFinite)
        ? new StudentProfile(area, cohort, Status.PUBLISHED, values)
        : new StudentProfile(area, cohort, Status.NOT_APPLICABLE, List.of());
  }

  private static List<Groups.Group> needed() {
    List<Groups.Group> needed = new ArrayList<>(List.of(EVERYONE));
    needed.addAll(SHARES);
    return needed;
  }

  /** To the nearest part of one; no number stays none. */
  static double rounded(double value, double parts) {
    return Double.isFinite(value) ? Math.rint(value * parts) / parts : value;
  }
}
