package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import klara.stats.LinearMeans.Parts;
import klara.stats.LinearRates.Cell;
import klara.stats.OaxacaBlinder.Reference;
import org.junit.jupiter.api.Test;

class LinearRatesTest {
  private static final List<Cell> REST =
      List.of(
          cell(200, 170, "post", "foreign"),
          cell(600, 560, "post", "swedish"),
          cell(300, 180, "pre", "foreign"),
          cell(150, 100, "pre", "swedish"),
          cell(250, 190, "upper", "foreign"),
          cell(500, 420, "upper", "swedish"));
  private static final List<Cell> AREA =
      List.of(
          cell(20, 16, "post", "foreign"),
          cell(30, 29, "post", "swedish"),
          cell(60, 30, "pre", "foreign"),
          cell(10, 7, "pre", "swedish"),
          cell(40, 33, "upper", "foreign"),
          cell(40, 30, "upper", "swedish"));

  private static Cell cell(double people, double events, String... categories) {
    return new Cell(List.of(categories), people, events);
  }

  private static Parts parts(List<Cell> area, List<Cell> rest) {
    return LinearRates.of(rest).difference(area).orElseThrow();
  }

  /**
   * One dummy: the slopes are rates, 8 % of 8000 and 24 % of 2000, and V their variances p(1 − p)/n
   * of 0.0000092 and 0.0000912. 60 % and 40 % at 10 and 30 %: composition 0.2 · 0.16 = 0.032 with
   * variance 0.2² (0.0000092 + 0.0000912) = 0.000004016; rates 0.18 − (0.6 · 0.08 + 0.4 · 0.24) =
   * 0.036 with variance 0.6² · 0.0000092 + 0.4² · 0.0000912 = 0.000017904 and 182 · 822/1004³ =
   * 0.00014782 of the rate of 18 %.
   */
  @Test
  void partsADifferenceByOneCircumstanceByHand() {
    Parts parts =
        parts(
            List.of(cell(600, 60, "swedish"), cell(400, 120, "foreign")),
            List.of(cell(8000, 640, "swedish"), cell(2000, 480, "foreign")));

    assertThat(parts.difference()).isCloseTo(0.068, within(1e-12));
    assertThat(parts.composition()).isCloseTo(0.032, within(1e-12));
    assertThat(parts.rates()).isCloseTo(0.036, within(1e-12));
    assertThat(parts.compositionError()).isCloseTo(Math.sqrt(0.000004016), within(1e-12));
    assertThat(parts.ratesError())
        .isCloseTo(Math.sqrt(0.000017904 + 182.0 * 822 / Math.pow(1004, 3)), within(1e-12));
  }

  /**
   * By numpy 2.4.6 on one row for each of the 2200 people: lstsq, and the sandwich of inv(X'X) and
   * X'diag(e²)X written out.
   */
  @Test
  void agreesWithLeastSquaresPersonByPerson() {
    Parts parts = parts(AREA, REST);

    assertThat(parts.difference()).isCloseTo(-0.085, within(1e-12));
    assertThat(parts.composition()).isCloseTo(-0.05208888888888889, within(1e-12));
    assertThat(parts.compositionError()).isCloseTo(0.004569628306166246, within(1e-12));
    assertThat(parts.rates()).isCloseTo(-0.032911111111107116, within(1e-12));
    assertThat(parts.ratesError()).isCloseTo(0.03327695826077177, within(1e-12));
  }

  @Test
  void hasThePartsOfOaxacaAndBlinderWhicheverCategoryIsFirst() {
    OaxacaBlinder same = OaxacaBlinder.of(sums(AREA), sums(REST), Reference.SECOND);

    Parts parts = parts(AREA, REST);

    assertThat(parts.composition()).isCloseTo(same.explained(), within(1e-12));
    assertThat(parts.rates()).isCloseTo(same.unexplained(), within(1e-12));
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
        outcomes.add(person < cell.events() ? 1.0 : 0.0);
      }
    }
    return CrossProducts.of(
        rows.toArray(double[][]::new), outcomes.stream().mapToDouble(y -> y).toArray());
  }

  @Test
  void doesNotDependOnTheOrderOfCellsNorOnHowTheyAreSplit() {
    List<Cell> turned = new ArrayList<>(REST.subList(1, REST.size()));
    Collections.reverse(turned);
    turned.add(cell(50, 50, "post", "foreign"));
    turned.add(0, cell(150, 120, "post", "foreign"));

    assertThat(parts(AREA, turned)).isEqualTo(parts(AREA, REST));
    List<Cell> fractions = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      fractions.add(cell(i / 3.0, i / 7.0, "post", i % 2 == 0 ? "foreign" : "swedish"));
      fractions.add(cell(i / 1.7, i / 9.1, "pre", i % 2 == 0 ? "foreign" : "swedish"));
    }
    List<Cell> others = new ArrayList<>(fractions);
    Collections.reverse(others);
    assertThat(parts(fractions, others)).isEqualTo(parts(fractions, fractions));
  }

  /** Who is unknown in the one is so in the other: one dummy as good as two. */
  @Test
  void takesDependentDummiesAsOneAsLongAsTheyDependAmongTheOthersToo() {
    List<Cell> rest = new ArrayList<>(REST);
    rest.add(cell(100, 70, "unknown", "unknown"));
    List<Cell> area = new ArrayList<>(AREA);
    area.add(cell(20, 10, "unknown", "unknown"));
    List<Cell> apart = new ArrayList<>(area);
    apart.add(cell(1, 1, "unknown", "swedish"));

    Parts parts = parts(area, rest);

    // the model meets the 100 exactly, and so their 70 % is what the area's 20 of 220 are valued by
    OaxacaBlinder known = OaxacaBlinder.of(sums(AREA), sums(REST), Reference.SECOND);
    double valued = known.explained() + 1620.0 / 2000;
    assertThat(parts.composition())
        .isCloseTo((200 * valued + 20 * 0.7) / 220 - 1690.0 / 2100, within(1e-12));
    assertThat(LinearRates.of(rest).difference(apart)).isEmpty();
  }

  @Test
  void countsACategoryThatNobodyOfTheModelHasAsTheFirst() {
    List<Cell> area = List.of(cell(40, 30, "foreign"), cell(10, 2, "no one"));

    Parts parts = parts(area, List.of(cell(80, 40, "foreign"), cell(20, 15, "swedish")));

    // 0.5 for all 50, against 0.55
    assertThat(parts.composition()).isCloseTo(-0.05, within(1e-12));
    assertThat(parts.rates()).isCloseTo(0.64 - 0.5, within(1e-12));
  }

  @Test
  void isNotSureOfARateThatAllHave() {
    Parts parts = parts(List.of(cell(60, 60, "a")), List.of(cell(1000, 1000, "a")));

    assertThat(parts.compositionError()).isZero();
    assertThat(parts.ratesError()).isCloseTo(Math.sqrt(62.0 * 2 / 64 / 64 / 64), within(1e-12));
  }

  @Test
  void refusesWhatIsNoCountOfPeople() {
    assertThatThrownBy(() -> LinearRates.of(List.of(cell(0, 0, "a"), cell(0, 0, "a", "b"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot model 'rates': there must be people (found none); cells must be of the same"
                + " circumstances (are not)");
    assertThatThrownBy(() -> LinearRates.of(REST).difference(List.of(cell(1, 2, "post"))))
        .hasMessage(
            "Cannot model 'rates': events must not exceed trials (1 of 1 do); cells must be of the"
                + " same circumstances (are not)");
  }
}
