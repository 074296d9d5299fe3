package klara.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * A linear model with random intercepts of outer groups and of inner groups within them, such as
 * municipalities and schools: y = x'β + outer + inner + unit, all three normal.
 *
 * <p>Variances are of the highest restricted likelihood, or the full one, and may be 0. Limits are
 * where the profile of the likelihood has fallen by half the quantile of chi-squared with one
 * degree of freedom; they stay within the possible, need no standard error, and reach 0 where no
 * variance at all is likely enough. With few outer groups prefer them to any normal interval. An
 * outcome of 0 or 1 has its shares on the scale of the rate; where it is rare, groups are far from
 * normal on that scale and limits too narrow: {@link NestedLogits} is for those.
 *
 * @see <a href="https://doi.org/10.18637/jss.v067.i01">Bates, Mächler, Bolker and Walker (2015)</a>
 */
public final class NestedIntercepts {
  /** The levels of variance. */
  public enum Level {
    /** Between outer groups. */
    OUTER,
    /** Between inner groups of the same outer group. */
    INNER,
    /** Between units of the same inner group. */
    UNIT
  }

  /** What is maximised. */
  public enum Likelihood {
    /** Restricted (REML): not shortened by the coefficients that are estimated as well. */
    RESTRICTED,
    /** Full (ML), which R's lme4 takes for profiles. */
    FULL
  }

  /** Deviations relative to that of units beyond which variance is as good as all of a level. */
  private static final double MOST = 1e6;

  private static final double ACCURACY = 1e-7;
  private static final int RAYS = 96;

  private final NestedLikelihood likelihood;
  private final boolean hasInner;
  private final LowestDeviance lowest;
  private final LowestDeviance.Pair best;
  private final double[] shares;
  private final double unit;
  private final double deviance;
  private final List<Double> coefficients;
  private final List<Double> standardErrors;

  private NestedIntercepts(NestedLikelihood likelihood, boolean hasInner, RealVector means) {
    this.likelihood = likelihood;
    this.hasInner = hasInner;
    this.lowest =
        hasInner
            ? LowestDeviance.of(this::devianceOf, MOST, ACCURACY)
            : LowestDeviance.ofOuter(this::devianceOf, MOST, ACCURACY);
    this.best = lowest.best();
    this.deviance = best.deviance();
    this.shares = shares(best.outer(), best.inner());
    double outer = best.outer() * best.outer();
    NestedLikelihood.Fit fit = likelihood.fit(outer, best.inner() * best.inner());
    this.unit = fit.squares() / likelihood.freedom();
    List<Double> betas = new ArrayList<>();
    List<Double> errors = new ArrayList<>();
    int covariates = means.getDimension() - 1;
    // The fit is of x and y about their means, where its intercept is not that of x = 0.
    RealVector back = new ArrayRealVector(covariates + 1, 1);
    back.setSubVector(1, means.getSubVector(0, covariates).mapMultiply(-1));
    RealMatrix covariance = fit.covariance().scalarMultiply(unit);
    betas.add(means.getEntry(covariates) + fit.coefficients().dotProduct(back));
    errors.add(Math.sqrt(back.dotProduct(covariance.operate(back))));
    for (int k = 1; k <= covariates; k++) {
      betas.add(fit.coefficients().getEntry(k));
      errors.add(Math.sqrt(covariance.getEntry(k, k)));
    }
    this.coefficients = List.copyOf(betas);
    this.standardErrors = List.copyOf(errors);
  }

  /**
   * The model with both levels.
   *
   * @param groups inner groups, in any order
   * @param likelihood which is maximised
   * @throws IllegalArgumentException where levels cannot be told apart, or covariates from one
   *     another, or y does not vary, or covariates say all that varies of it or at a level
   */
  public static NestedIntercepts fit(List<NestedGroup> groups, Likelihood likelihood) {
    Map<Integer, List<NestedGroup>> outers = new TreeMap<>();
    for (NestedGroup group : groups) {
      outers.computeIfAbsent(group.outer(), outer -> new ArrayList<>()).add(group);
    }
    boolean isNested = outers.values().stream().anyMatch(inners -> inners.size() > 1);
    NestedGroup.faults(groups)
        .unless(outers.size() > 1, "there must be two outer groups (found %d)", outers.size())
        .unless(isNested, "an outer group must have two inner groups (none has)")
        .refuse();
    NestedFreedom.require(List.copyOf(outers.values()), true);
    return fitted(List.copyOf(outers.values()), true, groups, likelihood);
  }

  /**
   * The model with one level of groups, {@link Level#OUTER}; which outer group they are of does not
   * matter, and the variance of inner ones is 0.
   *
   * @param groups in any order
   * @param likelihood which is maximised
   * @throws IllegalArgumentException as {@link #fit}
   */
  public static NestedIntercepts fitOneLevel(List<NestedGroup> groups, Likelihood likelihood) {
    NestedGroup.faults(groups)
        .unless(groups.size() > 1, "there must be two groups (found %d)", groups.size())
        .refuse();
    NestedFreedom.require(groups.stream().map(List::of).toList(), false);
    return fitted(groups.stream().map(List::of).toList(), false, groups, likelihood);
  }

  private static NestedIntercepts fitted(
      List<List<NestedGroup>> outers,
      boolean hasInner,
      List<NestedGroup> groups,
      Likelihood likelihood) {
    RealVector means = NestedGroup.means(groups);
    List<List<RealMatrix>> products =
        outers.stream()
            .map(inners -> inners.stream().map(inner -> inner.productsAbout(means)).toList())
            .toList();
    boolean isRestricted = likelihood == Likelihood.RESTRICTED;
    return new NestedIntercepts(new NestedLikelihood(products, isRestricted), hasInner, means);
  }

  /** The variance of a level, in the unit of y squared; 0 or more. */
  public double variance(Level level) {
    return unit * share(level) / shares[2];
  }

  /** A level's share of all variance not explained by x, 0 to 1: the partition coefficient. */
  public double share(Level level) {
    return of(level, shares);
  }

  private static double of(Level level, double[] shares) {
    return switch (level) {
      case OUTER -> shares[0];
      case INNER -> shares[1];
      case UNIT -> shares[2];
    };
  }

  /** β, the intercept first, in the order of x. */
  public List<Double> coefficients() {
    return coefficients;
  }

  /** Their standard errors, the variances taken as known. */
  public List<Double> standardErrors() {
    return standardErrors;
  }

  /** Minus twice the logarithm of the likelihood that was maximised. */
  public double deviance() {
    return deviance;
  }

  /**
   * The profile interval of a level's standard deviation, in the unit of y; NaN where units of an
   * inner group vary, about what covariates say of them, by less than a millionth of what groups
   * do: then no likelihood is highest, or none that digits tell.
   *
   * @param level whose; inner only in a model with both levels
   * @param confidence such as 0.95
   * @throws IllegalArgumentException where confidence is not between 0 and 1
   */
  public Interval deviationInterval(Level level, double confidence) {
    double fall = fall(level, confidence);
    double all = Math.sqrt(unit / shares[2]);
    return new DeviationProfile(likelihood, hasInner)
        .interval(level, Math.sqrt(variance(level)), all, deviance + fall);
  }

  /**
   * Profile intervals of shares, all from one {@link ProfileRegion}.
   *
   * @param confidence such as 0.95
   * @throws IllegalArgumentException where it is not between 0 and 1
   */
  public ShareIntervals shareIntervals(double confidence) {
    double fall = fall(Level.OUTER, confidence);
    return new ShareIntervals(
        hasInner
            ? ProfileRegion.ofBoth(this::devianceOf, lowest, fall, MOST, ACCURACY, RAYS)
            : ProfileRegion.ofOuter(this::devianceOf, lowest, fall, MOST, ACCURACY));
  }

  /** Limits of shares. */
  public static final class ShareIntervals {
    private final ProfileRegion region;

    private ShareIntervals(ProfileRegion region) {
      this.region = region;
    }

    /** Of a level's share of all variance. */
    public Interval share(Level level) {
      return region.rangeOfShare((outer, inner) -> of(level, shares(outer, inner)));
    }

    /** Of the inner groups' share; from 0 to 1 where there may be no variance between any. */
    public Interval innerShareBetween() {
      return region.rangeOfShare(NestedIntercepts::innerShareBetween);
    }
  }

  /**
   * Of the variance between all inner groups, the share that lies between those of the same outer
   * group, 0 to 1: how far outer groups are from explaining what inner ones are; NaN where inner
   * groups do not vary at all.
   */
  public double innerShareBetween() {
    return innerShareBetween(best.outer(), best.inner());
  }

  static double innerShareBetween(double outer, double inner) {
    return inner * inner / (outer * outer + inner * inner);
  }

  /** Of deviations relative to that of units. */
  private double devianceOf(double outer, double inner) {
    return likelihood.deviance(outer * outer, inner * inner);
  }

  private static double[] shares(double outer, double inner) {
    double all = 1 + outer * outer + inner * inner;
    return new double[] {outer * outer / all, inner * inner / all, 1 / all};
  }

  private double fall(Level level, double confidence) {
    Faults.of("Cannot make 'profile interval'")
        .level(confidence)
        .unless(hasInner || level != Level.INNER, "there must be inner groups (the model has none)")
        .refuse();
    return PoissonCount.quantile(1, confidence);
  }
}
