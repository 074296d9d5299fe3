package klara.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import klara.table.Field;
import klara.table.Table;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Shares that grow along a clock, a row a point, for areas of which none lies in another. What a
 * curve gains between two points that are told is a count of students, and so is what is left: a
 * point is told where nothing or at least five was gained since the last told one, and nobody or at
 * least five are left. The curves of a family add up to one among them, and so a point is told for
 * all of them or for none.
 *
 * @param table what the rows become: their columns, less those that would tell more than the curve
 * @param family columns whose values the curves of a family share
 * @param clock whole numbers
 * @param students of the curve, the same at every point
 * @param gained students since the point before
 * @param numbers columns of the table that are emptied where a point is withheld
 */
public record Curves(
    Table table,
    List<Field> family,
    Field clock,
    Field students,
    Field gained,
    List<Field> numbers,
    Field status) {

  /**
   * Withholds points.
   *
   * @param from whose rows these are: the columns of the table, and those that are not told
   */
  List<Row> withoutSmallSteps(Table from, List<Row> rows) {
    Map<String, Integer> at = from.positions();
    Map<List<Object>, TreeMap<Integer, List<Row>>> families = new HashMap<>();
    for (Row row : rows) {
      families
          .computeIfAbsent(values(row, family, at), any -> new TreeMap<>())
          .computeIfAbsent(row.getInt(place(clock, at)), any -> new ArrayList<>())
          .add(row);
    }
    List<Row> told = new ArrayList<>();
    for (TreeMap<Integer, List<Row>> points : families.values()) {
      Map<List<Object>, Gain> gains = new HashMap<>();
      for (List<Row> point : points.values()) {
        List<Gain> moved = new ArrayList<>();
        for (Row row : point) {
          if (row.getString(place(status, at)).equals(Status.PUBLISHED)) {
            Gain gain = gains.computeIfAbsent(curve(row, at), any -> new Gain());
            gain.add(row.getLong(place(gained, at)), row.getLong(place(students, at)));
            moved.add(gain);
          }
        }
        boolean isTold = moved.stream().allMatch(Gain::isSafe);
        if (isTold) {
          moved.forEach(Gain::tell);
        }
        point.forEach(row -> told.add(row(row, isTold, at)));
      }
    }
    return told;
  }

  private List<Object> curve(Row row, Map<String, Integer> at) {
    return values(row, table.key().stream().filter(field -> !field.equals(clock)).toList(), at);
  }

  private Row row(Row row, boolean isTold, Map<String, Integer> at) {
    boolean isWithheld = !isTold && row.getString(place(status, at)).equals(Status.PUBLISHED);
    return RowFactory.create(
        table.columns().stream()
            .map(field -> value(field, row.get(place(field, at)), isWithheld))
            .collect(Collectors.toCollection(ArrayList::new))
            .toArray());
  }

  private @Nullable Object value(Field field, @Nullable Object value, boolean isWithheld) {
    if (isWithheld && field.equals(status)) {
      return Status.SUPPRESSED;
    }
    return isWithheld && numbers.contains(field) ? null : value;
  }

  private static List<Object> values(Row row, List<Field> fields, Map<String, Integer> at) {
    return Arrays.asList(fields.stream().map(field -> row.get(place(field, at))).toArray());
  }

  private static int place(Field field, Map<String, Integer> at) {
    Integer place = at.get(field.name());
    if (place == null) {
      throw new IllegalArgumentException("no column is called " + field.name());
    }
    return place;
  }

  /** What a curve gained since its last told point, and what is left of it. */
  private static final class Gain {
    private long sinceTold;
    private long left;
    private boolean isBegun;

    void add(long students, long all) {
      left = (isBegun ? left : all) - students;
      sinceTold += students;
      isBegun = true;
    }

    boolean isSafe() {
      return !isFew(sinceTold) && !isFew(left);
    }

    void tell() {
      sinceTold = 0;
    }

    private static boolean isFew(long count) {
      return count > 0 && count < SmallCells.FEWEST;
    }
  }
}
