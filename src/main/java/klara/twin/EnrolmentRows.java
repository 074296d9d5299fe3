package klara.twin;

import java.io.IOException;
import klara.register.Person;
import klara.register.SchoolUnits;
import klara.register.SchoolYear;
import klara.register.UpperSecondaryEnrolments;
import klara.register.Year9Students;
import klara.store.DeliveryRow;
import klara.store.Text;

/** Rows of T5: one per student and school year in upper secondary school. */
final class EnrolmentRows {
  private final RegisterFile file;
  private final DeliveryRow row;
  private final Codes codes;
  private final int school;
  private final int studyPath;
  private final int studyYear;
  private final int home;
  private final int sex;
  private final int birthYear;
  private final int protection;

  EnrolmentRows(RegisterFile file, int schoolYear, Codes codes) {
    this.file = file;
    this.codes = codes;
    row = file.row();
    school = file.column(SchoolUnits.SCHOOL_UNIT_CODE);
    studyPath = file.column(UpperSecondaryEnrolments.STUDY_PATH_CODE);
    studyYear = file.column(UpperSecondaryEnrolments.STUDY_YEAR);
    home = file.column(Year9Students.HOME_MUNICIPALITY_CODE);
    sex = file.column(Person.SEX);
    birthYear = file.column(Person.BIRTH_YEAR);
    protection = file.column(Person.PROTECTION);
    row.set(file.column(SchoolYear.SCHOOL_YEAR), Text.of(SchoolYear.text(schoolYear)));
  }

  /** Writes a row, and says whether it stands as it is. */
  boolean write(Student student, StudyHistory.Enrolment enrolment) throws IOException {
    file.student(student);
    row.set(school, enrolment.school().code());
    row.set(studyPath, codes.text(enrolment.studyPath()));
    row.set(studyYear, enrolment.studyYear());
    row.set(home, codes.text(enrolment.home()));
    row.set(sex, student.cell().isGirl() ? StudentRows.GIRL : StudentRows.BOY);
    row.set(birthYear, student.birthYear());
    row.set(protection, student.protection());
    return file.write();
  }
}
