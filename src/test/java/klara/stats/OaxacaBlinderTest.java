package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import klara.stats.OaxacaBlinder.Reference;
import klara.stats.OaxacaBlinder.Threefold;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Monthly expenditure by credit card of those who rent and those who own their home: Greene,
 * Econometric Analysis, table F7.3 (data set ccard of statsmodels). Covariates are age, income and
 * its square; numbers are those of Stata's {@code oaxaca} (Jann 2008) as the tests of statsmodels
 * quote them.
 */
class OaxacaBlinderTest {
  /** Age, income in 10 000 dollars and expenditure in dollars, person by person. */
  private static final double[] RENTERS = {
    33, 2.42, 9.85, 31, 2.54, 137.87, 23, 2.5, 92, 28, 3.96, 40.83, 28, 3.2, 52.58, 36, 4, 170.64,
    30, 4.51, 502.2, 22, 1.5, 73.18, 22, 2.03, 42.69, 29, 3.2, 417.83, 24, 3, 222.54, 27, 3.5,
    344.47, 23, 2.59, 53.65, 30, 1.51, 63.92, 30, 1.85, 165.85, 38, 2.6, 9.58, 36, 2, 319.49, 26,
    2.35, 83.08, 24, 2, 93.2, 21, 1.7, 105.04, 24, 2.8, 34.13, 26, 2.4, 41.19, 33, 3, 169.89, 34,
    4.8, 1898.03, 33, 3.18, 810.39, 21, 1.5, 32.78, 25, 3, 95.8, 27, 2.28, 27.78, 26, 2.8, 215.07,
    22, 2.7, 79.51, 41, 6, 306.03, 42, 3.9, 104.54, 25, 3.07, 642.47, 27, 2, 186.35, 33, 3.25,
    56.15, 37, 2.72, 129.37, 27, 2.2, 93.11, 24, 3.75, 292.66, 25, 2.88, 98.46, 36, 3.05, 258.55,
    33, 2.55, 101.68, 20, 1.65, 108.61, 29, 2.4, 49.56, 43, 2.4, 68.38, 25, 3.6, 234.05
  };

  private static final double[] OWNERS = {
    38, 4.52, 124.98, 34, 4.5, 15, 32, 9.79, 546.5, 29, 2.37, 150.79, 37, 3.8, 777.82, 31, 3.95,
    256.66, 29, 2.45, 78.87, 35, 1.91, 42.62, 41, 3.2, 335.43, 40, 4, 248.72, 40, 10, 548.03, 35,
    2.35, 43.34, 34, 2, 218.52, 43, 5.14, 37.58, 40, 5.5, 1532.77, 21, 2.47, 552.72, 43, 3.54,
    541.3, 37, 5.7, 568.77, 28, 4.6, 405.35, 26, 3, 310.94, 28, 7, 644.83, 31, 2.46, 308.05, 55,
    2.64, 65.25, 41, 7.24, 235.57, 33, 6, 474.15, 26, 5, 451.2, 46, 5.5, 251.52
  };

  private static CrossProducts sums(double[] people) {
    double[][] covariates = new double[people.length / 3][];
    double[] outcomes = new double[covariates.length];
    for (int i = 0; i < outcomes.length; i++) {
      double income = people[3 * i + 1];
      covariates[i] = new double[] {people[3 * i], income, income * income};
      outcomes[i] = people[3 * i + 2];
    }
    return CrossProducts.of(covariates, outcomes);
  }

  @ParameterizedTest
  @CsvSource({
    "POOLED, 130.809536, 27.940908",
    "NEUMARK, 139.22577, 19.52467",
    "FIRST, 83.29673, 75.45370",
    "SECOND, 321.7482, -162.9978"
  })
  void agreesWithStata(Reference reference, double explained, double unexplained) {
    OaxacaBlinder parts = OaxacaBlinder.of(sums(OWNERS), sums(RENTERS), reference);

    assertThat(parts.difference()).isCloseTo(158.75044, within(1e-5));
    assertThat(parts.explained()).isCloseTo(explained, within(1e-4));
    assertThat(parts.unexplained()).isCloseTo(unexplained, within(1e-4));
  }

  @Test
  void agreesWithStataInThreeParts() {
    Threefold parts = OaxacaBlinder.threefold(sums(OWNERS), sums(RENTERS));
    Threefold turned = OaxacaBlinder.threefold(sums(RENTERS), sums(OWNERS));

    assertThat(parts.difference()).isCloseTo(158.75044, within(1e-5));
    assertThat(parts.endowments()).isCloseTo(321.7482, within(1e-4));
    assertThat(parts.coefficients()).isCloseTo(75.45371, within(1e-4));
    assertThat(parts.interaction()).isCloseTo(-238.4515, within(1e-4));
    assertThat(turned.endowments()).isCloseTo(-83.29674, within(1e-4));
    assertThat(turned.coefficients()).isCloseTo(162.9978, within(1e-4));
    assertThat(turned.interaction()).isCloseTo(-238.4515, within(1e-4));
  }
}
