package klara.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
  private static final String HEX = "00ff".repeat(16);

  @TempDir private Path folder = Path.of("");

  private Settings settings(Path keyFile) {
    return Settings.of(
        Map.of("inbox", folder.resolve("inbox").toString(), "key-file", keyFile.toString()));
  }

  private Settings settingsWithoutKey() {
    return Settings.of(Map.of("inbox", folder.resolve("inbox").toString()));
  }

  private Path file(String name, String text, String permissions) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  @Test
  void isReadFromAFileOfItsOwnersOnly() throws IOException {
    KeyFile key = KeyFile.of(settings(file("key", HEX + "\n", "r--------")));

    assertThat(key.secret()).hasSize(32).startsWith((byte) 0, (byte) 0xff);
    assertThat(key.isSample()).isFalse();
    assertThat(key).hasToString("KeyFile[isSample=false]");
    assertThat(key.fingerprint()).matches("[0-9a-f]{32}").isNotEqualTo(HEX.substring(0, 32));
  }

  @Test
  void isTheSamplesWhereNoneIsNamedOrWhereItSaysSo() throws IOException {
    file("sample.key", "# for invented data\n" + HEX + "\n", "rw-r--r--");

    assertThat(KeyFile.of(settingsWithoutKey()).isSample()).isTrue();
    assertThat(KeyFile.of(settings(file("copy", "# sample\n" + HEX, "r--------"))).isSample())
        .isTrue();
  }

  @Test
  void saysHowToMakeOneWhereThereIsNone() {
    assertThatThrownBy(() -> KeyFile.of(settingsWithoutKey()))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "Missing setting spark.klara.key-file: name a file with at least 64 hexadecimal digits,"
                + " mode 0400 (make one: openssl rand -hex 32)");
    assertThatThrownBy(() -> KeyFile.of(settings(folder.resolve("nowhere"))))
        .isInstanceOf(SettingsException.class)
        .hasMessage("Invalid setting spark.klara.key-file: no file " + folder.resolve("nowhere"));
  }

  @Test
  void refusesAFileThatOthersCanRead() throws IOException {
    Path open = file("open", HEX, "r--r-----");

    assertThatThrownBy(() -> KeyFile.of(settings(open)))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "Invalid setting spark.klara.key-file: %s must have mode 0400 (chmod 400)"
                .formatted(open));
  }

  @Test
  void refusesAKeyThatIsShortOrNotHexadecimalWithoutSayingIt() throws IOException {
    for (String text : new String[] {HEX.substring(2), HEX + "0", "hemlighet".repeat(9), ""}) {
      Path file = file("key" + text.length(), text, "r--------");

      assertThatThrownBy(() -> KeyFile.of(settings(file)))
          .isInstanceOf(SettingsException.class)
          .hasMessage(
              "Invalid setting spark.klara.key-file: %s must hold at least 64 hexadecimal digits"
                  .formatted(file))
          .hasNoCause();
    }
  }
}
