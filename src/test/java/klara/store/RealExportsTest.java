package klara.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import klara.delivery.Export;
import klara.delivery.Figure;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The exports as downloaded, where they lie beside the checkout; counted again without a parser.
 */
class RealExportsTest {
  private static final Path DATA = Path.of("..", "shared", "data");
  private static final Path SKOLVERKET = DATA.resolve("skolverket");
  private static final String WORKBOOK =
      "Grundskola - Jämförelse av betygsresultat över tid 2025 Kommun_Åk9.xlsx";

  /** The workbook's cells in the columns F to O below the headings, sheet by sheet. */
  private static final Pattern WORKBOOK_FIGURE =
      Pattern.compile("<c r=\"[F-O]([0-9]+)\"[^>]*><v>[^<]+</v>");

  private static final int WORKBOOK_HEADINGS = 8;

  @BeforeEach
  void onlyWhereTheyLie() {
    Assumptions.assumeTrue(Files.isDirectory(SKOLVERKET), "no ../shared/data here");
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return found.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  private static Export export(Path file) throws IOException {
    return Export.of(String.valueOf(file.getFileName()), ExportFile.sheets(file));
  }

  private static Export export(String name) throws IOException {
    return export(SKOLVERKET.resolve(name));
  }

  @Test
  void readsEveryFigureOfSkolverketsCsvFiles() throws IOException {
    List<Path> files = files(SKOLVERKET, ".csv");
    assertThat(files).hasSize(28);

    for (Path file : files) {
      assertThat(export(file).cells()).as(file.toString()).isEqualTo(cellsAfterTexts(file));
    }
  }

  /** In lines with a type of provider: cells that begin like a figure or a mark, less the codes. */
  private static long cellsAfterTexts(Path file) throws IOException {
    boolean isAboutSchools = file.toString().contains("Skolenhet");
    return Files.readAllLines(file).stream()
        .filter(
            line -> line.matches(".*;(Samtliga|Kommunal|Enskild|Statlig|Region|Internat.*?);.*"))
        .map(
            line ->
                line.replaceFirst(
                    "^.*?;(Samtliga|Kommunal|Enskild|Statlig|Region|Internat[^;]*);", ""))
        .map(line -> isAboutSchools ? line.replaceFirst("^[^;]*;[^;]*;", "") : line)
        .flatMap(line -> Stream.of(line.split(";")))
        .filter(cell -> cell.matches("[-~.0-9].*"))
        .count();
  }

  @Test
  void readsEveryFigureOfTheWorkbook() throws IOException {
    long cells = 0;
    try (ZipFile zip = new ZipFile(SKOLVERKET.resolve(WORKBOOK).toFile())) {
      for (int sheet = 1; sheet <= 3; sheet++) {
        byte[] xml =
            zip.getInputStream(zip.getEntry("xl/worksheets/sheet" + sheet + ".xml")).readAllBytes();
        Matcher cell =
            WORKBOOK_FIGURE.matcher(new String(xml, java.nio.charset.StandardCharsets.UTF_8));
        while (cell.find()) {
          cells += Integer.parseInt(cell.group(1)) > WORKBOOK_HEADINGS ? 1 : 0;
        }
      }
    }

    Export export = export(WORKBOOK);

    assertThat(export.cells()).isEqualTo(cells).isEqualTo(64_710);
    assertThat(export.marks()).isEqualTo(Map.of(".", 519L, "..", 2912L, "~100", 555L));
  }

  @Test
  void readsEveryFigureOfKolada() throws IOException {
    List<Path> files =
        files(DATA.resolve("kolada"), ".csv").stream()
            .filter(
                file ->
                    file.toString().contains("datapoints--n")
                        || file.toString().contains("datapoints--u"))
            .toList();
    assertThat(files).hasSize(58);

    for (Path file : files) {
      long lines = Files.readAllLines(file).stream().filter(line -> !line.isBlank()).count();
      assertThat(export(file).cells()).as(file.toString()).isEqualTo(lines - 1);
    }
  }

  @Test
  void saysOfTheOthersWhyTheyAreNotExports() throws IOException {
    List<Path> others =
        List.of(
            SKOLVERKET.resolve("ak9_betygsresultat_over_tid_definitioner.txt"),
            DATA.resolve("kolada/kpi_catalogue.csv"),
            DATA.resolve("kolada/ddf--entities--gender.csv"),
            DATA.resolve("kolada/ddf--entities--geo--kommun.csv"));

    for (Path file : others) {
      assertThatThrownBy(() -> export(file))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("it is not a known export (expected: a row of headings");
    }
  }

  @Test
  void givesEachExportAPeriodOfItsOwn() throws IOException {
    List<String> periods = new java.util.ArrayList<>();
    for (Path file :
        Stream.of(files(DATA, ".csv"), files(DATA, ".xlsx")).flatMap(List::stream).toList()) {
      String path = file.toString();
      if (path.contains("skolverket/") || path.contains("datapoints--by")) {
        periods.add(export(file).period());
      }
    }

    assertThat(periods).hasSize(87).doesNotHaveDuplicates();
    assertThat(periods).allMatch(period -> period.matches("[0-9]{4}-[a-z0-9_-]{1,200}"));
  }

  // ------------------------------------------------------------------ by eye

  private static void assertHas(Export export, String... lines) {
    List<String> found =
        export.figures().stream().map(Figure::cells).map(cells -> String.join(";", cells)).toList();
    assertThat(found).contains(lines);
  }

  @Test
  void agreesWithTheEligibilityTableAsRead() throws IOException {
    assertHas(export("behorighet_grundskola_2024_25.csv"), "");
  }
}
