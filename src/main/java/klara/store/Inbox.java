package klara.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import klara.delivery.Arrivals;
import klara.delivery.Delivery;
import klara.delivery.Manifest;
import klara.delivery.Manifest.DataFile;

/**
 * The folder of deliveries: {@code <register>/<period>/v<NN>_<YYYYMMDD>/} with data files and a
 * manifest. Nothing here changes it.
 */
public record Inbox(Storage storage, String folder) {
  private static final String NOT_AS_AGREED = "not_as_agreed";
  private static final long LONGEST_MANIFEST = 1 << 20;
  private static final String UNREADABLE =
      "cannot be read: permission is missing or the storage fails";

  /**
   * Lists what lies there.
   *
   * @throws UncheckedIOException where the folder of all cannot be read; of others it is said
   */
  public Arrivals arrivals() {
    Arrivals arrivals = new Arrivals(new ArrayList<>(), new TreeMap<>(), new ArrayList<>());
    for (Storage.Item register : folders(storage.list(folder))) {
      Strangers strangers = new Strangers(register.name(), arrivals);
      for (Storage.Item period : strangers.admitted(register)) {
        for (Storage.Item version : strangers.admitted(period)) {
          Optional<List<Storage.Item>> content = content(version);
          Optional<Storage.Item> manifest = content.flatMap(Inbox::manifest);
          boolean isReady = content.isEmpty() || manifest.isPresent();
          if (!strangers.isKnown(register, period, version, isReady)) {
            continue;
          }
          String id = register.name() + "/" + period.name() + "/" + version.name();
          if (!version.isPlain()) {
            arrivals.refused().put(id, "the folder is a link, which is not followed");
          } else if (content.isEmpty()) {
            arrivals.refused().put(id, "the folder " + UNREADABLE);
          } else if (manifest.isEmpty()) {
            arrivals.notReady().add(id);
          } else {
            admit(arrivals, id, version, manifest.get());
          }
        }
      }
    }
    return arrivals;
  }

  /** What lies in a folder, nothing where it is a link; empty where it cannot be read. */
  private Optional<List<Storage.Item>> content(Storage.Item folder) {
    try {
      return Optional.of(folder.isPlain() ? storage.list(folder.path()) : List.of());
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private void admit(Arrivals arrivals, String id, Storage.Item version, Storage.Item manifest) {
    try {
      arrivals.deliveries().add(delivery(id, version, text(manifest)));
    } catch (IllegalArgumentException e) {
      arrivals.refused().put(id, String.valueOf(e.getMessage()));
    }
  }

  private String text(Storage.Item manifest) {
    if (!manifest.isPlain() || manifest.isFolder()) {
      throw new IllegalArgumentException(
          "manifest.json is a link or no file, which is not followed");
    }
    if (manifest.bytes() > LONGEST_MANIFEST) {
      throw new IllegalArgumentException("manifest.json has more than 1 MB");
    }
    return read(manifest.path())
        .orElseThrow(() -> new IllegalArgumentException("manifest.json " + UNREADABLE));
  }

  private Optional<String> read(String path) {
    try {
      return storage.text(path);
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Storage.Item> manifest(List<Storage.Item> content) {
    return content.stream().filter(item -> item.name().equals(Manifest.FILE_NAME)).findFirst();
  }

  private static List<Storage.Item> folders(List<Storage.Item> content) {
    return content.stream()
        .filter(item -> item.isFolder() && !item.name().startsWith("."))
        .toList();
  }

  /** Folders of one register whose names cannot be repeated: they are counted instead. */
  private final class Strangers {
    private final String register;
    private final Arrivals arrivals;
    private int count;

    Strangers(String register, Arrivals arrivals) {
      this.register = PlainName.REGISTER.isFormOf(register) ? register : "unknown";
      this.arrivals = arrivals;
    }

    /** What a folder of folders holds; where it is a link nobody looks. */
    List<Storage.Item> admitted(Storage.Item item) {
      Optional<List<Storage.Item>> content = content(item);
      if (item.isPlain() && content.isPresent()) {
        return folders(content.get());
      }
      String why = item.isPlain() ? UNREADABLE : "is a link, which is not followed";
      arrivals.refused().put(next(), "a folder of %s %s".formatted(register, why));
      return List.of();
    }

    boolean isKnown(
        Storage.Item register, Storage.Item period, Storage.Item version, boolean isReady) {
      if (PlainName.REGISTER.isFormOf(register.name())
          && PlainName.PERIOD.isFormOf(period.name())
          && PlainName.VERSION.isFormOf(version.name())) {
        return true;
      }
      if (isReady) {
        arrivals
            .refused()
            .put(
                next(),
                "a folder of %s is not named as agreed: <period>/v<NN>_<YYYYMMDD>"
                    .formatted(this.register));
      } else {
        arrivals.notReady().add(next());
      }
      return false;
    }

    private String next() {
      count++;
      return "%s/%s/%d".formatted(register, NOT_AS_AGREED, count);
    }
  }

  private static Delivery delivery(String id, Storage.Item folder, String text) {
    Manifest manifest = Manifest.parse(text);
    String[] names = id.split("/", -1);
    List<String> faults = ManifestChecks.faults(manifest, names[0], names[1], names[2]);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "manifest.json is not as agreed: " + String.join("; ", faults));
    }
    return new Delivery(id, folder.path(), manifest, Storage.digest(text));
  }

  /** Sizes and times of a delivery's files: changes when a file is touched. */
  public String fingerprint(Delivery delivery) {
    List<String> parts = new ArrayList<>(List.of(delivery.digest()));
    for (Storage.Item item : lying(delivery)) {
      parts.add(item.name() + " " + item.bytes() + " " + item.modifiedAt());
    }
    return Storage.digest(parts);
  }

  /** Nothing where it can no longer be read: its files are then missing. */
  private List<Storage.Item> lying(Delivery delivery) {
    try {
      return storage.list(delivery.folder());
    } catch (UncheckedIOException e) {
      return List.of();
    }
  }

  /** Whether its manifest is still the one that was read. */
  public boolean isAsPlanned(Delivery delivery) {
    return read(delivery.folder() + "/" + Manifest.FILE_NAME)
        .map(Storage::digest)
        .filter(delivery.digest()::equals)
        .isPresent();
  }

  /** Holds a delivery's files against its manifest, byte by byte. */
  public Examined examined(Delivery delivery) {
    Map<String, Storage.Item> found = new TreeMap<>();
    lying(delivery).stream()
        .filter(item -> !item.isFolder())
        .forEach(item -> found.put(item.name(), item));
    List<String> faults = new ArrayList<>();
    List<FileFacts> files = new ArrayList<>();
    boolean isRead = true;
    for (DataFile file : delivery.manifest().files()) {
      Storage.Item item = found.get(file.name());
      if (item == null) {
        faults.add("file " + file.name() + " is missing");
      } else if (!item.isPlain()) {
        faults.add("file " + file.name() + " is a link or no plain file, which is not followed");
      } else if (item.bytes() != file.bytes()) {
        faults.add(
            "file %s has %d bytes, the manifest says %d"
                .formatted(file.name(), item.bytes(), file.bytes()));
      } else {
        Optional<FileFacts> looked = facts(delivery, file);
        if (looked.isEmpty()) {
          isRead = false;
          faults.add("file " + file.name() + " " + UNREADABLE);
          continue;
        }
        FileFacts facts = looked.get();
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
        ? new Examined(delivery, isRead, Optional.empty(), files)
        : new Examined(delivery, isRead, Optional.of(String.join("; ", faults)), List.of());
  }

  /** Empty where the file cannot be read. */
  private Optional<FileFacts> facts(Delivery delivery, DataFile file) {
    try {
      return Optional.of(FileFacts.of(storage, delivery.folder() + "/" + file.name()));
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }
}
