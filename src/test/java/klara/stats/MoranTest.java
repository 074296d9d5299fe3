package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import klara.stats.LocalMoran.Kind;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MoranTest {
  /** Four areas in a row. */
  private static final Contiguity PATH =
      Contiguity.of(List.of(List.of(1), List.of(0, 2), List.of(1, 3), List.of(2)));

  private record Neighbourhoods(List<Double> crime, List<List<Integer>> neighbours) {
    private double[] values() {
      return crime.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private Contiguity contiguity() {
      return Contiguity.of(neighbours);
    }
  }

  private static Neighbourhoods columbus() throws IOException {
    List<Double> crime = new ArrayList<>();
    List<List<Integer>> neighbours = new ArrayList<>();
    try (InputStream file =
        Objects.requireNonNull(MoranTest.class.getResourceAsStream("columbus.txt"))) {
      new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\\|", -1))
          .forEach(
              parts -> {
                crime.add(Double.valueOf(parts[1].strip()));
                neighbours.add(
                    Arrays.stream(parts[2].strip().split(" ", -1))
                        .map(number -> Integer.parseInt(number) - 1)
                        .toList());
              });
    }
    return new Neighbourhoods(crime, neighbours);
  }

  /** A row of areas, each touching the one before and the one after. */
  private static Contiguity row(int areas) {
    return rowMeasured(areas, areas);
  }

  /** Of a row of four that rises by 1, I = (1.5·0.5 + 2·0.5·0.5 + 1.5·0.5)/5 = 0.4, in any unit. */
  @Test
  void knowsNoUnit() {
    for (double unit : new double[] {1, 1e-170, 1e200}) {
      double[] rising = {unit, 2 * unit, 3 * unit, 4 * unit};

      Moran found = Moran.of(rising, row(4), 99, 1);

      assertThat(found.index()).isCloseTo(0.4, within(1e-12));
      assertThat(found.variance()).isPositive();
      assertThat(LocalMoran.of(rising, row(4), 99, 1).get(0).index()).isCloseTo(0.6, within(1e-12));
    }
  }

  /**
   * moran.test(col_sf$CRIME, nb2listw(poly2nb(col_sf), style = "W")) of spdep, as Bivand's course
   * notes of 2019 print it: 0.500188557, −0.020833333, 0.008689289, deviate 5.5894.
   */
  @Test
  void agreesWithSpdepOnColumbus() throws IOException {
    Neighbourhoods columbus = columbus();

    Moran found = Moran.of(columbus.values(), columbus.contiguity(), 999, 1);

    assertThat(found.index()).isCloseTo(0.500188557, within(5e-10));
    assertThat(found.expectation()).isCloseTo(-0.020833333, within(5e-10));
    assertThat(found.variance()).isCloseTo(0.008689289, within(5e-10));
    assertThat(found.deviate()).isCloseTo(5.5894, within(5e-5));
    assertThat(found.pGreater()).isEqualTo(0.001);
    assertThat(found.pTwoSided()).isEqualTo(0.002);
  }

  /**
   * The older links of spdep's col.gal.nb, three pairs fewer: 0.485770914 and, under randomisation,
   * 0.008991121 (moran.test(columbus$CRIME, nb2listw(col.gal.nb))).
   */
  @Test
  void agreesWithSpdepOnTheOlderLinks() throws IOException {
    Neighbourhoods columbus = columbus();
    List<List<Integer>> older = new ArrayList<>();
    List<List<Integer>> pairs = List.of(List.of(5, 16), List.of(25, 30), List.of(31, 39));
    for (int i = 0; i < columbus.neighbours().size(); i++) {
      int area = i + 1;
      older.add(
          columbus.neighbours().get(i).stream()
              .filter(j -> pairs.stream().noneMatch(p -> p.contains(area) && p.contains(j + 1)))
              .toList());
    }

    Moran found = Moran.of(columbus.values(), Contiguity.of(older), 9, 1);

    assertThat(found.index()).isCloseTo(0.485770914, within(5e-10));
    assertThat(found.variance()).isCloseTo(0.008991121, within(5e-10));
  }

  /**
   * sum(localmoran(CRIME, lw)[, "Ii"])/Szero(lw) is I (the same notes); the first five by numpy.
   */
  @Test
  void dividesTheIndexOverAreas() throws IOException {
    Neighbourhoods columbus = columbus();

    List<LocalMoran> parts = LocalMoran.of(columbus.values(), columbus.contiguity(), 99, 1);

    double[] first = {0.73681849, 0.52877701, 0.09385074, 0.00482097, 0.30360612};
    for (int i = 0; i < first.length; i++) {
      assertThat(parts.get(i).index()).isCloseTo(first[i], within(5e-9));
    }
    assertThat(parts.get(0).kind()).isEqualTo(Kind.LOW_LOW);
    assertThat(parts.stream().mapToDouble(LocalMoran::index).average().orElseThrow())
        .isCloseTo(0.500188557, within(5e-10));
  }

  /** z = −1.5, −0.5, 0.5, 1.5, lags −0.5, −0.5, 0.5, 0.5; I = (0.75 + 0.25 + 0.25 + 0.75)/5. */
  @Test
  void agreesWithARowByHand() {
    Moran found = Moran.of(new double[] {1, 2, 3, 4}, row(4), 9, 1);

    assertThat(found.index()).isCloseTo(0.4, within(1e-15));
    assertThat(found.expectation()).isCloseTo(-1.0 / 3, within(1e-15));
  }

  /** Mean and variance of I over all 120 orders of five values, counted one by one. */
  @Test
  void hasTheMomentsOfAllPermutations() {
    double[] values = {1, 2, 4, 8, 9};
    Moran found = Moran.of(values, row(5), 20_000, 11);
    List<double[]> orders = new ArrayList<>();
    permute(values.clone(), 0, orders);
    double[] indices =
        orders.stream().mapToDouble(order -> Moran.of(order, row(5), 1, 1).index()).toArray();

    double mean = Arrays.stream(indices).average().orElseThrow();
    double variance = Arrays.stream(indices).map(i -> (i - mean) * (i - mean)).sum() / 120;
    double asHigh = Arrays.stream(indices).filter(i -> i >= found.index() - 1e-12).count() / 120.0;
    assertThat(found.expectation()).isCloseTo(mean, within(1e-12));
    assertThat(found.variance()).isCloseTo(variance, within(1e-12));
    assertThat(found.pGreater()).isCloseTo(asHigh, within(0.01));
  }

  private static void permute(double[] values, int from, List<double[]> orders) {
    if (from == values.length) {
      orders.add(values.clone());
    }
    for (int i = from; i < values.length; i++) {
      swap(values, from, i);
      permute(values, from + 1, orders);
      swap(values, from, i);
    }
  }

  private static void swap(double[] values, int i, int j) {
    double kept = values[i];
    values[i] = values[j];
    values[j] = kept;
  }

  /**
   * The first of 1, 2, 4, 8, 9 in a row has one neighbour, 2; of the four others (2, 4, 8, 9) one
   * is as low: p = 2 · ¼.
   */
  @Test
  void drawsNeighboursFromTheOthers() {
    List<LocalMoran> parts = LocalMoran.of(new double[] {1, 2, 4, 8, 9}, row(5), 40_000, 3);

    assertThat(parts.get(0).pTwoSided()).isCloseTo(0.5, within(0.02));
    assertThat(LocalMoran.of(new double[] {1, 2, 4, 8, 9}, row(5), 40_000, 3)).isEqualTo(parts);
  }

  /**
   * 1 of 10, 2 of 20, 9 of 30: b = 0.2, s² = 0.01, a = 0.01 − 0.2/20 = 0, v = b/n. 5 of 10, 1 of
   * 10, 0 of 10: b = 0.2, s² = 0.14/3, a = 0.14/3 − 0.02, v = 0.14/3.
   */
  @Test
  void stabilisesRatesByHand() {
    assertThat(StabilisedRates.of(new double[] {1, 2, 9}, new double[] {10, 20, 30}))
        .containsExactly(
            new double[] {-0.1 / Math.sqrt(0.02), -0.1 / 0.1, 0.1 / Math.sqrt(0.2 / 30)},
            within(1e-9));
    double root = Math.sqrt(0.14 / 3);
    assertThat(StabilisedRates.of(new double[] {5, 1, 0}, new double[] {10, 10, 10}))
        .containsExactly(new double[] {0.3 / root, -0.1 / root, -0.2 / root}, within(1e-12));
  }

  /**
   * 2 of 10, 2 of 10, 9 of 40: b = 13/60, s² = 1/7200, a = 1/7200 − 13/1200 below 0; the first two
   * have v = a + 13/600 above 0, the third a + 13/2400 below 0, so 13/2400.
   */
  @Test
  void takesTheBinomialsVarianceWhereAreasDifferLessThanByChance() {
    double first = -1.0 / 60 / Math.sqrt(1.0 / 7200 - 13.0 / 1200 + 13.0 / 600);
    double third = 1.0 / 120 / Math.sqrt(13.0 / 2400);

    assertThat(StabilisedRates.of(new double[] {2, 2, 9}, new double[] {10, 10, 40}))
        .containsExactly(new double[] {first, first, third}, within(1e-12));
  }

  /**
   * Five areas in a row, the last beyond the edge: y = 1, 3, 2, 6, 8, z = −3, −1, −2, 2, 4, Σz² =
   * 34; lags of the four −1, −2.5, 0.5, 1, so Σ z lag z = 3 + 2.5 − 1 + 2 = 6.5 and I = 5/4 ·
   * 6.5/34; of the first, −3 · −1/(34/5).
   */
  @Test
  void countsNeighboursBeyondTheEdge() {
    double[] values = {1, 3, 2, 6, 8};
    Contiguity four = rowMeasured(5, 4);

    assertThat(Moran.of(values, four, 99, 1).index()).isCloseTo(1.25 * 6.5 / 34, within(1e-15));
    List<LocalMoran> locals = LocalMoran.of(values, four, 99, 1);
    assertThat(locals).hasSize(4);
    assertThat(locals.get(0).index()).isCloseTo(3 / 6.8, within(1e-15));
  }

  /** All 120 orders of five values, tried one by one, have the expectation and the variance. */
  @Test
  void hasTheMomentsOfAllOrdersWhereAnAreaLiesBeyondTheEdge() {
    Contiguity four = rowMeasured(5, 4);
    List<double[]> orders = new ArrayList<>();
    order(new double[] {1, 3, 2, 6, 8}, 0, orders);
    double[] indices =
        orders.stream().mapToDouble(order -> Moran.of(order, four, 1, 1).index()).toArray();
    double mean = Arrays.stream(indices).average().orElseThrow();
    double variance =
        Arrays.stream(indices).map(index -> (index - mean) * (index - mean)).sum() / 120;

    Moran found = Moran.of(orders.get(0), four, 1, 1);

    assertThat(orders).hasSize(120);
    assertThat(found.expectation()).isCloseTo(mean, within(1e-12));
    assertThat(found.variance()).isCloseTo(variance, within(1e-12));
  }

  private static Contiguity rowMeasured(int areas, int measured) {
    List<List<Integer>> neighbours = new ArrayList<>();
    for (int i = 0; i < areas; i++) {
      neighbours.add(i == 0 ? List.of(1) : i == areas - 1 ? List.of(i - 1) : List.of(i - 1, i + 1));
    }
    return Contiguity.of(neighbours, measured);
  }

  private static void order(double[] values, int from, List<double[]> orders) {
    if (from == values.length) {
      orders.add(values.clone());
    }
    for (int i = from; i < values.length; i++) {
      double kept = values[from];
      values[from] = values[i];
      values[i] = kept;
      order(values, from + 1, orders);
      values[i] = values[from];
      values[from] = kept;
    }
  }

  @Test
  void refusesMapsThatAreNoneAndSaysAllThatIsWrong() {
    assertThatThrownBy(() -> Contiguity.of(List.of(List.of(0, 1, 1), List.of(), List.of(7, 0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot make 'contiguity': neighbours must be numbers of areas (1 are not); no area may"
                + " be its own neighbour (1 are); each area must have a neighbour (1 have none);"
                + " neighbours must be listed once (1 are again); neighbours must be so both ways"
                + " (3 are not)");
    assertThatThrownBy(() -> rowMeasured(4, 2))
        .hasMessage(
            "Cannot make 'contiguity': three of the areas or more must be measured (found 2)");
    assertThatThrownBy(() -> Moran.of(new double[] {1, 1, 1}, row(4), 0, 1))
        .hasMessage(
            "Cannot measure 'Moran's I': values and areas must be as many (3 and 4); areas must be"
                + " four or more (are 3); values must not all be the same (are); permutations must"
                + " be above 0 (are 0)");
    assertThatThrownBy(() -> StabilisedRates.of(new double[] {0}, new double[] {0}))
        .hasMessage(
            "Cannot stabilise 'rates': people must be finite and above 0 (1 of 1 are not); there"
                + " must be an event (found none)");
  }

  @Property(tries = 100)
  void knowsNeitherUnitNorOrigin(
      @ForAll @Size(min = 5, max = 20) List<@DoubleRange(min = -5, max = 5) Double> drawn) {
    double[] values = drawn.stream().mapToDouble(Double::doubleValue).toArray();
    values[0] = 6;
    double[] moved = Arrays.stream(values).map(value -> 100 - 3 * value).toArray();

    Moran found = Moran.of(values, row(values.length), 19, 1);
    Moran after = Moran.of(moved, row(values.length), 19, 1);

    assertThat(after.index()).isCloseTo(found.index(), within(1e-9));
    assertThat(after.variance()).isCloseTo(found.variance(), within(1e-9));
    assertThat(after.pGreater()).isEqualTo(found.pGreater());
  }

  @Test
  void takesNoughtForTheSameWhateverItsSign() {
    assertThatThrownBy(() -> Moran.of(new double[] {0.0, -0.0, 0, 0}, PATH, 99, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot measure 'Moran's I': values must not all be the same (are)");
  }

  /**
   * The last of a path of four by one more: deviations −¼, −¼, −¼ and ¾, lags −¼, −¼, ¼ and −¼, I =
   * (−1/8)/(3/4).
   */
  @Test
  void seesALastDigitAsAnyOtherDifference() {
    for (double last : new double[] {2, Math.nextUp(1.0), 1 + 0x1p-40}) {
      Moran found = Moran.of(new double[] {1, 1, 1, last}, PATH, 99, 1);

      assertThat(found.index()).isCloseTo(-1.0 / 6, within(1e-12));
      assertThat(found.variance()).isPositive();
    }
  }

  @Test
  void takesLagsOfAllAreasOnly() {
    assertThatThrownBy(() -> PATH.lag(new double[1]))
        .hasMessage("Cannot take 'spatial lag': values and areas must be as many (1 and 4)");
  }
}
