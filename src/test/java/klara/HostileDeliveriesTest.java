package klara;

import static klara.HostileInbox.HEADER;
import static klara.HostileInbox.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One night with text files of every bad kind beside sound ones: what becomes of each. */
class HostileDeliveriesTest {
  private static final int SOME_DELIVERIES_REFUSED = 10;

  /**
   * Case, status, lines counted, rows read, accepted, rejected and superseded, rules broken, and
   * what the reason says. A case has three sound rows of which its fault hits one or all.
   */
  private static final String EXPECTED =
      """
      sound                   | accepted | 3 3 3 0 0 |       |
      one row                 | accepted | 1 1 1 0 0 |       |
      header only             | accepted | 0 0 0 0 0 |       |
      nothing at all          | rejected | 0 0 0 0 0 |       | a file has no header, or one that is not text in the declared encoding
      cut mid-line            | accepted | 3 3 2 1 0 | R14=1 |
      cut, the manifest not   | rejected | 0 0 0 0 0 |       | bytes, the manifest says
      cut mid-multibyte       | accepted | 3 3 2 1 0 | R15=1 |
      NUL                     | accepted | 3 3 2 1 0 | R15=1 |
      CR only                 | accepted | 3 3 3 0 0 |       |
      mixed line ends         | accepted | 4 4 4 0 0 |       |
      line of 10 MB           | accepted | 3 3 2 1 0 | R14=1 |
      field of 10 MB          | accepted | 3 3 2 1 0 | R14=1 |
      quoted field of 10 MB   | accepted | 3 3 2 1 0 | R14=1 |
      unbalanced quote        | accepted | 3 3 2 1 0 | R14=1 |
      quotes                  | accepted | 3 3 3 0 0 |       |
      quoted line end         | accepted | 4 4 2 2 0 | R14=2 |
      30 000 quoted fields    | accepted | 3 3 2 1 0 | R14=1 |
      BOM twice               | accepted | 3 3 3 0 0 |       |
      BOM within              | accepted | 3 3 2 1 0 | R15=1 |
      duplicate column        | rejected | 0 0 0 0 0 |       | a column stands twice in the header
      missing column          | rejected | 0 0 0 0 0 |       | columns are missing: kon (expected: id, id_typ, lasar, skolenhetskod, hemkommun, kon, fodelsear, skydd, anpassad_timplan)
      reordered columns       | accepted | 3 3 3 0 0 |       |
      extra column            | accepted | 3 3 3 0 0 |       |
      trailing delimiter      | accepted | 3 3 3 0 0 |       |
      10 000 columns          | accepted | 1 1 1 0 0 |       |
      30 000 columns          | rejected | 0 0 0 0 0 |       | a header has more columns than are read
      header of 10 MB         | rejected | 0 0 0 0 0 |       | columns are missing
      UTF-16                  | rejected | 0 0 0 0 0 |       | file a.csv is UTF-16; text must be UTF-8, Windows-1252 or ISO-8859-1
      UTF-16 without a mark   | rejected | 0 0 0 0 0 |       | a file has no header, or one that is not text
      Windows-1252 undeclared | accepted | 3 3 2 1 0 | R15=1 |
      mojibake                | accepted | 3 3 2 1 0 | R15=1 |
      every row bad           | held     | 0 0 0 0 0 |       | 3 of 3 rows (100.0 %) break a rule, more than 90.0 %: {R01=3}
      gzip                    | accepted | 3 3 3 0 0 |       |
      gzip cut short          | rejected | 0 0 0 0 0 |       | file a.csv.gz cannot be unpacked: it is cut short or damaged
      gzip bomb               | rejected | 0 0 0 0 0 |       | file a.csv.gz unpacks to more than 200 times its size
      gzip by name only       | rejected | 0 0 0 0 0 |       | file a.csv.gz is not gzip
      gzip by content only    | rejected | 0 0 0 0 0 |       | file a.csv is gzip, which its name does not say
      workbook by content     | rejected | 0 0 0 0 0 |       | file a.csv is a workbook or an archive, not text
      numbers that are none   | accepted | 9 9 1 8 0 | R08=8 R12=1 |
      unknown codes           | accepted | 4 4 1 3 0 | R05=1 R06=1 R07=1 R20=1 |
      formulas                | accepted | 7 7 1 6 0 | R05=6 |
      tab and return          | accepted | 4 4 2 2 0 | R14=2 |
      markup                  | accepted | 3 3 1 2 0 | R07=2 |
      direction override      | accepted | 3 3 2 1 0 | R15=1 |
      zero width              | accepted | 3 3 2 1 0 | R15=1 |
      invisible tags          | accepted | 3 3 2 1 0 | R15=1 |
      line separator          | accepted | 3 3 2 1 0 | R15=1 |
      SQL                     | accepted | 3 3 1 2 0 | R05=1 R07=1 |
      escape sequence         | accepted | 3 3 2 1 0 | R15=1 |
      """;

  private static Path folder = Path.of("target");
  private static HostileInbox inbox;
  private static HostileInbox.Ran night = new HostileInbox.Ran(1, "");
  private static Map<String, List<String>> quality = Map.of();

  @BeforeAll
  static void takeInEverything(@TempDir Path temporary) throws IOException, SQLException {
    folder = temporary;
    inbox = new HostileInbox(folder);
    wholeAndCut();
    linesAndQuotes();
    headers();
    encodings();
    packed();
    values();
    hostileText();
    night = inbox.run(Map.of("bad-rows-share", "0.9"), "run", "accept-deliveries");
    quality = inbox.quality();
  }

  private static void lay(String name, String text, int rows) throws IOException {
    inbox.lay(name, utf8(text), rows);
  }

  /** Two sound rows, and between them a line of whatever kind. */
  private static void layAround(String name, String line) throws IOException {
    layAround(name, line, 3);
  }

  private static void layAround(String name, String line, int rows) throws IOException {
    String text =
        HEADER + "\n" + inbox.row(name, "1") + "\n" + line + "\n" + inbox.row(name, "2") + "\n";
    lay(name, text, rows);
  }

  /** A sound row with another value in the place of one of its own. */
  private static String with(String name, String id, String column, String value) {
    String[] cells = inbox.row(name, id).split(";", -1);
    cells[List.of(HEADER.split(";", -1)).indexOf(column)] = value;
    return String.join(";", cells);
  }

  private static void wholeAndCut() throws IOException {
    lay("sound", inbox.sound("sound", 3, "\n"), 3);
    lay("one row", inbox.sound("one row", 1, "\n"), 1);
    lay("header only", HEADER + "\n", 0);
    lay("nothing at all", "", 0);
    String cut = inbox.sound("cut mid-line", 3, "\n");
    lay("cut mid-line", cut.substring(0, cut.length() - 12), 3);
    byte[] sound = utf8(inbox.sound("cut, the manifest not", 3, "\n"));
    inbox.lay("cut, the manifest not", sound, 3);
    klara.store.DeliveryTexts.write(
        inbox.at("cut, the manifest not").resolve("a.csv"), Arrays.copyOf(sound, 100));
    String name = "cut mid-multibyte";
    byte[] whole = utf8(inbox.sound(name, 2, "\n") + "twin-å");
    inbox.lay(name, Arrays.copyOf(whole, whole.length - 1), 3);
  }

  private static void linesAndQuotes() throws IOException {
    layAround("NUL", with("NUL", "x", "hemkommun", "12\u000081"));
    lay("CR only", inbox.sound("CR only", 3, "\r"), 3);
    String mixed = "mixed line ends";
    lay(mixed, inbox.sound(mixed, 3, "\r\n") + "\r\r\n\n" + inbox.row(mixed, "4") + "\r", 4);
    String long10 = "x".repeat(10 << 20);
    layAround("line of 10 MB", long10);
    String digits = "9".repeat(10 << 20);
    layAround("field of 10 MB", with("field of 10 MB", "x", "fodelsear", digits));
    String quoted = '"' + digits + '"';
    layAround("quoted field of 10 MB", with("quoted field of 10 MB", "x", "fodelsear", quoted));
    layAround("unbalanced quote", '"' + inbox.row("unbalanced quote", "x"));
    layAround("quotes", with("quotes", "x", "id", "\"twin-\"\"x;\""));
    layAround("quoted line end", with("quoted line end", "x", "id", "\"twin-\nx\""), 4);
    layAround("30 000 quoted fields", "\"\"" + ";".repeat(30_000));
  }

  private static void headers() throws IOException {
    lay("BOM twice", "\uFEFF\uFEFF" + inbox.sound("BOM twice", 3, "\n"), 3);
    layAround("BOM within", "\uFEFF" + inbox.row("BOM within", "x"));
    lay(
        "duplicate column",
        inbox.sound("duplicate column", 3, ";1\n").replace("ar;1", "ar;KON"),
        3);
    lay("missing column", inbox.sound("missing column", 3, "\n").replace(";kon;", ";kaffe;"), 3);
    String reordered = "reordered columns";
    StringBuilder turned = new StringBuilder();
    for (String line : inbox.sound(reordered, 3, "\n").split("\n", -1)) {
      List<String> cells = Arrays.asList(line.split(";", -1));
      java.util.Collections.reverse(cells);
      turned.append(String.join(";", cells)).append('\n');
    }
    lay(reordered, turned.toString(), 3);
    String extra = "extra column";
    lay(extra, inbox.sound(extra, 3, ";anteckning\n"), 3);
    lay("trailing delimiter", inbox.sound("trailing delimiter", 3, ";\n"), 3);
    for (int columns : List.of(10_000, 30_000)) {
      String name = columns == 10_000 ? "10 000 columns" : "30 000 columns";
      StringBuilder header = new StringBuilder(HEADER);
      for (int i = 7; i < columns; i++) {
        header.append(";k").append(i);
      }
      lay(name, header + "\n" + inbox.row(name, "1") + ";".repeat(columns - 7) + "\n", 1);
    }
    lay("header of 10 MB", "x".repeat(10 << 20) + "\n1\n", 1);
  }

  private static void encodings() throws IOException {
    byte[] utf16 = inbox.sound("UTF-16", 3, "\n").getBytes(StandardCharsets.UTF_16);
    inbox.lay("UTF-16", utf16, 3);
    byte[] unmarked =
        inbox.sound("UTF-16 without a mark", 3, "\n").getBytes(StandardCharsets.UTF_16BE);
    inbox.lay("UTF-16 without a mark", unmarked, 3);
    String name = "Windows-1252 undeclared";
    String text = inbox.sound(name, 2, "\n") + with(name, "x", "id", "twin-å") + "\n";
    inbox.lay(name, text.getBytes(Charset.forName("windows-1252")), 3);
    layAround("mojibake", with("mojibake", "x", "id", "twin-Ã¥"));
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(content);
    }
    return packed.toByteArray();
  }

  private static void packed() throws IOException {
    byte[] packed = gzip(utf8(inbox.sound("gzip", 3, "\n")));
    inbox.lay("gzip", "a.csv.gz", packed, 3, one -> one);
    byte[] cut = Arrays.copyOf(packed, packed.length - 12);
    inbox.lay("gzip cut short", "a.csv.gz", cut, 3, one -> one);
    byte[] bomb = gzip(new byte[100 << 20]);
    inbox.lay("gzip bomb", "a.csv.gz", bomb, 1, one -> one);
    byte[] plain = utf8(inbox.sound("gzip by name only", 3, "\n"));
    inbox.lay("gzip by name only", "a.csv.gz", plain, 3, one -> one);
    inbox.lay("gzip by content only", packed, 3);
    inbox.lay("workbook by content", new byte[] {'P', 'K', 3, 4, '\n'}, 0);
  }

  private static void values() throws IOException {
    String bad = "every row bad";
    lay(bad, inbox.sound(bad, 3, "\n").replace(";LOP;", ";PNR;"), 3);
    String numbers = "numbers that are none";
    StringBuilder text = new StringBuilder(inbox.sound(numbers, 1, "\n"));
    for (String value :
        List.of(
            "-1", "NaN", "Infinity", "1e308", "1e999999999", "0x7D9", "9".repeat(9000), "20,09")) {
      text.append(with(numbers, "n" + value.hashCode(), "fodelsear", value)).append('\n');
    }
    lay(numbers, text.toString(), 9);
    String codes = "unknown codes";
    lay(
        codes,
        inbox.sound(codes, 1, "\n")
            + String.join(
                "\n",
                with(codes, "x", "kon", "7"),
                with(codes, "y", "hemkommun", "9999"),
                with(codes, "z", "skolenhetskod", "99999999")),
        4);
  }

  private static void hostileText() throws IOException {
    String formulas = "formulas";
    StringBuilder text = new StringBuilder(inbox.sound(formulas, 1, "\n"));
    int row = 0;
    for (String value : List.of("=cmd|'/C calc'!A1", "+1", "-1", "@SUM(1)", "%0A", "|calc")) {
      text.append(with(formulas, "f" + row++, "kon", value)).append('\n');
    }
    lay(formulas, text.toString(), 7);
    layAround("tab and return", with("tab and return", "x", "kon", "\r=1"), 4);
    lay(
        "markup",
        inbox.sound("markup", 1, "\n")
            + with("markup", "x", "hemkommun", "<script>alert(1)</script>")
            + "\n"
            + with("markup", "y", "hemkommun", "</script>"),
        3);
    layAround("direction override", with("direction override", "x", "id", "twin-\u202Egnp"));
    layAround("zero width", with("zero width", "x", "id", "twin-\u200Bx"));
    layAround("invisible tags", with("invisible tags", "x", "id", "twin-\uDB40\uDC41"));
    layAround("line separator", with("line separator", "x", "id", "twin-\u2028x"));
    layAround("escape sequence", with("escape sequence", "x", "id", "twin-\u001B[2J"));
    lay(
        "SQL",
        inbox.sound("SQL", 1, "\n")
            + with("SQL", "x", "kon", "' or 1=1 --")
            + "\n"
            + with("SQL", "y", "hemkommun", "`1281`\\'"),
        3);
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
  void endsWithTheCodeOfANightThatRefusedSomething() {
    assertThat(night.code()).as(night.said()).isEqualTo(SOME_DELIVERIES_REFUSED);
    assertThat(night.said()).doesNotContain("bug of ours");
  }

  @Test
  void knowsEveryCaseThatWasLaid() {
    assertThat(quality).hasSize((int) EXPECTED.lines().count() + 3);
  }
}
