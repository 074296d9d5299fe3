package klara.twin;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import klara.twin.Margins.Measure;

/**
 * Of those whom a municipality is responsible for, the share that it reports. In the second half of
 * 2018 one municipality in five reported nine tenths or more, and one in eleven less than a third
 * (Skolverket's PM on that half-year). More is reported where Kolada N18741 is high.
 */
final class Coverage {
  private static final double MEAN = 0.99;
  private static final double SD = 1.37;

  /** Of the variance, the part that a municipality keeps from one half-year to the next. */
  private static final double KEPT = 0.7;

  private static final String COUNTRY = "";

  private final TwinSettings settings;
  private final Margins margins;

  /** Asked for with every row. */
  private final Map<String, Double> shares = new ConcurrentHashMap<>();

  Coverage(TwinSettings settings, Margins margins) {
    this.settings = settings;
    this.margins = margins;
  }

  double of(String municipality, HalfYear halfYear) {
    return shares.computeIfAbsent(municipality + halfYear, any -> share(municipality, halfYear));
  }

  private double share(String municipality, HalfYear halfYear) {
    double own = random(municipality, 0).nextGaussian();
    double now = random(municipality, halfYear.number()).nextGaussian();
    double official =
        margins.ofMunicipalityOrCountry(
            Measure.ACTIVITY_RESPONSIBILITY, municipality, halfYear.year());
    double ofAll =
        margins.ofMunicipalityOrCountry(Measure.ACTIVITY_RESPONSIBILITY, COUNTRY, halfYear.year());
    double logit =
        MEAN
            + SD * (Math.sqrt(KEPT) * own + Math.sqrt(1 - KEPT) * now)
            + Math.log(official / ofAll);
    return 1 / (1 + Math.exp(-logit));
  }

  private SplittableRandom random(String municipality, int number) {
    return Seeds.random(
        settings.seed(), Seeds.Purpose.COVERAGE, Integer.parseInt(municipality), number);
  }
}
