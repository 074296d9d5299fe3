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
          new Course("123", Document.DIPLOMA, 0.93), new Course("1c23", Document.DIPLOMA, 0.07));
  private static final List<Course> FOUR =
      List.of(
          new Course("1c123", Document.DIPLOMA, 0.6),
          new Course("1-23", Document.DIPLOMA, 0.15),
          new Course("1233", Document.DIPLOMA, 0.25));
  private static final List<Course> FIVE =
      List.of(
          new Course("12c123", Document.DIPLOMA, 0.4),
          new Course("1-c123", Document.DIPLOMA, 0.4),
          new Course("12-33", Document.DIPLOMA, 0.2));
  private static final List<Course> NEVER =
      List.of(
          new Course("123", Document.STUDY_CERTIFICATE, 0.34),
          new Course("123", Document.SHORT_STUDY_CERTIFICATE, 0.14),
          new Course("1", Document.NONE, 0.13),
          new Course("12", Document.NONE, 0.13),
          new Course("1-c1", Document.NONE, 0.06),
          new Course("1c12", Document.NONE, 0.06),
          new Course("1ci", Document.NONE, 0.05),
          new Course("123", Document.NONE, 0.09));
  private static final List<Course> FOUR_INTRODUCTORY =
      List.of(new Course("i123", Document.DIPLOMA, 1));
  private static final List<Course> FIVE_INTRODUCTORY =
      List.of(
          new Course("ii123", Document.DIPLOMA, 0.8), new Course("i-123", Document.DIPLOMA, 0.2));
  private static final List<Course> NEVER_INTRODUCTORY =
      List.of(
          new Course("i", Document.NONE, 0.2),
          new Course("ii", Document.INTRODUCTORY_CERTIFICATE, 0.2),
          new Course("iii", Document.INTRODUCTORY_CERTIFICATE, 0.15),
          new Course("i-i", Document.NONE, 0.1),
          new Course("i1", Document.NONE, 0.1),
          new Course("i12", Document.NONE, 0.1),
          new Course("i123", Document.STUDY_CERTIFICATE, 0.1),
          new Course("ii12", Document.NONE, 0.05));

  /** A way for one who needs so many years, {@link Finish#NEVER} for one who does not finish. */
  static Course draw(Kind kind, int years, double uniform) {
    double rest = uniform;
    List<Course> courses = courses(kind == Kind.IM, years);
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
      default -> isIntroductory ? NEVER_INTRODUCTORY : NEVER;
    };
  }
}
