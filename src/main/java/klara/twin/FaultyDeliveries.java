package klara.twin;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import klara.delivery.Manifest.DataFile;
import klara.register.ActivityResponsibility;
import klara.register.Backgrounds;
import klara.register.Register;
import klara.register.UpperSecondaryEnrolments;
import klara.register.Year9Students;
import klara.twin.Deliveries.Delivery;

/**
 * Deliveries that are faulty as a whole, each a copy of a sound one, laid beside it in the same
 * period: whatever becomes of the copy, the sound one is what counts.
 */
final class FaultyDeliveries {
  /**
   * A delivery that was planted.
   *
   * @param delivery its id
   * @param fault its name
   * @param expected what must become of it: rejected, held, superseded or not_ready
   * @param words what is wrong
   */
  record Planted(String delivery, String fault, String expected, String words) {
    Planted(String fault, String expected, String words) {
      this("", fault, expected, words);
    }
  }

  private static final int BAD_ROW_EVERY = 20;

  /** What is done to a copy. */
  @FunctionalInterface
  private interface Spoil {
    void on(DeliveryCopy copy) throws IOException;
  }

  private final Path inbox;
  private final List<Delivery> all;
  private final List<Planted> planted = new ArrayList<>();

  private FaultyDeliveries(Path inbox, List<Delivery> all) {
    this.inbox = inbox;
    this.all = all;
  }

  /**
   * Lays as many as there are periods for: a twin of few cohorts has room for some only.
   *
   * @param inbox where the others lie, complete
   * @param all of them
   * @return what was laid
   */
  static List<Planted> lay(Path inbox, List<Delivery> all) throws IOException {
    FaultyDeliveries faulty = new FaultyDeliveries(inbox, all);
    Iterator<Delivery> sound =
        Stream.of(Year9Students.REGISTER, Backgrounds.REGISTER, UpperSecondaryEnrolments.REGISTER)
            .flatMap(faulty::of)
            .filter(delivery -> delivery.version() == 1)
            .iterator();
    faulty.secondVersions(sound);
    faulty.lay(
        sound,
        1,
        new Planted("same_version", "rejected", "the version was there with other content"),
        copy -> copy.manifest(copy.files(FaultyDeliveries::withoutLastRow)));
    faulty.lay(
        all.stream().filter(delivery -> delivery.version() > 1).iterator(),
        1,
        new Planted("older", "superseded", "a newer version was there before it"),
        copy -> copy.manifest(copy.files(FaultyDeliveries::withoutLastRow)));
    // The reasons of the activity responsibility are the only words with å or ö in every row
    faulty.lay(
        faulty.of(ActivityResponsibility.REGISTER).iterator(),
        2,
        new Planted("encoding", "held", "windows-1252 under a manifest that says utf-8"),
        copy -> copy.manifest(copy.files(FaultyDeliveries::inWindows1252)));
    return faulty.planted;
  }

  private void secondVersions(Iterator<Delivery> sound) throws IOException {
    lay(
        sound,
        2,
        new Planted("rows", "rejected", "the manifest counts a row too many"),
        copy -> copy.manifest(oneRowMore(copy.files())));
    lay(
        sound,
        2,
        new Planted("sha", "rejected", "the SHA-256 is another file's"),
        copy -> copy.manifest(otherHash(copy.files())));
    lay(
        sound,
        2,
        new Planted("half", "held", "half the rows of the version before"),
        copy -> copy.manifest(copy.files(FaultyDeliveries::half)));
    lay(
        sound,
        2,
        new Planted("bad_rows", "held", "more than 1 % of the rows break a rule"),
        copy -> copy.manifest(copy.files(FaultyDeliveries::badRows)));
    lay(
        sound,
        2,
        new Planted("missing_file", "rejected", "a file is missing"),
        copy -> copy.manifest(oneFileMore(copy.files())));
    lay(
        sound,
        2,
        new Planted("column", "rejected", "the header lacks a column"),
        copy -> copy.manifest(copy.files(FaultyDeliveries::withoutIdType)));
    lay(
        sound,
        2,
        new Planted("no_manifest", "not_ready", "the manifest has not come yet"),
        DeliveryCopy::files);
    lay(
        sound,
        2,
        new Planted("parquet_cut", "rejected", "a Parquet file is cut short"),
        copy -> copy.manifest(List.of(copy.halfAParquetFile())));
  }

  private Stream<Delivery> of(Register register) {
    return all.stream().filter(delivery -> delivery.register().equals(register));
  }

  private void lay(Iterator<Delivery> sound, int version, Planted fault, Spoil spoil)
      throws IOException {
    if (sound.hasNext()) {
      DeliveryCopy copy = new DeliveryCopy(inbox, sound.next(), version);
      spoil.on(copy);
      planted.add(new Planted(copy.id(), fault.fault(), fault.expected(), fault.words()));
    }
  }

  // ------------------------------------------------------------------ what is changed

  private static List<DataFile> oneRowMore(List<DataFile> files) {
    DataFile first = files.get(0);
    return claim(
        files, new DataFile(first.name(), first.bytes(), first.sha256(), first.rows() + 1));
  }

  private static List<DataFile> otherHash(List<DataFile> files) {
    DataFile first = files.get(0);
    String other = new StringBuilder(first.sha256()).reverse().toString();
    return claim(files, new DataFile(first.name(), first.bytes(), other, first.rows()));
  }

  private static List<DataFile> claim(List<DataFile> files, DataFile first) {
    return Stream.concat(Stream.of(first), files.stream().skip(1)).toList();
  }

  private static List<DataFile> oneFileMore(List<DataFile> files) {
    DataFile first = files.get(0);
    DataFile other = new DataFile("not-sent.csv", first.bytes(), first.sha256(), first.rows());
    return Stream.concat(files.stream(), Stream.of(other)).toList();
  }

  private static byte[] half(byte[] file) {
    List<String> lines = lines(file);
    return bytes(lines.subList(0, 1 + (lines.size() - 1) / 2));
  }

  private static byte[] withoutLastRow(byte[] file) {
    List<String> lines = lines(file);
    return bytes(lines.subList(0, lines.size() - 1));
  }

  /** Rows without an id break R02. */
  private static byte[] badRows(byte[] file) {
    List<String> lines = lines(file);
    return bytes(
        IntStream.range(0, lines.size())
            .mapToObj(
                i -> {
                  String line = lines.get(i);
                  boolean isBad = i % BAD_ROW_EVERY == 1;
                  return isBad ? line.substring(line.indexOf(Line.DELIMITER)) : line;
                })
            .toList());
  }

  private static byte[] withoutIdType(byte[] file) {
    return bytes(
        lines(file).stream().map(line -> line.replaceFirst(";[^;]*;", Line.DELIMITER)).toList());
  }

  private static byte[] inWindows1252(byte[] file) {
    return new String(file, StandardCharsets.UTF_8).getBytes(Charset.forName("windows-1252"));
  }

  /** A character for each byte, so that bad bytes stay as they are. */
  private static List<String> lines(byte[] file) {
    return Arrays.asList(new String(file, StandardCharsets.ISO_8859_1).split("\n", -1)).stream()
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private static byte[] bytes(List<String> lines) {
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1);
  }
}
