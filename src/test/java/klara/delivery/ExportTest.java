package klara.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Sheets are written as the lines of a file with semicolons. */
class ExportTest {
  private static Sheet sheet(String name, String decimals, String text) {
    return new Sheet(
        name, decimals, text.lines().map(line -> Arrays.asList(line.split(";", -1))).toList());
  }

  private static Export export(String text) {
    return Export.of("utan titel 2025.csv", List.of(sheet("", ",", text)));
  }

  /** Of each figure: area, provider, sex, measure, number, mark and the text as published. */
  private static List<String> said(Export export) {
    return export.figures().stream()
        .map(
            figure ->
                Stream.of(
                        figure.niva(),
                        figure.kod(),
                        figure.huvudman(),
                        figure.kon(),
                        figure.matt(),
                        figure.varde(),
                        figure.marke(),
                        figure.raText())
                    .map(text -> text.isEmpty() ? "–" : text)
                    .collect(java.util.stream.Collectors.joining(" ")))
        .toList();
  }

  @Test
  void readsATableAsItIsDownloaded() {
    Export export =
        export(
            """
            Statistik från Skolverket, https://www.skolverket.se

            Grundskola - Personal
            Valt läsår: 2024/25
            Valt uttag: 2025-02-12

            Kommun;Kommun-kod;Län;Läns-kod;Typ av huvudman;Totalt antal;Andel (%) behöriga;
            Lomma;1262;Skåne län;12;Kommunal;280,0;76,5;

            Rapportbeskrivning och definitioner etc.
            """);

    assertThat(export.period()).isEqualTo("2024-grundskola_personal");
    assertThat(export.extractedOn()).contains(LocalDate.of(2025, 2, 12));
    assertThat(export.cells()).isEqualTo(2);
    assertThat(export.figures().get(0).cells())
        .containsExactly(
            "Skolverket",
            "grundskola_personal",
            "2024/25",
            "skolkommun",
            "1262",
            "kommunal",
            "T",
            "totalt_antal",
            "280.0",
            "",
            "280,0");
  }

  @Test
  void findsTheHeadingsBelowAnyNumberOfLines() {
    Export export =
        export(
            """
            Grundskola - Elever
            Valt år: 2023
            Endast kommunal huvudman
            En mening; med semikolon; i.

            ; En till.
            Kommun;Kommunkod;Elever
            Lund;1281;7
            """);

    assertThat(said(export)).containsExactly("skolkommun 1281 samtliga T elever 7 – 7");
  }

  @Test
  void keepsAMarkAMarkAndReadsNumbersAsSwedesWriteThem() {
    Export export =
        export(
            """
            Tabell
            Valt läsår: 2024/25
            Kommun;Kommun-kod;A;B;C;D;E;F
            Ale;0440;.;..;~100;-99\u00a0999;4 102;0,0
            """);

    assertThat(said(export))
        .containsExactly(
            "skolkommun 0440 samtliga T a – . .",
            "skolkommun 0440 samtliga T b – .. ..",
            "skolkommun 0440 samtliga T c – ~100 ~100",
            "skolkommun 0440 samtliga T d -99999 – -99\u00a0999",
            "skolkommun 0440 samtliga T e 4102 – 4 102",
            "skolkommun 0440 samtliga T f 0.0 – 0,0");
    assertThat(export.marks()).containsEntry(".", 1L).containsEntry("..", 1L);
  }

  @Test
  void takesTheSexFromTheGroupOverTheHeading() {
    Export export =
        export(
            """
            Betyg
            Valt läsår: 2024/25
            ;;;Pojkar;Flickor;
            Kommun;Kommun-kod;Typ av huvudman;Antal elever;Antal elever;
            Lund;1281;Enskild;3;4;
            """);

    assertThat(said(export))
        .containsExactly(
            "skolkommun 1281 enskild M antal_elever 3 – 3",
            "skolkommun 1281 enskild K antal_elever 4 – 4");
  }

  @Test
  void takesTheSexFromTheHeadingUnderTheGroupAndTheSubjectFromItsColumn() {
    Export export =
        export(
            """
            Prov
            Valt läsår: 2024/25
            ;;;Andel (%) A-E;Andel (%) A-E;Poäng;Poäng
            Kommun;Kommun-kod;Ämne;Totalt;Flickor;Totalt;Flickor
            Lund;1281;Svenska som andraspråk;1;2;3;4
            Lund;1281;Svenska;5;6;7;..
            """);

    assertThat(said(export))
        .containsExactly(
            "skolkommun 1281 samtliga T andel_a_e_svenska_som_andrasprak 1 – 1",
            "skolkommun 1281 samtliga K andel_a_e_svenska_som_andrasprak 2 – 2",
            "skolkommun 1281 samtliga T poang_svenska_som_andrasprak 3 – 3",
            "skolkommun 1281 samtliga K poang_svenska_som_andrasprak 4 – 4",
            "skolkommun 1281 samtliga T andel_a_e_svenska 5 – 5",
            "skolkommun 1281 samtliga K andel_a_e_svenska 6 – 6",
            "skolkommun 1281 samtliga T poang_svenska 7 – 7",
            "skolkommun 1281 samtliga K poang_svenska – .. ..");
  }

  @Test
  void readsTotaltAsAMeasureWhereNothingIsSplitBySex() {
    Export export =
        export(
            """
            Kostnader
            Valt år: 2024
            Kommun;Kommun-kod;Totalt;Totalt per elev
            Lund;1281;24314;-600
            """);

    assertThat(said(export))
        .containsExactly(
            "skolkommun 1281 samtliga T totalt 24314 – 24314",
            "skolkommun 1281 samtliga T totalt_per_elev -600 – -600");
  }

  @Test
  void takesTheSexFromItsColumnWhateverTheOrderOfColumns() {
    Export export =
        export(
            """
            Behörighet
            Valt läsår: 2024/25
            Antal elever;Kön;Typ av huvudman;Kommunkod;Kommun
            214;Flickor;Samtliga;1281;Lund
            220;Pojkar;Samtliga;1281;Lund
            434;Samtliga;Samtliga;1281;Lund
            """);

    assertThat(said(export))
        .containsExactly(
            "skolkommun 1281 samtliga K antal_elever 214 – 214",
            "skolkommun 1281 samtliga M antal_elever 220 – 220",
            "skolkommun 1281 samtliga T antal_elever 434 – 434");
  }

  @Test
  void namesTheEditionWhereTheColumnsAreYears() {
    Export export =
        export(
            """
            Ämnesbetyg över tid
            Valt läsår: 2024/25
            Kommun;Kommunkod;Typ av huvudman;Andel (%) godkända i ämnet;2024/25;2023/24;
            Ale;1440;Samtliga;Bild;100,0;.;
            """);

    assertThat(export.figures()).extracting(Figure::kalla).containsOnly("Skolverket 2024/25");
    assertThat(export.figures()).extracting(Figure::lasar).containsExactly("2024/25", "2023/24");
    assertThat(said(export))
        .containsExactly(
            "skolkommun 1440 samtliga T andel_godkanda_i_amnet_bild 100.0 – 100,0",
            "skolkommun 1440 samtliga T andel_godkanda_i_amnet_bild – . .");
  }

  @Test
  void readsTheSheetsOfAWorkbookAsOneTableByTypeOfProvider() {
    String all =
        """
        Grundskola - Jämförelse av betygsresultat över tid
        Typ av huvudman: Samtliga
        Valt läsår: 2024/25
        Kommun;Kommunkod;Uppgift;2024/25
        Ale;1440;Totalt antal elever årskurs 9;434
        Ale;1440;- andel (%) flickor;49.3
        """;
    Export export =
        Export.of(
            "x.xlsx",
            List.of(
                sheet("Samtliga", ".,", all),
                sheet("Enskild", ".,", all.replace("Samtliga", "Enskild")),
                sheet("Rapportbeskrivning", ".,", "Elever;Alla elever")));

    assertThat(export.period()).isEqualTo("2024-grundskola_jamforelse_av_betygsresultat_over_tid");
    assertThat(said(export))
        .containsExactly(
            "skolkommun 1440 samtliga T elever_ak9 434 – 434",
            "skolkommun 1440 samtliga T andel_flickor 49.3 – 49.3",
            "skolkommun 1440 enskild T elever_ak9 434 – 434",
            "skolkommun 1440 enskild T andel_flickor 49.3 – 49.3");
  }

  @Test
  void readsSchoolUnitsByTheirCodeAndNotTheirMunicipality() {
    Export export =
        export(
            """
            Slutbetyg;;;;;;;
            Valt läsår: 2024/25;;;;;;;
            ;;;;;;;
            Skola;Skol-enhetskod;Skolkommun;Kommun-kod;Typ av huvudman;Huvudman;Huvudman orgnr;Antal
            Oasen;48000763;Aneby;0604;Enskild;Oasen AB;5566501796;..
            ;;;;;;;
            ;ingår i medelvärdet.;;;;;;
            """);

    assertThat(export.period()).isEqualTo("2024-slutbetyg-skolenhet");
    assertThat(said(export)).containsExactly("skolenhet 48000763 enskild T antal – .. ..");
  }

  @Test
  void namesAssociationsOfMunicipalitiesWithAndWithoutACode() {
    Export export =
        export(
            """
            Kostnader
            Valt år: 2022
            Kommun;Kommun-kod;Län;Läns-kod;Typ av huvudman;Totalt
            Västerbergslagens Utbildningsförbund,VBU;3200;;;Kommunal;1
            Lapplands Kommunalförbund;;;;Kommunal;2
            """);

    assertThat(said(export))
        .containsExactly(
            "kommunalforbund vasterbergslagens_utbildningsforbund_vbu kommunal T totalt 1 – 1",
            "kommunalforbund lapplands_kommunalforbund kommunal T totalt 2 – 2");
  }

  @Test
  void readsCountiesAndTheCountryAndThoseWhoLiveThere() {
    Export counties = export("T\nValt år: 2024\nLän;Läns-kod;Elever\nSkåne län;12;5\nRiket;;9");
    Export home = export("T\nValt år: 2024\nHemkommun;Kommun-kod;Elever\nLund;1281;5");

    assertThat(said(counties))
        .containsExactly("lan 12 samtliga T elever 5 – 5", "riket 0000 samtliga T elever 9 – 9");
    assertThat(said(home)).containsExactly("hemkommun 1281 samtliga T elever 5 – 5");
    assertThat(home.period()).isEqualTo("2024-t-hemkommun");
  }

  @Test
  void makesAPartOfATableAnotherTable() {
    Export export =
        export("Elever\nValt län: Skåne län\nValt år: 2024\nKommun;Kommun-kod;A\nLund;1281;5");

    assertThat(export.period()).isEqualTo("2024-elever_skane_lan");
  }

  @Test
  void namesTheTableAfterTheFileWhereItHasNoTitle() {
    assertThat(export("Valt år: 2024\nKommun;Kommun-kod;A\nLund;1281;5").period())
        .isEqualTo("2024-utan_titel_2025");
  }

  @Test
  void readsAnIndicatorOfKoladaByItsKey() {
    Export export =
        Export.of(
            "k.csv",
            List.of(
                sheet(
                    "",
                    ".",
                    """
                    geo;gender;year;n01951
                    0;k;1995;4460127.0
                    12;m;1994;5.25
                    1280;k;1996;
                    1281;m;1996;91.28205128
                    """)));

    assertThat(export.period()).isEqualTo("1994-kolada_n01951-kon");
    assertThat(export.figures()).extracting(Figure::kalla).containsOnly("Kolada N01951");
    assertThat(said(export))
        .containsExactly(
            "riket 0000 samtliga K n01951 4460127.0 – 4460127.0",
            "lan 12 samtliga M n01951 5.25 – 5.25",
            "kommun 1281 samtliga M n01951 91.28205128 – 91.28205128");
  }

  @Test
  void givesAnIndicatorTheNameAndPerspectiveThatItHasHere() {
    Export export = Export.of("k.csv", List.of(sheet("", ".", "geo;year;n17461\n1281;2023;70.5")));

    assertThat(said(export))
        .containsExactly("hemkommun 1281 samtliga T andel_examen_4_ar 70.5 – 70.5");
  }

  @Test
  void refusesWhatItCannotBeSureOf() {
    assertRefused("a;b\n1;2", "it is not a known export");
    assertRefused("T\nKommun;Kommun-kod;A\nLund;1281;5", "it has no line Valt läsår or Valt år");
    assertRefused("Valt år: i år\nKommun;Kommun-kod;A\nLund;1281;5", "must be such as 2024/25");
    assertRefused("Valt år: 2024\nKommun;Kommun-kod;A", "it has headings but not one figure");
    assertRefused(
        "Valt år: 2024\nKommun;Kommun-kod;A\nAle;440;5",
        "line 3 has figures, and a code that is not of the form [0-9]{4}");
    assertRefused(
        "Valt år: 2024\nKommun;Kommun-kod;A\nAle;0440;5\nLund;1281;cirka 5",
        "line 4 has in column 3 neither a figure nor a mark");
    assertRefused(
        "Valt år: 2024\nKommun;Kommun-kod;Typ av huvudman;A\nLund;1281;Okänd;5",
        "line 3 has a type of provider that is not known: okand");
    assertRefused(
        "Valt år: 2024\nKommun;Kommun-kod;A\nLund;1281;5;6", "column 4 has figures and no heading");
    assertRefused(
        "Valt år: 2024\nKommun;Kommun-kod;A\nLund;1281;5\nLund;1281;6",
        "the same area, provider, sex and year stands twice for a");
    assertRefused(
        "Valt år: 2024\nKommun;Kommun-kod;A\nLund;1281;4 10\nLund;1281;5",
        "line 3 has in column 3 neither a figure nor a mark");
  }

  private static void assertRefused(String text, String why) {
    assertThatThrownBy(() -> export(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }
}
