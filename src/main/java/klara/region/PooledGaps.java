package klara.region;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.DoubleType;

import java.util.List;
import java.util.stream.IntStream;
import klara.disclosure.Status;
import klara.stats.Newcombe;
import klara.table.Field;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.WindowSpec;

/** The gap in a cohort and the two before it together, from the counts of the three. */
final class PooledGaps {
  private static final Field DIFFERENCE =
      pooled(
          "pooled_rate_difference", "rate_difference of the cohort and the two before it together");
  private static final Field DIFFERENCE_LOWER =
      pooled("pooled_rate_difference_lower", "Lower 95 % limit (Newcombe, method 10)");
  private static final Field DIFFERENCE_UPPER =
      pooled("pooled_rate_difference_upper", "Upper 95 % limit");

  /** In the order that tables list them. */
  static final List<Field> FIELDS = List.of(DIFFERENCE, DIFFERENCE_LOWER, DIFFERENCE_UPPER);

  /**
   * Events and students of the group and of the reference, an array; also where one of them is
   * nobody and nothing is compared. Null where one is withheld, and for means.
   */
  static final String OF_COHORT = "_counts";

  private static final String COUNTS = "_pooled";

  private PooledGaps() {}

  private static Field pooled(String name, String meaning) {
    return Field.of(
        name,
        DoubleType,
        meaning + "; null for official figures, and where one of the three is not told");
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
    Column[] counts =
        IntStream.range(0, 4)
            .mapToObj(its::getItem)
            .map(count -> PooledCohorts.pooled(count, its.isNotNull(), three))
            .map(count -> when(isPublished, count))
            .toArray(Column[]::new);
    return gaps.withColumn(COUNTS, array(counts))
        .withColumn(DIFFERENCE.name(), ofCounts(Newcombe::difference))
        .withColumn(DIFFERENCE_LOWER.name(), ofCounts(Newcombe::lower))
        .withColumn(DIFFERENCE_UPPER.name(), ofCounts(Newcombe::upper))
        .drop(COUNTS, OF_COHORT);
  }

  private static Column ofCounts(OfTwo function) {
    Column counts = col(COUNTS);
    return function.of(counts.getItem(0), counts.getItem(1), counts.getItem(2), counts.getItem(3));
  }
}
