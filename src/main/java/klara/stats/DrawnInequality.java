package klara.stats;

import static klara.stats.Normal.Z;

import java.util.List;
import klara.stats.NestedInequality.Group;
import klara.stats.NestedIntercepts.Level;

/**
 * Limits of {@link NestedInequality} where inner groups are what chance has drawn, such as a year's
 * schools with their students, and outer groups are those that there are. Whole inner groups are
 * drawn, as many and as large in each outer group: people of one are alike.
 *
 * <p>The standard error is that of the index linearised in the sums of inner groups, with outer
 * groups as strata (Biewen and Jenkins 2006). With μ(o) and μ(g) the means of outer and inner
 * groups, r = Y(g) − n μ(o), and T the part itself, an inner group adds
 *
 * <pre>
 * Theil's index        outer  r (ln(μ(o)/μ) − T)/Y
 *                      inner  (Y(g) ln(μ(g)/μ(o)) − r − e − T r)/Y
 *                      unit   (Σy ln y − Y(g) ln μ(g) − e − T r)/Y
 * mean log deviation   outer  r (1/μ − 1/μ(o))/N
 *                      inner  (n ln(μ(o)/μ(g)) + r/μ(o) − e)/N
 *                      unit   (n ln μ(g) − Σ ln y − e)/N
 * </pre>
 *
 * <p>with e what n people have, of the inner part anywhere, of the unit part in the same outer
 * group. Squares of this are summed over outer groups, times Σn²/Σn²k with k = 1 − 2n/n(o) +
 * Σn²/n(o)²: their means are their own. An inner group alone in its outer group shows no chance; it
 * is given that of the others, in proportion to n²μ(o). The slope of the outer part is itself
 * drawn, and what that adds is taken off: half the square of each outer group's variance over Y
 * Y(o), or over N Y(o)²/n(o).
 *
 * <p>Limits are of 95 %, symmetric for the logarithm of a part and the log-odds of a share, and of
 * what the same index would be on average were inner groups drawn anew. Chance adds to the parts
 * between groups, the more the smaller and fewer they are: where four in five of schools of 70 have
 * an outcome, a third to the part between schools and half to that between municipalities, and as
 * much again where one in seventeen has. That is in the index, in its average and in the limits
 * alike, and is not taken off; shares of variance by {@link NestedIntercepts} are without it.
 * Limits of the outer part hold 92 to 93 % where an outcome is so rare that outer groups have six
 * events.
 *
 * @see <a href="https://doi.org/10.1111/j.1468-0084.2006.00166.x">Biewen and Jenkins (2006)</a>
 */
public final class DrawnInequality {
  /** A part, share or error below this is the rounding of sums. */
  private static final double ROUNDING = 1e-10;

  private final NestedInequality index;
  private final InequalityTerms terms;
  private final Typical typical;

  /** Variances and covariance of surplus and unit term where the mean is that of all, by n². */
  private record Typical(double surplus, double both, double unit) {}

  private DrawnInequality(NestedInequality index, InequalityTerms terms) {
    this.index = index;
    this.terms = terms;
    this.typical = typical(terms);
  }

  /**
   * Of Theil's index.
   *
   * @throws IllegalArgumentException as {@link NestedInequality#theil}, and where no outer group
   *     has two inner ones
   */
  public static DrawnInequality theil(List<Group> groups) {
    return new DrawnInequality(NestedInequality.theil(groups), InequalityTerms.theil(groups));
  }

  /**
   * Of the mean log deviation.
   *
   * @throws IllegalArgumentException as {@link NestedInequality#meanLogDeviation}, and where no
   *     outer group has two inner ones
   */
  public static DrawnInequality meanLogDeviation(List<Group> groups) {
    return new DrawnInequality(
        NestedInequality.meanLogDeviation(groups), InequalityTerms.meanLogDeviation(groups));
  }

  /**
   * What lies at a level, 0 or more; error and limits are NaN where nothing does, and where all
   * inner groups are alike in it. Limits are NaN where the error is larger than the part, since its
   * logarithm may then be anything.
   */
  public Estimate at(Level level) {
    double error = error(is(level, Level.OUTER), is(level, Level.INNER), is(level, Level.UNIT));
    double part = index.at(level);
    if (!(part > ROUNDING && error > ROUNDING * part)) {
      return new Estimate(part, Double.NaN, Double.NaN, Double.NaN);
    }
    double factor = error <= part ? Math.exp(Z * error / part) : Double.NaN;
    return new Estimate(part, error, part / factor, part * factor);
  }

  /**
   * The share of a level in the whole, 0 to 1; error and limits as of {@link #at}, but that limits
   * are NaN where the error is larger than share · (1 − share).
   */
  public Estimate share(Level level) {
    double share = index.share(level);
    double error =
        error(
                is(level, Level.OUTER) - share,
                is(level, Level.INNER) - share,
                is(level, Level.UNIT) - share)
            / index.total();
    double lesser = share * (1 - share);
    if (!(lesser > ROUNDING && error > ROUNDING)) {
      return new Estimate(share, Double.NaN, Double.NaN, Double.NaN);
    }
    double odds = share / (1 - share);
    double factor = error <= lesser ? Math.exp(Z * error / lesser) : Double.NaN;
    return new Estimate(share, error, odds / (factor + odds), odds * factor / (1 + odds * factor));
  }

  private static double is(Level one, Level other) {
    return one == other ? 1 : 0;
  }

  /** Of so much of each part. */
  private double error(double outer, double inner, double unit) {
    double variance = 0;
    double bent = 0;
    for (InequalityTerms.Outer one : terms.outers()) {
      double slope = outer * one.slope() + inner * terms.innerSlope() + unit * terms.unitSlope();
      double typicalSquares = one.squares() * one.scale();
      if (one.isShared()) {
        double squares = 0;
        for (InequalityTerms.Inner its : one.inners()) {
          double moved = slope * its.surplus() + inner * its.inner() + unit * its.unit();
          squares += moved * moved;
        }
        variance += squares * one.squares() / one.squaresLeft();
      } else {
        double ofUnit = 2 * slope * typical.both + unit * typical.unit;
        variance += typicalSquares * (slope * slope * typical.surplus + unit * ofUnit);
      }
      double bend = outer * typicalSquares * typical.surplus * one.bend();
      bent += bend * bend / 2;
    }
    return Math.sqrt(Math.max(variance - bent, bent));
  }

  private static Typical typical(InequalityTerms terms) {
    double surplus = 0;
    double both = 0;
    double unit = 0;
    double squares = 0;
    for (InequalityTerms.Outer one : terms.outers()) {
      if (one.isShared()) {
        squares += one.squaresLeft() * one.scale();
        for (InequalityTerms.Inner its : one.inners()) {
          surplus += its.surplus() * its.surplus();
          both += its.surplus() * its.unit();
          unit += its.unit() * its.unit();
        }
      }
    }
    return new Typical(surplus / squares, both / squares, unit / squares);
  }
}
