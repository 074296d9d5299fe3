package klara.disparity;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import klara.disclosure.Status;
import klara.disparity.SegregationCase.School;
import klara.history.Students;
import klara.outcome.OutcomeCells;
import klara.region.Areas;
import klara.region.Groups;
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
 * How unevenly groups are spread over the schools of year 9, in Skåne and in each municipality with
 * schools enough that its index tells of none of them; by {@link klara.stats.Segregation}, {@link
 * klara.stats.MutualInformation} and {@link klara.stats.DrawnSegregation}. Of three cohorts a
 * school unit in a municipality is one school, with the students of all.
 */
public final class SchoolSegregation {
  private static final List<Field> KEY =
      List.of(
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
          "one row per last cohort of year 9, number of cohorts, group and area: Skåne or a"
              + " municipality, by its schools",
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

  private SchoolSegregation() {}

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
   * How many of each group every school of Skåne has: all that the indices need.
   *
   * @param cells {@link OutcomeCells#TABLE}
   */
  public static Dataset<Row> schools(Dataset<Row> cells) {
    Column place = OutcomeCells.SCHOOL_PLACE.col();
    List<Column> counts = new ArrayList<>();
    for (Split split : SPLITS) {
      for (Column side : List.of(split.first(), split.second())) {
        counts.add(coalesce(sum(when(side, OutcomeCells.STUDENTS.col())), lit(0L)));
      }
    }
    Column[] by = {OutcomeCells.COHORT.col(), place, OutcomeCells.SCHOOL_UNIT_CODE.col()};
    return cells
        .where(
            OutcomeCells.OUTCOME
                .col()
                .equalTo(OF_YEAR_9)
                .and(place.notEqual(OutcomeCells.ELSEWHERE))
                .and(place.notEqual(Municipalities.SKANE))
                .and(OutcomeCells.SCHOOL_UNIT_CODE.col().isNotNull()))
        .groupBy(by)
        .agg(counts.get(0), counts.subList(1, counts.size()).toArray(Column[]::new))
        .orderBy(by);
  }

  /**
   * The indices, of each cohort alone and of it and the two before it.
   *
   * @param schools {@link #schools}, collected
   * @param names of the municipalities, by code
   * @return rows of {@link #TABLE}
   */
  public static List<Row> of(List<Row> schools, Map<String, String> names) {
    NavigableMap<Integer, List<School>> cohorts = new TreeMap<>();
    for (Row row : schools) {
      List<Long> counts = new ArrayList<>();
      for (int i = 3; i < row.size(); i++) {
        counts.add(row.getLong(i));
      }
      cohorts
          .computeIfAbsent(row.getInt(0), cohort -> new ArrayList<>())
          .add(new School(row.getString(1), row.getString(2), List.copyOf(counts)));
    }
    List<Row> rows = new ArrayList<>();
    for (SegregationCase one : SegregationCase.of(cohorts)) {
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
