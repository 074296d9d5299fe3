package klara.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import klara.delivery.Manifest;
import klara.store.DeliveryFile.Format;
import klara.store.DeliveryTexts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwinTest {
  private static final Path REFERENCE = Path.of("data-samples/inbox");
  private static final TwinSettings SMALL =
      TwinSettings.sample().withStudentsPerCohort(1500).withCohorts(5).withSeed(7);

  private static Path folder = Path.of("target");

  @BeforeAll
  static void generate(@TempDir Path temporary) throws IOException {
    folder = temporary;
    Twin.generate(SMALL.with(Format.CSV), REFERENCE, folder.resolve("csv"));
    Twin.generate(SMALL.withThreads(2), REFERENCE, folder.resolve("parquet"));
  }

  @Test
  void hasTheSameBytesWhateverTheNumberOfThreads() throws IOException {
    Twin.generate(SMALL.withThreads(1), REFERENCE, folder.resolve("one"));

    assertThat(bytesBelow(folder.resolve("one"))).isEqualTo(bytesBelow(folder.resolve("parquet")));
  }

  @Test
  void namesEncodingsInOneOrderSoThatAnotherProcessWritesTheSameBytes() throws Exception {
    // Parquet's writer leaves the order to a set of enums, whose hashes differ between processes
    assertThat(
            query(
                """
                select count(*) from parquet_metadata('%s/parquet/inbox/ak9*/*/*/*.parquet')
                where encodings not in ('PLAIN, RLE, BIT_PACKED',
                  'PLAIN_DICTIONARY, RLE, BIT_PACKED', 'PLAIN, PLAIN_DICTIONARY, RLE, BIT_PACKED')
                """
                    .formatted(folder)))
        .isEqualTo("0");
  }

  @Test
  void saysTheSameInCsvAndInParquet() throws Exception {
    String columns =
        "id, id_typ, lasar, skolenhetskod, amne, sprak, betyg, cast(sprakval as varchar)";

    assertThat(
            query(
                """
                select count(*) from (
                  (select %1$s from read_csv('%2$s/csv/inbox/ak9_betyg/*/*/*.csv', all_varchar=true)
                   except all
                   select %1$s from read_parquet('%2$s/parquet/inbox/ak9_betyg/*/*/*.parquet')))
                """
                    .formatted(columns, folder)))
        .isEqualTo("0");
    assertThat(
            query(
                "select count(*) from read_parquet('%s/parquet/inbox/ak9_betyg/*/*/*.parquet')"
                    .formatted(folder)))
        .isEqualTo(String.valueOf(rows("ak9_betyg").size()));
  }

  @Test
  void namesSizeAndHashOfEveryFileInItsManifest() throws Exception {
    for (Path file : DeliveryTexts.filesBelow(folder.resolve("parquet/inbox"))) {
      if (file.endsWith(Manifest.FILE_NAME)) {
        for (Manifest.DataFile data : Manifest.parse(Files.readString(file)).files()) {
          byte[] bytes = Files.readAllBytes(file.resolveSibling(data.name()));

          assertThat(data.bytes()).isEqualTo(bytes.length);
          assertThat(data.sha256())
              .isEqualTo(
                  HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        }
      }
    }
  }

  @Test
  void givesEveryPersonNumberARightCheckDigitAndABirthNumberKeptForTests() throws IOException {
    Set<String> ids = new HashSet<>();
    for (Map<String, String> row : rows("ak9")) {
      String id = cell(row, "id");
      String type = cell(row, "id_typ");
      if (type.equals("PNR") || type.equals("SAM")) {
        assertThat(luhn(id.substring(2))).isZero();
        assertThat(Integer.parseInt(id.substring(8, 11))).isBetween(980, 999);
        assertThat((id.charAt(10) - '0') % 2).isEqualTo(cell(row, "kon").equals("1") ? 1 : 0);
        assertThat(Integer.parseInt(id.substring(6, 8)) > 60).isEqualTo(type.equals("SAM"));
      }
      if (!type.equals("TF")) {
        assertThat(ids.add(id)).isTrue();
      }
    }
    assertThat(ids).hasSizeGreaterThan(7000);
  }

  @Test
  void neverGivesAStudentBothSwedishAndSwedishAsASecondLanguage() throws IOException {
    Map<String, Set<String>> subjects = new TreeMap<>();
    for (Map<String, String> row : rows("ak9_betyg")) {
      if (!cell(row, "id_typ").equals("TF")) {
        subjects.computeIfAbsent(cell(row, "id"), id -> new HashSet<>()).add(cell(row, "amne"));
      }
    }

    assertThat(subjects.values()).noneMatch(of -> of.containsAll(Set.of("SV", "SVA")));
    assertThat(subjects.values()).allMatch(of -> of.contains("SV") || of.contains("SVA"));
  }

  @Test
  void agreesWithTheOfficialFiguresWithinSamplingError() throws Exception {
    // Expected values are in the truth; five standard errors of a whole cohort of Skåne
    for (Map<String, String> cohort : shares()) {
      double expected = Double.parseDouble(cell(cohort, "expected"));
      double found = Double.parseDouble(cell(cohort, "found"));

      assertThat(found)
          .isCloseTo(expected, offset(5 * Math.sqrt(expected * (1 - expected) / 1500)));
    }
  }

  @Test
  void plantsTheOfficialGradesOfEachMunicipality() throws IOException {
    // Skolverket, slutbetyg årskurs 9, 2024/25, by municipality of school: eligible for vocational
    // programmes, passed in all subjects, and merit value of 17
    assertPlanted("1280", 0.833, 0.692, 233.9); // Malmö
    assertPlanted("1275", 0.643, 0.48, 193.2); // Perstorp
    assertPlanted("1214", 0.723, 0.508, 189.6); // Svalöv
  }

  private static void assertPlanted(
      String municipality, double eligible, double passedAll, double merit) throws IOException {
    Map<String, String> planted =
        DeliveryTexts.rows(folder.resolve("csv/truth/municipalities.csv")).stream()
            .filter(row -> municipality.equals(cell(row, "municipality_code")))
            .filter(row -> "2024".equals(cell(row, "school_year")))
            .findFirst()
            .orElseThrow();

    assertThat(number(planted, "eligible_vocational")).isCloseTo(eligible, offset(0.003));
    assertThat(number(planted, "passed_all_subjects")).isCloseTo(passedAll, offset(0.006));
    assertThat(number(planted, "merit_value_17")).isCloseTo(merit, offset(0.6));
  }

  private static double number(Map<String, String> row, String column) {
    return Double.parseDouble(cell(row, column));
  }

  @Test
  void plantsTheOfficialDiplomasAndCertificatesOfEachMunicipality() throws Exception {
    // Kolada N17457 of those who began in 2018, by residence; of the sample, which is as large
    String inside =
        query(
            """
            with first as (
              select id, min(left(lasar, 4)::int) as year, arg_min(hemkommun, lasar) as home,
                arg_min(studievagskod, lasar) as programme
              from read_parquet('data-samples/inbox/gy_elev/*/*/*.parquet')
              where id_typ <> 'TF' group by id),
            document as (
              select id, min(year(utfardat)) as until
              from read_parquet('data-samples/inbox/gy_betygsdok/*/*/*.parquet')
              where typ in ('E', 'L') or (typ = 'Z' and poang >= 2500) group by id),
            found as (
              select home, count(*) as n,
                avg(case when until <= year + 4 then 1.0 else 0 end) as share
              from first left join document using (id)
              where year = 2018 and programme not like 'IB%' group by home)
            select count(*) from found
            join read_csv('data-samples/inbox/skolverket_agg/*/*/*.csv', all_varchar = true) official
              on official.kod = found.home
            where matt = 'andel_examen_eller_studiebevis_4_ar' and lasar = '2022'
              and kon = 'T' and huvudman = 'samtliga'
              and abs(share - varde::double / 100) < 1.96 * sqrt(share * (1 - share) / n)
            """);

    // of 33, each in 19 of 20: 28 or fewer in one of forty samples
    assertThat(Integer.parseInt(inside)).isBetween(29, 33);
  }

  @Test
  void givesEveryStudentOneSexAndOneBirthYearAndAnAgeOfTheSchoolYear() throws Exception {
    // What R12 and R13 demand; a TF number is nobody's
    String people =
        """
        (select id, kon, fodelsear, lasar, 14 as youngest, 18 as oldest
           from read_csv('%1$s/csv/inbox/ak9/*/*/*.csv', all_varchar=true) where id_typ <> 'TF'
         union all
         select id, kon, fodelsear, lasar, 15, 25
           from read_csv('%1$s/csv/inbox/gy_elev/*/*/*.csv', all_varchar=true))
        """
            .formatted(folder);

    assertThat(
            query(
                "select count(*) from (select id from "
                    + people
                    + " group by id having count(distinct kon || fodelsear) > 1)"))
        .isEqualTo("0");
    assertThat(
            query(
                "select count(*) from "
                    + people
                    + " where cast(lasar[:4] as int) - cast(fodelsear as int)"
                    + " not between youngest and oldest"))
        .isEqualTo("0");
    assertThat(query("select count(*) from " + people)).isNotEqualTo("0");
  }

  @Test
  void entersEveryFaultItPlantsUnderItsLine() throws Exception {
    Path dirty = dirty("dirty");
    List<Map<String, String>> ledger = DeliveryTexts.rows(dirty.resolve("truth/faults.csv"));
    List<String> planted = new ArrayList<>();
    for (Map<String, String> row : ledger) {
      if (cell(row, "tabell").equals("ak9_betyg") && cell(row, "rule").equals("R05")) {
        planted.add(cell(row, "delivery") + "/" + cell(row, "file") + ":" + cell(row, "line"));
      }
    }

    List<String> wrong = new ArrayList<>();
    for (Path file : DeliveryTexts.filesBelow(dirty.resolve("inbox/ak9_betyg"))) {
      List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).matches(".*;(Q;[^;]*;[^;]*|[^;]*;[^;]*;G);[01]")) {
          wrong.add(dirty.resolve("inbox").relativize(file) + ":" + (i + 1));
        }
      }
    }

    assertThat(planted).hasSizeGreaterThan(10).isEqualTo(wrong);
    assertThat(
            ledger.stream()
                .map(row -> cell(row, "delivery") + cell(row, "file") + cell(row, "line"))
                .distinct())
        .hasSize(ledger.size());
  }

  @Test
  void plantsFewerFaultsThanADeliveryIsHeldFor() throws Exception {
    Path dirty = dirty("few");

    Map<String, Long> rejected = new TreeMap<>();
    for (Map<String, String> row : DeliveryTexts.rows(dirty.resolve("truth/faults.csv"))) {
      if (cell(row, "fate").equals("rejected")) {
        rejected.merge(cell(row, "delivery"), 1L, Long::sum);
      }
    }

    assertThat(rejected).hasSizeGreaterThan(20);
    for (Map.Entry<String, Long> delivery : rejected.entrySet()) {
      Path manifest = dirty.resolve("inbox").resolve(delivery.getKey()).resolve("manifest.json");
      long rows =
          Manifest.parse(Files.readString(manifest)).files().stream()
              .mapToLong(Manifest.DataFile::rows)
              .sum();
      assertThat(delivery.getValue()).as(delivery.getKey()).isLessThanOrEqualTo(rows / 100);
    }
  }

  @Test
  void isDirtyInTheSameWayWhateverTheNumberOfThreads() throws IOException {
    Path one = folder.resolve("dirty-one");

    Twin.generate(dirtyTwin().withThreads(1), REFERENCE, one);

    assertThat(bytesBelow(one)).isEqualTo(bytesBelow(dirty("dirty-many")));
  }

  private static TwinSettings dirtyTwin() {
    return SMALL.with(Format.CSV).with(TwinSettings.Faultiness.DIRTY);
  }

  private static Path dirty(String name) throws IOException {
    Path dirty = folder.resolve(name);
    Twin.generate(dirtyTwin().withThreads(2), REFERENCE, dirty);
    return dirty;
  }

  @Test
  void plantsFaultsInLinesOfTextOnly() {
    assertThatThrownBy(() -> TwinSettings.sample().with(TwinSettings.Faultiness.DIRTY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid twin: faults are planted in lines of text, so the format must be csv");
  }

  @Test
  void hasUnitsAndCodesFromBeforeItsOldestCohort() throws Exception {
    Path old = folder.resolve("old");
    Twin.generate(
        TwinSettings.sample().withStudentsPerCohort(1500).withCohorts(20).with(Format.CSV),
        REFERENCE,
        old);

    try (TwinTables tables = new TwinTables(old)) {
      // The oldest leaves year 9 in 2005/06 and was in year 6 in 2002/03
      assertThat(tables.rows("select distinct lasar from ak9")).hasSize(20).contains("2005/06");
      assertThat(tables.number("select count(*) from skolenhet where giltig_till < giltig_fran"))
          .isZero();
      assertThat(tables.rows("select min(giltig_fran) from skolenhet"))
          .containsExactly("2002-07-01");
      assertThat(tables.rows("select distinct giltig_fran from kodlistor where lista = 'betyg'"))
          .containsExactly("2002-07-01");
      // What began later still does
      assertThat(tables.rows("select distinct giltig_fran from kodlistor where kod = 'MA25'"))
          .doesNotContain("2002-07-01");
    }
    Manifest codes =
        Manifest.parse(
            Files.readString(old.resolve("inbox/kodlistor/2011-07-01/v01_20110701/manifest.json")));
    assertThat(codes.files().get(0).sha256())
        .isEqualTo(
            DeliveryTexts.described(
                    old.resolve("inbox/kodlistor/2011-07-01/v01_20110701/kodlistor.csv"), 1)
                .sha256());
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    assertThatThrownBy(() -> TwinSettings.sample().withCohorts(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid twin: cohorts must be from 1 to 20, found: 0");
  }

  private static List<Map<String, String>> shares() throws Exception {
    String sql =
        """
        with graded as (
          select id, lasar,
            count(*) filter (betyg in ('A','B','C','D','E')) as passed,
            count(*) filter (betyg in ('A','B','C','D','E') and amne in ('SV','SVA','EN','MA'))
              as core
          from read_parquet('%1$s/parquet/inbox/ak9_betyg/*/*/*.parquet')
          where id_typ <> 'TF' group by all)
        select f.y, f.share, e.share from
          (select cast(left(lasar, 4) as int) as y,
             avg(case when core = 3 and passed >= 8 then 1 else 0 end) as share
           from graded group by all) f
          join
          (select school_year as y, sum(students * eligible_vocational) / sum(students) as share
           from read_csv('%1$s/csv/truth/municipalities.csv') group by all) e on f.y = e.y
        """
            .formatted(folder);
    List<Map<String, String>> shares = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        shares.add(Map.of("found", result.getString(2), "expected", result.getString(3)));
      }
    }
    assertThat(shares).hasSize(5);
    return shares;
  }

  private static String query(String sql) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }

  private static int luhn(String ten) {
    int sum = 0;
    for (int i = 0; i < 10; i++) {
      int product = (ten.charAt(i) - '0') * (i % 2 == 0 ? 2 : 1);
      sum += product > 9 ? product - 9 : product;
    }
    return sum % 10;
  }

  private static String cell(Map<String, String> row, String column) {
    return row.getOrDefault(column, "");
  }

  private static List<Map<String, String>> rows(String tabell) throws IOException {
    return rows(folder.resolve("csv"), tabell);
  }

  private static List<Map<String, String>> rows(Path twin, String tabell) throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    try (Stream<Path> files = Files.walk(twin.resolve("inbox").resolve(tabell))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".csv")).toList()) {
        rows.addAll(DeliveryTexts.rows(file));
      }
    }
    return rows;
  }

  private static Map<String, String> bytesBelow(Path twin) throws IOException {
    Map<String, String> bytes = new TreeMap<>();
    for (Path file : DeliveryTexts.filesBelow(twin)) {
      bytes.put(
          twin.relativize(file).toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
    }
    return bytes;
  }
}
