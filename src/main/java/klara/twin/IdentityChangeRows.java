package klara.twin;

import java.io.IOException;
import java.time.LocalDate;
import java.util.random.RandomGenerator;
import klara.register.IdentityChanges;
import klara.store.DeliveryRow;
import klara.store.Text;

/** Rows of D4: one per student whose samordningsnummer became a personnummer before year 9. */
final class IdentityChangeRows {
  private final RegisterFile file;
  private final DeliveryRow row;
  private final int from;
  private final int oldId;
  private final int changedOn;
  private final int newId;

  IdentityChangeRows(RegisterFile file, int schoolYear) {
    this.file = file;
    row = file.row();
    from = (int) LocalDate.of(schoolYear, 1, 7).toEpochDay();
    oldId = file.column(IdentityChanges.OLD_ID);
    changedOn = file.column(IdentityChanges.CHANGED_ON);
    newId = file.column(IdentityChanges.NEW_ID);
    row.set(file.column(IdentityChanges.CHANGE_REASON), Text.of("personnummer"));
  }

  void write(Student student, RandomGenerator random) throws IOException {
    row.set(oldId, Identities.coordinationNumberBefore(student.id()));
    row.set(changedOn, from + random.nextInt(180));
    row.set(newId, student.id());
    file.write();
  }
}
