package klara;

import static klara.HostileInbox.HEADER;
import static klara.HostileInbox.utf8;
import static klara.store.DeliveryTexts.filesBelow;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import klara.delivery.Manifest;
import klara.register.GoodRow;
import klara.register.Person;
import klara.register.Registers;
import klara.register.Year9Students;
import klara.store.DeliveryTexts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One person in every place of an inbox; nothing that is written or said knows of them. */
class CanaryTest {
  /** 890301-9993: the check digit is right, and birth number 999 is one for tests. */
  private static final List<String> SPELLINGS =
      List.of("19890301-9993", "198903019993", "890301-9993", "8903019993");

  private static final String NAME = "Kajsa Kanarin";

  private static final String KEY = "0123456789abcdef".repeat(4);

  private static final int SOME_DELIVERIES_REFUSED = 10;

  private static HostileInbox inbox;
  private static HostileInbox.Ran night = new HostileInbox.Ran(1, "");
  private static HostileInbox.Ran whole = new HostileInbox.Ran(1, "");
  private static HostileInbox.Ran listed = new HostileInbox.Ran(1, "");
  private static WatchedNight intake = new WatchedNight(Path.of("target"));
  private static WatchedNight rest = intake;

  @BeforeAll
  static void oneNight(@TempDir Path folder) throws IOException {
    inbox = new HostileInbox(folder);
    sound();
    List<String> columns = List.of(HEADER.split(";", -1));
    for (String value : List.of(SPELLINGS.get(0), SPELLINGS.get(3), NAME)) {
      for (String column : columns) {
        broken(column, value, columns.indexOf(column));
      }
    }
    everyColumn();
    lines();
    freeText();
    folders();
    Path key = folder.resolve("own.key");
    DeliveryTexts.writeSecret(key, KEY);
    intake = new WatchedNight(Files.createDirectories(folder.resolve("intake")));
    night = ran(intake, key, WatchedNight.EVERYTHING, "run", "accept-deliveries");
    rest = new WatchedNight(Files.createDirectories(folder.resolve("rest")));
    whole = ran(rest, key, "100000", "nightly");
    listed = inbox.run(Map.of(), "deliveries");
  }

  private static HostileInbox.Ran ran(
      WatchedNight process, Path key, String spilledAfter, String... command) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--inbox", inbox.inbox().toString()));
    arguments.addAll(List.of("--warehouse", inbox.warehouse().toString()));
    int code =
        process.run(
            Map.of(
                "spark.klara.bad-rows-share",
                "1",
                "spark.klara.key-file",
                key.toString(),
                WatchedNight.SPILLED_AFTER,
                spilledAfter),
            arguments.toArray(String[]::new));
    return new HostileInbox.Ran(code, text(process.out()) + text(process.errors()));
  }

  /** Bytes as they are, one a character. */
  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }

  private static void sound() throws IOException {
    StringBuilder text = new StringBuilder(HEADER + ";" + SPELLINGS.get(0) + ";" + NAME + "\n");
    for (String id : SPELLINGS) {
      String row = "%s;PNR;2024/25;%s;1281;1;1989".formatted(id, inbox.school("sound"));
      text.append(row + ";" + id + ";" + NAME + "\n");
    }
    inbox.lay("sound", utf8(text.toString()), SPELLINGS.size());
  }

  /** One row with the person in the wrong column, and two as they should be. */
  private static void broken(String column, String value, int at) throws IOException {
    String name = column + " " + value;
    String[] cells = inbox.row(name, "x").split(";", -1);
    cells[at] = value;
    inbox.lay(name, utf8(inbox.sound(name, 2, "\n") + String.join(";", cells) + "\n"), 3);
  }

  /**
   * Of a time when no other delivery is, or of a school of its own. What registers of schools,
   * figures and interventions say in words may be any words; for ak9 there is a delivery a column.
   */
  private static void everyColumn() throws IOException {
    for (GoodRow row : GoodRow.all().toList()) {
      if (row.register().equals(Year9Students.REGISTER)) {
        continue;
      }
      List<String> columns = row.register().delivered();
      String name = "every column of " + row;
      List<String> values = new ArrayList<>(List.of(SPELLINGS.get(0), SPELLINGS.get(3)));
      if (row.register().isAboutPersons()) {
        values.add(NAME);
      }
      StringBuilder text = new StringBuilder(String.join(";", columns) + "\n");
      for (String column : columns) {
        for (String value : values) {
          text.append(row.with(column, value).replace(" | ", ";")).append('\n');
        }
      }
      boolean isOfSchool = columns.contains("skolenhetskod") && columns.contains(Person.ID);
      inbox.lay(
          row.register().tabell(),
          Registers.REFERENCE.contains(row.register()) ? "1999" : row.period().replace('_', '/'),
          isOfSchool ? "skolenhet:" + inbox.school(name) : "riket",
          name,
          utf8(text.toString().replace(";12345678;", ";" + inbox.school(name) + ";")),
          (long) values.size() * columns.size(),
          one -> one);
    }
  }

  private static void lines() throws IOException {
    String person = SPELLINGS.get(0) + ";" + NAME;
    for (String line : List.of(person, "\u0000" + person, "\"" + person, person.repeat(1000))) {
      String name = "line of " + line.length();
      inbox.lay(name, utf8(inbox.sound(name, 2, "\n") + line + "\n"), 3);
    }
    inbox.lay("every row bad", utf8(HEADER + "\n" + person + "\n"), 1);
    inbox.lay("no header", utf8(person + "\n" + person + "\n"), 1);
    byte[] damaged = utf8("PAR1" + person + "\u0000\u0000\u0000\u0000PAR1");
    inbox.lay("damaged", "a.parquet", damaged, 1, one -> one);
    inbox.lay("damaged gzip", "a.csv.gz", utf8("\u001f" + person), 1, one -> one);
  }

  private static void freeText() throws IOException {
    StringBuilder grades = new StringBuilder("id;id_typ;lasar;skolenhetskod;amne;sprak;betyg\n");
    String school = inbox.school("grades");
    grades.append("twin-g;LOP;2024/25;%s;MA;;E\n".formatted(school));
    for (String value : SPELLINGS) {
      grades.append("twin-g;LOP;2024/25;%s;M2;%s;E\n".formatted(school, value));
    }
    String scope = "skolenhet:" + school;
    inbox.lay("ak9_betyg", "2024/25", scope, "grades", utf8(grades.toString()), 5, one -> one);
    String unit = "skolenhetskod;giltig_fran;namn;kommun;org_nr;huvudmannatyp;skolformer;status\n";
    StringBuilder units = new StringBuilder(unit);
    units.append("10000999;2020-07-01;Skola;1281;2120001132;KOMMUN;GR;AKTIV\n");
    for (String value : SPELLINGS) {
      units.append("10000998;2020-07-01;Hos %s;1281;;ENSKILD;GR;AKTIV\n".formatted(value));
      units.append("10000997;2020-07-01;Skola;1281;%s;ENSKILD;GR;AKTIV\n".formatted(value));
    }
    inbox.lay("skolenhet", "2020-07-01", "riket", "named", utf8(units.toString()), 9, one -> one);
  }

  private static void folders() throws IOException {
    for (String name : List.of(SPELLINGS.get(0), SPELLINGS.get(1), NAME)) {
      byte[] text = utf8(inbox.sound("file " + name, 1, "\n"));
      inbox.lay("file " + name, name + ".csv", text, 1, one -> one);
      Path manifest = inbox.at("file " + name).resolve(Manifest.FILE_NAME);
      for (String at :
          List.of("ak9/" + name + "/v01_20250101", "ak9/2024_25/" + name, name + "/2/3")) {
        Path other = inbox.inbox().resolve(at).resolve(Manifest.FILE_NAME);
        DeliveryTexts.write(other, DeliveryTexts.bytes(manifest));
      }
      String said = DeliveryTexts.text(manifest);
      int field = 0;
      for (String key :
          List.of("tabell", "period", "kind", "scope", "encoding", "delimiter", "version")) {
        String wrong =
            said.replaceAll(
                "\"" + key + "\" : (\"[^\"]*\"|[0-9]+)", "\"" + key + "\" : \"" + name + "\"");
        Path other =
            inbox.inbox().resolve("ak9/2024_25/v01_2024%02d%02d".formatted(++field, name.length()));
        DeliveryTexts.write(other.resolve(Manifest.FILE_NAME), wrong);
      }
    }
  }

  private static void assertUnknown(String what, String text) {
    String plain = text.toLowerCase(Locale.ROOT);
    for (String one : SPELLINGS) {
      assertThat(plain.contains(one)).as(what).isFalse();
    }
    assertThat(plain.contains("kanarin")).as(what).isFalse();
  }

  @Test
  void takesInWhatIsSound() throws SQLException {
    assertThat(night.code()).as(night.said()).isEqualTo(SOME_DELIVERIES_REFUSED);
    // Otherwise what is wrong with rows would not have been written anywhere.
    assertThat(listed.said()).contains("bakgrund/2024/").doesNotContain(" held ");
    inbox.requireFound(
        "sound | accepted | 4 4 1 1 2 | R01=1 R03=2 R12=4 |", inbox.quality(), night);
    inbox.requireFound("grades | accepted | 5 5 1 4 0 | R08=4 |", inbox.quality(), night);
    inbox.requireFound("named | accepted | 9 9 1 8 0 | R08=8 |", inbox.quality(), night);
  }

  @Test
  void saysAndLogsNothingOfThePerson() {
    assertUnknown("what the intake said", night.said());
    assertUnknown("what the night said", whole.said());
    assertUnknown("what the list said", listed.said());
  }

  @Test
  void leavesNothingOfThePersonInTemporaryFoldersWhileItRuns() throws IOException {
    byte[] secret = HexFormat.of().parseHex(KEY);
    List<Path> seen = new ArrayList<>(filesBelow(intake.seen()));
    seen.addAll(filesBelow(rest.seen()));
    for (Path file : seen) {
      String bytes = text(file);
      assertUnknown(String.valueOf(file.getFileName()), bytes);
      assertThat(bytes.contains(KEY)).as("the key").isFalse();
      assertThat(bytes.contains(new String(secret, StandardCharsets.ISO_8859_1))).isFalse();
    }
  }

  /** Otherwise the test above would look at nothing, or at what is packed. */
  @Test
  void findsThePseudonymInEveryKindOfTemporaryFile() throws IOException, GeneralSecurityException {
    Mac hmac = Mac.getInstance("HmacSHA256");
    hmac.init(new SecretKeySpec(HexFormat.of().parseHex(KEY), "HmacSHA256"));
    byte[] digest = hmac.doFinal(utf8("civic:" + SPELLINGS.get(1)));
    String pseudonym = HexFormat.of().formatHex(digest, 0, 16);

    List<String> kinds = new ArrayList<>();
    for (Path file : filesBelow(intake.seen())) {
      if (text(file).contains(pseudonym)) {
        kinds.add(String.valueOf(file.getFileName()).replaceAll("_.*", ""));
      }
    }

    assertThat(kinds).contains("shuffle", "temp");
  }

  @Test
  void leavesNoTemporaryFileAfterwards() throws IOException {
    for (WatchedNight process : List.of(intake, rest)) {
      assertThat(filesBelow(process.temporary())).isEmpty();
      assertThat(filesBelow(process.local())).isEmpty();
    }
  }

  @Test
  void tellsTheEventLogNothingOfThePerson() throws IOException {
    for (WatchedNight process : List.of(intake, rest)) {
      StringBuilder told = new StringBuilder();
      for (Path file : filesBelow(process.eventLog())) {
        told.append(text(file));
      }
      String events = told.toString();

      assertThat(events).contains("SparkListenerSQLExecutionStart", "SparkListenerTaskEnd");
      assertUnknown("the event log", events);
      assertThat(events.contains(KEY)).as("the key").isFalse();
    }
  }

  @Test
  void publishesWhatIsSound() throws IOException {
    assertThat(whole.code()).as(whole.said()).isEqualTo(SOME_DELIVERIES_REFUSED);
    assertThat(filesBelow(inbox.warehouse().resolve("releases")))
        .extracting(Path::toString)
        .anyMatch(file -> file.contains("area_outcomes"))
        .anyMatch(file -> file.contains("delivery_quality"));
  }

  @Test
  void writesNothingOfThePerson() throws IOException, SQLException {
    List<Path> files = filesBelow(inbox.warehouse());
    assertThat(files).hasSizeGreaterThan(10);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (Path file : files) {
        assertUnknown(file.toString(), file.toString());
        assertUnknown(file.toString(), text(file));
        if (file.toString().endsWith(".parquet")) {
          assertUnknown(file.toString(), contents(statement, file));
        }
      }
    }
  }

  /** All of a Parquet file as text: packed, its bytes say nothing. */
  private static String contents(Statement statement, Path file) throws SQLException {
    StringBuilder text = new StringBuilder();
    try (ResultSet rows = statement.executeQuery("select t::varchar from '%s' t".formatted(file))) {
      while (rows.next()) {
        text.append(rows.getString(1)).append('\n');
      }
    }
    return text.toString();
  }

  @Test
  void wouldFindThePersonInTheInbox() throws IOException {
    byte[] bytes = Files.readAllBytes(inbox.at("sound").resolve("a.csv"));

    assertThat(Arrays.asList(new String(bytes, StandardCharsets.UTF_8).split("[;\n]", -1)))
        .containsAll(SPELLINGS)
        .contains(NAME);
  }
}
