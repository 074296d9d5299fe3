package klara.stats;

import java.util.ArrayList;
import java.util.List;

/**
 * Slope index and relative index of inequality over ordered groups, such as levels of parental
 * education from the lowest to the highest.
 *
 * <p>Each group stands at the middle r of its stretch of the population, ranked from 0 to 1; the
 * line α + βr is fitted to the groups' rates by least squares, weighted by their sizes. The slope
 * index is β, the difference between the two ends of the population; the relative index is their
 * ratio (α + β)/α. With n and x the students and events of a group, N and X those of all, t = 2Nr −
 * N, T = Σnt² and U = Σxt:
 *
 * <pre>
 * β = 2NU/T                         se = 2N √(Σt²v) / T
 * (α + β)/α = (XT + N²U)/(XT − N²U)    se of its log = 2 √(Σ(Xt − U)²v) / (T α (α + β))
 * </pre>
 *
 * Both are linear in independent binomial counts, so the first error needs no approximation and the
 * second takes only the delta method. The variance v of a count adds a success and a failure, after
 * Agresti and Caffo: n²(x+1)(n−x+1)/(n+2)³; without that, a group without events would count as
 * certain. Intervals are normal, the relative one on the log scale; of 95 % where no level is
 * given.
 *
 * <p>Of means y with standard errors e, x = ny is the sum of a group's values and v = n²e²; β is
 * then in the unit of the values.
 *
 * <p>Groups count by their size: a line through groups that count alike, as in some textbooks, has
 * another slope. 2Σp(r − ½)²β, with p a group's share of the population, is the absolute
 * concentration index; by the mean of all, the relative one.
 *
 * <p>The relative index is unstable where a group is small and its outcome rare: prefer the outcome
 * that is common.
 *
 * @param slope β, a difference of shares or of means; above 0 where they rise with the order
 * @param slopeLower lower limit
 * @param slopeUpper upper limit
 * @param relative (α + β)/α; NaN, as are its limits, where α or α + β is not above 0
 * @param relativeLower lower limit
 * @param relativeUpper upper limit
 * @see <a href="https://doi.org/10.1016/S0277-9536(96)00073-1">Mackenbach and Kunst (1997)</a>
 * @see <a href="https://doi.org/10.1080/00031305.2000.10474560">Agresti and Caffo (2000)</a>
 */
public record SlopeIndex(
    double slope,
    double slopeLower,
    double slopeUpper,
    double relative,
    double relativeLower,
    double relativeUpper) {

  /**
   * Both indices.
   *
   * @param students how many are in each group, the groups in order
   * @param events how many of them had the outcome; counts, as the limits need. Of shares take
   *     {@link #ofMeans}
   * @return NaN throughout where fewer than two groups have students
   * @throws IllegalArgumentException where there are not as many of one as of the other, or none,
   *     or events are below 0 or more than students
   */
  public static SlopeIndex of(List<Double> students, List<Double> events) {
    return of(students, events, 0.95);
  }

  /**
   * Both indices, with limits of any level; parameters and failures as in {@link #of(List, List)}.
   *
   * @param level of the limits, above 0 and below 1
   */
  public static SlopeIndex of(List<Double> students, List<Double> events, double level) {
    requireSameNumber(students, "events", events);
    faults().eventsOfTrials(numbers(events), numbers(students)).refuse();
    List<Double> variances = new ArrayList<>();
    for (int g = 0; g < students.size(); g++) {
      variances.add(variance(students.get(g), events.get(g)));
    }
    return line(students, events, variances, level);
  }

  /**
   * Both indices of means.
   *
   * @param students how many are in each group, the groups in order
   * @param means of their values; anything, such as NaN, where there is nobody
   * @param errors the standard errors of the means, 0 or more; likewise
   * @return NaN throughout where fewer than two groups have students
   * @throws IllegalArgumentException where there are not as many of each, or none, or numbers are
   *     not such
   */
  public static SlopeIndex ofMeans(List<Double> students, List<Double> means, List<Double> errors) {
    return ofMeans(students, means, errors, 0.95);
  }

  /**
   * Both indices of means, with limits of any level; parameters and failures as in {@link
   * #ofMeans(List, List, List)}.
   *
   * @param level of the limits, above 0 and below 1
   */
  public static SlopeIndex ofMeans(
      List<Double> students, List<Double> means, List<Double> errors, double level) {
    requireSameNumber(students, "means", means);
    requireSameNumber(students, "standard errors", errors);
    faults().notNegative("students", numbers(students)).refuse();
    List<Double> sums = new ArrayList<>();
    List<Double> variances = new ArrayList<>();
    List<Double> peopled = new ArrayList<>();
    for (int g = 0; g < students.size(); g++) {
      double n = students.get(g);
      peopled.add(n == 0 ? 0 : errors.get(g));
      sums.add(n == 0 ? 0 : n * means.get(g));
      variances.add(n == 0 ? 0 : Math.pow(n * errors.get(g), 2));
    }
    faults()
        .finite("means", numbers(sums))
        .notNegative("standard errors", numbers(peopled))
        .refuse();
    return line(students, sums, variances, level);
  }

  private static SlopeIndex line(
      List<Double> students, List<Double> sums, List<Double> variances, double level) {
    double z = Normal.quantile(level);
    double n = students.stream().mapToDouble(Double::doubleValue).sum();
    double x = sums.stream().mapToDouble(Double::doubleValue).sum();
    double[] t = positions(students, n);
    double spread = 0;
    double u = 0;
    for (int g = 0; g < t.length; g++) {
      spread += students.get(g) * t[g] * t[g];
      u += sums.get(g) * t[g];
    }
    double slopeVariance = 0;
    double logVariance = 0;
    for (int g = 0; g < t.length; g++) {
      double v = variances.get(g);
      slopeVariance += t[g] * t[g] * v;
      logVariance += (x * t[g] - u) * (x * t[g] - u) * v;
    }
    double slope = spread > 0 ? 2 * n * u / spread : Double.NaN;
    double slopeHalf = z * 2 * n * Math.sqrt(slopeVariance) / spread;
    double start = x / n - slope / 2;
    double end = x / n + slope / 2;
    double relative = start > 0 && end > 0 ? end / start : Double.NaN;
    double factor = Math.exp(z * 2 * Math.sqrt(logVariance) / (spread * start * end));
    return new SlopeIndex(
        slope,
        slope - slopeHalf,
        slope + slopeHalf,
        relative,
        relative / factor,
        relative * factor);
  }

  /** Refuses lists that are not of the same groups, or of none. */
  static void requireSameNumber(List<?> students, String name, List<?> others) {
    faults()
        .unless(!students.isEmpty(), "there must be a group (found none)")
        .sameNumber("students", students.size(), name, others.size())
        .refuse();
  }

  private static Faults faults() {
    return Faults.of("Cannot measure 'slope index'");
  }

  private static double[] numbers(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double[] positions(List<Double> students, double n) {
    double[] positions = new double[students.size()];
    double before = 0;
    for (int g = 0; g < positions.length; g++) {
      positions[g] = 2 * before + students.get(g) - n;
      before += students.get(g);
    }
    return positions;
  }

  private static double variance(double n, double x) {
    return n * n * (x + 1) * (n - x + 1) / Math.pow(n + 2, 3);
  }
}
