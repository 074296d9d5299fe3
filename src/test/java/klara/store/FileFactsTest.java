package klara.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The look at the bytes and the reading of the rows, which must agree to the line. */
class FileFactsTest {
  /** More than one buffer of the reader, 256 KB. */
  private static final int LINES = 30_000;

  private static final int STRETCH = 10_000;

  @TempDir private Path folder = Path.of("");

  private FileFacts facts(String text) throws IOException {
    Files.writeString(folder.resolve("a.csv"), text);
    return FileFacts.of(new Storage(), folder.resolve("a.csv").toString(), STRETCH);
  }

  private List<InternalRow> rows(FileFacts facts) {
    TextRows.Form form = new TextRows.Form("UTF-8", ';', Set.of(), 2, List.of(0, 1), List.of());
    List<InternalRow> rows = new ArrayList<>();
    for (FileFacts.Stretch stretch : facts.stretches()) {
      new TextRows(
              new Storage(),
              new TextRows.Stretch(folder.resolve("a.csv").toString(), 0, form, stretch),
              new int[] {0, 1, 3})
          .forEachRemaining(row -> rows.add(row.copy()));
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\r\r"})
  void numbersTheLinesOfEveryStretchAsTheyStand(String end) throws IOException {
    StringBuilder text = new StringBuilder("nummer;text" + end);
    for (int i = 1; i <= LINES; i++) {
      text.append(i).append(";abå").append("x".repeat(i % 7)).append(end);
    }

    FileFacts facts = facts(text.toString());
    List<InternalRow> rows = rows(facts);

    int linesEach = end.matches("\n\n|\r\n\r\n|\r\r") ? 2 : 1;
    assertThat(facts.stretches()).hasSizeGreaterThan(20);
    assertThat(facts.rows()).isEqualTo(LINES);
    assertThat(rows).hasSize(LINES);
    for (int i = 0; i < LINES; i++) {
      assertThat(rows.get(i).getString(0)).isEqualTo(String.valueOf(i + 1));
      assertThat(rows.get(i).getLong(2)).isEqualTo(1 + (i + 1L) * linesEach);
    }
  }

  @Test
  void coversEveryByteOnceAndBeginsAtLines() throws IOException {
    String text = "a;b\n" + "1;2\r\n3;4\r5;6\n".repeat(5000) + "7;8";

    List<FileFacts.Stretch> stretches = facts(text).stretches();

    long end = 0;
    for (FileFacts.Stretch stretch : stretches) {
      assertThat(stretch.start()).isEqualTo(end);
      char before = end == 0 ? '\n' : text.charAt((int) end - 1);
      assertThat("\r\n").contains(String.valueOf(before));
      assertThat(text.charAt((int) end)).isNotEqualTo('\n');
      end = stretch.end();
    }
    assertThat(end).isEqualTo(text.length());
    assertThat(stretches).hasSizeGreaterThan(5);
  }

  @Test
  void refusesALineThatIsLongerThanAnyRow() throws IOException {
    byte[] bytes = new byte[FileFacts.LONGEST_LINE + 2];
    java.util.Arrays.fill(bytes, (byte) 'x');
    Files.write(folder.resolve("a.csv"), bytes);

    assertThat(FileFacts.of(new Storage(), folder.resolve("a.csv").toString()).fault())
        .contains("has a line of 64 MB");
  }

  /** Each byte of a footer in turn: whatever it then says, nothing but a fault comes of it. */
  @Test
  void survivesEveryFlippedByteOfAParquetFooter() throws IOException {
    List<DeliveryColumn> columns = List.of(new DeliveryColumn("kod", DeliveryColumn.Kind.TEXT));
    try (DeliveryFile file = DeliveryFile.open(folder, "a", DeliveryFile.Format.PARQUET, columns)) {
      DeliveryRow row = new DeliveryRow(1);
      row.set(0, klara.store.Text.of("1281"));
      file.write(row);
    }
    Path path = folder.resolve("a.parquet");
    byte[] whole = Files.readAllBytes(path);
    int faults = 0;

    for (int i = whole.length / 3; i < whole.length; i++) {
      byte[] flipped = whole.clone();
      flipped[i] = (byte) ~flipped[i];
      Files.write(path, flipped);
      FileFacts facts = FileFacts.of(new Storage(), path.toString());
      faults += facts.fault().isPresent() ? 1 : 0;
    }

    assertThat(new String(whole, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("PAR1");
    assertThat(faults).isGreaterThan(20);
  }
}
