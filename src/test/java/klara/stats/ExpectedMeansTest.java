package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import klara.stats.ExpectedMeans.Area;
import klara.stats.ExpectedMeans.Cell;
import org.junit.jupiter.api.Test;

class ExpectedMeansTest {
  private static final List<Cell> THREE_AREAS =
      List.of(
          cell(1, "a", 40, 12, 4),
          cell(1, "b", 10, 7, 9),
          cell(2, "a", 60, 10, 4),
          cell(2, "b", 40, 5, 9),
          cell(3, "a", 40, 10, 4),
          cell(3, "b", 60, 5, 9));

  /**
   * The others of area 1 have 100 about 10 and 100 about 5. E = (40 · 10 + 10 · 5)/50 = 9, ȳ =
   * 550/50; own variance (40 · 4 + 10 · 9)/50² = 0.1, that of E (40² · 4 + 10² · 9)/100/50² =
   * 0.0292. About what is expected of each the squares are 40 · (4 + 2²) + 10 · (9 + 2²) = 450, e =
   * √((450/50 − 2²)/49) = 0.319438, with 49 degrees of freedom t = 2.009575 (tables): half the
   * width √((2.009575 · 0.319438)² + (1.959964 · 0.170880)²) = 0.724052.
   */
  @Test
  void agreesWithACalculationByHand() {
    Area first = ExpectedMeans.of(THREE_AREAS).areas().get(0);

    assertThat(first.area()).isEqualTo(1);
    assertThat(first.observed()).isEqualTo(11);
    assertThat(first.expected()).isCloseTo(9, within(1e-12));
    assertThat(first.residual()).isCloseTo(2, within(1e-12));
    assertThat(first.expectedError()).isCloseTo(Math.sqrt(0.0292), within(1e-12));
    assertThat(first.standardError()).isCloseTo(Math.sqrt(0.1292), within(1e-12));
    assertThat(first.z()).isCloseTo(2 / Math.sqrt(0.1292), within(1e-11));
    assertThat(first.coarser()).isZero();
    assertThat(first.interval().lower()).isCloseTo(2 - 0.724052, within(1e-6));
    assertThat(first.interval().upper()).isCloseTo(2 + 0.724052, within(1e-6));
  }

  /**
   * In what is expected of area 1 area 2 has 0.8 · 60/100 + 0.2 · 40/100 = 0.56, area 3 0.44: the
   * squares are 0.5072.
   */
  @Test
  void countsTheOthersByThePartTheyHave() {
    ExpectedMeans means = ExpectedMeans.of(THREE_AREAS);

    assertThat(means.variance()).isGreaterThan(0.1);
    assertThat(means.areas().get(0).usualError())
        .isCloseTo(Math.sqrt(0.1292 + 1.5072 * means.variance()), within(1e-12));
  }

  /** The variance of 0 and 1 is r(1 − r): all is as of rates but the interval of the own mean. */
  @Test
  void isOfRatesWhatExpectedRatesAre() {
    List<ExpectedRates.Cell> rates =
        List.of(
            new ExpectedRates.Cell(1, List.of("a"), 100, 40),
            new ExpectedRates.Cell(2, List.of("a"), 80, 50),
            new ExpectedRates.Cell(3, List.of("a"), 90, 60));
    List<Cell> means =
        rates.stream()
            .map(c -> new Cell(c.area(), c.pattern(), c.people(), c.events(), c.events()))
            .toList();

    Area byRates = ExpectedRates.of(rates).areas().get(0);
    Area byMeans = ExpectedMeans.of(means).areas().get(0);

    assertThat(byMeans.expected()).isEqualTo(byRates.expected());
    assertThat(byMeans.usualError()).isEqualTo(byRates.usualError());
    assertThat(byMeans.interval().lower()).isCloseTo(byRates.interval().lower(), within(0.01));
    assertThat(byMeans.interval()).isNotEqualTo(byRates.interval());
  }

  @Test
  void doesNotDependOnTheOrderNorOnHowCellsAreCut() {
    List<Cell> cut = new ArrayList<>(THREE_AREAS.subList(1, 6));
    cut.add(cell(1, "a", 30, 12, 4));
    cut.add(cell(1, "a", 10, 12, 4));
    cut.add(cell(4, "a", 0, 0, 0));
    Collections.shuffle(cut, new Random(5));

    assertThat(ExpectedMeans.of(cut)).isEqualTo(ExpectedMeans.of(THREE_AREAS));
  }

  @Test
  void refusesSumsThatAreNoneAndSaysAllThatIsWrong() {
    List<Cell> cells =
        List.of(
            new Cell(1, List.of("a"), -1, 0, 0),
            new Cell(1, List.of("a"), 2, Double.NaN, 1),
            new Cell(2, List.of("a"), 2, 20, 199));

    assertThatThrownBy(() -> ExpectedMeans.of(cells))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot expect 'means': people must be finite and not below 0 (1 of 3 are not); sums"
                + " must be finite (1 of 3 are not); squares must be at least those of equal values,"
                + " and 0 of nobody (1 of 3 are not); areas with people must be 3 or more (are 2)");
  }

  /**
   * Three areas of forty alike, with means 2, 3 and 3 and variances 0.25, 0.25 and 0.5: τ² is
   * 0.3224127864, by Paule and Mandel's equation in numpy, in whatever unit.
   */
  @Test
  void knowsNoUnit() {
    for (double unit : new double[] {1, 1e-8, 1e8}) {
      ExpectedMeans found =
          ExpectedMeans.of(
              List.of(
                  new Cell(0, List.of("a"), 40, 80 * unit, 170 * unit * unit),
                  new Cell(1, List.of("a"), 40, 120 * unit, 370 * unit * unit),
                  new Cell(2, List.of("a"), 40, 120 * unit, 380 * unit * unit)));

      assertThat(found.variance() / unit / unit).isCloseTo(0.3224127864, within(1e-9));
      assertThat(found.areas().get(0).usualError() / unit).isCloseTo(0.7054656, within(1e-7));
    }
  }

  /** A covariate is a letter; values have this mean and, about it, this variance. */
  private static Cell cell(int area, String pattern, double people, double mean, double variance) {
    List<String> values =
        pattern.chars().mapToObj(letter -> String.valueOf((char) letter)).toList();
    return new Cell(area, values, people, people * mean, people * (variance + mean * mean));
  }
}
