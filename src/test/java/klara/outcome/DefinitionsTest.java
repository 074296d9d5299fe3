package klara.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DefinitionsTest {
  /** Two definitions without a fault; the first has everything, and begins in line 2. */
  private static final String SOUND =
      """
      # a comment
      - outcome: one
        version: 3
        population: compulsory_leavers
        measure: share
        counted: year9_offered_hours > 0
        value: year9_absence_hours > 0
        target: year9_offered_hours > 9
        lack: event
        dropping_out: yes
        matures: {years: 5, on: 06-01}
        silence: missing
        words: left school
        numerator: did
        exclusions: nobody
        breaks:
          - {from: 2018-07-01, what: something}
        source: a law
      - outcome: two
        version: 1
        population: year9
        measure: mean_points
        value: merit_value_16
        lack: none
        matures: {years: 1, on: 10-01}
        words: left year 9
        numerator: points
        exclusions: nobody
        source: a law
      """;

  private static String told(String yaml) {
    try {
      Definitions.of(yaml);
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
    return "nothing";
  }

  @Test
  void readsEveryPartOfADefinition() {
    List<Outcome> outcomes = Definitions.of(SOUND);

    assertThat(outcomes).hasSize(2);
    assertThat(outcomes.get(0))
        .isEqualTo(
            new Outcome(
                "one",
                3,
                Outcome.Population.COMPULSORY_LEAVERS,
                Outcome.Measure.SHARE,
                "year9_offered_hours > 0",
                "year9_absence_hours > 0",
                "year9_offered_hours > 9",
                Outcome.Lack.EVENT,
                List.of(),
                List.of(),
                true,
                new Outcome.Maturity(5, MonthDay.of(6, 1)),
                true,
                new Outcome.Words(
                    "left school",
                    "did",
                    "nobody",
                    List.of(new Outcome.Break(LocalDate.of(2018, 7, 1), "something")),
                    "a law")));
    assertThat(outcomes.get(1).counted()).isEqualTo("true");
    assertThat(outcomes.get(1).target()).isNull();
    assertThat(outcomes.get(1).isMissingWhereSilent()).isFalse();
    assertThat(outcomes.get(1).words().breaks()).isEmpty();
  }

  @Test
  void isWithinSharesOfTheSameStudents() {
    String shares = SOUND.replace("mean_points", "share");
    String same =
        shares.replace(
            "population: year9",
            "population: compulsory_leavers\n  counted: year9_offered_hours > 0");

    assertThat(Definitions.of(same.replace("lack: none", "lack: none\n  within: [one]")))
        .last()
        .extracting(Outcome::within)
        .isEqualTo(List.of("one"));
    String refused =
        "line 19, 2: cannot be within or hold '%s': both must be shares of the same students";
    assertThat(told(same.replace("lack: none", "lack: none\n  within: [three]")))
        .contains(refused.formatted("three"));
    assertThat(told(same.replace("lack: none", "lack: none\n  within: [two]")))
        .contains(refused.formatted("two"));
    assertThat(told(shares.replace("lack: none", "lack: none\n  holds: [one]")))
        .contains(refused.formatted("one"));
  }

  private static Arguments fault(String sound, String faulty, String... told) {
    return arguments(sound, faulty, List.of(told));
  }

  /** Each is told once, though what is missing is no number and no word of a list either. */
  static List<Arguments> faults() {
    return List.of(
        fault("  version: 3\n", "", "line 2, 1: 'version' is missing"),
        fault(
            "population: year9\n",
            "lack: none\n",
            "line 19, 2: 'lack' stands twice",
            "line 19, 2: 'population' is missing"),
        fault("  matures: {years: 1, on: 10-01}\n", "", "line 19, 2: 'matures' is missing"),
        fault(
            "outcome: two",
            "name: two",
            "line 19, 2: unknown key 'name' (there are: outcome, version, population, measure, counted, value, target, lack, within, holds, dropping_out, matures, silence, words, numerator, exclusions, breaks, source)",
            "line 19, 2: 'outcome' is missing"),
        fault(
            "version: 3",
            "version: three",
            "line 3, 1.version: expected a whole number, found: three"),
        fault("version: 3", "version: -1", "line 3, 1.version: expected a whole number, found: -1"),
        fault(
            "outcome: one",
            "outcome: One",
            "line 2, 1.outcome: expected a name of small letters, digits and _, found: One"),
        fault("outcome: two", "outcome: one", "line 19, 2: 'one' is defined twice"),
        fault(
            "population: year9",
            "population: year10",
            "line 21, 2.population: 'year10' is none of year9, compulsory_leavers, upper_secondary, residents"),
        fault(
            "population: year9",
            "population: YEAR9",
            "line 21, 2.population: 'YEAR9' is none of year9, compulsory_leavers, upper_secondary, residents"),
        fault(
            "measure: mean_points",
            "measure: mean",
            "line 22, 2.measure: 'mean' is none of share, mean_points"),
        fault("lack: none", "lack: any", "line 24, 2.lack: 'any' is none of event, no_event, none"),
        fault(
            "on: 10-01",
            "on: 02-30",
            "line 25, 2.matures.on: expected a month and a day such as 10-01, found: 02-30"),
        fault(
            "on: 10-01",
            "on: 2024-10-01",
            "line 25, 2.matures.on: expected a month and a day such as 10-01, found: 2024-10-01"),
        fault(
            "years: 1",
            "years: one",
            "line 25, 2.matures.years: expected a whole number, found: one"),
        fault(
            "years: 1",
            "year: 1",
            "line 25, 2.matures: unknown key 'year' (there are: years, on)",
            "line 25, 2.matures: 'years' is missing"),
        fault(
            "dropping_out: yes",
            "dropping_out: no",
            "line 10, 1.dropping_out: dropping_out can only be yes"),
        fault(
            "silence: missing",
            "silence: ignored",
            "line 12, 1.silence: silence can only be missing"),
        fault(
            "from: 2018-07-01",
            "from: 2018-07-32",
            "line 17, 1.breaks.1.from: expected a day such as 2018-07-01, found: 2018-07-32"),
        fault(
            "from: 2018-07-01, what: something",
            "from: 2018",
            "line 17, 1.breaks.1: 'what' is missing",
            "line 17, 1.breaks.1.from: expected a day such as 2018-07-01, found: 2018"),
        fault("numerator: points", "numerator: [points]", "line 27, 2.numerator: expected a text"),
        fault(
            "counted: year9_offered_hours > 0",
            "counted: ''",
            "line 6, 1.counted: 'counted' is empty"));
  }

  @ParameterizedTest(name = "{1} for {0}")
  @MethodSource("faults")
  void tellsAFaultOnceWithItsLine(String sound, String faulty, List<String> expected) {
    String yaml = SOUND.replace(sound, faulty);

    assertThat(yaml).isNotEqualTo(SOUND);
    assertThat(told(yaml).lines().toList())
        .startsWith("Invalid definitions of outcomes:")
        .containsAll(indented(expected))
        .hasSize(1 + expected.size());
  }

  private static List<String> indented(List<String> lines) {
    return lines.stream().map("  "::concat).toList();
  }

  @Test
  void tellsEveryFaultOfAllDefinitionsAtOnce() {
    String yaml = SOUND.replace("version: 3", "version: x").replace("lack: none", "lack: y");

    assertThat(told(yaml).lines().toList())
        .containsExactly(
            "Invalid definitions of outcomes:",
            "  line 3, 1.version: expected a whole number, found: x",
            "  line 24, 2.lack: 'y' is none of event, no_event, none");
  }

  @Test
  void followsNoTagAndReadsNoOtherText() {
    assertThat(told(SOUND.replace("version: 3", "version: !!int 3")))
        .contains("tags, which are never followed: tag:yaml.org,2002:int");
    assertThat(
            told(
                SOUND.replace(
                    "value: merit_value_16", "value: !!javax.script.ScriptEngineManager []")))
        .contains(
            "tags, which are never followed: tag:yaml.org,2002:javax.script.ScriptEngineManager");
    assertThat(told(SOUND.replace("lack: none", "lack: [none"))).startsWith("line ");
    assertThat(told("")).contains("one document");
    assertThat(told(SOUND + "---\n" + SOUND)).contains("one document");
  }
}
