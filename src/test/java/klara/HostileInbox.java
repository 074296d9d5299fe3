package klara;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import klara.delivery.Manifest;
import klara.delivery.Manifest.DataFile;
import klara.job.Progress;
import klara.store.DeliveryTexts;

/**
 * An inbox with the municipalities and codes of the sample, and one invented school for each case,
 * so that each case is a delivery of its own scope and none of them meets another.
 */
final class HostileInbox {
  static final String HEADER = "id;id_typ;lasar;skolenhetskod;hemkommun;kon;fodelsear";

  private static final int SCHOOLS = 200;
  private static final int FIRST_SCHOOL = 10_000_000;

  private final Path folder;
  private final Map<String, Integer> cases = new LinkedHashMap<>();
  private final Map<String, String> ids = new LinkedHashMap<>();

  /** What a run said and ended with. */
  record Ran(int code, String said) {}

  HostileInbox(Path folder) throws IOException {
    this.folder = folder;
    for (String register : List.of("kommun", "kodlistor")) {
      DeliveryTexts.copy(
          Path.of("data-samples/inbox").resolve(register), inbox().resolve(register));
    }
    Files.copy(Path.of("data-samples/sample.key"), folder.resolve("sample.key"));
    StringBuilder units =
        new StringBuilder(
            "skolenhetskod;giltig_fran;namn;kommun;huvudmannatyp;skolformer;status\n");
    for (int i = 0; i < SCHOOLS; i++) {
      units.append("%d;2011-07-01;Skola %d;1281;KOMMUN;GR;AKTIV\n".formatted(FIRST_SCHOOL + i, i));
    }
    lay("skolenhet", "2011-07-01", "riket", "units", utf8(units.toString()), SCHOOLS, m -> m);
  }

  Path inbox() {
    return folder.resolve("inbox");
  }

  Path warehouse() {
    return folder.resolve("warehouse");
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private int number(String name) {
    return cases.computeIfAbsent(name, any -> cases.size());
  }

  /** The school of a case. */
  String school(String name) {
    return String.valueOf(FIRST_SCHOOL + number(name));
  }

  /** A sound row of ak9, without its end. */
  String row(String name, String id) {
    return "twin-%d-%s;LOP;2024/25;%s;1281;1;2009".formatted(number(name), id, school(name));
  }

  /** The header and some sound rows of ak9, each with the line end. */
  String sound(String name, int rows, String end) {
    StringBuilder text = new StringBuilder(HEADER + end);
    for (int i = 1; i <= rows; i++) {
      text.append(row(name, String.valueOf(i))).append(end);
    }
    return text.toString();
  }

  /** Lays a delivery of students in year 9 in a file, with a manifest that tells the truth. */
  void lay(String name, byte[] content, long rows) throws IOException {
    lay(name, "a.csv", content, rows, manifest -> manifest);
  }

  void lay(String name, String file, byte[] content, long rows, UnaryOperator<Manifest> told)
      throws IOException {
    lay("ak9", "2024/25", "skolenhet:" + school(name), name, file, content, rows, told);
  }

  void lay(
      String register,
      String period,
      String scope,
      String name,
      byte[] content,
      long rows,
      UnaryOperator<Manifest> told)
      throws IOException {
    lay(register, period, scope, name, "a.csv", content, rows, told);
  }

  void lay(
      String register,
      String period,
      String scope,
      String name,
      String file,
      byte[] content,
      long rows,
      UnaryOperator<Manifest> told)
      throws IOException {
    String day =
        LocalDate.of(2025, 1, 1).plusDays(number(name)).format(DateTimeFormatter.BASIC_ISO_DATE);
    Path made = folder.resolve("made").resolve(file);
    DeliveryTexts.write(made, content);
    DataFile described = described(made, rows);
    Manifest manifest =
        new Manifest(
            register,
            period,
            1,
            scope,
            "2025-09-25T02:10:00+02:00",
            "1",
            "utf-8",
            ";",
            ",",
            List.of(""),
            List.of(described));
    Manifest as = told.apply(manifest);
    Path at =
        inbox()
            .resolve(register)
            .resolve(as.periodFolder())
            .resolve("v%02d_%s".formatted(as.version(), day));
    DeliveryTexts.write(at.resolve(file), content);
    DeliveryTexts.write(at.resolve(Manifest.FILE_NAME), as.json());
    ids.put(name, inbox().relativize(at).toString());
  }

  /** The same manifest of another version and scope; with a base, a delta. */
  static Manifest with(Manifest manifest, int version, int base, String scope) {
    return new Manifest(
        manifest.tabell(),
        manifest.period(),
        version,
        base > 0 ? Manifest.DELTA : Manifest.FULL,
        base,
        scope,
        manifest.deliveredAt(),
        manifest.schemaVersion(),
        manifest.encoding(),
        manifest.delimiter(),
        manifest.decimal(),
        manifest.nullTokens(),
        manifest.files());
  }

  static DataFile described(Path file, long rows) throws IOException {
    klara.store.WrittenFile written = DeliveryTexts.described(file, rows);
    return new DataFile(written.name(), written.bytes(), written.sha256(), written.rows());
  }

  String id(String name) {
    return ids.getOrDefault(name, name);
  }

  /** Where a case lies. */
  Path at(String name) {
    return inbox().resolve(id(name));
  }

  // ------------------------------------------------------------------ a night

  Ran run(Map<String, String> more, String... arguments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    Map<String, String> settings = new TreeMap<>(more);
    settings.putIfAbsent("inbox", inbox().toString());
    settings.put("warehouse", warehouse().toString());
    int code = Main.run(settings, new Progress(out, false), out, arguments);
    return new Ran(code, bytes.toString(StandardCharsets.UTF_8));
  }

  /**
   * What became of each delivery: status, lines counted, rows read, accepted, rejected and
   * superseded; then the rules that were broken; then the reason.
   */
  Map<String, List<String>> quality() throws SQLException {
    Map<String, List<String>> found = new TreeMap<>();
    String files = warehouse().resolve("analysis/delivery_quality/*/*.parquet").toString();
    String sql =
        """
        select delivery,
          max(delivery_status), max(lines_counted) filter (rule = 'all' and file = 'all'),
          max(rows_read) filter (rule = 'all' and file = 'all'),
          max(rows_accepted) filter (rule = 'all' and file = 'all'),
          max(rows_rejected) filter (rule = 'all' and file = 'all'),
          max(rows_superseded) filter (rule = 'all' and file = 'all'),
          coalesce(string_agg(rule || '=' || (rows_rejected + rows_superseded + rows_warned), ' '
            order by rule) filter (rule <> 'all'), ''),
          coalesce(max(reason), '')
        from '%s' group by delivery
        """
            .formatted(files);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        List<String> one = new ArrayList<>();
        for (int i = 2; i <= 9; i++) {
          one.add(String.valueOf(rows.getString(i)));
        }
        found.put(rows.getString(1), one);
      }
    }
    return found;
  }

  /**
   * Demands that a case became what a line says: case, status, counts, rules, and words of the
   * reason, between bars.
   */
  void requireFound(String expected, Map<String, List<String>> quality, Ran night) {
    List<String> cells = Arrays.stream(expected.split("\\|", -1)).map(String::strip).toList();
    List<String> found = quality.getOrDefault(id(cells.get(0)), List.of());
    assertThat(found).as(night.said()).hasSize(8);
    assertThat(
            "%s | %s | %s"
                .formatted(found.get(0), String.join(" ", found.subList(1, 6)), found.get(6)))
        .isEqualTo(String.join(" | ", cells.subList(1, 4)));
    assertThat(found.get(7)).contains(cells.get(4));
    assertThat(found.get(7).isEmpty()).isEqualTo(cells.get(4).isEmpty());
  }
}
