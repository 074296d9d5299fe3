package klara.stats;

import java.util.Arrays;
import java.util.List;

/**
 * Which areas touch which, with the weights of a row-standardised matrix: w(i,j) = 1/(neighbours of
 * i) where i and j touch, otherwise 0, so that Σw(i,j)y(j) is the mean of i's neighbours.
 */
public final class Contiguity {
  private final int[][] neighbours;
  private final int measured;

  private Contiguity(int[][] neighbours, int measured) {
    this.neighbours = neighbours;
    this.measured = measured;
  }

  /**
   * From lists of neighbours.
   *
   * @param neighbours for each area the numbers, from 0, of those it touches
   * @throws IllegalArgumentException where there are not three areas, a number is of no area, an
   *     area touches itself, nobody or somebody twice, or touches one that does not touch it
   */
  public static Contiguity of(List<List<Integer>> neighbours) {
    return of(neighbours, neighbours.size());
  }

  /**
   * The same where the last areas lie beyond the edge of what is measured: they are neighbours, but
   * as not all of theirs are on the map, no weights go out from them.
   *
   * @param measured how many are measured, the first
   * @throws IllegalArgumentException as {@link #of(List)}, and where three are not measured
   */
  public static Contiguity of(List<List<Integer>> neighbours, int measured) {
    int areas = neighbours.size();
    int unknown = 0;
    int selves = 0;
    int alone = 0;
    int twice = 0;
    int oneSided = 0;
    for (int i = 0; i < areas; i++) {
      List<Integer> list = neighbours.get(i);
      alone += list.isEmpty() ? 1 : 0;
      twice += list.size() - (int) list.stream().distinct().count();
      for (int j : list) {
        boolean isKnown = j >= 0 && j < areas;
        unknown += isKnown ? 0 : 1;
        selves += j == i ? 1 : 0;
        oneSided += isKnown && !neighbours.get(j).contains(i) ? 1 : 0;
      }
    }
    Faults.of("Cannot make 'contiguity'")
        .unless(areas >= 3, "there must be three areas (found %d)", areas)
        .unless(unknown == 0, "neighbours must be numbers of areas (%d are not)", unknown)
        .unless(
            measured >= 3 && measured <= Math.max(3, areas),
            "three of the areas or more must be measured (found %d)",
            measured)
        .unless(selves == 0, "no area may be its own neighbour (%d are)", selves)
        .unless(alone == 0, "each area must have a neighbour (%d have none)", alone)
        .unless(twice == 0, "neighbours must be listed once (%d are again)", twice)
        .unless(oneSided == 0, "neighbours must be so both ways (%d are not)", oneSided)
        .refuse();
    return new Contiguity(
        neighbours.stream()
            .map(list -> list.stream().mapToInt(Integer::intValue).sorted().toArray())
            .toArray(int[][]::new),
        measured);
  }

  /** How many areas there are. */
  public int areas() {
    return neighbours.length;
  }

  /** How many of them are measured, the first. */
  public int measured() {
    return measured;
  }

  /** How many neighbours an area has. */
  public int degree(int area) {
    return neighbours[area].length;
  }

  /**
   * The mean of the neighbours' values, of each area: the spatial lag.
   *
   * @throws IllegalArgumentException where there are not as many values as areas
   */
  public double[] lag(double[] values) {
    if (values.length != neighbours.length) {
      Faults.of("Cannot take 'spatial lag'")
          .sameNumber("values", values.length, "areas", neighbours.length)
          .refuse();
    }
    double[] lag = new double[neighbours.length];
    for (int i = 0; i < lag.length; i++) {
      for (int j : neighbours[i]) {
        lag[i] += values[j];
      }
      lag[i] /= neighbours[i].length;
    }
    return lag;
  }

  private double weightOut(int area) {
    return area < measured ? 1.0 / neighbours[area].length : 0;
  }

  /** S1 = ½ Σ (w(i,j) + w(j,i))². */
  double sumOfSquaredPairs() {
    double sum = 0;
    for (int i = 0; i < neighbours.length; i++) {
      for (int j : neighbours[i]) {
        double pair = weightOut(i) + weightOut(j);
        sum += pair * pair;
      }
    }
    return sum / 2;
  }

  /** S2 = Σ (row sum + column sum)². */
  double sumOfSquaredTotals() {
    double[] totals = new double[neighbours.length];
    for (int i = 0; i < neighbours.length; i++) {
      totals[i] += i < measured ? 1 : 0;
      for (int j : neighbours[i]) {
        totals[j] += weightOut(i);
      }
    }
    return Arrays.stream(totals).map(total -> total * total).sum();
  }
}
