package klara.twin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import klara.delivery.Manifest;
import klara.register.Register;
import klara.store.DeliveryFile;
import klara.store.DeliveryFile.Format;
import klara.store.DeliveryTexts;
import klara.store.WrittenFile;

/** The deliveries of an inbox while they are being written; may be used from several threads. */
final class Deliveries {
  /**
   * A delivery to be.
   *
   * @param register what it delivers
   * @param period what its rows are about
   * @param deliveredOn when it came
   */
  record Delivery(Register register, String period, LocalDate deliveredOn) {
    /** Its folder in the inbox. */
    String folder() {
      return "%s/%s/v01_%s"
          .formatted(
              register.tabell(),
              period.replace('/', '_'),
              deliveredOn.format(DateTimeFormatter.BASIC_ISO_DATE));
    }
  }

  private static final LocalTime IN_THE_MORNING = LocalTime.of(6, 0);
  private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");
  private static final String SCHEMA_VERSION = "1";

  private final Path inbox;
  private final Format format;
  private final Map<String, Delivery> deliveries = new TreeMap<>();
  private final Map<String, List<WrittenFile>> files = new TreeMap<>();

  Deliveries(Path inbox, Format format) {
    this.inbox = inbox;
    this.format = format;
  }

  /** Makes room for registers that are about to be written. */
  void clear(Set<Register> registers) throws IOException {
    for (Register register : registers) {
      DeliveryTexts.remove(inbox.resolve(register.tabell()));
    }
  }

  RegisterFile open(Delivery delivery, String name, Faults faults) throws IOException {
    DeliveryFile file =
        DeliveryFile.open(
            inbox.resolve(delivery.folder()),
            name,
            format,
            RegisterFile.columns(delivery.register()));
    return new RegisterFile(delivery.register(), file, faults, done -> add(delivery, done));
  }

  private synchronized void add(Delivery delivery, WrittenFile file) {
    deliveries.put(delivery.folder(), delivery);
    files.computeIfAbsent(delivery.folder(), folder -> new ArrayList<>()).add(file);
  }

  /** Writes the manifests, which makes the deliveries ready. */
  synchronized void finish() throws IOException {
    for (Map.Entry<String, Delivery> entry : deliveries.entrySet()) {
      Delivery delivery = entry.getValue();
      List<Manifest.DataFile> data =
          files.getOrDefault(entry.getKey(), List.of()).stream()
              .sorted(Comparator.comparing(WrittenFile::name))
              .map(f -> new Manifest.DataFile(f.name(), f.bytes(), f.sha256(), f.rows()))
              .toList();
      Manifest manifest =
          new Manifest(
              delivery.register().tabell(),
              delivery.period(),
              1,
              "riket",
              delivery
                  .deliveredOn()
                  .atTime(IN_THE_MORNING)
                  .atZone(SWEDEN)
                  .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME),
              SCHEMA_VERSION,
              StandardCharsets.UTF_8.name().toLowerCase(java.util.Locale.ROOT),
              ";",
              ".",
              List.of(""),
              data);
      DeliveryTexts.write(
          inbox.resolve(entry.getKey()).resolve(Manifest.FILE_NAME), manifest.json());
    }
  }

  /** Rows by register, of what has been written. */
  synchronized Map<String, Long> rows() {
    return deliveries.entrySet().stream()
        .collect(
            Collectors.groupingBy(
                entry -> entry.getValue().register().tabell(),
                TreeMap::new,
                Collectors.summingLong(
                    entry ->
                        files.getOrDefault(entry.getKey(), List.of()).stream()
                            .mapToLong(WrittenFile::rows)
                            .sum())));
  }
}
