package klara.stats;

import static klara.stats.Normal.Z;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * How unevenly two groups are spread over units, with limits, where chance fills each place of a
 * unit with the unit's own probability of the first group (Allen, Burgess, Davidson and Windmeijer
 * 2015): units and their sizes are those that there are, and it is people who are drawn. With a of
 * t people in a unit, A of N in all, P = A/N, and D and E of {@link Segregation}, M of {@link
 * MutualInformation} and the entropy S of P:
 *
 * <pre>
 * dissimilarity beyond chance  (D − E)/(1 − E)
 * isolation among others       Σ a (a − 1)/(t − 1) / A, the group's share of the others in the unit
 * information beyond chance    (M − C)/S, C what chance adds to M
 * </pre>
 *
 * <p>Each is a sum over units, the variance of whose terms is summed over the binomial distribution
 * of a, with P and the first group's number let follow. Shares found differ by chance also; so the
 * probability taken of a unit is P + (a/t − P) √(τ²/(τ² + w/t)), which differ as much as the
 * probabilities do (Louis 1984): w is the variance of a person within units and τ² that of
 * probabilities, by moments. C = (Σ E[M of the unit] − M of the probabilities − ½)/N by the same.
 *
 * <p>Limits are of 95 %, and ± 1.96 standard errors s but for information, whose error grows with
 * it: there they are the x that are 1.96 errors off where the error squared is s² + 2 (x −
 * value)/(N S). They are limits of what isolation and information would be were there ever so many
 * people with the same probabilities. D itself has none. Chance makes it larger, and by how much
 * depends on how uneven the probabilities are, which is what is asked; where they are near even no
 * interval holds its level. Beyond chance its limits are of the average, of people drawn anew for
 * the same places, and wider than need be where nothing but chance is at work.
 *
 * @param dissimilarityBeyondChance 0 as by chance, 1 apart; NaN for E = 1
 * @param isolationAmongOthers 0 to 1; NaN where nobody of the first group has others in the unit
 * @param informationBeyondChance 0 as by chance, 1 apart. Errors and limits of all are NaN where
 *     units are all of the one group or of the other; of the first and this also where there is but
 *     one unit with people, and 0
 * @see <a href="https://doi.org/10.1111/ectj.12039">Allen, Burgess, Davidson and Windmeijer
 *     (2015)</a>
 * @see <a href="https://doi.org/10.1080/01621459.1984.10478062">Louis (1984)</a>
 */
public record DrawnSegregation(
    Estimate dissimilarityBeyondChance,
    Estimate isolationAmongOthers,
    Estimate informationBeyondChance) {
  /** An error below this is the rounding of sums. */
  private static final double ROUNDING = 1e-9;

  private static final Estimate NONE = new Estimate(0, Double.NaN, Double.NaN, Double.NaN);

  /**
   * The indices of two groups.
   *
   * @param first people of the first group in each unit
   * @param second people of the second, or all others
   * @throws IllegalArgumentException as {@link Segregation#of}
   */
  public static DrawnSegregation of(long[] first, long[] second) {
    Segregation found = Segregation.of(first, second);
    int[] filled =
        IntStream.range(0, first.length).filter(unit -> first[unit] + second[unit] > 0).toArray();
    long[] counts = Arrays.stream(filled).mapToLong(unit -> first[unit]).toArray();
    int[] sizes =
        Arrays.stream(filled).map(unit -> Math.toIntExact(first[unit] + second[unit])).toArray();
    Draws draws = new Draws(counts, sizes);
    if (filled.length == 1) { // there is nothing that places could be uneven between
      return new DrawnSegregation(NONE, isolation(draws), NONE);
    }
    return new DrawnSegregation(dissimilarity(found, draws), isolation(draws), information(draws));
  }

  private static Estimate dissimilarity(Segregation found, Draws draws) {
    double first = draws.all;
    double second = draws.people - draws.all;
    double follows = 0;
    for (int unit = 0; unit < draws.sizes.length; unit++) {
      int size = draws.sizes[unit];
      double sign = draws.mean(unit, k -> Math.signum(k / first - (size - k) / second));
      double p = draws.probabilities[unit];
      follows += sign * size * (p / (first * first) + (1 - p) / (second * second)) / 2;
    }
    double variance = 0;
    for (int unit = 0; unit < draws.sizes.length; unit++) {
      int size = draws.sizes[unit];
      double by = follows;
      variance += draws.variance(unit, k -> Math.abs(k / first - (size - k) / second) / 2 - by * k);
    }
    double error = Math.sqrt(variance) / (1 - found.expected());
    return estimate(found.beyondChance(), error, Double.NEGATIVE_INFINITY);
  }

  private static Estimate isolation(Draws draws) {
    int[] shared =
        IntStream.range(0, draws.sizes.length).filter(unit -> draws.sizes[unit] > 1).toArray();
    double first = 0;
    double met = 0;
    for (int unit : shared) {
      first += draws.counts[unit];
      met += pairs((double) draws.counts[unit], draws.sizes[unit]);
    }
    double people = first;
    double isolation = met / first;
    double variance = 0;
    for (int unit : shared) {
      int size = draws.sizes[unit];
      variance += draws.variance(unit, k -> (pairs(k, size) - isolation * k) / people);
    }
    return estimate(isolation, Math.sqrt(variance), 0);
  }

  private static double pairs(double of, int size) {
    return of * (of - 1) / (size - 1);
  }

  private static Estimate information(Draws draws) {
    double p = draws.all / draws.people;
    double entropy = -p * Math.log(p) - (1 - p) * Math.log(1 - p);
    double information = 0;
    double chance = -0.5;
    for (int unit = 0; unit < draws.sizes.length; unit++) {
      int size = draws.sizes[unit];
      information += size * divergence((double) draws.counts[unit] / size, p);
      chance += draws.mean(unit, k -> size * divergence((double) k / size, p));
      chance -= size * divergence(draws.probabilities[unit], p);
    }
    double value = (information - Math.max(0, chance)) / draws.people / entropy;
    double follows = value * Math.log(p / (1 - p));
    double variance = 0;
    for (int unit = 0; unit < draws.sizes.length; unit++) {
      int size = draws.sizes[unit];
      variance += draws.variance(unit, k -> size * divergence((double) k / size, p) + follows * k);
    }
    double error = Math.sqrt(variance) / draws.people / entropy;
    if (!(error > ROUNDING)) {
      return new Estimate(value, Double.NaN, Double.NaN, Double.NaN);
    }
    double rise = Z / draws.people / entropy;
    double middle = value + Z * rise;
    double half = Z * Math.hypot(error, rise);
    return new Estimate(value, error, middle - half, Math.min(1, middle + half));
  }

  /** q ln(q/p) + (1 − q) ln((1 − q)/(1 − p)), which is finite for q of 0 and 1. */
  private static double divergence(double q, double p) {
    return (q > 0 ? q * Math.log(q / p) : 0) + (q < 1 ? (1 - q) * Math.log((1 - q) / (1 - p)) : 0);
  }

  private static Estimate estimate(double value, double error, double least) {
    if (!(Double.isFinite(value) && error > ROUNDING)) {
      return new Estimate(value, Double.NaN, Double.NaN, Double.NaN);
    }
    return new Estimate(
        value, error, Math.max(least, value - Z * error), Math.min(1, value + Z * error));
  }

  /** Units, each with the distribution of how many of its people are of the first group. */
  private static final class Draws {
    private final long[] counts;
    private final int[] sizes;
    private final double[] probabilities;
    private final double[][] chances;
    private final double people;
    private final double all;

    private Draws(long[] counts, int[] sizes) {
      this.counts = counts;
      this.sizes = sizes;
      this.people = Arrays.stream(sizes).asLongStream().sum();
      this.all = Arrays.stream(counts).sum();
      this.probabilities = probabilities();
      this.chances = new double[sizes.length][];
      for (int unit = 0; unit < sizes.length; unit++) {
        BinomialDistribution law = new BinomialDistribution(null, sizes[unit], probabilities[unit]);
        chances[unit] =
            IntStream.rangeClosed(0, sizes[unit]).mapToDouble(law::probability).toArray();
      }
    }

    private double[] probabilities() {
      double p = all / people;
      double between = 0;
      double within = 0;
      double shared = 0;
      double squares = 0;
      for (int unit = 0; unit < sizes.length; unit++) {
        double size = sizes[unit];
        double share = counts[unit] / size;
        between += size * (share - p) * (share - p);
        squares += size * size;
        if (size > 1) {
          within += size * size / (size - 1) * share * (1 - share);
          shared += size;
        }
      }
      double ofPerson = shared > 0 ? within / shared : 0;
      double freedom = sizes.length - 1.0;
      double ofUnits = Math.max(0, (between - freedom * ofPerson) / (people - squares / people));
      double[] probabilities = new double[sizes.length];
      for (int unit = 0; unit < sizes.length; unit++) {
        double kept = ofUnits > 0 ? Math.sqrt(ofUnits / (ofUnits + ofPerson / sizes[unit])) : 0;
        double moved = p + ((double) counts[unit] / sizes[unit] - p) * kept;
        probabilities[unit] = Math.min(1, Math.max(0, moved));
      }
      return probabilities;
    }

    private double mean(int unit, IntToDoubleFunction of) {
      double sum = 0;
      for (int k = 0; k < chances[unit].length; k++) {
        sum += chances[unit][k] * of.applyAsDouble(k);
      }
      return sum;
    }

    private double variance(int unit, IntToDoubleFunction of) {
      double mean = mean(unit, of);
      return mean(unit, k -> (of.applyAsDouble(k) - mean) * (of.applyAsDouble(k) - mean));
    }
  }
}
