package klara.stats;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * How much of the difference between two groups' mean outcome goes with their covariates, as valued
 * by reference slopes β, and how much remains:
 *
 * <pre>
 * ȳ₁ − ȳ₀ = (x̄₁ − x̄₀)'β + rest
 * </pre>
 *
 * <p>The remainder is what the covariates do not say, not discrimination; and the covariates may
 * themselves be outcomes. Parts of single covariates hold for the category left out of a set of
 * dummies; the two totals do not depend on it.
 *
 * @param difference ȳ₁ − ȳ₀, in the unit of y
 * @param explained the part that goes with the covariates
 * @param unexplained the rest
 * @param terms what each covariate adds to the explained part, in order
 * @see <a href="https://doi.org/10.1177/1536867X0800800401">Jann (2008)</a>
 */
public record OaxacaBlinder(
    double difference, double explained, double unexplained, List<Double> terms) {

  /** Whose slopes value the covariates. */
  public enum Reference {
    /**
     * Those of both groups together, each with its own intercept: without that the difference that
     * is sought would leak into the slopes (Fortin 2008, Jann 2008).
     */
    POOLED,
    /**
     * Those of both groups together with one intercept, into which part of what is sought leaks: to
     * compare with others (Neumark 1988, option omega of Stata's {@code oaxaca}).
     */
    NEUMARK,
    /** Those of the first group. */
    FIRST,
    /** Those of the second group. */
    SECOND
  }

  /**
   * Intervals of the three numbers, each by itself.
   *
   * @param difference of the difference
   * @param explained of the explained part
   * @param unexplained of the rest
   */
  public record Intervals(Interval difference, Interval explained, Interval unexplained) {}

  /**
   * The parts of ȳ₁ − ȳ₀.
   *
   * @param first sums of the first group
   * @param second sums of the second, of the same covariates
   * @param reference whose slopes are taken
   * @throws IllegalArgumentException where covariates are not as many, or those of the reference
   *     depend on one another or do not vary
   */
  public static OaxacaBlinder of(CrossProducts first, CrossProducts second, Reference reference) {
    Faults.of("Cannot decompose 'difference of means'")
        .sameNumber("covariates of the first", first.width(), "of the second", second.width())
        .refuse();
    RealVector slopes =
        switch (reference) {
          case POOLED ->
              slopes(
                  first.centredSquares().add(second.centredSquares()),
                  first.centredProducts().add(second.centredProducts()));
          case NEUMARK -> {
            CrossProducts both = first.plus(second);
            yield slopes(both.centredSquares(), both.centredProducts());
          }
          case FIRST -> slopes(first.centredSquares(), first.centredProducts());
          case SECOND -> slopes(second.centredSquares(), second.centredProducts());
        };
    RealVector apart = first.means().subtract(second.means());
    List<Double> terms = new ArrayList<>();
    double explained = 0;
    for (int k = 0; k < first.width(); k++) {
      double term = apart.getEntry(k) * slopes.getEntry(k);
      terms.add(term);
      explained += term;
    }
    double difference = first.meanOutcome() - second.meanOutcome();
    return new OaxacaBlinder(difference, explained, difference - explained, List.copyOf(terms));
  }

  /**
   * Three parts of ȳ₁ − ȳ₀, seen from the second group:
   *
   * <pre>
   * ȳ₁ − ȳ₀ = (x̄₁ − x̄₀)'β₀ + (α₁ − α₀ + x̄₀'(β₁ − β₀)) + (x̄₁ − x̄₀)'(β₁ − β₀)
   *            endowments       coefficients              interaction
   * </pre>
   *
   * @param difference ȳ₁ − ȳ₀, in the unit of y
   * @param endowments what the second would gain with the first's covariates
   * @param coefficients what it would gain with the first's slopes and intercept
   * @param interaction what it would gain with both beyond the two
   * @see <a href="https://doi.org/10.1177/1536867X0800800401">Jann (2008)</a>
   */
  public record Threefold(
      double difference, double endowments, double coefficients, double interaction) {}

  /**
   * The three parts; parameters as in {@link #of}.
   *
   * @throws IllegalArgumentException where covariates are not as many, or those of either group
   *     depend on one another or do not vary
   */
  public static Threefold threefold(CrossProducts first, CrossProducts second) {
    OaxacaBlinder bySecond = of(first, second, Reference.SECOND);
    double interaction = of(first, second, Reference.FIRST).explained - bySecond.explained;
    return new Threefold(
        bySecond.difference, bySecond.explained, bySecond.unexplained - interaction, interaction);
  }

  /**
   * Percentile intervals from replicates of the sums, such as of schools drawn with replacement.
   *
   * @param first replicates of the first group's sums, 100 or more
   * @param second replicates of the second's, each made by the same draw
   * @param reference whose slopes are taken
   * @param level such as 0.95
   * @throws IllegalArgumentException where there are not as many of each, as {@link #of} for any
   *     replicate, and as {@link Bootstrap#percentile}; a category so rare that a replicate may
   *     miss it has to be merged with another first
   */
  public static Intervals intervals(
      List<CrossProducts> first, List<CrossProducts> second, Reference reference, double level) {
    Faults.of("Cannot decompose 'difference of means'")
        .sameNumber("replicates of the first", first.size(), "of the second", second.size())
        .refuse();
    double[][] parts = new double[3][first.size()];
    for (int r = 0; r < first.size(); r++) {
      OaxacaBlinder drawn = ofReplicate(r, first.get(r), second.get(r), reference);
      parts[0][r] = drawn.difference;
      parts[1][r] = drawn.explained;
      parts[2][r] = drawn.unexplained;
    }
    return new Intervals(
        Bootstrap.percentile(parts[0], level),
        Bootstrap.percentile(parts[1], level),
        Bootstrap.percentile(parts[2], level));
  }

  private static OaxacaBlinder ofReplicate(
      int replicate, CrossProducts first, CrossProducts second, Reference reference) {
    try {
      return of(first, second, reference);
    } catch (IllegalArgumentException fault) {
      throw new IllegalArgumentException(
          "%s, in replicate %d".formatted(fault.getMessage(), replicate + 1), fault);
    }
  }

  private static RealVector slopes(RealMatrix squares, RealVector products) {
    try {
      return new CholeskyDecomposition(correlations(squares), 1e-9, 1e-9)
          .getSolver()
          .solve(products.ebeDivide(deviations(squares)))
          .ebeDivide(deviations(squares));
    } catch (NonPositiveDefiniteMatrixException dependent) {
      throw new IllegalArgumentException(
          "Cannot decompose 'difference of means': covariates of the reference must vary and not"
              + " depend on one another (of %d some do)".formatted(products.getDimension()),
          dependent);
    }
  }

  private static RealVector deviations(RealMatrix squares) {
    RealVector deviations = squares.getRowVector(0).copy();
    for (int k = 0; k < deviations.getDimension(); k++) {
      deviations.setEntry(k, Math.sqrt(squares.getEntry(k, k)));
    }
    return deviations;
  }

  /** Scaled to ones on the diagonal, so that what counts as dependent has no unit. */
  private static RealMatrix correlations(RealMatrix squares) {
    RealVector deviations = deviations(squares);
    RealMatrix scaled = squares.copy();
    for (int i = 0; i < deviations.getDimension(); i++) {
      for (int j = 0; j < deviations.getDimension(); j++) {
        double product = deviations.getEntry(i) * deviations.getEntry(j);
        double mean = (squares.getEntry(i, j) + squares.getEntry(j, i)) / 2;
        scaled.setEntry(i, j, product > 0 ? mean / product : 0);
      }
    }
    return scaled;
  }
}
