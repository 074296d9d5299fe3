package klara.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import klara.register.IdentityChanges;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lives whose rows came under several ids are those whose rows came under one from the start. */
class MergedLivesTest extends HistoryTest {
  private static final LocalDate AS_OF = LocalDate.of(2022, 12, 31);
  private static final int PERSONS = 60;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void areTheSameUnderManyIdsAsUnderOne(long seed) {
    Lives lives = new Lives(seed);

    List<Row> merged =
        made(() ->
                Students.from(
                    merged(registers(lives, Rows::asDelivered), changes(lives), AS_OF), AS_OF))
            .collectAsList();

    List<Row> expected =
        made(() -> Students.from(registers(lives, Rows::underOneId), AS_OF)).collectAsList();
    assertThat(lives.changes).hasSizeGreaterThan(PERSONS / 2);
    assertThat(expected).hasSizeGreaterThan(PERSONS / 2);
    assertThat(merged).containsExactlyInAnyOrderElementsOf(expected);
    // Nor would they be the same without the changes
    assertThat(made(() -> Students.from(registers(lives, Rows::asDelivered), AS_OF)).count())
        .isGreaterThan(expected.size());
  }

  private Dataset<Row> changes(Lives lives) {
    return rows(
        IdentityChanges.REGISTER.table(),
        "old_id | changed_on | new_id\n" + String.join("\n", lives.changes));
  }

  private Registered registers(Lives lives, Function<Rows, String> text) {
    return registers(
        text.apply(lives.year9),
        text.apply(lives.grades),
        text.apply(lives.enrolments),
        text.apply(lives.certificates),
        text.apply(lives.backgrounds));
  }

  /** Rows of a register, twice: under the ids they came with, and under the person's newest. */
  private static final class Rows {
    private final StringBuilder asDelivered = new StringBuilder();
    private final StringBuilder underOneId = new StringBuilder();

    void add(Person person, String row) {
      asDelivered.append(person.anyId()).append(" | true | ").append(row).append('\n');
      underOneId.append(person.newestId()).append(" | true | ").append(row).append('\n');
    }

    String asDelivered() {
      return asDelivered.toString();
    }

    String underOneId() {
      return underOneId.toString();
    }
  }

  /** Someone with one to five ids. */
  private record Person(int number, int ids, Random random) {
    String id(int nth) {
      return "p%d_%d".formatted(number, nth);
    }

    String anyId() {
      return id(random.nextInt(ids));
    }

    String newestId() {
      return id(ids - 1);
    }
  }

  /** Drawn lives; no register has two rows of one key, under whichever id. */
  private static final class Lives {
    private final Random random;
    private final Rows year9 = new Rows();
    private final Rows grades = new Rows();
    private final Rows enrolments = new Rows();
    private final Rows certificates = new Rows();
    private final Rows backgrounds = new Rows();
    private final List<String> changes = new ArrayList<>();

    Lives(long seed) {
      random = new Random(seed);
      for (int number = 0; number < PERSONS; number++) {
        int ids = random.nextBoolean() ? 1 : 1 + random.nextInt(5);
        add(new Person(number, ids, random));
      }
      Collections.shuffle(changes, random);
    }

    private void add(Person person) {
      // In a chain, or all into the newest
      boolean isChain = random.nextBoolean();
      for (int i = 0; i < person.ids() - 1; i++) {
        String next = isChain ? person.id(i + 1) : person.newestId();
        changes.add("%s | %d-05-01 | %s".formatted(person.id(i), 2019 + i, next));
      }
      for (int year = 2018; year < 2024; year++) {
        for (String unit : List.of("11111111", "22222222", "33333333")) {
          addAt(unit, year, person);
        }
        if (isOneIn(3)) {
          backgrounds.add(
              person,
              "%d | %s | %s | %s"
                  .formatted(
                      year,
                      oneOf("swedish", "foreign", "unknown"),
                      oneOf("1", "3", "6", ""),
                      oneOf("2016", "")));
        }
      }
    }

    private void addAt(String unit, int year, Person person) {
      if (isOneIn(8)) {
        year9.add(person, "%d | %s | %s".formatted(year, unit, about()));
      }
      for (String subject : List.of("SV", "MA", "EN", "M2", "BI")) {
        if (isOneIn(4)) {
          grades.add(
              person,
              "%d | %s | %s | | %s | %s"
                  .formatted(
                      year,
                      unit,
                      subject,
                      oneOf("A", "C", "E", "F", "9", "x"),
                      random.nextBoolean()));
        }
      }
      if (isOneIn(6)) {
        enrolments.add(
            person,
            "%d | %s | %s | %s | %s"
                .formatted(
                    year, unit, oneOf("NANAT", "IMA", "IBX"), oneOf("1", "2", "3", ""), about()));
      }
      if (isOneIn(9)) {
        certificates.add(
            person,
            "%s | %d-06-0%d | %s | 2500"
                .formatted(unit, year, 1 + random.nextInt(9), oneOf("E", "L", "Z", "G")));
      }
    }

    private String about() {
      return "%s | %s | 2005 | %s"
          .formatted(
              oneOf("1281", "1280", "1264", ""),
              oneOf("girls", "boys"),
              isOneIn(20) ? "2" : oneOf("0", ""));
    }

    private boolean isOneIn(int many) {
      return random.nextInt(many) == 0;
    }

    private String oneOf(String... some) {
      return some[random.nextInt(some.length)];
    }
  }
}
