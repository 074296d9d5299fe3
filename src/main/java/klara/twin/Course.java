package klara.twin;

import java.util.List;
import klara.twin.Programme.Kind;

/**
 * A way through upper secondary school.
 *
 * @param steps one sign a school year: a digit is the year of study in a national programme, i a
 *     year in an introductory one, - a year away; c before a year stands for a change of programme
 * @param document what it ends with
 * @param weight how common it is among those of the same kind and end
 */
record Course(String steps, Document document, double weight) {
  /** What a way through upper secondary school ends with. */
  enum Document {
    DIPLOMA,
    /** Studiebevis, all 2,500 credits read. */
    STUDY_CERTIFICATE,
    /** Studiebevis, fewer credits. */
    SHORT_STUDY_CERTIFICATE,
    /** Gymnasieintyg of an introductory programme. */
    INTRODUCTORY_CERTIFICATE,
    NONE
  }

  private static final List<Course> THREE =
      List.of(
          new Course("123", Document.DIPLOMA, 0.925), new Course("1c23", Document.DIPLOMA, 0.075));
  private static final List<Course> FOUR =
      List.of(
          new Course("1c123", Document.DIPLOMA, 0.7),
          new Course("1-23", Document.DIPLOMA, 0.05),
          new Course("1233", Document.DIPLOMA, 0.25));
  private static final List<Course> FIVE =
      List.of(
          new Course("12c123", Document.DIPLOMA, 0.6),
          new Course("1-c123", Document.DIPLOMA, 0.1),
          new Course("12-33", Document.DIPLOMA, 0.3));

  /**
   * Of those in national programmes who never have a diploma, who stays for all three years; more
   * where more have a certificate.
   */
  private static final double STAYS = 0.59;

  /** Of those of them without all credits, who has a certificate of some. */
  private static final double SHORT = 0.56;

  private static final List<Course> NEVER =
      List.of(
          new Course("1", Document.NONE, 0.05),
          new Course("12", Document.NONE, 0.17),
          new Course("1-c1", Document.NONE, 0.025),
          new Course("1c12", Document.NONE, 0.1),
          new Course("1ci", Document.NONE, 0.065));
  private static final List<Course> FOUR_INTRODUCTORY =
      List.of(new Course("i123", Document.DIPLOMA, 1));
  private static final List<Course> FIVE_INTRODUCTORY =
      List.of(
          new Course("ii123", Document.DIPLOMA, 0.9), new Course("i-123", Document.DIPLOMA, 0.1));

  /** Of those in introductory programmes likewise, who has a study certificate in four years. */
  static final double INTRODUCTORY_WITH_CERTIFICATE = 0.1;

  private static final List<Course> NEVER_INTRODUCTORY =
      List.of(
          new Course("i", Document.NONE, 0.05),
          new Course("ii", Document.INTRODUCTORY_CERTIFICATE, 0.3),
          new Course("iii", Document.INTRODUCTORY_CERTIFICATE, 0.22),
          new Course("i-i", Document.NONE, 0.03),
          new Course("i1", Document.NONE, 0.15),
          new Course("i12", Document.NONE, 0.1),
          new Course("i123", Document.STUDY_CERTIFICATE, INTRODUCTORY_WITH_CERTIFICATE),
          new Course("ii12", Document.NONE, 0.05));

  /** Of the newly arrived who have no diploma within five years, by age at arrival. */
  private static final List<Course> ARRIVED_YOUNG =
      List.of(
          new Course("i", Document.NONE, 0.05),
          new Course("ii", Document.INTRODUCTORY_CERTIFICATE, 0.1),
          new Course("iii", Document.INTRODUCTORY_CERTIFICATE, 0.1),
          new Course("i12", Document.NONE, 0.2),
          new Course("i123", Document.STUDY_CERTIFICATE, 0.2),
          new Course("ii12", Document.NONE, 0.13),
          new Course("ii123", Document.STUDY_CERTIFICATE, 0.12),
          new Course("iii123", Document.DIPLOMA, 0.1));

  private static final List<Course> ARRIVED_LATE =
      List.of(
          new Course("i", Document.NONE, 0.08),
          new Course("ii", Document.INTRODUCTORY_CERTIFICATE, 0.15),
          new Course("iii", Document.INTRODUCTORY_CERTIFICATE, 0.22),
          new Course("iiii", Document.INTRODUCTORY_CERTIFICATE, 0.15),
          new Course("ii12", Document.NONE, 0.1),
          new Course("ii123", Document.STUDY_CERTIFICATE, 0.08),
          new Course("iii12", Document.NONE, 0.1),
          new Course("iii123", Document.DIPLOMA, 0.12));

  private static final int LATE_ARRIVAL_AGE = 14;

  /** Of those whose compulsory schooling ended without final grades and who go on all the same. */
  private static final List<Course> ENDED =
      List.of(
          new Course("i", Document.NONE, 0.25),
          new Course("ii", Document.NONE, 0.4),
          new Course("iii", Document.INTRODUCTORY_CERTIFICATE, 0.2),
          new Course("i-i", Document.NONE, 0.1),
          new Course("ii12", Document.NONE, 0.05));

  /** A way for one who came late to the country and does not finish within five years. */
  static Course drawArrived(int ageAtArrival, double uniform) {
    return draw(ageAtArrival < LATE_ARRIVAL_AGE ? ARRIVED_YOUNG : ARRIVED_LATE, uniform);
  }

  /** A way for one who never came to the end of year 9. */
  static Course drawEnded(double uniform) {
    return draw(ENDED, uniform);
  }

  /**
   * A way for one who needs so many years, {@link Finish#NEVER} for one who does not finish.
   *
   * @param certificate of those in national programmes who do not, who has a study certificate
   */
  static Course draw(Kind kind, int years, double certificate, double uniform) {
    boolean isIntroductory = kind == Kind.IM;
    if (isIntroductory || years != Finish.NEVER) {
      return draw(courses(isIntroductory, years), uniform);
    }
    double stays = Math.max(STAYS, certificate);
    if (uniform >= stays) {
      return draw(NEVER, (uniform - stays) / (1 - stays) * (1 - STAYS));
    }
    Document document =
        uniform < certificate
            ? Document.STUDY_CERTIFICATE
            : uniform < certificate + SHORT * (stays - certificate)
                ? Document.SHORT_STUDY_CERTIFICATE
                : Document.NONE;
    return new Course("123", document, 1);
  }

  private static Course draw(List<Course> courses, double uniform) {
    double rest = uniform;
    for (Course course : courses) {
      rest -= course.weight;
      if (rest < 0) {
        return course;
      }
    }
    return courses.get(courses.size() - 1);
  }

  private static List<Course> courses(boolean isIntroductory, int years) {
    return switch (years) {
      case 3 -> THREE;
      case 4 -> isIntroductory ? FOUR_INTRODUCTORY : FOUR;
      case 5 -> isIntroductory ? FIVE_INTRODUCTORY : FIVE;
      default -> NEVER_INTRODUCTORY;
    };
  }
}
