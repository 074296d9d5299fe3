package klara.store;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import klara.delivery.Sheet;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/** A file as a publisher offers it for download, on a local disk: CSV in UTF-8, or XLSX. */
public final class ExportFile {
  static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");

  private static final int MOST_BYTES = 100_000_000;
  private static final long MOST_UNPACKED_BYTES = 500_000_000;
  private static final int MOST_CELLS = 10_000_000;
  private static final int MOST_ROWS = 1 << 20;
  private static final int MOST_COLUMNS = 1 << 14;
  private static final int LONGEST_CELL = 1 << 16;
  private static final ReadingOptions WITH_CELL_FORMATS = new ReadingOptions(true, false);

  private ExportFile() {}

  /** The day the file was last changed, in Sweden. */
  public static LocalDate modifiedOn(Path file) throws IOException {
    return LocalDate.ofInstant(Files.getLastModifiedTime(file).toInstant(), SWEDEN);
  }

  /**
   * The tables of a file.
   *
   * @throws IllegalArgumentException which says why it cannot be read
   */
  public static List<Sheet> sheets(Path file) throws IOException {
    byte[] bytes = bytes(file);
    return startsWith(bytes, 'P', 'K', 3, 4)
        ? workbook(bytes, ReadingOptions.DEFAULT_READING_OPTIONS, ExportFile::cellText)
        : List.of(text(bytes));
  }

  /**
   * The sheets of a workbook, a number written out in full and a day as ISO 8601.
   *
   * @throws IllegalArgumentException which says why it cannot be read
   */
  static List<Sheet> workbookSheets(Path file) throws IOException {
    byte[] bytes = bytes(file);
    try {
      return workbook(bytes, WITH_CELL_FORMATS, WorkbookCells::text);
    } catch (TooLargeException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      // One without styles, and so without days
      return workbook(bytes, ReadingOptions.DEFAULT_READING_OPTIONS, WorkbookCells::text);
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("there is no such file");
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new IllegalArgumentException(
          "it has more than %,d bytes".formatted(MOST_BYTES).replace(',', ' '));
    }
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("there is no such file", e);
    }
    if (startsWith(bytes, 0xD0, 0xCF, 0x11, 0xE0)) {
      throw new IllegalArgumentException("it is an Excel file of the old form: save it as .xlsx");
    }
    return bytes;
  }

  private static boolean startsWith(byte[] bytes, int... start) {
    for (int i = 0; i < start.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xFF) != start[i]) {
        return false;
      }
    }
    return true;
  }

  // ------------------------------------------------------------------ text

  private static Sheet text(byte[] bytes) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("it is not UTF-8, which official exports are", e);
    }
    if (text.contains("\uFFFD") || text.contains("\u00C3\u00A5") || text.contains("\u00C3\u00B6")) {
      throw new IllegalArgumentException("its letters were damaged before it came here");
    }
    String whole = Normalizer.normalize(text, Normalizer.Form.NFC).replace("\uFEFF", "");
    char delimiter = whole.indexOf(';') >= 0 ? ';' : whole.indexOf('\t') >= 0 ? '\t' : ',';
    CsvParserSettings settings = new CsvParserSettings();
    settings.getFormat().setDelimiter(delimiter);
    settings.setLineSeparatorDetectionEnabled(true);
    settings.setSkipEmptyLines(false);
    settings.setNullValue("");
    settings.setEmptyValue("");
    settings.setMaxColumns(MOST_COLUMNS);
    settings.setMaxCharsPerColumn(LONGEST_CELL);
    settings.getFormat().setComment('\0');
    List<List<String>> rows = new ArrayList<>();
    try {
      for (String[] cells : new CsvParser(settings).parseAll(new StringReader(whole))) {
        rows.add(Stream.of(cells).map(ExportFile::stripped).toList());
      }
    } catch (TextParsingException e) {
      throw new IllegalArgumentException("it is not a CSV file", e);
    }
    return new Sheet("", delimiter == ',' ? "." : ",", rows);
  }

  /** Without spaces at the ends, no-break ones as well. */
  static String stripped(String cell) {
    return cell.replaceAll("^[\\s\u00a0\u202f]+|[\\s\u00a0\u202f]+$", "");
  }

  // ------------------------------------------------------------------ workbooks

  private static List<Sheet> workbook(
      byte[] bytes, ReadingOptions options, Function<@Nullable Cell, String> cellText)
      throws IOException {
    requireModestSize(bytes);
    List<Sheet> sheets = new ArrayList<>();
    try (ReadableWorkbook workbook =
        new ReadableWorkbook(new ByteArrayInputStream(bytes), options)) {
      for (org.dhatim.fastexcel.reader.Sheet sheet : workbook.getSheets().toList()) {
        try (Stream<Row> rows = sheet.openStream()) {
          sheets.add(new Sheet(sheet.getName(), ".,", rows(rows, cellText)));
        }
      }
    } catch (TooLargeException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("it is not a workbook that can be read", e);
    }
    return sheets;
  }

  private static final class TooLargeException extends IllegalArgumentException {
    TooLargeException(String message) {
      super(message);
    }
  }

  /** Unpacks once and keeps nothing: what a packed file says of its own size proves nothing. */
  private static void requireModestSize(byte[] bytes) {
    long unpacked = 0;
    byte[] buffer = new byte[1 << 16];
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      while (zip.getNextEntry() != null) {
        unpacked += unpacked(zip, buffer, MOST_UNPACKED_BYTES - unpacked);
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("it is not a workbook that can be read", e);
    }
  }

  private static long unpacked(InputStream entry, byte[] buffer, long most) throws IOException {
    long bytes = 0;
    for (int read = entry.read(buffer); read >= 0; read = entry.read(buffer)) {
      bytes += read;
      if (bytes > most) {
        throw new TooLargeException(
            "unpacked it has more than %,d bytes".formatted(MOST_UNPACKED_BYTES).replace(',', ' '));
      }
    }
    return bytes;
  }

  /** Rows by their number and cells by their column: a workbook leaves empty ones out. */
  private static List<List<String>> rows(
      Stream<Row> stream, Function<@Nullable Cell, String> cellText) {
    List<List<String>> rows = new ArrayList<>();
    long cells = 0;
    for (Row row : (Iterable<Row>) stream::iterator) {
      cells += row.getCellCount();
      if (cells > MOST_CELLS || row.getRowNum() > MOST_ROWS || row.getCellCount() > MOST_COLUMNS) {
        throw new TooLargeException("it has more cells than are read from a workbook");
      }
      while (rows.size() < row.getRowNum() - 1) {
        rows.add(List.of());
      }
      List<String> texts = new ArrayList<>();
      for (int column = 0; column < row.getCellCount(); column++) {
        texts.add(cellText.apply(row.getCell(column)));
      }
      rows.add(List.copyOf(texts));
    }
    return rows;
  }

  private static String cellText(@Nullable Cell cell) {
    if (cell == null || cell.getType() == CellType.EMPTY) {
      return "";
    }
    String raw = cell.getRawValue();
    return raw == null ? "" : Normalizer.normalize(stripped(raw), Normalizer.Form.NFC);
  }
}
