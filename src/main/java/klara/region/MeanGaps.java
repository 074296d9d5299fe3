package klara.region;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.DoubleType;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import klara.stats.Mean;
import klara.stats.MeanDifference;
import klara.table.Field;
import klara.table.Rule;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * The gap between the mean merit values of two groups of {@link AreaGaps}, of a cohort and of it
 * and the two before together. Standard errors come from the means' own limits, so that nothing is
 * told that {@link AreaOutcomes} does not tell; three cohorts are weighed by all their students,
 * since it is not told how many of them have points.
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

  private static final Field POOLED =
      pooled(
          "pooled_mean_merit_points_difference",
          "mean_merit_points_difference of the cohort and the two before it together, weighed by"
              + " students");
  private static final Field POOLED_LOWER =
      pooled("pooled_mean_merit_points_difference_lower", "Lower 95 % limit (Welch)");
  private static final Field POOLED_UPPER =
      pooled("pooled_mean_merit_points_difference_upper", "Upper 95 % limit");

  /** Those of three cohorts, likewise. */
  static final List<Field> POOLED_FIELDS = List.of(POOLED, POOLED_LOWER, POOLED_UPPER);

  /** Standard errors of the two means. */
  static final String ERROR = "_error";

  static final String REFERENCE_ERROR = "_reference_error";

  private static final String SUMS = "_pooled_means";

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

  private static Field pooled(String name, String meaning) {
    return Field.of(
        name,
        DoubleType,
        meaning + "; null for shares and official figures, and where one of the three is not told",
        Rule.Between.of("-1000", "1000"));
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

  /**
   * Adds the difference of three cohorts.
   *
   * @param gaps with {@link #added}
   */
  static Dataset<Row> addedPooled(Dataset<Row> gaps) {
    WindowSpec three = PooledCohorts.threeOf(AreaGaps.TABLE);
    Column isTold = DIFFERENCE_LOWER.col().isNotNull();
    Column students = AreaOutcomes.STUDENTS.col();
    Column referenceStudents = AreaGaps.REFERENCE_STUDENTS.col();
    Column[] sums =
        Stream.of(
                students.cast(DoubleType),
                students.multiply(MEAN.col()),
                pow(students.multiply(col(ERROR)), 2),
                referenceStudents.cast(DoubleType),
                referenceStudents.multiply(REFERENCE_MEAN.col()),
                pow(referenceStudents.multiply(col(REFERENCE_ERROR)), 2))
            .map(number -> PooledCohorts.pooled(when(isTold, number), isTold, three))
            .toArray(Column[]::new);
    Column difference = perStudent(1, 0).minus(perStudent(4, 3));
    Column half =
        MeanDifference.halfWidth(sqrt(sum(2)).divide(sum(0)), sqrt(sum(5)).divide(sum(3)));
    Map<String, Column> pooled = new LinkedHashMap<>();
    pooled.put(POOLED.name(), difference);
    pooled.put(POOLED_LOWER.name(), difference.minus(half));
    pooled.put(POOLED_UPPER.name(), difference.plus(half));
    return gaps.withColumn(SUMS, array(sums)).withColumns(pooled).drop(SUMS);
  }

  private static Column sum(int place) {
    return col(SUMS).getItem(place);
  }

  private static Column perStudent(int sum, int students) {
    return sum(sum).divide(sum(students));
  }
}
