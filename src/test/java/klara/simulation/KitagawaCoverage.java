package klara.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import klara.stats.Bootstrap;
import klara.stats.Kitagawa;

/**
 * Why the three largest municipalities differ, whatever their schools: Kitagawa's parts by parental
 * education and background, with percentile intervals from schools drawn with replacement, one
 * fewer than there are (Rao and Wu 1988: as many would spread too little).
 */
final class KitagawaCoverage implements Claim {
  private static final String DIFFERENCE = "components: Kitagawa, whole difference of two cities";
  private static final String COMPOSITION = "components: Kitagawa, part of composition";
  private static final String RATES = "components: Kitagawa, part of rates";
  private static final int CITIES = 3;
  private static final int REPLICATES = 400;

  @Override
  public String name() {
    return "kitagawa";
  }

  @Override
  public Map<String, Goal> rows() {
    return Rows.of(DIFFERENCE, Goal.COVERS)
        .and(COMPOSITION, Goal.COVERS)
        .and(RATES, Goal.COVERS)
        .all();
  }

  @Override
  public CountyPlan plan() {
    return CountyPlan.ordinary();
  }

  /** People and events of each category. */
  private static final class Counts {
    private final double[] people = new double[Patterns.CATEGORIES];
    private final double[] events = new double[Patterns.CATEGORIES];

    private void add(Counts other) {
      for (int k = 0; k < people.length; k++) {
        people[k] += other.people[k];
        events[k] += other.events[k];
      }
    }

    private Kitagawa less(Counts other) {
      return Kitagawa.of(people, rates(other), other.people, other.rates(this));
    }

    /** The other's rate where there is nobody. */
    private double[] rates(Counts other) {
      double[] rates = new double[people.length];
      for (int k = 0; k < rates.length; k++) {
        rates[k] = people[k] > 0 ? events[k] / people[k] : other.events[k] / other.people[k];
      }
      return rates;
    }
  }

  @Override
  public void tryOn(County county, long seed, Scores scores) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int one = 0; one < CITIES; one++) {
      for (int other = one + 1; other < CITIES; other++) {
        Kitagawa truth = law(county, one).less(law(county, other));
        List<Counts> first = schools(county, one);
        List<Counts> second = schools(county, other);
        double[][] parts = new double[3][REPLICATES];
        for (int replicate = 0; replicate < REPLICATES; replicate++) {
          Kitagawa drawn = draw(first, random).less(draw(second, random));
          parts[0][replicate] = drawn.difference();
          parts[1][replicate] = drawn.composition();
          parts[2][replicate] = drawn.rates();
        }
        scores.count(DIFFERENCE, covers(parts[0], truth.difference()));
        scores.count(COMPOSITION, covers(parts[1], truth.composition()));
        scores.count(RATES, covers(parts[2], truth.rates()));
      }
    }
  }

  private static boolean covers(double[] replicates, double truth) {
    return Bootstrap.percentile(replicates, 0.95).contains(truth);
  }

  private static Counts draw(List<Counts> schools, SplittableRandom random) {
    Counts sum = new Counts();
    for (int i = 1; i < schools.size(); i++) {
      sum.add(schools.get(random.nextInt(schools.size())));
    }
    return sum;
  }

  private static List<Counts> schools(County county, int municipality) {
    Map<Integer, Counts> schools = new TreeMap<>();
    for (Cell cell : county.cells(municipality)) {
      Counts counts = schools.computeIfAbsent(cell.school(), any -> new Counts());
      counts.people[Patterns.category(cell.pattern())] += cell.people();
      counts.events[Patterns.category(cell.pattern())] += cell.events();
    }
    return new ArrayList<>(schools.values());
  }

  /** Shares and rates over all schools that the municipality might have. */
  private static Counts law(County county, int municipality) {
    Counts law = new Counts();
    for (int pattern = 0; pattern < Patterns.COUNT; pattern++) {
      int its = pattern;
      double disadvantage = county.disadvantage(municipality);
      double share =
          CountyPlan.mean(
              school -> Patterns.shares(disadvantage + school)[its], county.plan().mixing());
      law.people[Patterns.category(pattern)] += share;
      law.events[Patterns.category(pattern)] +=
          share * county.plan().rate(pattern, county.effect(municipality));
    }
    return law;
  }
}
