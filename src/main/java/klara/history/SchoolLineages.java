package klara.history;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_arrays;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import klara.register.SchoolUnits;
import klara.table.Field;
import klara.table.Rule;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Which school units are one school through splits and mergers: each and those it follows, those
 * that these follow, and all others that follow any of them. A unit that only begins or ends has a
 * lineage of its own. Source: the register's predecessors.
 */
public final class SchoolLineages {
  public static final Field SCHOOL_LINEAGE_CODE =
      Field.of(
          "school_lineage_code",
          DataTypes.StringType,
          "What a school unit shares with all that it was split from or merged with, directly or"
              + " not: the lowest of their codes, its own where there are none; null without a"
              + " school unit",
          new Rule.Digits(8));

  private static final String PREDECESSOR = "predecessor";

  private SchoolLineages() {}

  /**
   * The lineage of every unit.
   *
   * @param schoolUnits {@link SchoolUnits}; the few that follow others come to the driver
   * @param asOf the last day whose splits and mergers count
   * @return one row per unit: {@link SchoolUnits#SCHOOL_UNIT_CODE}, {@link #SCHOOL_LINEAGE_CODE}
   */
  public static Dataset<Row> from(Dataset<Row> schoolUnits, LocalDate asOf) {
    Column code = SchoolUnits.SCHOOL_UNIT_CODE.col();
    List<Row> follows =
        schoolUnits
            .where(SchoolUnits.VALID_FROM.col().leq(asOf))
            .select(code, explode(SchoolUnits.PREDECESSORS.col()).as(PREDECESSOR))
            .distinct()
            .collectAsList();
    Map<String, String> lowest = lowest(follows);
    Column lineage =
        map_from_arrays(
            lit(lowest.keySet().toArray(String[]::new)),
            lit(lowest.values().toArray(String[]::new)));
    return schoolUnits
        .select(code)
        .distinct()
        .select(code, coalesce(element_at(lineage, code), code).as(SCHOOL_LINEAGE_CODE.name()));
  }

  /** Of each unit that follows another or is followed, the lowest code that it is linked to. */
  private static Map<String, String> lowest(List<Row> follows) {
    Map<String, String> lowest = new TreeMap<>();
    boolean isChanged = true;
    while (isChanged) {
      isChanged = false;
      for (Row one : follows) {
        String unit = one.getString(0);
        String before = one.getString(1);
        String mine = lowest.getOrDefault(unit, unit);
        String theirs = lowest.getOrDefault(before, before);
        String both = mine.compareTo(theirs) < 0 ? mine : theirs;
        isChanged |= !both.equals(lowest.put(unit, both));
        isChanged |= !both.equals(lowest.put(before, both));
      }
    }
    return lowest;
  }
}
