package klara.store;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import klara.delivery.Delivery;
import klara.delivery.Manifest;
import klara.delivery.Manifest.DataFile;
import klara.register.Conform;
import klara.register.Municipalities;
import klara.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deliveries of municipalities, whose columns are kod, giltig_fran, namn, skr_grupp, delregion. */
class DeliveryReaderTest extends SparkTest {
  private static final String HEADER = "kod;giltig_fran;namn;skr_grupp;delregion";
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  @TempDir private Path inbox = Path.of("");

  private int versions;

  /** A delivery with one file for each content, named a, b, … */
  private Delivery delivery(
      String encoding, List<String> nullTokens, String ending, byte[]... contents)
      throws IOException {
    versions++;
    String id = "kommun/2024/v%02d_20240101".formatted(versions);
    Path folder = Files.createDirectories(inbox.resolve(id));
    DataFile[] files = new DataFile[contents.length];
    for (int i = 0; i < files.length; i++) {
      String name = (char) ('a' + i) + ending;
      Files.write(folder.resolve(name), contents[i]);
      files[i] = new DataFile(name, contents[i].length, "", 0);
    }
    Manifest manifest =
        new Manifest(
            "kommun",
            "2024",
            versions,
            "riket",
            "2024-01-01T00:00:00+01:00",
            "1",
            encoding,
            ";",
            ",",
            nullTokens,
            List.of(files));
    return new Delivery(id, folder.toString(), manifest, "");
  }

  private Delivery utf8(String... contents) throws IOException {
    byte[][] bytes =
        Arrays.stream(contents)
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    return delivery("utf-8", List.of(), ".csv", bytes);
  }

  private DeliveryReader.Delivered delivered(Delivery... deliveries) {
    List<Examined> examined = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      List<FileFacts> files = new ArrayList<>();
      for (DataFile file : delivery.manifest().files()) {
        files.add(facts(delivery, file));
      }
      examined.add(new Examined(delivery, true, Optional.empty(), files));
    }
    return new DeliveryReader(spark(), new Storage()).rows(Municipalities.REGISTER, examined);
  }

  private static FileFacts facts(Delivery delivery, DataFile file) {
    try {
      return FileFacts.of(new Storage(), delivery.folder() + "/" + file.name());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Dataset<Row> read(Delivery... deliveries) {
    return delivered(deliveries).rows();
  }

  /** File, line, the rule that the line breaks, code and name of each row, in order. */
  private List<String> told(Delivery... deliveries) {
    DeliveryReader.Delivered delivered = delivered(deliveries);
    return delivered
        .rows()
        .orderBy(Conform.ORIGIN, Conform.LINE)
        .select(Conform.ORIGIN, Conform.LINE, Conform.LINE_RULE, "kod", "namn")
        .collectAsList()
        .stream()
        .map(
            row ->
                String.join(
                    " ",
                    delivered.origins().get(row.getInt(0)).file(),
                    String.valueOf(row.get(1)),
                    row.isNullAt(2) ? "whole" : row.getString(2),
                    row.getString(3),
                    row.getString(4)))
        .toList();
  }

  @Test
  void readsAByteOrderMarkATrailingColumnAndCellsWithSpacesAround() throws IOException {
    Delivery delivery =
        utf8("\uFEFF" + HEADER + ";\n1281;2011-07-01; Lund ;B3;ML;\n0114;2011-07-01;Väsby;;;\n");

    assertThat(told(delivery))
        .containsExactly("a.csv 2 whole 1281 Lund", "a.csv 3 whole 0114 Väsby");
    assertThat(read(delivery).where("kod = '0114'").head().mkString(" "))
        .isEqualTo("0114 2011-07-01 Väsby null null 0 3 true null");
  }

  @Test
  void readsTheDeclaredEncodingAndNeverGuesses() throws IOException {
    byte[] text = (HEADER + "\n1277;2011-07-01;Åstorp;B4;FH\n1278;;B;C9;FH\n").getBytes(WINDOWS);

    assertThat(told(delivery("windows-1252", List.of(), ".csv", text)))
        .containsExactly("a.csv 2 whole 1277 Åstorp", "a.csv 3 whole 1278 B");
    assertThat(told(delivery("iso-8859-1", List.of(), ".csv", text)))
        .containsExactly("a.csv 2 whole 1277 Åstorp", "a.csv 3 whole 1278 B");
    assertThat(told(delivery("utf-8", List.of(), ".csv", text)))
        .map(line -> line.substring(0, 11))
        .containsExactly("a.csv 2 R15", "a.csv 3 who");
  }

  @Test
  void findsColumnsByNameInAnyOrderAndLeavesOutThoseItDoesNotKnow() throws IOException {
    Delivery delivery =
        utf8("namn;hemlighet;delregion;skr_grupp;giltig_fran;kod\nLund;x;ML;B3;2011-07-01;1281\n");

    assertThat(told(delivery)).containsExactly("a.csv 2 whole 1281 Lund");
    assertThat(read(delivery).columns()).doesNotContain("hemlighet");
  }

  @Test
  void countsLinesFileByFileThroughBlankOnesAndMixedEnds() throws IOException {
    Delivery one =
        utf8(
            HEADER + "\n1281;;Lund;;\r\n\r\n1280;;Malmö;;\n   \n1290;;Kristianstad;;",
            HEADER + "\n\n1214;;Svalöv;;\n");
    Delivery other = utf8(HEADER + "\n1230;;Staffanstorp;;\n");

    assertThat(told(one, other))
        .containsExactly(
            "a.csv 2 whole 1281 Lund",
            "a.csv 4 whole 1280 Malmö",
            "a.csv 6 whole 1290 Kristianstad",
            "b.csv 3 whole 1214 Svalöv",
            "a.csv 2 whole 1230 Staffanstorp");
  }

  @Test
  void marksRowsWithTooFewOrTooManyFields() throws IOException {
    Delivery delivery =
        utf8(HEADER + "\n1281;;Lund;;ML\n1280;;Malmö;\n1290;;Kristianstad;;NO;x\nbara text\n");

    assertThat(told(delivery))
        .map(line -> line.substring(0, 11))
        .containsExactly("a.csv 2 who", "a.csv 3 R14", "a.csv 4 R14", "a.csv 5 R14");
  }

  /** However few columns are asked for, a row is as whole as it was. */
  @Test
  void marksTheSameRowsWhicheverColumnsAreRead() throws IOException {
    Delivery delivery = utf8(HEADER + "\n1281;;Lund;;ML\n1280;;Malmö;\n1290;;Osby;;NO;x\n");

    assertThat(read(delivery).where(col(Conform.LINE_RULE).isNotNull()).count()).isEqualTo(2);
    assertThat(read(delivery).select(Conform.LINE_RULE).collectAsList())
        .map(row -> row.getString(0))
        .containsExactlyInAnyOrder(null, "R14", "R14");
  }

  @Test
  void keepsADelimiterWithinQuotes() throws IOException {
    assertThat(told(utf8(HEADER + "\n1281;;\"Lund; staden\";;ML\n")))
        .containsExactly("a.csv 2 whole 1281 Lund; staden");
  }

  @Test
  void readsEachDeliveryWithItsOwnWordsForNothing() throws IOException {
    byte[] text = (HEADER + "\n1281;;NA;;\n1280;;-;;\n").getBytes(StandardCharsets.UTF_8);
    Delivery one = delivery("utf-8", List.of("NA"), ".csv", text);
    Delivery other = delivery("utf-8", List.of("-"), ".csv", text);

    assertThat(told(one, other))
        .containsExactly(
            "a.csv 2 whole 1281 null",
            "a.csv 3 whole 1280 -",
            "a.csv 2 whole 1281 NA",
            "a.csv 3 whole 1280 null");
  }

  @Test
  void givesNoRowsForAHeaderAlone() throws IOException {
    assertThat(told(utf8(HEADER + "\n"))).isEmpty();
    assertThat(told(utf8(HEADER))).isEmpty();
  }

  @Test
  void refusesAHeaderThatIsNotTheContracts() throws IOException {
    assertThatThrownBy(() -> read(utf8("kod;giltig_fran;skr_grupp\n1281;;\n")))
        .isInstanceOf(UnreadableDeliveryException.class)
        .hasMessage(
            "columns are missing: namn, delregion"
                + " (expected: kod, giltig_fran, namn, skr_grupp, delregion)");
    assertThatThrownBy(() -> read(utf8(HEADER + ";namn\n1281;;Lund;;;Hemligt\n")))
        .hasMessage("a column stands twice in the header");
    assertThatThrownBy(() -> read(utf8(HEADER + ";NAMN\n1281;;Lund;;;Hemligt\n")))
        .hasMessage("a column stands twice in the header");
    assertThatThrownBy(() -> read(utf8("kod;;" + HEADER.substring(4) + "\n1281;;;Lund;;\n")))
        .hasMessage("a column has no name");
    assertThatThrownBy(() -> read(utf8("")))
        .hasMessage("a file has no header, or one that is not text in the declared encoding");
  }

  @Test
  void refusesAnEncodingThatIsNotAgreed() throws IOException {
    byte[] text = HEADER.getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> read(delivery("ebcdic!", List.of(), ".csv", text)))
        .hasMessage("encoding must be utf-8, windows-1252 or iso-8859-1");
    assertThatThrownBy(() -> read(delivery("utf-16", List.of(), ".csv", text)))
        .hasMessage("encoding must be utf-8, windows-1252 or iso-8859-1");
  }

  @Test
  void readsParquetWithTheNumberOfTheRowAsItsLine() throws IOException {
    assertThat(told(delivery("utf-8", List.of(), ".parquet", parquet())))
        .containsExactly("a.parquet 1 whole 1281 Lund", "a.parquet 2 whole 0114 Väsby");
  }

  @Test
  void refusesParquetThatIsCutShortWithoutTellingWhatIsInIt() throws IOException {
    byte[] whole = parquet();
    byte[] cut = Arrays.copyOf(whole, whole.length - 20);

    assertThatThrownBy(() -> read(delivery("utf-8", List.of(), ".parquet", cut)))
        .isInstanceOf(UnreadableDeliveryException.class)
        .hasMessage("a Parquet file cannot be opened: it is cut short or damaged")
        .hasNoCause();
  }

  private byte[] parquet() throws IOException {
    List<DeliveryColumn> columns =
        Arrays.stream(HEADER.split(";", -1))
            .map(name -> new DeliveryColumn(name, DeliveryColumn.Kind.TEXT))
            .toList();
    Path folder = Files.createDirectories(inbox.resolve("made"));
    try (DeliveryFile file = DeliveryFile.open(folder, "a", DeliveryFile.Format.PARQUET, columns)) {
      DeliveryRow row = new DeliveryRow(columns.size());
      row.set(0, Text.of("1281"));
      row.set(2, Text.of("Lund"));
      file.write(row);
      row.set(0, Text.of("0114"));
      row.set(2, Text.of("Väsby"));
      file.write(row);
    }
    return Files.readAllBytes(folder.resolve("a.parquet"));
  }
}
