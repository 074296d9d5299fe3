package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class BetaBinomialTest {
  /** Geissler (1889): boys among the first 12 children of 6 115 families in Saxony. */
  private static final int[] FAMILIES = {
    3, 24, 104, 286, 670, 1033, 1343, 1112, 829, 478, 181, 45, 7
  };

  /**
   * Tarone (1982): tumours in 71 groups of rats; Gelman et al., Bayesian Data Analysis, table 5.1.
   */
  static final double[] TUMOURS = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1,
    5, 2, 5, 3, 2, 7, 7, 3, 3, 2, 9, 10, 4, 4, 4, 4, 4, 4, 4, 10, 4, 4, 4, 5, 11, 12, 5, 5, 6, 5, 6,
    6, 6, 6, 16, 15, 15, 9, 4
  };

  static final double[] RATS = {
    20, 20, 20, 20, 20, 20, 20, 19, 19, 19, 19, 18, 18, 17, 20, 20, 20, 20, 19, 19, 18, 18, 25, 24,
    23, 20, 20, 20, 20, 20, 20, 10, 49, 19, 46, 27, 17, 49, 47, 20, 20, 13, 48, 50, 20, 20, 20, 20,
    20, 20, 20, 48, 19, 19, 19, 22, 46, 49, 20, 20, 23, 19, 22, 20, 20, 20, 52, 46, 47, 24, 14
  };

  /**
   * α = 34.1028576158, β = 31.5782341550, by mpmath's findroot on the two slopes with 30 digits.
   * Wikipedia, "Beta-binomial distribution", example on sex ratio heterogeneity, has 34.09558 and
   * 31.5715, stopped 1.5e-6 below this maximum of −12492.87136; by moments 34.1350 and 31.6085.
   */
  @Test
  void agreesWithTheFamiliesOfSaxony() {
    double[] boys = new double[6115];
    int next = 0;
    for (int count = 0; count < FAMILIES.length; count++) {
      Arrays.fill(boys, next, next + FAMILIES[count], count);
      next += FAMILIES[count];
    }
    double[] children = new double[boys.length];
    Arrays.fill(children, 12);

    BetaBinomial fitted = BetaBinomial.fit(boys, children);

    assertThat(fitted.alpha()).isCloseTo(34.1028576158, within(1e-6));
    assertThat(fitted.beta()).isCloseTo(31.5782341550, within(1e-6));
  }

  /**
   * By scipy 1.17.1: minimize (Nelder-Mead, 1e-11) of minus Σ betaln(x + α, n − x + β) − betaln(α,
   * β), and beta.ppf for the interval of 4 of 14.
   */
  @Test
  void agreesWithScipyOnGroupsOfUnequalSize() {
    BetaBinomial fitted = BetaBinomial.fit(TUMOURS, RATS);

    assertThat(fitted.alpha()).isCloseTo(2.34161473, within(1e-6));
    assertThat(fitted.beta()).isCloseTo(14.11480548, within(1e-5));
    assertThat(fitted.logLikelihood(TUMOURS, RATS)).isCloseTo(-730.3384545243886, within(1e-9));
    assertThat(fitted.posteriorMean(4, 14)).isCloseTo(0.20821930767592256, within(1e-8));
    Interval interval = fitted.posteriorInterval(4, 14, 0.95);
    assertThat(interval.lower()).isCloseTo(0.08621635, within(1e-7));
    assertThat(interval.upper()).isCloseTo(0.366352, within(1e-6));
  }

  /**
   * m = 267/1739, s² and A by Marshall's formulas in Python: A = 0.005526364, precision 22.5169. Of
   * 0 of 20 and 4 of 14 the weight of one's own as EBest(family = "binomial") of spdep writes it,
   * by numpy: (n s² − (n/n̄) m(1 − m)) / ((n − 1)s² + ((n̄ − n)/n̄) m(1 − m)).
   */
  @Test
  void takesMarshallsMoments() {
    BetaBinomial moments = BetaBinomial.byMoments(TUMOURS, RATS);

    assertThat(moments.mean()).isCloseTo(267.0 / 1739, within(1e-12));
    assertThat(moments.precision()).isCloseTo(22.516918692660827, within(1e-9));
    assertThat(moments.posteriorMean(0, 20)).isCloseTo(0.08131278879764567, within(1e-12));
    assertThat(moments.posteriorMean(4, 14)).isCloseTo(0.2042113490665833, within(1e-12));
  }

  /** 1 of 2 and 9 of 10: m = 10/12, s² = (2/9 + 10 · (1/15)²)/12, n̄ = 6; by hand A below 0. */
  @Test
  void hasNoPrecisionLimitWhereRatesDifferByLessThanChance() {
    BetaBinomial moments = BetaBinomial.byMoments(new double[] {1, 9}, new double[] {2, 10});
    BetaBinomial alike = BetaBinomial.fit(new double[] {10, 20, 30}, new double[] {100, 200, 300});

    assertThat(moments.precision()).isInfinite();
    assertThat(alike.precision()).isInfinite();
    assertThat(alike.mean()).isCloseTo(0.1, within(1e-12));
    assertThat(alike.posteriorMean(0, 5)).isCloseTo(0.1, within(1e-12));
    assertThat(alike.posteriorInterval(0, 5, 0.95)).isEqualTo(new Interval(0.1, 0.1));
    assertThat(alike.reliability(500)).isZero();
  }

  @Test
  void sharesNothingWhereAreasAreAllOrNothing() {
    BetaBinomial apart = BetaBinomial.fit(new double[] {0, 10, 20, 0}, new double[] {5, 10, 20, 7});

    assertThat(apart.precision()).isZero();
    assertThat(apart.posteriorMean(10, 10)).isEqualTo(1);
    assertThat(apart.posteriorInterval(10, 10, 0.95)).isEqualTo(new Interval(1, 1));
  }

  @Test
  void knowsNothingAboutAreasOfNoEventsButThatThereAreNone() {
    BetaBinomial none = BetaBinomial.fit(new double[] {0, 0}, new double[] {5, 10});

    assertThat(none).isEqualTo(new BetaBinomial(0, Double.POSITIVE_INFINITY));
    assertThat(none.posteriorMean(0, 5)).isZero();
  }

  @Test
  void refusesCountsThatAreNoneAndSaysAllThatIsWrong() {
    assertThatThrownBy(
            () -> BetaBinomial.fit(new double[] {2, -1, Double.NaN}, new double[] {1, 1, 1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot fit 'beta-binomial': events must be finite and not below 0 (2 of 3 are not);"
                + " events must not exceed trials (1 of 3 do); an area must have two trials (none"
                + " of 3 has)");
    assertThatThrownBy(() -> new BetaBinomial(0.5, 10).posteriorInterval(1, 2, 95))
        .hasMessage("Cannot make 'posterior interval': level must be between 0 and 1 (is 95.0)");
  }

  @Test
  void refusesThePosteriorOfCountsThatAreNone() {
    BetaBinomial even = new BetaBinomial(0.5, 10);

    assertThatThrownBy(() -> even.posteriorMean(-5, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot make 'posterior mean': events must be finite and not below 0 (1 of 1 are not)");
    assertThatThrownBy(() -> even.reliability(-3))
        .hasMessage(
            "Cannot tell 'reliability': trials must be finite and not below 0 (1 of 1 are not)");
  }

  /** The posterior mean lies between the raw rate and the mean of all, nearer with more people. */
  @Property(tries = 100)
  void drawsEveryRateTowardsTheMean(
      @ForAll @Size(min = 3, max = 12) List<@IntRange(max = 40) Integer> counts) {
    double[] trials = new double[counts.size()];
    double[] events = new double[counts.size()];
    for (int i = 0; i < events.length; i++) {
      trials[i] = 40 + 7 * i;
      events[i] = counts.get(i);
    }

    BetaBinomial fitted = BetaBinomial.fit(events, trials);

    for (int i = 0; i < events.length; i++) {
      double raw = events[i] / trials[i];
      double drawn = fitted.posteriorMean(events[i], trials[i]);
      double low = Math.min(raw, fitted.mean()) - 1e-12;
      assertThat(drawn).isBetween(low, Math.max(raw, fitted.mean()) + 1e-12);
    }
    double height = fitted.logLikelihood(events, trials);
    if (Double.isFinite(fitted.precision()) && fitted.precision() > 0) {
      for (double step : new double[] {0.99, 1.01}) {
        assertThat(
                new BetaBinomial(fitted.mean(), fitted.precision() * step)
                    .logLikelihood(events, trials))
            .isLessThanOrEqualTo(height + 1e-9);
      }
      assertThat(fitted.alpha() + fitted.beta())
          .isCloseTo(fitted.precision(), Percentage.withPercentage(1e-10));
    }
  }

  /** Where areas share nothing, each is one draw: all of it, or nothing. */
  @Test
  void measuresAreasThatShareNothing() {
    BetaBinomial apart = new BetaBinomial(0.3, 0);

    assertThat(apart.logLikelihood(new double[] {0, 5, 0}, new double[] {4, 5, 0}))
        .isCloseTo(Math.log(0.7) + Math.log(0.3), within(1e-15));
    assertThat(apart.logLikelihood(new double[] {1}, new double[] {4}))
        .isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(new BetaBinomial(1, 9).logLikelihood(new double[] {4}, new double[] {4})).isZero();
  }
}
