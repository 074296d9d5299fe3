package klara.disclosure;

import static klara.disclosure.Verdict.COMPLEMENTARY;
import static klara.disclosure.Verdict.PRIMARY;
import static klara.disclosure.Verdict.PUBLISHED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmallCellsTest {
  /** A county of three municipalities. */
  private static final List<Sum> COUNTY = List.of(Sum.of(0, 1, 2, 3));

  @Test
  void hidesTheSmallestNeighbourOfASmallCell() {
    // 3 of 40 is too few; without a neighbour it would be 83 − 30 − 50
    CellSystem cells = cells(COUNTY, 540, 40, 200, 300, 83, 3, 30, 50);

    assertThat(SmallCells.hidden(cells))
        .containsExactly(PUBLISHED, PRIMARY, COMPLEMENTARY, PUBLISHED);
  }

  @Test
  void hidesFewWithoutTheEventAsFewWithIt() {
    CellSystem cells = cells(COUNTY, 540, 40, 200, 300, 457, 37, 170, 250);

    assertThat(SmallCells.hidden(cells))
        .containsExactly(PUBLISHED, PRIMARY, COMPLEMENTARY, PUBLISHED);
  }

  @Test
  void hidesAllOrNobodyAmongFewerThanTenStudentsOnly() {
    CellSystem few = cells(List.of(), 9, 9, 9, 0);
    CellSystem enough = cells(List.of(), 10, 10, 10, 0);

    assertThat(SmallCells.hidden(few)).containsExactly(PRIMARY, PRIMARY);
    assertThat(SmallCells.hidden(enough)).containsExactly(PUBLISHED, PUBLISHED);
  }

  @Test
  void publishesThatThereIsNobody() {
    CellSystem cells = cells(COUNTY, 500, 0, 200, 300, 80, 0, 30, 50);

    assertThat(SmallCells.hidden(cells)).containsOnly(PUBLISHED);
  }

  @Test
  void publishesEverythingThatIsLarge() {
    CellSystem cells = cells(COUNTY, 600, 100, 200, 300, 90, 10, 30, 50);

    assertThat(SmallCells.hidden(cells)).containsOnly(PUBLISHED);
  }

  @Test
  void hidesTheSameStudentsForEveryOutcome() {
    CellSystem rare = cells(COUNTY, 503, 3, 200, 300, 12, 0, 6, 6);
    CellSystem common = cells(COUNTY, 503, 3, 200, 300, 253, 3, 100, 150);

    assertThat(SmallCells.hiddenStudents(rare))
        .isEqualTo(SmallCells.hiddenStudents(common))
        .hasToString("{1, 2}");
  }

  @Test
  void hidesARectangleInATableWithMargins() {
    // rows: all, girls, boys; columns: all, Swedish, foreign background
    CellSystem cells =
        new CellSystem(
            new long[] {400, 300, 100, 190, 150, 40, 210, 150, 60},
            new long[] {90, 60, 30, 33, 30, 3, 57, 30, 27},
            List.of(
                Sum.of(0, 1, 2),
                Sum.of(3, 4, 5),
                Sum.of(6, 7, 8),
                Sum.of(0, 3, 6),
                Sum.of(1, 4, 7),
                Sum.of(2, 5, 8)));

    assertThat(SmallCells.hidden(cells))
        .containsExactly(
            PUBLISHED,
            PUBLISHED,
            PUBLISHED,
            PUBLISHED,
            COMPLEMENTARY,
            PRIMARY,
            PUBLISHED,
            COMPLEMENTARY,
            COMPLEMENTARY);
  }

  @Test
  void looksForACompanionInTheSameSubregion() {
    // county = two subregions of two municipalities each
    CellSystem cells =
        new CellSystem(
            new long[] {1000, 340, 660, 40, 300, 30, 630},
            new long[] {200, 63, 137, 3, 60, 7, 130},
            List.of(Sum.of(0, 1, 2), Sum.of(1, 3, 4), Sum.of(2, 5, 6)));

    assertThat(SmallCells.hidden(cells))
        .containsExactly(
            PUBLISHED, PUBLISHED, PUBLISHED, PRIMARY, COMPLEMENTARY, PUBLISHED, PUBLISHED);
  }

  @Test
  void hidesNothingThatIsKnownAnyway() {
    boolean[] given = {false, false, true, false};
    CellSystem cells =
        new CellSystem(new long[] {540, 40, 200, 300}, new long[] {83, 3, 30, 50}, given, COUNTY);

    assertThat(SmallCells.hidden(cells))
        .containsExactly(PUBLISHED, PRIMARY, PUBLISHED, COMPLEMENTARY);
  }

  /** 300 students are hidden rather than 200: readers ask for those. */
  @Test
  void hidesWhatReadersWantLast() {
    BitSet wanted = BitSet.valueOf(new long[] {1 << 2});
    CellSystem cells = cells(COUNTY, 540, 40, 200, 300, 83, 3, 30, 50).wanting(wanted);

    assertThat(SmallCells.hidden(cells))
        .containsExactly(PUBLISHED, PRIMARY, PUBLISHED, COMPLEMENTARY);
  }

  @Test
  void hidesATotalBeforeWhatReadersWant() {
    BitSet wanted = BitSet.valueOf(new long[] {1 << 2});
    CellSystem cells = cells(List.of(Sum.of(0, 1, 2)), 240, 40, 200, 33, 3, 30).wanting(wanted);

    assertThat(SmallCells.hidden(cells)).containsExactly(COMPLEMENTARY, PRIMARY, PUBLISHED);
  }

  @Test
  void hidesWhatReadersWantWhereNothingElseProtects() {
    BitSet wanted = BitSet.valueOf(new long[] {1 << 2});
    boolean[] given = {true, false, false};
    CellSystem cells =
        new CellSystem(
                new long[] {240, 40, 200}, new long[] {33, 3, 30}, given, List.of(Sum.of(0, 1, 2)))
            .wanting(wanted);

    assertThat(SmallCells.hidden(cells)).containsExactly(PUBLISHED, PRIMARY, COMPLEMENTARY);
  }

  @Test
  void decidesAlikeWhateverTheOrderOfTheCells() {
    CellSystem cells = cells(List.of(Sum.of(3, 0, 1, 2)), 300, 200, 40, 540, 50, 30, 3, 83);

    assertThat(SmallCells.hidden(cells))
        .containsExactly(PUBLISHED, COMPLEMENTARY, PRIMARY, PUBLISHED);
  }

  @Test
  void refusesSumsThatDoNotHold() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cells(COUNTY, 541, 40, 200, 300, 83, 3, 30, 50))
        .withMessage("Invalid sums: expected the parts to add up to the total, found otherwise: 1");
  }

  @Test
  void refusesMoreEventsThanStudents() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cells(List.of(), 5, 6))
        .withMessage("Invalid cells: expected events from 0 to students, found otherwise: 1");
  }

  /** First the students of each cell, then the events. */
  private static CellSystem cells(List<Sum> sums, long... counts) {
    int size = counts.length / 2;
    return new CellSystem(
        Arrays.copyOf(counts, size), Arrays.copyOfRange(counts, size, counts.length), sums);
  }
}
