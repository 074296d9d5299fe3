package klara.twin;

import java.io.IOException;
import java.util.Locale;
import klara.register.PopulationEvents;
import klara.store.DeliveryRow;

/** Rows of T15: one per student and event. */
final class EventRows {
  private final RegisterFile file;
  private final DeliveryRow row;
  private final Codes codes;
  private final int day;
  private final int event;
  private final int municipality;

  EventRows(RegisterFile file, Codes codes) {
    this.file = file;
    this.codes = codes;
    row = file.row();
    day = file.column(PopulationEvents.HAPPENED_ON);
    event = file.column(PopulationEvents.EVENT);
    municipality = file.column(PopulationEvents.NEW_MUNICIPALITY_CODE);
  }

  void write(Student student, LifeEvent happened) throws IOException {
    file.student(student);
    row.set(day, happened.day());
    row.set(event, codes.text(happened.kind().name().toLowerCase(Locale.ROOT)));
    row.clear(municipality);
    if (!happened.municipality().equals(Life.NOWHERE)) {
      row.set(municipality, codes.text(happened.municipality()));
    }
    file.write();
  }
}
