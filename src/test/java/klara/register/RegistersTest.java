package klara.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import klara.table.Field;
import klara.table.Rule;
import klara.testing.SparkTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each register of the contract takes a good row, with and without what may be left out. */
class RegistersTest extends SparkTest {
  static Stream<GoodRow> goodRows() {
    return GoodRow.all();
  }

  private String told(GoodRow row, String text) {
    return RuleCase.of(RowRule.R02, row.register(), row.period(), text).told(spark());
  }

  @Test
  void haveAGoodRowEach() {
    assertThat(goodRows().map(GoodRow::register))
        .containsExactlyInAnyOrderElementsOf(Registers.ALL);
    assertThat(goodRows()).noneMatch(row -> row.cells().contains(""));
  }

  @ParameterizedTest
  @MethodSource("goodRows")
  void takeAWholeRowAndOneThatLacksWhatMayBeLeftOut(GoodRow row) {
    List<String> optional =
        row.register().sources().stream().filter(Source::mayBeAbsent).map(Source::column).toList();

    String whole = row.without(List.of()) + " => accepted\n";
    String sparse = row.without(optional) + " => accepted\n";

    assertThat(told(row, whole)).isEqualTo(whole);
    assertThat(told(row, sparse)).isEqualTo(sparse);
  }

  /** Of the keys only a language and a level may be empty: not every subject has one. */
  @ParameterizedTest
  @MethodSource("goodRows")
  void rejectARowWithoutItsKey(GoodRow row) {
    List<Field> key = row.register().table().key();
    StringBuilder text = new StringBuilder();
    if (row.register().isAboutPersons()) {
      text.append(row.with(Person.ID, "")).append(" => rejected: R02 id\n");
    }
    for (Source source : row.register().sources()) {
      if (key.contains(source.field())) {
        boolean mayBeEmpty =
            List.of("sprak", "niva").contains(source.column()) && source.mayBeAbsent();
        text.append(row.with(source.column(), ""))
            .append(mayBeEmpty ? " => accepted\n" : " => rejected: R02 " + source.column() + "\n");
      }
    }

    assertThat(told(row, text.toString())).isEqualTo(text.toString());
  }

  @Test
  void neverLeaveAColumnOfTheKeyToTheSenderUnlessItMayBeEmpty() {
    Map<String, List<String>> absent =
        Registers.ALL.stream()
            .collect(
                Collectors.toMap(
                    Register::tabell,
                    register ->
                        register.sources().stream()
                            .filter(Source::mayBeAbsent)
                            .filter(source -> register.table().key().contains(source.field()))
                            .map(Source::column)
                            .toList()));
    absent.values().removeIf(List::isEmpty);

    assertThat(absent)
        .isEqualTo(
            Map.of(
                "ak9_betyg", List.of("sprak"),
                "ak6_betyg", List.of("sprak"),
                "gy_betyg", List.of("niva")));
    assertThat(Registers.ALL.stream().flatMap(register -> register.sources().stream()))
        .filteredOn(Source::mayBeAbsent)
        .noneMatch(source -> source.field().rules().contains(new Rule.Known()));
  }
}
