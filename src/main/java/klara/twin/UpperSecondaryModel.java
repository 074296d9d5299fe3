package klara.twin;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import klara.twin.Course.Document;
import klara.twin.Programme.Kind;
import klara.twin.StudyHistory.Certificate;
import klara.twin.StudyHistory.Enrolment;

/** Draws each student's way through upper secondary school. */
final class UpperSecondaryModel {
  /** Of students, those who choose among the units of their own municipality where it has any. */
  private static final double OWN_MUNICIPALITY = 0.6;

  private static final double ELIGIBLE_WITH_VOCATIONAL_DIPLOMA = 0.4;

  /** Of those whose compulsory schooling ended without final grades. */
  static final double ENDED_BUT_BEGINS = 0.45;

  private static final int ALL_CREDITS = 2500;
  private static final int FIRST_DAY_OF_JUNE = 4;

  private final TwinSettings settings;
  private final Geography geography;
  private final Schools schools;
  private final Calibration calibration;

  UpperSecondaryModel(
      TwinSettings settings, Geography geography, Schools schools, Calibration calibration) {
    this.settings = settings;
    this.geography = geography;
    this.schools = schools;
    this.calibration = calibration;
  }

  /**
   * The way of a student who stays in the country.
   *
   * @param arrivalYear of a student who has immigrated
   */
  StudyHistory follow(Student student, boolean isEligible, int arrivalYear) {
    int year9 = settings.firstCohort() + student.cohort();
    SplittableRandom random =
        Seeds.random(settings.seed(), Seeds.Purpose.UPPER_SECONDARY, year9, student.index());
    Calibration.Expected expected = calibration.of(student.cohort(), student.home());
    boolean isGirl = student.cell().isGirl();
    int begins = year9 + 1;
    if (!student.isInYear9()) {
      return random.nextDouble() < ENDED_BUT_BEGINS
          ? walk(student, begins, Kind.IM, Course.drawEnded(random.nextDouble()), random)
          : StudyHistory.NONE;
    }
    if (random.nextDouble() < expected.start().absent(isEligible)) {
      if (random.nextDouble() >= Start.LATER) {
        return StudyHistory.NONE;
      }
      begins++;
    }
    Kind kind = isEligible ? Start.draw(student.ability(), isGirl, random.nextDouble()) : Kind.IM;
    double latent =
        expected.finish().latent(student.ability(), isGirl, student.cell().isForeign(), kind);
    int years = expected.finish().years(latent + random.nextGaussian(), kind);
    double way = random.nextDouble();
    Course course =
        kind == Kind.IM && years == Finish.NEVER && student.isNewlyArrived()
            ? Course.drawArrived(arrivalYear - student.birthYear(), way)
            : Course.draw(kind, years, expected.finish().certificate(), way);
    return walk(student, begins, kind, course, random);
  }

  private StudyHistory walk(
      Student student, int begins, Kind kind, Course course, SplittableRandom random) {
    List<Enrolment> enrolments = new ArrayList<>();
    boolean isGirl = student.cell().isGirl();
    Programme programme = introduction(student, Programme.draw(kind, isGirl, random.nextDouble()));
    School school = school(student.home(), random);
    int schoolYear = begins;
    int begun = begins;
    int introductoryYears = 0;
    for (int i = 0; i < course.steps().length(); i++) {
      char step = course.steps().charAt(i);
      if (step == 'c') {
        double which = random.nextDouble();
        programme =
            programme.kind() == Kind.IB
                ? Programme.draw(Kind.HF, isGirl, which)
                : programme.other(isGirl, which);
        school = school(student.home(), random);
        continue;
      }
      if (step == 'i') {
        introductoryYears++;
        if (programme.kind() != Kind.IM) {
          programme = Programme.draw(Kind.IM, isGirl, random.nextDouble());
        }
      } else if (step != '-' && programme.kind() == Kind.IM) {
        Kind next = Start.draw(student.ability(), isGirl, random.nextDouble());
        programme = Programme.draw(next, isGirl, random.nextDouble());
      }
      if (step == '1') {
        begun = schoolYear;
      }
      if (step != '-' && schoolYear <= TwinSettings.LAST_ENROLMENT) {
        enrolments.add(
            new Enrolment(
                schoolYear,
                school,
                programme,
                programme.studyPath(begun, schoolYear),
                step == 'i' ? introductoryYears : step - '0',
                student.home().code(),
                Days.endOfLessons(schoolYear)));
      }
      schoolYear++;
    }
    int last = schoolYear - 1;
    return new StudyHistory(
        enrolments,
        last > TwinSettings.LAST_COHORT
            ? Optional.empty()
            : certificate(last, begun, school, programme, course.document(), random),
        course.document() == Document.DIPLOMA);
  }

  /** The newly arrived learn the language first. */
  private static Programme introduction(Student student, Programme programme) {
    boolean isLanguage = programme.kind() == Kind.IM && student.isNewlyArrived();
    return isLanguage ? Programme.IMS : programme;
  }

  private static Optional<Certificate> certificate(
      int schoolYear,
      int begun,
      School school,
      Programme programme,
      Document document,
      SplittableRandom random) {
    if (document == Document.NONE) {
      return Optional.empty();
    }
    int credits =
        switch (document) {
          case SHORT_STUDY_CERTIFICATE -> ALL_CREDITS - 50 * (1 + random.nextInt(20));
          case INTRODUCTORY_CERTIFICATE -> 50 * random.nextInt(20);
          default -> ALL_CREDITS;
        };
    StudyHistory.Type type =
        switch (document) {
          case DIPLOMA -> diploma(programme);
          case INTRODUCTORY_CERTIFICATE -> StudyHistory.Type.G;
          default -> StudyHistory.Type.Z;
        };
    boolean isEligible =
        type == StudyHistory.Type.E
            || type == StudyHistory.Type.IBD
            || (type == StudyHistory.Type.L
                && random.nextDouble() < ELIGIBLE_WITH_VOCATIONAL_DIPLOMA);
    int day = FIRST_DAY_OF_JUNE + school.code().toString().charAt(7) - '0';
    return Optional.of(
        new Certificate(
            schoolYear,
            (int) LocalDate.of(schoolYear + 1, 6, day).toEpochDay(),
            school,
            type,
            programme.studyPath(begun, schoolYear),
            credits,
            isEligible));
  }

  private static StudyHistory.Type diploma(Programme programme) {
    return switch (programme.kind()) {
      case IB -> StudyHistory.Type.IBD;
      case YRK -> StudyHistory.Type.L;
      case HF, IM -> StudyHistory.Type.E;
    };
  }

  /** A unit that one goes to who has moved to a municipality of the twin. */
  School near(String home, SplittableRandom random) {
    return school(geography.named(home).orElseThrow(), random);
  }

  private School school(Municipality home, SplittableRandom random) {
    List<School> own = schools.upperSecondary(home);
    boolean staysHome = random.nextDouble() < OWN_MUNICIPALITY;
    List<School> choices = new ArrayList<>(own);
    if (own.isEmpty() || !staysHome) {
      geography.neighbours(home).forEach(other -> choices.addAll(schools.upperSecondary(other)));
    }
    double rest = random.nextDouble() * choices.stream().mapToDouble(School::weight).sum();
    for (School school : choices) {
      rest -= school.weight();
      if (rest < 0) {
        return school;
      }
    }
    return choices.get(choices.size() - 1);
  }
}
