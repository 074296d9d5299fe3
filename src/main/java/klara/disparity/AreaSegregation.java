package klara.disparity;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import klara.disclosure.Status;
import klara.disparity.SegregationCase.Unit;
import klara.history.Students;
import klara.outcome.OutcomeCells;
import klara.region.AreaOutcomes;
import klara.region.Areas;
import klara.region.Groups;
import klara.region.Perspectives;
import klara.register.Municipalities;
import klara.table.Field;
import klara.table.Table;
import klara.table.Zone;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * How unevenly groups of year 9 are spread over schools, and over the neighbourhoods (RegSO) where
 * they live, in Skåne and in each municipality with units enough that its index tells of none of
 * them; by {@link klara.stats.Segregation}, {@link klara.stats.MutualInformation} and {@link
 * klara.stats.DrawnSegregation}. Of three cohorts a school unit in a municipality is one school,
 * and a neighbourhood one, with the students of all. Who has no known neighbourhood is left out at
 * home.
 */
public final class AreaSegregation {
  private static final Field PERSPECTIVE =
      AreaOutcomes.PERSPECTIVE.named(
          AreaOutcomes.PERSPECTIVE.name(),
          "home: over neighbourhoods (RegSO), those who live in the area; school: over schools,"
              + " those whose school lies there");

  private static final List<Field> KEY =
      List.of(
          PERSPECTIVE,
          OutcomeCells.COHORT,
          AreaFigures.COHORTS,
          Groups.GROUP_DIMENSION,
          Groups.GROUP_VALUE,
          Areas.AREA_LEVEL,
          Areas.AREA_CODE);

  public static final Table TABLE =
      new Table(
          Zone.ANALYSIS,
          "segregation",
          "one row per perspective, last cohort of year 9, number of cohorts, group and area:"
              + " Skåne or a municipality",
          KEY,
          columns());

  /** The outcome whose students are all of year 9. */
  private static final String OF_YEAR_9 = "eligible_vocational";

  /** A group and those it is held against; who is of unknown group is in neither. */
  private record Split(String dimension, String value, Column first, Column second) {}

  private static final List<Split> SPLITS =
      List.of(
          split(Students.BACKGROUND, Groups.BACKGROUND, "foreign", "swedish"),
          split(Students.NEWLY_ARRIVED, Groups.NEWLY_ARRIVED, "yes", "no"),
          new Split(
              Groups.PARENTAL_EDUCATION,
              "post_secondary",
              Students.PARENTAL_EDUCATION.col().equalTo("post_secondary"),
              Students.PARENTAL_EDUCATION.col().isin("pre_secondary", "upper_secondary")),
          new Split(
              Groups.INCOME_QUINTILE,
              "1",
              OutcomeCells.INCOME_QUINTILE.col().equalTo("1"),
              OutcomeCells.INCOME_QUINTILE.col().isin("2", "3", "4", "5")),
          split(OutcomeCells.HOME_SITUATION, Groups.HOME_SITUATION, "otherwise", "both_parents"),
          split(OutcomeCells.SEX, Groups.SEX, "girls", "boys"));

  private AreaSegregation() {}

  private static List<Field> columns() {
    List<Field> columns = new ArrayList<>(KEY);
    columns.add(Areas.AREA_NAME);
    columns.addAll(SegregationNumbers.ALL);
    columns.add(Status.STATUS);
    return List.copyOf(columns);
  }

  private static Split split(Field column, String dimension, String value, String other) {
    return new Split(dimension, value, column.col().equalTo(value), column.col().equalTo(other));
  }

  /**
   * How many of each group every school and every neighbourhood of Skåne has: all that the indices
   * need.
   *
   * @param cells {@link OutcomeCells#TABLE}
   * @return perspective, cohort, municipality and code of the unit, and counts; a row without a
   *     municipality is of those whose unit is not known
   */
  public static Dataset<Row> units(Dataset<Row> cells) {
    List<Column> counts = new ArrayList<>();
    for (Split split : SPLITS) {
      for (Column side : List.of(split.first(), split.second())) {
        counts.add(coalesce(sum(when(side, OutcomeCells.STUDENTS.col())), lit(0L)));
      }
    }
    Column[] by = {
      PERSPECTIVE.col(), OutcomeCells.COHORT.col(), col(Areas.PLACE), col(Perspectives.UNIT)
    };
    return Perspectives.units(cells.where(OutcomeCells.OUTCOME.col().equalTo(OF_YEAR_9)))
        .groupBy(by)
        .agg(counts.get(0), counts.subList(1, counts.size()).toArray(Column[]::new))
        .orderBy(by);
  }

  /**
   * The indices, of each cohort alone and of it and the two before it.
   *
   * @param units {@link #units}, collected
   * @param names of the municipalities, by code
   * @return rows of {@link #TABLE}
   */
  public static List<Row> of(List<Row> units, Map<String, String> names) {
    Map<String, NavigableMap<Integer, List<Unit>>> perspectives = new TreeMap<>();
    for (Row row : units) {
      List<Unit> ofCohort =
          perspectives
              .computeIfAbsent(row.getString(0), perspective -> new TreeMap<>())
              .computeIfAbsent(row.getInt(1), cohort -> new ArrayList<>());
      if (!row.isNullAt(2)) {
        List<Long> counts = new ArrayList<>();
        for (int i = 4; i < row.size(); i++) {
          counts.add(row.getLong(i));
        }
        ofCohort.add(new Unit(row.getString(2), row.getString(3), List.copyOf(counts)));
      }
    }
    List<SegregationCase> cases = new ArrayList<>();
    perspectives.forEach(
        (perspective, cohorts) -> cases.addAll(SegregationCase.of(perspective, cohorts)));
    List<Row> rows = new ArrayList<>();
    for (SegregationCase one : cases) {
      add(rows, one, Areas.COUNTY, Municipalities.SKANE, "Skåne län");
      names.forEach((code, name) -> add(rows, one.in(code), Areas.MUNICIPALITY, code, name));
    }
    return rows;
  }

  private static void add(
      List<Row> rows, SegregationCase one, String level, String code, String name) {
    for (int split = 0; split < SPLITS.size(); split++) {
      List<@Nullable Object> values =
          new ArrayList<>(
              List.of(
                  one.perspective(),
                  one.cohort(),
                  one.cohorts(),
                  SPLITS.get(split).dimension(),
                  SPLITS.get(split).value(),
                  level,
                  code,
                  name));
      String status = one.status(split);
      if (!status.equals(Status.PUBLISHED)) {
        rows.add(TABLE.untold(status, values.toArray()));
        continue;
      }
      values.addAll(SegregationNumbers.of(one, split, level.equals(Areas.COUNTY)));
      values.add(status);
      rows.add(RowFactory.create(values.toArray()));
    }
  }
}
