package klara.twin;

import java.util.List;
import java.util.random.RandomGenerator;

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

  /** Of those who study neither another modern language nor their mother tongue. */
  static final double M1 = 0.03;

  private static final double ADAPTED_SHARE = 0.15;

  /** Subjects of everyone, beside Swedish in one form or the other. */
  static final List<Subject> COMMON =
      List.of(
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
          Subject.TK);

  private GradeModel() {}

  /**
   * Draws a student's grades.
   *
   * @param ability on the scale of {@link Effects}
   * @param grading of the school's municipality in that year
   */
  static void draw(
      double ability, Cell cell, Grading grading, RandomGenerator random, GradeSheet sheet) {
    sheet.clear();
    boolean isAdapted = ability < 0 && random.nextDouble() < ADAPTED_SHARE;
    double swedishAsSecond =
        switch (cell.background()) {
          case SWEDISH -> 0;
          case FOREIGN -> SVA_FOREIGN;
          case NEWLY_ARRIVED -> SVA_NEWLY_ARRIVED;
        };
    Subject swedish = random.nextDouble() < swedishAsSecond ? Subject.SVA : Subject.SV;
    draw(swedish, ability, grading, isAdapted, random, sheet);
    for (Subject subject : COMMON) {
      draw(subject, ability, grading, isAdapted, random, sheet);
    }
    boolean isChosen = random.nextDouble() < languageChoice(ability);
    if (isChosen) {
      draw(Subject.M2, ability, grading, isAdapted, random, sheet);
    }
    if (random.nextDouble() < motherTongue(cell.isForeign())) {
      draw(Subject.ML, ability, grading, isAdapted, random, sheet);
    } else if (!isChosen && random.nextDouble() < M1) {
      draw(Subject.M1, ability, grading, isAdapted, random, sheet);
    }
  }

  /** What result a grade takes, from {@link GradeSheet#E} on. */
  static double cut(int grade, Grading grading) {
    return CUTS[grade - GradeSheet.E] / grading.generosity();
  }

  /** The probability that a modern language is studied as a choice. */
  static double languageChoice(double ability) {
    return 1 / (1 + Math.exp(-1.3 * (ability - 0.3)));
  }

  /** The probability that the mother tongue is studied. */
  static double motherTongue(boolean isForeign) {
    return isForeign ? ML_FOREIGN : ML_SWEDISH;
  }

  private static void draw(
      Subject subject,
      double ability,
      Grading grading,
      boolean isAdapted,
      RandomGenerator random,
      GradeSheet sheet) {
    sheet.set(subject, grade(subject, ability, grading, isAdapted, random));
  }

  /** A student's grade in a subject. */
  static byte grade(
      Subject subject, double ability, Grading grading, boolean isAdapted, RandomGenerator random) {
    double result = ability + grading.ease(subject) + Effects.SD_SUBJECT * random.nextGaussian();
    byte grade = GradeSheet.F;
    while (grade < CUTS.length && result * grading.generosity() >= CUTS[grade]) {
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
