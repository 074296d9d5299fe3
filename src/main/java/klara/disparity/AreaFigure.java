package klara.disparity;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import klara.disclosure.Status;
import klara.outcome.Outcome;
import klara.outcome.Outcomes;
import klara.region.AreaOutcomes;
import klara.region.Groups;
import klara.stats.AgrestiCoull;
import klara.stats.Normal;
import klara.stats.Wilson;
import org.jspecify.annotations.Nullable;

/**
 * One figure of one area, ours or the publisher's.
 *
 * @param series what it is a figure of
 * @param cohort the cohort, or the last of those that are pooled
 * @param cohorts how many cohorts are pooled
 * @param area level, code and name
 * @param students how many it is a share of; of mean points all students, with points or not, since
 *     it is not told who have none; null where the publisher does not say
 * @param rate 0 to 1, or of points their mean; null unless told
 * @param error standard error of mean points; null of shares, and where it cannot be told
 * @param coverage of the activity responsibility, where the figure is of it; see {@link
 *     AreaOutcomes#COVERAGE}
 * @param status as of every published row
 */
record AreaFigure(
    Series series,
    int cohort,
    int cohorts,
    Area area,
    @Nullable Double students,
    @Nullable Double rate,
    @Nullable Double error,
    @Nullable Double coverage,
    String status) {
  /** What rows of many areas and cohorts have in common. */
  record Series(String source, String outcome, String perspective, String dimension, String group) {

    /** For all students, not for a group of them. */
    boolean isOfAll() {
      return dimension.equals(Groups.ALL);
    }

    /** A share of students, not a mean of points. */
    boolean isShare() {
      return Outcomes.named(outcome).measure() == Outcome.Measure.SHARE;
    }
  }

  /** An area. */
  record Area(String level, String code, String name) {}

  boolean isTold() {
    return status.equals(Status.PUBLISHED) && rate != null;
  }

  /** The lowest coverage told of some figures; null where none is. */
  static @Nullable Double lowestCoverage(List<AreaFigure> figures) {
    return figures.stream()
        .map(AreaFigure::coverage)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** Whether it is told how many students it is of. */
  boolean hasStudents() {
    return isTold() && students != null && students > 0;
  }

  /**
   * Whether its chance error can be told: of a share from its students, of a mean where its own is
   * told. All having the same points is no certainty.
   */
  boolean hasError() {
    return hasStudents() && (series.isShare() || (error != null && error > 0));
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

  /** Lower 95 % limit: Wilson's of a share, normal of a mean. */
  double lower() {
    return series.isShare()
        ? Wilson.lower(events(), people())
        : Math.max(0, share() - Normal.Z * standardError());
  }

  /** Upper 95 % limit, likewise. */
  double upper() {
    return series.isShare()
        ? Wilson.upper(events(), people())
        : Math.min(AreaOutcomes.MOST_POINTS, share() + Normal.Z * standardError());
  }

  /**
   * Standard error of the mean; of a rate with two events and two others added (Agresti and Coull),
   * which is not 0 where the rate is 0 or 1.
   */
  double standardError() {
    if (!series.isShare()) {
      return error == null ? Double.NaN : error;
    }
    return Math.sqrt(AgrestiCoull.variance(events(), people()));
  }
}
