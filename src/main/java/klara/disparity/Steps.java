package klara.disparity;

/**
 * Steps of 0.005, in which estimates are told that are made of groups too small to be told of: the
 * errors never made smaller.
 */
final class Steps {
  private static final double STEPS = 200;

  private Steps() {}

  static double nearest(double share) {
    return Math.round(share * STEPS) / STEPS;
  }

  static double up(double error) {
    return Math.ceil(error * STEPS - 1e-9) / STEPS;
  }
}
