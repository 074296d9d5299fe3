package klara;

import static klara.HostileInbox.utf8;
import static klara.HostileInbox.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import klara.delivery.Manifest;
import klara.store.DeliveryTexts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two nights: permissions are missing and other things lie where files should; then all is well.
 */
class UnreadableDeliveriesTest {
  private static final int SOME_DELIVERIES_REFUSED = 10;
  private static final int NO_INPUT = 11;

  private static final String FIRST_NIGHT =
      """
      sound                | accepted | 3 3 3 0 0 | |
      file                 | rejected | 0 0 0 0 0 | | file a.csv cannot be read: permission is missing or the storage fails
      packed               | rejected | 0 0 0 0 0 | | file a.csv.gz cannot be read: permission is missing or the storage fails
      Parquet              | rejected | 0 0 0 0 0 | | file a.parquet cannot be read: permission is missing or the storage fails
      last version         | accepted | 3 3 3 0 0 | |
      next version         | rejected | 0 0 0 0 0 | | file a.csv cannot be read: permission is missing or the storage fails
      manifest             | rejected | 0 0 0 0 0 | | manifest.json cannot be read: permission is missing or the storage fails
      folder               | rejected | 0 0 0 0 0 | | the folder cannot be read: permission is missing or the storage fails
      ak9/not_as_agreed/1  | rejected | 0 0 0 0 0 | | a folder of ak9 cannot be read: permission is missing or the storage fails
      kaa/not_as_agreed/1  | rejected | 0 0 0 0 0 | | a folder of kaa cannot be read: permission is missing or the storage fails
      folder for a file    | rejected | 0 0 0 0 0 | | file a.csv is missing
      link to nothing      | rejected | 0 0 0 0 0 | | file a.csv is missing
      folder for a manifest | rejected | 0 0 0 0 0 | | manifest.json is a link or no file, which is not followed
      """;

  private static HostileInbox inbox;
  private static HostileInbox.Ran first = new HostileInbox.Ran(1, "");
  private static HostileInbox.Ran second = new HostileInbox.Ran(1, "");
  private static HostileInbox.Ran closed = new HostileInbox.Ran(1, "");
  private static HostileInbox.Ran listed = new HostileInbox.Ran(1, "");
  private static Map<String, List<String>> before = Map.of();
  private static HostileInbox.Ran after = new HostileInbox.Ran(1, "");

  @BeforeAll
  static void nights(@TempDir Path folder) throws IOException, SQLException {
    inbox = new HostileInbox(folder);
    for (String name :
        List.of("sound", "file", "manifest", "folder", "folder for a file", "link to nothing")) {
      inbox.lay(name, utf8(inbox.sound(name, 3, "\n")), 3);
    }
    inbox.lay("packed", "a.csv.gz", utf8("\u001f\u008b"), 3, one -> one);
    inbox.lay("Parquet", "a.parquet", utf8("PAR1"), 3, one -> one);
    String scope = "skolenhet:" + inbox.school("version");
    byte[] version = utf8(inbox.sound("version", 3, "\n"));
    inbox.lay("last version", "a.csv", version, 3, one -> with(one, 1, 0, scope));
    inbox.lay("next version", "a.csv", version, 3, one -> with(one, 2, 0, scope));
    inbox.lay("folder for a manifest", utf8("x"), 1);
    byte[] other = utf8(inbox.sound("period", 3, "\n").replace("2024/25", "2022/23"));
    String ofPeriod = "skolenhet:" + inbox.school("period");
    inbox.lay("ak9", "2022/23", ofPeriod, "period", other, 3, one -> one);
    Path register = Files.createDirectories(inbox.inbox().resolve("kaa/2025H2"));
    Path data = inbox.at("folder for a file").resolve("a.csv");
    Files.delete(data);
    Files.createDirectory(data);
    Path link = inbox.at("link to nothing").resolve("a.csv");
    Files.delete(link);
    Files.createSymbolicLink(link, folder.resolve("nothing"));
    Path told = inbox.at("folder for a manifest").resolve(Manifest.FILE_NAME);
    Files.delete(told);
    Files.createDirectory(told);
    List<Path> locked =
        List.of(
            inbox.at("file").resolve("a.csv"),
            inbox.at("packed").resolve("a.csv.gz"),
            inbox.at("Parquet").resolve("a.parquet"),
            inbox.at("next version").resolve("a.csv"),
            inbox.at("manifest").resolve(Manifest.FILE_NAME),
            inbox.at("folder"),
            inbox.inbox().resolve("ak9/2022_23"),
            inbox.inbox().resolve("kaa"));
    DeliveryTexts.writeSecret(folder.resolve("own.key"), "0123456789abcdef".repeat(4));
    allow(locked, "-wx------");
    first = night();
    assertThat(first.code()).as(first.said()).isEqualTo(SOME_DELIVERIES_REFUSED);
    before = inbox.quality();

    allow(locked, "rwx------");
    second = night();
    after = run("deliveries");

    allow(List.of(inbox.inbox()), "-wx------");
    closed = night();
    listed = run("deliveries");
    allow(List.of(inbox.inbox()), "rwx------");
    Files.delete(register);
  }

  private static void allow(List<Path> paths, String permissions) throws IOException {
    for (Path path : paths) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
  }

  private static HostileInbox.Ran night() {
    return run("run", "accept-deliveries");
  }

  private static HostileInbox.Ran run(String... arguments) {
    String key = String.valueOf(inbox.inbox().resolveSibling("own.key"));
    return inbox.run(Map.of("inbox", "locked://" + inbox.inbox(), "key-file", key), arguments);
  }

  static Stream<String> firstNight() {
    return FIRST_NIGHT.lines();
  }

  @ParameterizedTest
  @MethodSource("firstNight")
  void becomesWhatIsSaid(String expected) {
    inbox.requireFound(expected, before, first);
  }

  @Test
  void goesOnFromWhatIsGoodAndEndsAsANightThatRefusedSomething() {
    assertThat(first.code()).as(first.said()).isEqualTo(SOME_DELIVERIES_REFUSED);
    assertThat(first.said()).doesNotContain("bug of ours", "Permission denied");
  }

  @ParameterizedTest
  @MethodSource("opened")
  void isTakenInOnceItCanBeRead(String name) {
    assertThat(listed(name)).as(second.said()).containsPattern("accepted +3 rows");
  }

  /** What the list says of a case after the second night. */
  private static String listed(String name) {
    return after
        .said()
        .lines()
        .filter(line -> line.startsWith(inbox.id(name)))
        .findFirst()
        .orElse("");
  }

  static Stream<String> opened() {
    return Stream.of("file", "next version", "manifest", "folder", "period");
  }

  /** What they say was not known before, and is not what their names say. */
  @Test
  void isJudgedByItsContentOnceItCanBeRead() {
    assertThat(listed("Parquet")).contains("rejected").contains("cut short or damaged");
    assertThat(listed("packed")).contains("rejected").contains("file a.csv.gz is not gzip");
    assertThat(listed("folder for a manifest"))
        .endsWith("manifest.json is a link or no file, which is not followed");
    assertThat(after.said()).doesNotContain("permission is missing");
  }

  @Test
  void saysThatThereIsNoInputWhereTheInboxItselfCannotBeRead() {
    assertThat(closed.code()).as(closed.said()).isEqualTo(NO_INPUT);
    assertThat(closed.said()).contains("Cannot read the inbox: permission is missing");
    assertThat(listed.code()).as(listed.said()).isEqualTo(NO_INPUT);
    assertThat(listed.said()).contains("Cannot read the inbox: permission is missing");
  }
}
