package klara.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import klara.stats.Interval;
import klara.stats.MeanDifference;
import klara.stats.SlopeIndex;

/**
 * Intervals of what lies between the mean merit values of groups of a municipality. A merit value
 * is 215, 25 less of boys, 35 more or less by parental education, and 60 by chance with a tail
 * downwards; groups have ten students or more, as those that are told.
 */
final class MeritGapCoverage implements Claim {
  private static final String SEXES = "gaps of merit: Welch, boys and girls of a municipality";
  private static final String BACKGROUNDS = "gaps of merit: Welch, foreign and Swedish";
  private static final String RATIO = "gaps of merit: ratio, boys by girls";
  private static final String SLOPE = "gaps of merit: slope index over parental education";
  private static final String RELATIVE = "gaps of merit: relative index over parental education";
  private static final int FEWEST = 10;

  @Override
  public String name() {
    return "gaps of merit";
  }

  @Override
  public Map<String, Goal> rows() {
    return Rows.of(SEXES, Goal.COVERS)
        .and(BACKGROUNDS, Goal.COVERS)
        .and(RATIO, Goal.COVERS)
        .and(SLOPE, Goal.COVERS)
        .and(RELATIVE, Goal.COVERS)
        .all();
  }

  @Override
  public CountyPlan plan() {
    return CountyPlan.ordinary();
  }

  /** Points of some students: how many, their sum, that of squares, and the sum to expect. */
  private record Points(int people, double sum, double squares, double expected) {
    private static final Points NONE = new Points(0, 0, 0, 0);

    Points and(Points other) {
      return new Points(
          people + other.people,
          sum + other.sum,
          squares + other.squares,
          expected + other.expected);
    }

    double mean() {
      return sum / people;
    }

    double truth() {
      return expected / people;
    }

    double error() {
      return Math.sqrt((squares - sum * sum / people) / (people - 1) / people);
    }
  }

  /** The points of a municipality's students, by pattern. */
  private static List<Points> drawn(County county, int municipality, SplittableRandom random) {
    List<Points> patterns = new ArrayList<>();
    for (int pattern = 0; pattern < Patterns.COUNT; pattern++) {
      int its = pattern;
      double people = county.sum(municipality, cell -> cell.pattern() == its).people();
      double law = 215 - 25 * Patterns.sex(pattern) + 35 * (Patterns.education(pattern) - 1);
      Points points = Points.NONE;
      for (int student = 0; student < people; student++) {
        double tail = 1 + Math.log(1 - random.nextDouble());
        double merit = law + 60 * (0.8 * random.nextGaussian() + 0.6 * tail);
        points = points.and(new Points(1, merit, merit * merit, law));
      }
      patterns.add(points);
    }
    return patterns;
  }

  private static Points sum(List<Points> patterns, Predicate<Integer> which) {
    Points sum = Points.NONE;
    for (int pattern = 0; pattern < patterns.size(); pattern++) {
      sum = which.test(pattern) ? sum.and(patterns.get(pattern)) : sum;
    }
    return sum;
  }

  @Override
  public void tryOn(County county, long seed, Scores scores) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int municipality = 0; municipality < County.MUNICIPALITIES; municipality++) {
      List<Points> patterns = drawn(county, municipality, random);
      Points girls = sum(patterns, pattern -> Patterns.sex(pattern) == 0);
      Points boys = sum(patterns, pattern -> Patterns.sex(pattern) == 1);
      difference(SEXES, boys, girls, scores);
      Interval ratio = MeanDifference.ratio(boys.mean(), boys.error(), girls.mean(), girls.error());
      scores.count(RATIO, ratio.contains(boys.truth() / girls.truth()));
      difference(
          BACKGROUNDS,
          sum(patterns, pattern -> Patterns.background(pattern) == 1),
          sum(patterns, pattern -> Patterns.background(pattern) == 0),
          scores);
      slope(patterns, scores);
    }
  }

  private static void difference(String row, Points one, Points other, Scores scores) {
    if (one.people() >= FEWEST && other.people() >= FEWEST) {
      Interval interval =
          MeanDifference.difference(one.mean(), one.error(), other.mean(), other.error());
      scores.count(row, interval.contains(one.truth() - other.truth()));
    }
  }

  private static void slope(List<Points> patterns, Scores scores) {
    List<Double> students = new ArrayList<>();
    List<Double> means = new ArrayList<>();
    List<Double> errors = new ArrayList<>();
    List<Double> truths = new ArrayList<>();
    for (int education = 0; education < 3; education++) {
      int level = education;
      Points sum = sum(patterns, pattern -> Patterns.education(pattern) == level);
      if (sum.people() < FEWEST) {
        return;
      }
      students.add((double) sum.people());
      means.add(sum.mean());
      errors.add(sum.error());
      truths.add(sum.truth());
    }
    SlopeIndex found = SlopeIndex.ofMeans(students, means, errors);
    SlopeIndex truth = SlopeIndex.ofMeans(students, truths, errors);
    scores.count(SLOPE, found.slopeLower() <= truth.slope() && truth.slope() <= found.slopeUpper());
    scores.count(
        RELATIVE,
        found.relativeLower() <= truth.relative() && truth.relative() <= found.relativeUpper());
  }
}
