package klara.twin;

import java.util.List;
import java.util.Optional;

/**
 * One student's way through upper secondary school, as far as the registers know it.
 *
 * @param enrolments one a school year, in order
 * @param certificate what it ended with, where that has been issued
 */
record StudyHistory(List<Enrolment> enrolments, Optional<Certificate> certificate) {
  static final StudyHistory NONE = new StudyHistory(List.of(), Optional.empty());

  /**
   * Where a student was on 15 October.
   *
   * @param schoolYear the school year
   * @param school the unit
   * @param studyPath studievägskod
   * @param studyYear year of study
   */
  record Enrolment(int schoolYear, School school, String studyPath, int studyYear) {}

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
    IBD
  }
}
