package klara.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import klara.history.Students;
import klara.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class OutcomesTest extends SparkTest {

  /** For each student by id: counted and had it, outcome by outcome. */
  private List<String> judged(String text, Outcome... outcomes) {
    Dataset<Row> rows = whole(Students.TABLE, text);
    List<String> names = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      rows =
          rows.withColumn("students_" + outcome.code(), outcome.student())
              .withColumn("events_" + outcome.code(), outcome.event());
      names.add("students_" + outcome.code());
      names.add("events_" + outcome.code());
    }
    return rows
        .orderBy("student_id")
        .selectExpr("concat_ws(' ', student_id, " + String.join(", ", names) + ")")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  @Test
  void asksForTheSubjectsOfEachKindOfProgramme() {
    String text =
        """
        student_id | year9_school_year | passed_subjects | passed_swedish | passed_english | passed_mathematics | passed_social_subjects | passed_science_subjects
        a          | 2023              | 8               | 1              | 1              | 1                  | 0                      | 0
        b          | 2023              | 7               | 1              | 1              | 1                  | 0                      | 0
        c          | 2023              | 12              | 1              | 1              | 1                  | 3                      | 2
        d          | 2023              | 12              | 1              | 1              | 1                  | 4                      | 2
        e          | 2023              | 12              | 1              | 1              | 1                  | 3                      | 3
        f          | 2023              | 16              | 0              | 1              | 1                  | 4                      | 3
        g          | 2023              | 16              | 1              | 0              | 1                  | 4                      | 3
        h          | 2023              | 16              | 1              | 1              | 0                  | 4                      | 3
        i          | 2023              | 16              | 1              | 1              | 1                  | 4                      | 3
        j          | 2023              | 11              | 1              | 1              | 1                  | 4                      | 3
        k          | 2023              |                 |                |                |                    |                        |
        l          |                   |                 |                |                |                    |                        |
        """;

    assertThat(
            judged(
                text,
                Outcomes.named("eligible_vocational"),
                Outcomes.named("eligible_arts"),
                Outcomes.named("eligible_economics_humanities_social"),
                Outcomes.named("eligible_science_technology")))
        .containsExactly(
            "a 1 1 1 0 1 0 1 0",
            "b 1 0 1 0 1 0 1 0",
            "c 1 1 1 1 1 0 1 0",
            "d 1 1 1 1 1 1 1 0",
            "e 1 1 1 1 1 0 1 1",
            "f 1 0 1 0 1 0 1 0",
            "g 1 0 1 0 1 0 1 0",
            "h 1 0 1 0 1 0 1 0",
            "i 1 1 1 1 1 1 1 1",
            "j 1 1 1 0 1 0 1 0",
            "k 1 0 1 0 1 0 1 0",
            "l 0 0 0 0 0 0 0 0");
  }

  @Test
  void asksForEverySubjectOfTheStudentsEducation() {
    assertThat(
            judged(
                """
                student_id | year9_school_year | passed_subjects | not_passed_subjects
                a          | 2023              | 14              | 0
                b          | 2023              | 15              | 1
                c          | 2023              | 0               | 0
                d          | 2023              |                 |
                """,
                Outcomes.named("passed_all_subjects")))
        .containsExactly("a 1 1", "b 1 0", "c 1 0", "d 1 0");
  }

  @Test
  void takesTheMeanOfThoseWithAnyGrade() {
    assertThat(
            judged(
                """
                student_id | year9_school_year | merit_value_17
                a          | 2023              | 227.5
                b          | 2023              | 0.0
                c          | 2023              |
                """,
                Outcomes.named("merit_value_17")))
        .containsExactly("a 1 1", "b 1 1", "c 1 0");
  }

  /** The school year ends on 30 June: three school years from autumn 2021 end in June 2024. */
  @Test
  void asksForADiplomaBeforeTheLastSchoolYearEnds() {
    assertThat(
            judged(
                """
                student_id | start_school_year | start_programme_type | diploma_on
                a          | 2021              | HF                   | 2024-06-30
                b          | 2021              | HF                   | 2024-07-01
                c          | 2021              | IM                   | 2025-06-30
                d          | 2021              |                      | 2026-06-30
                e          | 2021              | YRK                  | 2026-07-01
                f          | 2021              | YRK                  |
                g          | 2021              | IB                   | 2024-06-05
                h          | 2022              | HF                   | 2024-06-05
                i          |                   |                      | 2024-06-05
                """,
                Outcomes.named("diploma_within_3_years"),
                Outcomes.named("diploma_within_4_years"),
                Outcomes.named("diploma_within_5_years")))
        .containsExactly(
            "a 1 1 1 1 1 1",
            "b 1 0 1 1 1 1",
            "c 1 0 1 1 1 1",
            "d 1 0 1 0 1 1",
            "e 1 0 1 0 1 0",
            "f 1 0 1 0 1 0",
            "g 0 0 0 0 0 0",
            "h 1 1 1 1 1 1",
            "i 0 0 0 0 0 0");
  }

  @Test
  void knowsACohortFromTheFirstOfOctoberAfterItsLastYear() {
    LocalDate before = LocalDate.of(2024, 9, 30);
    LocalDate after = LocalDate.of(2024, 10, 1);

    // year 9 of 2023/24 ends in June 2024; starters of 2021 have three years until June 2024
    assertThat(Outcomes.named("eligible_vocational").lastMatureCohort(before)).isEqualTo(2022);
    assertThat(Outcomes.named("eligible_vocational").lastMatureCohort(after)).isEqualTo(2023);
    assertThat(Outcomes.named("diploma_within_3_years").lastMatureCohort(before)).isEqualTo(2020);
    assertThat(Outcomes.named("diploma_within_3_years").lastMatureCohort(after)).isEqualTo(2021);
    assertThat(Outcomes.named("diploma_within_5_years").lastMatureCohort(after)).isEqualTo(2019);
  }

  @Test
  void breaksWithTheFirstCohortThatIsKnownOnTheDayOrLater() {
    // unknown background left the figures of eligibility on 2016-01-01: cohort 2014 was known on
    // 2015-10-01, cohort 2015 on 2016-10-01
    Outcome eligible = Outcomes.named("eligible_vocational");

    assertThat(eligible.cohortsOfBreaks()).containsExactly(2015);
    assertThat(eligible.firstCohortKnownFrom(LocalDate.of(2015, 10, 1))).isEqualTo(2014);
    assertThat(eligible.isBrokenBetween(2014, 2015)).isTrue();
    assertThat(eligible.isBrokenBetween(2010, 2020)).isTrue();
    assertThat(eligible.isBrokenBetween(2015, 2020)).isFalse();
    assertThat(eligible.isBrokenBetween(2009, 2014)).isFalse();
    assertThat(Outcomes.named("passed_all_subjects").isBrokenBetween(2000, 2030)).isFalse();
  }

  @Test
  void listsEachDefinitionOnceWithEveryWordOfIt() {
    assertThat(Outcomes.ALL).map(Outcome::code).doesNotHaveDuplicates().hasSizeGreaterThan(20);
    assertThat(Outcomes.ALL)
        .map(Outcome::words)
        .allSatisfy(
            words ->
                assertThat(
                        List.of(
                            words.population(),
                            words.numerator(),
                            words.exclusions(),
                            words.source()))
                    .noneMatch(String::isBlank));
  }

  @Test
  void countsAllButResidentsAtSchool() {
    List<String> notAtSchool = new ArrayList<>(Outcomes.ALL.stream().map(Outcome::code).toList());
    notAtSchool.removeAll(Outcomes.atSchool());

    assertThat(notAtSchool)
        .containsExactlyInAnyOrder(
            "neither_work_nor_study_16_24", "in_activity_responsibility_16_20");
  }
}
