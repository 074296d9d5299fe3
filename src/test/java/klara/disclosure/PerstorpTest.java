package klara.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The smallest municipality of Skåne: about 96 students leave year 9 there in a year. */
class PerstorpTest {
  /** The country, the rest of it, the county and four sub-regions come first; then by code. */
  private static final int PERSTORP = 7 + 17;

  @Test
  void losesMostOfItsSplitsAndKeepsItsTotal() {
    List<Verdict> cells =
        SmallCells.hidden(Skane.cohort(7, 1))
            .subList(PERSTORP * Skane.GROUPS, (PERSTORP + 1) * Skane.GROUPS);
    List<Verdict> splits = cells.subList(1, cells.size());

    assertThat(cells.get(0)).isEqualTo(Verdict.PUBLISHED);
    assertThat(splits).filteredOn(Verdict::hidden).hasSizeGreaterThan(splits.size() / 2);
  }
}
