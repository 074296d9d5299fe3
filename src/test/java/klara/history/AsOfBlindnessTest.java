package klara.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import klara.register.Person;
import klara.register.Register;
import klara.table.Field;
import klara.table.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is due after the as-of day leaves no trace but that of a protected identity: drawn persons,
 * each once with all rows and once without the later ones, come out the same.
 */
class AsOfBlindnessTest extends HistoryTest {
  private static final String ALL = "all/";
  private static final String CUT = "cut/";

  /** Whose row it is, and what holds for every year as soon as it is known. */
  private static final List<Field> NOT_COMPARED = List.of(Person.STUDENT_ID, Students.IS_PROTECTED);

  /** Days on which something is due, and the days before. */
  @ParameterizedTest(name = "seed {0}, as of {1}")
  @CsvSource({"1, 2020-10-14", "2, 2020-10-15", "3, 2019-06-30", "4, 2021-07-01", "5, 2020-05-01"})
  void tellsOnlyWhatIsDue(long seed, LocalDate asOf) {
    DrawnRegisters drawn = new DrawnRegisters(seed);

    Told told = told(drawn.twice(asOf), asOf);

    assertThat(told.students(ALL).keySet()).hasSizeGreaterThan(DrawnRegisters.PERSONS / 2);
    assertThat(told.years(ALL).keySet()).hasSizeGreaterThan(DrawnRegisters.PERSONS / 2);
    assertThat(told.differing()).isEmpty();
    TreeSet<String> theirs = new TreeSet<>(drawn.everProtected());
    theirs.retainAll(told.students(ALL).keySet());
    assertThat(told.protectedPersons(ALL))
        .isEqualTo(theirs)
        .isNotEqualTo(told.protectedPersons(CUT));
  }

  /** Of every twelfth person another register leaks, of every twelfth none. */
  @Test
  void wouldSeeALeakOfAnyRegister() {
    LocalDate asOf = LocalDate.of(2020, 10, 15);
    List<Register> registers = Registered.ALL.stream().filter(Register::isAboutPersons).toList();
    int groups = registers.size() + 1;

    Told told =
        told(
            new DrawnRegisters(6)
                .leaking(
                    asOf, (person, register) -> person % groups == registers.indexOf(register)),
            asOf);

    TreeSet<String> seen = new TreeSet<>();
    for (String person : told.differing()) {
      int group = Integer.parseInt(person.substring(1)) % groups;
      seen.add(group < registers.size() ? registers.get(group).tabell() : "none");
    }
    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(registers.stream().map(Register::tabell).toList());
  }

  /** One day too many is seen: what is due on the day itself is in, and on the next is not. */
  @Test
  void wouldSeeADayTooMany() {
    LocalDate asOf = LocalDate.of(2020, 10, 14);

    Told told = told(new DrawnRegisters(7).twice(asOf), asOf.plusDays(1));

    assertThat(told.differing()).isNotEmpty();
  }

  // ------------------------------------------------------------------ what came out

  private Told told(Map<Register, String> texts, LocalDate asOf) {
    return PlainPlans.in(
        spark(),
        () -> {
          Registered registers = registers(texts);
          Dataset<Row> students = Students.from(registers, asOf);
          List<Row> rows = students.collectAsList();
          Dataset<Row> again = spark().createDataFrame(rows, students.schema());
          return new Told(rows, StudentYears.from(registers, again, asOf).collectAsList());
        });
  }

  private record Told(List<Row> students, List<Row> years) {

    /** By person of one half, all but whether they are protected. */
    Map<String, List<String>> students(String half) {
      return of(half, students, Students.TABLE);
    }

    Map<String, List<String>> years(String half) {
      return of(half, years, StudentYears.TABLE);
    }

    TreeSet<String> protectedPersons(String half) {
      TreeSet<String> persons = new TreeSet<>();
      for (Row row : students) {
        String id = row.getAs(Person.STUDENT_ID.name());
        if (id.startsWith(half) && row.<Boolean>getAs(Students.IS_PROTECTED.name())) {
          persons.add(id.substring(half.length()));
        }
      }
      return persons;
    }

    TreeSet<String> differing() {
      TreeSet<String> persons = new TreeSet<>();
      addDiffering(persons, students(ALL), students(CUT));
      addDiffering(persons, years(ALL), years(CUT));
      return persons;
    }

    private static void addDiffering(
        TreeSet<String> persons, Map<String, List<String>> all, Map<String, List<String>> cut) {
      TreeSet<String> either = new TreeSet<>(all.keySet());
      either.addAll(cut.keySet());
      either.removeIf(
          person ->
              all.getOrDefault(person, List.of()).equals(cut.getOrDefault(person, List.of())));
      persons.addAll(either);
    }

    private static Map<String, List<String>> of(String half, List<Row> rows, Table table) {
      Map<String, List<String>> byPerson = new TreeMap<>();
      for (Row row : rows) {
        String id = row.getAs(Person.STUDENT_ID.name());
        if (id.startsWith(half)) {
          List<String> cells = new ArrayList<>();
          table.columns().stream()
              .filter(field -> !NOT_COMPARED.contains(field))
              .forEach(field -> cells.add(field.name() + "=" + row.getAs(field.name())));
          byPerson
              .computeIfAbsent(id.substring(half.length()), person -> new ArrayList<>())
              .add(String.join(" ", cells));
        }
      }
      byPerson.values().forEach(lines -> lines.sort(null));
      return byPerson;
    }
  }
}
