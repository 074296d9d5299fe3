package klara.twin;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import klara.delivery.Manifest;
import klara.delivery.Manifest.DataFile;
import klara.register.Register;
import klara.store.DeliveryFile;
import klara.store.DeliveryFile.Format;
import klara.store.DeliveryRow;
import klara.store.DeliveryTexts;
import klara.store.Text;
import klara.store.WrittenFile;
import klara.twin.Deliveries.Delivery;

/** A copy of a delivery, changed, in a folder of its own beside it. */
final class DeliveryCopy {
  private static final int SOME_DAYS = 21;
  private static final int PARQUET_ROWS = 500;

  private final Path inbox;
  private final Path from;
  private final Register register;
  private final Manifest of;
  private final int version;
  private final String id;

  /**
   * Prepares a copy.
   *
   * @param inbox where both lie
   * @param delivery to copy
   * @param version of the copy
   */
  DeliveryCopy(Path inbox, Delivery delivery, int version) throws IOException {
    this.inbox = inbox;
    this.version = version;
    register = delivery.register();
    from = inbox.resolve(delivery.id());
    of = Manifest.parse(DeliveryTexts.text(from.resolve(Manifest.FILE_NAME)));
    LocalDate on = delivery.deliveredOn().plusDays(SOME_DAYS);
    id = new Delivery(register, delivery.period(), on, version, delivery.municipality()).id();
  }

  String id() {
    return id;
  }

  /** Writes the files as they are. */
  List<DataFile> files() throws IOException {
    return files(UnaryOperator.identity());
  }

  /** Writes the files, each changed, and describes them as they are. */
  List<DataFile> files(UnaryOperator<byte[]> change) throws IOException {
    List<DataFile> files = new ArrayList<>();
    for (DataFile file : of.files()) {
      byte[] bytes = change.apply(DeliveryTexts.bytes(from.resolve(file.name())));
      long lines = IntStream.range(0, bytes.length).filter(i -> bytes[i] == '\n').count();
      files.add(written(file.name(), bytes, lines - 1));
    }
    return files;
  }

  private DataFile written(String name, byte[] bytes, long rows) throws IOException {
    Path file = inbox.resolve(id).resolve(name);
    DeliveryTexts.write(file, bytes);
    WrittenFile written = DeliveryTexts.described(file, rows);
    return new DataFile(name, written.bytes(), written.sha256(), rows);
  }

  /** As many rows as before are promised, so that only the file itself is wrong. */
  DataFile halfAParquetFile() throws IOException {
    String name = "cut";
    DeliveryRow row = new DeliveryRow(register.delivered().size());
    DeliveryFile file =
        DeliveryFile.open(inbox.resolve(id), name, Format.PARQUET, RegisterFile.columns(register));
    try (file) {
      for (int i = 0; i < PARQUET_ROWS; i++) {
        row.set(0, Text.of("twin-cut%05d".formatted(i)));
        file.write(row);
      }
    }
    name = file.written().name();
    byte[] whole = DeliveryTexts.bytes(inbox.resolve(id).resolve(name));
    long rows = of.files().stream().mapToLong(DataFile::rows).sum();
    return written(name, Arrays.copyOf(whole, whole.length / 2), rows);
  }

  void manifest(List<DataFile> files) throws IOException {
    Manifest manifest =
        new Manifest(
            of.tabell(),
            of.period(),
            version,
            of.scope(),
            OffsetDateTime.parse(of.deliveredAt())
                .plusDays(SOME_DAYS)
                .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME),
            of.schemaVersion(),
            of.encoding(),
            of.delimiter(),
            of.decimal(),
            of.nullTokens(),
            files);
    DeliveryTexts.write(inbox.resolve(id).resolve(Manifest.FILE_NAME), manifest.json());
  }
}
