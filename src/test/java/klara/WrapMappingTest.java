package klara;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import klara.job.Progress;
import klara.store.DeliveryTexts;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an extract of another register to accepted rows, as a user does it. */
class WrapMappingTest {
  private static final Path UCI =
      Path.of("..", "shared", "data", "students", "uci_dropout", "data.csv");

  private static final String EXTRACT =
      """
      student,school,began,ended
      7,A,2019,2022-06-10
      8,A,2019,
      9,B,2019,
      """;

  private static final String MAPPING =
      """
      delivered: 2023-10-15
      id: {from: student, prefix: other-}
      derived:
        unit: {from: school, recode: {A: 70000001, B: 70000002}}
      tables:
        - tabell: gy_elev
          period: 2019/20
          columns:
            lasar: {constant: 2019/20}
            skolenhetskod: {from: unit}
            studievagskod: {constant: NA}
        - tabell: gy_betygsdok
          where: ended is not null
          period: 2021/22
          columns:
            skolenhetskod: {from: unit}
            utfardat: {from: ended}
            typ: {constant: E}
            studievagskod: {constant: NA}
        - tabell: skolenhet
          period: 2019
          distinct: yes
          columns:
            skolenhetskod: {from: unit}
            giltig_fran: {constant: 2000-01-01}
            kommun: {constant: 9901}
        - tabell: kommun
          period: 2019
          values: [{kod: 9901, giltig_fran: 2000-01-01, namn: Elsewhere}]
        - tabell: kodlistor
          period: 2019
          values: [{lista: program, kod: NA, giltig_fran: 2000-01-01, typ: HF}]
      """;

  private final Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  WrapMappingTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private int klara(Map<String, String> properties, String... arguments) {
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--inbox", folder.resolve("inbox").toString()));
    return Main.run(properties, new Progress(out, false), out, all.toArray(String[]::new));
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  private int takeIn() throws IOException {
    Path key = Files.writeString(folder.resolve("a.key"), "0123456789abcdef".repeat(4));
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("r--------"));
    return klara(
        Map.of("key-file", key.toString(), "warehouse", folder.resolve("warehouse").toString()),
        "run",
        "accept-deliveries");
  }

  /** Counted by an engine that is not Spark. */
  private long count(String select, String table, String rest) throws SQLException {
    String files = folder + "/warehouse/registers/" + table + "/**/*.parquet";
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement();
        ResultSet found =
            statement.executeQuery("select %s from '%s' %s".formatted(select, files, rest))) {
      found.next();
      return found.getLong(1);
    }
  }

  @Test
  void makesAWholeInboxOfOneExtractAndOneMapping() throws IOException, SQLException {
    Path mapping = Files.writeString(folder.resolve("m.yaml"), MAPPING);
    Path extract = Files.writeString(folder.resolve("a.csv"), EXTRACT);

    int wrapped = klara(Map.of(), "wrap", "--mapping", mapping.toString(), extract.toString());
    int taken = takeIn();

    assertThat(List.of(wrapped, taken)).as(said()).containsOnly(0);
    assertThat(said())
        .contains("a.csv: 3 rows\n")
        .contains("  gy_betygsdok: 3 rows = 1 delivered + 2 left out + 0 like another\n")
        .contains("  skolenhet: 3 rows = 2 delivered + 0 left out + 1 like another\n");
    assertThat(count("count(*)", "upper_secondary_enrolments", "")).isEqualTo(3);
    assertThat(count("count(*)", "upper_secondary_certificates", "")).isEqualTo(1);
  }

  @Test
  void onlySaysWhatItWouldDeliverWhereItIsToCheck() throws IOException {
    Path mapping = Files.writeString(folder.resolve("m.yaml"), MAPPING);
    Path extract = Files.writeString(folder.resolve("a.csv"), EXTRACT);

    int code =
        klara(Map.of(), "wrap", "--check", "--mapping", mapping.toString(), extract.toString());

    assertThat(code).as(said()).isZero();
    assertThat(said())
        .contains("gy_elev 2019/20: 3 rows would be delivered\n")
        .contains("  not filled: arskurs, hemkommun, kon, fodelsear, skydd\n");
    assertThat(folder.resolve("inbox")).doesNotExist();
  }

  @Test
  void namesWhatIsWrongAndWritesNothing() throws IOException {
    Path mapping =
        Files.writeString(folder.resolve("m.yaml"), MAPPING.replace(", B: 70000002", ""));
    Path extract = Files.writeString(folder.resolve("a.csv"), EXTRACT);
    Path broken = Files.writeString(folder.resolve("n.yaml"), "tables: !!java.io.File [x]\n");

    assertThat(klara(Map.of(), "wrap", "--mapping", mapping.toString(), extract.toString()))
        .isEqualTo(2);
    assertThat(klara(Map.of(), "wrap", "--mapping", broken.toString(), extract.toString()))
        .isEqualTo(2);
    assertThat(klara(Map.of(), "wrap", "--mapping", folder + "/no.yaml", extract.toString()))
        .isEqualTo(2);
    assertThat(klara(Map.of(), "wrap", "--check", extract.toString())).isEqualTo(2);

    assertThat(said())
        .contains("klara: Cannot wrap 'a.csv' as '" + mapping + "' says:\n")
        .contains("  derived unit: rows have a code without a recoding (1 rows)\n")
        .contains("klara: Cannot read mapping '" + broken + "':\n  it has tags, which are never")
        .contains("no.yaml':\n  there is no such file\n")
        .contains("klara: Invalid option --check: it needs --mapping\n");
    assertThat(folder.resolve("inbox")).doesNotExist();
  }

  /** While it runs Spark holds the extract's rows in files, as the extract and what it makes do. */
  @Test
  void saysNothingOfAPersonAndLeavesNoTemporaryFile() throws IOException {
    Path mapping = Files.writeString(folder.resolve("m.yaml"), MAPPING);
    Path sound = Files.writeString(folder.resolve("a.csv"), EXTRACT.replace("7,A", "Kanarin,A"));
    Path broken = Files.writeString(folder.resolve("b.csv"), EXTRACT.replace("7,A", "7,Kanarin"));
    for (Path extract : List.of(sound, broken)) {
      WatchedNight process =
          new WatchedNight(Files.createDirectory(folder.resolve("of-" + extract.getFileName())));

      int code =
          process.run(
              Map.of(),
              "wrap",
              "--mapping",
              mapping.toString(),
              extract.toString(),
              "--inbox",
              folder.resolve("inbox").toString());

      String out = Files.readString(process.out()) + Files.readString(process.errors());
      assertThat(code).as(out).isEqualTo(extract.equals(sound) ? 0 : 2);
      assertThat(out).contains(String.valueOf(extract.getFileName())).doesNotContain("Kanarin");
      for (Path file : DeliveryTexts.filesBelow(process.eventLog())) {
        assertThat(Files.readString(file)).contains("TaskEnd").doesNotContain("Kanarin");
      }
      assertThat(DeliveryTexts.filesBelow(process.seen())).isNotEmpty();
      assertThat(DeliveryTexts.filesBelow(process.temporary())).isEmpty();
      assertThat(DeliveryTexts.filesBelow(process.local())).isEmpty();
    }
  }

  /** «Predict Students' Dropout and Academic Success», UCI 697: 1421, 794 and 2209 of 4424. */
  @Test
  void takesInTheStudentsOfARealRegister() throws IOException, SQLException {
    Assumptions.assumeTrue(Files.isRegularFile(UCI), "no ../shared/data here");

    int wrapped = klara(Map.of(), "wrap", "--mapping", "mappings/uci_dropout.yaml", UCI.toString());
    int taken = takeIn();

    assertThat(List.of(wrapped, taken)).as(said()).containsOnly(0);
    String enrolments = "upper_secondary_enrolments";
    String students = "count(distinct student_id)";
    long all = count(students, enrolments, "");
    long graduates = count(students, "upper_secondary_certificates", "");
    assertThat(all).isEqualTo(4424);
    assertThat(graduates).isEqualTo(2209);
    assertThat(count(students, enrolments, "where study_year = 4")).isEqualTo(794);
    assertThat(all - count(students, enrolments, "where study_year = 2")).isEqualTo(1421);
    assertThat(count("count(*)", "backgrounds", "where background = 'foreign'")).isEqualTo(110);
    assertThat(count("count(*)", enrolments, "")).isEqualTo(4424 + 2 * 3003 + 794);
    assertThat(DeliveryTexts.filesBelow(folder.resolve("warehouse/quarantine")))
        .noneMatch(file -> file.toString().endsWith(".parquet"));
  }
}
