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
    // Perstorp;1275;Skåne län;12;Samtliga;Samtliga;98;64,3;62,2;60,2;60,2;
    // Perstorp;1275;Skåne län;12;Samtliga;Flickor;42;54,8;54,8;54,8;52,4;
    // Ale;1440;Västra Götalands län;14;Enskild;Pojkar;13;~100;~100;~100;~100;
    String start = "Skolverket;grundskola_behorighet_till_gymnasieskolan_fr_o_m_2011;2024/25;";
    assertHas(
        export("behorighet_grundskola_2024_25.csv"),
        start + "skolkommun;1275;samtliga;T;andel_behoriga_yrkes;64.3;;64,3",
        start
            + "skolkommun;1275;samtliga;K;andel_elever_behoriga_till_naturvetenskapligt_och_tekniskt_program;52.4;;52,4",
        start + "skolkommun;1440;enskild;M;andel_behoriga_yrkes;;~100;~100");
  }

  @Test
  void agreesWithTheGradesOfYear6BySexAsRead() throws IOException {
    // Perstorp;1275;Skåne län;12;Samtliga;39;16,7;51,3;20,5;28,2;49;16,8;57,1;..;..;
    String start =
        "Skolverket;grundskola_betyg_arskurs_6_andel_som_fatt_godkant_betyg_a_e_per_kon;2024/25;";
    assertHas(
        export(
            "Grundskola - Betyg årskurs 6, andel som fått godkänt betyg (A-E), per kön 2025 Kommun.csv"),
        start + "skolkommun;1275;samtliga;K;antal_elever;39;;39",
        start
            + "skolkommun;1275;samtliga;M;andel_elever_som_fatt_godkant_betyg_i_alla_amnen;57.1;;57,1",
        start
            + "skolkommun;1275;samtliga;M;andel_elever_som_ej_fatt_godkant_betyg_i_ett_amne;;..;..");
  }

  @Test
  void agreesWithTheNationalTestsAsRead() throws IOException {
    // Perstorp;1275;Skåne län;12;Samtliga;Engelska;
    // 86,5;94,1;81,8;77;32;45;81,8;~100;..;12,3;13,0;11,8;
    String start =
        "Skolverket;grundskola_resultat_nationella_prov_arskurs_9_provbetyg_per_kon_engelska"
            + "_matematik_och_svenska_svenska_som_andrasprak;2022/23;";
    assertHas(
        export(
            "Grundskola - Resultat nationella prov årskurs 9, provbetyg per kön - Engelska, Matematik och Svenska_svenska som andraspråk 2023 Kommun.csv"),
        start + "skolkommun;1275;samtliga;K;antal_elever_med_provbetyg_a_f_engelska;32;;32",
        start + "skolkommun;1275;samtliga;K;andel_med_provbetyg_a_e_engelska;;~100;~100",
        start + "skolkommun;1275;samtliga;M;genomsnittlig_betygspoang_engelska;11.8;;11,8");
  }

  @Test
  void agreesWithTheCostsAsRead() throws IOException {
    // Södra Lapplands Gymnasieförbund;;;;Kommunal;
    // 367;29569;20 862;80 700;56 900;4 600;-600;6 300;3 420;10 000;
    String start = "Skolverket;gymnasieskola_kostnader_per_kommun;2022;kommunalforbund;";
    assertHas(
        export("Gymnasieskola - Kostnader per kommun 2022 Kommun.csv"),
        start + "sodra_lapplands_gymnasieforbund;kommunal;T;undervisning;20862;;20 862",
        start + "sodra_lapplands_gymnasieforbund;kommunal;T;totalt;29569;;29569",
        start + "sodra_lapplands_gymnasieforbund;kommunal;T;maltider_per_elev;-600;;-600");
  }

  @Test
  void agreesWithThePupilsAndTheirSchoolsAsRead() throws IOException {
    // Malmö;1280;Skåne län;12;Internationella
    // skolor;50,7;83,0;80,8;77;87;84;77;85;87;87;104;58;746;
    // Stockholm;0180;Stockholms län;01;Samtliga;49,3;31,3;76,9;10 050;…;97 109;
    String start = "Skolverket;grundskola_antal_elever_per_arskurs;2024/25;skolkommun;";
    assertHas(
        export("Grundskola - Antal elever per årskurs 2024 Kommun.csv"),
        start + "1280;internationella_skolor;T;elever_arskurs_9;58;;58",
        start + "0180;samtliga;T;elever_arskurs_1_9;97109;;97 109",
        start + "0180;samtliga;T;andel_flickor_arskurs_1_9;49.3;;49,3");
    // Åkerboskolan;82520504;Borgholm;0885;Kommunal;Borgholms kommun;2120000795;10;..;..;..
    assertHas(
        export("Grundskola - Slutbetyg årskurs 9, samtliga elever 2025 Skolenhet.csv"),
        "Skolverket;grundskola_slutbetyg_arskurs_9_samtliga_elever;2024/25;skolenhet;82520504;kommunal;T;elever_ak9;10;;10",
        "Skolverket;grundskola_slutbetyg_arskurs_9_samtliga_elever;2024/25;skolenhet;82520504;kommunal;T;meritvarde_17;;..;..");
  }

  @Test
  void agreesWithTheTablesOverTimeAsRead() throws IOException {
    // Lomma;1262;Skåne
    // län;12;Enskild;Svenska;95,0;100,0;100,0;100,0;100,0;100,0;100,0;100,0;94,4;94,4;
    String subjects = "Skolverket 2024/25;grundskola_jamforelse_av_amnesbetyg_over_tid;";
    String measure = "T;andel_elever_som_fatt_godkant_betyg_i_respektive_amne_svenska;";
    assertHas(
        export("Grundskola - Jämförelse av ämnesbetyg över tid 2025 Kommun_Åk9.csv"),
        subjects + "2024/25;skolkommun;1262;enskild;" + measure + "95.0;;95,0",
        subjects + "2015/16;skolkommun;1262;enskild;" + measure + "94.4;;94,4");
    // The first sheet's rows 9, 10 and 14: 434, 49.3, 224.5 under 2024/25; 366 under 2015/16.
    String results = "Skolverket 2024/25;grundskola_jamforelse_av_betygsresultat_over_tid;";
    assertHas(
        export(WORKBOOK),
        results + "2024/25;skolkommun;1440;samtliga;T;elever_ak9;434;;434",
        results + "2015/16;skolkommun;1440;samtliga;T;elever_ak9;366;;366",
        results + "2024/25;skolkommun;1440;samtliga;T;andel_flickor;49.3;;49.3",
        results + "2024/25;skolkommun;1440;samtliga;T;meritvarde_17;224.5;;224.5");
  }

  @Test
  void agreesWithKoladaAsRead() throws IOException {
    // 1275,2022,16.6 and 0,k,1994,4460127.0
    Path kolada = DATA.resolve("kolada");
    assertHas(
        export(
            kolada.resolve("datapoints--by--geo--year/ddf--datapoints--n18741--by--geo--year.csv")),
        "Kolada N18741;kolada_n18741;2022;hemkommun;1275;samtliga;T;andel_kaa_16_20;16.6;;16.6");
    assertHas(
        export(
            kolada.resolve(
                "datapoints--by--geo--gender--year/ddf--datapoints--n01951--by--geo--gender--year.csv")),
        "Kolada N01951;kolada_n01951;1994;riket;0000;samtliga;K;n01951;4460127.0;;4460127.0");
  }
}
