package klara.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import klara.register.IdentityChanges;
import klara.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class SamePersonsTest extends SparkTest {
  private static final LocalDate AS_OF = LocalDate.of(2023, 6, 30);

  /** Changes of id, written as old id, day and new id. */
  private Dataset<Row> changes(String text) {
    return rows(IdentityChanges.REGISTER.table(), "old_id | changed_on | new_id\n" + text);
  }

  private void assertPersons(String expected, String changes) {
    assertRows(
        SamePersons.TABLE,
        "student_id | person_id\n" + expected,
        SamePersons.from(changes(changes), AS_OF));
  }

  private List<String> unsettled(String changes) {
    return SamePersons.unsettled(changes(changes), AS_OF)
        .as(Encoders.STRING())
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }

  @Test
  void namesAPersonByThePersonnummerThatCameAfterASamordningsnummer() {
    assertPersons("sam | pnr", "sam | 2022-03-01 | pnr");
  }

  @Test
  void followsAChainToTheNewestIdInWhateverOrderItWasDelivered() {
    assertPersons(
        """
        a | c
        b | c
        """,
        """
        b | 2022-03-01 | c
        a | 2020-03-01 | b
        """);
    // The later half of the chain has the earlier day
    assertPersons(
        """
        a | c
        b | c
        """,
        """
        a | 2022-03-01 | b
        b | 2020-03-01 | c
        """);
  }

  @Test
  void mergesTwoOldIdsIntoOne() {
    assertPersons(
        """
        a | c
        b | c
        """,
        """
        a | 2020-03-01 | c
        b | 2020-03-01 | c
        """);
  }

  @Test
  void takesTheNewestOfSeveralChangesOfOneId() {
    assertPersons(
        "a | c",
        """
        a | 2020-03-01 | b
        a | 2022-03-01 | c
        """);
  }

  @Test
  void isBlindToChangesAfterTheAsOfDate() {
    assertPersons(
        "a | b",
        """
        a | 2023-06-30 | b
        b | 2023-07-01 | c
        d | 2023-07-01 | e
        a | 2023-07-01 | f
        """);
  }

  @Test
  void makesNothingOfAnIdThatBecomesItself() {
    assertPersons(
        "b | c",
        """
        a | 2020-03-01 | a
        b | 2020-03-01 | c
        b | 2022-03-01 | b
        """);
    assertThat(unsettled("a | 2020-03-01 | a")).isEmpty();
  }

  @Test
  void letsTheNewerChangeWinInACircle() {
    assertPersons(
        "b | a",
        """
        a | 2020-03-01 | b
        b | 2022-03-01 | a
        """);
    // Newest is b to c, so c is the person's; d came to the circle by the way
    assertPersons(
        """
        a | c
        b | c
        d | c
        """,
        """
        a | 2020-03-01 | b
        b | 2022-03-01 | c
        c | 2021-03-01 | a
        d | 2019-03-01 | a
        """);
  }

  @Test
  void mergesNothingInACircleWhoseNewestDayHasTwoChangesAndCountsIt() {
    String circle =
        """
        a | 2022-03-01 | b
        b | 2022-03-01 | a
        c | 2020-03-01 | a
        d | 2020-03-01 | e
        """;

    assertPersons(
        """
        c | a
        d | e
        """,
        circle);
    assertThat(unsettled(circle)).containsExactly("a", "b");
    assertRows(
        SamePersons.TABLE,
        """
        student_id | person_id | kin_id
        a          | a         | a
        b          | b         | a
        c          | a         | a
        d          | e         | e
        e          | e         | e
        """,
        SamePersons.concerned(changes(circle), AS_OF));
  }

  @Test
  void mergesNothingWhereAnIdBecomesTwoOnOneDayAndCountsIt() {
    // Two deliveries may each have one of them; said twice, a change is one
    String split =
        """
        a | 2020-03-01 | b
        a | 2022-03-01 | b
        a | 2022-03-01 | c
        d | 2021-03-01 | a
        e | 2021-03-01 | f
        e | 2021-03-01 | f
        """;

    assertPersons(
        """
        d | a
        e | f
        """,
        split);
    assertThat(unsettled(split)).containsExactly("a");
  }

  @Test
  void followsSevenChangesAndLeavesAnIdThatIsFurtherAwayUnmerged() {
    assertPersons(line(2, 8, "9"), chain(2, 8));
    assertThat(unsettled(chain(2, 8))).isEmpty();

    assertPersons(line(2, 8, "9"), chain(1, 8));
    assertThat(unsettled(chain(1, 8))).containsExactly("1");
  }

  /** Changes of 1 to 2, 2 to 3 and so on, one a year. */
  private static String chain(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(i -> "%d | %d-03-01 | %d".formatted(i, 2010 + i, i + 1))
        .collect(Collectors.joining("\n"));
  }

  private static String line(int first, int last, String person) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(i -> i + " | " + person)
        .collect(Collectors.joining("\n"));
  }

  @Test
  void opensTheLongestCircleThatItCanSee() {
    // Eight changes; the newest is 8 to 1
    String circle = chain(1, 7) + "\n8 | 2022-03-01 | 1";

    assertPersons(line(2, 8, "1"), circle);
    assertThat(unsettled(circle)).isEmpty();

    // Nine: nobody comes round
    String longer = chain(1, 8) + "\n9 | 2022-03-01 | 1";

    assertPersons("", longer);
    assertThat(unsettled(longer)).hasSize(9);
  }

  @Test
  void knowsWhoIsKinTodayEvenWhereNothingIsMergedYet() {
    assertRows(
        SamePersons.TABLE,
        """
        student_id | person_id | kin_id
        a          | b         | c
        b          | b         | c
        c          | c         | c
        """,
        SamePersons.concerned(
            changes(
                """
                a | 2020-03-01 | b
                b | 2024-03-01 | c
                """),
            AS_OF));
  }
}
