package klara.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.Test;

class CountyTest {
  private static final CountyPlan.Years TEN = new CountyPlan.Years(10, 0.05, 0.02, 0, 0);

  @Test
  void isAsUnequalAsTheSample() {
    County county = County.draw(CountyPlan.ordinary(), new SplittableRandom(1));

    double all = county.sums().stream().mapToDouble(Sum::people).sum();
    assertThat(county.sums()).hasSize(33);
    assertThat(all).isBetween(12_000.0, 15_500.0);
    assertThat(county.sums().get(0).people() / all).isBetween(0.17, 0.24);
    assertThat(county.sums().get(32).people()).isBetween(60.0, 110.0);
  }

  /** Some 3 million students: events are off by 4 · √(n p (1 − p)) at most, some 0.001 of n. */
  @Test
  void hasAsManyEventsAsItsProbabilitiesSay() {
    double people = 0;
    double apart = 0;
    for (int seed = 0; seed < 20; seed++) {
      County county =
          County.draw(CountyPlan.ordinary().withYears(TEN), new SplittableRandom(100 + seed));
      for (Sum sum : county.sums()) {
        people += sum.people();
        apart += sum.events() - sum.expected();
      }
    }

    assertThat(people).isGreaterThan(2e6);
    assertThat(apart / people).isCloseTo(0, within(0.001));
  }

  /** What the law says is what cohorts come to: of 14 million students to some 0.0005. */
  @Test
  void drawsCohortsByItsLaw() {
    double apart = 0;
    double cases = 0;
    for (int seed = 0; seed < 20; seed++) {
      County county =
          County.draw(CountyPlan.ordinary().withYears(TEN), new SplittableRandom(200 + seed));
      for (int cohort = 0; cohort < 10; cohort++) {
        int its = cohort;
        apart += county.sum(0, cell -> cell.cohort() == its).truth() - county.law(0, cohort);
        cases++;
      }
      assertThat(county.law(0, 9)).isNotEqualTo(county.law(0, 0));
    }

    assertThat(apart / cases).isCloseTo(0, within(0.001));
  }

  /** 33 effects of 200 counties: a standard deviation is off by 1/√(2 · 6600), one in a hundred. */
  @Test
  void drawsEffectsOfThePlannedSpread() {
    for (double clustering : new double[] {0, 0.5}) {
      SummaryStatistics effects = new SummaryStatistics();
      SummaryStatistics neighbours = new SummaryStatistics();
      for (int seed = 0; seed < 200; seed++) {
        County county =
            County.draw(
                CountyPlan.ordinary().withClustering(clustering), new SplittableRandom(seed));
        double[] its = new double[County.MUNICIPALITIES];
        Arrays.setAll(its, county::effect);
        double[] around = County.MAP.lag(its);
        for (int i = 0; i < its.length; i++) {
          effects.addValue(its[i]);
          neighbours.addValue(its[i] * around[i]);
        }
      }

      assertThat(effects.getStandardDeviation()).isCloseTo(0.3, within(0.015));
      if (clustering == 0) {
        assertThat(neighbours.getMean()).isCloseTo(0, within(0.005));
      } else {
        assertThat(neighbours.getMean()).isGreaterThan(0.02);
      }
    }
  }

  @Test
  void hasPatternsThatAreAWhole() {
    for (double disadvantage : new double[] {-2, 0, 1.5}) {
      assertThat(Arrays.stream(Patterns.shares(disadvantage)).sum()).isCloseTo(1, within(1e-12));
    }
    assertThat(foreign(Patterns.shares(1))).isGreaterThan(foreign(Patterns.shares(0)));
    assertThat(foreign(Patterns.shares(0))).isCloseTo(1 / (1 + Math.exp(1.1)), within(1e-12));
  }

  private static double foreign(double[] shares) {
    double sum = 0;
    for (int pattern = 0; pattern < Patterns.COUNT; pattern++) {
      sum += Patterns.background(pattern) * shares[pattern];
    }
    return sum;
  }

  /** E z² = 1; expit is symmetrical about 0; and E exp(z/2) = exp(1/8). */
  @Test
  void averagesOverANormalVariable() {
    assertThat(CountyPlan.mean(z -> z * z, 0.7)).isCloseTo(0.49, within(1e-10));
    assertThat(CountyPlan.mean(CountyPlan::expit, 2)).isCloseTo(0.5, within(1e-10));
    assertThat(CountyPlan.mean(Math::exp, 0.5)).isCloseTo(Math.exp(0.125), within(1e-10));
  }
}
