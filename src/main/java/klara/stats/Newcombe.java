package klara.stats;

import static klara.stats.Normal.Z;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.sqrt;

import org.apache.spark.sql.Column;

/**
 * The interval of a difference between two independent proportions, d = p1 − p0, by Newcombe's
 * method 10 (hybrid score), from the Wilson limits l and u of each; of 95 % where no level is
 * given:
 *
 * <pre>d − √((p1 − l1)² + (u0 − p0)²)  to  d + √((u1 − p1)² + (p0 − l0)²)</pre>
 *
 * Limits are differences of shares, −1 to 1.
 *
 * @see <a
 *     href="https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8%3C873::AID-SIM779%3E3.0.CO;2-I">Newcombe
 *     (1998)</a>
 */
public final class Newcombe {
  private Newcombe() {}

  /**
   * The difference itself, p1 − p0.
   *
   * @param events1 how many of {@code trials1} had the outcome; the other pair likewise
   * @return a double column; null where either number of trials is 0 or anything is null
   */
  public static Column difference(Column events1, Column trials1, Column events0, Column trials0) {
    return rate(events1, trials1).minus(rate(events0, trials0));
  }

  /** Lower limit; parameters and null as in {@link #difference}. */
  public static Column lower(Column events1, Column trials1, Column events0, Column trials0) {
    return difference(events1, trials1, events0, trials0)
        .minus(distance(events1, trials1, events0, trials0));
  }

  /** Upper limit; parameters and null as in {@link #difference}. */
  public static Column upper(Column events1, Column trials1, Column events0, Column trials0) {
    return difference(events1, trials1, events0, trials0)
        .plus(distance(events0, trials0, events1, trials1));
  }

  private static Column distance(Column down, Column downTrials, Column up, Column upTrials) {
    Column below = rate(down, downTrials).minus(Wilson.lower(down, downTrials));
    Column above = Wilson.upper(up, upTrials).minus(rate(up, upTrials));
    return sqrt(pow(below, 2).plus(pow(above, 2)));
  }

  private static Column rate(Column events, Column trials) {
    return events.cast("double").divide(Divisor.of(trials));
  }

  /**
   * The difference itself.
   *
   * @param events1 how many of {@code trials1} had the outcome; the other pair likewise
   * @return NaN where either number of trials is 0 or anything is NaN
   * @throws IllegalArgumentException where events are below 0 or more than trials
   */
  public static double difference(double events1, double trials1, double events0, double trials0) {
    Wilson.requireCounts(events1, trials1);
    Wilson.requireCounts(events0, trials0);
    return events1 / trials1 - events0 / trials0;
  }

  /** Lower limit; parameters, NaN and failure as in the difference of doubles. */
  public static double lower(double events1, double trials1, double events0, double trials0) {
    return difference(events1, trials1, events0, trials0)
        - distance(events1, trials1, events0, trials0, Z);
  }

  /** Upper limit; parameters, NaN and failure as in the difference of doubles. */
  public static double upper(double events1, double trials1, double events0, double trials0) {
    return difference(events1, trials1, events0, trials0)
        + distance(events0, trials0, events1, trials1, Z);
  }

  /**
   * Both limits of another level than 95 %; parameters, NaN and failure as in the difference of
   * doubles.
   *
   * @param level how often it should hold the truth, above 0 and below 1
   */
  public static Interval interval(
      double events1, double trials1, double events0, double trials0, double level) {
    double z = Normal.quantile(level);
    double difference = difference(events1, trials1, events0, trials0);
    return new Interval(
        difference - distance(events1, trials1, events0, trials0, z),
        difference + distance(events0, trials0, events1, trials1, z));
  }

  private static double distance(
      double down, double downTrials, double up, double upTrials, double z) {
    return Math.hypot(
        down / downTrials - Wilson.lower(down, downTrials, z),
        Wilson.upper(up, upTrials, z) - up / upTrials);
  }
}
