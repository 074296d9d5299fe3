package klara.stats;

import java.util.Arrays;

/**
 * Rates of areas of unequal size as deviates of equal variance, so that Moran's I of them does not
 * take the noise of small areas for a pattern. With x events of n people, m areas, b = Σx/Σn and s²
 * = Σn(x/n − b)²/Σn:
 *
 * <pre>
 * a = s² − b/(Σn/m)       v = a + b/n, or b/n where that is not above 0
 * deviate (x/n − b)/√v
 * </pre>
 *
 * @see <a
 *     href="https://doi.org/10.1002/(SICI)1097-0258(19990830)18:16%3C2147::AID-SIM179%3E3.0.CO;2-I">
 *     Assunção and Reis (1999)</a>
 */
public final class StabilisedRates {
  private StabilisedRates() {}

  /**
   * The deviates, in order and without unit, for {@link Moran} and {@link LocalMoran}.
   *
   * @param events of each area
   * @param people of each area, above 0
   * @throws IllegalArgumentException where counts are not such, or there is no event at all
   */
  public static double[] of(double[] events, double[] people) {
    Faults.of("Cannot stabilise 'rates'")
        .eventsOfTrials(events, people)
        .positive("people", people)
        .unless(Arrays.stream(events).anyMatch(x -> x > 0), "there must be an event (found none)")
        .refuse();
    double all = Arrays.stream(people).sum();
    double b = Arrays.stream(events).sum() / all;
    double spread = 0;
    for (int i = 0; i < people.length; i++) {
      spread += people[i] * Math.pow(events[i] / people[i] - b, 2);
    }
    double a = spread / all - b / (all / people.length);
    double[] deviates = new double[people.length];
    for (int i = 0; i < people.length; i++) {
      double v = a + b / people[i];
      deviates[i] = (events[i] / people[i] - b) / Math.sqrt(v > 0 ? v : b / people[i]);
    }
    return deviates;
  }
}
