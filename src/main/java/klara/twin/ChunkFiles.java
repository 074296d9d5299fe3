package klara.twin;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import klara.register.Backgrounds;
import klara.register.Register;
import klara.register.SchoolYear;
import klara.register.UpperSecondaryCertificates;
import klara.register.UpperSecondaryEnrolments;
import klara.register.Year9Grades;
import klara.register.Year9Students;
import klara.twin.Deliveries.Delivery;

/** The files of one chunk of students, all open at once; for one thread. */
final class ChunkFiles implements AutoCloseable {
  private final Deliveries deliveries;
  private final String name;
  private final Codes codes = new Codes();
  private final List<RegisterFile> open = new ArrayList<>();
  private final StudentRows students;
  private final GradeRows grades;
  private final BackgroundRows backgrounds;
  private final Map<Integer, EnrolmentRows> enrolments = new TreeMap<>();
  private final Map<Integer, CertificateRows> certificates = new TreeMap<>();

  private final Optional<FewRegisters> few;

  ChunkFiles(TwinSettings settings, Deliveries deliveries, int schoolYear, int number)
      throws IOException {
    this.deliveries = deliveries;
    name = "cohort-%d-%03d".formatted(schoolYear, number);
    LocalDate corrected = LocalDate.of(schoolYear + 1, 9, 25);
    String period = SchoolYear.text(schoolYear);
    students = new StudentRows(open(Year9Students.REGISTER, period, corrected), schoolYear, codes);
    grades = new GradeRows(open(Year9Grades.REGISTER, period, corrected), schoolYear);
    boolean hasOlder = settings.isDirty() && schoolYear == settings.firstCohort();
    backgrounds =
        new BackgroundRows(
            open(
                new Delivery(
                    Backgrounds.REGISTER,
                    Integer.toString(schoolYear),
                    LocalDate.of(schoolYear + 1, 4, 15),
                    hasOlder ? 2 : 1,
                    Optional.empty())),
            schoolYear,
            codes);
    few =
        settings.isDirty()
            ? Optional.of(new FewRegisters(settings, schoolYear, this::open))
            : Optional.empty();
  }

  /** Writes what compulsory school and population registers know of a student. */
  void write(Student student, GradeSheet sheet, RandomGenerator random) throws IOException {
    students.write(student, sheet);
    grades.write(student, sheet, random);
    if (student.idType() != Identities.Type.TF) {
      backgrounds.write(student, random);
    }
    if (few.isPresent()) {
      few.get().write(student);
    }
  }

  /** Writes what upper secondary registers know of a student. */
  void write(Student student, StudyHistory history) throws IOException {
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
    if (few.isPresent()) {
      few.get().write(student, history, certain);
    }
  }

  private EnrolmentRows enrolments(int schoolYear) throws IOException {
    EnrolmentRows rows = enrolments.get(schoolYear);
    if (rows == null) {
      rows =
          new EnrolmentRows(
              open(
                  UpperSecondaryEnrolments.REGISTER,
                  SchoolYear.text(schoolYear),
                  LocalDate.of(schoolYear, 12, 15)),
              schoolYear,
              codes);
      enrolments.put(schoolYear, rows);
    }
    return rows;
  }

  private CertificateRows certificates(int schoolYear) throws IOException {
    CertificateRows rows = certificates.get(schoolYear);
    if (rows == null) {
      rows =
          new CertificateRows(
              open(
                  UpperSecondaryCertificates.REGISTER,
                  SchoolYear.text(schoolYear),
                  LocalDate.of(schoolYear + 1, 10, 20)),
              codes);
      certificates.put(schoolYear, rows);
    }
    return rows;
  }

  private RegisterFile open(Register register, String period, LocalDate deliveredOn)
      throws IOException {
    return open(new Delivery(register, period, deliveredOn));
  }

  private RegisterFile open(Delivery delivery) throws IOException {
    RegisterFile file = deliveries.open(delivery, name);
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
