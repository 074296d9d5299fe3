package klara.twin;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * What {@link GradeModel} leads to on average, for students of one ability. Given ability the
 * subjects are independent, so that nothing has to be drawn: which subjects are passed is a Poisson
 * binomial count, and the merit value a sum of independent points, less the lowest of seventeen.
 */
final class ExpectedGrades {
  /** Normal probabilities are looked up: this far out, in so many steps to the unit. */
  private static final int REACH = 9;

  private static final int STEPS = 1000;
  private static final double[] NORMAL = normal();

  private static final int SUBJECTS = Subject.values().length;
  private static final int GRADES = GradeSheet.A + 1;

  private static final List<Subject> SIXTEEN = sixteen();

  private final double choice;
  private final double motherTongue;

  /** By subject and grade, the probability of at least that grade; 1 of those without a pass. */
  private final double[][] atLeast = new double[SUBJECTS][GRADES + 1];

  /** Of those with at least that grade, mean and variance of points. */
  private final double[][] means = new double[SUBJECTS][GRADES];

  private final double[][] variances = new double[SUBJECTS][GRADES];

  /**
   * Expectations.
   *
   * @param ability on the scale of {@link Effects}
   * @param isForeign whether the students have foreign background
   */
  ExpectedGrades(double ability, boolean isForeign, Grading grading) {
    choice = GradeModel.languageChoice(ability);
    motherTongue = GradeModel.motherTongue(isForeign);
    for (Subject subject : Subject.values()) {
      int place = subject.place();
      double[] its = atLeast[place];
      its[GradeSheet.F] = 1;
      double sum = 0;
      double squares = 0;
      for (int grade = GradeSheet.A; grade >= GradeSheet.F; grade--) {
        if (grade > GradeSheet.F) {
          double above = ability + grading.ease(subject) - GradeModel.cut(grade, grading);
          its[grade] = normal(above / Effects.SD_SUBJECT);
        }
        double points = GradeSheet.points(grade);
        double share = its[grade] - its[grade + 1];
        sum += share * points;
        squares += share * points * points;
        if (its[grade] > 0) {
          means[place][grade] = sum / its[grade];
          variances[place][grade] = squares / its[grade] - Math.pow(means[place][grade], 2);
        }
      }
    }
  }

  private static List<Subject> sixteen() {
    List<Subject> subjects = new ArrayList<>(GradeModel.COMMON);
    subjects.add(Subject.SV);
    return List.copyOf(subjects);
  }

  private static double[] normal() {
    NormalDistribution normal = new NormalDistribution();
    double[] values = new double[2 * REACH * STEPS + 2];
    for (int i = 0; i < values.length; i++) {
      values[i] = normal.cumulativeProbability((double) i / STEPS - REACH);
    }
    return values;
  }

  private static double normal(double z) {
    double position = (Math.max(-REACH, Math.min(REACH, z)) + REACH) * STEPS;
    int below = (int) position;
    double part = position - below;
    return NORMAL[below] * (1 - part) + NORMAL[below + 1] * part;
  }

  private double passed(Subject subject) {
    return atLeast[subject.place()][GradeSheet.E];
  }

  /** The probability of being eligible for vocational programmes. */
  double eligible() {
    double core = 1;
    double[] passes = new double[SIXTEEN.size() + 3];
    passes[0] = 1;
    for (Subject subject : SIXTEEN) {
      if (subject.isCore()) {
        core *= passed(subject);
      } else {
        count(passes, passed(subject));
      }
    }
    // one chosen, one spoken at home, and one of neither at most
    double spoken = motherTongue * passed(Subject.ML);
    double first = (1 - motherTongue) * GradeModel.M1 * passed(Subject.M1);
    double[] chosen = passes.clone();
    count(chosen, passed(Subject.M2));
    count(chosen, spoken);
    count(passes, spoken + first);
    double enough = 0;
    for (int n = GradeSheet.OTHERS_NEEDED; n < passes.length; n++) {
      enough += choice * chosen[n] + (1 - choice) * passes[n];
    }
    return core * enough;
  }

  /** Lets one more subject be passed or not. */
  private static void count(double[] passes, double passed) {
    for (int n = passes.length - 1; n >= 0; n--) {
      passes[n] = passes[n] * (1 - passed) + (n > 0 ? passes[n - 1] * passed : 0);
    }
  }

  /** The probability of a pass in every subject that is studied. */
  double passedAll() {
    double all = 1;
    for (Subject subject : SIXTEEN) {
      all *= passed(subject);
    }
    double spoken = motherTongue * passed(Subject.ML);
    double first = 1 - GradeModel.M1 + GradeModel.M1 * passed(Subject.M1);
    return all
        * (choice * passed(Subject.M2) * (spoken + 1 - motherTongue)
            + (1 - choice) * (spoken + (1 - motherTongue) * first));
  }

  /**
   * Mean and mean square.
   *
   * @param mean of points
   * @param square of points
   */
  record Moments(double mean, double square) {
    Moments plus(Moments other) {
      return new Moments(mean + other.mean, square + 2 * mean * other.mean + other.square);
    }

    static Moments mixed(double share, Moments one, Moments other) {
      return new Moments(
          share * one.mean + (1 - share) * other.mean,
          share * one.square + (1 - share) * other.square);
    }
  }

  /** Of the merit value of seventeen subjects. */
  Moments merit() {
    Moments sixteen = points(SIXTEEN, GradeSheet.F, 0);
    Moments spoken = withoutLowest(Subject.ML);
    Moments chosen =
        Moments.mixed(motherTongue, spoken, sixteen)
            .plus(points(List.of(Subject.M2), GradeSheet.F, 0));
    Moments neither =
        Moments.mixed(
            motherTongue, spoken, Moments.mixed(GradeModel.M1, withoutLowest(Subject.M1), sixteen));
    return Moments.mixed(choice, chosen, neither);
  }

  /** Of the sixteen and one more without the lowest of them, by what that is. */
  private Moments withoutLowest(Subject seventeenth) {
    List<Subject> seventeen = new ArrayList<>(SIXTEEN);
    seventeen.add(seventeenth);
    double mean = 0;
    double square = 0;
    for (int lowest = GradeSheet.F; lowest <= GradeSheet.A; lowest++) {
      double points = GradeSheet.points(lowest);
      Moments least = points(seventeen, lowest, points);
      Moments more = points(seventeen, lowest + 1, points);
      mean += least.mean - more.mean;
      square += least.square - more.square;
    }
    return new Moments(mean, square);
  }

  /** Of the sum of points less some, where no grade is below the lowest; 0 where one is. */
  private Moments points(List<Subject> subjects, int lowest, double less) {
    if (lowest == GRADES) {
      return new Moments(0, 0);
    }
    double probability = 1;
    double mean = -less;
    double variance = 0;
    for (Subject subject : subjects) {
      int place = subject.place();
      probability *= atLeast[place][lowest];
      mean += means[place][lowest];
      variance += variances[place][lowest];
    }
    return new Moments(probability * mean, probability * (variance + mean * mean));
  }
}
