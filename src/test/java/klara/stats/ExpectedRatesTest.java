package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import klara.stats.ExpectedMeans.Area;
import klara.stats.ExpectedRates.Cell;
import org.junit.jupiter.api.Test;

class ExpectedRatesTest {
  private static final List<Cell> THREE_AREAS =
      List.of(
          cell(1, "a", 40, 30),
          cell(1, "b", 10, 5),
          cell(2, "a", 60, 36),
          cell(2, "b", 40, 12),
          cell(3, "a", 40, 24),
          cell(3, "b", 60, 18));

  /**
   * The others of area 1 have 60 of 100 and 30 of 100. E = (40 · 0.6 + 10 · 0.3)/50 = 0.54, p =
   * 35/50; own variance (40 · 0.24 + 10 · 0.21)/50² = 0.00468, that of E (40² · 0.24 + 10² ·
   * 0.21)/100/50² = 0.00162. Wilson's 35 of 50 in Python: 0.562496 to 0.808964; limits 0.16 −
   * √(0.137504² + 0.078887²) and 0.16 + √(0.108964² + 0.078887²).
   */
  @Test
  void agreesWithACalculationByHand() {
    Area first = ExpectedRates.of(THREE_AREAS).areas().get(0);

    assertThat(first.area()).isEqualTo(1);
    assertThat(first.observed()).isEqualTo(0.7);
    assertThat(first.expected()).isCloseTo(0.54, within(1e-12));
    assertThat(first.residual()).isCloseTo(0.16, within(1e-12));
    assertThat(first.expectedError()).isCloseTo(Math.sqrt(0.00162), within(1e-12));
    assertThat(first.standardError()).isCloseTo(Math.sqrt(0.0063), within(1e-12));
    assertThat(first.z()).isCloseTo(0.16 / Math.sqrt(0.0063), within(1e-12));
    assertThat(first.coarser()).isZero();
    assertThat(first.interval().lower()).isCloseTo(0.00147436, within(1e-8));
    assertThat(first.interval().upper()).isCloseTo(0.29452293, within(1e-8));
  }

  /**
   * Rates 0.4, 0.5, 0.6 of 100 each: d = −0.15, 0, 0.15; of the outer two r = 0.55 and 0.45, se² =
   * 0.2475/100 + 0.2475/200, each of the others has half of E. 2 · 0.15²/(se² + 1.5 τ²) = 3.
   */
  @Test
  void findsHowMuchAreasDiffer() {
    ExpectedMeans rates =
        ExpectedRates.of(
            List.of(cell(1, "a", 100, 40), cell(2, "a", 100, 50), cell(3, "a", 100, 60)));

    assertThat(rates.variance()).isCloseTo(0.007525, within(1e-10));
    assertThat(rates.areas().get(0).usualError()).isCloseTo(Math.sqrt(0.015), within(1e-10));
    assertThat(rates.areas().get(0).zAmongAreas())
        .isCloseTo(-0.15 / Math.sqrt(0.015), within(1e-9));
    assertThat(rates.areas().get(1).residual()).isCloseTo(0, within(1e-15));
  }

  @Test
  void findsNoVarianceWhereAreasDifferByLessThanChance() {
    ExpectedMeans rates =
        ExpectedRates.of(
            List.of(cell(1, "a", 100, 50), cell(2, "a", 90, 45), cell(3, "a", 80, 41)));

    Area first = rates.areas().get(0);
    assertThat(rates.variance()).isZero();
    assertThat(first.usualError()).isEqualTo(first.standardError());
  }

  /**
   * Twenty of the others are ax, too few; a hundred are a, 30 of them with the outcome: E = 0.3,
   * own variance 0.21/10, that of E (20 · 0.21 + 80 · 0.25 · 0.75)/100².
   */
  @Test
  void takesACoarserMarginWhereFewOthersHaveAPattern() {
    List<Cell> cells =
        List.of(
            cell(1, "ax", 10, 5),
            cell(2, "ax", 20, 10),
            cell(2, "ay", 80, 20),
            cell(3, "bx", 100, 90));

    List<Area> areas = ExpectedRates.of(cells).areas();

    assertThat(areas.get(0).expected()).isCloseTo(0.3, within(1e-12));
    assertThat(areas.get(0).coarser()).isEqualTo(1);
    assertThat(areas.get(0).expectedError()).isCloseTo(Math.sqrt(0.00192), within(1e-12));
    assertThat(areas.get(0).standardError()).isCloseTo(Math.sqrt(0.021 + 0.00192), within(1e-12));
    assertThat(areas.get(2).expected()).isCloseTo(35.0 / 110, within(1e-12));
  }

  @Test
  void doesNotDependOnTheOrderNorOnHowCellsAreCut() {
    List<Cell> cut = new ArrayList<>(THREE_AREAS.subList(1, 6));
    cut.add(cell(1, "a", 25, 20));
    cut.add(cell(1, "a", 15, 10));
    cut.add(cell(4, "a", 0, 0));
    Collections.shuffle(cut, new Random(5));

    assertThat(ExpectedRates.of(cut)).isEqualTo(ExpectedRates.of(THREE_AREAS));
  }

  @Test
  void refusesCellsThatAreNoneAndSaysAllThatIsWrong() {
    assertThatThrownBy(
            () ->
                ExpectedRates.of(
                    List.of(cell(1, "a", 1, 2), cell(1, "ab", 2, 1), cell(2, "", 2, 1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot expect 'rates': events must not exceed trials (1 of 3 do); patterns must be of"
                + " the same covariates (have 3 lengths); patterns must have a covariate (some have"
                + " none); areas with people must be 3 or more (are 2)");
  }

  /** A covariate is a letter. */
  private static Cell cell(int area, String pattern, double people, double events) {
    List<String> values =
        pattern.chars().mapToObj(letter -> String.valueOf((char) letter)).toList();
    return new Cell(area, values, people, events);
  }
}
