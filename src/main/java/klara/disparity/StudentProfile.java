package klara.disparity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import klara.disclosure.Status;
import klara.outcome.OutcomeCells;
import klara.region.AreaOutcomes;
import klara.region.Areas;
import klara.region.Groups;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Who the students of a municipality are: of those who left year 9 and live there, three cohorts as
 * one.
 *
 * @param cohort the last of the three
 * @param status why there are no values, where there are none
 * @param values the shares whose parents have post-secondary education, with foreign background and
 *     newly arrived, and the logarithm of the number of students, to 0.001; empty unless published
 */
record StudentProfile(AreaFigure.Area area, int cohort, String status, List<Double> values) {
  /** Its students are all who left year 9. */
  private static final String EVERYONE_OF = "eligible_vocational";

  private static final Groups.Group EVERYONE = new Groups.Group(Groups.ALL, Groups.ALL);

  /** A group's part of those of whom it is known whether they are in it. */
  private record Share(Groups.Group group, List<Groups.Group> known) {
    static Share of(String dimension, String group, String... others) {
      Groups.Group ofIt = new Groups.Group(dimension, group);
      List<Groups.Group> known = new ArrayList<>(List.of(ofIt));
      for (String other : others) {
        known.add(new Groups.Group(dimension, other));
      }
      return new Share(ofIt, known);
    }

    /** No number where it is known of nobody. */
    double in(Map<Groups.Group, Long> students) {
      double all = known.stream().mapToLong(one -> students.getOrDefault(one, 0L)).sum();
      return students.getOrDefault(group, 0L) / all;
    }
  }

  /** In the order of the columns. */
  private static final List<Share> SHARES =
      List.of(
          Share.of(Groups.PARENTAL_EDUCATION, "post_secondary", "pre_secondary", "upper_secondary"),
          Share.of(Groups.BACKGROUND, "foreign", "swedish"),
          Share.of(Groups.NEWLY_ARRIVED, "yes", "no"));

  /** How many values there are. */
  static final int VALUES = SHARES.size() + 1;

  /** A row's status, and its students where it is published. */
  private record Told(String status, long students) {}

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
                List.copyOf(cohorts.subMap(last - AreaFigures.POOLED, false, last, true).values());
            if (three.size() == AreaFigures.POOLED) {
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
      Status.STATUS.col(),
      AreaOutcomes.STUDENTS.col()
    };
    Column isNeeded =
        Areas.AREA_LEVEL
            .col()
            .equalTo(Areas.MUNICIPALITY)
            .and(AreaOutcomes.PERSPECTIVE.col().equalTo(AreaOutcomes.HOME))
            .and(OutcomeCells.OUTCOME.col().equalTo(EVERYONE_OF));
    Map<AreaFigure.Area, TreeMap<Integer, Map<Groups.Group, Told>>> told = new LinkedHashMap<>();
    for (Row row : areaOutcomes.where(isNeeded).select(columns).orderBy(columns).collectAsList()) {
      told.computeIfAbsent(
              new AreaFigure.Area(row.getString(1), row.getString(0), row.getString(2)),
              any -> new TreeMap<>())
          .computeIfAbsent(row.getInt(3), any -> new LinkedHashMap<>())
          .put(
              new Groups.Group(row.getString(4), row.getString(5)),
              new Told(row.getString(6), row.isNullAt(7) ? 0 : row.getLong(7)));
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
        if (!told.status().equals(Status.PUBLISHED)) {
          return new StudentProfile(area, cohort, told.status(), List.of());
        }
        students.merge(group, told.students(), Long::sum);
      }
    }
    List<Double> values = new ArrayList<>();
    for (Share share : SHARES) {
      values.add(rounded(share.in(students), 1e3));
    }
    values.add(rounded(StrictMath.log(students.getOrDefault(EVERYONE, 0L)), 1e3));
    return values.stream().allMatch(Double::isFinite)
        ? new StudentProfile(area, cohort, Status.PUBLISHED, values)
        : new StudentProfile(area, cohort, Status.NOT_APPLICABLE, List.of());
  }

  private static List<Groups.Group> needed() {
    List<Groups.Group> needed = new ArrayList<>(List.of(EVERYONE));
    SHARES.forEach(share -> needed.addAll(share.known()));
    return needed;
  }

  /** To the nearest part of one; no number stays none. */
  static double rounded(double value, double parts) {
    return Double.isFinite(value) ? Math.rint(value * parts) / parts : value;
  }
}
