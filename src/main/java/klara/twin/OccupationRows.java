package klara.twin;

import java.io.IOException;
import java.util.Locale;
import klara.register.Occupations;
import klara.store.DeliveryRow;

/** Rows of T13: one per student and year. */
final class OccupationRows {
  private final RegisterFile file;
  private final DeliveryRow row;
  private final Codes codes;
  private final int status;
  private final int study;

  OccupationRows(RegisterFile file, int year, Codes codes) {
    this.file = file;
    this.codes = codes;
    row = file.row();
    status = file.column(Occupations.OCCUPATION_STATUS);
    study = file.column(Occupations.FORM_OF_STUDY);
    row.set(file.column(Occupations.OCCUPATION_YEAR), year);
  }

  void write(Student student, OccupationModel.Occupation occupation) throws IOException {
    file.student(student);
    row.set(status, codes.text(occupation.status().name().toLowerCase(Locale.ROOT)));
    row.clear(study);
    if (occupation.study().isPresent()) {
      row.set(study, codes.text(occupation.study().get().name().toLowerCase(Locale.ROOT)));
    }
    file.write();
  }
}
