package klara.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import klara.stats.DrawnSegregation;
import klara.stats.Estimate;
import klara.stats.Normal;
import klara.stats.Segregation;

/**
 * Segregation over the schools of a county, and of each municipality with five: limits where
 * students are drawn anew by the schools' own probabilities of the group, which are normal on the
 * logit.
 *
 * <p>Dissimilarity beyond chance is held against its mean, the others against what they are of the
 * probabilities themselves. Limits as wide about D are held against the D of the probabilities, to
 * show why none are told.
 */
final class SegregationCoverage implements Claim {
  private static final double[] SHARES = {0.05, 0.1, 0.25, 0.5};
  private static final double[] SPREADS = {0.4, 1};
  private static final int TIMES = 4;
  private static final int TIMES_OF_MEAN = 100;
  private static final int FEWEST_SCHOOLS = 5;

  /** Expected, so that as good as all draws have the fifty without which nothing is told. */
  private static final double FEWEST_OF_GROUP = 65;

  private final boolean isNull;

  private SegregationCoverage(boolean isNull) {
    this.isNull = isNull;
  }

  /** Schools that differ, little and much. */
  static SegregationCoverage ofUnevenSchools() {
    return new SegregationCoverage(false);
  }

  /** Schools that differ by chance alone. */
  static SegregationCoverage ofEvenSchools() {
    return new SegregationCoverage(true);
  }

  @Override
  public String name() {
    return isNull ? "null segregation limits" : "segregation limits";
  }

  @Override
  public Map<String, Goal> rows() {
    Goal wide = isNull ? Goal.COVERS_AT_LEAST : Goal.COVERS;
    Map<String, Goal> rows = new LinkedHashMap<>();
    for (double spread : spreads()) {
      for (double share : SHARES) {
        rows.put(row("D beyond chance", share, spread), wide);
        rows.put(row("isolation among others", share, spread), Goal.COVERS);
        rows.put(row("H beyond chance", share, spread), Goal.COVERS);
        rows.put(row("D itself, as wide", share, spread), Goal.SHOWN);
      }
    }
    return rows;
  }

  private double[] spreads() {
    return isNull ? new double[] {0} : SPREADS;
  }

  private static String row(String index, double share, double spread) {
    return "%s, group of %.0f %%, spread of logits %.1f".formatted(index, 100 * share, spread);
  }

  @Override
  public CountyPlan plan() {
    return CountyPlan.ordinary();
  }

  @Override
  public void tryOn(County county, long seed, Scores scores) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Integer> all = new ArrayList<>();
    List<List<Integer>> areas = new ArrayList<>();
    for (int municipality = 0; municipality < County.MUNICIPALITIES; municipality++) {
      Map<Integer, Integer> sizes = new LinkedHashMap<>();
      for (Cell cell : county.cells(municipality)) {
        sizes.merge(cell.school(), cell.people(), Integer::sum);
      }
      all.addAll(sizes.values());
      if (sizes.size() >= FEWEST_SCHOOLS) {
        areas.add(List.copyOf(sizes.values()));
      }
    }
    areas.add(all);
    for (double spread : spreads()) {
      for (double share : SHARES) {
        for (List<Integer> sizes : areas) {
          score(sizes, share, spread, random, scores);
        }
      }
    }
  }

  private static void score(
      List<Integer> sizes, double share, double spread, SplittableRandom random, Scores scores) {
    double[] law = new double[sizes.size()];
    double people = 0;
    double group = 0;
    for (int school = 0; school < law.length; school++) {
      double logit = Math.log(share / (1 - share)) + spread * random.nextGaussian();
      law[school] = CountyPlan.expit(logit);
      people += sizes.get(school);
      group += sizes.get(school) * law[school];
    }
    if (Math.min(group, people - group) < FEWEST_OF_GROUP) {
      return;
    }
    double dissimilarity = 0;
    double isolation = 0;
    double information = 0;
    for (int school = 0; school < law.length; school++) {
      double p = law[school];
      int size = sizes.get(school);
      dissimilarity += size * Math.abs(p / group - (1 - p) / (people - group)) / 2;
      isolation += size * p * p / group;
      information += size * (Math.log(1 - p) + p * Math.log(p / (1 - p))) / people;
    }
    double p = group / people;
    double entropy = -Math.log(1 - p) - p * Math.log(p / (1 - p));
    double mean = mean(sizes, law, random);
    for (int time = 0; time < TIMES; time++) {
      long[] first = draw(sizes, law, random);
      long[] second = others(sizes, first);
      DrawnSegregation found = DrawnSegregation.of(first, second);
      Segregation told = Segregation.of(first, second);
      Estimate beyond = found.dissimilarityBeyondChance();
      double meanBeyond = (mean - told.expected()) / (1 - told.expected());
      scores.count(row("D beyond chance", share, spread), contains(beyond, meanBeyond));
      scores.count(
          row("isolation among others", share, spread),
          contains(found.isolationAmongOthers(), isolation));
      scores.count(
          row("H beyond chance", share, spread),
          contains(found.informationBeyondChance(), 1 + information / entropy));
      double width = Normal.Z * beyond.standardError() * (1 - told.expected());
      scores.count(
          row("D itself, as wide", share, spread),
          Math.abs(told.dissimilarity() - dissimilarity) <= width);
    }
  }

  private static boolean contains(Estimate one, double truth) {
    return one.lower() <= truth && truth <= one.upper();
  }

  /** D on average. */
  private static double mean(List<Integer> sizes, double[] law, SplittableRandom random) {
    double sum = 0;
    for (int time = 0; time < TIMES_OF_MEAN; time++) {
      long[] first = draw(sizes, law, random);
      double[] counts = new double[2];
      for (int school = 0; school < law.length; school++) {
        counts[0] += first[school];
        counts[1] += sizes.get(school) - first[school];
      }
      for (int school = 0; school < law.length; school++) {
        double other = (sizes.get(school) - first[school]) / counts[1];
        sum += Math.abs(first[school] / counts[0] - other) / 2;
      }
    }
    return sum / TIMES_OF_MEAN;
  }

  private static long[] draw(List<Integer> sizes, double[] law, SplittableRandom random) {
    long[] first = new long[law.length];
    for (int school = 0; school < law.length; school++) {
      for (int student = 0; student < sizes.get(school); student++) {
        first[school] += random.nextDouble() < law[school] ? 1 : 0;
      }
    }
    return first;
  }

  private static long[] others(List<Integer> sizes, long[] first) {
    long[] second = new long[first.length];
    for (int school = 0; school < first.length; school++) {
      second[school] = sizes.get(school) - first[school];
    }
    return second;
  }
}
