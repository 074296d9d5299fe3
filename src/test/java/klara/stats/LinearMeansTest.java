package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import klara.stats.LinearMeans.Cell;
import klara.stats.LinearMeans.Parts;
import klara.stats.OaxacaBlinder.Reference;
import org.junit.jupiter.api.Test;

class LinearMeansTest {
  /** People, half of them so much below the mean, half above. */
  private static Cell cell(double people, double mean, double away, String... categories) {
    return new Cell(
        List.of(categories), people, people * mean, people * (mean * mean + away * away));
  }

  private static final List<Cell> REST =
      List.of(
          cell(20, 230, 40, "post", "foreign"),
          cell(60, 250, 45, "post", "swedish"),
          cell(30, 160, 60, "pre", "foreign"),
          cell(14, 190, 55, "pre", "swedish"),
          cell(24, 200, 50, "upper", "foreign"),
          cell(50, 215, 50, "upper", "swedish"));
  private static final List<Cell> AREA =
      List.of(
          cell(4, 220, 30, "post", "foreign"),
          cell(6, 255, 40, "post", "swedish"),
          cell(12, 150, 70, "pre", "foreign"),
          cell(2, 195, 20, "pre", "swedish"),
          cell(8, 210, 45, "upper", "foreign"),
          cell(8, 205, 60, "upper", "swedish"));

  private static Parts parts(List<Cell> area, List<Cell> rest) {
    return LinearMeans.of(rest).difference(area).orElseThrow();
  }

  /**
   * One dummy: the slopes are means, 220 of 8000 and 180 of 2000, and V their variances 2500/8000 =
   * 0.3125 and 3600/2000 = 1.8. 60 % and 40 % with 225 and 170, in all 203 against 212: composition
   * −0.2 · 220 + 0.2 · 180 = −8 with variance 0.2² (0.3125 + 1.8) = 0.0845; means 203 − (0.6 · 220
   * + 0.4 · 180) = −1 with variance 0.6² · 0.3125 + 0.4² · 1.8 = 0.4005 and of the mean of 203,
   * from squares of 600 (225² + 2500) + 400 (170² + 2500) = 44 435 000, less 1000 · 203² 3 226 000,
   * by 999 · 1000.
   */
  @Test
  void partsADifferenceByOneCircumstanceByHand() {
    Parts parts =
        parts(
            List.of(cell(600, 225, 50, "swedish"), cell(400, 170, 50, "foreign")),
            List.of(cell(8000, 220, 50, "swedish"), cell(2000, 180, 60, "foreign")));

    assertThat(parts.difference()).isCloseTo(-9, within(1e-9));
    assertThat(parts.composition()).isCloseTo(-8, within(1e-9));
    assertThat(parts.rates()).isCloseTo(-1, within(1e-9));
    assertThat(parts.compositionError()).isCloseTo(Math.sqrt(0.0845), within(1e-9));
    assertThat(parts.ratesError())
        .isCloseTo(Math.sqrt(0.4005 + 3_226_000.0 / 999 / 1000), within(1e-9));
  }

  /**
   * By numpy 2.4.6 on one row for each of the 238 people: lstsq, the sandwich of inv(X'X) and
   * X'diag(e²)X written out, and var with ddof=1.
   */
  @Test
  void agreesWithLeastSquaresPersonByPerson() {
    Parts parts = parts(AREA, REST);

    assertThat(parts.difference()).isCloseTo(-17.202020202020208, within(1e-9));
    assertThat(parts.composition()).isCloseTo(-13.999375536559064, within(1e-9));
    assertThat(parts.compositionError()).isCloseTo(1.9413139267502724, within(1e-9));
    assertThat(parts.rates()).isCloseTo(-3.20264466546098, within(1e-9));
    assertThat(parts.ratesError()).isCloseTo(11.23916858277415, within(1e-9));
  }

  @Test
  void hasThePartsOfOaxacaAndBlinderWhicheverCategoryIsFirst() {
    OaxacaBlinder same = OaxacaBlinder.of(sums(AREA), sums(REST), Reference.SECOND);

    Parts parts = parts(AREA, REST);

    assertThat(parts.composition()).isCloseTo(same.explained(), within(1e-9));
    assertThat(parts.rates()).isCloseTo(same.unexplained(), within(1e-9));
  }

  /** Dummies of pre, post and foreign: other references than the first of each. */
  private static CrossProducts sums(List<Cell> cells) {
    List<double[]> rows = new ArrayList<>();
    List<Double> outcomes = new ArrayList<>();
    for (Cell cell : cells) {
      for (int person = 0; person < cell.people(); person++) {
        rows.add(
            new double[] {
              cell.categories().get(0).equals("pre") ? 1 : 0,
              cell.categories().get(0).equals("post") ? 1 : 0,
              cell.categories().get(1).equals("foreign") ? 1 : 0
            });
        outcomes.add(cell.sum() / cell.people());
      }
    }
    return CrossProducts.of(
        rows.toArray(double[][]::new), outcomes.stream().mapToDouble(y -> y).toArray());
  }

  /** Everyone 0 or 1: the same slopes and V; the error of the rate counts two and two more. */
  @Test
  void isThatOfRatesWhereValuesAreZeroOrOne() {
    List<Cell> rest =
        List.of(
            new Cell(List.of("a", "x"), 100, 60, 60),
            new Cell(List.of("a", "y"), 80, 30, 30),
            new Cell(List.of("b", "y"), 90, 70, 70));
    List<Cell> area =
        List.of(new Cell(List.of("a", "y"), 40, 10, 10), new Cell(List.of("b", "x"), 30, 25, 25));
    Parts rates = LinearRates.of(asRates(rest)).difference(asRates(area)).orElseThrow();

    Parts parts = parts(area, rest);

    assertThat(parts.composition()).isCloseTo(rates.composition(), within(1e-12));
    assertThat(parts.compositionError()).isCloseTo(rates.compositionError(), within(1e-12));
    assertThat(parts.rates()).isCloseTo(rates.rates(), within(1e-12));
  }

  private static List<LinearRates.Cell> asRates(List<Cell> cells) {
    return cells.stream()
        .map(cell -> new LinearRates.Cell(cell.categories(), cell.people(), cell.sum()))
        .toList();
  }

  @Test
  void refusesSumsThatAreNone() {
    assertThatThrownBy(() -> LinearMeans.of(List.of(new Cell(List.of("a"), -1, Double.NaN, -2))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot model 'means': people must be finite and not below 0 (1 of 1 are not); sums"
                + " must be finite (1 of 1 are not); squares must be finite and not below 0 (1 of 1"
                + " are not); there must be people (found none)");
    assertThatThrownBy(() -> LinearMeans.of(List.of(new Cell(List.of("a"), 10, 100, 999))))
        .hasMessage(
            "Cannot model 'means': squares must be at least those of equal values, and 0 of nobody (1"
                + " of 1 are not)");
    assertThatThrownBy(
            () ->
                LinearMeans.of(
                    List.of(
                        new Cell(List.of("a"), 10, 100, 1000), new Cell(List.of("b"), 0, 0, 9))))
        .hasMessageContaining("and 0 of nobody (1 of 2 are not)");
  }
}
