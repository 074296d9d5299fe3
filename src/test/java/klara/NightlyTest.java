package klara;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import klara.delivery.Manifest;
import klara.job.Progress;
import klara.release.ReleaseManifest;
import klara.release.ReleaseManifest.TableEntry;
import klara.store.DeliveryFile.Format;
import klara.store.Storage;
import klara.twin.Twin;
import klara.twin.TwinSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Nights on a small twin, one after the other on the same warehouse, as cron would run them. */
@TestMethodOrder(OrderAnnotation.class)
class NightlyTest {
  private static final TwinSettings TWIN =
      TwinSettings.sample().withStudentsPerCohort(1200).withCohorts(4).with(Format.CSV);

  private static Path folder = Path.of("target");

  @BeforeAll
  static void generate(@TempDir Path temporary) throws IOException {
    folder = temporary;
    Twin.generate(TWIN, Path.of("data-samples/inbox"), folder);
  }

  private record Ran(int code, String said) {}

  private static Ran run(String warehouse, String... arguments) {
    return run(Map.of(), warehouse, arguments);
  }

  private static Ran run(Map<String, String> more, String warehouse, String... arguments) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    Map<String, String> settings = new TreeMap<>(more);
    settings.putIfAbsent("inbox", folder.resolve("inbox").toString());
    settings.put("warehouse", folder.resolve(warehouse).toString());
    // As many as a twin this small fills: each is a file a period and a task.
    settings.putIfAbsent("buckets", "2");
    int code = Main.run(settings, new Progress(out, false), out, arguments);
    return new Ran(code, said.toString(StandardCharsets.UTF_8));
  }

  private static String latest(String warehouse) throws IOException {
    return Files.readString(folder.resolve(warehouse).resolve("releases/LATEST")).strip();
  }

  private static Map<String, String> contentHashes(String warehouse) throws IOException {
    Path manifest =
        folder
            .resolve(warehouse)
            .resolve("releases")
            .resolve(latest(warehouse))
            .resolve("manifest.json");
    return ReleaseManifest.parse(Files.readString(manifest)).tables().stream()
        .collect(Collectors.toMap(TableEntry::name, TableEntry::contentHash));
  }

  private static Path delivery(String id) {
    return folder.resolve("inbox").resolve(id);
  }

  private static Path onlyVersion(String period) throws IOException {
    try (Stream<Path> versions = Files.list(delivery(period))) {
      return versions.sorted().findFirst().orElseThrow();
    }
  }

  /** Under a key that is given up later, and beside a delivery that is none. */
  @Test
  @Order(1)
  void makesAReleaseOfEveryTableAndRejectsAFileThatIsNotTheManifests() throws IOException {
    Path key = Files.writeString(folder.resolve("other.key"), "0f".repeat(32));
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("r--------"));
    Path damaged = secondVersion("ak9/2022_23");
    Path data = damaged.resolve(onlyData("ak9/2022_23").getFileName());
    manifest(damaged, data, 2, Files.readAllLines(data).size() - 1);
    byte[] bytes = Files.readAllBytes(data);
    bytes[bytes.length / 2] ^= 1;
    Files.write(data, bytes);

    Ran night = run(Map.of("key-file", key.toString()), "warehouse", "nightly", "--full");

    assertThat(night.code()).as(night.said()).isEqualTo(10);
    assertThat(night.said())
        .contains("rejected")
        .contains("ak9/2022_23/v02_20250101: file " + data.getFileName())
        .contains("does not have the manifest's SHA-256");
    assertThat(contentHashes("warehouse"))
        .containsOnlyKeys(
            "area_outcomes",
            "area_gaps",
            "variance_components",
            "area_ranks",
            "area_trends",
            "area_clusters",
            "gap_decomposition",
            "similar_areas",
            "expected_outcomes",
            "segregation",
            "risk_indicators",
            "risk_patterns",
            "pathways",
            "reentry",
            "official_figures",
            "reconciliation",
            "outcome_definitions",
            "definition_agreement",
            "delivery_quality",
            "data_dictionary");
  }

  @Test
  @Order(2)
  void opensEveryReleasedTableWithTheRightTypes() throws IOException, SQLException {
    try (OpenedRelease release = new OpenedRelease(folder.resolve("warehouse"))) {
      assertThat(release.columnsOfWrongType()).isEmpty();
    }
  }

  @Test
  @Order(2)
  void tellsLimitsOnlyBesideAFigureAndNoFigureOfWhatIsNotPublished()
      throws IOException, SQLException {
    try (OpenedRelease release = new OpenedRelease(folder.resolve("warehouse"))) {
      assertThat(release.limitsAstray()).isEmpty();
      assertThat(release.figuresOfUntoldRows())
          .as("what was published elsewhere")
          .containsExactly("reconciliation.official_value");
    }
  }

  @Test
  @Order(2)
  void namesAll33MunicipalitiesOfSkaneInEveryReleasedTableOfAreas()
      throws IOException, SQLException {
    try (OpenedRelease release = new OpenedRelease(folder.resolve("warehouse"))) {
      List<String> ofSkane =
          release.rows(
              """
              select distinct municipality_code
              from read_parquet('%s/registers/municipalities/*/*/*.parquet')
              where municipality_code like '12__' order by 1
              """
                  .formatted(folder.resolve("warehouse")));

      assertThat(ofSkane).hasSize(33);
      Map<String, List<String>> named = new TreeMap<>(release.municipalities());
      assertThat(named.remove("reentry")).as("reentry is of Skåne alone").isEmpty();
      assertThat(named)
          .containsKeys("area_outcomes", "area_gaps", "official_figures", "reconciliation")
          .allSatisfy((table, codes) -> assertThat(codes).as(table).isEqualTo(ofSkane));
    }
  }

  @Test
  @Order(3)
  void saysTheSameUnderANewKeyAndKeepsNothingOfTheOldOne() throws IOException, SQLException {
    String before = latest("warehouse");
    Set<String> tables = contentHashes("warehouse").keySet();
    List<String> versions = versions("warehouse");

    Ran night = run("warehouse", "nightly");
    run("elsewhere", "run", "accept-deliveries");

    assertThat(night.code()).as(night.said()).isEqualTo(10);
    assertThat(latest("warehouse")).isNotEqualTo(before);
    for (String table : tables) {
      assertThat(rowsOnlyIn(before, latest("warehouse"), table)).as(table).isZero();
      assertThat(rowsOnlyIn(latest("warehouse"), before, table)).as(table).isZero();
    }
    assertThat(versions("warehouse"))
        .doesNotContainAnyElementsOf(versions)
        .isEqualTo(versions("elsewhere"));
  }

  /** All but the release's id, which the key is part of. */
  private static long rowsOnlyIn(String one, String other, String table) throws SQLException {
    String rows = "select * exclude release_id from '%s/releases/%s/%s/*.parquet'";
    String sql =
        "select count(*) from (%s except all %s)"
            .formatted(
                rows.formatted(folder.resolve("warehouse"), one, table),
                rows.formatted(folder.resolve("warehouse"), other, table));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    }
  }

  /** The versions of every period of a register of persons. */
  private static List<String> versions(String warehouse) throws IOException {
    Path students = folder.resolve(warehouse).resolve("registers/year9_students");
    try (Stream<Path> folders = Files.walk(students, 2)) {
      return folders
          .filter(one -> students.relativize(one).getNameCount() == 2)
          .map(one -> String.valueOf(one.getFileName()))
          .sorted()
          .toList();
    }
  }

  @Test
  @Order(4)
  void hasNothingNewToDoASecondTime() throws IOException {
    String before = latest("warehouse");

    Ran night = run("warehouse", "nightly");

    assertThat(night.code()).as("what is rejected stays so").isEqualTo(10);
    assertThat(night.said()).contains("nothing new").doesNotContain("build-students");
    assertThat(latest("warehouse")).isEqualTo(before);
  }

  @Test
  @Order(5)
  void keepsNoIdAfterIntake() throws IOException {
    List<String> ids = new ArrayList<>();
    try (Stream<String> lines = Files.lines(onlyData("ak9/2023_24"))) {
      lines.skip(1).map(line -> line.substring(0, line.indexOf(';'))).limit(500).forEach(ids::add);
    }

    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder.resolve("warehouse"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        ids.stream().filter(bytes::contains).forEach(found::add);
      }
    }

    assertThat(ids).hasSizeGreaterThan(50);
    assertThat(found).isEmpty();
  }

  private static Path onlyData(String period) throws IOException {
    try (Stream<Path> files = Files.list(onlyVersion(period))) {
      return files.filter(file -> file.toString().endsWith(".csv")).findFirst().orElseThrow();
    }
  }

  @Test
  @Order(6)
  void isSoundWhenVerified() {
    Ran verified = run("warehouse", "verify");

    assertThat(verified.code()).as(verified.said()).isZero();
    assertThat(verified.said())
        .contains("disclosure attack on area_outcomes: 0 of ")
        .contains("disclosure attack on definition_agreement: 0 of ")
        .contains("is sound");
  }

  @Test
  @Order(7)
  void takesInACorrectionOfOnePeriod() throws IOException {
    remove(delivery("ak9/2022_23/v02_20250101"));
    Path corrected = secondVersion("ak9/2023_24");
    Path data = corrected.resolve(onlyData("ak9/2023_24").getFileName());
    List<String> lines = Files.readAllLines(data);
    Files.write(data, lines.subList(0, lines.size() - 3));
    manifest(corrected, data, 2, lines.size() - 4);

    Ran night = run("warehouse", "run", "accept-deliveries");

    assertThat(night.code()).as(night.said()).isZero();
    assertThat(night.said())
        .containsPattern("year9_students .* of 1 changed period\\b")
        .doesNotContain("year9_grades  ");
    assertThat(run("warehouse", "deliveries").said())
        .containsPattern("ak9/2023_24/v01_\\d+ +superseded");
  }

  /** A copy of a period's first version beside it. */
  private static Path secondVersion(String period) throws IOException {
    Path first = onlyVersion(period);
    Path second = first.resolveSibling("v02_20250101");
    copy(first, second);
    return second;
  }

  @Test
  @Order(9)
  void rejectsAParquetFileThatIsCutShort() throws IOException {
    Path folderOfDelivery = delivery("bakgrund/2030/v01_20310301");
    Files.createDirectories(folderOfDelivery);
    Path data = folderOfDelivery.resolve("bakgrund.parquet");
    Files.write(data, "PAR1 this is all that came".getBytes(StandardCharsets.US_ASCII));
    Path sibling = onlyVersion("bakgrund/2023");
    Files.copy(sibling.resolve("manifest.json"), folderOfDelivery.resolve("manifest.json"));
    manifest(folderOfDelivery, data, 1, 5);

    Ran night = run("warehouse", "run", "accept-deliveries");

    assertThat(night.code()).as(night.said()).isEqualTo(10);
    assertThat(night.said())
        .contains("bakgrund/2030/v01_20310301: file bakgrund.parquet cannot be opened as Parquet");
    remove(folderOfDelivery);
  }

  @Test
  @Order(10)
  void holdsADeliveryWithManyBadRowsUntilAnOperatorReleasesIt() throws IOException {
    Path second = secondVersion("ak9/2021_22");
    Path data = second.resolve(onlyData("ak9/2021_22").getFileName());
    List<String> lines = new ArrayList<>(Files.readAllLines(data));
    for (int i = 1; i <= lines.size() / 20; i++) {
      lines.set(i, lines.get(i).replaceFirst("2021/22", "2019/20"));
    }
    Files.write(data, lines);
    manifest(second, data, 2, lines.size() - 1);
    String id = "ak9/2021_22/v02_20250101";

    Ran held = run("warehouse", "run", "accept-deliveries");

    assertThat(held.code()).as(held.said()).isEqualTo(10);
    assertThat(held.said())
        .containsPattern("held +" + id + ": .* break a rule, more than 1.0 %: \\{R09=");
    assertThat(run("warehouse", "deliveries", "release", id).code()).isZero();
    Ran released = run("warehouse", "run", "accept-deliveries");
    assertThat(released.code()).as(released.said()).isZero();
    assertThat(run("warehouse", "deliveries").said()).containsPattern(id + " +accepted");
    assertThat(run("warehouse", "deliveries", "show", id).said())
        .containsPattern("status +accepted")
        .containsPattern("decided by +an operator")
        .containsPattern("R09 +[0-9]+ rows \\(quarantine\\)");
  }

  @Test
  @Order(11)
  void refusesRealPersonsUnderTheSampleKey() throws IOException {
    Path first = onlyVersion("ak9/2021_22");
    Path third = first.resolveSibling("v03_20250201");
    copy(first, third);
    Path data = third.resolve(onlyData("ak9/2021_22").getFileName());
    List<String> lines = new ArrayList<>(Files.readAllLines(data));
    lines.set(1, lines.get(1).replaceFirst("^[^;]*;[^;]*", "some-serial-number;LOP"));
    Files.write(data, lines);
    manifest(third, data, 3, lines.size() - 1);
    String before = latest("warehouse");

    Ran night = run("warehouse", "nightly");

    assertThat(night.code()).as(night.said()).isEqualTo(2);
    assertThat(night.said()).contains("Missing setting spark.klara.key-file");
    assertThat(latest("warehouse")).isEqualTo(before);
    remove(third);
  }

  @Test
  @Order(12)
  void saysWhatIsWrongWithSettings() {
    assertThat(run(Map.of("as-of", "30/6"), "warehouse", "nightly"))
        .isEqualTo(
            new Ran(
                2,
                "klara: Invalid setting spark.klara.as-of: expected a date such as 2024-06-30,"
                    + " found: 30/6\n"));
    assertThat(run(Map.of("inbox", "/no/such/folder"), "warehouse", "nightly").code())
        .isEqualTo(11);
    assertThat(run(Map.of("key-file", "/no/such/key"), "warehouse", "nightly").code()).isEqualTo(2);
    assertThat(run("warehouse", "run", "no-such-job").code()).isEqualTo(2);
    assertThat(run("warehouse", "nightly", "--no-such-option").code()).isEqualTo(2);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static void manifest(Path delivery, Path data, int version, long rows)
      throws IOException {
    Path file = delivery.resolve("manifest.json");
    Manifest before = Manifest.parse(Files.readString(file));
    String period = delivery.getName(delivery.getNameCount() - 2).toString();
    Manifest after =
        new Manifest(
            before.tabell(),
            before.periodFolder().equals(period) ? before.period() : period,
            version,
            before.kind(),
            before.baseVersion(),
            before.scope(),
            before.deliveredAt(),
            before.schemaVersion(),
            before.encoding(),
            before.delimiter(),
            before.decimal(),
            before.nullTokens(),
            List.of(
                new Manifest.DataFile(
                    data.getFileName().toString(),
                    Files.size(data),
                    new Storage().sha256(data.toString()),
                    rows)));
    Files.writeString(file, after.json());
  }

  private static void remove(Path delivery) {
    try (Stream<Path> files = Files.walk(delivery)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
