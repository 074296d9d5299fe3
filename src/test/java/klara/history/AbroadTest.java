package klara.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import klara.outcome.Outcome;
import klara.outcome.Outcomes;
import klara.register.PopulationEvents;
import klara.register.UpperSecondaryEnrolments;
import org.apache.spark.sql.Column;
import org.junit.jupiter.api.Test;

/** Who is abroad on a 15 October is so whether or not a return follows. */
class AbroadTest extends HistoryTest {
  private static final LocalDate AS_OF = LocalDate.of(2025, 12, 31);

  /** All begin in 2019, and none is enrolled again. */
  private static final String[] STUDENTS = {"a", "b", "c", "d", "e", "f", "g"};

  private static final String EVENTS =
      """
      student_id | is_linkable | happened_on | event
      b          | true        | 2020-10-15  | emigration
      c          | true        | 2020-10-16  | emigration
      d          | true        | 2020-08-01  | emigration
      d          | true        | 2020-10-15  | immigration
      e          | true        | 2020-08-01  | emigration
      e          | true        | 2021-02-01  | immigration
      f          | true        | 2020-08-01  | emigration
      f          | true        | 2022-02-01  | immigration
      g          | true        | 2018-08-01  | immigration
      g          | true        | 2020-08-01  | emigration
      g          | true        | 2020-09-01  | immigration
      g          | true        | 2023-08-01  | emigration
      """;

  /** 2020 and 2021: b left that day, c the day after; e returned between them, f after both. */
  @Test
  void countsOnTheDayItIsAskedOf() {
    // 15 October 2020 alone, and of 2020 and 2021 both: at home and not enrolled
    assertThat(having("interruption")).isEqualTo("acdg");
    assertThat(having("interruption_without_return")).isEqualTo("adg");
    // 15 October 2020
    assertThat(having("moved_abroad_within_1_year")).isEqualTo("bef");
    // Of 2020 to 2023 two in a row at home: e in 2021 and 2022, f in 2022 and 2023
    assertThat(having("early_leaving")).isEqualTo("adefg");
  }

  private String having(String outcome) {
    StringBuilder rows =
        new StringBuilder(
            "student_id | is_linkable | school_year | school_unit_code | study_path_code | study_year\n");
    Arrays.stream(STUDENTS)
        .forEach(id -> rows.append(id).append(" | true | 2019 | 11111111 | NANAT | 1\n"));
    Outcome asked = Outcomes.named(outcome);
    Column hadIt = asked.isCounted().and(asked.value());
    return Students.from(
            registers(
                Map.of(
                    UpperSecondaryEnrolments.REGISTER,
                    rows.toString(),
                    PopulationEvents.REGISTER,
                    EVENTS)),
            AS_OF)
        .where(hadIt)
        .orderBy("student_id")
        .select("student_id")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .reduce("", String::concat);
  }
}
