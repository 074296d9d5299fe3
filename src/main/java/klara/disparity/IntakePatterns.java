package klara.disparity;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import klara.history.Students;
import klara.outcome.OutcomeCells;
import klara.outcome.Outcomes;
import klara.region.AreaOutcomes;
import klara.region.Areas;
import klara.region.Perspectives;
import klara.register.Municipalities;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Who the students of each municipality are, and of each of its schools, by all that is known of
 * them at once.
 */
public final class IntakePatterns {
  /** Of students seen where they live, whose school is not known, or outside Skåne. */
  static final String NO_SCHOOL = "";

  /** Of a circumstance that is not known. */
  static final String UNKNOWN = "unknown";

  private IntakePatterns() {}

  /**
   * How many students of each kind every municipality has, seen from schools each of its schools;
   * how many had the outcome, or the sums of their tenths of points and of the squares; in the
   * order that {@link IntakeCase} needs. The most telling circumstance stands first.
   *
   * @param cells {@link OutcomeCells#TABLE}
   */
  public static Dataset<Row> from(Dataset<Row> cells) {
    Column unknown = lit(UNKNOWN);
    Column isAtSchool = AreaOutcomes.PERSPECTIVE.col().equalTo(AreaOutcomes.SCHOOL);
    Column hasSchool = OutcomeCells.OUTCOME.col().isInCollection(Outcomes.atSchool());
    Column[] by = {
      OutcomeCells.OUTCOME.col(),
      AreaOutcomes.PERSPECTIVE.col(),
      OutcomeCells.COHORT.col(),
      col(Areas.PLACE),
      coalesce(when(isAtSchool, OutcomeCells.SCHOOL_UNIT_CODE.col()), lit(NO_SCHOOL)).as("_school"),
      coalesce(Students.PARENTAL_EDUCATION.col(), unknown).as("_education"),
      coalesce(Students.BACKGROUND.col(), unknown).as("_background"),
      coalesce(Students.NEWLY_ARRIVED.col(), unknown).as("_arrived"),
      coalesce(OutcomeCells.SEX.col(), unknown).as("_sex")
    };
    Column isShare = OutcomeCells.OUTCOME.col().isInCollection(Outcomes.shares());
    Column events = OutcomeCells.EVENTS.col();
    Dataset<Row> summed =
        Perspectives.both(cells)
            .where(col(Areas.PLACE).notEqual(Municipalities.SKANE))
            .where(not(isAtSchool).or(hasSchool))
            .groupBy(by)
            .agg(
                sum(when(isShare, OutcomeCells.STUDENTS.col()).otherwise(events)).as("_people"),
                sum(when(isShare, events).otherwise(OutcomeCells.POINTS.col())).as("_sum"),
                sum(when(isShare, events).otherwise(OutcomeCells.SQUARED_POINTS.col()))
                    .as("_squares"));
    return summed.coalesce(1).sortWithinPartitions("outcome", "perspective", "cohort");
  }
}
