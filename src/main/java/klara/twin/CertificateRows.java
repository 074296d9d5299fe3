package klara.twin;

import java.io.IOException;
import klara.register.SchoolUnits;
import klara.register.UpperSecondaryCertificates;
import klara.register.UpperSecondaryEnrolments;
import klara.store.DeliveryRow;
import klara.store.Text;

/** Rows of T6: one per document that an upper secondary school has issued. */
final class CertificateRows {
  private static final Text GY11 = Text.of("GY11");

  private final RegisterFile file;
  private final DeliveryRow row;
  private final Codes codes;
  private final int school;
  private final int issuedOn;
  private final int type;
  private final int studyPath;
  private final int credits;
  private final int isEligible;

  CertificateRows(RegisterFile file, Codes codes) {
    this.file = file;
    this.codes = codes;
    row = file.row();
    school = file.column(SchoolUnits.SCHOOL_UNIT_CODE);
    issuedOn = file.column(UpperSecondaryCertificates.ISSUED_ON);
    type = file.column(UpperSecondaryCertificates.CERTIFICATE_TYPE);
    studyPath = file.column(UpperSecondaryEnrolments.STUDY_PATH_CODE);
    credits = file.column(UpperSecondaryCertificates.CREDITS);
    isEligible = file.column(UpperSecondaryCertificates.IS_ELIGIBLE_FOR_HIGHER_EDUCATION);
    row.set(file.column(UpperSecondaryCertificates.CURRICULUM), GY11);
  }

  void write(Student student, StudyHistory.Certificate certificate) throws IOException {
    file.student(student);
    row.set(school, certificate.school().code());
    row.set(issuedOn, certificate.issuedOn());
    row.set(type, codes.text(certificate.type().name()));
    row.set(studyPath, codes.text(certificate.studyPath()));
    row.set(credits, certificate.credits());
    row.set(isEligible, certificate.isEligible() ? 1 : 0);
    file.write();
  }
}
