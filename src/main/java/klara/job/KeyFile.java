package klara.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import klara.register.Pseudonym;

/**
 * The secret of the pseudonyms, from a file that only its owner can read.
 *
 * @param hex the key, in hexadecimal digits
 * @param isSample whether it is the sample's, which serves invented persons only
 */
record KeyFile(String hex, boolean isSample) {
  private static final String SAMPLE = "sample.key";
  private static final int FEWEST_BYTES = 32;

  /**
   * Reads the key file of the settings, or the sample's beside the inbox.
   *
   * @throws SettingsException which says what to do; never what is in the file
   */
  static KeyFile of(Settings settings) {
    boolean isSample = settings.keyFile().isEmpty();
    Path path = Path.of(settings.keyFile().orElseGet(() -> settings.besideInbox(SAMPLE)));
    if (!Files.isRegularFile(path)) {
      throw new SettingsException(
          isSample
              ? "Missing setting spark.klara.key-file: name a file with at least 64 hexadecimal"
                  + " digits, mode 0400 (make one: openssl rand -hex 32)"
              : "Invalid setting spark.klara.key-file: no file " + path);
    }
    try {
      if (!isSample) {
        requireSecrecy(path);
      }
      List<String> lines =
          Files.readAllLines(path, StandardCharsets.UTF_8).stream().map(String::strip).toList();
      boolean isMarked = lines.stream().anyMatch(line -> line.startsWith("#"));
      String hex = lines.stream().filter(line -> !line.startsWith("#")).reduce("", String::concat);
      if (HexFormat.of().parseHex(hex).length < FEWEST_BYTES) {
        throw new IllegalArgumentException("too short");
      }
      return new KeyFile(hex, isSample || isMarked);
    } catch (IllegalArgumentException e) {
      throw new SettingsException(
          "Invalid setting spark.klara.key-file: %s must hold at least 64 hexadecimal digits"
              .formatted(path));
    } catch (IOException e) {
      throw new SettingsException(
          "Invalid setting spark.klara.key-file: %s cannot be read".formatted(path));
    }
  }

  private static void requireSecrecy(Path path) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
    if (!permissions.equals(Set.of(PosixFilePermission.OWNER_READ))) {
      throw new SettingsException(
          "Invalid setting spark.klara.key-file: %s must have mode 0400 (chmod 400)"
              .formatted(path));
    }
  }

  byte[] secret() {
    return HexFormat.of().parseHex(hex);
  }

  /** Tells keys apart without telling the key. */
  String fingerprint() {
    return Pseudonym.fingerprint(secret());
  }

  @Override
  public String toString() {
    return "KeyFile[isSample=" + isSample + "]";
  }
}
