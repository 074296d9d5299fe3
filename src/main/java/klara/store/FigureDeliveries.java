package klara.store;

import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import klara.delivery.Export;
import klara.delivery.Figure;
import klara.delivery.Manifest;
import klara.register.AggregateFigures;

/**
 * Official figures on their way into an inbox, the manifest last. The same figures are not
 * delivered twice, and an older extract never replaces a newer one.
 */
public final class FigureDeliveries {
  private static final Pattern VERSION = Pattern.compile("v([0-9]{2,8})_([0-9]{8})");
  private static final String TABELL = AggregateFigures.REGISTER.tabell();
  private static final String DATA_FILE = TABELL + ".csv";

  private final Storage storage;
  private final String inbox;

  public FigureDeliveries(Storage storage, String inbox) {
    this.storage = storage;
    this.inbox = inbox;
  }

  /**
   * Where the figures lie.
   *
   * @param folder of the delivery
   * @param rows figures in it
   * @param isNew false where the newest delivery had the same figures already
   */
  public record Delivered(String folder, long rows, boolean isNew) {}

  private record Version(String folder, int number, String day) {}

  /**
   * Delivers an export.
   *
   * @param changedOn the day that counts where the publisher gave none
   * @throws IllegalArgumentException where a newer extract lies there already
   */
  public Delivered deliver(Export export, LocalDate changedOn) {
    String periodFolder = inbox + "/" + TABELL + "/" + export.period();
    byte[] bytes = csv(export.figures()).getBytes(StandardCharsets.UTF_8);
    Manifest.DataFile file =
        new Manifest.DataFile(
            DATA_FILE,
            bytes.length,
            HexFormat.of().formatHex(HashedOutput.sha256Digest().digest(bytes)),
            export.figures().size());
    LocalDate day = export.extractedOn().orElse(changedOn);
    List<Version> versions = versions(periodFolder);
    Optional<Version> newest =
        versions.stream()
            .filter(version -> manifest(version).isPresent())
            .reduce((older, newer) -> newer);
    if (newest
        .flatMap(this::manifest)
        .filter(has -> has.files().equals(List.of(file)))
        .isPresent()) {
      return new Delivered(newest.get().folder(), file.rows(), false);
    }
    String stamp = day.format(DateTimeFormatter.BASIC_ISO_DATE);
    newest
        .filter(version -> version.day().compareTo(stamp) > 0)
        .ifPresent(
            version -> {
              throw new IllegalArgumentException(
                  "it is of %s, and a later one was delivered: %s"
                      .formatted(day, version.folder()));
            });
    int number = versions.stream().mapToInt(Version::number).max().orElse(0) + 1;
    String folder = periodFolder + "/" + String.format(Locale.ROOT, "v%02d_%s", number, stamp);
    storage.replace(folder + "/" + DATA_FILE, new String(bytes, StandardCharsets.UTF_8));
    storage.replace(
        folder + "/" + Manifest.FILE_NAME, manifest(export.period(), number, day, file).json());
    return new Delivered(folder, file.rows(), true);
  }

  private static Manifest manifest(
      String period, int number, LocalDate day, Manifest.DataFile file) {
    ZonedDateTime midnight = day.atStartOfDay(ExportFile.SWEDEN);
    return new Manifest(
        TABELL,
        period,
        number,
        "riket",
        midnight.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME),
        "1",
        "utf-8",
        String.valueOf(DeliveryTexts.DELIMITER),
        ".",
        List.of(""),
        List.of(file));
  }

  /** The versions of a period, oldest first, ready or not. */
  private List<Version> versions(String periodFolder) {
    return storage.list(periodFolder).stream()
        .filter(Storage.Item::isFolder)
        .flatMap(
            item -> {
              Matcher name = VERSION.matcher(item.name());
              return name.matches()
                  ? Optional.of(
                      new Version(item.path(), Integer.parseInt(name.group(1)), name.group(2)))
                      .stream()
                  : java.util.stream.Stream.empty();
            })
        .sorted(java.util.Comparator.comparingInt(Version::number))
        .toList();
  }

  private Optional<Manifest> manifest(Version version) {
    return storage.text(version.folder() + "/" + Manifest.FILE_NAME).map(Manifest::parse);
  }

  private static String csv(List<Figure> figures) {
    CsvWriterSettings settings = new CsvWriterSettings();
    settings.getFormat().setDelimiter(DeliveryTexts.DELIMITER);
    settings.getFormat().setLineSeparator("\n");
    StringWriter text = new StringWriter();
    CsvWriter writer = new CsvWriter(text, settings);
    writer.writeHeaders(Export.columns());
    for (Figure figure : figures) {
      writer.writeRow(figure.cells());
    }
    writer.close();
    return text.toString();
  }
}
