package klara.region;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * In what steps the inequality and the variance of a share are told, so that they do not tell how
 * many have the outcome among those counted: held against published counts that would be of how
 * many who are left out, for a protected identity or without a unit.
 *
 * <p>With E events of N students, p = E/N, Theil's index of all is ln(N/E), and dE events change it
 * by dE/E. It is told in the finest of steps of which the one it falls in is of numbers of events
 * that are 14/step or more, all of them: a step of 14 numbers or so. Each step is five of the next,
 * so that its middle is one also, and no number is told apart by which step is chosen. Of too few
 * for the coarsest nothing is told: from 20 events, below which there is no estimate, to 28 or
 * more.
 *
 * <p>Variances add up to p (1 − p) or nearly, which dE events change by (1 − 2 p) dE/N: they are
 * told in steps of 10/N, rounded up to 1, 2 or 5 times a power of ten.
 */
final class ShareSteps {
  private static final BigDecimal COARSEST = new BigDecimal("0.5");
  private static final BigDecimal FINEST = new BigDecimal("0.0008");
  private static final BigDecimal NEXT = new BigDecimal("0.2");
  private static final double EVENTS_IN_STEP = 14;
  private static final long STUDENTS_IN_STEP = 10;

  private final @Nullable BigDecimal ofTheil;
  private final BigDecimal ofVariance;

  private ShareSteps(@Nullable BigDecimal ofTheil, BigDecimal ofVariance) {
    this.ofTheil = ofTheil;
    this.ofVariance = ofVariance;
  }

  /**
   * Steps for a share.
   *
   * @param students above 9
   * @param events of them, above 0
   */
  static ShareSteps of(long students, long events) {
    double index = Math.log((double) students / events);
    BigDecimal finest = null;
    BigDecimal step = COARSEST;
    while (step.compareTo(FINEST) >= 0 && isWide(step, index, (double) students)) {
      finest = step;
      step = step.multiply(NEXT);
    }
    return new ShareSteps(finest, roundedUp(students / STUDENTS_IN_STEP));
  }

  private static boolean isWide(BigDecimal step, double index, double students) {
    double size = step.doubleValue();
    double highest = nearest(index, step) + size / 2;
    return students * Math.exp(-highest) * size >= EVENTS_IN_STEP;
  }

  /** 1/tens, to the next of 1, 2 or 5 times a power of ten. */
  private static BigDecimal roundedUp(long tens) {
    BigDecimal step = BigDecimal.ONE;
    for (int i = 0; true; i++) {
      BigDecimal finer = step.multiply(new BigDecimal(i % 3 == 1 ? "0.4" : "0.5"));
      if (finer.multiply(BigDecimal.valueOf(tens)).compareTo(BigDecimal.ONE) < 0) {
        return step;
      }
      step = finer;
    }
  }

  /** A part of Theil's index; null where none is told. */
  @Nullable Double theil(double part) {
    return ofTheil == null || !Double.isFinite(part)
        ? null
        : Double.valueOf(nearest(part, ofTheil));
  }

  /**
   * A limit of a part, as far from the part that is told as it is from the part, rounded outwards:
   * the mean of rounded limits would be another rounding of the part.
   */
  @Nullable Double theilLimit(double part, double limit) {
    Double told = theil(part);
    if (ofTheil == null || told == null || !Double.isFinite(limit)) {
      return null;
    }
    RoundingMode outwards = limit < part ? RoundingMode.FLOOR : RoundingMode.CEILING;
    return Math.max(0, rounded(told + (limit - part), ofTheil, outwards));
  }

  double variance(double component) {
    return nearest(component, ofVariance);
  }

  private static double nearest(double value, BigDecimal step) {
    return rounded(value, step, RoundingMode.HALF_UP);
  }

  private static double rounded(double value, BigDecimal step, RoundingMode mode) {
    return BigDecimal.valueOf(value).divide(step, 0, mode).multiply(step).doubleValue();
  }
}
