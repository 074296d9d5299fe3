package klara.disparity;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.DoubleType;

import java.util.List;
import klara.disclosure.Status;
import klara.outcome.OutcomeCells;
import klara.outcome.Outcomes;
import klara.region.AreaOutcomes;
import klara.stats.AgrestiCoull;
import klara.stats.Mean;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * A group of an area, of one cohort or several together.
 *
 * @param students null where it is withheld, and where nobody has points
 * @param events how many of them had the outcome, or students by mean points; null likewise
 * @param spread variance of students by mean points; null for shares
 * @param coverage of the activity responsibility, the lowest of the cohorts that tell it; null
 *     where none does
 */
record GroupSum(
    String status,
    @Nullable Long students,
    @Nullable Double events,
    @Nullable Double spread,
    @Nullable Double coverage) {
  /** Of a group that there is no row of. */
  static final GroupSum ABSENT = untold(Status.MISSING);

  /** What it is read from, of {@link AreaOutcomes}, in order. */
  static List<Column> columns() {
    Column isShare = OutcomeCells.OUTCOME.col().isInCollection(Outcomes.shares());
    Column students = AreaOutcomes.STUDENTS.col();
    Column points = students.multiply(AreaOutcomes.MEAN_POINTS.col());
    Column error =
        Mean.standardErrorOf(
            AreaOutcomes.MEAN_POINTS.col(),
            AreaOutcomes.MEAN_POINTS_LOWER.col(),
            AreaOutcomes.MEAN_POINTS_UPPER.col());
    Column isNobody = students.equalTo(0);
    return List.of(
        Status.STATUS.col(),
        students,
        when(isShare, AreaOutcomes.EVENTS.col().cast(DoubleType))
            .when(isNobody, lit(0.0))
            .when(error.isNotNull(), points),
        when(isShare, lit(null))
            .when(isNobody, lit(0.0))
            .otherwise(pow(students.multiply(error), 2)),
        AreaOutcomes.COVERAGE.col());
  }

  /** From a row whose {@link #columns} stand from a place on. */
  static GroupSum of(Row row, int status) {
    if (row.isNullAt(status + 1)) {
      return untold(row.getString(status));
    }
    if (row.isNullAt(status + 2)) {
      return untold(Status.NOT_APPLICABLE);
    }
    return new GroupSum(
        row.getString(status),
        row.getLong(status + 1),
        row.getDouble(status + 2),
        row.isNullAt(status + 3) ? null : row.getDouble(status + 3),
        row.isNullAt(status + 4) ? null : row.getDouble(status + 4));
  }

  private static GroupSum untold(String status) {
    return new GroupSum(status, null, null, null, null);
  }

  /** With those of another cohort; untold where one of them is. */
  GroupSum and(GroupSum other) {
    if (students == null || events == null || other.students == null || other.events == null) {
      return untold(Status.ofSeveral(List.of(status, other.status)));
    }
    return new GroupSum(
        status,
        students + other.students,
        events + other.events,
        spread == null || other.spread == null ? null : spread + other.spread,
        lower(coverage, other.coverage));
  }

  /** The lower of two coverages, of those there are. */
  static @Nullable Double lower(@Nullable Double one, @Nullable Double other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return Double.valueOf(Math.min(one, other));
  }

  double size() {
    return students == null ? 0 : students;
  }

  /** The events, as a number. */
  double had() {
    return events == null ? 0 : events;
  }

  /** Its rate or mean; where nobody is that of another. */
  double rate(GroupSum other) {
    if (size() > 0) {
      return had() / size();
    }
    return other.size() > 0 ? other.had() / other.size() : 0;
  }

  /** Variance of the mean, or of the rate with two events and two others added; 0 of nobody. */
  double variance() {
    if (size() == 0) {
      return 0;
    }
    return spread == null ? AgrestiCoull.variance(had(), size()) : spread / size() / size();
  }
}
