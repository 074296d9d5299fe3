package klara.pathway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import klara.disclosure.Status;
import klara.history.States;
import klara.register.Municipalities;
import klara.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathwaysTest extends SparkTest {
  private Dataset<Row> municipalities() {
    return rows(
        Municipalities.REGISTER.table(),
        """
        municipality_code | valid_from | municipality_name | subregion_code
        1280              | 2011-07-01 | Malmö             | ML
        1281              | 2011-07-01 | Lund              | ML
        1291              | 2011-07-01 | Simrishamn        | SÖ
        0114              | 2011-07-01 | Upplands Väsby    |
        """);
  }

  private Dataset<Row> cells(List<Life> lives) {
    return PathwayCells.from(Life.studentYears(spark(), lives), Life.students(spark(), lives))
        .cache();
  }

  private Dataset<Row> pathways(List<Life> lives) {
    return Pathways.from(cells(lives), municipalities());
  }

  @Test
  void namesEachKindOfStep() {
    List<Life> lives =
        List.of(
            Life.of("a", 2015, "1281", "C EK EK NA S+ W"),
            Life.of("b", 2015, "1281", "C EK N EK EK+ W"),
            Life.of("c", 2015, "1281", "C IMS IMS BF X U"),
            Life.of("d", 2015, "1281", "C K K IMA D D"));

    assertRows(
        PathwayCells.TABLE,
        """
        years_since_leaving | state                   | next_state              | transition  | students
        0                   | compulsory              | national_preparatory    | began       | 2
        0                   | compulsory              | introduction_language   | began       | 1
        0                   | compulsory              | activity_responsibility | other       | 1
        1                   | national_preparatory    | national_preparatory    | remained    | 1
        1                   | national_preparatory    | neither                 | interrupted | 1
        1                   | introduction_language   | introduction_language   | remained    | 1
        1                   | activity_responsibility | activity_responsibility | remained    | 1
        2                   | national_preparatory    | national_preparatory    | changed     | 1
        2                   | neither                 | national_preparatory    | returned    | 1
        2                   | introduction_language   | national_vocational     | changed     | 1
        2                   | activity_responsibility | introduction_individual | began       | 1
        3                   | national_preparatory    | study                   | completed   | 1
        3                   | national_preparatory    | national_preparatory    | remained    | 1
        3                   | national_vocational     | moved_abroad            | other       | 1
        3                   | introduction_individual | died                    | other       | 1
        4                   | study                   | work                    | other       | 1
        4                   | national_preparatory    | work                    | completed   | 1
        4                   | moved_abroad            | unknown                 | other       | 1
        4                   | died                    | died                    | remained    | 1
        """,
        cells(lives));
  }

  @Test
  void keepsThoseWhoMoveInTheAreaThatTheyLeftCompulsorySchoolIn() {
    List<Life> lives =
        List.of(
            Life.of("a", 2015, "1281", "C EK EK@1280 EK"),
            Life.of("b", 2015, "1281", "C EK EK@0114 EK"),
            Life.of("c", 2015, "1280", "C EK EK EK"),
            Life.of("d", 2015, "1281", "C EK X EK@1280"));

    assertRows(
        Pathways.TABLE,
        """
        area_code | years_since_leaving | students | moved_students
        1281      | 0                   | 3        | 0
        1281      | 1                   | 2        | 2
        1281      | 1                   | 1        | 0
        1281      | 2                   | 2        | 0
        1281      | 2                   | 1        | 0
        """,
        pathways(lives)
            .where("area_code = '1281' and perspective = 'home' and status = 'published'")
            .where("group_value = 'all'"));
  }

  @Test
  void countsProtectedIdentitiesInTheCountyAndTheCountryOnly() {
    Life hidden = new Life("a", 2015, "1281", "C EK", "girls", null, true);
    List<Life> lives = List.of(hidden, Life.of("b", 2015, "0114", "C EK"));

    assertRows(
        Pathways.TABLE,
        """
        area_level      | students
        county          | 1
        rest_of_country | 1
        country         | 2
        """,
        pathways(lives)
            .where("perspective = 'home' and group_value = 'all' and status = 'published'"));
  }

  @Test
  void groupsTheNewlyArrivedByWhenTheyCame() {
    // leaving in the spring of 2016, born in 2000
    List<Life> lives =
        List.of(
            new Life("a", 2015, "1281", "C IMS", "girls", 2016, false),
            new Life("b", 2015, "1281", "C IMS", "girls", 2012, false),
            new Life("c", 2015, "1281", "C IMS", "girls", 2011, false),
            new Life("d", 2015, "1281", "C IMS", "girls", 2007, false),
            new Life("e", 2015, "1281", "C IMS", "girls", 2006, false),
            new Life("f", 2015, "1281", "C IMS", "girls", null, false),
            new Life("g", 2015, "1281", "C IMS", "girls", 2018, false));

    assertRows(
        PathwayCells.TABLE,
        """
        years_since_arrival | age_at_arrival | students
        0-1                 | 16+            | 1
        2-4                 | 7-12           | 1
        5-8                 | 7-12           | 1
        9+                  | 7-12           | 1
        9+                  | 0-6            | 1
        not_arrived         | not_arrived    | 1
        not_arrived         | not_arrived    | 1
        """,
        cells(lives));
  }

  @Test
  void saysOfEachStepThatCannotBeToldWhy() {
    List<Life> skane = List.of(Life.of("a", 2015, "1281", "C EK EK"));
    Dataset<Row> pathways = pathways(skane).cache();

    // last known 2017: of cohort 2015 steps 0 and 1, of 2017 none; 3 municipalities, 2 sub-regions,
    // county, rest and country, two perspectives
    assertThat(
            pathways.where("status = 'immature' and cohort = 2015 and group_value = 'all'").count())
        .isEqualTo((9 - 2) * 8 * 2);
    assertThat(pathways.where("status = 'immature' and cohort = 2017").count())
        .isEqualTo(9 * 8 * 2);
    assertThat(
            pathways
                .where("status = 'missing'")
                .select("area_level", "cohort", "years_since_leaving")
                .distinct()
                .collectAsList())
        .map(row -> row.mkString(" "))
        .containsExactlyInAnyOrder(
            "country 2015 0", "country 2015 1", "rest_of_country 2015 0", "rest_of_country 2015 1");
    assertThat(pathways.where("status = 'published' and area_level like '%country'").count())
        .isZero();
    Pathways.TABLE.require(pathways);
  }

  @Test
  void tellsNoStepBeforeItsOccupationsHaveCome() {
    // whose occupations are known to 2017, enrolments to 2019
    List<Life> lives =
        List.of(
            Life.of("a", 2015, "1281", "C EK W U U"), Life.of("b", 2015, "1281", "C EK EK EK EK"));

    assertRows(
        Pathways.TABLE,
        """
        years_since_leaving | next_state           | students | status
        0                   | national_preparatory | 2        | published
        1                   | national_preparatory | 1        | published
        1                   | work                 | 1        | published
        2                   |                      |          | immature
        3                   |                      |          | immature
        """,
        pathways(lives)
            .where("area_code = '1281' and perspective = 'home' and cohort = 2015")
            .where("group_value = 'all' and years_since_leaving < 4"));
  }

  // ------------------------------------------------------------------ random lives

  private static final List<String> WORDS =
      List.of(
          "EK", "NA", "BF", "IB", "IMV", "IMA", "IMS", "A", "S", "W", "K", "N", "X", "D", "U",
          "EK+", "W+", "EK@1281", "N@1280", "W@0114", "K!");

  private static final int LAST_KNOWN = 2023;

  private static List<Life> random(long seed) {
    Random random = new Random(seed);
    List<Life> lives = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      int cohort = 2012 + random.nextInt(10);
      StringBuilder words = new StringBuilder("C");
      int years = random.nextInt(10) == 0 ? random.nextInt(5) : LAST_KNOWN - cohort;
      for (int k = 1; k <= years; k++) {
        words.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
      }
      lives.add(
          new Life(
              "s" + i,
              cohort,
              List.of("1280", "1281", "1291", "0114", "").get(random.nextInt(5)),
              words.toString(),
              random.nextInt(20) == 0 ? null : random.nextBoolean() ? "girls" : "boys",
              random.nextInt(3) == 0 ? cohort - 14 + random.nextInt(16) : null,
              random.nextInt(15) == 0));
    }
    lives.replaceAll(life -> life.home() != null && life.home().isEmpty() ? homeless(life) : life);
    return lives;
  }

  private static Life homeless(Life life) {
    return new Life(
        life.id(),
        life.cohort(),
        null,
        life.words(),
        life.sex(),
        life.immigrationYear(),
        life.isProtected());
  }

  private static void add(Map<String, Long> sums, long number, Object... key) {
    sums.merge(List.of(key).toString(), number, Long::sum);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void flowsAddUpInEveryAreaCohortAndGroup(long seed) {
    List<Life> lives = random(seed);
    List<Row> flows = pathways(lives).where("status = 'published'").collectAsList();

    Map<String, Long> outOf = new TreeMap<>();
    Map<String, Long> into = new TreeMap<>();
    Map<String, Long> sizes = new TreeMap<>();
    Map<String, Long> everyone = new TreeMap<>();
    Map<String, Long> parts = new TreeMap<>();
    TreeSet<String> dimensions = new TreeSet<>();
    for (Row flow : flows) {
      String area = text(flow, "area_code") + text(flow, "perspective") + flow.getAs("cohort");
      String dimension = text(flow, "group_dimension");
      String group = dimension + "/" + text(flow, "group_value");
      int step = flow.getAs("years_since_leaving");
      long students = flow.getAs("students");
      add(outOf, students, area, group, step, text(flow, "state"));
      add(into, students, area, group, step + 1, text(flow, "next_state"));
      add(sizes, students, area, group, step);
      String kind = text(flow, "state") + text(flow, "next_state") + text(flow, "transition");
      if (dimension.equals("all")) {
        add(everyone, students, area, step, kind);
      } else {
        dimensions.add(dimension);
        add(parts, students, dimension, area, step, kind);
      }
      assertThat(flow.<Long>getAs("moved_students")).isBetween(0L, students);
    }

    // all that comes into a state leaves it again, but for the last step that is known of
    into.keySet().removeIf(key -> isAfterTheLastStep(key));
    outOf.keySet().removeIf(key -> key.contains(", 0, "));
    assertThat(outOf).isNotEmpty().isEqualTo(into);
    // a cohort never changes size
    Map<String, List<Long>> byGroup = new TreeMap<>();
    sizes.forEach(
        (key, size) ->
            byGroup
                .computeIfAbsent(key.substring(0, key.lastIndexOf(',')), any -> new ArrayList<>())
                .add(size));
    assertThat(byGroup.values()).allMatch(size -> new TreeSet<>(size).size() == 1);
    // the groups of each dimension are everyone
    assertThat(dimensions)
        .containsExactly(
            "age_at_arrival", "background", "parental_education", "sex", "years_since_arrival");
    for (String dimension : dimensions) {
      Map<String, Long> ofDimension =
          parts.entrySet().stream()
              .filter(entry -> entry.getKey().startsWith("[" + dimension))
              .collect(
                  Collectors.toMap(
                      entry -> entry.getKey().replace(dimension + ", ", ""), Map.Entry::getValue));
      assertThat(ofDimension).isEqualTo(everyone);
    }
  }

  /** The key of {@code into} ends in «…2015, all/all, 3, work]». */
  private static boolean isAfterTheLastStep(String key) {
    String[] parts = key.replaceAll("[\\[\\]]", "").split(", ", -1);
    int cohort = Integer.parseInt(parts[0].substring(parts[0].length() - 4));
    int step = Integer.parseInt(parts[2]);
    return step == Lives.YEARS || cohort + step == LAST_KNOWN;
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void everyStudentIsInOneStateEachYear(long seed) {
    List<Life> lives = random(seed);

    Map<String, Long> found = new TreeMap<>();
    pathways(lives)
        .where("area_level = 'country' and group_value = 'all' and perspective = 'home'")
        .where(Status.STATUS.col().equalTo(Status.PUBLISHED))
        .collectAsList()
        .forEach(
            flow ->
                add(
                    found,
                    flow.getAs("students"),
                    flow.getAs("cohort"),
                    flow.getAs("years_since_leaving"),
                    text(flow, "state"),
                    text(flow, "next_state")));

    Map<String, Long> counted = new TreeMap<>();
    for (Life life : lives) {
      List<Life.Year> years = life.years();
      for (int k = 0; k < 9 && life.cohort() + k + 1 <= LAST_KNOWN; k++) {
        String state = k < years.size() ? years.get(k).state() : States.UNKNOWN;
        String next = k + 1 < years.size() ? years.get(k + 1).state() : States.UNKNOWN;
        add(counted, 1, life.cohort(), k, state, next);
      }
    }
    assertThat(found).isEqualTo(counted);
  }

  private static String text(Row row, String column) {
    return row.getAs(column);
  }
}
