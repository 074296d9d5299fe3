package klara.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import klara.register.CodeLists;
import klara.register.Register;
import klara.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class KnownTest extends SparkTest {

  /** A register by its Swedish name, columns of a row of it, and the day on which that is due. */
  private static final String DAYS =
      """
      ak6_betyg              | school_year=2020                  | 2021-10-01
      ak9                    | school_year=2020                  | 2021-07-01
      ak9_betyg              | school_year=2020                  | 2021-07-01
      skolplikt_upphord      | school_year=2020                  | 2021-07-01
      gy_elev                | school_year=2020                  | 2020-10-15
      gy_betygsdok           | issued_on=2020-06-08              | 2020-06-08
      bakgrund               | as_of_year=2020                   | 2020-12-31
      franvaro               | school_year=2020 term=autumn      | 2021-02-12
      franvaro               | school_year=2020 term=spring      | 2021-08-01
      kaa                    | half_year=2020H1                  | 2020-12-01
      kaa                    | half_year=2020H2                  | 2021-06-01
      sysselsattning         | occupation_year=2020              | 2022-05-01
      folkbokforing_handelse | happened_on=2020-01-01            | 2021-04-01
      folkbokforing_handelse | happened_on=2020-12-31            | 2021-04-01
      """;

  @Test
  void isTheDayOnWhichARegisterIsDue() {
    TreeSet<String> told = new TreeSet<>();
    for (String line : DAYS.lines().toList()) {
      String[] cells = line.split(" *\\| *", -1);
      Register register = register(cells[0].strip());
      LocalDate due = LocalDate.parse(cells[2].strip());
      told.add(register.tabell());

      Dataset<Row> one = row(register, cells[1].strip());

      assertThat(one.where(Known.by(register, due)).count()).as(line).isEqualTo(1);
      assertThat(one.where(Known.by(register, due.minusDays(1))).count()).as(line).isZero();
    }
    assertThat(told)
        .containsExactlyInAnyOrderElementsOf(
            Registered.ALL.stream()
                .filter(Register::isAboutPersons)
                .map(Register::tabell)
                .toList());
  }

  @Test
  void isOfNoRegisterThatIsNotAboutPersons() {
    assertThatThrownBy(() -> Known.on(CodeLists.REGISTER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no day is known on which code_lists is known");
  }

  private static Register register(String tabell) {
    return Registered.ALL.stream()
        .filter(register -> register.tabell().equals(tabell))
        .findFirst()
        .orElseThrow();
  }

  /** A row of which only some columns are told. */
  private Dataset<Row> row(Register register, String told) {
    List<String[]> cells =
        List.of(told.split(" ", -1)).stream().map(c -> c.split("=", -1)).toList();
    String names = String.join(" | ", cells.stream().map(cell -> cell[0]).toList());
    String values = String.join(" | ", cells.stream().map(cell -> cell[1]).toList());
    return rows(register.table(), names + "\n" + values);
  }
}
