package klara.twin;

import java.io.IOException;
import klara.register.EndedSchooling;
import klara.register.SchoolUnits;
import klara.register.SchoolYear;
import klara.store.DeliveryRow;
import klara.store.Text;

/** Rows of T3: one per student whose compulsory schooling ended without final grades. */
final class EndedSchoolingRows {
  private final RegisterFile file;
  private final DeliveryRow row;
  private final int school;
  private final int studyYear;

  EndedSchoolingRows(RegisterFile file, int schoolYear) {
    this.file = file;
    row = file.row();
    school = file.column(SchoolUnits.SCHOOL_UNIT_CODE);
    studyYear = file.column(EndedSchooling.STUDY_YEAR);
    row.set(file.column(SchoolYear.SCHOOL_YEAR), Text.of(SchoolYear.text(schoolYear)));
  }

  void write(Student student, School unit) throws IOException {
    file.student(student);
    row.set(school, unit.code());
    row.set(studyYear, student.endedIn());
    file.write();
  }
}
