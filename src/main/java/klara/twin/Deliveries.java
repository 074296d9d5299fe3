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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import klara.delivery.Manifest;
import klara.register.Register;
import klara.store.DeliveryColumn;
import klara.store.DeliveryFile;
import klara.store.DeliveryTexts;
import klara.store.WrittenFile;
import klara.twin.Faults.Planted;
import klara.twin.FirstVersion.Changed;

/** The deliveries of an inbox while they are being written; may be used from several threads. */
final class Deliveries {
  /**
   * A delivery to be.
   *
   * @param register what it delivers
   * @param period what its rows are about
   * @param deliveredOn when it came
   * @param version 1 unless something older lies beside it
   * @param municipality the only one whose schools it is about; empty for the whole country
   */
  record Delivery(
      Register register,
      String period,
      LocalDate deliveredOn,
      int version,
      Optional<Municipality> municipality) {
    Delivery(Register register, String period, LocalDate deliveredOn) {
      this(register, period, deliveredOn, 1, Optional.empty());
    }

    /** Its folder in the inbox. */
    String id() {
      return "%s/%s/v%02d_%s"
          .formatted(
              register.tabell(),
              period.replace('/', '_'),
              version,
              deliveredOn.format(DateTimeFormatter.BASIC_ISO_DATE));
    }

    String scope() {
      return municipality.map(one -> "kommun:" + one.code()).orElse("riket");
    }
  }

  private static final LocalTime IN_THE_MORNING = LocalTime.of(6, 0);
  private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");
  private static final String SCHEMA_VERSION = "1";

  private final Path inbox;
  private final TwinSettings settings;
  private final Schools schools;
  private final Map<String, Delivery> deliveries = new TreeMap<>();
  private final Map<String, List<WrittenFile>> files = new TreeMap<>();
  private final List<Planted> planted = new ArrayList<>();
  private final List<Changed> corrections = new ArrayList<>();

  Deliveries(Path inbox, TwinSettings settings, Schools schools) {
    this.inbox = inbox;
    this.settings = settings;
    this.schools = schools;
  }

  /** Makes room for registers that are about to be written. */
  void clear(Set<Register> registers) throws IOException {
    for (Register register : registers) {
      DeliveryTexts.remove(inbox.resolve(register.tabell()));
    }
  }

  /**
   * Begins a file of a delivery, with faults where the twin is to be dirty.
   *
   * @param name without ending
   */
  RegisterFile open(Delivery delivery, String name) throws IOException {
    return open(delivery, name, RegisterFile.columns(delivery.register()));
  }

  /** The same with other columns than the register's, which a receiver understands all the same. */
  RegisterFile open(Delivery delivery, String name, List<DeliveryColumn> columns)
      throws IOException {
    Optional<Correction> correction =
        settings.isDirty() ? Optional.empty() : Correction.of(delivery);
    Delivery standing = correction.map(one -> one.corrected(delivery)).orElse(delivery);
    RegisterFile file =
        new RegisterFile(
            standing,
            name + "." + settings.format().ending(),
            columns,
            file(standing, name, columns),
            faults(standing, name),
            (written, faults) -> add(standing, written, faults));
    if (correction.isPresent()) {
      int column = file.column(correction.get().wrong());
      DeliveryFile before = file(delivery, name, columns);
      file.after(new FirstVersion(correction.get(), delivery, standing, before, column), this::add);
    }
    return file;
  }

  private DeliveryFile file(Delivery delivery, String name, List<DeliveryColumn> columns)
      throws IOException {
    return DeliveryFile.open(inbox.resolve(delivery.id()), name, settings.format(), columns);
  }

  private Faults faults(Delivery delivery, String name) {
    int first =
        Seeds.random(
                settings.seed(), Seeds.Purpose.FAULTS, delivery.id().hashCode(), name.hashCode())
            .nextInt(Short.MAX_VALUE);
    return new Faults(
        settings.isDirty() ? RowFaults.of(delivery, schools) : List.of(),
        RowFaults.every(delivery.register()),
        first);
  }

  private synchronized void add(Delivery delivery, WrittenFile file, List<Planted> faults) {
    deliveries.put(delivery.id(), delivery);
    files.computeIfAbsent(delivery.id(), id -> new ArrayList<>()).add(file);
    planted.addAll(faults);
  }

  private synchronized void add(FirstVersion first, WrittenFile file) {
    add(first.delivery(), file, List.of());
    corrections.add(first.changed());
  }

  /** What corrections changed, file by file, in no order. */
  synchronized List<Changed> corrections() {
    return List.copyOf(corrections);
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
              delivery.version(),
              delivery.scope(),
              delivery
                  .deliveredOn()
                  .atTime(IN_THE_MORNING)
                  .atZone(SWEDEN)
                  .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME),
              SCHEMA_VERSION,
              StandardCharsets.UTF_8.name().toLowerCase(Locale.ROOT),
              ";",
              ".",
              List.of(""),
              data);
      DeliveryTexts.write(
          inbox.resolve(entry.getKey()).resolve(Manifest.FILE_NAME), manifest.json());
    }
  }

  /** What has been written, by id. */
  synchronized List<Delivery> all() {
    return List.copyOf(deliveries.values());
  }

  /** What was planted, by delivery, file and line. */
  synchronized List<Planted> planted() {
    return planted.stream()
        .sorted(
            Comparator.comparing(Planted::delivery)
                .thenComparing(Planted::file)
                .thenComparingLong(Planted::line))
        .toList();
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
