package klara.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import klara.stats.DrawnInequality;
import klara.stats.Estimate;
import klara.stats.NestedInequality.Group;
import klara.stats.NestedIntercepts.Level;

/**
 * Levels of Theil's index and the mean log deviation: what they are on average over the schools
 * that municipalities of these effects might have, with as many students. Schools are drawn anew so
 * many times, and each time's limits are held against the mean of all.
 */
final class InequalityCoverage implements Claim {
  private static final int TIMES = 40;
  private static final List<Level> LEVELS = List.of(Level.OUTER, Level.INNER, Level.UNIT);
  private static final List<String> NAMES = List.of("municipality", "school", "student");

  private final String what;
  private final CountyPlan plan;
  private final boolean isPoints;
  private final Goal ofMunicipalities;

  private InequalityCoverage(
      String what, CountyPlan plan, boolean isPoints, Goal ofMunicipalities) {
    this.what = what;
    this.plan = plan;
    this.isPoints = isPoints;
    this.ofMunicipalities = ofMunicipalities;
  }

  /** Four in five have it. */
  static InequalityCoverage ofAnOutcome() {
    return new InequalityCoverage("outcome", CountyPlan.ordinary().alike(), false, Goal.COVERS);
  }

  /** One in seventeen: six in a municipality with one school. */
  static InequalityCoverage ofARareOutcome() {
    CountyPlan rare = CountyPlan.ordinary().alike().withIntercept(-2.8);
    return new InequalityCoverage("rare outcome", rare, false, Goal.SHOWN);
  }

  /**
   * Of nine tenths of students normal about 230 points, of the others anything from 5 to 150; a
   * school where all is better has higher points and fewer of these.
   */
  static InequalityCoverage ofPoints() {
    return new InequalityCoverage("merit", CountyPlan.ordinary().alike(), true, Goal.COVERS);
  }

  @Override
  public String name() {
    return "inequality of " + what;
  }

  @Override
  public Map<String, Goal> rows() {
    Rows rows = Rows.of(part("Theil", 0), ofMunicipalities);
    rows.and(share("Theil", 0), ofMunicipalities);
    for (int level = 1; level < LEVELS.size(); level++) {
      rows.and(part("Theil", level), Goal.COVERS).and(share("Theil", level), Goal.COVERS);
    }
    if (!isPoints) {
      rows.and(chance(0), Goal.SHOWN).and(chance(1), Goal.SHOWN);
    } else {
      for (int level = 0; level < LEVELS.size(); level++) {
        rows.and(part("mean log deviation", level), Goal.COVERS);
        rows.and(share("mean log deviation", level), Goal.COVERS);
      }
    }
    return rows.all();
  }

  private String part(String index, int level) {
    return "%s of %s, %s: schools drawn".formatted(index, what, NAMES.get(level));
  }

  private String share(String index, int level) {
    return "share of %s of %s, %s: schools drawn".formatted(index, what, NAMES.get(level));
  }

  private String chance(int level) {
    return "Theil of %s, %s: added by chance, over the rest".formatted(what, NAMES.get(level));
  }

  @Override
  public CountyPlan plan() {
    return plan;
  }

  @Override
  public void tryOn(County county, long seed, Scores scores) {
    SplittableRandom random = new SplittableRandom(seed);
    List<DrawnInequality> theil = new ArrayList<>();
    List<DrawnInequality> deviation = new ArrayList<>();
    for (int time = 0; time < TIMES; time++) {
      List<Group> schools = schools(county, random);
      theil.add(DrawnInequality.theil(schools));
      if (isPoints) {
        deviation.add(DrawnInequality.meanLogDeviation(schools));
      }
    }
    score("Theil", theil, scores);
    score("mean log deviation", deviation, scores);
    if (!isPoints) {
      double[] law = law(county);
      for (int level = 0; level < law.length; level++) {
        Level its = LEVELS.get(level);
        double sum = theil.stream().mapToDouble(one -> one.at(its).value()).sum();
        scores.add(chance(level), sum / TIMES - law[level], law[level]);
      }
    }
  }

  /** Between municipalities and between schools, of ever so many schools and students. */
  private double[] law(County county) {
    double people = 0;
    double amount = 0;
    double ofRates = 0;
    double ofSchools = 0;
    for (int municipality = 0; municipality < County.MUNICIPALITIES; municipality++) {
      double size = county.cells(municipality).stream().mapToInt(Cell::people).sum();
      double logit = plan.intercept() + county.effect(municipality);
      double rate = CountyPlan.mean(u -> CountyPlan.expit(logit + u), plan.schoolSpread());
      people += size;
      amount += size * rate;
      ofRates += size * rate * Math.log(rate);
      ofSchools += size * CountyPlan.mean(u -> amountLog(logit + u), plan.schoolSpread());
    }
    double all = Math.log(amount / people);
    return new double[] {ofRates / amount - all, (ofSchools - ofRates) / amount};
  }

  private static double amountLog(double logit) {
    return CountyPlan.expit(logit) * Math.log(CountyPlan.expit(logit));
  }

  private void score(String index, List<DrawnInequality> found, Scores scores) {
    for (int i = 0; i < LEVELS.size(); i++) {
      Level level = LEVELS.get(i);
      count(part(index, i), found.stream().map(one -> one.at(level)).toList(), scores);
      count(share(index, i), found.stream().map(one -> one.share(level)).toList(), scores);
    }
  }

  private static void count(String row, List<Estimate> found, Scores scores) {
    double mean = found.stream().mapToDouble(Estimate::value).sum() / found.size();
    for (Estimate one : found) {
      scores.count(row, one.lower() <= mean && mean <= one.upper());
    }
  }

  private List<Group> schools(County county, SplittableRandom random) {
    List<Group> schools = new ArrayList<>();
    for (int municipality = 0; municipality < County.MUNICIPALITIES; municipality++) {
      Map<Integer, Integer> students = new LinkedHashMap<>();
      for (Cell cell : county.cells(municipality)) {
        students.merge(cell.school(), cell.people(), Integer::sum);
      }
      for (int size : students.values()) {
        double effect = county.effect(municipality) + plan.schoolSpread() * random.nextGaussian();
        schools.add(
            isPoints
                ? points(municipality, size, effect, random)
                : outcomes(municipality, size, effect, random));
      }
    }
    return schools;
  }

  private Group outcomes(int municipality, int size, double effect, SplittableRandom random) {
    double probability = CountyPlan.expit(plan.intercept() + effect);
    int events = 0;
    for (int student = 0; student < size; student++) {
      events += random.nextDouble() < probability ? 1 : 0;
    }
    return new Group(municipality, size, events, 0, Double.NEGATIVE_INFINITY);
  }

  private static Group points(int municipality, int size, double effect, SplittableRandom random) {
    double sum = 0;
    double sumOfLogs = 0;
    double logs = 0;
    for (int student = 0; student < size; student++) {
      double merit =
          random.nextDouble() < CountyPlan.expit(-2.2 - effect)
              ? 5 + 145 * random.nextDouble()
              : Math.min(340, Math.max(20, 230 + 30 * effect + 45 * random.nextGaussian()));
      sum += merit;
      sumOfLogs += merit * Math.log(merit);
      logs += Math.log(merit);
    }
    return new Group(municipality, size, sum, sumOfLogs, logs);
  }
}
