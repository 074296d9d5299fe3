package klara.store;

import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import klara.delivery.Export;
import klara.delivery.Figure;
import klara.register.AggregateFigures;

/**
 * Official figures on their way into an inbox. The same figures are not delivered twice, and an
 * older extract never replaces a newer one.
 */
public final class FigureDeliveries {
  private static final String TABELL = AggregateFigures.REGISTER.tabell();

  private final Outbox outbox;

  public FigureDeliveries(Storage storage, String inbox) {
    outbox = new Outbox(storage, inbox);
  }

  /**
   * Where the figures lie.
   *
   * @param folder of the delivery
   * @param rows figures in it
   * @param isNew false where the newest delivery had the same figures already
   */
  public record Delivered(String folder, long rows, boolean isNew) {}

  /**
   * Delivers an export.
   *
   * @param changedOn the day that counts where the publisher gave none
   * @throws IllegalArgumentException where a newer extract lies there already
   */
  public Delivered deliver(Export export, LocalDate changedOn) {
    Outbox.Label label =
        new Outbox.Label(TABELL, export.period(), "riket", export.extractedOn().orElse(changedOn));
    Outbox.Staged staged = outbox.stage(label, out -> write(export, out));
    if (!outbox.isDelivered(staged)) {
      try {
        outbox.requireNewest(label);
      } catch (IllegalArgumentException e) {
        outbox.discard(label);
        throw e;
      }
    }
    Outbox.Placed placed = outbox.place(staged);
    return new Delivered(placed.folder(), placed.rows(), placed.isNew());
  }

  private static long write(Export export, OutputStream out) {
    CsvWriterSettings settings = new CsvWriterSettings();
    settings.getFormat().setDelimiter(DeliveryTexts.DELIMITER);
    settings.getFormat().setLineSeparator("\n");
    CsvWriter writer = new CsvWriter(out, StandardCharsets.UTF_8, settings);
    writer.writeHeaders(Export.columns());
    for (Figure figure : export.figures()) {
      writer.writeRow(figure.cells());
    }
    writer.flush();
    return export.figures().size();
  }
}
