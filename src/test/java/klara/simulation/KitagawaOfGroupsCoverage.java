package klara.simulation;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import klara.stats.AgrestiCoull;
import klara.stats.Kitagawa;
import klara.stats.Normal;

/**
 * Why a municipality differs from all the others, by parental education: Kitagawa's parts with
 * errors of rates, the people taken as known; of one cohort and of three together. What is held is
 * the truth of these schools and students.
 */
final class KitagawaOfGroupsCoverage implements Claim {
  private static final int COHORTS = 3;
  private static final int GROUPS = 3;

  @Override
  public String name() {
    return "kitagawa of groups";
  }

  @Override
  public Map<String, Goal> rows() {
    return Rows.of(difference(1), Goal.COVERS)
        .and(composition(1), Goal.COVERS)
        .and(rates(1), Goal.COVERS)
        .and(difference(COHORTS), Goal.COVERS)
        .and(composition(COHORTS), Goal.COVERS)
        .and(rates(COHORTS), Goal.COVERS)
        .all();
  }

  private static String difference(int cohorts) {
    return "gaps: Kitagawa to all others, difference, cohorts: " + cohorts;
  }

  private static String composition(int cohorts) {
    return "gaps: Kitagawa to all others, composition, cohorts: " + cohorts;
  }

  private static String rates(int cohorts) {
    return "gaps: Kitagawa to all others, rates, cohorts: " + cohorts;
  }

  @Override
  public CountyPlan plan() {
    return CountyPlan.ordinary().withYears(new CountyPlan.Years(COHORTS, 0.04, 0.03, 0.1, 0.5));
  }

  /** What groups are, what was found of them and what is true. */
  private static final class Groups {
    private final double[] people = new double[GROUPS];
    private final double[] rates = new double[GROUPS];
    private final double[] variances = new double[GROUPS];
    private final double[] truths = new double[GROUPS];

    private Groups(List<Sum> sums) {
      for (int education = 0; education < GROUPS; education++) {
        Sum sum = sums.get(education);
        people[education] = sum.people();
        rates[education] = sum.rate();
        truths[education] = sum.truth();
        variances[education] =
            sum.people() > 0 ? AgrestiCoull.variance(sum.events(), sum.people()) : 0;
      }
    }
  }

  private static List<Sum> byEducation(Iterable<Cell> cells, int cohorts) {
    return IntStream.range(0, GROUPS)
        .mapToObj(
            education ->
                Sum.of(
                    cells,
                    cell ->
                        cell.cohort() < cohorts && Patterns.education(cell.pattern()) == education))
        .toList();
  }

  /** Where nobody is, there is no rate but that of the others. */
  private static double[] orOf(double[] rates, double[] others) {
    double[] all = rates.clone();
    for (int k = 0; k < all.length; k++) {
      all[k] = Double.isNaN(all[k]) ? others[k] : all[k];
    }
    return all;
  }

  @Override
  public void tryOn(County county, long seed, Scores scores) {
    for (int cohorts : new int[] {1, COHORTS}) {
      List<Sum> all = byEducation(county.cells(), cohorts);
      for (int municipality = 0; municipality < County.MUNICIPALITIES; municipality++) {
        List<Sum> its = byEducation(county.cells(municipality), cohorts);
        Groups here = new Groups(its);
        Groups rest =
            new Groups(
                IntStream.range(0, GROUPS)
                    .mapToObj(education -> all.get(education).without(its.get(education)))
                    .toList());
        Kitagawa found =
            Kitagawa.of(here.people, orOf(here.rates, rest.rates), rest.people, rest.rates);
        Kitagawa truth =
            Kitagawa.of(here.people, orOf(here.truths, rest.truths), rest.people, rest.truths);
        Kitagawa.Errors errors =
            Kitagawa.errors(here.people, here.variances, rest.people, rest.variances);
        scores.count(
            difference(cohorts),
            holds(found.difference(), errors.difference(), truth.difference()));
        scores.count(
            composition(cohorts),
            holds(found.composition(), errors.composition(), truth.composition()));
        scores.count(rates(cohorts), holds(found.rates(), errors.rates(), truth.rates()));
      }
    }
  }

  private static boolean holds(double found, double error, double truth) {
    return Math.abs(found - truth) <= Normal.Z * error;
  }
}
