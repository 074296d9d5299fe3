package klara.twin;

import java.io.IOException;
import java.time.LocalDate;
import klara.register.SchoolUnits;
import klara.store.DeliveryRow;
import klara.store.Text;

/** Rows of D1: one per school unit, by code. */
final class SchoolRows {
  /** When the register of units begins; Gy11 began the same day. */
  static final LocalDate VALID_FROM = LocalDate.of(2011, 7, 1);

  private SchoolRows() {}

  static void write(RegisterFile file, Schools schools) throws IOException {
    DeliveryRow row = file.row();
    row.set(file.column(SchoolUnits.VALID_FROM), (int) VALID_FROM.toEpochDay());
    row.set(file.column(SchoolUnits.UNIT_STATUS), Text.of("AKTIV"));
    for (School school : schools.all()) {
      row.set(file.column(SchoolUnits.SCHOOL_UNIT_CODE), school.code());
      row.set(file.column(SchoolUnits.SCHOOL_NAME), Text.of(school.name()));
      row.set(
          file.column(SchoolUnits.SCHOOL_MUNICIPALITY_CODE), Text.of(school.municipality().code()));
      row.set(file.column(SchoolUnits.PROVIDER_TYPE), Text.of(school.provider()));
      row.set(file.column(SchoolUnits.SCHOOL_FORMS), Text.of(school.stage().name()));
      file.write();
    }
  }
}
