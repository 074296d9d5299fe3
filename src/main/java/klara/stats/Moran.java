package klara.stats;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Whether areas that touch are alike. With z = y − ȳ, n areas and row-standardised weights:
 *
 * <pre>
 * I = Σ z(i) lag z(i) / Σ z²          expected −1/(n − 1) where values lie at random
 * variance under randomisation, b = n Σz⁴/(Σz²)², S0 = n:
 *   [n((n² − 3n + 3)S1 − nS2 + 3S0²) − b((n² − n)S1 − 2nS2 + 6S0²)] / ((n−1)(n−2)(n−3)S0²) − E²
 * p = (r + 1)/(R + 1), r of R permutations of the values at least as far
 * </pre>
 *
 * <p>Where k areas of n are measured and the others are their neighbours beyond the edge ({@link
 * Contiguity#of(java.util.List, int)}), I = (n/k) Σ z(i) lag z(i) / Σ z², the first sum over the k,
 * and S0 = k; the mean, z and the permutations are of all n.
 *
 * <p>With some thirty areas only strong likeness is found; areas at the edge know half their
 * neighbours, unless those beyond it are on the map.
 *
 * @param index I; above the expectation where neighbours are alike
 * @param expectation −1/(n − 1)
 * @param variance of I under randomisation
 * @param pGreater share of permutations with I as high or higher
 * @param pTwoSided twice the smaller tail's, at most 1
 * @see <a href="https://doi.org/10.2307/2332142">Moran (1950)</a>
 */
public record Moran(
    double index, double expectation, double variance, double pGreater, double pTwoSided) {

  /** Rounding must not make of an equal index a lower one. */
  private static final double TIE = 1e-12;

  /**
   * The index, its moments and its p-values.
   *
   * @param values of each area, not all the same
   * @param contiguity of the same areas, four or more
   * @param permutations R; 9 999 or more are advised
   * @param seed the same seed gives the same permutations, on any machine
   * @throws IllegalArgumentException where values are not such, or permutations below 1
   */
  public static Moran of(double[] values, Contiguity contiguity, int permutations, long seed) {
    require("Moran's I", values, contiguity, permutations);
    double[] z = centred(values);
    double index = index(z, contiguity);
    SplittableRandom random = new SplittableRandom(seed);
    int asHigh = 0;
    int asLow = 0;
    double[] shuffled = z.clone();
    for (int permutation = 0; permutation < permutations; permutation++) {
      shuffle(shuffled, random);
      double drawn = index(shuffled, contiguity);
      asHigh += drawn >= index - TIE ? 1 : 0;
      asLow += drawn <= index + TIE ? 1 : 0;
    }
    double tail = (Math.min(asHigh, asLow) + 1.0) / (permutations + 1);
    return new Moran(
        index,
        -1.0 / (z.length - 1),
        variance(z, contiguity),
        (asHigh + 1.0) / (permutations + 1),
        Math.min(1, 2 * tail));
  }

  /** (I − expectation)/√variance. */
  public double deviate() {
    return (index - expectation) / Math.sqrt(variance);
  }

  static void require(String what, double[] values, Contiguity contiguity, int permutations) {
    boolean differ = Arrays.stream(values).anyMatch(value -> value != values[0]);
    Faults.of("Cannot measure '" + what + "'")
        .finite("values", values)
        .sameNumber("values", values.length, "areas", contiguity.areas())
        .unless(values.length > 3, "areas must be four or more (are %d)", values.length)
        .unless(differ, "values must not all be the same (are)")
        .unless(permutations > 0, "permutations must be above 0 (are %d)", permutations)
        .refuse();
  }

  /** About their mean, in units. */
  static double[] centred(double[] values) {
    // Twice: what differs in the last digits only has a mean that rounds to one of the values.
    return aboutMean(aboutMean(inUnits(values)));
  }

  private static double[] aboutMean(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return inUnits(Arrays.stream(values).map(value -> value - mean).toArray());
  }

  /** In a unit (a power of 2, which rounds nothing) in which their powers stay finite. */
  static double[] inUnits(double[] values) {
    double greatest = Arrays.stream(values).map(Math::abs).max().orElse(0);
    int exponent = -Math.getExponent(greatest);
    return Arrays.stream(values).map(value -> Math.scalb(value, exponent)).toArray();
  }

  private static double index(double[] z, Contiguity contiguity) {
    double[] lag = contiguity.lag(z);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < z.length; i++) {
      sum += i < contiguity.measured() ? z[i] * lag[i] : 0;
      squares += z[i] * z[i];
    }
    return sum / squares * ((double) z.length / contiguity.measured());
  }

  private static double variance(double[] z, Contiguity contiguity) {
    double n = z.length;
    double s0 = (double) contiguity.measured() * contiguity.measured();
    double s1 = contiguity.sumOfSquaredPairs();
    double s2 = contiguity.sumOfSquaredTotals();
    double squares = Arrays.stream(z).map(value -> value * value).sum();
    double b = n * Arrays.stream(z).map(value -> Math.pow(value, 4)).sum() / (squares * squares);
    double normal = n * ((n * n - 3 * n + 3) * s1 - n * s2 + 3 * s0);
    double kurtosis = b * ((n * n - n) * s1 - 2 * n * s2 + 6 * s0);
    double expectation = -1 / (n - 1);
    return (normal - kurtosis) / ((n - 1) * (n - 2) * (n - 3) * s0) - expectation * expectation;
  }

  private static void shuffle(double[] values, SplittableRandom random) {
    for (int i = values.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      double kept = values[i];
      values[i] = values[other];
      values[other] = kept;
    }
  }
}
