package klara.store;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The small text files of an inbox and of what lies beside it, on a local disk. */
public final class DeliveryTexts {
  static final char DELIMITER = ';';

  private DeliveryTexts() {}

  /** Reads a CSV file of ours, row by row, by the names in its header; empty cells are "". */
  public static List<Map<String, String>> rows(Path file) throws IOException {
    CsvParserSettings settings = new CsvParserSettings();
    settings.getFormat().setDelimiter(DELIMITER);
    settings.setNullValue("");
    settings.setEmptyValue("");
    List<Map<String, String>> rows = new ArrayList<>();
    try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      List<String[]> lines = new CsvParser(settings).parseAll(text);
      String[] names = lines.get(0);
      for (String[] cells : lines.subList(1, lines.size())) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
          row.put(names[i], cells[i]);
        }
        rows.add(row);
      }
    }
    return rows;
  }

  public static String text(Path file) throws IOException {
    return Files.readString(file);
  }

  /** Writes a text, its folder as well. */
  public static void write(Path file, String text) throws IOException {
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.deleteIfExists(file);
    Files.writeString(file, text);
  }

  /** Writes bytes, their folder as well. */
  public static void write(Path file, byte[] bytes) throws IOException {
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.write(file, bytes);
  }

  public static byte[] bytes(Path file) throws IOException {
    return Files.readAllBytes(file);
  }

  /** Writes a secret that only its owner may read. */
  public static void writeSecret(Path file, String text) throws IOException {
    write(file, text);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
    }
  }

  /** Whether there is anything by that name. */
  public static boolean exists(Path path) {
    return Files.exists(path);
  }

  /** The data files and manifests below a folder, in order. */
  public static List<Path> filesBelow(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return found.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Copies a folder byte for byte. */
  public static void copy(Path from, Path to) throws IOException {
    for (Path file : filesBelow(from)) {
      Path copy = to.resolve(from.relativize(file).toString());
      Path folder = copy.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.write(copy, Files.readAllBytes(file));
    }
  }

  /** Removes a folder and what is in it, where it is there. */
  public static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> found = Files.walk(folder)) {
        for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  /** What a file is, for a manifest. */
  public static WrittenFile described(Path file, long rows) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return new WrittenFile(
        String.valueOf(file.getFileName()),
        bytes.length,
        java.util.HexFormat.of().formatHex(HashedOutput.sha256Digest().digest(bytes)),
        rows);
  }
}
