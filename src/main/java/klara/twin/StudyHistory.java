package klara.twin;

import java.util.List;
import java.util.Optional;

/**
 * One student's way through upper secondary school, as far as the registers know it.
 *
 * @param enrolments one a school year, in order
 * @param certificate what it ended with, where that has been issued
 * @param leadsToDiploma whether it does, now or later than the registers know
 */
record StudyHistory(
    List<Enrolment> enrolments, Optional<Certificate> certificate, boolean leadsToDiploma) {
  static final StudyHistory NONE = new StudyHistory(List.of(), Optional.empty(), false);

  /**
   * Where a student was on 15 October.
   *
   * @param schoolYear the school year
   * @param school the unit
   * @param programme what is studied
   * @param studyPath studievägskod
   * @param studyYear year of study
   * @param home municipality of residence that day
   * @param until last day there in the school year, days since 1970-01-01
   */
  record Enrolment(
      int schoolYear,
      School school,
      Programme programme,
      String studyPath,
      int studyYear,
      String home,
      int until) {
    boolean isIntroductory() {
      return programme.kind() == Programme.Kind.IM;
    }
  }

  /**
   * A document.
   *
   * @param schoolYear in which it was issued
   * @param issuedOn days since 1970-01-01
   * @param school the unit that issued it
   * @param type E, L, Z, G or IBD
   * @param studyPath studievägskod
   * @param credits credits read
   * @param isEligible for higher education
   */
  record Certificate(
      int schoolYear,
      int issuedOn,
      School school,
      Type type,
      String studyPath,
      int credits,
      boolean isEligible) {}

  /** Types of document. */
  enum Type {
    E,
    L,
    Z,
    G,
    IBD;

    boolean isDiploma() {
      return this == E || this == L || this == IBD;
    }
  }

  /** The enrolment of a school year. */
  Optional<Enrolment> in(int schoolYear) {
    return enrolments.stream().filter(one -> one.schoolYear() == schoolYear).findFirst();
  }

  /** Whether a diploma has been issued before a school year begins. */
  boolean hasDiplomaBefore(int schoolYear) {
    return certificate.isPresent()
        && certificate.get().type().isDiploma()
        && certificate.get().schoolYear() < schoolYear;
  }
}
