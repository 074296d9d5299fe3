package klara.stats;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.HypergeometricDistribution;

/**
 * How unevenly two groups are spread over units. With a and b the people of the two in a unit, A
 * and B in all, t = a + b and N = A + B:
 *
 * <pre>
 * dissimilarity  D = ½ Σ |a/A − b/B|
 * isolation      xPx = Σ (a/A)(a/t)
 * expected       E = ½ Σ E|a/A − b/B|, a hypergeometric: t drawn from N, of whom A are of the group
 * beyond chance  (D − E)/(1 − E)
 * </pre>
 *
 * <p>D is the share of one group that would have to move for an even spread. Small units are uneven
 * by chance alone, so D is published beside E, which is exact: the mean deviation of a
 * hypergeometric count has a closed form.
 *
 * @param dissimilarity D, 0 to 1
 * @param isolation xPx, the share of the first group in the unit of an average member of it
 * @param expected E, the D of a random allocation to units of these sizes
 * @see <a href="https://doi.org/10.2307/2088328">Duncan and Duncan (1955)</a>
 * @see <a href="https://doi.org/10.1093/sf/55.4.1058">Winship (1977)</a>
 * @see <a href="https://doi.org/10.1111/ectj.12039">Allen, Burgess, Davidson and Windmeijer
 *     (2015)</a>
 */
public record Segregation(double dissimilarity, double isolation, double expected) {
  /** Fewest draws of a random allocation. */
  private static final int FEWEST_DRAWS = 200;

  /**
   * What random allocations gave.
   *
   * @param mean D of the draws
   * @param deviation standard deviation of D over the draws
   * @param pValue (r + 1)/(R + 1), r of R draws at least as uneven as found
   */
  public record Chance(double mean, double deviation, double pValue) {}

  /**
   * The indices of two groups.
   *
   * @param first people of the first group in each unit
   * @param second people of the second, or all others
   * @throws IllegalArgumentException where a count is negative, there are not as many of one as of
   *     the other, a group has nobody, or both together are more than an int holds
   */
  public static Segregation of(long[] first, long[] second) {
    require(first, second);
    double all = Arrays.stream(first).sum();
    double others = Arrays.stream(second).sum();
    double isolation = 0;
    double deviation = 0;
    for (int i = 0; i < first.length; i++) {
      long size = first[i] + second[i];
      if (size > 0) {
        isolation += first[i] / all * first[i] / size;
        deviation += meanDeviation((int) (all + others), (int) all, (int) size);
      }
    }
    double expected = deviation * (all + others) / (2 * all * others);
    return new Segregation(dissimilarity(first, second, all, others), isolation, expected);
  }

  /** (D − E)/(1 − E): 1 apart, 0 as by chance, below 0 more even than chance; NaN for E = 1. */
  public double beyondChance() {
    return (dissimilarity - expected) / (1 - expected);
  }

  /**
   * Random allocations of the same people to units of the same sizes.
   *
   * @param first people of the first group in each unit
   * @param second people of the second
   * @param draws how many allocations, 200 or more
   * @param seed the same seed gives the same draws, on any machine
   * @throws IllegalArgumentException as {@link #of}, or for fewer draws
   */
  public static Chance chance(long[] first, long[] second, int draws, long seed) {
    require(first, second);
    Faults.of("Cannot draw 'random allocation'")
        .unless(draws >= FEWEST_DRAWS, "draws must be %d or more (are %d)", FEWEST_DRAWS, draws)
        .refuse();
    double all = Arrays.stream(first).sum();
    double others = Arrays.stream(second).sum();
    double found = dissimilarity(first, second, all, others);
    SplittableRandom random = new SplittableRandom(seed);
    long atLeast = 0;
    double sum = 0;
    double squares = 0;
    for (int draw = 0; draw < draws; draw++) {
      double drawn = dissimilarityOfDraw(first, second, random);
      // Sums of the same terms in another order must not count as less.
      atLeast += drawn >= found - 1e-12 ? 1 : 0;
      sum += drawn;
      squares += (drawn - found) * (drawn - found);
    }
    double mean = sum / draws;
    double variance = (squares - draws * (mean - found) * (mean - found)) / (draws - 1);
    return new Chance(mean, Math.sqrt(Math.max(0, variance)), (atLeast + 1.0) / (draws + 1));
  }

  private static double dissimilarityOfDraw(long[] first, long[] second, SplittableRandom random) {
    long left = Arrays.stream(first).sum();
    long people = left + Arrays.stream(second).sum();
    double all = left;
    double others = people - left;
    long[] a = new long[first.length];
    long[] b = new long[first.length];
    for (int i = 0; i < first.length; i++) {
      for (long seat = first[i] + second[i]; seat > 0; seat--) {
        if (random.nextLong(people) < left) {
          a[i]++;
          left--;
        } else {
          b[i]++;
        }
        people--;
      }
    }
    return dissimilarity(a, b, all, others);
  }

  private static double dissimilarity(long[] first, long[] second, double all, double others) {
    double sum = 0;
    for (int i = 0; i < first.length; i++) {
      sum += Math.abs(first[i] / all - second[i] / others);
    }
    return sum / 2;
  }

  /** E|X − E X| = 2 m (N − A − t + m) P(X = m)/N with m the first whole number above the mean. */
  private static double meanDeviation(int people, int all, int size) {
    long m = (long) all * size / people + 1;
    if (m > Math.min(all, size)) {
      return 0;
    }
    double probability =
        new HypergeometricDistribution(null, people, all, size).probability((int) m);
    return 2.0 * m * (people - all - size + (double) m) / people * probability;
  }

  private static void require(long[] first, long[] second) {
    long negative =
        Arrays.stream(first).filter(n -> n < 0).count()
            + Arrays.stream(second).filter(n -> n < 0).count();
    double all = Arrays.stream(first).asDoubleStream().sum();
    double others = Arrays.stream(second).asDoubleStream().sum();
    Faults.of("Cannot measure 'segregation'")
        .sameNumber("counts of the first group", first.length, "of the second", second.length)
        .unless(negative == 0, "counts must not be below 0 (%d are)", negative)
        .unless(all > 0 && others > 0, "both groups must have people (%.0f and %.0f)", all, others)
        .unless(
            all + others <= Integer.MAX_VALUE,
            "people must be fewer than 2147483648 (are %.0f)",
            all + others)
        .refuse();
  }
}
