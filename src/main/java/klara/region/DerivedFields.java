package klara.region;

import static org.apache.spark.sql.types.DataTypes.DoubleType;

import klara.table.Field;
import klara.table.Rule;

/** Columns of what is derived from published figures. */
final class DerivedFields {
  private DerivedFields() {}

  static Field share(String name, String meaning) {
    return Field.of(
        name, DoubleType, meaning + "; 0 to 1, null unless published", Rule.Between.of("0", "1"));
  }

  static Field points(String name, String meaning) {
    return AreaOutcomes.MEAN_POINTS.named(
        name, meaning + "; 0 to 340, null for shares and unless published");
  }
}
