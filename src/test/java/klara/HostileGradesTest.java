package klara;

import static klara.HostileInbox.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One night with wide files of grades of every bad kind: what becomes of each. */
class HostileGradesTest {
  private static final int SOME_DELIVERIES_REFUSED = 10;
  private static final String COLUMNS =
      "id;id_typ;lasar;skolenhetskod;MA;EN;M2;M2_sprak;M2_sprakval";
  private static final String GRADES = "A;B;C;SPA;1";

  /**
   * Case, status, lines counted, rows read, accepted, rejected and superseded, rules, reason. Three
   * students have three grades each; where one line is no line, it is one row.
   */
  private static final String EXPECTED =
      """
      sound                     | accepted | 3 9 9 0 0   |             |
      subject twice             | rejected | 0 0 0 0 0   |             | a column stands twice in the header
      subject twice, small      | rejected | 0 0 0 0 0   |             | a column stands twice in the header
      subject in small letters  | rejected | 0 0 0 0 0   |             | columns look like subjects, but not in capitals: 1
      unknown subject           | accepted | 3 12 9 3 0  | R05=3       |
      a name for a subject      | accepted | 3 9 9 0 0   |             |
      too many fields           | accepted | 3 7 6 1 0   | R14=1       |
      too few fields            | accepted | 3 7 6 1 0   | R14=1       |
      unbalanced quote          | accepted | 3 7 6 1 0   | R14=1       |
      quote to the end of all   | accepted | 3 5 3 2 0   | R14=2       |
      grade for a language      | accepted | 3 9 8 1 0   | R08=1       |
      grade for a choice        | accepted | 3 9 8 1 0   | R08=1       |
      language for a grade      | accepted | 3 9 8 1 0   | R05=1       |
      grade for a school        | accepted | 3 9 6 3 0   | R06=3 R08=3 R20=3 |
      a name for a language     | accepted | 3 9 8 1 0   | R08=1       |
      BOM                       | accepted | 3 9 9 0 0   |             |
      no grade                  | accepted | 3 7 6 1 0   | R02=2       |
      no subject                | rejected | 0 0 0 0 0   |             | columns are missing: amne, betyg
      20 000 columns            | accepted | 3 9 9 0 0   |             |
      20 001 columns            | rejected | 0 0 0 0 0   |             | a header has more columns than are read
      every language a sentence | held     | 0 0 0 0 0   |             | 3 of 3 rows (100.0 %) break a rule, more than 90.0 %: {R08=3}
      """;

  private static HostileInbox inbox;
  private static HostileInbox.Ran night = new HostileInbox.Ran(1, "");
  private static Map<String, List<String>> quality = Map.of();

  @BeforeAll
  static void takeInEverything(@TempDir Path folder) throws IOException, SQLException {
    inbox = new HostileInbox(folder);
    lay("sound", COLUMNS, GRADES);
    lay("subject twice", COLUMNS + ";MA", GRADES + ";A", GRADES + ";A", GRADES + ";A");
    lay("subject twice, small", COLUMNS + ";ma", GRADES + ";A", GRADES + ";A", GRADES + ";A");
    lay("subject in small letters", COLUMNS + ";Bl", GRADES + ";A", GRADES + ";A", GRADES + ";A");
    lay("unknown subject", COLUMNS + ";QQ", GRADES + ";A", GRADES + ";A", GRADES + ";A");
    lay("a name for a subject", COLUMNS + ";Kajsa", GRADES + ";A", GRADES + ";A", GRADES + ";A");
    lay("too many fields", COLUMNS, GRADES + ";Kajsa");
    lay("too few fields", COLUMNS, "A;B;C;SPA");
    lay("unbalanced quote", COLUMNS, "\"A;B;C;SPA;1");
    lay("quote to the end of all", COLUMNS, "\"A;B;C;SPA;1", "A;B;C;SPA;1\"");
    lay("grade for a language", COLUMNS, "A;B;C;A;1");
    lay("grade for a choice", COLUMNS, "A;B;C;SPA;B");
    lay("language for a grade", COLUMNS, "SPA;B;C;SPA;1");
    String name = "grade for a school";
    String text = text(name, COLUMNS, GRADES, GRADES, GRADES);
    lay(name, text.replaceFirst(";" + inbox.school(name) + ";", ";A;"));
    lay("a name for a language", COLUMNS, "A;B;C;Kajsa Kanarin;1");
    lay("BOM", "\uFEFF" + text("BOM", COLUMNS, GRADES, GRADES, GRADES));
    lay("no grade", COLUMNS, ";;;;");
    lay("no subject", COLUMNS.substring(0, COLUMNS.indexOf(";MA")), "x");
    for (int columns : List.of(20_000, 20_001)) {
      StringBuilder more = new StringBuilder(COLUMNS);
      for (int i = 9; i < columns; i++) {
        more.append(";k").append(i);
      }
      String grades = GRADES + ";".repeat(columns - 9);
      lay(
          columns == 20_000 ? "20 000 columns" : "20 001 columns",
          more.toString(),
          grades,
          grades,
          grades);
    }
    String sentence = ";;C;Kajsa bor hos Kanarin;1";
    lay("every language a sentence", COLUMNS, sentence, sentence, sentence);
    night = inbox.run(Map.of("bad-rows-share", "0.9"), "run", "accept-deliveries");
    quality = inbox.quality();
  }

  /** Three students: those that are given, then sound ones. */
  private static String text(String name, String header, String... given) {
    StringBuilder text = new StringBuilder(header + "\n");
    for (int i = 0; i < 3; i++) {
      text.append("twin-%d;LOP;2024/25;%s;".formatted(i, inbox.school(name)))
          .append(i < given.length ? given[i] : GRADES)
          .append('\n');
    }
    return text.toString();
  }

  private static void lay(String name, String header, String... given) throws IOException {
    lay(name, text(name, header, given));
  }

  private static void lay(String name, String text) throws IOException {
    String scope = "skolenhet:" + inbox.school(name);
    inbox.lay("ak9_betyg", "2024/25", scope, name, utf8(text), 3, one -> one);
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
    assertThat(night.said()).doesNotContain("bug of ours", "Kajsa", "Kanarin", "twin-");
  }
}
