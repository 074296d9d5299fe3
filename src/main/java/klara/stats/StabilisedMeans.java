package klara.stats;

import java.util.Arrays;

/**
 * Means of areas of unequal precision as deviates of equal variance, as {@link StabilisedRates} are
 * of rates: the chance variance of an area's mean, there b/n, is the square of its standard error
 * e. With n people and mean y of each area, b = Σny/Σn and s² = Σn(y − b)²/Σn:
 *
 * <pre>
 * a = s² − Σne²/Σn        v = a + e², or e² where that is not above 0
 * deviate (y − b)/√v
 * </pre>
 *
 * @see <a
 *     href="https://doi.org/10.1002/(SICI)1097-0258(19990830)18:16%3C2147::AID-SIM179%3E3.0.CO;2-I">
 *     Assunção and Reis (1999)</a>
 */
public final class StabilisedMeans {
  private StabilisedMeans() {}

  /**
   * The deviates, in order and without unit, for {@link Moran} and {@link LocalMoran}.
   *
   * @param means of each area
   * @param errors their standard errors, above 0
   * @param people of each area, above 0
   * @throws IllegalArgumentException where numbers are not such
   */
  public static double[] of(double[] means, double[] errors, double[] people) {
    Faults.of("Cannot stabilise 'means'")
        .finite("means", means)
        .positive("standard errors", errors)
        .positive("people", people)
        .sameNumber("means", means.length, "standard errors", errors.length)
        .sameNumber("means", means.length, "people", people.length)
        .refuse();
    double all = Arrays.stream(people).sum();
    double b = 0;
    for (int i = 0; i < means.length; i++) {
      b += people[i] / all * means[i];
    }
    double a = 0;
    for (int i = 0; i < means.length; i++) {
      a += people[i] / all * (Math.pow(means[i] - b, 2) - errors[i] * errors[i]);
    }
    double[] deviates = new double[means.length];
    for (int i = 0; i < means.length; i++) {
      double v = a + errors[i] * errors[i];
      deviates[i] = (means[i] - b) / (v > 0 ? Math.sqrt(v) : errors[i]);
    }
    return deviates;
  }
}
