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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardisedRateTest {
  /** Births in Michigan by birth order and mother's age: Fleiss (1981), page 249. */
  private static final double[][] BIRTHS = {
    {230061, 329449, 114920, 39487, 14208, 3052},
    {72202, 326701, 208667, 83228, 28466, 5375},
    {15050, 175702, 207081, 117300, 45026, 8660},
    {2293, 68800, 132424, 98301, 46075, 9834},
    {327, 30666, 123419, 149919, 104088, 34392}
  };

  /** Those with Down syndrome. */
  private static final double[][] CASES = {
    {107, 141, 60, 40, 39, 25},
    {25, 150, 110, 84, 82, 39},
    {3, 71, 114, 103, 108, 75},
    {1, 26, 64, 89, 137, 96},
    {0, 8, 63, 112, 262, 295}
  };

  private static double[] allBirths() {
    double[] all = new double[6];
    for (double[] order : BIRTHS) {
      Arrays.setAll(all, age -> all[age] + order[age]);
    }
    return all;
  }

  /**
   * Per 100 000 births, the example of Fay and Feuer (1997), table 1, and of ageadjust.direct of R
   * package epitools (92.3 for the first); all digits by scipy's gamma.ppf and chi2.ppf on the
   * formulas of Fay and Feuer and of Dobson, the last two with Byar's limits by numpy.
   */
  @ParameterizedTest
  @CsvSource({
    "1, 92.304526, 80.441750, 105.763346, 80.329481, 105.187006, 80.329221, 105.187209",
    "2, 91.174117, 82.361212, 100.867576, 82.337286, 100.622888, 82.337126, 100.623015",
    "3, 85.069221, 77.183453, 94.223570, 77.173502, 93.521211, 77.173354, 93.521329",
    "4, 92.717865, 80.009993, 114.669445, 79.858518, 106.550429, 79.858240, 106.550647",
    "5, 75.529007, 67.702120, 188.300173, 67.632835, 83.867032, 67.632743, 83.867109"
  })
  void agreesWithTheBirthsOfFayAndFeuer(
      int order,
      double rate,
      double lower,
      double upper,
      double dobsonLower,
      double dobsonUpper,
      double byarLower,
      double byarUpper) {
    double[] cases = CASES[order - 1];
    double[] births = BIRTHS[order - 1];

    StandardisedRate gamma = StandardisedRate.direct(cases, births, allBirths(), 0.95);
    StandardisedRate dobson = StandardisedRate.dobson(cases, births, allBirths(), 0.95);
    StandardisedRate byar = StandardisedRate.dobsonByar(cases, births, allBirths(), 0.95);

    assertThat(gamma.rate() * 1e5).isCloseTo(rate, within(1e-6));
    assertThat(gamma.interval().lower() * 1e5).isCloseTo(lower, within(1e-6));
    assertThat(gamma.interval().upper() * 1e5).isCloseTo(upper, within(1e-6));
    assertThat(dobson.interval().lower() * 1e5).isCloseTo(dobsonLower, within(1e-6));
    assertThat(dobson.interval().upper() * 1e5).isCloseTo(dobsonUpper, within(1e-6));
    assertThat(byar.interval().lower() * 1e5).isCloseTo(byarLower, within(1e-6));
    assertThat(byar.interval().upper() * 1e5).isCloseTo(byarUpper, within(1e-6));
  }

  /** Ten events: 4.795 to 18.390, Garwood's table; Byar's formula by hand 4.787 to 18.391. */
  @Test
  void knowsThePoissonLimitsOfTen() {
    Interval exact = PoissonCount.exact(10, 0.95);
    Interval byar = PoissonCount.byar(10, 0.95);

    assertThat(exact.lower()).isCloseTo(4.7953886961, within(1e-8));
    assertThat(exact.upper()).isCloseTo(18.3903560418, within(1e-8));
    assertThat(byar.lower()).isCloseTo(4.7874499140, within(1e-8));
    assertThat(byar.upper()).isCloseTo(18.3914586058, within(1e-8));
  }

  /** No event: exact upper limit −ln 0.025 = 3.688879; and so of 100 people 0.0369. */
  @Test
  void hasAnUpperLimitWithoutEvents() {
    StandardisedRate none =
        StandardisedRate.direct(new double[1], new double[] {100}, new double[] {1}, 0.95);

    assertThat(PoissonCount.exact(0, 0.95).lower()).isZero();
    // a thousand thousand million: O − z√O + (z² − 1)/3, and the same of O + 1 upwards
    Interval many = PoissonCount.exact(1e12, 0.95);
    assertThat(many.lower() - 1e12).isCloseTo(-1959963.985 + 0.947, within(0.01));
    assertThat(many.upper() - 1e12).isCloseTo(1959963.985 + 1.947, within(0.01));
    assertThat(PoissonCount.byar(0, 0.95).lower()).isZero();
    assertThat(PoissonCount.exact(0, 0.95).upper()).isCloseTo(-Math.log(0.025), within(1e-9));
    assertThat(none.interval().lower()).isZero();
    assertThat(none.interval().upper()).isCloseTo(-Math.log(0.025) / 100, within(1e-9));
  }

  /** 35 of 50 and 12 of 40, one to three: 0.25 · 0.7 + 0.75 · 0.3; limits by Python. */
  @Test
  void standardisesSharesByHand() {
    double[] events = {35, 12};
    double[] people = {50, 40};

    StandardisedRate found = StandardisedRate.ofShares(events, people, new double[] {1, 3});

    assertThat(found.rate()).isCloseTo(0.4, within(1e-12));
    assertThat(found.variance())
        .isCloseTo(0.0625 * 0.7 * 0.3 / 50 + 0.5625 * 0.3 * 0.7 / 40, within(1e-15));
    assertThat(found.interval().lower()).isCloseTo(0.3041825960, within(1e-9));
    assertThat(found.interval().upper()).isCloseTo(0.5188881268, within(1e-9));
    Interval narrower =
        StandardisedRate.ofShares(events, people, new double[] {1, 3}, 0.9).interval();
    assertThat(narrower.lower()).isCloseTo(0.3173501715, within(1e-9));
    assertThat(narrower.upper()).isCloseTo(0.4993545899, within(1e-9));
    Interval alone =
        StandardisedRate.ofShares(new double[] {35}, new double[] {50}, new double[] {9})
            .interval();
    assertThat(alone.lower()).isCloseTo(Wilson.lower(35, 50), within(1e-12));
    assertThat(alone.upper()).isCloseTo(Wilson.upper(35, 50), within(1e-12));
    assertThatThrownBy(
            () -> StandardisedRate.ofShares(new double[] {3}, new double[] {2}, new double[] {1}))
        .hasMessage("Cannot standardise 'rate': events must not exceed trials (1 of 1 do)");
    assertThatThrownBy(
            () -> StandardisedRate.ofShares(new double[] {3}, new double[] {0}, new double[] {0}))
        .hasMessage(
            "Cannot standardise 'rate': people must be finite and above 0 (1 of 1 are not); the"
                + " standard must have people (has none); events must not exceed trials (1 of 1 do)");
  }

  /** A group that the standard does not have, however many events, moves nothing. */
  @Test
  void leavesOutWhomTheStandardDoesNotHave() {
    double[] one = {5};
    double[] more = {5, 300};
    double[] people = {10, 20000};
    double[] standard = {1, 0};

    assertThat(StandardisedRate.dobson(more, people, standard, 0.95))
        .isEqualTo(StandardisedRate.dobson(one, new double[] {10}, new double[] {1}, 0.95));
    assertThat(StandardisedRate.direct(more, people, standard, 0.95))
        .isEqualTo(StandardisedRate.direct(one, new double[] {10}, new double[] {1}, 0.95));
    assertThatThrownBy(() -> StandardisedRate.dobson(new double[] {0, 3}, people, standard, 0.95))
        .hasMessage("Cannot standardise 'rate': there must be an event (found none)");
  }

  @Test
  void comparesObservedWithExpected() {
    StandardisedRate ratio = StandardisedRate.indirect(10, 8, 0.95);

    assertThat(ratio.rate()).isEqualTo(1.25);
    assertThat(ratio.interval().upper()).isCloseTo(18.3903560418 / 8, within(1e-8));
  }

  @Test
  void refusesWhatIsNoRateAndSaysAllThatIsWrong() {
    assertThatThrownBy(
            () ->
                StandardisedRate.direct(
                    new double[] {-1, 2}, new double[] {0, 5}, new double[] {0, 0}, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot standardise 'rate': people must be finite and above 0 (1 of 2 are not); the"
                + " standard must have people (has none); events must be finite and not below 0 (1 of"
                + " 2 are not); level must be between 0 and 1 (is 1.0)");
    assertThatThrownBy(
            () -> StandardisedRate.dobson(new double[1], new double[] {1}, new double[] {1}, 0.9))
        .hasMessage("Cannot standardise 'rate': there must be an event (found none)");
  }

  /** On its own population a rate is the crude one, and the limits are the exact Poisson's. */
  @Property(tries = 100)
  void isTheCrudeRateOnItsOwnPopulation(
      @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 30) Integer> counts) {
    double[] events = counts.stream().mapToDouble(Integer::doubleValue).toArray();
    double[] people = new double[events.length];
    Arrays.setAll(people, i -> 50 + 10 * i);
    double all = Arrays.stream(events).sum();
    double size = Arrays.stream(people).sum();

    StandardisedRate found = StandardisedRate.direct(events, people, people, 0.95);

    Interval exact = PoissonCount.exact(all, 0.95);
    assertThat(found.rate()).isCloseTo(all / size, within(1e-12));
    assertThat(found.interval().lower()).isCloseTo(exact.lower() / size, within(1e-9));
    assertThat(found.interval().upper()).isCloseTo(exact.upper() / size, within(1e-9));
  }
}
