package klara;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import klara.delivery.Manifest;
import klara.store.DeliveryColumn;
import klara.store.DeliveryColumn.Kind;
import klara.store.DeliveryFile;
import klara.store.DeliveryFile.Format;
import klara.store.DeliveryRow;
import klara.store.DeliveryTexts;
import klara.store.Text;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One night with Parquet files that are damaged, beside sound ones of the same batch. */
class DamagedParquetTest {
  private static final int SOME_DELIVERIES_REFUSED = 10;
  private static final int ROWS = 40;

  /** Case, status, lines counted, rows read, accepted, rejected, superseded, rules and reason. */
  private static final String EXPECTED =
      """
      sound                   | accepted | 40 40 40 0 0  |        |
      cut at 0 bytes          | rejected | 0 0 0 0 0     |        | file a.parquet is not Parquet
      cut at 4 bytes          | rejected | 0 0 0 0 0     |        | file a.parquet cannot be opened as Parquet: it is cut short or damaged
      cut in half             | rejected | 0 0 0 0 0     |        | file a.parquet cannot be opened as Parquet: it is cut short or damaged
      cut before the last 8   | rejected | 0 0 0 0 0     |        | file a.parquet cannot be opened as Parquet: it is cut short or damaged
      footer flip             | rejected | 0 0 0 0 0     |        | file a.parquet cannot be opened as Parquet: it is cut short or damaged
      page flip               | rejected | 0 0 0 0 0     |        | file a.parquet does not have the manifest's SHA-256
      page flip, as delivered | rejected | 0 0 0 0 0     |        | a Parquet file cannot be read: it is damaged
      another page flip       | rejected | 0 0 0 0 0     |        | a Parquet file cannot be read: it is damaged
      CSV by content          | rejected | 0 0 0 0 0     |        | file a.parquet is not Parquet
      Parquet by content      | rejected | 0 0 0 0 0     |        | file a.csv is Parquet, which its name does not say
      wrong .crc beside       | accepted | 40 40 40 0 0  |        |
      text for a number       | accepted | 40 40 40 0 0  |        |
      columns by our names    | accepted | 40 40 40 0 0  |        |
      field of 20 000 letters | accepted | 40 40 39 1 0  | R14=1  |
      """;

  private static HostileInbox inbox;
  private static Path folder = Path.of("target");
  private static HostileInbox.Ran night = new HostileInbox.Ran(1, "");
  private static Map<String, List<String>> quality = Map.of();

  @BeforeAll
  static void takeInEverything(@TempDir Path temporary) throws IOException, SQLException {
    folder = temporary;
    inbox = new HostileInbox(folder);
    lay("sound", parquet("sound"));
    cut("cut at 0 bytes", 0);
    cut("cut at 4 bytes", 4);
    cut("cut in half", parquet("cut in half").length / 2);
    cut("cut before the last 8", parquet("cut before the last 8").length - 8);
    byte[] footer = parquet("footer flip");
    lay("footer flip", flipped(footer, footer.length - 8, 4));
    byte[] page = parquet("page flip");
    lay("page flip", page);
    DeliveryTexts.write(inbox.at("page flip").resolve("a.parquet"), flipped(page, 60, 8));
    lay("page flip, as delivered", flipped(parquet("page flip, as delivered"), 60, 8));
    byte[] other = parquet("another page flip");
    lay("another page flip", flipped(other, 100, 3));
    inbox.lay("CSV by content", "a.parquet", HostileInbox.utf8("kod\n1\n"), 1, one -> one);
    inbox.lay("Parquet by content", parquet("Parquet by content"), ROWS);
    lay("wrong .crc beside", parquet("wrong .crc beside"));
    DeliveryTexts.write(
        inbox.at("wrong .crc beside").resolve(".a.parquet.crc"), new byte[] {'c', 'r', 'c', 0, 9});
    lay("text for a number", parquet("text for a number", Kind.TEXT, List.of(), 0));
    List<String> ours = List.of("_metadata", "_path", "_line", "_origin", "_is_too_long", "a`b.c");
    lay("columns by our names", parquet("columns by our names", Kind.NUMBER, ours, 0));
    lay(
        "field of 20 000 letters",
        parquet("field of 20 000 letters", Kind.NUMBER, List.of(), 20_000));
    night = inbox.run(Map.of("bad-rows-share", "0.9"), "run", "accept-deliveries");
    quality = inbox.quality();
  }

  private static void lay(String name, byte[] content) throws IOException {
    inbox.lay(name, "a.parquet", content, ROWS, UnaryOperator.<Manifest>identity());
  }

  private static void cut(String name, int at) throws IOException {
    lay(name, Arrays.copyOf(parquet(name), at));
  }

  private static byte[] flipped(byte[] whole, int at, int bytes) {
    byte[] flipped = whole.clone();
    for (int i = at; i < at + bytes; i++) {
      flipped[i] = (byte) ~flipped[i];
    }
    return flipped;
  }

  private static byte[] parquet(String name) throws IOException {
    return parquet(name, Kind.NUMBER, List.of(), 0);
  }

  private static byte[] parquet(String name, Kind year, List<String> more, int letters)
      throws IOException {
    List<DeliveryColumn> columns =
        Stream.concat(
                Stream.of(HostileInbox.HEADER.split(";", -1))
                    .map(
                        column ->
                            new DeliveryColumn(
                                column, column.equals("fodelsear") ? year : Kind.TEXT)),
                more.stream().map(column -> new DeliveryColumn(column, Kind.TEXT)))
            .toList();
    Path at = folder.resolve("made");
    try (DeliveryFile file = DeliveryFile.open(at, "a", Format.PARQUET, columns)) {
      for (int i = 0; i < ROWS; i++) {
        String[] cells = inbox.row(name, String.valueOf(i)).split(";", -1);
        DeliveryRow row = new DeliveryRow(columns.size());
        for (int j = 0; j < 6; j++) {
          row.set(j, Text.of(cells[j]));
        }
        if (year == Kind.NUMBER) {
          row.set(6, 2009);
        } else {
          row.set(6, Text.of("2009"));
        }
        for (int j = 7; j < columns.size(); j++) {
          row.set(j, Text.of("x"));
        }
        if (i == 0 && letters > 0) {
          row.set(4, Text.of("1".repeat(letters)));
        }
        file.write(row);
      }
    }
    return Files.readAllBytes(at.resolve("a.parquet"));
  }

  static Stream<String> cases() {
    return EXPECTED.lines();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void becomesWhatIsSaid(String expected) {
    inbox.requireFound(expected, quality, night);
  }

  @Test
  void takesInTheOthersAndEndsAsANightThatRefusedSomething() {
    assertThat(night.code()).as(night.said()).isEqualTo(SOME_DELIVERIES_REFUSED);
    assertThat(night.said()).doesNotContain("bug of ours");
  }
}
