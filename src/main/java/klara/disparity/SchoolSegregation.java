package klara.disparity;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import klara.disclosure.Status;
import klara.history.Students;
import klara.outcome.OutcomeCells;
import klara.region.Areas;
import klara.region.Groups;
import klara.register.Municipalities;
import klara.stats.MutualInformation;
import klara.stats.Segregation;
import klara.table.Field;
import klara.table.Rule;
import klara.table.Table;
import klara.table.Zone;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * How unevenly groups are spread over the schools of year 9, in Skåne and in each municipality with
 * schools enough that its index tells of none of them.
 */
public final class SchoolSegregation {
  private static final Field SCHOOLS = Field.of("schools", LongType, "School units with students");
  private static final Field MUNICIPALITIES =
      Field.of("municipalities", LongType, "Municipalities that they lie in");
  private static final Field STUDENTS =
      Field.of("students", LongType, "Students, in tens; null unless published");
  private static final Field DISSIMILARITY =
      index(
          "dissimilarity",
          "Share of the group that would have to change school for an even spread");
  private static final Field DISSIMILARITY_EXPECTED =
      index(
          "dissimilarity_expected",
          "What chance alone would give were students allotted to schools of these sizes at random");
  private static final Field DISSIMILARITY_BEYOND_CHANCE =
      Field.of(
          "dissimilarity_beyond_chance",
          DoubleType,
          "(dissimilarity - expected) / (1 - expected): 1 apart, 0 as by chance; null unless published");
  private static final Field ISOLATION =
      index("isolation", "Share of the group in the school of an average member of it");
  private static final Field GROUP_SHARE = index("group_share", "Share of the group among all");
  private static final Field INFORMATION =
      index("information_index", "Theil's H over schools: 0 the mix of all in every school");
  private static final Field INFORMATION_BETWEEN =
      index(
          "information_index_between",
          "What of H lies between municipalities; null for a municipality");
  private static final Field INFORMATION_WITHIN =
      index("information_index_within", "What of H lies between schools of the same municipality");

  public static final Table TABLE =
      new Table(
          Zone.ANALYSIS,
          "segregation",
          "one row per cohort of year 9, group and area: Skåne or a municipality, by its schools",
          List.of(
              OutcomeCells.COHORT,
              Groups.GROUP_DIMENSION,
              Groups.GROUP_VALUE,
              Areas.AREA_LEVEL,
              Areas.AREA_CODE),
          List.of(
              OutcomeCells.COHORT,
              Groups.GROUP_DIMENSION,
              Groups.GROUP_VALUE,
              Areas.AREA_LEVEL,
              Areas.AREA_CODE,
              Areas.AREA_NAME,
              SCHOOLS,
              MUNICIPALITIES,
              STUDENTS,
              GROUP_SHARE,
              DISSIMILARITY,
              DISSIMILARITY_EXPECTED,
              DISSIMILARITY_BEYOND_CHANCE,
              ISOLATION,
              INFORMATION,
              INFORMATION_BETWEEN,
              INFORMATION_WITHIN,
              Status.STATUS));

  /** The outcome whose students are all of year 9. */
  private static final String OF_YEAR_9 = "eligible_vocational";

  /** From so many schools, with so many of each group in all, no school can be told by an index. */
  private static final int FEWEST_SCHOOLS = 5;

  private static final long FEWEST_OF_GROUP = 50;
  private static final double ROUNDED = 1000;

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

  private static Field index(String name, String meaning) {
    return Field.of(
        name, DoubleType, meaning + ", 0 to 1; null unless published", Rule.Between.of("0", "1"));
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
   * The indices.
   *
   * @param schools {@link #schools}, collected
   * @param names of the municipalities, by code
   * @return rows of {@link #TABLE}
   */
  public static List<Row> of(List<Row> schools, Map<String, String> names) {
    Map<Integer, List<Row>> cohorts =
        schools.stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.getInt(0), LinkedHashMap::new, Collectors.toList()));
    List<Row> rows = new ArrayList<>();
    cohorts.forEach(
        (cohort, its) -> {
          for (int k = 0; k < SPLITS.size(); k++) {
            rows.add(row(cohort, k, Areas.COUNTY, Municipalities.SKANE, "Skåne län", its));
            int split = k;
            names.forEach(
                (code, name) ->
                    rows.add(
                        row(
                            cohort,
                            split,
                            Areas.MUNICIPALITY,
                            code,
                            name,
                            its.stream().filter(one -> one.getString(1).equals(code)).toList())));
          }
        });
    return rows;
  }

  private static Row row(
      int cohort, int k, String level, String code, String name, List<Row> schools) {
    Split split = SPLITS.get(k);
    long[] first = schools.stream().mapToLong(row -> row.getLong(3 + 2 * k)).toArray();
    long[] second = schools.stream().mapToLong(row -> row.getLong(4 + 2 * k)).toArray();
    long all = Arrays.stream(first).sum();
    long others = Arrays.stream(second).sum();
    boolean isTold = schools.size() >= FEWEST_SCHOOLS && Math.min(all, others) >= FEWEST_OF_GROUP;
    if (!isTold) {
      String status = schools.isEmpty() ? Status.NOT_APPLICABLE : Status.SUPPRESSED;
      return TABLE.untold(status, cohort, split.dimension(), split.value(), level, code, name);
    }
    List<String> places =
        List.copyOf(
            schools.stream()
                .map(one -> one.getString(1))
                .collect(Collectors.toCollection(TreeSet::new)));
    double[][] people = new double[first.length][];
    for (int i = 0; i < first.length; i++) {
      people[i] = new double[] {first[i], second[i]};
    }
    Segregation found = Segregation.of(first, second);
    MutualInformation information =
        MutualInformation.of(
            people, schools.stream().mapToInt(one -> places.indexOf(one.getString(1))).toArray());
    boolean isCounty = level.equals(Areas.COUNTY);
    return RowFactory.create(
        cohort,
        split.dimension(),
        split.value(),
        level,
        code,
        name,
        (long) schools.size(),
        (long) places.size(),
        (all + others) / 10 * 10,
        rounded((double) all / (all + others)),
        rounded(found.dissimilarity()),
        rounded(found.expected()),
        rounded(found.beyondChance()),
        rounded(found.isolation()),
        rounded(information.theilH()),
        isCounty ? rounded(information.theilHBetween()) : null,
        isCounty ? rounded(information.theilHWithin()) : null,
        Status.PUBLISHED);
  }

  private static @Nullable Double rounded(double value) {
    return Double.isFinite(value) ? Math.round(value * ROUNDED) / ROUNDED : null;
  }
}
