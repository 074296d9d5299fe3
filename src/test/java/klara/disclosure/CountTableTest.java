package klara.disclosure;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import klara.table.Field;
import klara.table.Table;
import klara.table.Zone;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Cohorts of girls and boys; the first row of a cohort is the sum of the others. */
class CountTableTest {
  private static final Field COHORT = Field.of("cohort", StringType, "Cohort");
  private static final Field GROUP = Field.of("group", StringType, "Group");
  private static final Field STUDENTS = Field.of("students", LongType, "Students");
  private static final Field EVENTS = Field.of("events", LongType, "Events");
  private static final Field RATE = Field.of("rate", DoubleType, "Events / students");
  private static final Table TABLE =
      new Table(
          Zone.ANALYSIS,
          "cohorts",
          "one row per cohort and group",
          List.of(COHORT, GROUP),
          List.of(COHORT, GROUP, STUDENTS, EVENTS, RATE, Status.STATUS));

  private static final CountTable COUNTS =
      new CountTable(
          TABLE,
          List.of(COHORT),
          CountTableTest::sums,
          STUDENTS,
          EVENTS,
          row -> !row.getString(0).startsWith("mean"),
          List.of(STUDENTS, EVENTS, RATE),
          Status.STATUS);

  private static List<Sum> sums(List<Row> rows) {
    return rows.size() == 3 ? List.of(Sum.orMore(0, List.of(1, 2))) : List.of();
  }

  private static List<Row> rows(String text) {
    List<Row> rows = new ArrayList<>();
    for (String line : text.lines().toList()) {
      List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
      List<@Nullable Object> values = new ArrayList<>(cells.subList(0, 2));
      values.add(cells.get(2).isEmpty() ? null : Long.valueOf(cells.get(2)));
      values.add(cells.get(3).isEmpty() ? null : Long.valueOf(cells.get(3)));
      values.add(cells.get(2).isEmpty() ? null : 0.5);
      values.add(cells.get(4));
      rows.add(RowFactory.create(values.toArray()));
    }
    return rows;
  }

  private static List<String> told(String text) {
    return COUNTS.withoutSmallCells(rows(text)).stream().map(row -> row.mkString(" ")).toList();
  }

  @Test
  void leavesLargeCellsAsTheyAre() {
    assertThat(
            told(
                """
                a | all   | 100 | 50 | published
                a | girls | 50  | 20 | published
                a | boys  | 50  | 30 | published
                """))
        .containsExactly(
            "a all 100 50 0.5 published",
            "a girls 50 20 0.5 published",
            "a boys 50 30 0.5 published");
  }

  @Test
  void emptiesASmallCellAndTheOneThatWouldGiveItAwayAndDoesNotSayWhichIsWhich() {
    assertThat(
            told(
                """
                a | all   | 53 | 24 | published
                a | girls | 50 | 22 | published
                a | boys  | 3  | 2  | published
                """))
        .containsExactly(
            "a all 53 24 0.5 published",
            "a girls null null null suppressed",
            "a boys null null null suppressed");
  }

  /** Two students have no sex; 100 − 48 − 50 would tell them, and that one had the outcome. */
  @Test
  void protectsWhatATotalHoldsBeyondItsParts() {
    String rows =
        """
        a | all   | 100 | 20 | published
        a | girls | 48  | 10 | published
        a | boys  | 50  | 9  | published
        """;

    assertThat(told(rows))
        .containsExactly(
            "a all 100 20 0.5 published",
            "a girls null null null suppressed",
            "a boys 50 9 0.5 published");
    List<Verdict> allTold = List.of(Verdict.PUBLISHED, Verdict.PUBLISHED, Verdict.PUBLISHED);
    assertThat(COUNTS.audit().recovered(rows(rows), allTold)).isPositive();
    List<Verdict> withoutGirls = List.of(Verdict.PUBLISHED, Verdict.PRIMARY, Verdict.PUBLISHED);
    assertThat(COUNTS.audit().recovered(rows(rows), withoutGirls)).isZero();
  }

  @Test
  void judgesEachSystemByItself() {
    assertThat(
            told(
                """
                a | girls | 50 | 22 | published
                b | girls | 3  | 2  | published
                """))
        .containsExactlyInAnyOrder(
            "a girls 50 22 0.5 published", "b girls null null null suppressed");
  }

  @Test
  void leavesRowsWithoutNumbersAlone() {
    assertThat(told("a | girls | | | immature\na | boys | | | missing"))
        .containsExactly("a girls null null null immature", "a boys null null null missing");
  }

  /** Twelve girls are enough for a share of theirs, but nine with points not for a mean. */
  @Test
  void withholdsAMeanOfFewAndTheOneThatWouldGiveItAway() {
    assertThat(
            told(
                """
                mean | all   | 62 | 57 | published
                mean | girls | 12 | 9  | published
                mean | boys  | 50 | 48 | published
                """))
        .containsExactly(
            "mean all 62 null 0.5 published",
            "mean girls null null null suppressed",
            "mean boys null null null suppressed");
    assertThat(
            told(
                """
                mean | all   | 62 | 58 | published
                mean | girls | 12 | 10 | published
                mean | boys  | 50 | 48 | published
                """))
        .allMatch(row -> row.endsWith("published"));
  }

  @Test
  void doesNotTellHowManyHavePoints() {
    assertThat(told("mean | all | 50 | 48 | published"))
        .containsExactly("mean all 50 null 0.5 published");
  }
}
