package klara.twin;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import klara.register.Register;
import klara.register.SchoolYear;
import klara.register.UpperSecondaryCertificates;
import klara.register.UpperSecondaryEnrolments;
import klara.register.Year9Grades;
import klara.register.Year9Students;
import klara.store.DeliveryColumn;
import klara.twin.Deliveries.Delivery;
import klara.twin.Lives.Lived;

/** The files of one chunk of students, all open at once; for one thread. */
final class ChunkFiles implements AutoCloseable {
  private final TwinSettings settings;
  private final Schools schools;
  private final Deliveries deliveries;
  private final int schoolYear;
  private final String name;
  private final Codes codes = new Codes();
  private final List<RegisterFile> open = new ArrayList<>();
  private final StudentRows students;
  private final GradeRows grades;
  private final ByPeriod<EnrolmentRows> enrolments = new ByPeriod<>();
  private final ByPeriod<CertificateRows> certificates = new ByPeriod<>();
  private final SchoolingFiles schooling;
  private final PopulationFiles population;
  private final AbsenceFiles absence;
  private final ActivityFiles activity;

  ChunkFiles(Plan plan, Deliveries deliveries, int schoolYear, int number, Tally tally)
      throws IOException {
    settings = plan.settings();
    schools = plan.schools();
    this.deliveries = deliveries;
    this.schoolYear = schoolYear;
    name = "cohort-%d-%03d".formatted(schoolYear, number);
    LocalDate corrected = LocalDate.of(schoolYear + 1, 9, 25);
    String period = SchoolYear.text(schoolYear);
    students = new StudentRows(open(Year9Students.REGISTER, period, corrected), schoolYear, codes);
    grades = new GradeRows(open(Year9Grades.REGISTER, period, corrected), schoolYear);
    schooling = new SchoolingFiles(settings, schools, schoolYear, this::open, codes);
    population =
        new PopulationFiles(settings, schoolYear, plan.occupations(), tally, this::open, codes);
    absence = new AbsenceFiles(schools, schoolYear, this::open, codes);
    activity = new ActivityFiles(schoolYear, plan.coverage(), tally, this::open, codes);
  }

  /** Writes what compulsory school knows of a student at the end of year 9. */
  void write(Student student, GradeSheet sheet, RandomGenerator random) throws IOException {
    School unit = schools.at(student.school(), schoolYear);
    students.write(student, unit, sheet);
    grades.write(student, unit, sheet, random);
  }

  /** Writes the absence of a student who cannot be followed. */
  void writeUnfollowed(Student student) throws IOException {
    absence.write(student, random(Seeds.Purpose.ABSENCE, student));
  }

  /** Writes what registers know of a student before and after year 9. */
  void write(Student student, FamilyBackground family, Subject swedish, Lived lived)
      throws IOException {
    boolean hasOldId = writeOldId(student, family);
    SplittableRandom year6 = random(Seeds.Purpose.YEAR6, student);
    schooling.write(student, family, swedish, hasOldId, year6);
    population.write(student, family, lived);
    absence.write(student, lived, random(Seeds.Purpose.ABSENCE, student));
    Set<Integer> certain = writeUpperSecondary(student, lived.history());
    activity.write(student, lived, certain, random(Seeds.Purpose.ACTIVITY_RESPONSIBILITY, student));
  }

  private boolean writeOldId(Student student, FamilyBackground family) throws IOException {
    boolean hasOldId =
        student.idType() == Identities.Type.PNR
            && family.immigrationYear() != FamilyBackground.NONE;
    if (hasOldId) {
      schooling.writeOldId(student, random(Seeds.Purpose.IDENTITY_CHANGES, student));
    }
    return hasOldId;
  }

  /** The school years whose enrolment stands in its file as it is. */
  private Set<Integer> writeUpperSecondary(Student student, StudyHistory history)
      throws IOException {
    Set<Integer> certain = new TreeSet<>();
    for (StudyHistory.Enrolment enrolment : history.enrolments()) {
      if (enrolments(enrolment.schoolYear()).write(student, enrolment)) {
        certain.add(enrolment.schoolYear());
      }
    }
    if (history.certificate().isPresent()) {
      StudyHistory.Certificate certificate = history.certificate().get();
      certificates(certificate.schoolYear()).write(student, certificate);
    }
    return certain;
  }

  private SplittableRandom random(Seeds.Purpose purpose, Student student) {
    return Seeds.random(settings.seed(), purpose, schoolYear, student.index());
  }

  private EnrolmentRows enrolments(int year) throws IOException {
    return enrolments.of(
        year,
        () ->
            new EnrolmentRows(
                open(
                    UpperSecondaryEnrolments.REGISTER,
                    SchoolYear.text(year),
                    LocalDate.of(year, 12, 15)),
                year,
                codes));
  }

  private CertificateRows certificates(int year) throws IOException {
    return certificates.of(
        year,
        () ->
            new CertificateRows(
                open(
                    UpperSecondaryCertificates.REGISTER,
                    SchoolYear.text(year),
                    LocalDate.of(year + 1, 10, 20)),
                codes));
  }

  private RegisterFile open(Register register, String period, LocalDate deliveredOn)
      throws IOException {
    return open(new Delivery(register, period, deliveredOn), "", RegisterFile.columns(register));
  }

  private RegisterFile open(Delivery delivery, String part, List<DeliveryColumn> columns)
      throws IOException {
    RegisterFile file = deliveries.open(delivery, name + part, columns);
    open.add(file);
    return file;
  }

  @Override
  public void close() throws IOException {
    for (RegisterFile file : open) {
      file.close();
    }
  }
}
