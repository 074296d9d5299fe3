package klara.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import klara.table.Field;
import klara.table.Table;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Shares that grow along a clock, each of students of its own: no curve is a sum of others. What a
 * curve gains between two points that are told is a count of students, and so is what is left: a
 * point is told where nothing or at least five was gained since the last told one, and nobody or at
 * least five are left.
 *
 * @param table what the rows become: their columns, less those that would tell more than the curve
 * @param clock whole numbers; the rest of the key names the curve
 * @param students of the curve, the same at every point
 * @param gained students since the point before
 * @param numbers columns of the table that are emptied where a point is withheld
 * @param status the column with the status
 */
public record Curves(
    Table table, Field clock, Field students, Field gained, List<Field> numbers, Field status) {

  /**
   * Withholds points.
   *
   * @param from whose rows these are: the columns of the table, and those that are not told
   * @return rows of the table, one for each
   */
  List<Row> withoutSmallSteps(Table from, List<Row> rows) {
    Map<String, Integer> at = from.positions();
    Map<List<Object>, TreeMap<Integer, Row>> curves = new LinkedHashMap<>();
    for (Row row : rows) {
      curves
          .computeIfAbsent(name(row, at), any -> new TreeMap<>())
          .put(row.getInt(place(clock, at)), row);
    }
    List<Row> told = new ArrayList<>();
    for (TreeMap<Integer, Row> points : curves.values()) {
      long untold = 0;
      long ever = 0;
      for (Row row : points.values()) {
        boolean isWithheld = false;
        if (row.getString(place(status, at)).equals(Status.PUBLISHED)) {
          untold += row.getLong(place(gained, at));
          ever += row.getLong(place(gained, at));
          isWithheld = isFew(untold) || isFew(row.getLong(place(students, at)) - ever);
          untold = isWithheld ? untold : 0;
        }
        told.add(row(row, isWithheld, at));
      }
    }
    return told;
  }

  private List<Object> name(Row row, Map<String, Integer> at) {
    return Arrays.asList(
        table.key().stream()
            .filter(field -> !field.equals(clock))
            .map(field -> row.get(place(field, at)))
            .toArray());
  }

  private Row row(Row row, boolean isWithheld, Map<String, Integer> at) {
    @Nullable Object[] values = new Object[table.columns().size()];
    for (int i = 0; i < values.length; i++) {
      Field field = table.columns().get(i);
      values[i] = isWithheld && numbers.contains(field) ? null : row.get(place(field, at));
      if (isWithheld && field.equals(status)) {
        values[i] = Status.SUPPRESSED;
      }
    }
    return RowFactory.create(values);
  }

  private static int place(Field field, Map<String, Integer> at) {
    Integer place = at.get(field.name());
    if (place == null) {
      throw new IllegalArgumentException("no column is called " + field.name());
    }
    return place;
  }

  private static boolean isFew(long count) {
    return count > 0 && count < SmallCells.FEWEST;
  }
}
