package klara.region;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.types.DataTypes.DoubleType;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import klara.stats.Mean;
import klara.stats.MeanDifference;
import klara.table.Field;
import klara.table.Rule;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The gap between the mean merit values of two groups of {@link AreaGaps}. Standard errors come
 * from the means' own limits, so that nothing is told that {@link AreaOutcomes} does not tell.
 */
final class MeanGaps {
  static final Field MEAN =
      AreaOutcomes.MEAN_POINTS.named(
          AreaOutcomes.MEAN_POINTS.name(),
          "Mean merit value of the group, 0 to 340; null for shares, and unless published");
  static final Field REFERENCE_MEAN =
      AreaOutcomes.MEAN_POINTS.named(
          "reference_mean_merit_points",
          "Mean merit value of the reference group, 0 to 340; null for shares, and unless"
              + " published");
  static final Field DIFFERENCE =
      points(
          "mean_merit_points_difference",
          "Mean merit value of the group less that of the reference, in points");
  static final Field DIFFERENCE_LOWER =
      points("mean_merit_points_difference_lower", "Lower 95 % limit (Welch, large samples)");
  static final Field DIFFERENCE_UPPER =
      points("mean_merit_points_difference_upper", "Upper 95 % limit");
  private static final Field RATIO =
      ratio("mean_merit_points_ratio", "Mean merit value of the group by that of the reference");
  private static final Field RATIO_LOWER =
      ratio("mean_merit_points_ratio_lower", "Lower 95 % limit (delta method, log scale)");
  private static final Field RATIO_UPPER =
      ratio("mean_merit_points_ratio_upper", "Upper 95 % limit");

  /** In the order that tables list them. */
  static final List<Field> FIELDS =
      List.of(
          MEAN,
          REFERENCE_MEAN,
          DIFFERENCE,
          DIFFERENCE_LOWER,
          DIFFERENCE_UPPER,
          RATIO,
          RATIO_LOWER,
          RATIO_UPPER);

  /** Standard errors of the two means. */
  static final String ERROR = "_error";

  static final String REFERENCE_ERROR = "_reference_error";

  private MeanGaps() {}

  private static Field points(String name, String meaning) {
    return Field.of(
        name,
        DoubleType,
        meaning + "; null for shares, where it cannot be, and unless published",
        Rule.Between.of("-1000", "1000"));
  }

  private static Field ratio(String name, String meaning) {
    return Field.of(
        name, DoubleType, meaning + "; null for shares, where it cannot be, and unless published");
  }

  /** The standard error of a mean of {@link AreaOutcomes}; null where there is none. */
  static Column error() {
    return Mean.standardErrorOf(
        AreaOutcomes.MEAN_POINTS.col(),
        AreaOutcomes.MEAN_POINTS_LOWER.col(),
        AreaOutcomes.MEAN_POINTS_UPPER.col());
  }

  /**
   * Adds difference and ratio.
   *
   * @param gaps with both means and both errors
   */
  static Dataset<Row> added(Dataset<Row> gaps) {
    Column mean = MEAN.col();
    Column reference = REFERENCE_MEAN.col();
    Column error = col(ERROR);
    Column referenceError = col(REFERENCE_ERROR);
    Column half = MeanDifference.halfWidth(error, referenceError);
    Map<String, Column> added = new LinkedHashMap<>();
    added.put(DIFFERENCE.name(), mean.minus(reference));
    added.put(DIFFERENCE_LOWER.name(), mean.minus(reference).minus(half));
    added.put(DIFFERENCE_UPPER.name(), mean.minus(reference).plus(half));
    added.put(RATIO.name(), MeanDifference.ratio(mean, reference));
    added.put(
        RATIO_LOWER.name(), MeanDifference.ratioLower(mean, error, reference, referenceError));
    added.put(
        RATIO_UPPER.name(), MeanDifference.ratioUpper(mean, error, reference, referenceError));
    return gaps.withColumns(added);
  }
}
