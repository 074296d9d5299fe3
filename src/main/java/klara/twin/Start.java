package klara.twin;

import klara.twin.Margins.Measure;
import klara.twin.Programme.Kind;

/**
 * Which students begin upper secondary school the autumn after year 9, and what.
 *
 * @param absentEligible probability that one who is eligible does not begin
 * @param absentOthers the same for one who is not
 */
record Start(double absentEligible, double absentOthers) {
  /** How much likelier those who are not eligible are to stay away, in relation to the mean. */
  private static final double OTHERS = 3;

  private static final double ELIGIBLE = 0.6;
  private static final double MOST = 0.5;

  /** Of those who stay away, how many begin a year later. */
  static final double LATER = 0.55;

  /** A start that gives the official share who are not there, given the share who are eligible. */
  static Start of(Margins margins, Municipality home, int cohort, double eligible) {
    double absent = margins.ofMunicipalityOrCountry(Measure.NOT_ENROLLED, home.code(), cohort + 1);
    double scale = absent / (ELIGIBLE * eligible + OTHERS * (1 - eligible));
    return new Start(Math.min(MOST, ELIGIBLE * scale), Math.min(MOST, OTHERS * scale));
  }

  double absent(boolean isEligible) {
    return isEligible ? absentEligible : absentOthers;
  }

  /** Of eligible students, the probability of a kind of programme. */
  static double share(Kind kind, double ability, boolean isGirl) {
    double international = ability > 2.2 ? 0.03 : 0;
    double academic = 1 / (1 + Math.exp(-1.8 * (ability - 1.3 + (isGirl ? 0.25 : 0))));
    return switch (kind) {
      case IB -> international;
      case HF -> (1 - international) * academic;
      case YRK -> (1 - international) * (1 - academic);
      case IM -> 0;
    };
  }

  static Kind draw(double ability, boolean isGirl, double uniform) {
    double international = share(Kind.IB, ability, isGirl);
    if (uniform < international) {
      return Kind.IB;
    }
    return uniform < international + share(Kind.HF, ability, isGirl) ? Kind.HF : Kind.YRK;
  }
}
