package klara.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import klara.stats.LowestDeviance.Pair;

/**
 * The pairs of standard deviations, of outer and of inner groups, that a likelihood does not rule
 * out: those whose deviance (minus twice the logarithm, everything else at its best) lies less than
 * a quantile of chi-squared above the lowest. What any function of the two comes to within it is
 * that function's profile interval, at whatever end of the possible the best pair lies: a deviance
 * at which f takes the value c exists below the limit just where c is in the range of f. So one
 * region serves variances, shares and ratios alike.
 *
 * <p>The region's edge is followed along rays from the best pair, and along the axes, where a
 * deviation is 0; between rays a function's extreme is that of a parabola. It is exact for a region
 * that each ray leaves but once, as those of a likelihood do that has no second valley.
 */
final class ProfileRegion {
  private static final int ROUNDS = 100;

  private final DoubleBinaryOperator deviance;
  private final Pair best;
  private final double fall;
  private final double most;
  private final double accuracy;
  private final int rays;
  private final List<Pair> edge = new ArrayList<>();

  private ProfileRegion(
      DoubleBinaryOperator deviance,
      Pair best,
      double fall,
      double most,
      double accuracy,
      int rays) {
    this.rays = rays;
    this.deviance = deviance;
    this.best = best;
    this.fall = fall;
    this.most = most;
    this.accuracy = accuracy;
  }

  /**
   * The region of both deviations.
   *
   * @param fall how much above the lowest a deviance may lie
   * @param most where no deviation can be; a limit there is none
   * @param accuracy of the edge, relative
   * @param rays how many; limits are off by some 50/rays³ of their distance from the best
   */
  static ProfileRegion ofBoth(
      DoubleBinaryOperator deviance,
      LowestDeviance lowest,
      double fall,
      double most,
      double accuracy,
      int rays) {
    ProfileRegion region = new ProfileRegion(deviance, lowest.best(), fall, most, accuracy, rays);
    double wide = region.reach(1, 0);
    double high = region.reach(0, 1);
    for (int ray = 0; ray < rays; ray++) {
      double angle = 2 * Math.PI * ray / rays;
      region.edge.add(region.along(wide * Math.cos(angle), high * Math.sin(angle)));
    }
    region.edge.addAll(region.endsThrough(lowest.flat(), 1, 0));
    region.edge.addAll(region.endsThrough(lowest.steep(), 0, 1));
    return region;
  }

  /** The region of the outer deviation where there is no inner; as {@link #ofBoth}. */
  static ProfileRegion ofOuter(
      DoubleBinaryOperator deviance,
      LowestDeviance lowest,
      double fall,
      double most,
      double accuracy) {
    ProfileRegion region = new ProfileRegion(deviance, lowest.best(), fall, most, accuracy, 0);
    region.edge.addAll(region.endsThrough(lowest.flat(), 1, 0));
    return region;
  }

  /** Where the axis on which a pair lies enters and leaves the region, if it does. */
  private List<Pair> endsThrough(Pair lowest, double outward, double inward) {
    double left = best.deviance() + fall - lowest.deviance();
    if (left <= 0) {
      return List.of();
    }
    ProfileRegion axis = new ProfileRegion(deviance, lowest, left, most, accuracy, 0);
    return List.of(axis.along(outward, inward), axis.along(-outward, -inward));
  }

  /**
   * What a function of the deviations comes to in the region.
   *
   * @param measure of outer and inner deviation, without a valley or hill within the region; NaN
   *     where it is not known
   */
  Interval range(DoubleBinaryOperator measure) {
    double[] values =
        edge.stream().mapToDouble(at -> measure.applyAsDouble(at.outer(), at.inner())).toArray();
    double lower = measure.applyAsDouble(best.outer(), best.inner());
    double upper = lower;
    for (int i = 0; i < values.length; i++) {
      double extreme = isBetweenRays(i) ? extreme(values, i) : values[i];
      for (double value : new double[] {values[i], extreme}) {
        lower = lower <= value || Double.isNaN(value) ? lower : value;
        upper = upper >= value || Double.isNaN(value) ? upper : value;
      }
    }
    return new Interval(lower, upper);
  }

  /** Likewise of a share, which a parabola might carry beyond what shares can be. */
  Interval rangeOfShare(DoubleBinaryOperator measure) {
    Interval range = range(measure);
    return new Interval(Math.max(0, range.lower()), Math.min(1, range.upper()));
  }

  /** Whether a ray and both its neighbours end off the axes, so that the edge is smooth there. */
  private boolean isBetweenRays(int i) {
    return i < rays
        && isFree(edge.get(i))
        && isFree(edge.get((i + 1) % rays))
        && isFree(edge.get((i + rays - 1) % rays));
  }

  private boolean isFree(Pair pair) {
    return pair.outer() > 0 && pair.inner() > 0 && pair.outer() < most && pair.inner() < most;
  }

  /** Where the parabola through a value and its neighbours turns, if it is beyond both of them. */
  private double extreme(double[] values, int i) {
    double before = values[(i + rays - 1) % rays];
    double after = values[(i + 1) % rays];
    double bend = before - 2 * values[i] + after;
    double slope = (after - before) / 2;
    boolean isTurn = (before - values[i]) * (after - values[i]) > 0;
    return isTurn ? values[i] - slope * slope / (2 * bend) : values[i];
  }

  /** How far the region reaches in a direction or its opposite, whichever is the farther. */
  private double reach(double outward, double inward) {
    double farthest = 1e-6;
    for (Pair end : List.of(along(outward, inward), along(-outward, -inward))) {
      farthest =
          Math.max(farthest, Math.hypot(end.outer() - best.outer(), end.inner() - best.inner()));
    }
    return farthest;
  }

  /**
   * Where a ray from the best pair leaves the region, or what is possible. The root of what the
   * deviance has risen by is nearly straight along a ray, so that a secant soon finds the place.
   */
  private Pair along(double outward, double inward) {
    double end = Math.min(room(best.outer(), outward), room(best.inner(), inward));
    double near = 0;
    double nearRise = 0;
    double far = Double.NaN;
    double farRise = Double.NaN;
    double aim = Math.sqrt(fall);
    double t = Math.min(1, end);
    Pair pair = at(outward, inward, t);
    for (int round = 0; round < ROUNDS; round++) {
      double rise = Math.sqrt(Math.max(0, pair.deviance() - best.deviance()));
      if (Math.abs(rise - aim) <= accuracy * aim || (rise <= aim && t >= end)) {
        return pair;
      }
      if (rise < aim) {
        near = t;
        nearRise = rise;
      } else {
        far = t;
        farRise = rise;
      }
      t = next(near, nearRise, far, farRise, end, round);
      pair = at(outward, inward, t);
    }
    return pair;
  }

  /** Where to look next, between what is in the region and what is not. */
  private double next(
      double near, double nearRise, double far, double farRise, double end, int round) {
    double aim = Math.sqrt(fall);
    if (Double.isNaN(far)) {
      double straight = nearRise > 0 ? near * aim / nearRise : Double.POSITIVE_INFINITY;
      return Math.min(end, Math.min(4 * near, Math.max(1.001 * near, straight)));
    }
    double straight = near + (far - near) * (aim - nearRise) / (farRise - nearRise);
    boolean isStuck = round % 5 == 4 || !(straight > near && straight < far);
    return isStuck ? (near + far) / 2 : straight;
  }

  /** How far a deviation can go in its direction before it is 0, or the most. */
  private double room(double from, double direction) {
    if (Math.abs(direction) < 1e-12) {
      return Double.POSITIVE_INFINITY;
    }
    return direction < 0 ? -from / direction : (most - from) / direction;
  }

  private Pair at(double outward, double inward, double t) {
    double outer = clipped(best.outer() + t * outward, t >= room(best.outer(), outward), outward);
    double inner = clipped(best.inner() + t * inward, t >= room(best.inner(), inward), inward);
    return new Pair(outer, inner, deviance.applyAsDouble(outer, inner));
  }

  private double clipped(double value, boolean isAtEnd, double direction) {
    double end = direction < 0 ? 0 : most;
    return isAtEnd ? end : Math.min(most, Math.max(0, value));
  }
}
