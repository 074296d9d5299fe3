package klara.twin;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import klara.register.AbsenceReports;
import klara.register.SchoolYear;
import klara.twin.AbsenceRows.Inclination;
import klara.twin.AbsenceRows.Term;
import klara.twin.Deliveries.Delivery;
import klara.twin.Lives.Lived;
import klara.twin.StudyHistory.Enrolment;

/** The absence of one chunk of students, in year 9 and in their first year after it. */
final class AbsenceFiles {
  /** How much likelier invalid absence is for those who will have no diploma, as logarithms. */
  static final double NO_DIPLOMA = 0.5;

  static final double INTERRUPTION = 0.8;

  /** Of what decides over absence, with leave and without, what stays with the student. */
  static final double SD_STUDENT = 0.6;

  /** The first school year that is collected. */
  static final int FIRST = 2019;

  /** School years that the whole country reports alike; before them some towns report apart. */
  private static final int TOGETHER = 3;

  private static final List<String> APART = List.of("1280", "1281", "1283");

  /** Hours offered in a term, of year 9 at least and of upper secondary school. */
  private static final int OFFERED_YEAR9 = 445;

  private static final int OFFERED_UPPER_SECONDARY = 400;
  private static final int FIRST_DAY_OF_SPRING = 10;
  private static final double DAYS_OF_SPRING = 151;

  private final Schools schools;
  private final int cohort;
  private final Opener opener;
  private final Codes codes;
  private final ByPeriod<AbsenceRows> files = new ByPeriod<>();

  AbsenceFiles(Schools schools, int cohort, Opener opener, Codes codes) {
    this.schools = schools;
    this.cohort = cohort;
    this.opener = opener;
    this.codes = codes;
  }

  /** Writes the year 9 of a student who cannot be followed. */
  void write(Student student, RandomGenerator random) throws IOException {
    write(student, inclination(student, random), random);
  }

  private static Inclination inclination(Student student, RandomGenerator random) {
    return new Inclination(
        SD_STUDENT * random.nextGaussian(), SD_STUDENT * random.nextGaussian() - student.ability());
  }

  void write(Student student, Lived lived, RandomGenerator random) throws IOException {
    List<Enrolment> enrolments = lived.history().enrolments();
    Inclination inclination =
        inclination(student, random).plus(lived.history().leadsToDiploma() ? 0 : NO_DIPLOMA);
    if (student.isInYear9()) {
      write(student, inclination, random);
    }
    int year = enrolments.isEmpty() ? 0 : enrolments.get(0).schoolYear();
    if (year >= FIRST && year <= TwinSettings.LAST_COHORT) {
      Enrolment first = enrolments.get(0);
      double spring =
          Math.min(1, (first.until() - Days.of(year + 1, 1, FIRST_DAY_OF_SPRING)) / DAYS_OF_SPRING);
      boolean isInterrupted = spring < 1 && lived.history().in(year + 1).isEmpty();
      Inclination all = inclination.plus(isInterrupted ? INTERRUPTION : 0);
      write(student, year, Term.HT, first, OFFERED_UPPER_SECONDARY, all, random);
      int hours = (int) (OFFERED_UPPER_SECONDARY * spring);
      if (hours > 0) {
        write(student, year, Term.VT, first, hours, all, random);
      }
    }
  }

  private void write(
      Student student,
      int year,
      Term term,
      Enrolment first,
      int hours,
      Inclination inclination,
      RandomGenerator random)
      throws IOException {
    rows(year, term, first.school())
        .write(
            student,
            new AbsenceRows.Offer(first.school(), first.studyYear(), hours, inclination),
            random);
  }

  private void write(Student student, Inclination inclination, RandomGenerator random)
      throws IOException {
    if (cohort < FIRST) {
      return;
    }
    School unit = schools.at(student.school(), cohort);
    for (Term term : Term.values()) {
      rows(cohort, term, unit)
          .write(student, new AbsenceRows.Offer(unit, 9, OFFERED_YEAR9, inclination), random);
    }
  }

  private AbsenceRows rows(int schoolYear, Term term, School unit) throws IOException {
    boolean isTogether = schoolYear > TwinSettings.LAST_COHORT - TOGETHER;
    int place = isTogether ? -1 : APART.indexOf(unit.municipality().code());
    Optional<Municipality> scope = place < 0 ? Optional.empty() : Optional.of(unit.municipality());
    return files.of(
        SchoolYear.text(schoolYear) + place + term,
        () ->
            new AbsenceRows(
                opener.open(
                    new Delivery(
                        AbsenceReports.REGISTER,
                        SchoolYear.text(schoolYear),
                        LocalDate.of(schoolYear + 1, 7, 25 + Math.max(0, place)),
                        // Upon the rest of the country's, which would otherwise replace it
                        place < 0 ? 1 : 2 + place,
                        scope),
                    "-" + term),
                schoolYear,
                term,
                codes));
  }
}
