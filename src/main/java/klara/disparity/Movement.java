package klara.disparity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import klara.disclosure.Status;
import klara.outcome.Outcome;
import klara.outcome.Outcomes;
import klara.region.PooledCohorts;
import klara.stats.Interval;
import klara.stats.Newcombe;
import klara.stats.Trend;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * How the rate, or mean points, of one area moves from cohort to cohort.
 *
 * @param ends null where fewer than two cohorts are told
 * @param slope null where fewer than eight are, or one alone lies between breaks
 * @param status published where two cohorts are told and at most one in four is withheld
 */
record Movement(
    AreaFigure.Series series,
    AreaFigure.Area area,
    @Nullable Integer firstCohort,
    @Nullable Integer lastCohort,
    int cohortsTold,
    @Nullable Ends ends,
    @Nullable Slope slope,
    String status) {

  /**
   * From the first cohorts to the last.
   *
   * @param pooled how many at each end
   * @param interval null where the publisher does not say how many students there were, or how sure
   *     a mean is
   * @param pValue likewise
   * @param firstCoverage lowest coverage of the activity responsibility in the first cohorts
   * @param lastCoverage in the last ones
   */
  record Ends(
      int pooled,
      double change,
      @Nullable Interval interval,
      @Nullable Double pValue,
      @Nullable Double firstCoverage,
      @Nullable Double lastCoverage) {}

  /** What is tested of the ends. */
  private record Tested(double change, @Nullable Interval interval, @Nullable Double pValue) {}

  /**
   * A trend and the cohorts from which it allows for a step.
   *
   * @param steps rising
   */
  record Slope(Trend trend, List<Integer> steps) {}

  /**
   * Schools taught at a distance from March 2020 to the summer of 2021; what is known in 2020 and
   * 2021 is therefore a time of its own.
   */
  private static final List<LocalDate> PANDEMIC =
      List.of(LocalDate.of(2020, 3, 17), LocalDate.of(2022, 1, 1));

  private static final double LEVEL = 0.95;
  private static final double MOST_WITHHELD = 0.25;

  /** One area's movement, of its figures cohort by cohort. */
  static Movement of(List<AreaFigure> figures) {
    List<AreaFigure> told = figures.stream().filter(AreaFigure::isTold).toList();
    AreaFigure any = figures.get(0);
    if (told.size() >= 2 && isChosen(figures, told.size())) {
      return new Movement(
          any.series(), any.area(), null, null, told.size(), null, null, Status.UNRELIABLE);
    }
    if (told.size() < 2) {
      String why =
          figures.stream()
              .map(AreaFigure::status)
              .filter(status -> !status.equals(Status.PUBLISHED))
              .findFirst()
              .orElse(Status.UNRELIABLE);
      return new Movement(any.series(), any.area(), null, null, told.size(), null, null, why);
    }
    return new Movement(
        any.series(),
        any.area(),
        told.get(0).cohort(),
        told.get(told.size() - 1).cohort(),
        told.size(),
        ends(told),
        slope(told),
        Status.PUBLISHED);
  }

  /**
   * Whether more than one cohort in four is withheld. Those are the ones in which few had the
   * outcome, or few had not: what is left would be chosen by what is asked.
   */
  private static boolean isChosen(List<AreaFigure> figures, int told) {
    long withheld = figures.stream().filter(one -> one.status().equals(Status.SUPPRESSED)).count();
    return withheld > MOST_WITHHELD * (withheld + told);
  }

  /** What a test of the change is of; nothing where it cannot be tested. */
  @Nullable Double changeP() {
    return ends == null ? null : ends.pValue();
  }

  /** What a test of the slope is of; nothing where there is none. */
  @Nullable Double slopeP() {
    return slope == null ? null : Double.valueOf(slope.trend().pTwoSided());
  }

  private static Ends ends(List<AreaFigure> told) {
    int pooled = told.size() >= 2 * PooledCohorts.COHORTS ? PooledCohorts.COHORTS : 1;
    List<AreaFigure> first = told.subList(0, pooled);
    List<AreaFigure> last = told.subList(told.size() - pooled, told.size());
    Tested tested = tested(told, first, last);
    return new Ends(
        pooled,
        tested.change(),
        tested.interval(),
        tested.pValue(),
        AreaFigure.lowestCoverage(first),
        AreaFigure.lowestCoverage(last));
  }

  private static Tested tested(
      List<AreaFigure> told, List<AreaFigure> first, List<AreaFigure> last) {
    if (!told.stream().allMatch(AreaFigure::hasError)) {
      return new Tested(mean(last) - mean(first), null, null);
    }
    return told.get(0).series().isShare() ? ofShares(first, last) : ofMeans(first, last);
  }

  private static Tested ofMeans(List<AreaFigure> first, List<AreaFigure> last) {
    Trend.Change change =
        Trend.change(
            events(first) / people(first),
            standardError(first),
            events(last) / people(last),
            standardError(last),
            LEVEL);
    double z = Math.abs(change.change()) / change.standardError();
    return new Tested(
        change.change(),
        change.interval(),
        2 * new NormalDistribution(null, 0, 1).cumulativeProbability(-z));
  }

  private static double standardError(List<AreaFigure> cohorts) {
    Double error = PooledFigures.error(cohorts);
    return error == null ? Double.NaN : error;
  }

  private static Tested ofShares(List<AreaFigure> first, List<AreaFigure> last) {
    double n0 = people(first);
    double n1 = people(last);
    double p0 = events(first) / n0;
    double p1 = events(last) / n1;
    double all = (events(first) + events(last)) / (n0 + n1);
    double error = Math.sqrt(all * (1 - all) * (1 / n0 + 1 / n1));
    double p =
        error == 0
            ? 1
            : 2
                * new NormalDistribution(null, 0, 1)
                    .cumulativeProbability(-Math.abs(p1 - p0) / error);
    Interval interval =
        new Interval(
            Newcombe.lower(p1 * n1, n1, p0 * n0, n0), Newcombe.upper(p1 * n1, n1, p0 * n0, n0));
    return new Tested(p1 - p0, interval, p);
  }

  private static @Nullable Slope slope(List<AreaFigure> told) {
    List<Integer> steps = steps(told);
    if (!isTellable(told, steps)) {
      return null;
    }
    double[] cohorts = told.stream().mapToDouble(AreaFigure::cohort).toArray();
    double[] rates = told.stream().mapToDouble(AreaFigure::share).toArray();
    boolean isWeighted = told.stream().allMatch(AreaFigure::hasError);
    double[] weights = told.stream().mapToDouble(one -> isWeighted ? weight(one) : 1).toArray();
    return new Slope(
        Trend.of(
            cohorts,
            rates,
            weights,
            steps.stream().mapToDouble(Integer::doubleValue).toArray(),
            LEVEL),
        steps);
  }

  /** The precision of a mean; of a share no more than its students, lest it weigh by the share. */
  private static double weight(AreaFigure one) {
    return one.series().isShare() ? one.people() : Math.pow(one.standardError(), -2);
  }

  /** Whether two cohorts or more lie between steps: one alone says nothing of a slope. */
  private static boolean isTellable(List<AreaFigure> told, List<Integer> steps) {
    List<Integer> edges = new ArrayList<>(steps);
    edges.add(0, Integer.MIN_VALUE);
    edges.add(Integer.MAX_VALUE);
    for (int i = 1; i < edges.size(); i++) {
      int from = edges.get(i - 1);
      int to = edges.get(i);
      if (told.stream().filter(one -> one.cohort() >= from && one.cohort() < to).count() < 2) {
        return false;
      }
    }
    return told.size() >= Trend.FEWEST_TIMES && told.size() >= 4 + steps.size();
  }

  /** The first cohort that each break concerns, where it is among those told. */
  private static List<Integer> steps(List<AreaFigure> told) {
    Outcome outcome = Outcomes.named(told.get(0).series().outcome());
    TreeSet<Integer> steps = new TreeSet<>();
    outcome.words().breaks().forEach(one -> add(steps, outcome, one.from(), told));
    PANDEMIC.forEach(day -> add(steps, outcome, day, told));
    return List.copyOf(steps);
  }

  /** From the first cohort whose outcome is known on the day or later. */
  private static void add(
      TreeSet<Integer> steps, Outcome outcome, LocalDate day, List<AreaFigure> told) {
    int from = outcome.firstCohortKnownFrom(day);
    told.stream()
        .skip(1)
        .map(AreaFigure::cohort)
        .filter(cohort -> cohort >= from)
        .findFirst()
        .filter(cohort -> told.get(0).cohort() < from)
        .ifPresent(steps::add);
  }

  private static double mean(List<AreaFigure> figures) {
    return figures.stream().mapToDouble(AreaFigure::share).average().orElse(Double.NaN);
  }

  private static double people(List<AreaFigure> figures) {
    return figures.stream().mapToDouble(AreaFigure::people).sum();
  }

  private static double events(List<AreaFigure> figures) {
    return figures.stream().mapToDouble(AreaFigure::events).sum();
  }
}
