package klara.disclosure;

import static klara.disclosure.Verdict.COMPLEMENTARY;
import static klara.disclosure.Verdict.PRIMARY;
import static klara.disclosure.Verdict.PUBLISHED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Everyone, the rest and the newly arrived by home, then the same students by school. */
class BalancesTest {
  private static final List<Balance> SAME =
      List.of(Balance.same(0, 3), Balance.same(1, 4), Balance.same(2, 5));

  private static final CellSystem APART =
      new CellSystem(
          new long[] {2341, 2272, 69, 2341, 2272, 69},
          new long[] {62, 58, 4, 62, 58, 4},
          List.of(Sum.of(0, 1, 2), Sum.of(3, 4, 5)));

  private static final CellSystem TOGETHER = APART.balancing(new Balances(SAME, SAME));

  /** Everyone by home less the rest by school: 62 − 58 = 4. */
  @Test
  void findsWhatOneTellsOfTheOther() {
    List<Verdict> verdicts =
        List.of(PUBLISHED, COMPLEMENTARY, PRIMARY, COMPLEMENTARY, PUBLISHED, PRIMARY);

    assertThat(Intruder.recovered(APART, verdicts)).isZero();
    assertThat(Intruder.recovered(TOGETHER, verdicts)).isEqualTo(2);
  }

  @Test
  void withholdsTheSameOfBoth() {
    List<Verdict> verdicts = SmallCells.hidden(TOGETHER);

    assertThat(verdicts.get(2)).isEqualTo(PRIMARY);
    assertThat(IntStream.range(0, 3).mapToObj(cell -> verdicts.get(cell).hidden()))
        .containsExactlyElementsOf(
            IntStream.range(3, 6).mapToObj(cell -> verdicts.get(cell).hidden()).toList());
    assertThat(Intruder.recovered(TOGETHER, verdicts)).isZero();
  }

  /** Three newly arrived in all: their number is withheld with every outcome, in both alike. */
  @Test
  void withholdsTheSameStudentsOfBoth() {
    CellSystem cells =
        new CellSystem(
                new long[] {303, 200, 3, 100, 303, 200, 3, 100},
                new long[] {60, 40, 0, 20, 60, 40, 0, 20},
                List.of(Sum.of(0, 1, 2, 3), Sum.of(4, 5, 6, 7)))
            .balancing(
                new Balances(
                    IntStream.range(0, 4).mapToObj(cell -> Balance.same(cell, cell + 4)).toList(),
                    List.of()));

    assertThat(SmallCells.hiddenStudents(cells).stream().boxed()).containsExactly(2, 3, 6, 7);
  }

  @Test
  void refusesWhatIsNotTheSame() {
    assertThatThrownBy(() -> APART.balancing(new Balances(List.of(Balance.same(0, 1)), List.of())))
        .hasMessage("Invalid balances: expected both sides to be the same, found otherwise: 1");
  }
}
