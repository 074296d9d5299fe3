package klara.outcome;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import klara.history.StudentYears;
import klara.history.Students;
import klara.table.Field;
import klara.table.Table;
import klara.testing.SparkTest;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The conditions of definitions: on columns that students have, and safe for whatever year. */
class ConditionsTest extends SparkTest {
  private static final Pattern WORD = Pattern.compile("'[^']*'|[a-z_][a-z_0-9]*\\(?");

  /** What a condition may say beside columns. */
  private static final List<String> SQL =
      List.of("and", "or", "not", "between", "is", "null", "distinct", "from", "true", "false");

  private static String definition(String population, String counted, String value) {
    return """
        - outcome: one
          version: 1
          population: %s
          measure: share
          counted: %s
          value: %s
          lack: event
          matures: {years: 1, on: 10-01}
          words: some
          numerator: some
          exclusions: none
          source: a law
        """
        .formatted(population, counted, value);
  }

  private static Set<String> columns(String condition) {
    Set<String> columns = new TreeSet<>();
    Matcher words = WORD.matcher(condition);
    while (words.find()) {
      String word = words.group();
      if (!word.startsWith("'") && !word.endsWith("(") && !SQL.contains(word)) {
        columns.add(word);
      }
    }
    return columns;
  }

  /** Those of residents are asked of a row of years, with the student's groups beside it. */
  @Test
  void nameColumnsThatStudentsHave() {
    List<String> students = Students.TABLE.columns().stream().map(Field::name).toList();
    List<String> residents = new ArrayList<>(List.of("birth_year", "cohorts_from", "cohorts_to"));
    StudentYears.TABLE.columns().forEach(field -> residents.add(field.name()));

    for (Outcome outcome : Outcomes.ALL) {
      List<String> known =
          outcome.population() == Outcome.Population.RESIDENTS ? residents : students;
      assertThat(columns(outcome.valued())).as(outcome.code()).isNotEmpty().isSubsetOf(known);
      assertThat(columns(outcome.counted())).as(outcome.code()).isSubsetOf(known);
      assertThat(columns(Objects.toString(outcome.target(), "true")))
          .as(outcome.code())
          .isSubsetOf(known);
    }
  }

  /** Spark says the same, of all at once; and would say it of a column that is none. */
  @Test
  void areUnderstoodBySpark() {
    Dataset<Row> students = rows(Students.TABLE, header(Students.TABLE));
    Dataset<Row> years = rows(StudentYears.TABLE, header(StudentYears.TABLE));
    Outcome unknown = Definitions.of(definition("year9", "'true'", "not_a_column > 0")).get(0);

    assertThat(OutcomeCells.from(students, years).collectAsList()).isEmpty();
    assertThatThrownBy(() -> students.select(unknown.event()))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining("not_a_column");
  }

  private static String header(Table table) {
    return String.join(" | ", table.columns().stream().map(Field::name).toList());
  }

  /** Sets hold 1990 to 2052; the school years that registers may tell reach from 1950 to 2100. */
  @ParameterizedTest(name = "{0} in the set of {1}: {2}")
  @CsvSource({
    "1949, 1, false",
    "1950, -1, false",
    "1989, -1, false",
    "1990, 1, true",
    "1990, 2, false",
    "2051, 2305843009213693952, true",
    "2052, 4611686018427387904, true",
    "2052, 9223372036854775807, true",
    "2053, 9223372036854775807, false",
    "2053, -1, false",
    "2100, -1, false",
    "2147483647, -1, false",
    "1990, , false",
    ", -1, false"
  })
  void askSafelyWhetherAYearIsInASet(String year, String set, boolean isIn) {
    Outcome outcome =
        Definitions.of(
                definition("year9", "'true'", "in_years(enrolled_years, start_school_year + 0)"))
            .get(0);
    Dataset<Row> students =
        rows(
            Students.TABLE,
            "student_id | year9_school_year | start_school_year | enrolled_years\na | 2020 | %s | %s"
                .formatted(year == null ? "" : year, set == null ? "" : set));

    List<Row> asked = students.select(outcome.isCounted(), outcome.value()).collectAsList();

    assertThat(asked.get(0).getBoolean(0)).isTrue();
    assertThat(asked.get(0).getBoolean(1)).isEqualTo(isIn);
  }

  /** Whatever year a cohort is of, every condition has an answer. */
  @Test
  void haveAnAnswerForEveryYear() {
    StringBuilder text =
        new StringBuilder(
            "student_id | cohort | year9_school_year | start_school_year | enrolled_years |"
                + " neither_years | occupation_known_years | abroad_years");
    for (int year = 1950; year <= 2100; year++) {
      text.append("\nin%d | %d | %d | %d | -1 | -1 | -1 | -1".formatted(year, year, year, year));
      text.append("\nno%d | %d | %d | %d | 0 | 0 | 0 | 0".formatted(year, year, year, year));
    }
    Dataset<Row> students =
        whole(Students.TABLE, text.toString())
            .withColumn("school_year", Students.COHORT.col())
            .withColumn("cohorts_from", lit(null).cast("int"))
            .withColumn("cohorts_to", lit(null).cast("int"))
            .withColumn("occupation_status", lit(null).cast("string"))
            .withColumn("was_in_activity_responsibility", lit(null).cast("boolean"))
            .withColumn("has_diploma", lit(null).cast("boolean"))
            .withColumn("units", lit(null).cast("int"));

    for (Outcome outcome : Outcomes.ALL) {
      Column noTarget = lit(outcome.target() == null ? 0L : null);
      List<Row> answers =
          students
              .select(outcome.student(), outcome.event(), coalesce(outcome.ofTarget(), noTarget))
              .distinct()
              .collectAsList();
      assertThat(answers).as(outcome.code()).isNotEmpty();
      assertThat(answers).as(outcome.code()).allSatisfy(row -> assertThat(row.anyNull()).isFalse());
    }
  }
}
