package klara.pathway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import klara.disclosure.Protected;
import klara.disclosure.Status;
import klara.disclosure.Sum;
import klara.testing.SparkTest;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PublishedPathwaysTest extends SparkTest {
  /**
   * The municipalities of Skåne, their sub-regions and students in year 9 (Skolverket, 2024/25).
   */
  private static final String SKANE =
      """
        1214 FH 178
        1230 ML 416
        1231 ML 173
        1233 ML 511
        1256 NO 164
        1257 FH 134
        1260 FH 188
        1261 ML 395
        1262 ML 454
        1263 ML 329
        1264 ML 159
        1265 SÖ 124
        1266 NO 185
        1267 ML 214
        1270 SÖ 112
        1272 NO 131
        1273 NO 155
        1275 FH 96
        1276 FH 192
        1277 FH 224
        1278 FH 191
        1280 ML 3976
        1281 ML 1744
        1282 FH 593
        1283 FH 1903
        1284 FH 369
        1285 ML 439
        1286 SÖ 459
        1287 ML 542
        1290 NO 1101
        1291 SÖ 191
        1292 FH 529
        1293 NO 670
      """;

  private static final StructType MERGED =
      new StructType()
          .add("area_level", DataTypes.StringType)
          .add("area_code", DataTypes.StringType)
          .add("area_name", DataTypes.StringType)
          .add("subregion_code", DataTypes.StringType)
          .add("cohort", DataTypes.IntegerType)
          .add("years_since_leaving", DataTypes.IntegerType)
          .add("group_value", DataTypes.StringType)
          .add("state", DataTypes.StringType)
          .add("next_state", DataTypes.StringType)
          .add("status", DataTypes.StringType)
          .add("students", DataTypes.LongType);

  /** Of a hundred in a state at the beginning, how many are where at the end; states in order. */
  private static final int[][] CHANCES = {
    {93, 3, 1, 2, 1}, {35, 50, 6, 7, 2}, {4, 1, 75, 14, 6}, {8, 4, 25, 55, 8}, {2, 1, 6, 6, 85}
  };

  private static final int[] BEGINNINGS = {84, 11, 1, 3, 1};

  private static final int STUDENTS =
      PublishedPathways.TABLE.positions().getOrDefault("students", -1);
  private static final int STATUS = PublishedPathways.TABLE.positions().getOrDefault("status", -1);

  private static int drawn(Random random, int[] chances) {
    int left = random.nextInt(100);
    for (int i = 0; i < chances.length; i++) {
      left -= chances[i];
      if (left < 0) {
        return i;
      }
    }
    throw new IllegalStateException("chances add up to less than 100");
  }

  private static Row area(
      String level, String code, @Nullable String subregion, @Nullable Object... rest) {
    return group(level, code, subregion, "all", rest);
  }

  private static Row group(
      String level,
      String code,
      @Nullable String subregion,
      String group,
      @Nullable Object... rest) {
    return RowFactory.create(
        level, code, code, subregion, rest[0], rest[1], group, rest[2], rest[3], rest[4], rest[5]);
  }

  /** Of a hundred students, how many came when; {@link PublishedPathways#GROUPS} in order. */
  private static final int[] ARRIVALS = {5, 4, 4, 87};

  /** A block of three cohorts, 2013 to 2015, of the size that Skåne has. */
  private List<Row> skane(long seed) {
    return skane(seed, 1);
  }

  /** The same with so many times fewer students. */
  private List<Row> skane(long seed, int fewer) {
    Random random = new Random(seed);
    List<Row> rows = new ArrayList<>();
    rows.add(area("country", "0000", null, 2013, 1, null, null, "missing", null));
    rows.add(area("county", "12", null, 2014, 1, "neither", "neither", "published", 1L));
    rows.add(area("county", "12", null, 2015, 1, "neither", "neither", "published", 1L));
    rows.add(
        area("rest_of_country", "rest_of_country", null, 2016, 1, null, null, "immature", null));
    for (String subregion : List.of("FH", "ML", "NO", "SÖ")) {
      rows.add(area("subregion", subregion, null, 2016, 1, null, null, "immature", null));
    }
    for (String line : SKANE.strip().lines().toList()) {
      String[] words = line.strip().split(" ", -1);
      for (int step : PublishedPathways.STEPS) {
        Map<List<String>, Long> flows = new TreeMap<>(Comparator.comparing(List::toString));
        for (int i = 0; i < 3 * Integer.parseInt(words[2]) / fewer; i++) {
          int state = drawn(random, BEGINNINGS);
          String from = PublishedPathways.MERGED.get(state);
          String to = PublishedPathways.MERGED.get(drawn(random, CHANCES[state]));
          flows.merge(List.of("all", from, to), 1L, Long::sum);
          String arrival = PublishedPathways.GROUPS.get(drawn(random, ARRIVALS));
          flows.merge(List.of(arrival, from, to), 1L, Long::sum);
        }
        flows.forEach(
            (of, students) ->
                rows.add(
                    group(
                        "municipality",
                        words[0],
                        words[1],
                        of.get(0),
                        2013,
                        step,
                        of.get(1),
                        of.get(2),
                        "published",
                        students)));
      }
    }
    return spark().createDataFrame(rows, MERGED).collectAsList();
  }

  private List<Row> published(List<Row> truth) {
    Protected counts =
        Protected.counts(
            PublishedPathways.TABLE,
            truth,
            PublishedPathways.COUNTS,
            (table, rows) -> spark().createDataFrame(rows, table.schema()));
    return PublishedPathways.withRates(counts.rows()).collectAsList();
  }

  private static String name(Row row) {
    return List.of(
            row.getAs("area_code"),
            row.getAs("years_since_leaving"),
            row.getAs("cohorts"),
            row.getAs("group_value"),
            row.getAs("state"),
            row.getAs("next_state"))
        .toString();
  }

  @Test
  void withholdsSmallFlowsOfSkaneAndWhatGivesThemAwayAndTellsTheRest() {
    List<Row> truth = new FlowMatrix(skane(1)).rows();

    List<Row> told = published(truth);

    Map<String, Row> byName =
        told.stream().collect(Collectors.toMap(PublishedPathwaysTest::name, row -> row));
    assertThat(told).hasSameSizeAs(truth);
    assertThat(told)
        .noneMatch(
            row ->
                row.getAs("status").equals(Status.PUBLISHED)
                    && row.<Long>getAs("students") > 0
                    && row.<Long>getAs("students") < 10);
    // no sum leaves a small count alone to be worked out; what is withheld only for others' sake
    // may
    // be, and so may a zero of a state whose size is not told
    for (int step : PublishedPathways.STEPS) {
      List<Row> system =
          truth.stream()
              .filter(row -> row.getString(5).equals("2013-2015") && row.getInt(6) == step)
              .filter(row -> row.getString(STATUS).equals(Status.PUBLISHED))
              .toList();
      for (Sum sum : FlowSums.of(system)) {
        List<Integer> cells = new ArrayList<>(sum.parts());
        cells.add(sum.total());
        List<Long> unknown =
            cells.stream()
                .map(system::get)
                .filter(row -> isSuppressed(byName, row))
                .map(row -> row.getLong(STUDENTS))
                .toList();
        assertThat(unknown)
            .satisfiesAnyOf(
                counts -> assertThat(counts).hasSizeGreaterThan(1),
                counts -> assertThat(counts).allMatch(count -> count == 0 || count >= 10));
      }
    }
    // and so much is told that the table is of use: two thirds for the county, a third below
    Map<String, Double> shares =
        told.stream()
            .filter(row -> row.getAs("cohorts").equals("2013-2015"))
            .filter(row -> !row.getAs("status").equals(Status.MISSING))
            .collect(
                Collectors.groupingBy(
                    row ->
                        row.getAs("group_value").equals("all")
                            ? row.<String>getAs("area_level")
                            : "group",
                    Collectors.averagingDouble(
                        row -> row.getAs("status").equals(Status.PUBLISHED) ? 1 : 0)));
    assertThat(shares.get("county")).isGreaterThan(0.6);
    assertThat(shares.get("municipality")).isGreaterThan(0.3);
    assertThat(shares.get("group")).isGreaterThan(0.3);
  }

  @Test
  void tellsOfSkaneByYearsSinceArrivalWhatAddsUpToEveryone() {
    List<Row> truth = new FlowMatrix(skane(1)).rows();

    Map<String, Long> sums =
        truth.stream()
            .filter(row -> row.getString(1).equals("12"))
            .filter(row -> row.getString(STATUS).equals(Status.PUBLISHED))
            .collect(
                Collectors.groupingBy(
                    row ->
                        (row.getString(8).equals("all") ? "everyone " : "groups ")
                            + List.of(row.get(5), row.get(6), row.get(9), row.get(10)),
                    Collectors.summingLong(row -> row.getLong(STUDENTS))));
    List<String> everyone =
        sums.keySet().stream().filter(name -> name.startsWith("everyone")).toList();
    assertThat(everyone).hasSize(PublishedPathways.STEPS.size() * FlowSums.pairs().size());
    assertThat(everyone)
        .allSatisfy(
            name ->
                assertThat(sums.get(name.replace("everyone", "groups"))).isEqualTo(sums.get(name)));
    assertThat(truth)
        .filteredOn(row -> !row.getString(8).equals("all"))
        .allMatch(row -> row.getString(1).equals("12"));
  }

  @Test
  void holdsWhereMunicipalitiesHaveAHandfulOfStudents() {
    for (int seed = 1; seed <= 12; seed++) {
      // Malmö has 120 students in three cohorts, Perstorp two; the audit throws where it finds any
      List<Row> told = published(new FlowMatrix(skane(seed, 100)).rows());

      assertThat(told)
          .filteredOn(row -> row.getAs("area_level").equals("municipality"))
          .noneMatch(row -> row.getAs("status").equals(Status.PUBLISHED));
      assertThat(told)
          .filteredOn(row -> row.getAs("area_level").equals("county"))
          .anyMatch(row -> row.getAs("status").equals(Status.PUBLISHED));
    }
  }

  @Test
  void tellsOfASubregionWithoutASmallMunicipality() {
    // a tenth: Perstorp has 28 students and takes the north-west with it; no other has fewer than
    // 30
    List<Row> told = published(new FlowMatrix(skane(3, 10)).rows());

    assertThat(subregions(told, Status.PUBLISHED)).containsExactly("ML", "NO", "SÖ");
  }

  private static List<String> subregions(List<Row> told, String status) {
    return told.stream()
        .filter(row -> row.getAs("area_level").equals("municipality"))
        .filter(row -> row.getAs("status").equals(status))
        .filter(row -> row.getAs("cohorts").equals("2013-2015"))
        .map(row -> row.<String>getAs("subregion_code"))
        .distinct()
        .sorted()
        .toList();
  }

  private static boolean isSuppressed(Map<String, Row> told, Row row) {
    return Objects.requireNonNull(told.get(rowName(row))).getAs("status").equals(Status.SUPPRESSED);
  }

  private static String rowName(Row row) {
    return List.of(row.get(1), row.get(6), row.get(5), row.get(8), row.get(9), row.get(10))
        .toString();
  }
}
