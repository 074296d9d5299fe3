package klara.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import klara.delivery.Mapping;
import klara.store.MappedDeliveries.Delivered;
import klara.store.MappedDeliveries.Report;
import klara.store.MappedDeliveries.Taken;
import klara.testing.SparkTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Invented extracts as other registers write them. */
class MappedDeliveriesTest extends SparkTest {
  /** One row per student, the years side by side; headings with what cannot be seen. */
  private static final String WIDE =
      """
      \uFEFFElev nr\u00a0;"Född ";Skola 2018;Skola 2019;Poäng\t;Kön
      1001;31/12/2002;11111111;11111111;1\u00a0220,0;F
      1002;1/2/2003;22222222;;900;M
      1003;;;22222222;;M
      """;

  private static final String WIDE_MAPPING =
      """
      id: {from: ELEV NR, prefix: hult-}
      source: {decimal: ","}
      derived:
        born: {from: född, date: d/M/yyyy}
      tables:
        - tabell: gy_elev
          for-each: [{year: 2018, next: 19, n: 1}, {year: 2019, next: 20, n: 2}]
          where: "`Skola {year}` is not null"
          period: "{year}/{next}"
          columns:
            lasar: {constant: "{year}/{next}"}
            skolenhetskod: {from: "Skola {year}"}
            studievagskod: {constant: NA}
            arskurs: {constant: "{n}"}
            kon: {from: kön, recode: {M: 1, F: 2}}
            fodelsear: {sql: "year(born)"}
        - tabell: gy_betygsdok
          where: "`Poäng` is not null"
          period: 2020/21
          columns:
            skolenhetskod: {sql: "coalesce(`Skola 2019`, `Skola 2018`)"}
            utfardat: {constant: 2021-06-10}
            typ: {constant: Z}
            studievagskod: {constant: NA}
            poang: {from: Poäng, number: whole}
      """;

  @TempDir private Path folder = Path.of("");

  private Report deliver(String mapping, Path... files) throws IOException {
    return new MappedDeliveries(spark(), new Storage(), folder.resolve("inbox").toString())
        .deliver(Mapping.parse(mapping), List.of(files), false);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private String delivered(Report report, int delivery) throws IOException {
    Delivered one = report.deliveries().get(delivery);
    return Files.readString(Path.of(one.folder().orElseThrow()).resolve(one.tabell() + ".csv"));
  }

  private void assertRefused(String mapping, String extract, String... words) throws IOException {
    Path file = file("refused.csv", extract);

    assertThatThrownBy(() -> deliver(mapping, file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(words)
        .hasMessageNotContainingAny("1001", "secret");
    assertThat(folder.resolve("inbox"))
        .satisfiesAnyOf(
            none -> assertThat(none).doesNotExist(),
            none -> assertThat(DeliveryTexts.filesBelow(none)).isEmpty());
  }

  @Test
  void makesRowsOfTheYearsThatStandSideBySide() throws IOException {
    Report report = deliver(WIDE_MAPPING, file("a [1].csv", WIDE.replace("\n", "\r\n")));

    assertThat(report.tables())
        .containsExactly(
            new Taken("gy_elev {year=2018, next=19, n=1}", 3, 2, 1, 0),
            new Taken("gy_elev {year=2019, next=20, n=2}", 3, 2, 1, 0),
            new Taken("gy_betygsdok", 3, 2, 1, 0));
    assertThat(report.deliveries())
        .extracting(one -> one.tabell() + " " + one.period() + " " + one.rows() + one.breaches())
        .containsExactly("gy_elev 2018/19 2{}", "gy_elev 2019/20 2{}", "gy_betygsdok 2020/21 2{}");
    assertThat(report.deliveries().get(0).empty()).containsExactly("hemkommun", "skydd");
    assertThat(delivered(report, 0))
        .isEqualTo(
            """
            id;id_typ;lasar;skolenhetskod;studievagskod;arskurs;hemkommun;kon;fodelsear;skydd
            hult-1001;LOP;2018/19;11111111;NA;1;;2;2002;
            hult-1002;LOP;2018/19;22222222;NA;1;;1;2003;
            """);
    assertThat(delivered(report, 2))
        .isEqualTo(
            """
            id;id_typ;skolenhetskod;utfardat;typ;studievagskod;poang;grundl_behorighet;laroplan
            hult-1001;LOP;11111111;2021-06-10;Z;NA;1220;;
            hult-1002;LOP;22222222;2021-06-10;Z;NA;900;;
            """);
  }

  @Test
  void readsOtherEncodingsDelimitersAndHeadingsFurtherDown() throws IOException {
    String text =
        "Uttag ur registret; 2024-10-15\n\n"
            + WIDE.replace("\uFEFF", "").replace(';', '\t').replace("Poäng\t\t", "Poäng\t");
    Path file =
        Files.write(folder.resolve("ansi.txt"), text.getBytes(Charset.forName("windows-1252")));

    Report report =
        deliver(
            WIDE_MAPPING.replace(
                "decimal: \",\"", "decimal: \",\", header: 3, encoding: windows-1252"),
            file);

    assertThat(report.deliveries()).extracting(Delivered::rows).containsExactly(2L, 2L, 2L);
    assertThatThrownBy(() -> deliver(WIDE_MAPPING.replace("\",\"", "\",\", header: 3"), file))
        .hasMessage("its headings have damaged letters: its encoding is not utf-8");
  }

  @Test
  void readsNumbersAndDaysOfAWorkbookAsTheyAreSeen() throws IOException {
    Path file = folder.resolve("elever.xlsx");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, String> part : WORKBOOK.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }

    Report report =
        deliver(
            """
            id: {from: Nr, prefix: x-}
            tables:
              - tabell: folkbokforing_handelse
                period: 2019
                columns:
                  datum: {from: Datum}
                  handelse: {from: Vad}
                  kommun: {from: Kommun}
            """,
            file);

    assertThat(report.rows()).isEqualTo(2);
    assertThat(delivered(report, 0))
        .isEqualTo(
            """
            id;id_typ;datum;handelse;kommun
            x-199901012384;LOP;2019-12-31;flytt;0114
            x-2;LOP;2020-01-01;dod;
            """);
  }

  private static final String MAIN =
      "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

  private static final Map<String, String> WORKBOOK =
      Map.of(
          "[Content_Types].xml",
          """
          <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
          <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
          <Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>
          </Types>""",
          "xl/_rels/workbook.xml.rels",
          """
          <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
          <Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>""",
          "xl/workbook.xml",
          "<workbook %s xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
                  .formatted(MAIN)
              + "<sheets><sheet name=\"Elever\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
          "xl/styles.xml",
          "<styleSheet %s><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
              .formatted(MAIN),
          "xl/worksheets/sheet1.xml",
          """
          <worksheet %s><sheetData>
          <row r="1"><c r="A1" t="inlineStr"><is><t>Nr</t></is></c><c r="B1" t="inlineStr"><is><t>Datum </t></is></c>
          <c r="C1" t="inlineStr"><is><t>Vad</t></is></c><c r="D1" t="inlineStr"><is><t>Kommun</t></is></c></row>
          <row r="2"><c r="A2"><v>1.99901012384E11</v></c><c r="B2" s="1"><v>43830</v></c>
          <c r="C2" t="inlineStr"><is><t>flytt</t></is></c><c r="D2" t="inlineStr"><is><t>0114</t></is></c></row>
          <row r="4"><c r="A4"><v>2</v></c><c r="B4" s="1"><v>43831</v></c><c r="C4" t="inlineStr"><is><t>dod</t></is></c></row>
          </sheetData></worksheet>"""
              .formatted(MAIN));

  @Test
  void readsTypedColumnsOfParquetAsTextFilesHaveThem() throws IOException {
    String file = folder.resolve("typed").toString();
    spark()
        .sql(
            "select 1001.0d as `Elev nr`, date'2002-12-31' as born, 11111111 as skola, 1 as kon"
                + " union all select cast(null as double), null, 22222222, 2")
        .coalesce(1)
        .write()
        .parquet(file);

    Report report =
        deliver(
            """
            id: {from: elev nr, prefix: x-}
            tables:
              - tabell: gy_elev
                period: {sql: "concat(2018, '/', 19)"}
                columns:
                  lasar: {constant: 2018/19}
                  skolenhetskod: {from: skola}
                  studievagskod: {constant: NA}
                  kon: {from: kon, recode: {1: 1, 2: 2}}
                  fodelsear: {sql: "substr(born, 1, 4)"}
            """,
            Path.of(file));

    assertThat(delivered(report, 0))
        .isEqualTo(
            """
            id;id_typ;lasar;skolenhetskod;studievagskod;arskurs;hemkommun;kon;fodelsear;skydd
            x-1001;LOP;2018/19;11111111;NA;;;1;2002;
            ;LOP;2018/19;22222222;NA;;;2;;
            """);
    assertThat(report.deliveries().get(0).breaches()).isEqualTo(Map.of("id is empty", 1L));
  }

  @Test
  void deliversTheSameRowsOnceAndOthersAsTheNextVersion() throws IOException {
    deliver(WIDE_MAPPING, file("a.csv", WIDE));
    Report again = deliver(WIDE_MAPPING, file("a.csv", WIDE));
    Report corrected = deliver(WIDE_MAPPING, file("a.csv", WIDE.replace("900", "950")));

    assertThat(again.deliveries()).extracting(Delivered::isNew).containsOnly(false);
    assertThat(corrected.deliveries())
        .extracting(Delivered::isNew)
        .containsExactly(false, false, true);
    Inbox inbox = new Inbox(new Storage(), folder.resolve("inbox").toString());
    assertThat(inbox.arrivals().deliveries())
        .hasSize(4)
        .allSatisfy(delivery -> assertThat(inbox.examined(delivery).fault()).isEmpty());
    assertThat(inbox.arrivals().notReady()).isEmpty();
    assertThat(inbox.arrivals().refused()).isEmpty();
  }

  @Test
  void countsWhatItHasNoCodeNumberOrDateForAndDeliversNothing() throws IOException {
    assertRefused(
        WIDE_MAPPING,
        WIDE.replace(";M\n", ";secret\n")
            .replace(";900;", ";secret;")
            .replace("1/2/2003", "31/2/2003"),
        "derived born: rows have no date of the form d/M/yyyy (1 rows)",
        "gy_elev {year=2018, next=19, n=1}, kon: rows have a code without a recoding (1 rows)",
        "gy_betygsdok, poang: rows have no whole number (decimal mark ,) (1 rows)");
  }

  @Test
  void countsRowsThatDoNotHaveTheHeadingsFields() throws IOException {
    assertRefused(
        WIDE_MAPPING,
        WIDE + "1004;;;\n1005;;;22222222;;M;secret\n",
        "2 rows do not have as many fields as the headings (6)");
  }

  @Test
  void explainsExpressionsByTableAndColumn() throws IOException {
    String expression = "coalesce(`Skola 2019`, `Skola 2018`)";

    Map.of(
            "Skola 2019 +", "gy_betygsdok, skolenhetskod: it does not parse: ",
            "skola_2018", "no column 'skola_2018' (there are 7; closest is 'Skola 2018')",
            "skola", "gy_betygsdok, skolenhetskod: there is no column 'skola' (there are 7)",
            "max(`Skola 2019`)", "skolenhetskod: it is no expression over a row: ",
            "explode(split(`Skola 2019`, ','))", "skolenhetskod: it is no expression over a row: ",
            "(select 1)", "skolenhetskod: it asks another table",
            "uuid()", "skolenhetskod: it would not say the same every time",
            "java_method('java.lang.System', 'lineSeparator')",
                "skolenhetskod: it would not say the same every time")
        .forEach(
            (wrong, words) -> {
              try {
                assertRefused(WIDE_MAPPING.replace(expression, wrong), WIDE, words);
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
  }

  @Test
  void countsTheRowsThatAnExpressionFailsOnWithoutTheirValues() throws IOException {
    assertRefused(
        WIDE_MAPPING
            .replace("{from: Poäng, number: whole}", "{sql: \"cast(Kön as int)\"}")
            .replace("{from: kön, recode: {M: 1, F: 2}}", "{constant: 1}"),
        WIDE.replace(";F\n", ";secret\n"),
        "gy_betygsdok, poang: the expression fails on the values of at most 2 rows",
        "cast invalid input");
  }

  @Test
  void refusesToGuessBetweenHeadingsThatLookTheSame() throws IOException {
    assertRefused(
        WIDE_MAPPING,
        WIDE.replace("Skola 2019", "skola  2018"),
        "where: 2 columns are called 'Skola 2018'",
        "where: there is no column 'Skola 2019'");
  }

  @Test
  void joinsKeysOfSeveralColumnsSoThatNoTwoBecomeTheSame() throws IOException {
    Report report =
        deliver(
            """
            id: {from: [skola, nr], prefix: k-}
            tables:
              - tabell: gy_elev
                period: 2018/19
                columns:
                  lasar: {constant: 2018/19}
                  skolenhetskod: {constant: 11111111}
                  studievagskod: {constant: NA}
            """,
            file("keys.csv", "skola,nr\na/b,c\na,b/c\n\"a~1b\",c\n"));

    assertThat(delivered(report, 0).lines().skip(1).map(line -> line.split(";", -1)[0]))
        .containsExactly("k-a~1b/c", "k-a/b~1c", "k-a~01b/c");
  }

  @Test
  void saysHowManyRowsShareAKeyOrAreNotAsAgreed() throws IOException {
    Report report =
        deliver(
            WIDE_MAPPING,
            file("a.csv", WIDE.replace("1002;1/2/2003;22222222", "1001;1/2/1949;11111111")));

    assertThat(report.deliveries().get(0).breaches())
        .isEqualTo(
            Map.of(
                "another row has the same key: alike, one is kept; otherwise, all are set aside",
                2L,
                "fodelsear is not as agreed (from 1950 to 2100)",
                1L));
  }
}
