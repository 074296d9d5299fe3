package klara.stats;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;

/**
 * How unlike things are in several measures at once, whatever the units: the Euclidean distance
 * between their z-scores. With x the value of a measure and s its standard deviation over all n
 * things (√(Σ(x − x̄)²/n): they are all there are, not a sample):
 *
 * <pre>d(i, j) = √ Σ ((x_i − x_j) / s)²</pre>
 *
 * <p>A measure that is the same for all, to twelve digits, says nothing and adds 0. Measures that
 * go together count twice: there is no allowance for their correlation, so that a reader can check
 * the sum.
 */
public final class StandardisedDistances {
  private static final double ROUNDING = 1e-12;

  private StandardisedDistances() {}

  /**
   * The distances between all of them.
   *
   * @param measures for each measure its value for each thing, things in the same order
   * @return the distance of each thing to each, in standard deviations; symmetric, 0 to itself
   * @throws IllegalArgumentException where measures are not of the same things, or not finite
   */
  public static double[][] of(List<double[]> measures) {
    int things = measures.isEmpty() ? 0 : measures.get(0).length;
    Faults faults = Faults.of("Cannot tell 'distances'");
    faults.unless(!measures.isEmpty(), "a measure is needed");
    for (double[] values : measures) {
      faults.unless(
          values.length == things, "expected %d values of each, found %d", things, values.length);
      faults.finite("measures", values);
    }
    faults.refuse();
    double[][] distances = new double[things][things];
    for (double[] measure : measures) {
      double[] values = Moran.inUnits(measure);
      double variance = variance(values);
      for (int i = 0; i < things; i++) {
        for (int j = 0; j < things; j++) {
          double difference = values[i] - values[j];
          distances[i][j] += variance > 0 ? difference * difference / variance : 0;
        }
      }
    }
    for (double[] ofOne : distances) {
      for (int j = 0; j < things; j++) {
        ofOne[j] = Math.sqrt(ofOne[j]);
      }
    }
    return distances;
  }

  /** 0 where values differ in their last digits only. */
  private static double variance(double[] values) {
    double largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
    double variance = StatUtils.populationVariance(values);
    return Math.sqrt(variance) > ROUNDING * largest ? variance : 0;
  }
}
