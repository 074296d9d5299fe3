package klara;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import klara.store.DeliveryColumn;
import klara.store.DeliveryColumn.Kind;
import klara.store.DeliveryFile;
import klara.store.DeliveryFile.Format;
import klara.store.DeliveryRow;
import klara.store.Text;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One night with Parquet files whose text is hostile: what becomes of each is as for text files.
 */
class HostileParquetTest {
  private static final int SOME_DELIVERIES_REFUSED = 10;
  private static final List<String> COLUMNS = List.of(HostileInbox.HEADER.split(";", -1));

  /** Case, status, lines counted, rows read, accepted, rejected, superseded, rules and reason. */
  private static final String EXPECTED =
      """
      sound               | accepted | 3 3 3 0 0 |             |
      soft hyphen         | accepted | 3 3 3 0 0 |             |
      spaces around       | accepted | 3 3 3 0 0 |             |
      control character   | accepted | 3 3 2 1 0 | R15=1       |
      NUL                 | accepted | 3 3 2 1 0 | R15=1       |
      embedded newline    | accepted | 3 3 2 1 0 | R15=1       |
      newline at the end  | accepted | 3 3 2 1 0 | R15=1       |
      return at the end   | accepted | 3 3 2 1 0 | R15=1       |
      direction override  | accepted | 3 3 2 1 0 | R15=1       |
      zero width          | accepted | 3 3 2 1 0 | R15=1       |
      invisible tags      | accepted | 3 3 2 1 0 | R15=1       |
      line separator      | accepted | 3 3 2 1 0 | R15=1       |
      byte order mark     | accepted | 3 3 2 1 0 | R15=1       |
      escape sequence     | accepted | 3 3 2 1 0 | R15=1       |
      replacement         | accepted | 3 3 2 1 0 | R15=1       |
      mojibake            | accepted | 3 3 2 1 0 | R15=1       |
      bytes, not text     | accepted | 3 3 2 1 0 | R15=1       |
      10 001 letters      | accepted | 3 3 2 1 0 | R14=1       |
      9 000 letters å     | accepted | 3 3 2 1 0 | R07=1       |
      10 001 bytes        | accepted | 3 3 2 1 0 | R14=1       |
      formula             | accepted | 3 3 2 1 0 | R05=1       |
      formula for a place | accepted | 3 3 2 1 0 | R07=1       |
      markup              | accepted | 3 3 2 1 0 | R07=1       |
      SQL                 | accepted | 3 3 2 1 0 | R05=1       |
      no number           | accepted | 3 3 2 1 0 | R08=1       |
      a name              | accepted | 3 3 2 1 0 | R05=1       |
      a list              | rejected | 0 0 0 0 0 |             | columns hold lists or structures, not values: kon
      a structure         | rejected | 0 0 0 0 0 |             | columns hold lists or structures, not values: id
      names               | accepted | 4 4 1 3 0 | R08=1 R15=2 |
      languages           | accepted | 3 3 1 2 0 | R08=2       |
      wide, 10 001        | accepted | 3 3 2 1 0 | R14=1       |
      wide, unseen        | accepted | 3 3 2 1 0 | R15=1       |
      """;

  private static Path folder = Path.of("target");
  private static HostileInbox inbox;
  private static HostileInbox.Ran night = new HostileInbox.Ran(1, "");
  private static Map<String, List<String>> quality = Map.of();

  @BeforeAll
  static void takeInEverything(@TempDir Path temporary) throws IOException, SQLException {
    folder = temporary;
    inbox = new HostileInbox(folder);
    lay("sound", "id", "twin-x");
    lay("soft hyphen", "id", "twin-\u00ADx");
    lay("spaces around", "hemkommun", "\u00A0 1281\t");
    lay("control character", "id", "twin-\u0007x");
    lay("NUL", "hemkommun", "12\u000081");
    lay("embedded newline", "id", "twin-\nx");
    lay("newline at the end", "skolenhetskod", inbox.school("newline at the end") + "\n");
    lay("return at the end", "kon", "1\r");
    lay("direction override", "id", "twin-\u202Egnp");
    lay("zero width", "id", "twin-\u200Bx");
    lay("invisible tags", "id", "twin-\uDB40\uDC41");
    lay("line separator", "id", "twin-\u2028x");
    lay("byte order mark", "id", "\uFEFFtwin-x");
    lay("escape sequence", "id", "twin-\u001B[2J");
    lay("replacement", "id", "twin-\uFFFD");
    lay("mojibake", "id", "twin-Ã¥");
    lay("10 001 letters", "id", "x".repeat(10_001));
    lay("9 000 letters å", "hemkommun", "å".repeat(9000));
    lay("formula", "kon", "=cmd|'/C calc'!A1");
    lay("formula for a place", "hemkommun", "@SUM(1)");
    lay("markup", "hemkommun", "<script>alert(1)</script>");
    lay("SQL", "kon", "' or 1=1 --");
    lay("no number", "fodelsear", "1e308");
    lay("a name", "kon", "Kajsa Kanarin");
    written("bytes, not text", "id, 'LOP' id_typ, '2024/25' lasar", "'\\xC3\\x28'::blob");
    written("10 001 bytes", "id, 'LOP' id_typ, '2024/25' lasar", "repeat('1', 10001)::blob");
    written("a list", "id, 'LOP' id_typ, '2024/25' lasar", "'1281'", "['1']");
    written("a structure", "{'n': id} id, 'LOP' id_typ, '2024/25' lasar", "'1281'");
    names();
    languages();
    wide("wide, 10 001", "x".repeat(10_001));
    wide("wide, unseen", "A\u200B");
    night = inbox.run(Map.of("bad-rows-share", "0.9"), "run", "accept-deliveries");
    quality = inbox.quality();
  }

  /** Two sound rows, and one with another value in the place of one of its own. */
  private static void lay(String name, String column, String value) throws IOException {
    List<List<String>> rows =
        Stream.of("1", "2", "3")
            .map(id -> new java.util.ArrayList<>(List.of(inbox.row(name, id).split(";", -1))))
            .map(cells -> (List<String>) cells)
            .toList();
    rows.get(1).set(COLUMNS.indexOf(column), value);
    inbox.lay(name, "a.parquet", parquet(COLUMNS, rows), 3, one -> one);
  }

  private static byte[] parquet(List<String> names, List<List<String>> rows) throws IOException {
    List<DeliveryColumn> columns =
        names.stream().map(column -> new DeliveryColumn(column, Kind.TEXT)).toList();
    Path at = folder.resolve("made");
    try (DeliveryFile file = DeliveryFile.open(at, "a", Format.PARQUET, columns)) {
      for (List<String> cells : rows) {
        DeliveryRow row = new DeliveryRow(columns.size());
        for (int i = 0; i < cells.size(); i++) {
          row.set(i, Text.of(cells.get(i)));
        }
        file.write(row);
      }
    }
    return Files.readAllBytes(at.resolve("a.parquet"));
  }

  /** Another writer's file, with types that ours does not have; the second row is the bad one. */
  private static void written(String name, String first, String municipality)
      throws IOException, SQLException {
    written(name, first, municipality, "'1'");
  }

  private static void written(String name, String first, String municipality, String sex)
      throws IOException, SQLException {
    Path at = Files.createDirectories(folder.resolve("made")).resolve("a.parquet");
    boolean isBytes = municipality.endsWith("::blob");
    String of = isBytes ? "case when n = 2 then %s else '1281'::blob end" : "%s";
    String sql =
        "copy (select %s, '%s' skolenhetskod, %s hemkommun, %s kon, 2009 fodelsear from (select n, 'twin-' || n id from range(1, 4) r(n)) order by n) to '%s' (format parquet)"
            .formatted(first, inbox.school(name), of.formatted(municipality), sex, at);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
    inbox.lay(name, "a.parquet", Files.readAllBytes(at), 3, one -> one);
  }

  private static void names() throws IOException {
    List<String> columns =
        List.of(
            "skolenhetskod",
            "giltig_fran",
            "namn",
            "kommun",
            "huvudmannatyp",
            "skolformer",
            "status");
    List<List<String>> rows =
        Stream.of("Skola", "Hos 19890301-9993", "Sko\u202Ela", "Sko\nla")
            .map(name -> List.of("10000999", "2020-07-01", name, "1281", "KOMMUN", "GR", "AKTIV"))
            .toList();
    inbox.lay(
        "skolenhet",
        "2020-07-01",
        "riket",
        "names",
        "a.parquet",
        parquet(columns, rows),
        4,
        one -> one);
  }

  private static void languages() throws IOException {
    List<String> columns =
        List.of("id", "id_typ", "lasar", "skolenhetskod", "amne", "sprak", "betyg");
    String school = inbox.school("languages");
    List<List<String>> rows =
        Stream.of("SPA", "Kajsa Kanarin", "8903019993")
            .map(language -> List.of("twin-l", "LOP", "2024/25", school, "M2", language, "E"))
            .toList();
    grades("languages", columns, rows);
  }

  private static void wide(String name, String grade) throws IOException {
    List<String> columns = List.of("id", "id_typ", "lasar", "skolenhetskod", "MA");
    String school = inbox.school(name);
    List<List<String>> rows =
        Stream.of("A", grade, "B")
            .map(one -> List.of("twin-" + one.hashCode(), "LOP", "2024/25", school, one))
            .toList();
    grades(name, columns, rows);
  }

  private static void grades(String name, List<String> columns, List<List<String>> rows)
      throws IOException {
    String scope = "skolenhet:" + inbox.school(name);
    byte[] content = parquet(columns, rows);
    inbox.lay("ak9_betyg", "2024/25", scope, name, "a.parquet", content, 3, one -> one);
  }

  static Stream<String> cases() {
    return EXPECTED.lines();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void becomesWhatIsSaid(String expected) {
    inbox.requireFound(expected, quality, night);
  }

  @Test
  void endsWithTheCodeOfANightThatRefusedSomethingAndNamesNobody() {
    assertThat(night.code()).as(night.said()).isEqualTo(SOME_DELIVERIES_REFUSED);
    assertThat(night.said()).doesNotContain("bug of ours", "Kajsa", "9993", "twin-");
  }
}
