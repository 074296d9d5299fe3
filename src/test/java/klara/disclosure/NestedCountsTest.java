package klara.disclosure;

import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import klara.table.Field;
import klara.table.Table;
import klara.table.Zone;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

/** A diploma within three years is one within four; a row of all is the sum of the others. */
class NestedCountsTest {
  private static final Field OUTCOME = Field.of("outcome", StringType, "Outcome");
  private static final Field PLACE = Field.of("place", StringType, "Place");
  private static final Field STUDENTS = Field.of("students", LongType, "Students");
  private static final Field EVENTS = Field.of("events", LongType, "Events");

  private static final NestedCounts COUNTS =
      new NestedCounts(
          new CountTable(
              new Table(
                  Zone.ANALYSIS,
                  "outcomes",
                  "one row per outcome and place",
                  List.of(OUTCOME, PLACE),
                  List.of(OUTCOME, PLACE, STUDENTS, EVENTS, Status.STATUS)),
              List.of(OUTCOME),
              rows -> rows.size() == 4 ? List.of(new Sum(0, List.of(1, 2, 3))) : List.of(),
              STUDENTS,
              EVENTS,
              row -> true,
              List.of(STUDENTS, EVENTS),
              Status.STATUS),
          OUTCOME,
          List.of(
              new NestedCounts.Nesting("three", "four", "three"),
              new NestedCounts.Nesting("return", "pause", "return"),
              new NestedCounts.Nesting("no return", "pause", "no return")),
          List.of(new NestedCounts.Nesting("year 9", "leavers", "leavers")));

  private static List<Row> rows(String text) {
    List<Row> rows = new ArrayList<>();
    for (String line : text.lines().toList()) {
      String[] cells = Arrays.stream(line.split("\\|")).map(String::strip).toArray(String[]::new);
      rows.add(
          RowFactory.create(
              cells[0], cells[1], Long.valueOf(cells[2]), Long.valueOf(cells[3]), "published"));
    }
    return rows;
  }

  private static List<String> told(String text) {
    return COUNTS.withoutSmallCells(rows(text)).stream()
        .map(row -> row.mkString(" ").replace(" null null", ""))
        .toList();
  }

  /** 48 − 45 = 3 in Lund; Höör's 40 − 30 is the smaller of those that would give it away. */
  @Test
  void withholdsThePartWhereItsDifferenceFromTheWholeIsOfFew() {
    assertThat(
            told(
                """
                four  | Skåne | 300 | 198 | published
                four  | Lund  | 100 | 48  | published
                four  | Malmö | 120 | 110 | published
                four  | Höör  | 80  | 40  | published
                other | Skåne | 300 | 165 | published
                other | Lund  | 100 | 45  | published
                other | Malmö | 120 | 90  | published
                other | Höör  | 80  | 30  | published
                three | Skåne | 300 | 165 | published
                three | Lund  | 100 | 45  | published
                three | Malmö | 120 | 90  | published
                three | Höör  | 80  | 30  | published
                """))
        .containsExactlyInAnyOrder(
            "four Skåne 300 198 published",
            "four Lund 100 48 published",
            "four Malmö 120 110 published",
            "four Höör 80 40 published",
            "other Skåne 300 165 published",
            "other Lund 100 45 published",
            "other Malmö 120 90 published",
            "other Höör 80 30 published",
            "three Skåne 300 165 published",
            "three Lund suppressed",
            "three Malmö 120 90 published",
            "three Höör suppressed");
  }

  /** Höör's 40 protects Lund's 3 of 100 without; parts of 15 and 25 would tell it. */
  @Test
  void withholdsPartsThatMayAddUpToAWholeThatIsWithheld() {
    assertThat(
            told(
                """
                pause     | Skåne | 300 | 173 | published
                pause     | Lund  | 100 | 97  | published
                pause     | Malmö | 120 | 36  | published
                pause     | Höör  | 80  | 40  | published
                return    | Skåne | 300 | 88  | published
                return    | Lund  | 100 | 57  | published
                return    | Malmö | 120 | 16  | published
                return    | Höör  | 80  | 15  | published
                no return | Skåne | 300 | 85  | published
                no return | Lund  | 100 | 40  | published
                no return | Malmö | 120 | 20  | published
                no return | Höör  | 80  | 25  | published
                """))
        .containsExactlyInAnyOrder(
            "pause Skåne 300 173 published",
            "pause Lund suppressed",
            "pause Malmö 120 36 published",
            "pause Höör suppressed",
            "return Skåne 300 88 published",
            "return Lund suppressed",
            "return Malmö 120 16 published",
            "return Höör suppressed",
            "no return Skåne 300 85 published",
            "no return Lund suppressed",
            "no return Malmö 120 20 published",
            "no return Höör suppressed");
  }

  /** 60 − 30 − 27 = 3 in Lund are neither; Höör's 10 would give them away. */
  @Test
  void withholdsOnePartWhereTheyLeaveFewOver() {
    String text =
        """
        pause     | Skåne | 300 | 173 | published
        pause     | Lund  | 100 | 60  | published
        pause     | Malmö | 120 | 63  | published
        pause     | Höör  | 80  | 50  | published
        return    | Skåne | 300 | 88  | published
        return    | Lund  | 100 | 30  | published
        return    | Malmö | 120 | 33  | published
        return    | Höör  | 80  | 25  | published
        no return | Skåne | 300 | 72  | published
        no return | Lund  | 100 | 27  | published
        no return | Malmö | 120 | 30  | published
        no return | Höör  | 80  | 15  | published
        """;

    assertThat(COUNTS.recovered(rows(text))).isEqualTo(1);
    assertThat(told(text))
        .containsExactlyInAnyOrder(
            "pause Skåne 300 173 published",
            "pause Lund 100 60 published",
            "pause Malmö 120 63 published",
            "pause Höör 80 50 published",
            "return Skåne 300 88 published",
            "return Lund 100 30 published",
            "return Malmö 120 33 published",
            "return Höör 80 25 published",
            "no return Skåne 300 72 published",
            "no return Lund suppressed",
            "no return Malmö 120 30 published",
            "no return Höör suppressed");
  }

  /** 48 − 45 and 97 − 93; 40 − 35 and 20 − 20 are not few. */
  @Test
  void findsDifferencesOfFew() {
    List<Row> rows =
        rows(
            """
            four  | Lund  | 100 | 48 | published
            four  | Malmö | 120 | 97 | published
            four  | Höör  | 80  | 40 | published
            four  | Eslöv | 80  | 20 | published
            three | Lund  | 100 | 45 | published
            three | Malmö | 120 | 93 | published
            three | Höör  | 80  | 35 | published
            three | Eslöv | 80  | 20 | published
            """);

    assertThat(COUNTS.recovered(rows)).isEqualTo(2);
    assertThat(COUNTS.recovered(rows.subList(1, rows.size()))).isEqualTo(1);
  }

  /** Ten ended without year 9, two in Lund; Höör's eight would give them away. */
  @Test
  void withholdsThePopulationThatHasFewMoreStudents() {
    assertThat(
            told(
                """
                year 9  | Skåne | 300 | 150 | published
                year 9  | Lund  | 100 | 50  | published
                year 9  | Malmö | 120 | 60  | published
                year 9  | Höör  | 80  | 40  | published
                leavers | Skåne | 310 | 45  | published
                leavers | Lund  | 102 | 20  | published
                leavers | Malmö | 120 | 15  | published
                leavers | Höör  | 88  | 10  | published
                """))
        .containsExactlyInAnyOrder(
            "year 9 Skåne 300 150 published",
            "year 9 Lund 100 50 published",
            "year 9 Malmö 120 60 published",
            "year 9 Höör 80 40 published",
            "leavers Skåne 310 45 published",
            "leavers Lund suppressed",
            "leavers Malmö 120 15 published",
            "leavers Höör suppressed");
  }

  /** 102 − 100 in Lund; Skåne's 310 − 300 and Höör's 88 − 80 are not few. */
  @Test
  void findsPopulationsOfFewMore() {
    assertThat(
            COUNTS.recovered(
                rows(
                    """
                    year 9  | Skåne | 300 | 150 | published
                    year 9  | Lund  | 100 | 50  | published
                    year 9  | Höör  | 80  | 40  | published
                    leavers | Skåne | 310 | 45  | published
                    leavers | Lund  | 102 | 20  | published
                    leavers | Höör  | 88  | 10  | published
                    """)))
        .isEqualTo(1);
  }

  @Test
  void refusesAPartOfOtherStudents() {
    String text =
        """
        four  | Skåne | 300 | 198 | published
        three | Skåne | 299 | 165 | published
        """;

    assertThatThrownBy(() -> told(text))
        .hasMessage("Cannot protect 'outcomes': a part's students are not those of its whole");
  }
}
