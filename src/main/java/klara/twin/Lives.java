package klara.twin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import klara.twin.StudyHistory.Certificate;
import klara.twin.StudyHistory.Enrolment;

/** What becomes of a planned way through upper secondary school when life comes between. */
final class Lives {
  /** Of those who begin anew the next year, the ones who left before the summer. */
  private static final double LEFT_BEFORE_ANEW = 0.4;

  private final TwinSettings settings;
  private final Schools schools;
  private final UpperSecondaryModel upperSecondary;
  private final LifeModel model;

  /**
   * A life with the way through upper secondary school in it.
   *
   * @param life where the student lived
   * @param history the way, as far as the student was there to go it
   */
  record Lived(Life life, StudyHistory history) {}

  Lives(
      TwinSettings settings,
      Geography geography,
      Schools schools,
      UpperSecondaryModel upperSecondary) {
    this.settings = settings;
    this.schools = schools;
    this.upperSecondary = upperSecondary;
    model = new LifeModel(geography);
  }

  Lived live(Student student, FamilyBackground family, boolean isEligible) {
    int cohort = settings.firstCohort() + student.cohort();
    SplittableRandom random =
        Seeds.random(settings.seed(), Seeds.Purpose.LIFE, cohort, student.index());
    StudyHistory planned = upperSecondary.follow(student, isEligible, family.immigrationYear());
    Life life = model.draw(student, family, cohort, planned, random);
    return new Lived(life, lived(planned, life, random));
  }

  private StudyHistory lived(StudyHistory planned, Life life, SplittableRandom random) {
    int leaves = life.leavesOn();
    List<Enrolment> enrolments = new ArrayList<>();
    for (Enrolment enrolment : planned.enrolments()) {
      if (Days.enrolment(enrolment.schoolYear()) < leaves) {
        enrolments.add(enrolment);
      }
    }
    Optional<Certificate> certificate =
        planned.certificate().filter(issued -> issued.issuedOn() < leaves);
    Optional<School> moved = Optional.empty();
    String before = life.home();
    for (int i = 0; i < enrolments.size(); i++) {
      Enrolment enrolment = enrolments.get(i);
      String home = life.residence(Days.enrolment(enrolment.schoolYear()));
      boolean changesUnit =
          i > 0 && !enrolment.school().equals(planned.enrolments().get(i - 1).school());
      if (changesUnit) {
        moved = Optional.empty();
      }
      School school = moved.orElse(enrolment.school());
      if (!home.equals(before) && !model.isNear(school, home)) {
        school = upperSecondary.near(home, random);
        moved = Optional.of(school);
      }
      before = home;
      int until = Math.min(until(enrolments, i, certificate, random), leaves);
      enrolments.set(
          i,
          new Enrolment(
              enrolment.schoolYear(),
              schools.at(school, enrolment.schoolYear()),
              enrolment.programme(),
              enrolment.studyPath(),
              enrolment.studyYear(),
              home,
              until));
    }
    return new StudyHistory(
        enrolments,
        certificate.map(issued -> byLastUnit(issued, enrolments)),
        planned.leadsToDiploma());
  }

  /** Issued by the unit that the student went to last. */
  private static Certificate byLastUnit(Certificate issued, List<Enrolment> enrolments) {
    return new Certificate(
        issued.schoolYear(),
        issued.issuedOn(),
        enrolments.get(enrolments.size() - 1).school(),
        issued.type(),
        issued.studyPath(),
        issued.credits(),
        issued.isEligible());
  }

  /** The last day of a school year there, of a student who stays in the country. */
  private static int until(
      List<Enrolment> enrolments,
      int place,
      Optional<Certificate> certificate,
      SplittableRandom random) {
    Enrolment enrolment = enrolments.get(place);
    int year = enrolment.schoolYear();
    double leaves = random.nextDouble();
    int day = random.nextInt(200);
    boolean isLast = place == enrolments.size() - 1;
    if (isLast && certificate.isPresent()) {
      return certificate.get().issuedOn();
    }
    if (isLast || enrolments.get(place + 1).schoolYear() > year + 1) {
      boolean isOpen = year == TwinSettings.LAST_ENROLMENT;
      return isOpen ? enrolment.until() : Days.of(year, 11, 1) + day;
    }
    Enrolment next = enrolments.get(place + 1);
    boolean isAnew = !enrolment.isIntroductory() && !next.programme().equals(enrolment.programme());
    return isAnew && leaves < LEFT_BEFORE_ANEW ? Days.of(year, 12, 1) + day / 2 : enrolment.until();
  }
}
