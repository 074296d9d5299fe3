package klara.disparity;

import klara.disclosure.Status;
import klara.region.Groups;
import klara.stats.Wilson;
import org.jspecify.annotations.Nullable;

/**
 * One figure of one area, ours or the publisher's.
 *
 * @param series what it is a figure of
 * @param cohort the cohort, or the last of those that are pooled
 * @param cohorts how many cohorts are pooled
 * @param area level, code and name
 * @param students how many it is a share of, or who have the points; null where the publisher does
 *     not say
 * @param rate 0 to 1, or of points their mean; null unless told
 * @param status as of every published row
 */
record AreaFigure(
    Series series,
    int cohort,
    int cohorts,
    Area area,
    @Nullable Double students,
    @Nullable Double rate,
    String status) {

  /** What rows of many areas and cohorts have in common. */
  record Series(String source, String outcome, String perspective, String dimension, String group) {

    /** For all students, not for a group of them. */
    boolean isOfAll() {
      return dimension.equals(Groups.ALL);
    }
  }

  /** An area. */
  record Area(String level, String code, String name) {}

  boolean isTold() {
    return status.equals(Status.PUBLISHED) && rate != null;
  }

  /** Whether its chance error can be told. */
  boolean hasStudents() {
    return isTold() && students != null && students > 0;
  }

  double share() {
    return rate == null ? Double.NaN : rate;
  }

  double people() {
    return students == null ? Double.NaN : students;
  }

  /** The students, of whom there are whole numbers. */
  @Nullable Long count() {
    return students == null ? null : Long.valueOf(Math.round(students));
  }

  double events() {
    return share() * people();
  }

  double lower() {
    return Wilson.lower(events(), people());
  }

  double upper() {
    return Wilson.upper(events(), people());
  }

  /**
   * Standard error of the rate with two events and two others added (Agresti and Coull), which is
   * not 0 where the rate is 0 or 1.
   */
  double standardError() {
    double trials = people() + 4;
    double drawnIn = (events() + 2) / trials;
    return Math.sqrt(drawnIn * (1 - drawnIn) / trials);
  }
}
