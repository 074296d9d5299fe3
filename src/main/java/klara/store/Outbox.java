package klara.store;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import klara.delivery.Manifest;

/**
 * Deliveries on their way into an inbox: written where nobody looks, then moved to their place, the
 * manifest last. The same bytes are not delivered twice, and an older delivery never replaces a
 * newer one.
 */
final class Outbox {
  private static final Pattern VERSION = Pattern.compile("v([0-9]{2,8})_([0-9]{8})");

  /** Folders that begin with a point are none of the inbox. */
  private static final String UNFINISHED = ".unfinished";

  private final Storage storage;
  private final String inbox;

  Outbox(Storage storage, String inbox) {
    this.storage = storage;
    this.inbox = inbox;
  }

  /**
   * What a delivery is of.
   *
   * @param day that it was delivered, or taken out of its register
   */
  record Label(String tabell, String period, String scope, LocalDate day) {
    private String periodFolder() {
      return tabell + "/" + period.replace('/', '_');
    }
  }

  /** Writes the data file and counts its rows. */
  interface Content {
    long writeTo(OutputStream out) throws IOException;
  }

  /** A delivery that is written but not there yet. */
  record Staged(Label label, Manifest.DataFile file) {}

  /**
   * Where a delivery lies.
   *
   * @param folder of the delivery
   * @param rows in it
   * @param isNew false where the newest delivery had the same already
   */
  record Placed(String folder, long rows, boolean isNew) {}

  private record Version(String folder, int number, String day) {}

  /** Writes a delivery to where nobody looks for one. */
  Staged stage(Label label, Content content) {
    String path = unfinished(label) + "/" + label.tabell() + ".csv";
    try (HashedOutput out = new HashedOutput(storage.create(path))) {
      long rows = content.writeTo(out);
      out.flush();
      return new Staged(
          label, new Manifest.DataFile(label.tabell() + ".csv", out.getPos(), out.sha256(), rows));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + path, e);
    }
  }

  /** Removes what was written. */
  void discard(Label label) {
    storage.delete(unfinished(label));
  }

  private String unfinished(Label label) {
    String scope = label.scope().replace(':', '_');
    return inbox + "/" + label.periodFolder() + "/" + UNFINISHED + "_" + scope;
  }

  /**
   * Demands that nothing newer lies there.
   *
   * @throws IllegalArgumentException which names what does
   */
  void requireNewest(Label label) {
    newest(label)
        .filter(version -> version.day().compareTo(stamp(label)) > 0)
        .ifPresent(
            version -> {
              throw new IllegalArgumentException(
                  "it is of %s, and a later one was delivered: %s"
                      .formatted(label.day(), version.folder()));
            });
  }

  /** Whether the newest delivery has the very same file. */
  boolean isDelivered(Staged staged) {
    return same(staged).isPresent();
  }

  private Optional<Version> same(Staged staged) {
    return newest(staged.label())
        .filter(
            version ->
                manifest(version)
                    .filter(has -> has.files().equals(List.of(staged.file())))
                    .isPresent());
  }

  /** Moves a delivery to its place, as the next version. */
  Placed place(Staged staged) {
    Label label = staged.label();
    Optional<Version> same = same(staged);
    if (same.isPresent()) {
      discard(label);
      return new Placed(same.get().folder(), staged.file().rows(), false);
    }
    int number = versions(label).mapToInt(Version::number).max().orElse(0) + 1;
    String folder =
        "%s/%s/%s"
            .formatted(
                inbox,
                label.periodFolder(),
                String.format(Locale.ROOT, "v%02d_%s", number, stamp(label)));
    storage.move(unfinished(label), folder);
    storage.replace(folder + "/" + Manifest.FILE_NAME, manifest(staged, number).json());
    return new Placed(folder, staged.file().rows(), true);
  }

  private static String stamp(Label label) {
    return label.day().format(DateTimeFormatter.BASIC_ISO_DATE);
  }

  private static Manifest manifest(Staged staged, int number) {
    Label label = staged.label();
    return new Manifest(
        label.tabell(),
        label.period(),
        number,
        label.scope(),
        label.day().atStartOfDay(ExportFile.SWEDEN).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME),
        "1",
        "utf-8",
        String.valueOf(DeliveryTexts.DELIMITER),
        ".",
        List.of(""),
        List.of(staged.file()));
  }

  /** The versions of a period, ready or not, of whatever scope. */
  private Stream<Version> versions(Label label) {
    return storage.list(inbox + "/" + label.periodFolder()).stream()
        .filter(Storage.Item::isFolder)
        .flatMap(
            item -> {
              Matcher name = VERSION.matcher(item.name());
              return name.matches()
                  ? Stream.of(
                      new Version(item.path(), Integer.parseInt(name.group(1)), name.group(2)))
                  : Stream.empty();
            });
  }

  private Optional<Version> newest(Label label) {
    return versions(label)
        .filter(
            version ->
                manifest(version).filter(has -> has.scope().equals(label.scope())).isPresent())
        .max(Comparator.comparingInt(Version::number));
  }

  private Optional<Manifest> manifest(Version version) {
    return storage.text(version.folder() + "/" + Manifest.FILE_NAME).map(Manifest::parse);
  }
}
