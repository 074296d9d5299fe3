package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import klara.stats.FayHerriot.Area;
import klara.stats.FayHerriot.Method;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FayHerriotTest {
  /**
   * Expenditure on milk in 43 areas of the United States, 1989 (Arora and Lahiri 1997, You and
   * Chapman 2006), as in data set milk of R package sae: yi and SD.
   */
  private static final double[] MILK = {
    1.099, 1.075, 1.105, 0.628, 0.753, 0.981, 1.257, 1.095, 1.405, 1.356, 0.615, 1.46, 1.338, 0.854,
    1.176, 1.111, 1.257, 1.43, 1.278, 1.292, 1.002, 1.183, 1.044, 1.267, 1.193, 0.791, 0.795, 0.759,
    0.796, 0.565, 0.886, 0.952, 0.807, 0.582, 0.684, 0.787, 0.44, 0.759, 0.77, 0.8, 0.756, 0.865,
    0.64
  };

  private static final double[] DEVIATIONS = {
    0.163, 0.08, 0.083, 0.109, 0.119, 0.141, 0.202, 0.127, 0.168, 0.178, 0.1, 0.201, 0.148, 0.143,
    0.149, 0.145, 0.135, 0.172, 0.137, 0.163, 0.125, 0.247, 0.14, 0.171, 0.106, 0.121, 0.121, 0.259,
    0.106, 0.089, 0.225, 0.205, 0.119, 0.067, 0.106, 0.126, 0.092, 0.132, 0.1, 0.113, 0.083, 0.121,
    0.129
  };

  private static final double[] VARIANCES =
      Arrays.stream(DEVIATIONS).map(deviation -> deviation * deviation).toArray();

  /** mseFH(yi ~ as.factor(MajorArea), SD^2) of sae: est$eblup, as samplics' tests quote it. */
  private static final double[] ESTIMATES = {
    1.0219703, 1.0476018, 1.0679513, 0.7608170, 0.8461574, 0.9743727, 1.0584523, 1.0977762,
    1.2215449, 1.1951455, 0.7852155, 1.2139456, 1.2096593, 0.9834967, 1.1864247, 1.1556982,
    1.2263411, 1.2856486, 1.2363247, 1.2349600, 1.0903019, 1.1923057, 1.1216470, 1.2230296,
    1.1938054, 0.7627195, 0.7649550, 0.7338443, 0.7699294, 0.6134418, 0.7695558, 0.7958250,
    0.7723187, 0.6102302, 0.7001782, 0.7592787, 0.5298867, 0.7434466, 0.7548996, 0.7701918,
    0.7481164, 0.8040773, 0.6810870
  };

  /** The same: mse. */
  private static final double[] ERRORS = {
    0.013460220, 0.005372876, 0.005701990, 0.008541740, 0.009579594, 0.011670632, 0.015926137,
    0.010586518, 0.014184043, 0.014901472, 0.007694262, 0.016336469, 0.012562726, 0.012117378,
    0.012031229, 0.011709147, 0.010859780, 0.013690860, 0.011034674, 0.013079686, 0.009948636,
    0.017243977, 0.011292325, 0.013625297, 0.008065787, 0.009205133, 0.009205133, 0.016476912,
    0.007800626, 0.006098668, 0.015441564, 0.014657866, 0.009024699, 0.003870786, 0.007800626,
    0.009646139, 0.006404335, 0.010155645, 0.007209937, 0.008470277, 0.005484860, 0.009205133,
    0.009903626
  };

  /** An intercept, and one column each for major areas 2 (7 areas), 3 (11) and 4 (18). */
  private static double[][] majorAreas() {
    double[][] rows = new double[43][];
    for (int i = 0; i < rows.length; i++) {
      int major = i < 7 ? 1 : i < 14 ? 2 : i < 25 ? 3 : 4;
      rows[i] = new double[] {1, major == 2 ? 1 : 0, major == 3 ? 1 : 0, major == 4 ? 1 : 0};
    }
    return rows;
  }

  /**
   * sae's refvar is 0.01855022, stopped at a precision of 1e-4; the maximum is at 0.0185503348 (by
   * scipy's minimize_scalar on the restricted likelihood), which moves the estimates in the sixth
   * decimal.
   */
  @Test
  void agreesWithTheMilkOfPackageSae() {
    FayHerriot fitted = FayHerriot.fit(MILK, VARIANCES, majorAreas());

    assertThat(fitted.method()).isEqualTo(Method.RESTRICTED);
    assertThat(fitted.variance()).isCloseTo(0.0185503348, within(1e-9));
    double[] coefficients = {0.9681890, 0.1327801, 0.2269462, -0.2413011};
    double[] errors = {0.06936208, 0.10300072, 0.09232981, 0.08161707};
    for (int k = 0; k < coefficients.length; k++) {
      assertThat(fitted.coefficients().get(k)).isCloseTo(coefficients[k], within(1e-6));
      assertThat(fitted.standardErrors().get(k)).isCloseTo(errors[k], within(1e-6));
    }
    for (int i = 0; i < ESTIMATES.length; i++) {
      Area area = fitted.areas().get(i);
      assertThat(area.estimate()).isCloseTo(ESTIMATES[i], within(2e-6));
      assertThat(area.meanSquaredError()).isCloseTo(ERRORS[i], within(1e-7));
    }
  }

  /**
   * mseFH(…, method = "ML") and "FH" of sae, as samplics' tests quote them: the first and last of
   * est$eblup and of mse; the log-likelihood by numpy, scipy's minimize_scalar and brentq.
   */
  @ParameterizedTest
  @CsvSource({
    "FULL, 12.771174, 1.0161733, 0.6840976, 0.013579953, 0.010037140",
    "MOMENTS, 12.762051, 1.017975, 0.683160, 0.012757016, 0.009484220"
  })
  void agreesWithTheOtherMethodsOfPackageSae(
      Method method,
      double logLikelihood,
      double firstEstimate,
      double lastEstimate,
      double firstError,
      double lastError) {
    FayHerriot fitted = FayHerriot.fit(MILK, VARIANCES, majorAreas(), method);

    Area first = fitted.areas().get(0);
    Area last = fitted.areas().get(42);
    assertThat(fitted.logLikelihood()).isCloseTo(logLikelihood, within(1e-6));
    assertThat(first.estimate()).isCloseTo(firstEstimate, within(2e-6));
    assertThat(last.estimate()).isCloseTo(lastEstimate, within(2e-6));
    assertThat(first.meanSquaredError()).isCloseTo(firstError, within(1e-7));
    assertThat(last.meanSquaredError()).isCloseTo(lastError, within(1e-7));
  }

  /** Vaccination against tuberculosis, of {@link ProportionsTest}: cases, others, twice. */
  private static final double[][] TRIALS = {
    {4, 119, 11, 128}, {6, 300, 29, 274}, {3, 228, 11, 209}, {62, 13536, 248, 12619},
    {33, 5036, 47, 5761}, {180, 1361, 372, 1079}, {8, 2537, 10, 619}, {505, 87886, 499, 87892},
    {29, 7470, 45, 7232}, {17, 1699, 65, 1600}, {186, 50448, 141, 27197}, {5, 2493, 3, 2338},
    {27, 16886, 29, 17825}
  };

  /** Latitude and year of each. */
  private static final double[][] PLACES = {
    {44, 1948},
    {55, 1949},
    {42, 1960},
    {52, 1977},
    {13, 1973},
    {44, 1953},
    {19, 1973},
    {13, 1980},
    {27, 1968},
    {42, 1961},
    {18, 1974},
    {33, 1969},
    {33, 1976}
  };

  private static FayHerriot trials(double origin) {
    double[] direct = new double[13];
    double[] variances = new double[13];
    double[][] covariates = new double[13][];
    for (int i = 0; i < direct.length; i++) {
      double[] t = TRIALS[i];
      direct[i] = Math.log(t[0] / (t[0] + t[1]) / (t[2] / (t[2] + t[3])));
      variances[i] = 1 / t[0] - 1 / (t[0] + t[1]) + 1 / t[2] - 1 / (t[2] + t[3]);
      covariates[i] = new double[] {1, PLACES[i][0], PLACES[i][1] + origin};
    }
    return FayHerriot.fit(direct, variances, covariates);
  }

  /**
   * The model is that of a random-effects meta-regression: rma(yi, vi, mods = cbind(ablat, year))
   * of metafor (Viechtbauer, Journal of Statistical Software 36(3), 2010) has tau² 0.1108, −3.5455
   * (29.0959), −0.0280 (0.0102), 0.0019 (0.0147); it stops where tau² changes by 1e-5. All digits
   * by numpy and scipy 1.17.1, minimize_scalar on the restricted likelihood written out.
   */
  @Test
  void agreesWithTheMetaRegressionOfMetafor() {
    FayHerriot fitted = trials(0);

    assertThat(fitted.variance()).isCloseTo(0.110784697, within(1e-8));
    double[] coefficients = {-3.54535302, -0.02801133, 0.00190748};
    double[] errors = {29.09562223, 0.01023394, 0.01468369};
    for (int k = 0; k < coefficients.length; k++) {
      assertThat(fitted.coefficients().get(k)).isCloseTo(coefficients[k], within(2e-6));
      assertThat(fitted.standardErrors().get(k)).isCloseTo(errors[k], within(2e-6));
    }
  }

  /** Years counted from another origin: only the intercept moves. */
  @Test
  void knowsNoOriginOfCovariates() {
    FayHerriot near = trials(-1960);
    FayHerriot far = trials(1e6);

    assertThat(far.variance()).isCloseTo(near.variance(), within(1e-8));
    for (int k = 1; k < 3; k++) {
      assertThat(far.coefficients().get(k)).isCloseTo(near.coefficients().get(k), within(1e-8));
      assertThat(far.standardErrors().get(k)).isCloseTo(near.standardErrors().get(k), within(1e-8));
    }
    for (int i = 0; i < 13; i++) {
      assertThat(far.areas().get(i).estimate())
          .isCloseTo(near.areas().get(i).estimate(), within(1e-7));
    }
  }

  /** Restricted likelihood by scipy: 5.9582509; in units of a ten-millionth 1e14 times as much. */
  @Test
  void knowsNoUnit() {
    double[] direct = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8};
    double[] variances = {.5, 1, .7, .3, 1, .2, .9, 1.1, .4, .6, .8, 1};
    double[][] intercept = new double[12][];
    Arrays.fill(intercept, new double[] {1});
    FayHerriot plain = FayHerriot.fit(direct, variances, intercept);

    assertThat(plain.variance()).isCloseTo(5.9582509, within(1e-7));
    for (double unit : new double[] {1e-100, 1e-7, 1e7, 1e100}) {
      FayHerriot other =
          FayHerriot.fit(
              Arrays.stream(direct).map(y -> y * unit).toArray(),
              Arrays.stream(variances).map(psi -> psi * unit * unit).toArray(),
              intercept);

      assertThat(other.variance() / unit / unit).isCloseTo(plain.variance(), within(1e-9));
      Area area = other.areas().get(5);
      assertThat(area.estimate() / unit).isCloseTo(plain.areas().get(5).estimate(), within(1e-9));
      assertThat(area.meanSquaredError() / unit / unit)
          .isCloseTo(plain.areas().get(5).meanSquaredError(), within(1e-9));
    }
  }

  /** An area next to not measured says nothing of the others: as if it were not there. */
  @Test
  void learnsNothingFromAnAreaOfNextToNoData() {
    double[] direct = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8};
    double[] variances = {.5, 1, .7, 1e15, 1, .2, .9, 1.1, .4, .6, .8, 1};
    double[][] intercept = new double[12][];
    Arrays.fill(intercept, new double[] {1});

    FayHerriot with = FayHerriot.fit(direct, variances, intercept, Method.ADJUSTED);
    FayHerriot without =
        FayHerriot.fit(
            without(direct, 3),
            without(variances, 3),
            Arrays.copyOf(intercept, 11),
            Method.ADJUSTED);

    assertThat(with.variance()).isCloseTo(without.variance(), within(1e-6));
    assertThat(with.areas().get(3).reliability()).isLessThan(1e-13);
  }

  private static double[] without(double[] values, int place) {
    return IntStream.range(0, values.length)
        .filter(i -> i != place)
        .mapToDouble(i -> values[i])
        .toArray();
  }

  /** By scipy's minimize_scalar on ln A plus the restricted likelihood: 0.0217860927. */
  @Test
  void takesTheAdjustedLikelihoodWhenAsked() {
    FayHerriot fitted = FayHerriot.fit(MILK, VARIANCES, majorAreas(), Method.ADJUSTED);

    assertThat(fitted.variance()).isCloseTo(0.0217860927, within(1e-8));
  }

  /** Ten of variance 1: b is 0, so the error is 1/10 + 2 · 2/10 with A = 0, by hand. */
  @Test
  void hasNoVarianceByMomentsWhereAreasAreAlike() {
    double[] alike = new double[10];
    double[] ones = new double[10];
    Arrays.fill(ones, 1);
    double[][] intercept = new double[10][];
    Arrays.fill(intercept, new double[] {1});

    FayHerriot fitted = FayHerriot.fit(alike, ones, intercept, Method.MOMENTS);

    assertThat(fitted.variance()).isZero();
    assertThat(fitted.areas().get(0).meanSquaredError()).isCloseTo(0.5, within(1e-12));
    // −10 ln(2π)/2
    assertThat(fitted.logLikelihood()).isCloseTo(-9.189385, within(1e-6));
  }

  /** By scipy as above: 0.030306768898. */
  @Test
  void keepsSomeVarianceWhereTheRestrictedLikelihoodHasNone() {
    double[] direct = {1.0, 1.1, 0.9, 1.05, 0.95, 1.02};
    double[] variances = new double[6];
    Arrays.fill(variances, 0.04);
    double[][] intercept = {{1}, {1}, {1}, {1}, {1}, {1}};

    FayHerriot none = FayHerriot.fit(direct, variances, intercept, Method.RESTRICTED);
    FayHerriot some = FayHerriot.fit(direct, variances, intercept);

    assertThat(none.variance()).isZero();
    assertThat(none.areas().get(1).estimate()).isCloseTo(6.02 / 6, within(1e-12));
    assertThat(some.method()).isEqualTo(Method.ADJUSTED);
    assertThat(some.variance()).isCloseTo(0.030306768898, within(1e-7));
  }

  @Test
  void refusesWhatCannotBeFittedAndSaysAllThatIsWrong() {
    assertThatThrownBy(
            () ->
                FayHerriot.fit(
                    new double[] {1, 2, Double.NaN},
                    new double[] {1, 0, 1},
                    new double[][] {{1, 2}, {1, 2}, {1, 2}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot fit 'Fay-Herriot': direct estimates must be finite (1 of 3 are not); variances"
                + " must be finite and above 0 (1 of 3 are not); areas must be at least three more"
                + " than covariates (3 and 2); covariates must not depend on one another (rank 1"
                + " of 2)");
    assertThatThrownBy(() -> FayHerriot.fit(new double[4], new double[4], new double[4][0]))
        .hasMessageContaining("there must be a covariate");
  }

  /** Moving all estimates moves the intercept; scaling scales; between raw and synthetic. */
  @Property(tries = 50)
  void followsShiftAndScale(
      @ForAll @Size(min = 5, max = 15) List<@DoubleRange(min = -10, max = 10) Double> drawn) {
    double[] direct = drawn.stream().mapToDouble(Double::doubleValue).toArray();
    double[] variances = new double[direct.length];
    double[][] intercept = new double[direct.length][];
    for (int i = 0; i < direct.length; i++) {
      variances[i] = 0.5 + i % 4;
      intercept[i] = new double[] {1};
    }

    FayHerriot fitted = FayHerriot.fit(direct, variances, intercept);
    FayHerriot moved =
        FayHerriot.fit(
            Arrays.stream(direct).map(y -> 3 * y + 7).toArray(),
            Arrays.stream(variances).map(psi -> 9 * psi).toArray(),
            intercept);

    assertThat(moved.variance()).isCloseTo(9 * fitted.variance(), within(1e-5));
    for (int i = 0; i < direct.length; i++) {
      Area area = fitted.areas().get(i);
      assertThat(moved.areas().get(i).estimate()).isCloseTo(3 * area.estimate() + 7, within(1e-5));
      assertThat(area.estimate())
          .isBetween(
              Math.min(direct[i], area.synthetic()) - 1e-9,
              Math.max(direct[i], area.synthetic()) + 1e-9);
      assertThat(area.meanSquaredError()).isPositive();
    }
  }

  /** One of the four says nothing: three are two more than the intercept. */
  @Test
  void refusesTooFewAreasThatSayAnything() {
    assertThatThrownBy(
            () ->
                FayHerriot.fit(
                    new double[] {4, -1.2, 1, 1},
                    new double[] {7, 1e9, 5, 1},
                    new double[][] {{1}, {0}, {1}, {1}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot fit 'Fay-Herriot': areas of variances not far beyond the others' must be three"
                + " more than covariates (of so few the likelihood has no highest)");
  }
}
