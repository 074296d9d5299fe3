package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import klara.stats.NestedVariance.Group;
import klara.stats.NestedVariance.Level;
import org.junit.jupiter.api.Test;

class NestedVarianceTest {
  /** Three outer groups, unbalanced: inner groups of 1, 3, 2; of 4, 2; and of 5. */
  private static final int[][] UNBALANCED = {{1, 3, 2}, {4, 2}, {5}};

  /**
   * Two by two by two: means 2 and 6 (outer 4), 10 and 8 (outer 9). E = 4 · 2 = 8 on 4 degrees,
   * σ²unit = 2. B = 2 (2² + 2²) + 2 (1² + 1²) = 20 on 2, σ²inner = (10 − 2)/2 = 4. A = 4 (2.5² +
   * 2.5²) = 50 on 1, σ²outer = (50 − 10)/4 = 10.
   */
  @Test
  void agreesWithABalancedExampleByHand() {
    NestedVariance parts =
        NestedVariance.of(List.of(group(0, 1, 3), group(0, 5, 7), group(1, 9, 11), group(1, 7, 9)))
            .orElseThrow();

    assertThat(parts.unit().variance()).isCloseTo(2, within(1e-12));
    assertThat(parts.inner().variance()).isCloseTo(4, within(1e-12));
    assertThat(parts.outer().variance()).isCloseTo(10, within(1e-12));
    assertThat(parts.outer().share()).isCloseTo(10.0 / 16, within(1e-12));
  }

  /**
   * Sokal and Rohlf, Biometry (1995), box 10.1: wing lengths of mosquitoes, two measurements of
   * four females of three cages; mean squares 332.8379, 191.1864 and 1.3017, so components
   * (332.8379 − 191.1864)/8, (191.1864 − 1.3017)/2 and 1.3017.
   */
  @Test
  void agreesWithTheMosquitoesOfSokalAndRohlf() {
    NestedVariance parts =
        NestedVariance.of(
                List.of(
                    group(1, 58.5, 59.5),
                    group(1, 77.8, 80.9),
                    group(1, 84.0, 83.6),
                    group(1, 70.1, 68.3),
                    group(2, 69.8, 69.8),
                    group(2, 56.0, 54.5),
                    group(2, 50.7, 49.3),
                    group(2, 63.8, 65.8),
                    group(3, 56.6, 57.5),
                    group(3, 77.8, 79.2),
                    group(3, 69.9, 69.2),
                    group(3, 62.1, 64.5)))
            .orElseThrow();

    assertThat(parts.outer().variance()).isCloseTo(17.7064, within(1e-4));
    assertThat(parts.inner().variance()).isCloseTo(94.9424, within(1e-4));
    assertThat(parts.unit().variance()).isCloseTo(1.3017, within(1e-4));
    // By numpy on mean squares of two cages at a time: t with two degrees of freedom.
    assertThat(parts.unit().lower()).isCloseTo(0.0026054358, within(1e-9));
    assertThat(parts.unit().upper()).isCloseTo(0.0336038815, within(1e-9));
    assertThat(parts.outer().lower()).isZero();
    assertThat(parts.outer().upper()).isEqualTo(1);
  }

  /**
   * An estimate is a quadratic form in y, so what it expects of a component is the sum of its
   * values for y that is 1 in one group of that level and 0 elsewhere: 1 for its own, 0 for the
   * others.
   */
  @Test
  void isUnbiasedWhereGroupsAreUnequal() {
    List<ToDoubleFunction<NestedVariance>> components =
        List.of(
            parts -> parts.outer().variance(),
            parts -> parts.inner().variance(),
            parts -> parts.unit().variance());
    for (int level = 0; level < 3; level++) {
      double[] expected = new double[3];
      for (double[] y : indicators(level)) {
        NestedVariance parts = NestedVariance.of(groups(y)).orElseThrow();
        for (int i = 0; i < 3; i++) {
          expected[i] += components.get(i).applyAsDouble(parts);
        }
      }

      double[] own = new double[3];
      own[level] = 1;
      assertThat(expected).containsExactly(own, within(1e-12));
    }
  }

  @Test
  void doesNotDependOnTheOrder() {
    List<Group> groups = county(new Random(7), 0.05, 0.10, false);
    List<Group> shuffled = new ArrayList<>(groups);
    Collections.shuffle(shuffled, new Random(8));

    assertThat(NestedVariance.of(shuffled)).isEqualTo(NestedVariance.of(groups));
  }

  @Test
  void countsANegativeComponentAsNoShare() {
    NestedVariance parts =
        NestedVariance.of(
                List.of(
                    group(0, 0, 9), group(0, 9, 0), group(1, 0, 9), group(1, 9, 0), group(2, 0, 9)))
            .orElseThrow();

    assertThat(parts.inner().variance()).isNegative();
    assertThat(parts.inner().share()).isZero();
    assertThat(parts.inner().lower()).isZero();
    assertThat(parts.unit().share()).isEqualTo(1);
  }

  @Test
  void isEmptyWhereLevelsCannotBeToldApart() {
    assertThat(NestedVariance.of(List.of())).isEmpty();
    assertThat(NestedVariance.of(List.of(group(0, 1, 2), group(0, 3, 5)))).isEmpty();
    assertThat(NestedVariance.of(List.of(group(0, 1, 2), group(1, 3, 5)))).isEmpty();
    assertThat(NestedVariance.of(List.of(group(0, 1), group(0, 2), group(1, 3)))).isEmpty();
    assertThat(NestedVariance.of(List.of(group(0, 1, 1), group(0, 1), group(1, 1)))).isEmpty();
  }

  @Test
  void hasNoIntervalWhereLeavingOneOutLeavesNoEstimate() {
    Level outer =
        NestedVariance.of(List.of(group(0, 1, 3), group(0, 5, 7), group(1, 9, 11)))
            .orElseThrow()
            .outer();

    assertThat(outer.share()).isBetween(0.0, 1.0);
    assertThat(outer.lower()).isNaN();
    assertThat(outer.upper()).isNaN();
  }

  @Test
  void findsTheSharesPlantedInACounty() {
    report("merit", 41, 0.05, 0.10, false);
    report("merit, little between", 42, 0.02, 0.05, false);
    report("outcome of 0 or 1", 43, 0.02, 0.05, true);
  }

  private static void report(String name, long seed, double outer, double inner, boolean isBinary) {
    int runs = 400;
    Random random = new Random(seed);
    double[] sums = new double[2];
    double[] covered = new double[2];
    for (int run = 0; run < runs; run++) {
      NestedVariance parts =
          NestedVariance.of(county(random, outer, inner, isBinary)).orElseThrow();
      sums[0] += parts.outer().share() / runs;
      sums[1] += parts.inner().share() / runs;
      covered[0] += covers(parts.outer(), outer) / runs;
      covered[1] += covers(parts.inner(), inner) / runs;
    }

    System.out.printf(
        "Nested variance, %s: seed %d, %d counties, planted %.3f %.3f, mean %.4f %.4f, covered"
            + " %.3f %.3f%n",
        name, seed, runs, outer, inner, sums[0], sums[1], covered[0], covered[1]);
    assertThat(sums).containsExactly(new double[] {outer, inner}, within(0.02));
    assertThat(covered[0]).isBetween(0.91, 0.99);
    assertThat(covered[1]).isBetween(0.91, 0.99);
  }

  private static double covers(Level level, double share) {
    return level.lower() <= share && share <= level.upper() ? 1 : 0;
  }

  /** 33 municipalities of 1 to some 60 schools, 260 in all, of 20 to 120 pupils. */
  private static List<Group> county(Random random, double outer, double inner, boolean isBinary) {
    List<Group> groups = new ArrayList<>();
    for (int municipality = 0; municipality < 33; municipality++) {
      double outerEffect = random.nextGaussian() * Math.sqrt(outer);
      int schools = municipality == 0 ? 60 : municipality < 4 ? 20 : 1 + municipality % 9;
      for (int school = 0; school < schools; school++) {
        double effect = outerEffect + random.nextGaussian() * Math.sqrt(inner);
        double[] y = new double[20 + random.nextInt(101)];
        for (int i = 0; i < y.length; i++) {
          y[i] =
              isBinary
                  ? (random.nextDouble() < 0.5 + 0.5 * effect ? 1 : 0)
                  : effect + random.nextGaussian() * Math.sqrt(1 - outer - inner);
        }
        groups.add(group(municipality, y));
      }
    }
    return groups;
  }

  private static Group group(int outer, double... y) {
    return new Group(
        outer, y.length, Arrays.stream(y).sum(), Arrays.stream(y).map(v -> v * v).sum());
  }

  private static List<Group> groups(double[] y) {
    List<Group> groups = new ArrayList<>();
    int next = 0;
    for (int outer = 0; outer < UNBALANCED.length; outer++) {
      for (int units : UNBALANCED[outer]) {
        groups.add(group(outer, Arrays.copyOfRange(y, next, next + units)));
        next += units;
      }
    }
    return groups;
  }

  /** For each group of a level, 0 the outer, y that is 1 in it and 0 elsewhere. */
  private static List<double[]> indicators(int level) {
    List<double[]> indicators = new ArrayList<>();
    int next = 0;
    for (int[] outer : UNBALANCED) {
      int start = next;
      for (int units : outer) {
        if (level == 1) {
          indicators.add(indicator(next, next + units));
        }
        for (int i = next; level == 2 && i < next + units; i++) {
          indicators.add(indicator(i, i + 1));
        }
        next += units;
      }
      if (level == 0) {
        indicators.add(indicator(start, next));
      }
    }
    return indicators;
  }

  private static double[] indicator(int from, int to) {
    double[] y = new double[17];
    Arrays.fill(y, from, to, 1);
    return y;
  }
}
