package klara;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import klara.delivery.Ledger;
import klara.delivery.Manifest;
import klara.job.Progress;
import klara.store.Storage;

/**
 * An inbox of a few lines a delivery, beside the warehouses that nights make of it.
 *
 * @param folder holds {@code inbox}, the sample's key and the warehouses
 */
record TinyInbox(Path folder) {
  static final String LUND_UNIT = "12345678";
  static final String MALMO_UNIT = "23456789";
  static final String NEW_UNIT = "34567890";

  private static final Path SAMPLES = Path.of("data-samples");

  /** A delivery that can be put into an inbox. */
  record Sent(String id, Manifest manifest, String text) {}

  /** A night and what it said. */
  record Ran(int code, String said) {}

  /** An inbox with municipalities and code lists, and nothing else. */
  static TinyInbox make() {
    try {
      Path folder = Files.createTempDirectory("klara-orders");
      for (String register : List.of("inbox/kommun", "inbox/kodlistor", "sample.key")) {
        copy(SAMPLES.resolve(register), folder.resolve(register));
      }
      return new TinyInbox(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString()).normalize();
        Path parent = target.getParent();
        if (parent != null) {
          Files.createDirectories(parent);
        }
        Files.copy(file, target);
      }
    }
  }

  // ------------------------------------------------------------------ deliveries

  private static Sent sent(String id, int base, String scope, String text) {
    String[] parts = id.split("/", -1);
    String day = parts[2].substring(parts[2].indexOf('_') + 1);
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    Manifest manifest =
        new Manifest(
            parts[0],
            parts[1].replace('_', '/'),
            Integer.parseInt(parts[2].substring(1, parts[2].indexOf('_'))),
            base > 0 ? Manifest.DELTA : Manifest.FULL,
            base,
            scope,
            "%s-%s-%sT02:10:00+02:00"
                .formatted(day.substring(0, 4), day.substring(4, 6), day.substring(6)),
            "1",
            "utf-8",
            ";",
            ".",
            List.of(""),
            List.of(
                new Manifest.DataFile("rows.csv", bytes, sha256(text), text.lines().count() - 1)));
    return new Sent(id, manifest, text);
  }

  private static String sha256(String text) {
    try {
      return java.util.HexFormat.of()
          .formatHex(
              java.security.MessageDigest.getInstance("SHA-256")
                  .digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** School units, each in the municipality that its name says. */
  static Sent units(String version, String... units) {
    StringBuilder text =
        new StringBuilder(
            "skolenhetskod;giltig_fran;namn;kommun;huvudmannatyp;skolformer;status\n");
    for (String unit : units) {
      text.append(
          "%s;2011-07-01;Skola %s;%s;KOMMUN;GR;AKTIV%n"
              .formatted(unit, unit, unit.equals(MALMO_UNIT) ? "1280" : "1281"));
    }
    return sent("skolenhet/2011-07-01/" + version, 0, "riket", text.toString());
  }

  /**
   * Students of year 9.
   *
   * @param students number of the student, school unit and adapted timetable, parted by blanks; in
   *     a delta I, U or D first
   */
  static Sent students(String id, int base, String scope, String... students) {
    StringBuilder text = new StringBuilder(base > 0 ? "op;" : "");
    text.append("id;id_typ;lasar;skolenhetskod;hemkommun;kon;fodelsear;skydd;anpassad_timplan\n");
    for (String student : students) {
      String[] said = student.split(" ", -1);
      int first = base > 0 ? 1 : 0;
      text.append(base > 0 ? said[0] + ";" : "")
          .append(
              "twin-%s;LOP;%s;%s;1281;1;2007;0;%s%n"
                  .formatted(said[first], lasar(id), said[first + 1], said[first + 2]));
    }
    return sent(id, base, scope, text.toString());
  }

  /** Grades in year 9: number of the student, school unit, subject and grade. */
  static Sent grades(String id, int base, String scope, String... grades) {
    StringBuilder text = new StringBuilder(base > 0 ? "op;" : "");
    text.append("id;id_typ;lasar;skolenhetskod;amne;sprak;betyg;sprakval\n");
    for (String grade : grades) {
      String[] said = grade.split(" ", -1);
      int first = base > 0 ? 1 : 0;
      text.append(base > 0 ? said[0] + ";" : "")
          .append(
              "twin-%s;LOP;%s;%s;%s;;%s;0%n"
                  .formatted(
                      said[first], lasar(id), said[first + 1], said[first + 2], said[first + 3]));
    }
    return sent(id, base, scope, text.toString());
  }

  private static String lasar(String id) {
    return id.split("/", -1)[1].replace('_', '/');
  }

  Path delivery(String id) {
    return folder.resolve("inbox").resolve(id);
  }

  /** Data first, the manifest last, as senders do. */
  void put(Sent sent) {
    putWithoutManifest(sent);
    write(delivery(sent.id()).resolve(Manifest.FILE_NAME), sent.manifest().json());
  }

  void putWithoutManifest(Sent sent) {
    write(delivery(sent.id()).resolve("rows.csv"), sent.text());
  }

  static void write(Path file, String text) {
    try {
      Path parent = file.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void withdraw(String id) {
    remove(delivery(id));
  }

  void remove() {
    remove(folder);
  }

  private static void remove(Path folder) {
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // ------------------------------------------------------------------ nights

  Path warehouse(String name) {
    return folder.resolve(name);
  }

  Ran run(String warehouse, String... arguments) {
    return run(new ByteArrayOutputStream(), warehouse, arguments);
  }

  /** A night that says what it does on a stream of one's own. */
  Ran run(ByteArrayOutputStream said, String warehouse, String... arguments) {
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    Map<String, String> settings = new TreeMap<>();
    settings.put("inbox", folder.resolve("inbox").toString());
    settings.put("warehouse", warehouse(warehouse).toString());
    settings.put("buckets", "2");
    settings.put("bad-rows-share", "0.3");
    int code = Main.run(settings, new Progress(out, false), out, arguments);
    return new Ran(code, said.toString(StandardCharsets.UTF_8));
  }

  Ledger ledger(String warehouse) {
    try {
      return Ledger.parse(Files.readString(ledgerFile(warehouse)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path ledgerFile(String warehouse) {
    return warehouse(warehouse).resolve("registers/deliveries.json");
  }

  /** Tells a warehouse what an operator has decided, as the command does where one is held. */
  void decided(String warehouse, Map<String, Ledger.Status> decisions) {
    Ledger ledger = Ledger.empty();
    decisions.forEach(
        (id, status) -> {
          try {
            String text = Files.readString(delivery(id).resolve(Manifest.FILE_NAME));
            long rows =
                Manifest.parse(text).files().stream().mapToLong(Manifest.DataFile::rows).sum();
            boolean isRejected = status == Ledger.Status.REJECTED;
            ledger.enter(
                id,
                new Ledger.Entry(
                    Storage.digest(text),
                    "",
                    status,
                    isRejected ? "rejected by an operator" : "",
                    true,
                    rows));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    write(ledgerFile(warehouse), ledger.json());
  }
}
