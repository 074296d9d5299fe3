package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import klara.stats.NestedIntercepts.Level;
import klara.stats.NestedLogits.Group;
import org.junit.jupiter.api.Test;

class NestedLogitsTest {
  /**
   * Bloodstream infections with two kinds of catheter in 18 studies (Niel-Weise et al. 2007), as in
   * Stijnen, Hamza and Özdemir (2010): events and patients with the treated, then with the standard
   * one; data set dat.nielweise2007 of R package metadat.
   */
  private static final double[][] CATHETERS = {
    {0, 116, 3, 117}, {1, 44, 3, 35}, {2, 208, 9, 195}, {0, 130, 7, 136}, {5, 151, 6, 157},
    {1, 98, 4, 139}, {1, 174, 3, 177}, {1, 74, 2, 39}, {1, 97, 19, 103}, {1, 113, 2, 122},
    {0, 66, 7, 64}, {0, 70, 1, 58}, {3, 188, 5, 175}, {6, 187, 11, 180}, {0, 118, 0, 105},
    {0, 252, 1, 262}, {1, 345, 3, 362}, {4, 64, 1, 69}
  };

  /** Eight outer groups with one to four inner ones: number of the outer, units, events. */
  private static final int[][] COUNTS = {
    {0, 30, 12}, {0, 45, 9}, {0, 20, 3}, {1, 60, 30}, {1, 25, 14}, {2, 50, 5},
    {2, 40, 9}, {2, 35, 2}, {2, 15, 4}, {3, 80, 36}, {4, 22, 2}, {4, 55, 20},
    {4, 33, 17}, {5, 41, 11}, {5, 28, 3}, {6, 64, 31}, {6, 19, 12}, {7, 37, 6}
  };

  private static List<Group> counts() {
    List<Group> groups = new ArrayList<>();
    for (int[] count : COUNTS) {
      groups.add(new Group(count[0], count[1], count[2]));
    }
    return groups;
  }

  private static NestedLogitLikelihood likelihoodOfCatheters(int arm) {
    List<List<Group>> studies = new ArrayList<>();
    for (double[] study : CATHETERS) {
      studies.add(List.of(new Group(studies.size(), study[arm + 1], study[arm])));
    }
    return new NestedLogitLikelihood(studies);
  }

  private static void assertInterval(Interval found, double lower, double upper, double off) {
    assertThat(found.lower()).isCloseTo(lower, within(off));
    assertThat(found.upper()).isCloseTo(upper, within(off));
  }

  /**
   * Stijnen, Hamza and Özdemir, Statistics in Medicine 29 (2010), table II, the binomial-normal
   * model: −3.50, variance 0.81, and −4.81, 0.83; R's metafor, with quadrature of seven points,
   * −3.4964, 0.8124 and −4.8121, 0.8265. There is one level, which can be taken for either.
   */
  @Test
  void agreesWithTheBinomialNormalModelOfStijnenAndOthers() {
    assertCatheters(2, -3.4964, 0.8124);
    assertCatheters(0, -4.8121, 0.8265);
  }

  private static void assertCatheters(int arm, double beta, double variance) {
    NestedLogitLikelihood likelihood = likelihoodOfCatheters(arm);
    Minimum outer = Minimum.of(sigma -> likelihood.fit(sigma, 0).deviance(), 0, 3, 30);
    Minimum inner = Minimum.of(tau -> likelihood.fit(0, tau).deviance(), 0, 3, 30);
    NestedLogitLikelihood.Fit fit = likelihood.fit(outer.point(), 0);

    assertThat(fit.intercept()).isCloseTo(beta, within(0.01));
    assertThat(outer.point() * outer.point()).isCloseTo(variance, within(0.01));
    assertThat(inner.point() * inner.point()).isCloseTo(variance, within(0.01));
  }

  /**
   * The same table, and metafor: errors 0.26 and 0.36; of all digits by numpy, from the second
   * derivatives of the likelihood, integrated on 4001 points, 0.256969 and 0.355199.
   */
  @Test
  void agreesWithTheErrorsOfTheBinomialNormalModel() {
    assertThat(catheters(2).interceptError()).isCloseTo(0.256969, within(0.0015));
    assertThat(catheters(0).interceptError()).isCloseTo(0.355199, within(0.0015));
  }

  private static NestedLogits catheters(int arm) {
    return NestedLogits.fitOneLevel(
        Arrays.stream(CATHETERS).map(study -> new Group(0, study[arm + 1], study[arm])).toList());
  }

  /**
   * By numpy: both integrals by the trapezoid rule on 161 points from −7 to 7 standard deviations,
   * which is exact to rounding; minima by scipy's Nelder-Mead, limits by its brentq on minima over
   * what is left free, the error of β from second derivatives.
   */
  @Test
  void agreesWithBruteForceOnBothLevels() {
    NestedLogits model = NestedLogits.fit(counts());
    NestedLogits.Intervals intervals = model.intervals(0.95);

    assertThat(model.intercept()).isCloseTo(-0.84929, within(0.002));
    assertThat(model.interceptError()).isCloseTo(0.270494, within(0.002));
    assertThat(model.variance(Level.OUTER)).isCloseTo(0.33595, within(0.001));
    assertThat(model.variance(Level.INNER)).isCloseTo(0.32352, within(0.001));
    assertThat(model.variance(Level.UNIT)).isCloseTo(3.289868, within(1e-6));
    assertThat(model.deviance()).isCloseTo(829.15589, within(0.003));
    assertThat(model.share(Level.OUTER)).isCloseTo(0.33595 / 3.94934, within(3e-4));
    assertThat(model.innerShareBetween()).isCloseTo(0.32352 / 0.65947, within(1e-3));
    assertInterval(intervals.variance(Level.OUTER), 0, 1.61111, 0.003);
    assertInterval(intervals.variance(Level.INNER), 0.03453, 1.31201, 0.003);
    assertInterval(intervals.share(Level.OUTER), 0, 0.31009, 0.001);
    assertInterval(intervals.share(Level.INNER), 0.00917, 0.28510, 0.001);
    assertInterval(intervals.share(Level.UNIT), 0.62510, 0.92802, 0.002);
  }

  /**
   * The deviance at given deviations, by the same brute force: 829.48349 at 0.5 and 0.5, 833.50927
   * without outer, 835.27169 without inner deviation.
   */
  @Test
  void agreesWithBruteForceAwayFromTheBest() {
    List<List<Group>> outers = new ArrayList<>();
    for (int o = 0; o < 8; o++) {
      int outer = o;
      outers.add(counts().stream().filter(group -> group.outer() == outer).toList());
    }
    NestedLogitLikelihood likelihood = new NestedLogitLikelihood(outers);

    assertThat(likelihood.fit(0.5, 0.5).deviance()).isCloseTo(829.48349, within(0.002));
    assertThat(likelihood.fit(0, 0.6).deviance()).isCloseTo(833.50927, within(0.003));
    assertThat(likelihood.fit(0.6, 0).deviance()).isCloseTo(835.27169, within(0.002));
  }

  /**
   * Pleuropneumonia in fifteen herds of zebu, data set cbpp of lme4, all periods together. By
   * numpy, with the integral by the trapezoid rule on 4001 points: −2.046504, variance 0.669762,
   * 580.469063 and limits 0.257066 to 1.788133. By Laplace's approximation the same code has a
   * log-likelihood of −104.8313 with the coefficients of the 56 rows; lme4's glmer(cbind(incidence,
   * size − incidence) ~ 1 + (1 | herd)), which takes it, prints −104.8315.
   */
  @Test
  void agreesWithBruteForceOnOneLevelOfHerds() {
    double[] cases = {9, 5, 12, 4, 6, 4, 12, 12, 2, 4, 9, 3, 3, 11, 3};
    double[] animals = {40, 61, 74, 35, 71, 72, 40, 34, 29, 84, 96, 29, 87, 26, 64};
    List<Group> herds = new ArrayList<>();
    for (int herd = 0; herd < cases.length; herd++) {
      herds.add(new Group(0, animals[herd], cases[herd]));
    }

    NestedLogits model = NestedLogits.fitOneLevel(herds);

    assertThat(model.intercept()).isCloseTo(-2.046504, within(0.002));
    assertThat(model.variance(Level.OUTER)).isCloseTo(0.669762, within(0.001));
    assertThat(model.variance(Level.INNER)).isZero();
    assertThat(model.deviance()).isCloseTo(580.469063, within(0.005));
    assertInterval(model.intervals(0.95).variance(Level.OUTER), 0.257066, 1.788133, 0.003);
    assertThatThrownBy(() -> NestedLogits.fitOneLevel(herds.subList(0, 1)))
        .hasMessage("Cannot fit 'nested logits': there must be two groups (found 1)");
  }

  /**
   * A hundred and twenty pairs in twelve outer groups, far apart: how many of each pair have the
   * outcome. By numpy, both integrals by the trapezoid rule on 801 and 401 points: −1.07349,
   * variances 0.55581 and 5.28429, deviance 286.87762, the inner one's limits 1.88085 and 13.12630;
   * of all pairs on one level −1.08315, 5.89276 and 288.14689.
   */
  @Test
  void agreesWithBruteForceOnPairsFarApart() {
    List<Group> pairs = new ArrayList<>();
    String[] events = {
      "1002020000", "0101000021", "0220211221", "0020011020", "0021000002", "0110100100",
      "0000111210", "0112001202", "1010211202", "0202222120", "1001000100", "0200021200"
    };
    for (int outer = 0; outer < events.length; outer++) {
      for (char both : events[outer].toCharArray()) {
        pairs.add(new Group(outer, 2, both - '0'));
      }
    }

    NestedLogits model = NestedLogits.fit(pairs);
    NestedLogits oneLevel = NestedLogits.fitOneLevel(pairs);

    assertThat(model.intercept()).isCloseTo(-1.07349, within(0.002));
    assertThat(model.variance(Level.OUTER)).isCloseTo(0.55581, within(0.003));
    assertThat(model.variance(Level.INNER)).isCloseTo(5.28429, within(0.02));
    assertThat(model.deviance()).isCloseTo(286.87762, within(0.003));
    assertInterval(model.intervals(0.95).variance(Level.INNER), 1.88085, 13.12630, 0.1);
    assertThat(oneLevel.intercept()).isCloseTo(-1.08315, within(0.002));
    assertThat(oneLevel.variance(Level.OUTER)).isCloseTo(5.89276, within(0.02));
    assertThat(oneLevel.deviance()).isCloseTo(288.14689, within(0.003));
  }

  /** With p in all groups alike, L = p^y (1 − p)^(n − y): β = ln(13/27) of 13 events in 40. */
  @Test
  void isTheBinomialLikelihoodWithoutVariance() {
    NestedLogitLikelihood likelihood =
        new NestedLogitLikelihood(List.of(List.of(new Group(0, 10, 4), new Group(0, 30, 9))));

    NestedLogitLikelihood.Fit fit = likelihood.fit(0, 0);

    double p = 13.0 / 40;
    double expected = -2 * (13 * Math.log(p) + 27 * Math.log(1 - p));
    assertThat(fit.intercept()).isCloseTo(Math.log(13.0 / 27), within(1e-9));
    assertThat(fit.deviance()).isCloseTo(expected, within(1e-9));
    assertThat(fit.precision()).isCloseTo(40 * p * (1 - p), within(1e-9));
  }

  @Test
  void findsNoVarianceWhereGroupsAreAlike() {
    List<Group> alike = new ArrayList<>();
    for (int inner = 0; inner < 40; inner++) {
      alike.add(new Group(inner / 4, 50, 10));
    }

    NestedLogits model = NestedLogits.fit(alike);
    NestedLogits.Intervals intervals = model.intervals(0.95);

    assertThat(model.variance(Level.OUTER)).isZero();
    assertThat(model.variance(Level.INNER)).isZero();
    assertThat(model.innerShareBetween()).isNaN();
    assertThat(intervals.variance(Level.OUTER).lower()).isZero();
    assertThat(intervals.variance(Level.OUTER).upper()).isBetween(0.001, 0.1);
    assertThat(intervals.share(Level.INNER).lower()).isZero();
  }

  @Test
  void knowsNoLimitWhereOneOuterGroupHasAllAndTheOtherNone() {
    List<Group> apart = new ArrayList<>();
    for (int inner = 0; inner < 20; inner++) {
      apart.add(new Group(inner % 2, 50, inner % 2 == 0 ? 50 : 0));
    }

    NestedLogits.Intervals intervals = NestedLogits.fit(apart).intervals(0.95);

    assertThat(intervals.variance(Level.OUTER).upper()).isInfinite();
    assertThat(intervals.variance(Level.OUTER).lower()).isPositive();
  }

  @Test
  void saysTheSameOfTheOppositeOutcomeAndInAnyOrder() {
    List<Group> opposite = new ArrayList<>();
    counts().forEach(g -> opposite.add(new Group(g.outer(), g.units(), g.units() - g.events())));
    Collections.shuffle(opposite, new Random(3));

    NestedLogits model = NestedLogits.fit(counts());
    NestedLogits turned = NestedLogits.fit(opposite);

    assertThat(turned.intercept()).isCloseTo(-model.intercept(), within(1e-3));
    assertThat(turned.deviance()).isCloseTo(model.deviance(), within(1e-5));
    assertThat(turned.variance(Level.OUTER)).isCloseTo(model.variance(Level.OUTER), within(1e-3));
  }

  @Test
  void refusesWhatCannotBeFitted() {
    assertThatThrownBy(
            () ->
                NestedLogits.fit(
                    List.of(new Group(0, 3, 4), new Group(1, 0, 0), new Group(2, 5, 2))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot fit 'nested logits': units must be finite and above 0 (1 of 3 are not); events"
                + " must not exceed trials (1 of 3 do); an outer group must have two inner groups"
                + " (none has)");
    assertThatThrownBy(
            () ->
                NestedLogits.fit(
                    List.of(new Group(0, 3, 3), new Group(0, 5, 5), new Group(1, 2, 2))))
        .hasMessage(
            "Cannot fit 'nested logits': some units must have the outcome and some not (all are"
                + " alike)");
    assertThatThrownBy(() -> NestedLogits.fit(counts()).intervals(95))
        .hasMessage("Cannot make 'profile interval': level must be between 0 and 1 (is 95.0)");
  }

  @Test
  void findsTheVariancesPlantedInACounty() {
    report("one in four", 51, -1.1, 0.3, 0.5);
    report("one in thirty", 52, -3.4, 0.3, 0.5);
    report("municipalities alike", 53, -1.1, 0, 0.4);
  }

  private static void report(String name, long seed, double beta, double outer, double inner) {
    int runs = 80;
    Random random = new Random(seed);
    double[] shares = new double[2];
    double[] covered = new double[3];
    double truth = inner * inner / (inner * inner + outer * outer);
    double all = outer * outer + inner * inner + Math.PI * Math.PI / 3;
    double[] planted = {outer * outer / all, inner * inner / all};
    for (int run = 0; run < runs; run++) {
      NestedLogits model = NestedLogits.fit(county(random, beta, outer, inner));
      NestedLogits.Intervals intervals = model.intervals(0.95);
      shares[0] += model.share(Level.OUTER) / runs;
      shares[1] += model.share(Level.INNER) / runs;
      covered[0] += intervals.share(Level.OUTER).contains(planted[0]) ? 1.0 / runs : 0;
      covered[1] += intervals.share(Level.INNER).contains(planted[1]) ? 1.0 / runs : 0;
      covered[2] += intervals.innerShareBetween().contains(truth) ? 1.0 / runs : 0;
    }

    System.out.printf(
        "Nested logits, %s: seed %d, %d counties, planted %.4f %.4f, mean %.4f %.4f, covered %.3f"
            + " %.3f, of the share inside %.3f%n",
        name,
        seed,
        runs,
        planted[0],
        planted[1],
        shares[0],
        shares[1],
        covered[0],
        covered[1],
        covered[2]);
    assertThat(shares).containsExactly(planted, within(0.005));
    for (double share : covered) {
      assertThat(share).isBetween(0.88, 1.0);
    }
  }

  /** 33 municipalities of 1 to some 60 schools, 266 in all, of 20 to 120 pupils. */
  private static List<Group> county(Random random, double beta, double outer, double inner) {
    List<Group> groups = new ArrayList<>();
    for (int municipality = 0; municipality < 33; municipality++) {
      double effect = beta + random.nextGaussian() * outer;
      int schools = municipality == 0 ? 60 : municipality < 4 ? 20 : 1 + municipality % 9;
      for (int school = 0; school < schools; school++) {
        double p = 1 / (1 + Math.exp(-effect - random.nextGaussian() * inner));
        int units = 20 + random.nextInt(101);
        int events = 0;
        for (int unit = 0; unit < units; unit++) {
          events += random.nextDouble() < p ? 1 : 0;
        }
        groups.add(new Group(municipality, units, events));
      }
    }
    return groups;
  }

  @Test
  void refusesGroupsOfOneUnitEach() {
    assertThatThrownBy(
            () ->
                NestedLogits.fitOneLevel(
                    List.of(new Group(0, 1, 0), new Group(1, 1, 1), new Group(2, 1, 1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot fit 'nested logits': a group must have two units (none has)");
  }

  /** All of one group and none of the other have it: there may be ever so much variance. */
  @Test
  void setsNoLimitToASharesWhereTheVarianceHasNone() {
    NestedLogits.Intervals limits =
        NestedLogits.fitOneLevel(List.of(new Group(0, 10, 0), new Group(1, 10, 10)))
            .intervals(0.95);

    assertThat(limits.variance(Level.OUTER).upper()).isInfinite();
    assertThat(limits.share(Level.OUTER).upper()).isEqualTo(1);
    assertThat(limits.share(Level.UNIT).lower()).isCloseTo(0, within(1e-12));
  }
}
