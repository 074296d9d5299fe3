package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import klara.stats.NestedIntercepts.Level;
import klara.stats.NestedIntercepts.Likelihood;
import org.junit.jupiter.api.Test;

class NestedInterceptsTest {
  /** Yield of dyestuff from six batches (Davies 1947): data set Dyestuff of lme4. */
  private static final List<NestedGroup> DYESTUFF =
      List.of(
          NestedGroup.ofValues(1, 1545, 1440, 1440, 1520, 1580),
          NestedGroup.ofValues(2, 1540, 1555, 1490, 1560, 1495),
          NestedGroup.ofValues(3, 1595, 1550, 1605, 1510, 1560),
          NestedGroup.ofValues(4, 1445, 1440, 1595, 1465, 1545),
          NestedGroup.ofValues(5, 1595, 1630, 1515, 1635, 1625),
          NestedGroup.ofValues(6, 1520, 1455, 1450, 1480, 1445));

  /** Brightness of paper by four operators: data set pulp of R package faraway. */
  private static final List<NestedGroup> PULP =
      List.of(
          NestedGroup.ofValues(1, 59.8, 60.0, 60.8, 60.8, 59.8),
          NestedGroup.ofValues(2, 59.8, 60.2, 60.4, 59.9, 60.0),
          NestedGroup.ofValues(3, 60.7, 60.7, 60.5, 60.9, 60.3),
          NestedGroup.ofValues(4, 61.0, 60.8, 60.6, 60.5, 60.5));

  /**
   * Strength of paste, two tests of three casks of ten batches (Davies and Goldsmith 1972): data
   * set Pastes of lme4.
   */
  private static final double[] STRENGTHS = {
    62.8, 62.6, 60.1, 62.3, 62.7, 63.1, 60.0, 61.4, 57.5, 56.9, 61.1, 58.9, 58.7, 57.5, 63.9, 63.1,
    65.4, 63.7, 57.1, 56.4, 56.9, 58.6, 64.7, 64.5, 55.1, 55.1, 54.7, 54.2, 58.8, 57.5, 63.4, 64.9,
    59.3, 58.1, 60.5, 60.0, 62.5, 62.6, 61.0, 58.7, 56.9, 57.7, 59.2, 59.4, 65.2, 66.0, 64.8, 64.1,
    54.8, 54.8, 64.0, 64.0, 57.7, 56.8, 58.3, 59.3, 59.2, 59.2, 58.9, 56.6
  };

  private static List<NestedGroup> pastes() {
    List<NestedGroup> casks = new ArrayList<>();
    for (int cask = 0; cask < 30; cask++) {
      casks.add(NestedGroup.ofValues(cask / 3, STRENGTHS[2 * cask], STRENGTHS[2 * cask + 1]));
    }
    return casks;
  }

  private static double deviation(NestedIntercepts model, Level level) {
    return Math.sqrt(model.variance(level));
  }

  private static void assertInterval(Interval found, double lower, double upper, double off) {
    assertThat(found.lower()).isCloseTo(lower, within(off));
    assertThat(found.upper()).isCloseTo(upper, within(off));
  }

  /**
   * lmer(Yield ~ 1 + (1 | Batch), Dyestuff) of lme4, in Bates, lme4: Mixed-effects Modeling with R,
   * section 1.3: standard deviations 42.001 and 49.510, intercept 1527.50 with error 19.38,
   * criterion 319.7. By hand: mean squares 11271.5 and 2451.25, (11271.5 − 2451.25)/5 = 1764.05.
   */
  @Test
  void agreesWithLme4OnDyestuff() {
    NestedIntercepts model = NestedIntercepts.fitOneLevel(DYESTUFF, Likelihood.RESTRICTED);

    assertThat(model.variance(Level.OUTER)).isCloseTo(1764.05, within(1e-3));
    assertThat(model.variance(Level.UNIT)).isCloseTo(2451.25, within(1e-3));
    assertThat(model.variance(Level.INNER)).isZero();
    assertThat(model.coefficients().get(0)).isCloseTo(1527.5, within(1e-9));
    assertThat(model.standardErrors().get(0)).isCloseTo(19.38, within(5e-3));
    assertThat(model.deviance()).isCloseTo(319.7, within(0.05));
  }

  /**
   * The same by full likelihood, section 1.4: 37.2603 and 49.5101, deviance 327.3271; confint of
   * its profile on lme4's help page: 12.1985292 to 84.0630513 and 38.2299848 to 67.6576964; at 99
   * %, 0 to 113.6877 and 35.5632 to 75.6680. lme4 reads them off a spline through the profile; all
   * digits are by scipy's brentq on the likelihood itself, in its form for groups of equal size.
   */
  @Test
  void agreesWithLme4sProfileOfDyestuff() {
    NestedIntercepts model = NestedIntercepts.fitOneLevel(DYESTUFF, Likelihood.FULL);

    assertThat(deviation(model, Level.OUTER)).isCloseTo(37.2603, within(1e-3));
    assertThat(deviation(model, Level.UNIT)).isCloseTo(49.5101, within(1e-3));
    assertThat(model.deviance()).isCloseTo(327.3271, within(5e-5));
    assertInterval(model.deviationInterval(Level.OUTER, 0.95), 12.1985292, 84.0630513, 3e-3);
    assertInterval(model.deviationInterval(Level.OUTER, 0.95), 12.196505279, 84.063410969, 1e-6);
    assertInterval(model.deviationInterval(Level.UNIT, 0.95), 38.2299848, 67.6576964, 2e-4);
    assertInterval(model.deviationInterval(Level.UNIT, 0.95), 38.230123311, 67.657672790, 1e-6);
    assertInterval(model.deviationInterval(Level.OUTER, 0.99), 0, 113.690276971, 1e-5);
    assertInterval(model.deviationInterval(Level.UNIT, 0.99), 35.5632, 75.6680, 2e-3);
    assertInterval(model.deviationInterval(Level.UNIT, 0.99), 35.562421935, 75.666616582, 1e-6);
  }

  /**
   * Simulated so that batches are alike (Box and Tiao 1973): data set Dyestuff2 of lme4, which
   * finds no variance between them: 0 and 3.7157, intercept 5.6656 with error 0.6784, criterion
   * 161.83; by full likelihood 3.6532 and 162.873. Bates, section 1.3.
   */
  @Test
  void agreesWithLme4WhereThereIsNoVariance() {
    List<NestedGroup> batches =
        List.of(
            NestedGroup.ofValues(1, 7.298, 3.846, 2.434, 9.566, 7.990),
            NestedGroup.ofValues(2, 5.220, 6.556, 0.608, 11.788, -0.892),
            NestedGroup.ofValues(3, 0.110, 10.386, 13.434, 5.510, 8.166),
            NestedGroup.ofValues(4, 2.212, 4.852, 7.092, 9.288, 4.980),
            NestedGroup.ofValues(5, 0.282, 9.014, 4.458, 9.446, 7.198),
            NestedGroup.ofValues(6, 1.722, 4.782, 8.106, 0.758, 3.758));

    NestedIntercepts model = NestedIntercepts.fitOneLevel(batches, Likelihood.RESTRICTED);

    assertThat(model.variance(Level.OUTER)).isZero();
    assertThat(deviation(model, Level.UNIT)).isCloseTo(3.7157, within(5e-5));
    assertThat(model.coefficients().get(0)).isCloseTo(5.6656, within(5e-5));
    assertThat(model.standardErrors().get(0)).isCloseTo(0.6784, within(5e-5));
    assertThat(model.deviance()).isCloseTo(161.83, within(5e-3));
    NestedIntercepts full = NestedIntercepts.fitOneLevel(batches, Likelihood.FULL);
    assertThat(deviation(full, Level.UNIT)).isCloseTo(3.6532, within(5e-5));
    assertThat(full.deviance()).isCloseTo(162.873, within(5e-4));
  }

  /**
   * Where units of a group hardly differ, the variance of groups is that of their means, by hand:
   * of 1.000333, 2 and 5 about 2.666778, (2.777038 + 0.444593 + 5.443926)/3 = 2.888519.
   */
  @Test
  void findsGroupsThousandsOfTimesFartherApartThanUnits() {
    NestedIntercepts model =
        NestedIntercepts.fitOneLevel(
            List.of(
                NestedGroup.ofValues(0, 1, 1.001, 1),
                NestedGroup.ofValues(1, 2, 2),
                NestedGroup.ofValues(2, 5, 5)),
            Likelihood.FULL);

    assertThat(model.variance(Level.OUTER)).isCloseTo(2.888519, within(1e-5));
  }

  /**
   * lmer(bright ~ 1 + (1 | operator), pulp) as Faraway prints it (Changes to the mixed effects
   * models chapters of ELM): variances 0.0681 and 0.1062 (by hand 1.7/16), error 0.149, criterion
   * 18.6; confint 0 to 0.61790 and 0.23891 to 0.48218.
   */
  @Test
  void agreesWithLme4OnPulp() {
    NestedIntercepts restricted = NestedIntercepts.fitOneLevel(PULP, Likelihood.RESTRICTED);
    NestedIntercepts full = NestedIntercepts.fitOneLevel(PULP, Likelihood.FULL);

    assertThat(restricted.variance(Level.OUTER)).isCloseTo(0.0681, within(5e-5));
    assertThat(restricted.variance(Level.UNIT)).isCloseTo(0.10625, within(1e-6));
    assertThat(restricted.standardErrors().get(0)).isCloseTo(0.149, within(5e-4));
    assertThat(restricted.deviance()).isCloseTo(18.6, within(0.05));
    assertInterval(full.deviationInterval(Level.OUTER, 0.95), 0, 0.61790, 1e-4);
    assertInterval(full.deviationInterval(Level.UNIT, 0.95), 0.23891, 0.48218, 1e-4);
  }

  /**
   * lmer(strength ~ 1 + (1 | sample) + (1 | batch), Pastes, REML = FALSE) in Bates, section 2.2:
   * 2.9041, 1.0951 and 0.8234, deviance 247.9945, intercept 60.0533 with error 0.6421. Limits by
   * numpy and scipy 1.17.1 on the dense covariance matrix (Nelder-Mead, brentq).
   */
  @Test
  void agreesWithLme4OnPastes() {
    NestedIntercepts model = NestedIntercepts.fit(pastes(), Likelihood.FULL);

    assertThat(deviation(model, Level.OUTER)).isCloseTo(1.0951, within(5e-5));
    assertThat(deviation(model, Level.INNER)).isCloseTo(2.9041, within(5e-5));
    assertThat(deviation(model, Level.UNIT)).isCloseTo(0.8234, within(5e-5));
    assertThat(model.deviance()).isCloseTo(247.9945, within(5e-5));
    assertThat(model.coefficients().get(0)).isCloseTo(60.0533, within(5e-5));
    assertThat(model.standardErrors().get(0)).isCloseTo(0.6421, within(5e-5));
    assertInterval(model.deviationInterval(Level.OUTER, 0.95), 0, 2.9465971, 1e-4);
    assertInterval(model.deviationInterval(Level.INNER, 0.95), 2.1579309, 4.0538051, 1e-4);
    assertInterval(model.deviationInterval(Level.UNIT, 0.95), 0.6520229, 1.0854476, 1e-4);
  }

  /** The same by restricted likelihood, all by numpy and scipy as above. */
  @Test
  void agreesWithTheDenseMatrixByRestrictedLikelihood() {
    NestedIntercepts model = NestedIntercepts.fit(pastes(), Likelihood.RESTRICTED);

    assertThat(deviation(model, Level.OUTER)).isCloseTo(1.28736513, within(1e-5));
    assertThat(deviation(model, Level.INNER)).isCloseTo(2.90407758, within(1e-5));
    assertThat(deviation(model, Level.UNIT)).isCloseTo(0.82340756, within(1e-6));
    assertThat(model.deviance()).isCloseTo(246.99074585, within(1e-7));
    assertInterval(model.deviationInterval(Level.OUTER, 0.95), 0, 3.2865960, 1e-4);
    assertInterval(model.deviationInterval(Level.INNER, 0.95), 2.1579309, 4.1000455, 1e-4);
  }

  /**
   * With a covariate, 0 and 1 within each cask plus 0.01 for each row before: by numpy and scipy as
   * above.
   */
  @Test
  void agreesWithTheDenseMatrixWithACovariate() {
    List<NestedGroup> casks = new ArrayList<>();
    for (int cask = 0; cask < 30; cask++) {
      double[][] products = new double[3][3];
      for (int test = 0; test < 2; test++) {
        int row = 2 * cask + test;
        double[] z = {1, test + 0.01 * row, STRENGTHS[row]};
        for (int i = 0; i < 3; i++) {
          for (int j = 0; j < 3; j++) {
            products[i][j] += z[i] * z[j];
          }
        }
      }
      casks.add(NestedGroup.of(cask / 3, products));
    }

    NestedIntercepts model = NestedIntercepts.fit(casks, Likelihood.RESTRICTED);

    assertThat(deviation(model, Level.OUTER)).isCloseTo(1.27105724, within(1e-5));
    assertThat(deviation(model, Level.INNER)).isCloseTo(2.90583382, within(1e-5));
    assertThat(deviation(model, Level.UNIT)).isCloseTo(0.81947244, within(1e-6));
    assertThat(model.deviance()).isCloseTo(246.93264069, within(1e-7));
    assertThat(model.coefficients().get(0)).isCloseTo(60.2466329, within(1e-5));
    assertThat(model.coefficients().get(1)).isCloseTo(-0.24314411, within(1e-6));
    assertThat(model.standardErrors().get(0)).isCloseTo(0.69416884, within(1e-5));
    assertThat(model.standardErrors().get(1)).isCloseTo(0.20918784, within(1e-6));
  }

  /**
   * Two by two by two: means 2 and 6 (outer 4), 10 and 8 (outer 9). Within: 4 · 2 = 8 on 4 degrees,
   * so σ²unit = 2. Between inner: 2 (2² + 2²) + 2 (1² + 1²) = 20 on 2, σ²inner = (10 − 2)/2 = 4.
   * Between outer: 4 (2.5² + 2.5²) = 50 on 1, σ²outer = (50 − 10)/4 = 10. Where groups are of equal
   * size and nothing comes out negative, restricted likelihood is analysis of variance.
   */
  @Test
  void agreesWithABalancedExampleByHand() {
    NestedIntercepts model =
        NestedIntercepts.fit(
            List.of(
                NestedGroup.ofValues(0, 1, 3),
                NestedGroup.ofValues(0, 5, 7),
                NestedGroup.ofValues(1, 9, 11),
                NestedGroup.ofValues(1, 7, 9)),
            Likelihood.RESTRICTED);

    assertThat(model.variance(Level.UNIT)).isCloseTo(2, within(1e-5));
    assertThat(model.variance(Level.INNER)).isCloseTo(4, within(1e-5));
    assertThat(model.variance(Level.OUTER)).isCloseTo(10, within(1e-4));
    assertThat(model.share(Level.OUTER)).isCloseTo(10.0 / 16, within(1e-6));
    assertThat(model.innerShareBetween()).isCloseTo(4.0 / 14, within(1e-6));
  }

  /**
   * Sokal and Rohlf, Biometry (1995), box 10.1: wing lengths of mosquitoes, two measurements of
   * four females of three cages; mean squares 332.8379, 191.1864 and 1.3017, so components
   * (332.8379 − 191.1864)/8, (191.1864 − 1.3017)/2 and 1.3017.
   */
  @Test
  void agreesWithTheMosquitoesOfSokalAndRohlf() {
    NestedIntercepts model =
        NestedIntercepts.fit(
            List.of(
                NestedGroup.ofValues(1, 58.5, 59.5),
                NestedGroup.ofValues(1, 77.8, 80.9),
                NestedGroup.ofValues(1, 84.0, 83.6),
                NestedGroup.ofValues(1, 70.1, 68.3),
                NestedGroup.ofValues(2, 69.8, 69.8),
                NestedGroup.ofValues(2, 56.0, 54.5),
                NestedGroup.ofValues(2, 50.7, 49.3),
                NestedGroup.ofValues(2, 63.8, 65.8),
                NestedGroup.ofValues(3, 56.6, 57.5),
                NestedGroup.ofValues(3, 77.8, 79.2),
                NestedGroup.ofValues(3, 69.9, 69.2),
                NestedGroup.ofValues(3, 62.1, 64.5)),
            Likelihood.RESTRICTED);

    assertThat(model.variance(Level.OUTER)).isCloseTo(17.7064, within(1e-3));
    assertThat(model.variance(Level.INNER)).isCloseTo(94.9424, within(1e-3));
    assertThat(model.variance(Level.UNIT)).isCloseTo(1.3017, within(1e-4));
  }

  /**
   * Inner groups of the same mean: by analysis of variance (0 − 40.5)/2. There is none, then, and
   * what is left is the model without that level: of outer groups of four.
   */
  @Test
  void findsExactlyNoneOfALevelWhoseEstimateWouldBeNegative() {
    List<NestedGroup> crossed = new ArrayList<>();
    List<NestedGroup> merged = new ArrayList<>();
    for (int outer = 0; outer < 6; outer++) {
      double at = outer * 3;
      crossed.add(NestedGroup.ofValues(outer, at, at + 9));
      crossed.add(NestedGroup.ofValues(outer, at + 9, at));
      merged.add(NestedGroup.ofValues(outer, at, at + 9, at + 9, at));
    }

    NestedIntercepts model = NestedIntercepts.fit(crossed, Likelihood.RESTRICTED);
    NestedIntercepts flat = NestedIntercepts.fitOneLevel(merged, Likelihood.RESTRICTED);

    assertThat(model.variance(Level.INNER)).isZero();
    assertThat(model.shareIntervals(0.95).share(Level.INNER).lower()).isZero();
    assertThat(model.shareIntervals(0.95).share(Level.INNER).upper()).isBetween(0.01, 0.9);
    assertThat(model.variance(Level.OUTER)).isCloseTo(flat.variance(Level.OUTER), within(1e-4));
    assertThat(model.innerShareBetween()).isZero();
  }

  /** By numpy and scipy on the dense covariance matrix, brentq on the least over what is free. */
  @Test
  void agreesWithTheDenseMatrixOnTheLimitsOfShares() {
    NestedIntercepts model = NestedIntercepts.fit(pastes(), Likelihood.RESTRICTED);

    assertInterval(model.shareIntervals(0.95).share(Level.OUTER), 0, 0.578812, 1e-3);
    assertInterval(model.shareIntervals(0.95).share(Level.INNER), 0.381005, 0.966738, 1e-3);
    assertInterval(model.shareIntervals(0.95).share(Level.UNIT), 0.0292957, 0.1270725, 1e-3);
    assertInterval(model.shareIntervals(0.95).innerShareBetween(), 0.397229, 1, 1e-3);
  }

  /** With one level a share is a function of the ratio of deviations, and its limits likewise. */
  @Test
  void givesSharesWithIntervals() {
    NestedIntercepts model = NestedIntercepts.fitOneLevel(DYESTUFF, Likelihood.RESTRICTED);
    NestedIntercepts nested = NestedIntercepts.fit(pastes(), Likelihood.RESTRICTED);

    Interval outer = model.shareIntervals(0.95).share(Level.OUTER);
    Interval unit = model.shareIntervals(0.95).share(Level.UNIT);
    assertThat(model.share(Level.OUTER)).isCloseTo(1764.05 / 4215.3, within(1e-6));
    assertThat(outer.contains(model.share(Level.OUTER))).isTrue();
    assertInterval(unit, 1 - outer.upper(), 1 - outer.lower(), 1e-6);
    double sum = 0;
    for (Level level : Level.values()) {
      assertThat(nested.shareIntervals(0.95).share(level).contains(nested.share(level))).isTrue();
      sum += nested.share(level);
    }
    assertThat(sum).isCloseTo(1, within(1e-12));
    assertThat(nested.shareIntervals(0.95).share(Level.OUTER).lower()).isZero();
  }

  @Test
  void findsNoVarianceWhereGroupsAreAlike() {
    NestedIntercepts alike =
        NestedIntercepts.fitOneLevel(
            List.of(NestedGroup.ofValues(1, 1, 2, 3), NestedGroup.ofValues(2, 3, 1, 2)),
            Likelihood.RESTRICTED);

    assertThat(alike.variance(Level.OUTER)).isZero();
    assertThat(alike.variance(Level.UNIT)).isCloseTo(0.8, within(1e-9));
    assertThat(alike.deviationInterval(Level.OUTER, 0.95).lower()).isZero();
  }

  @Test
  void knowsNeitherOrderNorOrigin() {
    List<NestedGroup> shuffled = pastes();
    Collections.shuffle(shuffled, new Random(3));
    List<NestedGroup> moved = new ArrayList<>();
    for (int cask = 0; cask < 30; cask++) {
      double far = 1e6;
      moved.add(
          NestedGroup.ofValues(cask / 3, STRENGTHS[2 * cask] + far, STRENGTHS[2 * cask + 1] + far));
    }

    double expected = NestedIntercepts.fit(pastes(), Likelihood.FULL).variance(Level.OUTER);
    assertThat(NestedIntercepts.fit(shuffled, Likelihood.FULL).variance(Level.OUTER))
        .isCloseTo(expected, within(1e-6));
    assertThat(NestedIntercepts.fit(moved, Likelihood.FULL).variance(Level.OUTER))
        .isCloseTo(expected, within(0.02));
  }

  @Test
  void findsTheSharesPlantedInACounty() {
    report("much between", 41, 0.05, 0.10);
    report("little between", 42, 0.02, 0.05);
  }

  private static void report(String name, long seed, double outer, double inner) {
    int runs = 150;
    Random random = new Random(seed);
    double[] means = new double[3];
    double[] covered = new double[3];
    double inside = inner / (outer + inner);
    for (int run = 0; run < runs; run++) {
      NestedIntercepts model =
          NestedIntercepts.fit(county(random, outer, inner), Likelihood.RESTRICTED);
      means[0] += model.share(Level.OUTER) / runs;
      means[1] += model.share(Level.INNER) / runs;
      means[2] += model.innerShareBetween() / runs;
      covered[0] += model.shareIntervals(0.95).share(Level.OUTER).contains(outer) ? 1.0 / runs : 0;
      covered[1] += model.shareIntervals(0.95).share(Level.INNER).contains(inner) ? 1.0 / runs : 0;
      covered[2] +=
          model.shareIntervals(0.95).innerShareBetween().contains(inside) ? 1.0 / runs : 0;
    }

    System.out.printf(
        "Nested intercepts, %s: seed %d, %d counties, planted %.3f %.3f (%.3f inside), mean %.4f"
            + " %.4f (%.3f), covered %.3f %.3f (%.3f)%n",
        name,
        seed,
        runs,
        outer,
        inner,
        inside,
        means[0],
        means[1],
        means[2],
        covered[0],
        covered[1],
        covered[2]);
    assertThat(means).containsExactly(new double[] {outer, inner, inside}, within(0.02));
    for (double share : covered) {
      assertThat(share).isBetween(0.90, 0.99);
    }
  }

  /** 33 municipalities of 1 to some 60 schools, 266 in all, of 20 to 120 pupils. */
  private static List<NestedGroup> county(Random random, double outer, double inner) {
    List<NestedGroup> groups = new ArrayList<>();
    for (int municipality = 0; municipality < 33; municipality++) {
      double outerEffect = random.nextGaussian() * Math.sqrt(outer);
      int schools = municipality == 0 ? 60 : municipality < 4 ? 20 : 1 + municipality % 9;
      for (int school = 0; school < schools; school++) {
        double effect = outerEffect + random.nextGaussian() * Math.sqrt(inner);
        double[] y = new double[20 + random.nextInt(101)];
        for (int i = 0; i < y.length; i++) {
          y[i] = effect + random.nextGaussian() * Math.sqrt(1 - outer - inner);
        }
        groups.add(NestedGroup.ofValues(municipality, y));
      }
    }
    return groups;
  }

  @Test
  void refusesLevelsThatCannotBeToldApart() {
    assertThatThrownBy(() -> NestedIntercepts.fit(DYESTUFF, Likelihood.FULL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot fit 'nested intercepts': an outer group must have two inner groups (none has)");
    assertThatThrownBy(
            () ->
                NestedIntercepts.fitOneLevel(List.of(NestedGroup.ofValues(1, 5)), Likelihood.FULL))
        .hasMessage(
            "Cannot fit 'nested intercepts': a group must have two units (none has); there must be"
                + " two groups (found 1)");
    assertThatThrownBy(() -> NestedGroup.of(1, new double[][] {{0, 1}, {2, 3}}))
        .hasMessage(
            "Cannot take 'nested group': products must be symmetric (are not); units must be above 0"
                + " (are not)");
    assertThatThrownBy(
            () ->
                NestedIntercepts.fitOneLevel(DYESTUFF, Likelihood.FULL)
                    .deviationInterval(Level.INNER, 95))
        .hasMessage(
            "Cannot make 'profile interval': level must be between 0 and 1 (is 95.0); there must be"
                + " inner groups (the model has none)");
  }

  /**
   * exp(√(2σ²) 0.67449): 1.23 for σ² = 0.0470 (0.217² in words), by hand √0.094 = 0.306594, times
   * 0.6744898 = 0.206795.
   */
  @Test
  void saysAVarianceAsAnOddsRatio() {
    assertThat(MedianOddsRatio.of(0.047)).isCloseTo(Math.exp(0.206795), within(1e-5));
    assertThat(MedianOddsRatio.of(0)).isEqualTo(1);
    assertThatThrownBy(() -> MedianOddsRatio.of(-1))
        .hasMessage(
            "Cannot make 'median odds ratio': variance must be finite and not below 0 (1 of 1 are"
                + " not)");
  }
}
