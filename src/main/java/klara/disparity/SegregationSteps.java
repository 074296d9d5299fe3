package klara.disparity;

import java.util.Arrays;
import java.util.stream.IntStream;
import klara.stats.Segregation;

/**
 * In what steps the segregation of an area is told, and whether it is told at all, so that an
 * intruder who knows how many students every unit has, how many are of the group in all, and these
 * rules, and who tries every way there could be, is left with three numbers for each unit or more.
 *
 * <p>By the number of ways in which the group can be spread over the units, schools and
 * neighbourhoods alike. Half of ten times ten students can be so in 10⁹ ways; told in thousandths
 * these left a unit with fewer than three numbers in five of six draws. Nor is it told where groups
 * are apart altogether: every unit would be known to be of one of them.
 */
final class SegregationSteps {
  /** So many have ways enough for thousandths, with fifty of each group and however small. */
  private static final int MANY_UNITS = 80;

  private static final double FEWEST_WAYS = 1e6;
  private static final double WAYS_OF_FIFTIETHS = 1e8;
  private static final double WAYS_OF_THOUSANDTHS = 1e20;
  private static final double APART = 0.9;

  private static final double TWENTIETHS = 20;
  private static final double FIFTIETHS = 50;
  private static final double THOUSANDTHS = 1000;

  private SegregationSteps() {}

  /** Whether an index tells of no unit. */
  static boolean isSafe(long[] first, long[] second) {
    return ways(first, second) >= FEWEST_WAYS
        && Segregation.of(first, second).dissimilarity() < APART;
  }

  /** How many steps there are from 0 to 1. */
  static double of(SegregationCase told, int split) {
    double ways = ways(told.first(split), told.second(split));
    return ways >= WAYS_OF_THOUSANDTHS
        ? THOUSANDTHS
        : ways >= WAYS_OF_FIFTIETHS ? FIFTIETHS : TWENTIETHS;
  }

  /**
   * In how many ways the group can be spread over units of these sizes: the coefficient of x to its
   * number, or to that of all others, in Π (1 + x + … + x^size).
   */
  static double ways(long[] first, long[] second) {
    int[] sizes =
        IntStream.range(0, first.length)
            .map(unit -> Math.toIntExact(first[unit] + second[unit]))
            .filter(size -> size > 0)
            .toArray();
    if (sizes.length >= MANY_UNITS) {
      return WAYS_OF_THOUSANDTHS;
    }
    int fewer = (int) Math.min(Arrays.stream(first).sum(), Arrays.stream(second).sum());
    double[] ways = new double[fewer + 1];
    ways[0] = 1;
    for (int size : sizes) {
      double[] more = new double[fewer + 1];
      double sum = 0;
      for (int people = 0; people <= fewer; people++) {
        sum += ways[people] - (people > size ? ways[people - size - 1] : 0);
        more[people] = sum;
      }
      ways = more;
    }
    return ways[fewer];
  }
}
