package klara.twin;

import java.io.IOException;
import klara.store.DeliveryFile;
import klara.store.DeliveryRow;
import klara.store.WrittenFile;
import klara.twin.Deliveries.Delivery;

/** The file of a delivery as it came before it was corrected. */
final class FirstVersion {
  private final Correction correction;
  private final Delivery delivery;
  private final Delivery corrected;
  private final DeliveryFile file;
  private final int column;
  private long rows;
  private long late;
  private long wrong;

  /**
   * What a correction changed in one file.
   *
   * @param first the delivery that was corrected
   * @param corrected the one that corrects it
   * @param column with wrong values
   * @param late rows that were not there
   * @param wrong rows with another value
   */
  record Changed(Delivery first, Delivery corrected, String column, long late, long wrong) {}

  FirstVersion(
      Correction correction, Delivery delivery, Delivery corrected, DeliveryFile file, int column) {
    this.correction = correction;
    this.delivery = delivery;
    this.corrected = corrected;
    this.file = file;
    this.column = column;
  }

  void write(DeliveryRow row) throws IOException {
    if (correction.isLate(rows)) {
      late++;
    } else if (correction.isWrong(rows)) {
      wrong++;
      file.write(correction.wrong(row, column));
    } else {
      file.write(row);
    }
    rows++;
  }

  WrittenFile close() throws IOException {
    file.close();
    return file.written();
  }

  Delivery delivery() {
    return delivery;
  }

  Changed changed() {
    String name = delivery.register().source(correction.wrong()).column();
    return new Changed(delivery, corrected, name, late, wrong);
  }
}
