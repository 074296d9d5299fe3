package klara.stats;

import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.sqrt;

import org.apache.spark.sql.Column;

/**
 * The interval of a difference between two independent estimates, d1 − d0, from the limits l and u
 * that each has (MOVER, the method of variance estimates recovery):
 *
 * <pre>d1 − d0 − √((d1 − l1)² + (u0 − d0)²)  to  d1 − d0 + √((u1 − d1)² + (d0 − l0)²)</pre>
 *
 * <p>It has the level that the limits have, needs no symmetric ones, and may reach beyond what
 * differences can be. Of two proportions with Wilson limits it is {@link Newcombe}.
 *
 * @see <a href="https://doi.org/10.1002/sim.3228">Zou and Donner (2008)</a>
 */
public final class Mover {
  private static final String OUTSIDE = "an estimate must be within its limits (%s, %s to %s)";

  private Mover() {}

  /**
   * Lower limit of d1 − d0.
   *
   * @param estimate1 d1, a double column; {@code estimate0} likewise d0
   * @param lower1 l1, the lower limit of {@code estimate1}
   * @param upper0 u0, the upper limit of {@code estimate0}
   * @return a double column; null where anything is null
   */
  public static Column lower(Column estimate1, Column lower1, Column estimate0, Column upper0) {
    return estimate1
        .minus(estimate0)
        .minus(distance(estimate1.minus(lower1), upper0.minus(estimate0)));
  }

  /**
   * Upper limit of d1 − d0.
   *
   * @param upper1 u1, the upper limit of {@code estimate1}
   * @param lower0 l0, the lower limit of {@code estimate0}
   * @return a double column; null where anything is null
   */
  public static Column upper(Column estimate1, Column upper1, Column estimate0, Column lower0) {
    return estimate1
        .minus(estimate0)
        .plus(distance(upper1.minus(estimate1), estimate0.minus(lower0)));
  }

  private static Column distance(Column one, Column other) {
    return sqrt(pow(one, 2).plus(pow(other, 2)));
  }

  /**
   * Both limits of d1 − d0; NaN where anything is NaN.
   *
   * @param limits1 l1 and u1
   * @param limits0 l0 and u0
   * @throws IllegalArgumentException where an estimate is not within its limits
   */
  public static Interval of(
      double estimate1, Interval limits1, double estimate0, Interval limits0) {
    Faults.of("Cannot take 'difference'")
        .unless(isWithin(estimate1, limits1), OUTSIDE, estimate1, limits1.lower(), limits1.upper())
        .unless(isWithin(estimate0, limits0), OUTSIDE, estimate0, limits0.lower(), limits0.upper())
        .refuse();
    double difference = estimate1 - estimate0;
    return new Interval(
        difference - Math.hypot(estimate1 - limits1.lower(), limits0.upper() - estimate0),
        difference + Math.hypot(limits1.upper() - estimate1, estimate0 - limits0.lower()));
  }

  /** Lets what is not known pass, and what rounding has moved past a limit. */
  private static boolean isWithin(double estimate, Interval limits) {
    double rounding = 1e-9 * Math.abs(estimate);
    return !(estimate < limits.lower() - rounding) && !(estimate > limits.upper() + rounding);
  }
}
