package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import klara.stats.LifeTable.Row;
import org.junit.jupiter.api.Test;

class LogRankOfGroupsTest {
  private static final LifeTable NOBODY = LifeTable.of(0, List.of());

  @Test
  void isTheTestOfTwoGroupsWhereThereAreTwo() {
    LogRank two = LogRank.of(Leukaemia.TREATED, Leukaemia.PLACEBO);
    LogRankOfGroups found = LogRankOfGroups.of(List.of(Leukaemia.TREATED, Leukaemia.PLACEBO));

    assertThat(found.chiSquare()).isCloseTo(two.chiSquare(), within(1e-9));
    assertThat(found.pValue()).isCloseTo(two.pValue(), within(1e-12));
    assertThat(found.freedom()).isEqualTo(1);
    assertThat(found.expected().get(0)).isCloseTo(two.expected(), within(1e-12));
  }

  @Test
  void countsNoFreedomOfAGroupThatIsNeverAtRisk() {
    LogRankOfGroups found =
        LogRankOfGroups.of(List.of(Leukaemia.TREATED, NOBODY, Leukaemia.PLACEBO));

    assertThat(found.freedom()).isEqualTo(1);
    assertThat(found.chiSquare()).isCloseTo(16.79, within(5.01e-3));
  }

  @Test
  void isUndefinedWhereNothingCouldDiffer() {
    LifeTable none = LifeTable.of(3, List.of(Row.of(1, 0, 3)));

    LogRankOfGroups found = LogRankOfGroups.of(List.of(none, none, none));

    assertThat(found.chiSquare()).isNaN();
    assertThat(found.pValue()).isNaN();
    assertThat(found.freedom()).isZero();
  }

  @Test
  void refusesWhatIsNotComparable() {
    assertThatThrownBy(() -> LogRankOfGroups.of(List.of(NOBODY)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot compare 'groups': there must be two groups (found 1)");
    assertThatThrownBy(() -> LogRankOfGroups.within(List.of()))
        .hasMessage("Cannot compare 'groups': there must be a stratum (found none)");
    assertThatThrownBy(
            () ->
                LogRankOfGroups.within(
                    List.of(List.of(NOBODY, NOBODY), List.of(NOBODY, NOBODY, NOBODY))))
        .hasMessage(
            "Cannot compare 'groups': strata must have as many groups each (have several numbers)");
  }
}
