package klara.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What one area adds to Moran's I: whether it and its neighbours are alike. With z = y − ȳ and m =
 * Σz²/n:
 *
 * <pre>I(i) = z(i)/m · lag z(i)          the mean of all is I</pre>
 *
 * <p>p by conditional permutation: the area keeps its value and gets as many neighbours as it has,
 * k, drawn from the others. Over all such draws I(i) has
 *
 * <pre>
 * expectation −z(i)²/(m (n − 1))
 * variance    (z(i)/m)² n/(n − 2) (1/k − 1/(n − 1)) (m − z(i)²/(n − 1))
 * </pre>
 *
 * <p>but with few neighbours is far from normal: p of the deviate, as spdep prints it, is rough. Of
 * n areas n are tested: call them by {@link FalseDiscovery}. I(i) is that of R's spdep; that of
 * PySAL, which divides by n − 1, is (n − 1)/n of it, and its p one-sided.
 *
 * @param index I(i), without unit
 * @param kind where the area and its neighbours lie about the mean
 * @param pTwoSided twice (r + 1)/(R + 1) of the smaller tail, at most 1
 * @param expectation of I(i) under conditional permutation
 * @param variance of I(i) under conditional permutation
 * @see <a href="https://doi.org/10.1111/j.1538-4632.1995.tb00338.x">Anselin (1995)</a>
 * @see "Sokal, Oden and Thomson, Geographical Analysis 30 (1998), formulas A7 and A8"
 */
public record LocalMoran(
    double index, Kind kind, double pTwoSided, double expectation, double variance) {

  /** The area first, then the mean of its neighbours; the mean of all counts as high. */
  public enum Kind {
    /** High among high. */
    HIGH_HIGH,
    /** High among low. */
    HIGH_LOW,
    /** Low among high. */
    LOW_HIGH,
    /** Low among low. */
    LOW_LOW;

    private static Kind of(double value, double lag) {
      if (value >= 0) {
        return lag >= 0 ? HIGH_HIGH : HIGH_LOW;
      }
      return lag >= 0 ? LOW_HIGH : LOW_LOW;
    }
  }

  /** (I(i) − expectation)/√variance; NaN where the area lies at the mean or touches all others. */
  public double deviate() {
    return variance > 0 ? (index - expectation) / Math.sqrt(variance) : Double.NaN;
  }

  /** Rounding must not make of an equal mean a lower one. */
  private static final double TIE = 1e-12;

  /**
   * The part of each area that is measured, in order.
   *
   * @param values of each area, not all the same
   * @param contiguity of the same areas, four or more
   * @param permutations R, for each area
   * @param seed the same seed gives the same permutations of an area, on any machine and in any
   *     order of areas
   * @throws IllegalArgumentException where values are not such, or permutations below 1
   */
  public static List<LocalMoran> of(
      double[] values, Contiguity contiguity, int permutations, long seed) {
    Moran.require("local Moran's I", values, contiguity, permutations);
    double[] z = Moran.centred(values);
    double m = Arrays.stream(z).map(value -> value * value).sum() / z.length;
    double[] lag = contiguity.lag(z);
    List<LocalMoran> parts = new ArrayList<>();
    for (int i = 0; i < contiguity.measured(); i++) {
      // Each area has a stream of its own, so that none depends on how far another has drawn.
      SplittableRandom random = new SplittableRandom(seed + 0x9E3779B97F4A7C15L * i).split();
      double tie = TIE * (Math.sqrt(m) + Math.abs(lag[i]));
      double p = pOfLag(z, i, contiguity.degree(i), lag[i], tie, permutations, random);
      double others = z.length - 1;
      double own = z[i] * z[i] / others;
      double drawn = 1.0 / contiguity.degree(i) - 1 / others;
      double ofLag = z.length / (others - 1) * drawn * (m - own);
      parts.add(
          new LocalMoran(
              z[i] / m * lag[i],
              Kind.of(z[i], lag[i]),
              p,
              -own / m,
              z[i] * z[i] / m / m * Math.max(0, ofLag)));
    }
    return parts;
  }

  private static double pOfLag(
      double[] z,
      int area,
      int degree,
      double lag,
      double tie,
      int permutations,
      SplittableRandom random) {
    double[] others = new double[z.length - 1];
    System.arraycopy(z, 0, others, 0, area);
    System.arraycopy(z, area + 1, others, area, others.length - area);
    int asHigh = 0;
    int asLow = 0;
    for (int permutation = 0; permutation < permutations; permutation++) {
      double sum = 0;
      for (int k = 0; k < degree; k++) {
        int other = k + random.nextInt(others.length - k);
        double kept = others[k];
        others[k] = others[other];
        others[other] = kept;
        sum += others[k];
      }
      asHigh += sum / degree >= lag - tie ? 1 : 0;
      asLow += sum / degree <= lag + tie ? 1 : 0;
    }
    return Math.min(1, 2 * (Math.min(asHigh, asLow) + 1.0) / (permutations + 1));
  }
}
