package klara.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules on 40 areas by 19 groups at once. */
class SkaneTest {
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.03, 0.2, 1, 2})
  void keepsEverySmallCountOfACohortHoweverRareTheOutcome(double relative) {
    CellSystem cells = Skane.cohort(7, relative);

    List<Range> ranges = Intruder.ranges(cells, SmallCells.hidden(cells));

    assertThat(ranges)
        .as("recovered of %d small counts, seed 7", ranges.size())
        .noneMatch(Range::recovered);
  }

  @Test
  void recoversSmallCountsWhereOnlyTheyAreHidden() {
    CellSystem cells = Skane.cohort(7, 1);
    List<Verdict> primaryOnly =
        SmallCells.hidden(cells).stream()
            .map(verdict -> verdict == Verdict.PRIMARY ? verdict : Verdict.PUBLISHED)
            .toList();

    assertThat(Intruder.recovered(cells, primaryOnly)).isPositive();
  }

  /** It would protect nobody: anyone can subtract. */
  @ParameterizedTest
  @ValueSource(doubles = {0.03, 0.2, 1, 2})
  void hidesNothingThatOneSumTells(double relative) {
    CellSystem cells = Skane.cohort(7, relative);

    List<Verdict> verdicts = SmallCells.hidden(cells);

    assertThat(verdicts).contains(Verdict.COMPLEMENTARY);
    for (Sum sum : cells.sums()) {
      long hidden =
          IntStream.concat(
                  IntStream.of(sum.total()), sum.parts().stream().mapToInt(Integer::intValue))
              .filter(cell -> verdicts.get(cell).hidden())
              .count();
      assertThat(hidden).isNotEqualTo(1);
    }
  }

  @Test
  void leavesNineOfTenAreasTheirTotals() {
    List<Verdict> verdicts = SmallCells.hidden(Skane.cohort(7, 1));

    long totals = 0;
    for (int area = 0; area < Skane.AREAS; area++) {
      totals += verdicts.get(area * Skane.GROUPS).hidden() ? 0 : 1;
    }

    assertThat(totals).isGreaterThan(Skane.AREAS * 9 / 10);
  }
}
