package klara.twin;

import java.io.IOException;
import klara.register.SchoolUnits;
import klara.store.DeliveryRow;
import klara.store.Text;
import klara.twin.Reorganisations.Validity;

/** Rows of D1: one per school unit that there is or has been, by code. */
final class SchoolRows {
  private SchoolRows() {}

  static void write(RegisterFile file, Schools schools) throws IOException {
    DeliveryRow row = file.row();
    int to = file.column(SchoolUnits.VALID_TO);
    int predecessors = file.column(SchoolUnits.PREDECESSORS);
    for (Validity validity : schools.reorganisations().units()) {
      School school = validity.unit();
      row.set(file.column(SchoolUnits.SCHOOL_UNIT_CODE), school.code());
      row.set(file.column(SchoolUnits.VALID_FROM), (int) validity.from().toEpochDay());
      row.clear(to);
      row.clear(predecessors);
      if (validity.to().isPresent()) {
        row.set(to, (int) validity.to().get().toEpochDay());
      }
      if (!validity.predecessors().isEmpty()) {
        row.set(predecessors, Text.of(String.join(",", validity.predecessors())));
      }
      row.set(file.column(SchoolUnits.SCHOOL_NAME), Text.of(school.name()));
      row.set(
          file.column(SchoolUnits.SCHOOL_MUNICIPALITY_CODE), Text.of(school.municipality().code()));
      row.set(file.column(SchoolUnits.PROVIDER_TYPE), Text.of(school.provider()));
      row.set(file.column(SchoolUnits.SCHOOL_FORMS), Text.of(school.stage().name()));
      row.set(
          file.column(SchoolUnits.UNIT_STATUS),
          Text.of(validity.to().isPresent() ? "UPPHORT" : "AKTIV"));
      file.write();
    }
  }
}
