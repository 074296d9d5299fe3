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

  /** Lists what lies there. */
  public Arrivals arrivals() {
    Arrivals arrivals = new Arrivals(new ArrayList<>(), new TreeMap<>(), new ArrayList<>());
    for (Storage.Item register : folders(folder)) {
      Strangers strangers = new Strangers(register.name(), arrivals);
      for (Storage.Item period : strangers.admitted(register)) {
        for (Storage.Item version : strangers.admitted(period)) {
          Optional<Storage.Item> manifest = manifest(version);
          if (!strangers.isKnown(register, period, version, manifest.isPresent())) {
            continue;
          }
          String id = register.name() + "/" + period.name() + "/" + version.name();
          if (!version.isPlain()) {
            arrivals.refused().put(id, "the folder is a link, which is not followed");
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
    return storage.text(manifest.path()).orElse("");
  }

  private Optional<Storage.Item> manifest(Storage.Item version) {
    return version.isPlain()
        ? storage.list(version.path()).stream()
            .filter(item -> item.name().equals(Manifest.FILE_NAME))
            .findFirst()
        : Optional.empty();
  }

  private List<Storage.Item> folders(String path) {
    return storage.list(path).stream()
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
      if (item.isPlain()) {
        return folders(item.path());
      }
      arrivals
          .refused()
          .put(next(), "a folder of %s is a link, which is not followed".formatted(register));
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
      } else if (!item.isPlain()) {
        faults.add("file " + file.name() + " is a link or no plain file, which is not followed");
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
