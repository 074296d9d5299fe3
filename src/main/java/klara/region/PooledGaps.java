package klara.region;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.DoubleType;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import klara.disclosure.Status;
import klara.stats.MeanDifference;
import klara.stats.Newcombe;
import klara.table.Field;
import klara.table.Rule;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * The gap in a cohort and the two before it together, from what is told of the three. Means are
 * weighed by all students, since it is not told how many of them have points.
 */
final class PooledGaps {
  private static final Field DIFFERENCE =
      share(
          "pooled_rate_difference", "rate_difference of the cohort and the two before it together");
  private static final Field DIFFERENCE_LOWER =
      share("pooled_rate_difference_lower", "Lower 95 % limit (Newcombe, method 10)");
  private static final Field DIFFERENCE_UPPER =
      share("pooled_rate_difference_upper", "Upper 95 % limit");
  private static final Field POINTS =
      points(
          "pooled_mean_merit_points_difference",
          "mean_merit_points_difference of the cohort and the two before it together, weighed by"
              + " students");
  private static final Field POINTS_LOWER =
      points("pooled_mean_merit_points_difference_lower", "Lower 95 % limit (Welch)");
  private static final Field POINTS_UPPER =
      points("pooled_mean_merit_points_difference_upper", "Upper 95 % limit");

  /** In the order that tables list them. */
  static final List<Field> FIELDS =
      List.of(DIFFERENCE, DIFFERENCE_LOWER, DIFFERENCE_UPPER, POINTS, POINTS_LOWER, POINTS_UPPER);

  /** {@link #sums} of a cohort. */
  static final String OF_COHORT = "_sums";

  private static final String OF_THREE = "_pooled";

  private static final int SUMS = 3;

  private PooledGaps() {}

  private static Field share(String name, String meaning) {
    return pooled(name, meaning + "; null for means");
  }

  private static Field points(String name, String meaning) {
    return pooled(name, meaning + "; null for shares", Rule.Between.of("-1000", "1000"));
  }

  private static Field pooled(String name, String meaning, Rule... rules) {
    return Field.of(
        name,
        DoubleType,
        meaning + ", for official figures, and where one of the three is not told",
        rules);
  }

  /**
   * What is known of one side of a gap in a cohort.
   *
   * @param error of the mean
   */
  record Side(Column students, Column events, Column mean, Column error, Column status) {
    private Column isTold() {
      return status.equalTo(Status.PUBLISHED).and(had().isNotNull()).and(spread().isNotNull());
    }

    /** Students by rate or mean. */
    private Column had() {
      return when(AreaGaps.isShare(), events.cast(DoubleType))
          .when(students.equalTo(0), 0.0)
          .otherwise(students.multiply(mean));
    }

    /** Variance of that, of means. */
    private Column spread() {
      return when(AreaGaps.isShare().or(students.equalTo(0)), 0.0)
          .otherwise(pow(students.multiply(error), 2));
    }

    private Stream<Column> sums() {
      return Stream.of(students.cast(DoubleType), had(), spread());
    }
  }

  /**
   * Students, what they have together and its variance, of the group and of the reference; also
   * where one of them is nobody and nothing is compared. Null where one is withheld.
   */
  static Column sums(Side group, Side reference) {
    Column[] sums = Stream.of(group, reference).flatMap(Side::sums).toArray(Column[]::new);
    return when(group.isTold().and(reference.isTold()), array(sums));
  }

  /** A function of events and students of the group and of the reference. */
  @FunctionalInterface
  private interface OfTwo {
    Column of(Column events, Column students, Column referenceEvents, Column referenceStudents);
  }

  /**
   * Adds it.
   *
   * @param gaps {@link AreaGaps#TABLE} without it, with {@link #OF_COHORT}
   */
  static Dataset<Row> added(Dataset<Row> gaps) {
    WindowSpec three = PooledCohorts.threeOf(AreaGaps.TABLE);
    Column its = col(OF_COHORT);
    Column isPublished = Status.STATUS.col().equalTo(Status.PUBLISHED);
    Column[] sums =
        IntStream.range(0, 2 * SUMS)
            .mapToObj(its::getItem)
            .map(sum -> PooledCohorts.pooled(sum, its.isNotNull(), three))
            .map(sum -> when(isPublished, sum))
            .toArray(Column[]::new);
    Column apart = mean(0).minus(mean(SUMS));
    Column half = MeanDifference.halfWidth(error(0), error(SUMS));
    Map<String, Column> pooled = new LinkedHashMap<>();
    pooled.put(DIFFERENCE.name(), ofRates(Newcombe::difference));
    pooled.put(DIFFERENCE_LOWER.name(), ofRates(Newcombe::lower));
    pooled.put(DIFFERENCE_UPPER.name(), ofRates(Newcombe::upper));
    pooled.put(POINTS.name(), ofMeans(apart));
    pooled.put(POINTS_LOWER.name(), ofMeans(apart.minus(half)));
    pooled.put(POINTS_UPPER.name(), ofMeans(apart.plus(half)));
    return gaps.withColumn(OF_THREE, array(sums)).withColumns(pooled).drop(OF_THREE, OF_COHORT);
  }

  private static Column ofRates(OfTwo function) {
    return when(AreaGaps.isShare(), function.of(sum(1), sum(0), sum(SUMS + 1), sum(SUMS)));
  }

  private static Column ofMeans(Column number) {
    return when(not(AreaGaps.isShare()), number);
  }

  private static Column mean(int side) {
    return sum(side + 1).divide(anybody(side));
  }

  private static Column error(int side) {
    return sqrt(sum(side + 2)).divide(anybody(side));
  }

  private static Column anybody(int side) {
    return when(sum(side).gt(0), sum(side));
  }

  private static Column sum(int place) {
    return col(OF_THREE).getItem(place);
  }
}
