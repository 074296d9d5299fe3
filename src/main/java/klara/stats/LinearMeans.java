package klara.stats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleSupplier;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * The mean of values by several circumstances at once, as a linear model with a main effect of
 * each, fitted to people of one group; and by its slopes {@link OaxacaBlinder the decomposition} of
 * another group's difference to them, with errors. With x = (1, a dummy for each category but the
 * first), bars for means, 0 the people of the model and 1 the others:
 *
 * <pre>
 * ȳ₁ − ȳ₀ = (x̄₁ − x̄₀)'β + (ȳ₁ − x̄₁'β)        composition + rates
 * V = (Σxx')⁻¹ (Σe²xx') (Σxx')⁻¹                of β, e = y − x'β, sums over group 0 (HC0)
 * Var(composition) = (x̄₁ − x̄₀)'V(x̄₁ − x̄₀)
 * Var(rates)       = Var(ȳ₁) + x̄₁'V x̄₁
 * </pre>
 *
 * <p>The last has no term of ȳ₀ of its own: least squares with an intercept goes through the means,
 * ȳ₀ = x̄₀'β, so that its error is in V. The groups have nobody in common, so ȳ₁ and β do not vary
 * together. Who the people are is taken as known, as in {@link Kitagawa}; V allows for the variance
 * of y to differ between sorts of people, and for means that main effects do not meet. Var(ȳ₁) is
 * the variance of the values by their number; it counts what x tells of y as chance too, and so is
 * rather too large.
 *
 * <p>Of values far from 0 for how much they vary, errors lose the digits that sums of squares do:
 * take values about a number near their mean. Differences are the same then.
 *
 * <p>Dummies may depend on one another, as where one thing being unknown means that another is: as
 * long as they do so among the others too, every solution gives the same two parts.
 *
 * @see <a href="https://doi.org/10.1177/1536867X0800800401">Jann (2008)</a>
 * @see <a href="https://doi.org/10.2307/1912934">White (1980), for V</a>
 */
public final class LinearMeans {
  /** Below this share of the largest, an eigenvalue of Σxx' on a unit diagonal is 0. */
  private static final double DEPENDENT = 1e-9;

  /** How far from 0 sums of fractions may end that are 0. */
  private static final double ROUNDING = 1e-6;

  /**
   * People who are alike.
   *
   * @param categories one of each circumstance; the same circumstances in every cell
   * @param people how many they are
   * @param sum of their values, in any unit
   * @param squares sum of the squares of their values
   */
  public record Cell(List<String> categories, double people, double sum, double squares) {}

  /**
   * What the difference is made of; all are in the unit of the values.
   *
   * @param difference the others' mean less that of the people of the model
   * @param composition what of it the other make-up is
   * @param compositionError its standard error
   * @param rates the rest: like people fare otherwise
   * @param ratesError its standard error
   */
  public record Parts(
      double difference,
      double composition,
      double compositionError,
      double rates,
      double ratesError) {}

  private final List<List<String>> categories;
  private final RealVector means;
  private final double mean;
  private final RealVector slopes;
  private final RealMatrix covariance;

  /** Combinations of x that are 0 for everyone, scaled so that those of others are about 1. */
  private final List<RealVector> dependences;

  private LinearMeans(List<Cell> cells, List<List<String>> categories) {
    this.categories = categories;
    int width = 1 + categories.stream().mapToInt(each -> each.size() - 1).sum();
    double people = people(cells);
    this.means = means(cells);
    this.mean = sum(cells) / people;
    RealMatrix squares = new Array2DRowRealMatrix(width, width);
    RealVector products = new ArrayRealVector(width);
    for (Cell cell : cells) {
      RealVector x = dummies(cell);
      squares = squares.add(x.outerProduct(x).scalarMultiply(cell.people() / people));
      products = products.add(x.mapMultiply(cell.sum() / people));
    }
    this.dependences = new ArrayList<>();
    RealMatrix inverse = inverse(squares);
    this.slopes = inverse.operate(products);
    RealMatrix residuals = new Array2DRowRealMatrix(width, width);
    for (Cell cell : cells) {
      RealVector x = dummies(cell);
      double fitted = x.dotProduct(slopes);
      double squared = cell.squares() - 2 * fitted * cell.sum() + cell.people() * fitted * fitted;
      residuals = residuals.add(x.outerProduct(x).scalarMultiply(Math.max(0, squared) / people));
    }
    this.covariance = inverse.multiply(residuals).multiply(inverse).scalarMultiply(1 / people);
  }

  /**
   * The model of some people. Categories that none of them has are not in it.
   *
   * @param cells in any order
   * @throws IllegalArgumentException where sums are not such, there are no people, or cells have no
   *     or not the same number of circumstances
   */
  public static LinearMeans of(List<Cell> cells) {
    return of(cells, faults(cells));
  }

  /** Likewise, with faults that were found before. */
  static LinearMeans of(List<Cell> cells, Faults faults) {
    int width = cells.isEmpty() ? 0 : cells.get(0).categories().size();
    require(cells, width, faults);
    List<List<String>> categories = new ArrayList<>();
    for (int k = 0; k < width; k++) {
      TreeSet<String> found = new TreeSet<>();
      for (Cell cell : cells) {
        if (cell.people() > 0) {
          found.add(cell.categories().get(k));
        }
      }
      categories.add(List.copyOf(found));
    }
    return new LinearMeans(merged(cells), categories);
  }

  private static Faults faults(List<Cell> cells) {
    return Faults.of("Cannot model 'means'")
        .sums(
            cells.stream().mapToDouble(Cell::people).toArray(),
            cells.stream().mapToDouble(Cell::sum).toArray(),
            cells.stream().mapToDouble(Cell::squares).toArray());
  }

  private static void require(List<Cell> cells, int width, Faults faults) {
    faults
        .unless(people(cells) > 0, "there must be people (found none)")
        .unless(width > 0, "there must be a circumstance (found none)")
        .unless(
            cells.stream().allMatch(cell -> cell.categories().size() == width),
            "cells must be of the same circumstances (are not)")
        .refuse();
  }

  /**
   * Why the mean of other people differs from that of these. A category that nobody here has counts
   * as the first of its circumstance.
   *
   * @param others nobody of whom is among the people of the model
   * @return empty where a difference between them is one that these people cannot value, since
   *     among them two categories are always had together
   * @throws IllegalArgumentException as {@link #of}
   */
  public Optional<Parts> difference(List<Cell> others) {
    List<Cell> theirs = merged(others);
    double people = people(theirs);
    double spread = theirs.stream().mapToDouble(Cell::squares).sum() - sum(theirs) * mean(theirs);
    double chance = people > 1 ? Math.max(0, spread) / (people - 1) / people : Double.NaN;
    return difference(others, faults(others), () -> chance);
  }

  /**
   * Likewise, with faults that were found before.
   *
   * @param chance variance of the others' mean
   */
  Optional<Parts> difference(List<Cell> others, Faults faults, DoubleSupplier chance) {
    require(others, categories.size(), faults);
    List<Cell> merged = merged(others);
    RealVector theirs = means(merged);
    if (dependences.stream().anyMatch(one -> Math.abs(one.dotProduct(theirs)) > ROUNDING)) {
      return Optional.empty();
    }
    RealVector apart = theirs.subtract(means);
    double difference = mean(merged) - mean;
    double composition = apart.dotProduct(slopes);
    return Optional.of(
        new Parts(
            difference,
            composition,
            Math.sqrt(variance(apart)),
            difference - composition,
            Math.sqrt(chance.getAsDouble() + variance(theirs))));
  }

  private double variance(RealVector weights) {
    return Math.max(0, weights.dotProduct(covariance.operate(weights)));
  }

  private RealVector dummies(Cell cell) {
    double[] x = new double[1 + categories.stream().mapToInt(each -> each.size() - 1).sum()];
    x[0] = 1;
    int first = 1;
    for (int k = 0; k < categories.size(); k++) {
      int category = categories.get(k).indexOf(cell.categories().get(k));
      if (category > 0) {
        x[first + category - 1] = 1;
      }
      first += categories.get(k).size() - 1;
    }
    return new ArrayRealVector(x);
  }

  private RealVector means(List<Cell> cells) {
    double people = people(cells);
    return cells.stream()
        .map(cell -> dummies(cell).mapMultiply(cell.people() / people))
        .reduce(RealVector::add)
        .orElseThrow();
  }

  /** Moore and Penrose's, on a unit diagonal, so that rare categories count as common ones do. */
  private RealMatrix inverse(RealMatrix squares) {
    int width = squares.getRowDimension();
    RealMatrix scales = new Array2DRowRealMatrix(width, width);
    for (int k = 0; k < width; k++) {
      scales.setEntry(k, k, 1 / Math.sqrt(squares.getEntry(k, k)));
    }
    EigenDecomposition parts = new EigenDecomposition(scales.multiply(squares).multiply(scales));
    RealMatrix inverse = new Array2DRowRealMatrix(width, width);
    for (int k = 0; k < width; k++) {
      RealVector direction = scales.operate(parts.getEigenvector(k));
      double value = parts.getRealEigenvalue(k);
      if (value > DEPENDENT * parts.getRealEigenvalue(0)) {
        inverse = inverse.add(direction.outerProduct(direction).scalarMultiply(1 / value));
      } else {
        dependences.add(direction);
      }
    }
    return inverse;
  }

  /** Each kind of people once, in one order: sums then do not depend on the order they came in. */
  static List<Cell> merged(List<Cell> cells) {
    List<Cell> sorted =
        cells.stream()
            .sorted(
                Comparator.comparingDouble(Cell::people)
                    .thenComparingDouble(Cell::sum)
                    .thenComparingDouble(Cell::squares))
            .toList();
    Map<String, Cell> kinds = new TreeMap<>();
    for (Cell cell : sorted) {
      kinds.merge(
          String.join("\u001f", cell.categories()),
          cell,
          (one, other) ->
              new Cell(
                  one.categories(),
                  one.people() + other.people(),
                  one.sum() + other.sum(),
                  one.squares() + other.squares()));
    }
    return List.copyOf(kinds.values());
  }

  static double people(List<Cell> cells) {
    return cells.stream().mapToDouble(Cell::people).sum();
  }

  static double sum(List<Cell> cells) {
    return cells.stream().mapToDouble(Cell::sum).sum();
  }

  private static double mean(List<Cell> cells) {
    return sum(cells) / people(cells);
  }
}
