package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import klara.stats.LifeTable.Row;
import klara.stats.LifeTable.Step;
import org.junit.jupiter.api.Test;

class LifeTableTest {

  @Test
  void countsTheCensoredAtTheirTimeAndTheEnteringAfterIt() {
    LifeTable table =
        LifeTable.of(
            10,
            List.of(
                new Row(1, List.of(2L, 1L), 1, 5),
                new Row(2.5, List.of(0L, 4L), 0, 0),
                new Row(4, List.of(0L, 0L), 7, 0)));

    assertThat(table.steps()).extracting(Step::atRisk).containsExactly(10L, 11L, 7L);
    assertThat(table.causes()).isEqualTo(2);
    assertThat(table.atRisk(0.5)).isEqualTo(10);
    assertThat(table.atRisk(1)).isEqualTo(10);
    assertThat(table.atRisk(1.5)).isEqualTo(11);
    assertThat(table.atRisk(9)).isZero();
  }

  /** Two from the beginning, one after 2, who is not yet at risk of what happens at 2. */
  @Test
  void countsPersonsWhoEnterLate() {
    LifeTable table =
        LifeTable.ofPersons(new double[] {0, 0, 2}, new double[] {2, 5, 3}, new int[] {2, 0, 1});

    assertThat(table.steps())
        .containsExactly(
            new Step(2, 2, List.of(0L, 1L), 0, 1),
            new Step(3, 2, List.of(1L, 0L), 0, 0),
            new Step(5, 1, List.of(0L, 0L), 1, 0));
  }

  @Test
  void countsPersonsOfWhomNobodyHadTheEvent() {
    LifeTable table = LifeTable.ofPersons(new double[] {4, 0, 4}, new int[] {0, 1, 0});

    assertThat(table.steps())
        .containsExactly(new Step(0, 3, List.of(1L), 0, 0), new Step(4, 2, List.of(0L), 2, 0));
    assertThat(LifeTable.ofPersons(new double[] {4}, new int[] {0}).causes()).isEqualTo(1);
    assertThat(LifeTable.ofPersons(new double[0], new int[0]).steps()).isEmpty();
  }

  @Test
  void refusesPersonsWhoLeaveBeforeTheyEnter() {
    assertThatThrownBy(
            () ->
                LifeTable.ofPersons(
                    new double[] {1, 0, 3}, new double[] {1, Double.NaN, 5}, new int[] {1, -1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot make 'life table': times must be finite and not below 0 (1 of 3 are not);"
                + " causes must be from 0 to 1000 (1 of 2 are not);"
                + " causes and times must be as many (2 and 3);"
                + " times must be later than entries (1 of 3 are not)");
  }

  @Test
  void addsUpRowsOfTheSameTime() {
    LifeTable table =
        LifeTable.of(10, List.of(Row.of(1, 2, 1), new Row(1, List.of(1L), 0, 3), Row.of(2, 1, 0)));

    assertThat(table.steps())
        .containsExactly(new Step(1, 10, List.of(3L), 1, 3), new Step(2, 9, List.of(1L), 0, 0));
  }

  @Test
  void takesOtherCausesAsCensored() {
    LifeTable table = LifeTable.of(10, List.of(new Row(1, List.of(2L, 1L), 1, 5)));

    assertThat(table.ofCause(1).steps()).containsExactly(new Step(1, 10, List.of(1L), 3, 5));
  }

  @Test
  void listsAllImpossibleCounts() {
    List<Row> rows =
        List.of(
            Row.of(1, -1, 0),
            new Row(2, List.of(1L, 1L), 0, 0),
            new Row(3, List.of(1L), 0, -2),
            Row.of(2, 1, 0));

    assertThatThrownBy(() -> LifeTable.of(-1, rows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid life table: starting: expected a count from 0, found -1;"
                + " row 1: expected counts from 0, found events [-1], censored 0, entered 0;"
                + " row 2: expected the causes of the first row, at least one, found 2 of 1;"
                + " row 3: expected counts from 0, found events [1], censored 0, entered -2;"
                + " row 4: expected a time from 3.0, found 2.0");
  }

  @Test
  void listsAllTimesWhenMoreLeaveThanAreAtRisk() {
    List<Row> rows = List.of(Row.of(1, 2, 2), Row.of(2, 1, 0), Row.of(Double.NaN, 0, 0));

    assertThatThrownBy(() -> LifeTable.of(3, rows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid life table: row 3: expected a time from 2.0, found NaN;"
                + " time 1.0: expected no more to leave than are at risk, found 4 of 3;"
                + " time 2.0: expected no more to leave than are at risk, found 1 of -1;"
                + " time NaN: expected no more to leave than are at risk, found 0 of -2");
  }

  @Test
  void doesNotLetAPersonHaveTheEventWhereItEnters() {
    List<Row> rows = List.of(new Row(1, List.of(1L), 0, 1));

    assertThatThrownBy(() -> LifeTable.of(0, rows))
        .hasMessageContaining("time 1.0: expected no more to leave than are at risk, found 1 of 0");
  }
}
