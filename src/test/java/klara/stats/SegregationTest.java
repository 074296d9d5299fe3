package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import klara.stats.Segregation.Chance;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SegregationTest {

  /**
   * 10 and 30 of one group, 40 and 20 of the other: D = ½(|¼ − ⅔| + |¾ − ⅓|) = 5/12; xPx = ¼ ·
   * 10/50 + ¾ · 30/50 = ½.
   */
  @Test
  void agreesWithAnExampleByHand() {
    Segregation found = Segregation.of(new long[] {10, 30}, new long[] {40, 20});

    assertThat(found.dissimilarity()).isCloseTo(5.0 / 12, within(1e-15));
    assertThat(found.isolation()).isCloseTo(0.5, within(1e-15));
  }

  /** Units and indices as in the tests of R package segregation, test_dissimilarity.R. */
  @Test
  void agreesWithSegregationOfR() {
    assertThat(dissimilarity(new long[] {100, 60, 40, 0}, new long[] {0, 40, 60, 100}))
        .isCloseTo(0.6, within(1e-14));
    assertThat(dissimilarity(new long[] {80, 80, 20, 20}, new long[] {20, 20, 80, 80}))
        .isCloseTo(0.6, within(1e-14));
    assertThat(dissimilarity(new long[] {100, 100, 0, 0}, new long[] {0, 0, 100, 100}))
        .isCloseTo(1, within(1e-14));
    assertThat(dissimilarity(new long[] {50, 50, 50, 50}, new long[] {50, 50, 50, 50})).isZero();
  }

  private static double dissimilarity(long[] first, long[] second) {
    return Segregation.of(first, second).dissimilarity();
  }

  /**
   * Two of each in two units of two: of the six ways to fill the first, two are D = 1 and four D =
   * 0, so E = 1/3 and apart is (1 − 1/3)/(1 − 1/3) = 1, even (0 − 1/3)/(2/3) = −1/2.
   */
  @Test
  void expectsWhatCountingAllWaysGives() {
    Segregation apart = Segregation.of(new long[] {2, 0}, new long[] {0, 2});
    Segregation even = Segregation.of(new long[] {1, 1}, new long[] {1, 1});

    assertThat(apart.expected()).isCloseTo(1.0 / 3, within(1e-14));
    assertThat(apart.beyondChance()).isCloseTo(1, within(1e-14));
    assertThat(even.beyondChance()).isCloseTo(-0.5, within(1e-14));
  }

  /** 3 of 7 over units of 1, 2 and 4: the 35 ways counted below, one by one. */
  @Test
  void expectsWhatCountingAllWaysGivesWhereUnitsAreUnequal() {
    double sum = 0;
    int ways = 0;
    for (int mask = 0; mask < 128; mask++) {
      if (Integer.bitCount(mask) == 3) {
        double[] a = {
          Integer.bitCount(mask & 1), Integer.bitCount(mask & 6), Integer.bitCount(mask & 120)
        };
        double[] size = {1, 2, 4};
        for (int u = 0; u < 3; u++) {
          sum += Math.abs(a[u] / 3 - (size[u] - a[u]) / 4) / 2;
        }
        ways++;
      }
    }

    Segregation found = Segregation.of(new long[] {1, 2, 0}, new long[] {0, 0, 4});

    assertThat(ways).isEqualTo(35);
    assertThat(found.expected()).isCloseTo(sum / ways, within(1e-14));
  }

  @Test
  void drawsWhatItExpectsAndTheSameForTheSameSeed() {
    long[] first = {5, 9, 2, 30, 4};
    long[] second = {25, 11, 38, 70, 6};
    double expected = Segregation.of(first, second).expected();

    Chance chance = Segregation.chance(first, second, 20_000, 7);

    System.out.printf("Segregation: seed 7, expected %.5f, drawn %s%n", expected, chance);
    assertThat(chance.mean()).isCloseTo(expected, within(5 * chance.deviation() / 141));
    assertThat(chance.pValue()).isBetween(1.0 / 20_001, 0.05);
    assertThat(Segregation.chance(first, second, 20_000, 7)).isEqualTo(chance);
    assertThat(Segregation.chance(first, second, 20_000, 8)).isNotEqualTo(chance);
  }

  @Test
  void neverFindsMoreThanChanceInAnEvenSpread() {
    assertThat(Segregation.chance(new long[] {5, 5}, new long[] {5, 5}, 200, 1).pValue())
        .isEqualTo(1);
  }

  @Test
  void refusesWhatCannotBeSpreadAndSaysAllThatIsWrong() {
    assertThatThrownBy(() -> Segregation.of(new long[] {0, -1}, new long[] {3}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot measure 'segregation': counts of the first group and of the second must be as"
                + " many (2 and 1); counts must not be below 0 (1 are); both groups must have"
                + " people (-1 and 3)");
    assertThatThrownBy(
            () -> Segregation.of(new long[] {Long.MAX_VALUE, Long.MAX_VALUE}, new long[] {1, 1}))
        .hasMessageStartingWith("Cannot measure 'segregation': people must be fewer");
    assertThatThrownBy(() -> Segregation.chance(new long[] {1}, new long[] {1}, 199, 1))
        .hasMessage("Cannot draw 'random allocation': draws must be 200 or more (are 199)");
  }

  /**
   * By hand, in nats: two clusters of two units; all of one group in the first cluster, so M
   * between = E = ln 2 and nothing within. Turned round, with the mix differing only within, M
   * between = 0 and M = E.
   */
  @Test
  void dividesInformationBetweenAndWithinClusters() {
    double[][] people = {{5, 0}, {5, 0}, {0, 4}, {0, 6}};

    MutualInformation between = MutualInformation.of(people, new int[] {1, 1, 2, 2});
    MutualInformation within =
        MutualInformation.of(
            new double[][] {{5, 0}, {0, 5}, {5, 0}, {0, 5}}, new int[] {1, 1, 2, 2});

    assertThat(between.total()).isCloseTo(Math.log(2), within(1e-14));
    assertThat(between.between()).isCloseTo(Math.log(2), within(1e-14));
    assertThat(between.within()).isCloseTo(0, within(1e-14));
    assertThat(between.theilH()).isCloseTo(1, within(1e-14));
    assertThat(within.between()).isCloseTo(0, within(1e-14));
    assertThat(within.theilHWithin()).isCloseTo(1, within(1e-14));
  }

  /**
   * 10 and 30, 40 and 20: M = Σ p ln(p/(p p)) = 0.1 ln(0.1/0.2) + 0.3 ln(0.3/0.2) + 0.4 ln(0.4/0.3)
   * + 0.2 ln(0.2/0.3); E = −0.4 ln 0.4 − 0.6 ln 0.6.
   */
  @Test
  void measuresInformationByHand() {
    MutualInformation found =
        MutualInformation.of(new double[][] {{10, 40}, {30, 20}}, new int[] {0, 0});

    double m =
        0.1 * Math.log(0.5)
            + 0.3 * Math.log(1.5)
            + 0.4 * Math.log(4.0 / 3)
            + 0.2 * Math.log(2.0 / 3);
    assertThat(found.total()).isCloseTo(m, within(1e-14));
    assertThat(found.entropy())
        .isCloseTo(-0.4 * Math.log(0.4) - 0.6 * Math.log(0.6), within(1e-14));
  }

  @Property(tries = 200)
  void keepsItsBoundsAndAddsUp(
      @ForAll @Size(min = 8, max = 8) List<@IntRange(max = 30) Integer> counts) {
    long[] first = {counts.get(0) + 1, counts.get(1), counts.get(2), counts.get(3)};
    long[] second = {counts.get(4), counts.get(5) + 1, counts.get(6), counts.get(7)};
    double[][] people = new double[4][];
    for (int u = 0; u < 4; u++) {
      people[u] = new double[] {first[u], second[u]};
    }

    Segregation found = Segregation.of(first, second);
    MutualInformation parts = MutualInformation.of(people, new int[] {3, 5, 3, 5});

    assertThat(found.dissimilarity()).isBetween(0.0, 1 + 1e-12);
    assertThat(found.expected()).isBetween(0.0, 1 + 1e-12);
    assertThat(found.dissimilarity())
        .isCloseTo(Segregation.of(second, first).dissimilarity(), within(1e-12));
    assertThat(found.expected()).isCloseTo(Segregation.of(second, first).expected(), within(1e-12));
    assertThat(parts.between() + parts.within()).isCloseTo(parts.total(), within(1e-12));
    assertThat(parts.theilH()).isBetween(-1e-12, 1 + 1e-12);
  }

  /** theil_th of PySAL's inequality, of three units and two groups (test_indices.py). */
  @Test
  void agreesWithPySalInTheilsInformationIndex() {
    MutualInformation found =
        MutualInformation.of(new double[][] {{0, 1, 2}, {0, 2, 4}, {0, 0, 3}}, new int[3]);

    assertThat(found.theilH()).isCloseTo(0.15106563978903298, within(1e-15));
  }
}
