package klara.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import klara.delivery.Sheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportFileTest {
  private final Path folder;

  ExportFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Path text(String text, Charset charset) throws IOException {
    return Files.write(folder.resolve("a.csv"), text.getBytes(charset));
  }

  @Test
  void readsTextWithAByteOrderMarkNoBreakSpacesAndEitherLineEnd() throws IOException {
    List<Sheet> sheets =
        ExportFile.sheets(
            text("\uFEFFKommun;A;\r\n\r\nÅre;\u00a04\u00a0102 ;\r\n", StandardCharsets.UTF_8));

    assertThat(sheets).hasSize(1);
    assertThat(sheets.get(0).decimals()).isEqualTo(",");
    assertThat(sheets.get(0).rows().get(0)).containsExactly("Kommun", "A", "");
    assertThat(sheets.get(0).rows().get(2)).containsExactly("Åre", "4\u00a0102", "");
  }

  @Test
  void readsQuotesAroundACellAndWithinOne() throws IOException {
    Sheet sheet =
        ExportFile.sheets(text("\"Kvarn;skolan\";1\nSkolan \"Solen\";2\n", StandardCharsets.UTF_8))
            .get(0);

    assertThat(sheet.rows())
        .containsExactly(List.of("Kvarn;skolan", "1"), List.of("Skolan \"Solen\"", "2"));
  }

  @Test
  void readsCommasWhereThereAreNoSemicolons() throws IOException {
    Sheet sheet = ExportFile.sheets(text("geo,year\n0114,2000\n", StandardCharsets.UTF_8)).get(0);

    assertThat(sheet)
        .isEqualTo(new Sheet("", ".", List.of(List.of("geo", "year"), List.of("0114", "2000"))));
  }

  @Test
  void refusesLettersThatAreNotUtf8OrWereDamaged() throws IOException {
    Path latin = text("Malmö;1\n", StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> ExportFile.sheets(latin))
        .hasMessage("it is not UTF-8, which official exports are");

    Path damaged = text("MalmÃ¶;1\n", StandardCharsets.UTF_8);
    assertThatThrownBy(() -> ExportFile.sheets(damaged))
        .hasMessage("its letters were damaged before it came here");
  }

  // ------------------------------------------------------------------ workbooks

  private Path workbook(String sheetData) throws IOException {
    return workbook("", sheetData);
  }

  private Path workbook(String prolog, String sheetData) throws IOException {
    Path file = folder.resolve("a.xlsx");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      entry(
          zip,
          "[Content_Types].xml",
          """
          <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
          <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
          </Types>""");
      entry(
          zip,
          "xl/_rels/workbook.xml.rels",
          """
          <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
          <Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>""");
      entry(
          zip,
          "xl/workbook.xml",
          """
          <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
            xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
          <sheets><sheet name="Samtliga" sheetId="1" r:id="r1"/></sheets></workbook>""");
      entry(
          zip,
          "xl/worksheets/sheet1.xml",
          prolog
              + "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
              + sheetData
              + "</sheetData></worksheet>");
    }
    return file;
  }

  private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  @Test
  void readsTheCellsOfAWorkbookByReferenceWhereEmptyOnesAreLeftOut() throws IOException {
    Path file =
        workbook(
            """
            <row r="2"><c r="A2" t="inlineStr"><is><t>Ale</t></is></c><c r="D2"><v>49.3</v></c></row>
            <row r="4"><c r="B4"><v></v></c><c r="C4" t="inlineStr"><is><t>..</t></is></c></row>""");

    assertThat(ExportFile.sheets(file))
        .containsExactly(
            new Sheet(
                "Samtliga",
                ".,",
                List.of(
                    List.of(), List.of("Ale", "", "", "49.3"), List.of(), List.of("", "", ".."))));
  }

  @Test
  void refusesAWorkbookThatUnpacksToFarMoreThanItsSize() throws IOException {
    Path file = folder.resolve("bomb.xlsx");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
      byte[] megabyte = new byte[1 << 20];
      for (int i = 0; i < 500; i++) {
        zip.write(megabyte);
      }
      zip.closeEntry();
    }

    assertThat(Files.size(file)).isLessThan(1_000_000);
    assertThatThrownBy(() -> ExportFile.sheets(file))
        .hasMessage("unpacked it has more than 500 000 000 bytes");
  }

  @Test
  void refusesAWorkbookOfTheOldFormAndOneThatIsBroken() throws IOException {
    Path old =
        Files.write(
            folder.resolve("a.xls"), new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0});
    assertThatThrownBy(() -> ExportFile.sheets(old))
        .hasMessage("it is an Excel file of the old form: save it as .xlsx");

    Path broken = Files.write(folder.resolve("b.xlsx"), new byte[] {'P', 'K', 3, 4, 0, 0});
    assertThatThrownBy(() -> ExportFile.sheets(broken))
        .hasMessage("it is not a workbook that can be read");
  }

  @Test
  void opensNothingThatAWorkbookNamesOutsideItself() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "HEMLIGT");
    Path file =
        workbook(
            "<!DOCTYPE worksheet [<!ENTITY x SYSTEM \"%s\">]>".formatted(secret.toUri()),
            "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&x;</t></is></c></row>");

    assertThatThrownBy(() -> ExportFile.sheets(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("it is not a workbook that can be read");
  }

  @Test
  void multipliesNoEntities() throws IOException {
    StringBuilder laughs = new StringBuilder("<!DOCTYPE worksheet [<!ENTITY a0 \"ha\">");
    for (int i = 1; i < 30; i++) {
      laughs.append("<!ENTITY a%d \"%s\">".formatted(i, "&a%d;".formatted(i - 1).repeat(10)));
    }
    Path file =
        workbook(
            laughs + "]>",
            "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&a29;</t></is></c></row>");

    assertThatThrownBy(() -> ExportFile.sheets(file))
        .hasMessage("it is not a workbook that can be read");
  }

  @Test
  void writesOutNoNumberOfAThousandMillionDigits() throws IOException {
    Path file =
        workbook("<row r=\"1\"><c r=\"A1\"><v>1E999999999</v></c><c r=\"B1\"><v>1E3</v></c></row>");

    assertThat(ExportFile.workbookSheets(file).get(0).rows())
        .containsExactly(List.of("1E999999999", "1000"));
  }
}
