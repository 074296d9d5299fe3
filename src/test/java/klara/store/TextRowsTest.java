package klara.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;

/** Lines without a quote are cut and not parsed: the same must come of it as of the library. */
class TextRowsTest {
  private static Path file = Path.of("");

  @BeforeContainer
  static void makeAFile() throws IOException {
    file = Files.createTempFile("klara-rows", ".csv");
  }

  @AfterContainer
  static void removeIt() throws IOException {
    Files.delete(file);
  }

  /**
   * A file.
   *
   * @param isQuoted whether every field stands in quotes, and not only those that must
   */
  record Written(List<List<String>> rows, char delimiter, String charset, boolean isQuoted) {
    String text() {
      CsvWriterSettings settings = new CsvWriterSettings();
      settings.getFormat().setDelimiter(delimiter);
      settings.getFormat().setLineSeparator("\n");
      settings.setQuoteAllFields(isQuoted);
      settings.setQuoteEscapingEnabled(true);
      settings.setIgnoreLeadingWhitespaces(false);
      settings.setIgnoreTrailingWhitespaces(false);
      settings.setSkipEmptyLines(false);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      CsvWriter writer = new CsvWriter(bytes, Charset.forName(charset), settings);
      writer.writeRow(names());
      rows.forEach(row -> writer.writeRow(row));
      writer.close();
      return bytes.toString(Charset.forName(charset));
    }

    List<String> names() {
      return IntStream.range(0, rows.get(0).size()).mapToObj(i -> "c" + i).toList();
    }
  }

  @Provide
  Arbitrary<Written> files() {
    Arbitrary<String> fields =
        Arbitraries.strings().withChars("ab1å ö\"\t;,|NA'\\é").ofMinLength(0).ofMaxLength(6);
    Arbitrary<List<List<String>>> rows =
        Arbitraries.integers()
            .between(2, 5)
            .flatMap(columns -> fields.list().ofSize(columns).list().ofMinSize(1).ofMaxSize(20));
    return Combinators.combine(
            rows,
            Arbitraries.of(';', ',', '\t', '|'),
            Arbitraries.of("UTF-8", "windows-1252", "ISO-8859-1"),
            Arbitraries.of(true, false))
        .as(Written::new);
  }

  @Property(tries = 500)
  void readsFromALineWhatTheLibraryReads(@ForAll("files") Written written) throws IOException {
    Files.write(file, written.text().getBytes(Charset.forName(written.charset())));

    assertThat(read(written)).isEqualTo(parsed(written));
  }

  private static List<List<@Nullable String>> parsed(Written written) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.getFormat().setDelimiter(written.delimiter());
    settings.getFormat().setComment('\0');
    settings.setSkipEmptyLines(false);
    settings.setHeaderExtractionEnabled(true);
    List<List<@Nullable String>> rows = new ArrayList<>();
    for (String[] row : new CsvParser(settings).parseAll(new StringReader(written.text()))) {
      rows.add(Arrays.stream(row).map(TextRowsTest::told).toList());
    }
    return rows;
  }

  /** What a delivery says: without blanks around, and nothing for blank or for NA. */
  private static @Nullable String told(@Nullable String field) {
    String text = field == null ? "" : field.strip();
    return text.isEmpty() || text.equals("NA") ? null : text;
  }

  private static List<List<@Nullable String>> read(Written written) throws IOException {
    int columns = written.names().size();
    List<Integer> positions = IntStream.range(0, columns).boxed().toList();
    TextRows.Form form =
        new TextRows.Form(
            written.charset(), written.delimiter(), Set.of("NA"), columns, positions, List.of());
    Storage storage = new Storage();
    List<List<@Nullable String>> rows = new ArrayList<>();
    int[] all = IntStream.range(0, columns + 4).toArray();
    for (FileFacts.Stretch stretch : FileFacts.of(storage, file.toString(), 64).stretches()) {
      TextRows lines =
          new TextRows(storage, new TextRows.Stretch(file.toString(), 0, form, stretch), all);
      while (lines.hasNext()) {
        InternalRow row = lines.next();
        assertThat(row.isNullAt(columns + 3)).as("a rule is broken").isTrue();
        rows.add(
            positions.stream()
                .map(i -> row.isNullAt(i) ? null : row.getUTF8String(i).toString())
                .toList());
      }
    }
    return rows;
  }
}
