package klara.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import klara.delivery.Arrivals;
import klara.delivery.Delivery;
import klara.delivery.Manifest;
import klara.delivery.Manifest.DataFile;
import klara.register.Conform;
import klara.register.Registers;

/**
 * The folder of deliveries: {@code <register>/<period>/v<NN>_<YYYYMMDD>/} with data files and a
 * manifest. Nothing here changes it.
 */
public record Inbox(Storage storage, String folder) {
  private static final Pattern VERSION = Pattern.compile("v[0-9]{2,}_[0-9]{8}");
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]*");
  private static final Pattern PLAIN_ENDING =
      Pattern.compile("[.](csv|txt|tsv)([.]gz)?$|[.]parquet$");

  /** Lists what lies there. */
  public Arrivals arrivals() {
    List<Delivery> deliveries = new ArrayList<>();
    Map<String, String> refused = new TreeMap<>();
    List<String> notReady = new ArrayList<>();
    for (Storage.Item register : folders(folder)) {
      for (Storage.Item period : folders(register.path())) {
        for (Storage.Item version : folders(period.path())) {
          String id = register.name() + "/" + period.name() + "/" + version.name();
          Optional<String> manifest = storage.text(version.path() + "/" + Manifest.FILE_NAME);
          if (manifest.isEmpty()) {
            notReady.add(id);
            continue;
          }
          try {
            deliveries.add(delivery(id, version, register.name(), period.name(), manifest.get()));
          } catch (IllegalArgumentException e) {
            refused.put(id, String.valueOf(e.getMessage()));
          }
        }
      }
    }
    return new Arrivals(deliveries, refused, notReady);
  }

  private List<Storage.Item> folders(String path) {
    return storage.list(path).stream()
        .filter(item -> item.isFolder() && !item.name().startsWith("."))
        .toList();
  }

  private static Delivery delivery(
      String id, Storage.Item folder, String register, String period, String text) {
    Manifest manifest = Manifest.parse(text);
    List<String> faults = new ArrayList<>();
    if (!manifest.tabell().equals(register)) {
      faults.add("tabell is not the folder's");
    }
    if (!Registers.named(register).isPresent()) {
      faults.add("tabell is not in the input contract");
    }
    if (!manifest.periodFolder().equals(period)) {
      faults.add("period is not the folder's");
    }
    if (!VERSION.matcher(folder.name()).matches()
        || Integer.parseInt(folder.name().substring(1, folder.name().indexOf('_')))
            != manifest.version()) {
      faults.add("the folder must be named v<NN>_<YYYYMMDD> with the manifest's version");
    }
    if (!manifest.period().matches("[0-9]{4}.*")) {
      faults.add("period must begin with a year");
    }
    if (!List.of(Manifest.FULL, Manifest.DELTA).contains(manifest.kind())) {
      faults.add("kind must be full or delta");
    }
    if (manifest.isDelta() != (manifest.baseVersion() > 0)
        || manifest.baseVersion() >= manifest.version()) {
      faults.add("base_version must name an earlier version in a delta, and stands in no other");
    }
    if (!manifest.scope().matches("riket|kommun:[0-9]{4}|skolenhet:[1-9][0-9]{7}")) {
      faults.add("scope must be riket, kommun:CODE or skolenhet:CODE");
    } else if (Registers.named(register)
        .filter(one -> !Conform.isScope(one, manifest.scope()))
        .isPresent()) {
      faults.add("scope must be one that rows of this register can lie in");
    }
    if (manifest.files().stream().anyMatch(file -> !PLAIN_ENDING.matcher(file.name()).find())) {
      faults.add("files must be .csv, .txt, .tsv, packed as .gz or not, or .parquet");
    }
    if (manifest.files().stream().map(DataFile::name).distinct().count()
        < manifest.files().size()) {
      faults.add("a file is named twice");
    }
    if (manifest.version() < 1) {
      faults.add("version must be 1 or more");
    }
    if (manifest.delimiter().length() > 1) {
      faults.add("delimiter must be one character");
    }
    if (manifest.files().stream().anyMatch(file -> !PLAIN_NAME.matcher(file.name()).matches())) {
      faults.add("file names must be plain names beside the manifest");
    }
    if (manifest.files().isEmpty()) {
      faults.add("files must not be empty");
    }
    try {
      OffsetDateTime.parse(manifest.deliveredAt());
    } catch (DateTimeParseException e) {
      faults.add("delivered_at must be ISO 8601 with an offset");
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "manifest.json is not as agreed: " + String.join("; ", faults));
    }
    return new Delivery(id, folder.path(), manifest, Storage.digest(text));
  }

  /** Sizes and times of a delivery's files: changes when a file is touched. */
  public String fingerprint(Delivery delivery) {
    List<String> parts = new ArrayList<>(List.of(delivery.digest()));
    for (Storage.Item item : storage.list(delivery.folder())) {
      parts.add(item.name() + " " + item.bytes() + " " + item.modifiedAt());
    }
    return Storage.digest(parts);
  }

  /** Whether its manifest is still the one that was read. */
  public boolean isAsPlanned(Delivery delivery) {
    return storage
        .text(delivery.folder() + "/" + Manifest.FILE_NAME)
        .map(Storage::digest)
        .filter(delivery.digest()::equals)
        .isPresent();
  }

  /** Holds a delivery's files against its manifest, byte by byte. */
  public Examined examined(Delivery delivery) {
    Map<String, Storage.Item> found = new TreeMap<>();
    storage.list(delivery.folder()).stream()
        .filter(item -> !item.isFolder())
        .forEach(item -> found.put(item.name(), item));
    List<String> faults = new ArrayList<>();
    List<FileFacts> files = new ArrayList<>();
    for (DataFile file : delivery.manifest().files()) {
      Storage.Item item = found.get(file.name());
      if (item == null) {
        faults.add("file " + file.name() + " is missing");
      } else if (item.bytes() != file.bytes()) {
        faults.add(
            "file %s has %d bytes, the manifest says %d"
                .formatted(file.name(), item.bytes(), file.bytes()));
      } else {
        FileFacts facts = facts(delivery, file);
        files.add(facts);
        if (!facts.sha256().equalsIgnoreCase(file.sha256())) {
          faults.add("file " + file.name() + " does not have the manifest's SHA-256");
        } else if (facts.fault().isPresent()) {
          faults.add("file " + file.name() + " " + facts.fault().get());
        } else if (facts.rows() != file.rows()) {
          faults.add(
              "file %s has %d rows, the manifest says %d"
                  .formatted(file.name(), facts.rows(), file.rows()));
        }
      }
    }
    return faults.isEmpty()
        ? new Examined(delivery, Optional.empty(), files)
        : new Examined(delivery, Optional.of(String.join("; ", faults)), List.of());
  }

  private FileFacts facts(Delivery delivery, DataFile file) {
    try {
      return FileFacts.of(storage, delivery.folder() + "/" + file.name());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
