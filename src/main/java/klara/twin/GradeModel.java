package klara.twin;

import java.util.random.RandomGenerator;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Grades given ability: in each subject a latent result, ability plus the subject's ease plus
 * noise, is cut into grades. A result below E is F, or one of the marks that say why there is no
 * grade.
 */
final class GradeModel {
  /** Cut points of E, D, C, B and A. */
  private static final double[] CUTS = {0, 1.15, 1.8, 2.5, 3.25};

  /** Below this no basis for a grade is as likely as an F. */
  private static final double NO_BASIS_CUT = -1.2;

  private static final double SVA_FOREIGN = 0.35;
  private static final double SVA_NEWLY_ARRIVED = 0.95;
  private static final double ML_FOREIGN = 0.25;
  private static final double ML_SWEDISH = 0.01;
  private static final double M1 = 0.03;
  private static final double ADAPTED_SHARE = 0.15;

  /** Subjects of everyone, English and mathematics first. */
  private static final Subject[] COMMON = {
    Subject.EN,
    Subject.MA,
    Subject.BI,
    Subject.FY,
    Subject.KE,
    Subject.GE,
    Subject.HI,
    Subject.RE,
    Subject.SH,
    Subject.BL,
    Subject.HKK,
    Subject.IDH,
    Subject.MU,
    Subject.SL,
    Subject.TK
  };

  private static final NormalDistribution NORMAL = new NormalDistribution();

  private GradeModel() {}

  /**
   * Draws a student's grades.
   *
   * @param ability on the scale of {@link Effects}
   */
  static void draw(double ability, Cell cell, RandomGenerator random, GradeSheet sheet) {
    sheet.clear();
    boolean isAdapted = ability < 0 && random.nextDouble() < ADAPTED_SHARE;
    double swedishAsSecond =
        switch (cell.background()) {
          case SWEDISH -> 0;
          case FOREIGN -> SVA_FOREIGN;
          case NEWLY_ARRIVED -> SVA_NEWLY_ARRIVED;
        };
    Subject swedish = random.nextDouble() < swedishAsSecond ? Subject.SVA : Subject.SV;
    draw(swedish, ability, isAdapted, random, sheet);
    for (Subject subject : COMMON) {
      draw(subject, ability, isAdapted, random, sheet);
    }
    if (random.nextDouble() < languageChoice(ability)) {
      draw(Subject.M2, ability, isAdapted, random, sheet);
    } else if (random.nextDouble() < M1) {
      draw(Subject.M1, ability, isAdapted, random, sheet);
    }
    if (random.nextDouble() < (cell.isForeign() ? ML_FOREIGN : ML_SWEDISH)) {
      draw(Subject.ML, ability, isAdapted, random, sheet);
    }
  }

  /** The probability that one of such ability is eligible for vocational programmes. */
  static double eligible(double ability, Cell cell) {
    double core =
        passed(Subject.SV, ability) * passed(Subject.EN, ability) * passed(Subject.MA, ability);
    double[] passes = new double[Subject.values().length];
    passes[0] = 1;
    for (double other : others(ability, cell)) {
      for (int n = passes.length - 1; n >= 0; n--) {
        passes[n] = passes[n] * (1 - other) + (n > 0 ? passes[n - 1] * other : 0);
      }
    }
    double tooFew = 0;
    for (int n = 0; n < GradeSheet.OTHERS_NEEDED; n++) {
      tooFew += passes[n];
    }
    return core * (1 - tooFew);
  }

  /** Of each subject beside the core, the probability that it is studied and passed. */
  private static double[] others(double ability, Cell cell) {
    double[] others = new double[COMMON.length];
    for (int i = 2; i < COMMON.length; i++) {
      others[i] = passed(COMMON[i], ability);
    }
    double choice = languageChoice(ability);
    others[0] =
        choice * passed(Subject.M2, ability) + (1 - choice) * M1 * passed(Subject.M1, ability);
    others[1] = (cell.isForeign() ? ML_FOREIGN : ML_SWEDISH) * passed(Subject.ML, ability);
    return others;
  }

  private static double passed(Subject subject, double ability) {
    return NORMAL.cumulativeProbability((ability + subject.ease()) / Effects.SD_SUBJECT);
  }

  private static double languageChoice(double ability) {
    return 1 / (1 + Math.exp(-1.3 * (ability - 0.3)));
  }

  private static void draw(
      Subject subject,
      double ability,
      boolean isAdapted,
      RandomGenerator random,
      GradeSheet sheet) {
    sheet.set(subject, grade(subject, ability, isAdapted, random));
  }

  /** A student's grade in a subject. */
  static byte grade(Subject subject, double ability, boolean isAdapted, RandomGenerator random) {
    double result = ability + subject.ease() + Effects.SD_SUBJECT * random.nextGaussian();
    byte grade = GradeSheet.F;
    while (grade < CUTS.length && result >= CUTS[grade]) {
      grade++;
    }
    if (grade == GradeSheet.F && isAdapted) {
      grade = GradeSheet.ADAPTED;
    } else if (grade == GradeSheet.F && result < NO_BASIS_CUT && random.nextBoolean()) {
      grade = random.nextInt(3) == 0 ? GradeSheet.NO_BASIS : GradeSheet.DASH;
    }
    return grade;
  }
}
