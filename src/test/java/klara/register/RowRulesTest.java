package klara.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import klara.register.RowRule.Severity;
import klara.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every rule beside the words that it is broken by. Check digits by hand, as in {@link
 * IdentityTest}: for 080127-998, 0+8+0+1+4+7+9+9+7 = 45, so 5; for 050101-123, 0+5+0+1+0+1+2+2+6 =
 * 17, so 3.
 */
class RowRulesTest extends SparkTest {
  private static final Pattern RULE = Pattern.compile("R[0-9]{2}");

  /** Needs two registers; {@link #countsRegistrationsDuringWhichThePersonWasEnrolled}. */
  private static final Set<RowRule> OF_TWO_REGISTERS = Set.of(RowRule.R18);

  private static final Map<Severity, String> FATES =
      new EnumMap<>(
          Map.of(
              Severity.WARN, RuleCase.WARNED,
              Severity.SUPERSEDE, Conform.SUPERSEDED,
              Severity.QUARANTINE, Conform.REJECTED,
              Severity.STOP, Conform.REJECTED));

  static Stream<RuleCase> cases() {
    return Stream.of(RowRuleCases.ALL, NeighbourRuleCases.ALL).flatMap(List::stream);
  }

  private static List<RowRule> rulesIn(String fate) {
    return RULE.matcher(fate).results().map(MatchResult::group).map(RowRule::valueOf).toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void tellWhatBecomesOfEachRow(RuleCase one) {
    assertThat(one.told(spark())).isEqualTo(one.text());
  }

  @Test
  void allHaveACaseThatKeepsThemAndOneThatBreaksThem() {
    Set<RowRule> kept = new TreeSet<>(OF_TWO_REGISTERS);
    Set<RowRule> broken = new TreeSet<>(OF_TWO_REGISTERS);
    cases()
        .forEach(
            one -> {
              if (one.fates().stream().anyMatch(Conform.ACCEPTED::equals)) {
                kept.add(one.rule());
              }
              if (one.fates().stream().anyMatch(fate -> rulesIn(fate).contains(one.rule()))) {
                broken.add(one.rule());
              }
            });

    assertThat(kept).containsExactly(RowRule.values());
    assertThat(broken).containsExactly(RowRule.values());
  }

  /** What a case says of a row is what the rule's severity says: the gravest of them decides. */
  @Test
  void doWithARowWhatTheirSeveritySays() {
    assertThat(cases().flatMap(one -> one.fates().stream()).filter(fate -> fate.contains(":")))
        .isNotEmpty()
        .allSatisfy(
            fate ->
                assertThat(fate.substring(0, fate.indexOf(':')))
                    .isEqualTo(
                        rulesIn(fate).stream()
                            .map(RowRule::severity)
                            .max((one, other) -> one.compareTo(other))
                            .map(FATES::get)
                            .orElseThrow()));
    assertThat(Arrays.stream(RowRule.values()).filter(rule -> rule.severity() == Severity.STOP))
        .containsExactly(RowRule.R21);
  }

  @Test
  void countsRegistrationsDuringWhichThePersonWasEnrolled() {
    Dataset<Row> registrations =
        rows(
            ActivityResponsibility.REGISTER.table(),
            """
            student_id | half_year | responsible_municipality_code | registered_on | deregistered_on | delivery
            before     | 2024H2    | 1281                          | 2024-08-20    | 2024-10-14      | kaa/2024H2/v01
            within     | 2024H2    | 1281                          | 2024-08-20    | 2024-10-16      | kaa/2024H2/v01
            last       | 2024H2    | 1281                          | 2024-08-20    | 2024-10-15      | kaa/2024H2/v01
            first      | 2024H2    | 1281                          | 2024-10-15    | 2024-12-01      | kaa/2024H2/v01
            after      | 2024H2    | 1281                          | 2024-10-16    | 2024-12-01      | kaa/2024H2/v01
            open       | 2024H2    | 1281                          | 2024-09-01    |                 | kaa/2024H2/v01
            other      | 2024H2    | 1281                          | 2024-09-01    |                 | kaa/2024H2/v01
            open       | 2024H1    | 1281                          | 2024-03-01    |                 | kaa/2024H1/v01
            old        | 2024H1    | 1281                          | 2023-09-01    |                 | kaa/2024H1/v01
            """);
    Dataset<Row> enrolments =
        rows(
            UpperSecondaryEnrolments.REGISTER.table(),
            """
            student_id | school_year | school_unit_code
            before     | 2024        | 12345678
            within     | 2024        | 12345678
            within     | 2024        | 87654321
            last       | 2024        | 12345678
            first      | 2024        | 12345678
            after      | 2024        | 12345678
            open       | 2024        | 12345678
            other      | 2023        | 12345678
            old        | 2023        | 12345678
            """);

    List<String> counts =
        ActivityResponsibility.enrolledMeanwhile(registrations, enrolments)
            .orderBy("delivery")
            .collectAsList()
            .stream()
            .map(row -> row.mkString(" "))
            .toList();

    // Of the second half: within, last, first and open. Of the first, which ends on 30 June: old
    assertThat(counts).containsExactly("kaa/2024H1/v01 1", "kaa/2024H2/v01 4");
    assertThat(RowRule.R18.severity()).isEqualTo(Severity.WARN);
  }
}
