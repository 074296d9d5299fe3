package klara.region;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.DoubleType;

import java.util.ArrayList;
import java.util.List;
import klara.stats.SlopeIndexColumns;
import klara.table.Field;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The slope and the relative index of inequality over the groups of a dimension that has an order.
 */
final class GapSlopes {
  static final Field SLOPE_INDEX =
      AreaGaps.measured(
          "slope_index",
          "Slope index of inequality: difference in rate, or in mean merit value in points, from the"
              + " lowest to the highest group of a dimension that has an order; null for other"
              + " dimensions");
  static final Field SLOPE_INDEX_LOWER = AreaGaps.measured("slope_index_lower", "Lower 95 % limit");
  static final Field SLOPE_INDEX_UPPER = AreaGaps.measured("slope_index_upper", "Upper 95 % limit");
  private static final Field RELATIVE_INDEX =
      AreaGaps.measured(
          "relative_index",
          "Relative index of inequality: highest by lowest group of a dimension that has an order,"
              + " of rates or of mean merit values; null for other dimensions");
  private static final Field RELATIVE_INDEX_LOWER =
      AreaGaps.measured("relative_index_lower", "Lower 95 % limit");
  private static final Field RELATIVE_INDEX_UPPER =
      AreaGaps.measured("relative_index_upper", "Upper 95 % limit");

  /** In the order that tables list them. */
  static final List<Field> FIELDS =
      List.of(
          SLOPE_INDEX,
          SLOPE_INDEX_LOWER,
          SLOPE_INDEX_UPPER,
          RELATIVE_INDEX,
          RELATIVE_INDEX_LOWER,
          RELATIVE_INDEX_UPPER);

  private static final List<String> FOUND =
      List.of(
          SlopeIndexColumns.SLOPE,
          SlopeIndexColumns.SLOPE_LOWER,
          SlopeIndexColumns.SLOPE_UPPER,
          SlopeIndexColumns.RELATIVE,
          SlopeIndexColumns.RELATIVE_LOWER,
          SlopeIndexColumns.RELATIVE_UPPER);

  private GapSlopes() {}

  /**
   * What is known of one group.
   *
   * @param students how many are in it
   * @param events how many of them had the outcome
   * @param mean their mean points, where the outcome is one
   * @param error standard error of the mean
   */
  record Group(Column students, Column events, Column mean, Column error) {
    private Column orNone(Column isThere, Column number) {
      return when(isThere, number).otherwise(lit(0.0));
    }

    private Column isThere() {
      return students.gt(0);
    }

    private Column size() {
      return orNone(isThere(), students.cast(DoubleType));
    }

    private Column sum(Column isShare) {
      return orNone(isThere(), when(isShare, events).otherwise(students.multiply(mean)));
    }

    private Column variance(Column isShare) {
      return when(isShare, SlopeIndexColumns.ofEvents(size(), sum(isShare)))
          .otherwise(orNone(isThere(), pow(students.multiply(error), 2)));
    }
  }

  /**
   * Adds what the {@link #told} columns take.
   *
   * @param ordered the groups from the lowest to the highest
   * @param isShare whether a row's outcome is a share rather than a mean
   */
  static Dataset<Row> added(Dataset<Row> rows, List<Group> ordered, Column isShare) {
    return SlopeIndexColumns.added(
        rows,
        ordered.stream().map(Group::size).toList(),
        ordered.stream().map(group -> group.sum(isShare)).toList(),
        ordered.stream().map(group -> group.variance(isShare)).toList());
  }

  /** The columns of {@link #FIELDS}, null unless told. */
  static List<Column> told(Column isTold) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < FIELDS.size(); i++) {
      columns.add(when(isTold, col(FOUND.get(i))).as(FIELDS.get(i).name()));
    }
    return columns;
  }

  /** The same of a dimension without an order. */
  static List<Column> none() {
    return FIELDS.stream().map(field -> lit(null).cast(DoubleType).as(field.name())).toList();
  }
}
