package klara.store;

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
import klara.register.Registers;

/**
 * The folder of deliveries: {@code <register>/<period>/v<NN>_<YYYYMMDD>/} with data files and a
 * manifest. Nothing here changes it.
 */
public record Inbox(Storage storage, String folder) {
  private static final Pattern VERSION = Pattern.compile("v[0-9]{2,}_[0-9]{8}");
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_.-]+");

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
    if (!Registers.isDeclared(register)) {
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
    if (!manifest.kind().equals("full")) {
      faults.add("kind must be full: deltas are not taken in yet");
    }
    if (!manifest.scope().matches("riket|kommun:[0-9]{4}|skolenhet:[1-9][0-9]{7}")) {
      faults.add("scope must be riket, kommun:CODE or skolenhet:CODE");
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

  /**
   * Compares the files with the manifest.
   *
   * @return what is wrong, or empty
   */
  public Optional<String> fault(Delivery delivery) {
    List<String> faults = new ArrayList<>();
    for (DataFile file : delivery.manifest().files()) {
      String path = delivery.folder() + "/" + file.name();
      Optional<Storage.Item> found =
          storage.list(delivery.folder()).stream()
              .filter(item -> item.name().equals(file.name()) && !item.isFolder())
              .findFirst();
      if (found.isEmpty()) {
        faults.add("file " + file.name() + " is missing");
      } else if (found.get().bytes() != file.bytes()) {
        faults.add(
            "file %s has %d bytes, the manifest says %d"
                .formatted(file.name(), found.get().bytes(), file.bytes()));
      } else if (!storage.sha256(path).equals(file.sha256())) {
        faults.add("file " + file.name() + " does not have the manifest's SHA-256");
      } else if (file.name().endsWith(".parquet") && !isParquet(path, file.bytes())) {
        faults.add("file " + file.name() + " is not Parquet");
      }
    }
    return faults.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", faults));
  }

  private boolean isParquet(String path, long bytes) {
    byte[] head = storage.head(path, 4);
    return bytes >= 12
        && new String(head, java.nio.charset.StandardCharsets.US_ASCII).equals("PAR1");
  }
}
