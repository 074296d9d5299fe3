package klara.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import klara.stats.NestedIntercepts.Level;

/**
 * A logistic model with random intercepts of outer groups and of inner groups within them, such as
 * municipalities and schools: ln(p/(1 − p)) = β + outer + inner, both normal, of an outcome of 0 or
 * 1 that is counted in each inner group.
 *
 * <p>Variances are of the highest likelihood, in squared log-odds, and may be 0; {@link
 * NestedLogitLikelihood} says how it is integrated. The level of units has the variance of the
 * standard logistic distribution, π²/3: shares are those of a latent variable that has the outcome
 * where it is above 0. Limits are of the profile likelihood, as those of {@link NestedIntercepts},
 * reach 0 where no variance is likely enough, and are infinite above 25: there groups have all or
 * none, and counts set no limit, to shares neither. A variance itself is never told above 25.
 *
 * @see <a href="https://doi.org/10.1207/S15328031US0104_02">Goldstein, Browne and Rasbash
 *     (2002)</a>
 */
public final class NestedLogits {
  private static final double LOGISTIC = Math.PI * Math.PI / 3;

  /** At this deviation one group in six has odds 148 times those of the middle one, or more. */
  private static final double MOST = 5;

  /** Next to it every other variance is nothing. */
  private static final double GREAT = 1e12;

  private static final double ACCURACY = 1e-3;
  private static final int RAYS = 24;

  /**
   * An inner group.
   *
   * @param outer number of the outer group it belongs to
   * @param units how many there are, above 0
   * @param events how many of them have the outcome
   */
  public record Group(int outer, double units, double events) {}

  private final NestedLogitLikelihood likelihood;
  private final boolean hasInner;
  private final LowestDeviance lowest;
  private final LowestDeviance.Pair best;
  private final NestedLogitLikelihood.Fit fit;

  private NestedLogits(NestedLogitLikelihood likelihood, boolean hasInner) {
    this.likelihood = likelihood;
    this.hasInner = hasInner;
    this.lowest =
        hasInner
            ? LowestDeviance.of(this::devianceOf, MOST, ACCURACY)
            : LowestDeviance.ofOuter(this::devianceOf, MOST, ACCURACY);
    this.best = lowest.best();
    this.fit = likelihood.fit(best.outer(), best.inner());
  }

  /**
   * The model with both levels.
   *
   * @param groups inner groups, in any order
   * @throws IllegalArgumentException where levels cannot be told apart, as where no group has two
   *     units, counts are not such, or all units or none have the outcome
   */
  public static NestedLogits fit(List<Group> groups) {
    Map<Integer, List<Group>> outers = new TreeMap<>();
    for (Group group : groups) {
      outers.computeIfAbsent(group.outer(), outer -> new ArrayList<>()).add(group);
    }
    faults(groups)
        .unless(outers.size() > 1, "there must be two outer groups (found %d)", outers.size())
        .unless(
            outers.values().stream().anyMatch(inners -> inners.size() > 1),
            "an outer group must have two inner groups (none has)")
        .refuse();
    return new NestedLogits(new NestedLogitLikelihood(List.copyOf(outers.values())), true);
  }

  /**
   * The model with one level of groups, {@link Level#OUTER}; which outer group they are of does not
   * matter, and the variance of inner ones is 0.
   *
   * @param groups in any order
   * @throws IllegalArgumentException as {@link #fit}
   */
  public static NestedLogits fitOneLevel(List<Group> groups) {
    faults(groups)
        .unless(groups.size() > 1, "there must be two groups (found %d)", groups.size())
        .refuse();
    return new NestedLogits(
        new NestedLogitLikelihood(groups.stream().map(List::of).toList()), false);
  }

  private static Faults faults(List<Group> groups) {
    double[] units = groups.stream().mapToDouble(Group::units).toArray();
    double[] events = groups.stream().mapToDouble(Group::events).toArray();
    return Faults.of("Cannot fit 'nested logits'")
        .positive("units", units)
        .eventsOfTrials(events, units)
        .unless(
            groups.isEmpty() || groups.stream().anyMatch(group -> group.units() > 1),
            "a group must have two units (none has)")
        .unless(
            groups.stream().anyMatch(group -> group.events() > 0)
                && groups.stream().anyMatch(group -> group.events() < group.units()),
            "some units must have the outcome and some not (all are alike)");
  }

  private double devianceOf(double outer, double inner) {
    return likelihood.fit(outer, inner).deviance();
  }

  /** The variance of a level, in squared log-odds; 0 or more. */
  public double variance(Level level) {
    return variance(level, best.outer(), best.inner());
  }

  /** A level's share of the latent variance, 0 to 1. */
  public double share(Level level) {
    return share(level, best.outer(), best.inner());
  }

  /** As {@link NestedIntercepts#innerShareBetween}, of latent variance. */
  public double innerShareBetween() {
    return NestedIntercepts.innerShareBetween(best.outer(), best.inner());
  }

  /** β: the log-odds of an inner group like the middle one, in an outer group like the middle. */
  public double intercept() {
    return fit.intercept();
  }

  /**
   * The standard error of β, variances being estimated too: from how much the deviance, lowest over
   * variances, rises half a standard error of known variances above and below β.
   */
  public double interceptError() {
    double apart = 0.5 / Math.sqrt(fit.precision());
    double rise = lowestAt(intercept() + apart) + lowestAt(intercept() - apart) - 2 * deviance();
    return apart / Math.sqrt(rise / 2);
  }

  private double lowestAt(double intercept) {
    DoubleBinaryOperator deviance = (outer, inner) -> likelihood.deviance(intercept, outer, inner);
    LowestDeviance lowest =
        hasInner
            ? LowestDeviance.of(deviance, MOST, ACCURACY)
            : LowestDeviance.ofOuter(deviance, MOST, ACCURACY);
    return lowest.best().deviance();
  }

  /** Minus twice the logarithm of the likelihood, without binomial coefficients. */
  public double deviance() {
    return best.deviance();
  }

  /**
   * Profile intervals, all from one {@link ProfileRegion}.
   *
   * @param confidence such as 0.95
   * @throws IllegalArgumentException where it is not between 0 and 1
   */
  public Intervals intervals(double confidence) {
    Faults.of("Cannot make 'profile interval'").level(confidence).refuse();
    double fall = PoissonCount.quantile(1, confidence);
    return new Intervals(
        hasInner
            ? ProfileRegion.ofBoth(this::devianceOf, lowest, fall, MOST, ACCURACY, RAYS)
            : ProfileRegion.ofOuter(this::devianceOf, lowest, fall, MOST, ACCURACY));
  }

  /** Limits of whatever the model says. */
  public static final class Intervals {
    private final ProfileRegion region;

    private Intervals(ProfileRegion region) {
      this.region = region;
    }

    /** Of a level's variance; of that of units, which is given, π²/3 itself. */
    public Interval variance(Level level) {
      Interval found = region.range((outer, inner) -> NestedLogits.variance(level, outer, inner));
      boolean isOpen = found.upper() >= MOST * MOST;
      return new Interval(
          Math.max(0, found.lower()), isOpen ? Double.POSITIVE_INFINITY : found.upper());
    }

    /** Of a level's share. */
    public Interval share(Level level) {
      DoubleBinaryOperator share =
          (outer, inner) -> NestedLogits.share(level, unlimited(outer), unlimited(inner));
      return region.rangeOfShare(share);
    }

    /** Of the inner groups' share; from 0 to 1 where there may be no variance between any. */
    public Interval innerShareBetween() {
      return region.rangeOfShare(
          (outer, inner) -> NestedIntercepts.innerShareBetween(unlimited(outer), unlimited(inner)));
    }

    /** What counts set no limit to may be so great that nothing else is left. */
    private static double unlimited(double deviation) {
      return deviation < MOST ? deviation : GREAT;
    }
  }

  private static double variance(Level level, double outer, double inner) {
    return switch (level) {
      case OUTER -> outer * outer;
      case INNER -> inner * inner;
      case UNIT -> LOGISTIC;
    };
  }

  private static double share(Level level, double outer, double inner) {
    return variance(level, outer, inner) / (outer * outer + inner * inner + LOGISTIC);
  }
}
