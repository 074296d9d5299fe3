package klara.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import klara.delivery.Arrivals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of folders, manifests and files that are not as agreed: never what they say. */
class InboxTest {
  /** 8903019993 has the check digit of a civic number, and one for tests: 98 and 99. */
  private static final String PERSON = "19890301-9993";

  private static final String SOUND =
      """
      {"tabell": "ak9", "period": "2024/25", "version": 1, "kind": "full", "scope": "riket",
       "delivered_at": "2025-09-25T02:10:00+02:00", "schema_version": "1", "encoding": "utf-8",
       "delimiter": ";", "decimal": ",", "null_tokens": [""],
       "files": [{"name": "a.csv", "bytes": 3, "rows": 0,
         "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}]}
      """;

  @TempDir private Path folder = Path.of("");

  private Arrivals arrivals() {
    return new Inbox(new Storage(), folder.toString()).arrivals();
  }

  private Path lay(String id, String manifest) throws IOException {
    Path at = Files.createDirectories(folder.resolve(id));
    Files.writeString(at.resolve("manifest.json"), manifest);
    return Files.writeString(at.resolve("a.csv"), "abc");
  }

  private String refused(String manifest) throws IOException {
    lay("ak9/2024_25/v01_20250925", manifest);
    return arrivals().refused().getOrDefault("ak9/2024_25/v01_20250925", "not refused");
  }

  @Test
  void admitsADeliveryWhoseManifestIsSoundAndWaitsForOneWithout() throws IOException {
    lay("ak9/2024_25/v01_20250925", SOUND);
    Files.createDirectories(folder.resolve("ak9/2024_25/v02_20250926"));

    assertThat(arrivals().deliveries())
        .singleElement()
        .satisfies(one -> assertThat(one.id()).isEqualTo("ak9/2024_25/v01_20250925"));
    assertThat(arrivals().notReady()).containsExactly("ak9/2024_25/v02_20250926");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          "version": 1             | "version": "19890301-9993"  | version is missing or not of its type
          "version": 1             | "version": 1.9              | version is missing or not of its type
          "version": 1             | "version": 99999999999      | a value cannot be read
          "version": 1             | "version": null             | version is missing or not of its type
          "version": 1             | "version": 0                | version must be 1 or more
          "version": 1,            |                             | version is missing or not of its type
          "version": 1             | "version": 1, "version": 2  | it is not JSON from line 1, column 63
          "version": 1             | "version": 1, "Kajsa 19890301-9993": 1 | it has a key that is not agreed
          "version": 1             | Kajsa                       | it is not JSON from line 1
          "kind": "full"           | "kind": "19890301-9993"     | kind must be full or delta
          "kind": "full"           | "kind": "delta"             | base_version must name an earlier version in a delta
          "tabell": "ak9"          | "tabell": "\\u001b[2J"      | tabell is not the folder's
          "period": "2024/25"      | "period": "2024\\n25"       | period is not the folder's
          "scope": "riket"         | "scope": "kommun:Kajsa"     | scope must be riket, kommun:CODE or skolenhet:CODE
          "delimiter": ";"         | "delimiter": "\\u0000"      | delimiter must be one character
          2025-09-25T02:10:00+02:00 | 2025-09-25 Kajsa           | delivered_at must be ISO 8601 with an offset
          2025-09-25T02:10:00+02:00 | 9999-09-25T02:10:00+02:00  | delivered_at must be ISO 8601 with an offset
          "a.csv"                  | "../a.csv"                  | file names must be plain names beside the manifest
          "a.csv"                  | "/etc/a.csv"                | file names must be plain names beside the manifest
          "a.csv"                  | "a b.csv"                   | file names must be plain names beside the manifest
          "a.csv"                  | "a\\n.csv"                  | file names must be plain names beside the manifest
          "a.csv"                  | "\\u001b[2J.csv"            | file names must be plain names beside the manifest
          "a.csv"                  | "\\u202egnp.csv"            | file names must be plain names beside the manifest
          "a.csv"                  | "19890301-9993.csv"         | without a personal number
          "a.csv"                  | "elev_8903019993.csv"       | without a personal number
          "a.csv"                  | "198903019993.csv"          | without a personal number
          "a.csv"                  | "a.zip"                     | files must be .csv, .txt, .tsv, packed as .gz or not, or .parquet
          "a.csv"                  | null                        | files.name is missing or not of its type
          [""]                     | [null]                      | a list has an empty place
          """)
  void saysWhatIsWrongWithAManifestAndRepeatsNothingOfIt(String from, String to, String said)
      throws IOException {
    String text = SOUND.replace(from, to == null ? "" : to);

    assertThat(refused(text))
        .startsWith("manifest.json is not as agreed: ")
        .contains(said)
        .doesNotContain("Kajsa", "9993", "\u001b", "\n", "\u202e");
  }

  @ParameterizedTest
  @CsvSource({"''", "[]", "null", "1", "{} {}"})
  void refusesAManifestThatIsNoJsonObject(String text) throws IOException {
    assertThat(refused(text)).startsWith("manifest.json is not as agreed: ");
  }

  @Test
  void refusesAManifestThatIsNoTextOfItsSizeOrDepth() throws IOException {
    assertThat(refused(" ".repeat(2 << 20))).isEqualTo("manifest.json has more than 1 MB");
    assertThat(refused("[".repeat(100_000))).startsWith("manifest.json is not as agreed: ");
  }

  @Test
  void namesNoFolderThatIsNotNamedAsAgreed() throws IOException {
    lay("ak9/" + PERSON + "/v01_20250925", SOUND);
    lay("ak9/2024_25/v01_" + PERSON, SOUND);
    lay("ak9/2024_25/v99999999999_20250925", SOUND);
    lay("ak9/2024'25/v01_20250925", SOUND);
    lay("Kajsa\u001b[2J/2024_25/v01_20250925", SOUND);
    Files.createDirectories(folder.resolve("ak9/2024_25/" + PERSON));

    Map<String, String> refused = arrivals().refused();

    assertThat(refused.keySet())
        .containsExactlyInAnyOrder(
            "ak9/not_as_agreed/1",
            "ak9/not_as_agreed/2",
            "ak9/not_as_agreed/4",
            "ak9/not_as_agreed/5",
            "unknown/not_as_agreed/1");
    assertThat(refused.values())
        .allMatch(
            reason ->
                reason.matches(
                    "a folder of (ak9|unknown) is not named as agreed:"
                        + " <period>/v<NN>_<YYYYMMDD>"));
    assertThat(arrivals().notReady()).containsExactly("ak9/not_as_agreed/3");
  }

  @Test
  void followsNoLinkOutOfTheInbox(@TempDir Path outside) throws IOException {
    Path secret = Files.writeString(outside.resolve("secret.csv"), "abc");
    Files.writeString(outside.resolve("manifest.json"), SOUND);
    Path sound = lay("ak9/2024_25/v01_20250925", SOUND);
    Files.delete(sound);
    Files.createSymbolicLink(sound, secret);
    Files.createSymbolicLink(folder.resolve("ak9/2024_25/v02_20250926"), outside);
    Files.createSymbolicLink(folder.resolve("ak9/2023_24"), outside);
    Files.createSymbolicLink(folder.resolve("kaa"), outside);
    Path third = Files.createDirectories(folder.resolve("ak9/2024_25/v03_20250927"));
    Files.createSymbolicLink(third.resolve("manifest.json"), outside.resolve("manifest.json"));

    Arrivals arrivals = arrivals();

    assertThat(arrivals.refused())
        .containsOnly(
            Map.entry("ak9/2024_25/v02_20250926", "the folder is a link, which is not followed"),
            Map.entry("ak9/not_as_agreed/1", "a folder of ak9 is a link, which is not followed"),
            Map.entry("kaa/not_as_agreed/1", "a folder of kaa is a link, which is not followed"),
            Map.entry(
                "ak9/2024_25/v03_20250927",
                "manifest.json is a link or no file, which is not followed"));
    assertThat(new Inbox(new Storage(), folder.toString()).examined(arrivals.deliveries().get(0)))
        .satisfies(
            one ->
                assertThat(one.fault())
                    .contains("file a.csv is a link or no plain file, which is not followed"));
  }
}
