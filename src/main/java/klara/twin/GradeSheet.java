package klara.twin;

import java.util.Arrays;

/** One student's final grades; used again for the next student. */
final class GradeSheet {
  /** Grades from the lowest pass; those below say why there is none. */
  static final byte NOT_STUDIED = -1;

  static final byte F = 0;
  static final byte E = 1;
  static final byte A = 5;

  /** No basis because of absence. */
  static final byte DASH = 6;

  /** Adapted studies. */
  static final byte ADAPTED = 7;

  /** No basis for a grade. */
  static final byte NO_BASIS = 8;

  private static final double FIRST_PASS_POINTS = 10;
  private static final double STEP_POINTS = 2.5;
  private static final int COUNTED = 16;

  /** Subjects to pass beside the core, to be eligible for vocational programmes. */
  static final int OTHERS_NEEDED = 5;

  private final byte[] grades = new byte[Subject.values().length];

  void clear() {
    Arrays.fill(grades, NOT_STUDIED);
  }

  void set(Subject subject, byte grade) {
    grades[subject.place()] = grade;
  }

  byte grade(Subject subject) {
    return grades[subject.place()];
  }

  boolean isStudied(Subject subject) {
    return grade(subject) != NOT_STUDIED;
  }

  boolean isPassed(Subject subject) {
    return isPass(grade(subject));
  }

  private static boolean isPass(int grade) {
    return grade >= E && grade <= A;
  }

  /** Whether some subject has no grade because of adapted studies. */
  boolean isAdapted() {
    for (byte grade : grades) {
      if (grade == ADAPTED) {
        return true;
      }
    }
    return false;
  }

  /** Eligible for vocational programmes: Swedish, English, mathematics and five more. */
  boolean isEligibleForVocational() {
    int passed = 0;
    for (byte grade : grades) {
      passed += isPass(grade) ? 1 : 0;
    }
    boolean hasSwedish = isPassed(Subject.SV) || isPassed(Subject.SVA);
    return hasSwedish
        && isPassed(Subject.EN)
        && isPassed(Subject.MA)
        && passed >= OTHERS_NEEDED + 3;
  }

  /** Passed in every subject that there is a row for. */
  boolean isPassedInAll() {
    for (byte grade : grades) {
      if (grade != NOT_STUDIED && !isPass(grade)) {
        return false;
      }
    }
    return true;
  }

  /** Points of the sixteen best and, as a seventeenth, of the language choice (M2). */
  double meritValue17() {
    double sum = 0;
    double lowest = Double.MAX_VALUE;
    int counted = 0;
    for (Subject subject : Subject.values()) {
      if (subject != Subject.M2 && isStudied(subject)) {
        double points = points(grade(subject));
        sum += points;
        lowest = Math.min(lowest, points);
        counted++;
      }
    }
    return sum - (counted > COUNTED ? lowest : 0) + points(grade(Subject.M2));
  }

  static double points(int grade) {
    return isPass(grade) ? FIRST_PASS_POINTS + (grade - E) * STEP_POINTS : 0;
  }
}
