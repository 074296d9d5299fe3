package klara.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** Which code is running: the same for the same classes, whenever and wherever they were built. */
public final class CodeVersion {
  private CodeVersion() {}

  /** A digest of every class of Klara's. */
  public static String current() {
    try {
      URI source = CodeVersion.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      Path path = Path.of(source);
      if (Files.isDirectory(path)) {
        return digest(path.resolve("klara"));
      }
      try (FileSystem jar = FileSystems.newFileSystem(path, Map.of())) {
        return digest(jar.getPath("/klara"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String digest(Path classes) throws IOException {
    List<String> parts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        CRC32 checksum = new CRC32();
        try (InputStream in = Files.newInputStream(file)) {
          byte[] bytes = in.readAllBytes();
          checksum.update(bytes);
          parts.add(
              classes.relativize(file)
                  + " "
                  + bytes.length
                  + " "
                  + HexFormat.of().toHexDigits(checksum.getValue()));
        }
      }
    }
    return Storage.digest(parts.stream().sorted().toList()).substring(0, 12);
  }
}
