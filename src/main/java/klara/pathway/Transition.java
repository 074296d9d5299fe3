package klara.pathway;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.StringType;

import klara.table.Field;
import klara.table.Rule;
import org.apache.spark.sql.Column;

/** What kind of step a student takes from one 15 October to the next. */
final class Transition {
  static final String REMAINED = "remained";
  static final String CHANGED = "changed";
  static final String BEGAN = "began";
  static final String COMPLETED = "completed";
  static final String INTERRUPTED = "interrupted";
  static final String RETURNED = "returned";
  static final String OTHER = "other";

  static final Field TRANSITION =
      Field.of(
          "transition",
          StringType,
          "Kind of step: remained: in the same programme, or not enrolled and in the same state;"
              + " changed: enrolled in another programme; began: enrolled in upper secondary school"
              + " for the first time; completed: no longer enrolled, with a diploma; interrupted:"
              + " no longer enrolled, no diploma, neither died nor moved abroad; returned: enrolled"
              + " again; other: any other",
          Rule.OneOf.of(REMAINED, CHANGED, BEGAN, COMPLETED, INTERRUPTED, RETURNED, OTHER));

  private Transition() {}

  /** {@link #TRANSITION} of a step of {@link Lives}. */
  static Column of(Step step) {
    Column isEnrolled = Lives.isEnrolled(step.state());
    Column isEnrolledNext = Lives.isEnrolled(step.next());
    Column isSameState = step.state().equalTo(step.next());
    Column isSame = isSameState.and(step.programme().eqNullSafe(step.nextProgramme()));
    return when(isEnrolled.and(isEnrolledNext), when(isSame, REMAINED).otherwise(CHANGED))
        .when(
            isEnrolledNext, when(has(Lives.ENROLLED_YEAR, step.year()), RETURNED).otherwise(BEGAN))
        .when(isEnrolled.and(has(Lives.DIPLOMA_YEAR, step.year().plus(1))), COMPLETED)
        .when(isInterrupted(step), INTERRUPTED)
        .when(isEnrolled.equalTo(false).and(isSameState), REMAINED)
        .otherwise(OTHER);
  }

  /** Whether a step is {@link #INTERRUPTED}. */
  static Column isInterrupted(Step step) {
    return Lives.isEnrolled(step.state())
        .and(Lives.isEnrolled(step.next()).equalTo(false))
        .and(has(Lives.DIPLOMA_YEAR, step.year().plus(1)).equalTo(false))
        .and(Lives.isOneOf(step.next(), Lives.ABROAD_OR_DEAD).equalTo(false));
  }

  /** Whether something that happened for the first time in a year had by another; never null. */
  private static Column has(String firstYear, Column year) {
    return coalesce(col(firstYear).leq(year), lit(false));
  }
}
