package klara.pathway;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.ArrayList;
import java.util.List;
import klara.region.Groups;
import klara.table.Field;
import klara.table.Rule;
import org.apache.spark.sql.Column;

/** The groups that pathways are told for: everyone, and by one circumstance. */
final class PathwayGroups {
  static final Field GROUP_DIMENSION =
      Field.of(
          Groups.GROUP_DIMENSION.name(),
          StringType,
          "By what students are grouped; all is everyone",
          new Rule.Known(),
          new Rule.OneOf(dimensions()));

  private PathwayGroups() {}

  private static List<String> dimensions() {
    List<String> dimensions = new ArrayList<>(List.of(Groups.ALL));
    PathwayCells.CIRCUMSTANCES.forEach(circumstance -> dimensions.add(circumstance.name()));
    return List.copyOf(dimensions);
  }

  /** The groups that a cell of {@link PathwayCells} belongs to, as structs. */
  static Column[] ofCell() {
    List<Column> groups = new ArrayList<>(List.of(group(Groups.ALL, lit(Groups.ALL))));
    for (Field circumstance : PathwayCells.CIRCUMSTANCES) {
      groups.add(group(circumstance.name(), circumstance.col()));
    }
    return groups.toArray(Column[]::new);
  }

  private static Column group(String dimension, Column value) {
    return struct(lit(dimension).as(GROUP_DIMENSION.name()), value.as(Groups.GROUP_VALUE.name()));
  }
}
