package klara.history;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import klara.outcome.Outcome;
import klara.outcome.Outcomes;
import klara.register.CodeLists;
import klara.register.IdentityChanges;
import klara.register.Person;
import klara.register.Register;
import klara.register.SchoolUnits;
import klara.register.SchoolYear;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lives as {@link Story} tells them: the timeline and the outcomes of each, by hand from the
 * definitions. All go through Spark at once, so that each also shows that no other touches it.
 */
class LifeStoriesTest extends HistoryTest {
  private static final LocalDate AS_OF = LocalDate.of(2026, 11, 22);

  /** Lund, Malmö, Skurup, Halmstad; 5 and 6 became 7, 9 is a part of 7, and 8 moved from Lund. */
  private static final String UNITS =
      """
      school_unit_code | valid_from | school_municipality_code | predecessors
      11111111         | 2011-07-01 | 1281                     |
      22222222         | 2011-07-01 | 1280                     |
      33333333         | 2011-07-01 | 1264                     |
      44444444         | 2011-07-01 | 1380                     |
      55555555         | 2011-07-01 | 1281                     |
      66666666         | 2011-07-01 | 1281                     |
      77777777         | 2020-07-01 | 1281                     | ["55555555", "66666666"]
      88888888         | 2011-07-01 | 1281                     |
      88888888         | 2020-07-01 | 1280                     |
      99999999         | 2021-07-01 | 1281                     | ["77777777"]
      """;

  private static final String CODES =
      """
      list    | code  | valid_from | kind
      program | NA    | 2011-07-01 | HF
      program | SA    | 2011-07-01 | HF
      program | BA    | 2011-07-01 | YRK
      program | HA    | 2011-07-01 | YRK
      program | FS    | 2022-07-01 | YRK
      program | NA25  | 2025-07-01 | HF
      program | MA25  | 2025-07-01 | YRK
      program | IB    | 2011-07-01 | IB
      program | IMV   | 2011-07-01 | IM
      program | IMA   | 2011-07-01 | IM
      program | IMIND | 2011-07-01 | IM
      program | IMY   | 2011-07-01 | IM
      program | IMYRK | 2011-07-01 | IM
      program | IMS   | 2011-07-01 | IM
      program | IMSPR | 2011-07-01 | IM
      program | IMPRE | 2011-07-01 | IM
      amne    | MA    | 2011-07-01 | core
      """;

  private static final List<Story> STORIES =
      Stream.of(
              YearNineStories.ALL, UpperSecondaryStories.ALL, LeavingStories.ALL, PersonStories.ALL)
          .flatMap(List::stream)
          .toList();

  /** Those that are asked of a life: what is asked of residents depends on all who live there. */
  private static final List<Outcome> OUTCOMES =
      Outcomes.ALL.stream()
          .filter(outcome -> outcome.population() != Outcome.Population.RESIDENTS)
          .toList();

  private static @Nullable Told told;

  /**
   * What came out of all stories.
   *
   * @param students by id, the rows of {@link Students#TABLE}
   * @param years by id, the rows of {@link StudentYears#TABLE} in order
   */
  private record Told(Map<String, Row> students, Map<String, List<Row>> years) {}

  static List<Story> stories() {
    return STORIES;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stories")
  void comesOutAsTold(Story story) {
    List<String> expected = new ArrayList<>();
    List<String> actual = new ArrayList<>();
    story
        .expected()
        .forEach(
            (id, one) -> {
              expected.addAll(wanted(id, one));
              actual.addAll(found(id, one));
            });

    assertThat(actual).containsExactlyElementsOf(expected);
  }

  @Test
  void areAllThatCameOut() {
    TreeSet<String> expected = new TreeSet<>();
    for (Story story : STORIES) {
      story
          .expected()
          .forEach(
              (id, one) -> {
                if (!one.counted().isEmpty()) {
                  expected.add(id);
                }
              });
    }

    assertThat(told().students().keySet()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(told().years().keySet()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(STORIES).map(Story::name).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(40);
  }

  /** Each outcome is had in one story, and in another counted without being had. */
  @Test
  void knowBothSidesOfEveryOutcome() {
    TreeSet<String> had = new TreeSet<>();
    TreeSet<String> lacked = new TreeSet<>();
    for (Story story : STORIES) {
      for (Story.Expected one : story.expected().values()) {
        TreeSet<String> counted = Story.outcomes(one.counted());
        had.addAll(Story.outcomes(one.had()));
        counted.removeAll(Story.outcomes(one.had()));
        lacked.addAll(counted);
      }
    }
    List<String> all = OUTCOMES.stream().map(Outcome::code).toList();

    assertThat(had).containsExactlyInAnyOrderElementsOf(all);
    assertThat(lacked).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void knowEveryState() {
    TreeSet<String> states = new TreeSet<>();
    told().years().values().forEach(rows -> rows.forEach(row -> states.add(text(row, "state"))));

    assertThat(states).containsExactlyInAnyOrderElementsOf(States.ALL);
  }

  // ------------------------------------------------------------------ as text

  private static List<String> wanted(String id, Story.Expected one) {
    List<String> lines = new ArrayList<>();
    for (List<String> cells : one.years()) {
      lines.add(id + ": " + String.join(" | ", cells));
    }
    lines.add(id + ": facts " + one.facts());
    lines.add(id + ": counted " + Story.outcomes(one.counted()));
    lines.add(id + ": had " + Story.outcomes(one.had()));
    return lines;
  }

  /** The same of what came out, of the columns that the story names. */
  private List<String> found(String id, Story.Expected one) {
    List<Row> years = told().years().getOrDefault(id, List.of());
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < years.size(); i++) {
      Row row = years.get(i);
      List<String> cells = new ArrayList<>();
      for (String column :
          List.of(
              "school_year",
              "state",
              "study_year",
              "school_unit_code",
              "school_municipality_code",
              "home_municipality_code",
              "programme_code")) {
        cells.add(text(row, column));
      }
      cells.add(row.<Boolean>getAs("has_diploma") ? "diploma" : "");
      String asked = i < one.years().size() ? one.years().get(i).get(8) : "";
      cells.add(String.join(" ", facts(row, asked.isEmpty() ? List.of() : words(asked))));
      lines.add(id + ": " + String.join(" | ", cells));
    }
    Row student = told().students().get(id);
    TreeSet<String> counted = new TreeSet<>();
    TreeSet<String> had = new TreeSet<>();
    if (student != null) {
      for (Outcome outcome : OUTCOMES) {
        if (student.<Boolean>getAs("counted_" + outcome.code()) && isMature(student, outcome)) {
          counted.add(outcome.code());
        }
        if (student.<Boolean>getAs("had_" + outcome.code())) {
          had.add(outcome.code());
        }
      }
    }
    had.retainAll(counted);
    lines.add(id + ": facts " + (student == null ? List.of() : facts(student, one.facts())));
    lines.add(id + ": counted " + counted);
    lines.add(id + ": had " + had);
    return lines;
  }

  /** Of a cohort that is not mature nothing is published. */
  private static boolean isMature(Row student, Outcome outcome) {
    int cohort = student.<Integer>getAs(outcome.population().cohort.name());
    return cohort <= outcome.lastMatureCohort(AS_OF);
  }

  private static List<String> words(String text) {
    return List.of(text.split(" +", -1));
  }

  private static List<String> facts(Row row, List<String> asked) {
    return asked.stream()
        .map(fact -> fact.substring(0, fact.indexOf('=')))
        .map(column -> column + "=" + text(row, column))
        .toList();
  }

  private static String text(Row row, String column) {
    Object value = row.getAs(column);
    return value == null ? "" : value.toString();
  }

  // ------------------------------------------------------------------ through Spark, once

  private Told told() {
    if (told == null) {
      told = PlainPlans.in(spark(), this::tell);
    }
    return told;
  }

  private Told tell() {
    Map<Register, String> texts = new HashMap<>(StoryRegisters.of(STORIES));
    texts.put(SchoolUnits.REGISTER, UNITS);
    texts.put(CodeLists.REGISTER, CODES);
    Registered registers =
        merged(
            registers(texts),
            rows(IdentityChanges.REGISTER.table(), StoryRegisters.changes(STORIES)),
            AS_OF);
    Dataset<Row> students = Students.from(registers, AS_OF).persist();
    Dataset<Row> years = StudentYears.from(registers, students, AS_OF);

    Map<String, Row> byId = new HashMap<>();
    for (Row row : judged(students).collectAsList()) {
      byId.put(text(row, Person.STUDENT_ID.name()), row);
    }
    Map<String, List<Row>> yearsById = new HashMap<>();
    for (Row row : years.orderBy(SchoolYear.SCHOOL_YEAR.col()).collectAsList()) {
      yearsById
          .computeIfAbsent(text(row, Person.STUDENT_ID.name()), id -> new ArrayList<>())
          .add(row);
    }
    return new Told(byId, yearsById);
  }

  private static Dataset<Row> judged(Dataset<Row> students) {
    List<Column> columns = new ArrayList<>(List.of(Students.TABLE.select()));
    for (Outcome outcome : OUTCOMES) {
      Column had =
          outcome.measure() == Outcome.Measure.SHARE
              ? outcome.value()
              : coalesce(outcome.value().isNotNull(), lit(false));
      columns.add(outcome.isCounted().as("counted_" + outcome.code()));
      columns.add(had.as("had_" + outcome.code()));
    }
    return students.select(columns.toArray(Column[]::new));
  }
}
