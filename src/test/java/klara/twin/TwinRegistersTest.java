package klara.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import klara.store.DeliveryFile.Format;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What registers other than those of schools say of the same lives, counted from their files. */
class TwinRegistersTest {
  private static TwinTables twin;

  /** Ten cohorts reach back to before the activity responsibility was defined otherwise. */
  @BeforeAll
  static void generate(@TempDir Path folder) throws IOException, SQLException {
    Twin.generate(
        TwinSettings.sample()
            .withStudentsPerCohort(3000)
            .withCohorts(10)
            .withSeed(4)
            .with(Format.CSV),
        Path.of("data-samples/inbox"),
        folder);
    twin = new TwinTables(folder);
  }

  @AfterAll
  static void close() throws SQLException {
    twin.close();
  }

  private static final String ENROLLED_MEANWHILE =
      """
      exists (select 1 from gy_elev e where e.id = k.id
        and make_date(cast(left(e.lasar, 4) as int), 10, 15) between cast(reg_datum as date)
          and coalesce(cast(avreg_datum as date),
            if(right(halvar, 2) = 'H1', make_date(cast(left(halvar, 4) as int), 6, 30),
              make_date(cast(left(halvar, 4) as int), 12, 31))))
      """;

  @Test
  void reportsTheShareOfTheActivityResponsibilityThatItSays() throws SQLException {
    assertThat(
            twin.differences(
                """
                select half_year, municipality_code, reported, enrolled
                from truth_activity_responsibility where reported + enrolled > 0
                """,
                """
                with people as (
                  select halvar, kommun, id,
                    bool_or(orsak = 'okänd' and avreg_orsak = 'nationellt program' and %s) as odd
                  from kaa k group by all)
                select halvar, kommun, count(*) filter (not odd), count(*) filter (odd)
                from people group by all
                """
                    .formatted(ENROLLED_MEANWHILE)))
        .isEmpty();
    assertThat(
            twin.number(
                "select sum(reported) / sum(target * coverage) from truth_activity_responsibility"))
        .isBetween(0.97, 1.03);
    assertThat(twin.number("select sum(reported) / sum(target) from truth_activity_responsibility"))
        .isBetween(0.5, 0.95);
  }

  /** Until 30 June 2018 with introductory programmes and without study certificates, then not. */
  @Test
  void asksForOthersAfterTheSummerOf2018() throws SQLException {
    String introductory =
        "select count(*) filter (where %s) / count(*) from kaa k where halvar %s '2018H2'";
    assertThat(twin.number(introductory.formatted(ENROLLED_MEANWHILE, "<"))).isGreaterThan(0.3);
    assertThat(twin.number(introductory.formatted(ENROLLED_MEANWHILE, ">="))).isLessThan(0.1);
    assertThat(
            twin.rows(
                "select count(*) from kaa where orsak = 'studiebevis' and reg_datum < '2018-07-01'"))
        .containsExactly("0");
    assertThat(twin.number("select count(*) from kaa where orsak = 'studiebevis'"))
        .isGreaterThan(500);
  }

  @Test
  void letsNobodyStayInTheActivityResponsibilityFrom20On() throws SQLException {
    assertThat(
            twin.rows(
                """
                select count(*) from kaa k join
                  (select id, max(cast(fodelsear as int)) as born from ak9
                   where id_typ <> 'TF' group by id) using (id)
                where cast(left(halvar, 4) as int) > born + 20
                  or year(cast(avreg_datum as date)) > born + 20
                  or (avreg_orsak = 'fyllt 20 år' and year(cast(avreg_datum as date)) < born + 20)
                """))
        .containsExactly("0");
    assertThat(
            twin.rows(
                """
                select avreg_orsak from kaa where avreg_orsak is not null group by 1 order by 1
                """))
        .containsExactly(
            "ej längre folkbokförd", "fyllt 20 år", "introduktionsprogram", "nationellt program");
  }

  @Test
  void offersMeasuresToThoseRegisteredOnly() throws SQLException {
    assertThat(
            twin.rows(
                """
                select count(*) > 100, count(*) = count(k.id) from kaa_atgard a
                left join kaa k on k.id = a.id and k.kommun = a.kommun and k.halvar = a.halvar
                  and k.kontakt_bool = '1' and a.start >= k.reg_datum
                  and (k.avreg_datum is null or a.start < k.avreg_datum)
                """))
        .containsExactly("true | true");
  }

  @Test
  void countsWhatEverybodyDoesWhereTheyLive() throws SQLException {
    assertThat(
            twin.differences(
                """
                select year, municipality_code, persons, work, study, "both", neither, "unknown"
                from truth_occupations
                """,
                """
                select cast(s.ar as bigint), l.kommun, count(*),
                  count(*) filter (status = 'arbete'), count(*) filter (status = 'studier'),
                  count(*) filter (status = 'bada'), count(*) filter (status = 'varken'),
                  count(*) filter (status = 'okand')
                from sysselsattning s join lived l on l.id = s.id
                where make_date(cast(ar as int), 12, 31) >= since
                  and make_date(cast(ar as int), 12, 31) < until
                group by 1, 2
                """))
        .isEmpty();
  }

  /** Kolada N02797, Skåne: about 6 % of those from 16 to 24. */
  @Test
  void leavesAsManyWithoutWorkAndStudiesAsOfficially() throws SQLException {
    String last =
        "select sum(%s) / sum(persons) from truth_occupations"
            + " where year = 2023 and municipality_code like '12%%'";

    assertThat(twin.number(last.formatted("neither")))
        .isCloseTo(
            twin.number(last.formatted("persons * official_neither_16_24")),
            org.assertj.core.data.Offset.offset(0.015));
    assertThat(twin.number(last.formatted("unknown").replace("unknown", "\"unknown\"")))
        .isBetween(0.005, 0.03);
  }

  @Test
  void saysThatThoseEnrolledStudy() throws SQLException {
    assertThat(
            twin.rows(
                """
                select count(*) from sysselsattning s join gy_elev e
                  on e.id = s.id and left(e.lasar, 4) = s.ar
                where s.status not in ('studier', 'bada', 'okand') or s.studieform <> 'gymn'
                """))
        .containsExactly("0");
    assertThat(
            twin.rows(
                "select studieform from sysselsattning where studieform is not null"
                    + " group by 1 order by 1"))
        .containsExactly("folkhogsk", "gymn", "hogskola", "komvux", "yrkeshogsk");
  }

  @Test
  void givesInvalidAbsenceToThoseWhoGoOnToLeave() throws SQLException {
    String share =
        """
        select sum(cast(ogiltig_tim as double)) / sum(cast(erbjuden_tim as double))
        from franvaro f where id_typ <> 'TF' and skolform = 'GR' and lasar < '2021'
          and id %s in (select id from gy_betygsdok where typ in ('E', 'L', 'IBD'))
        """;

    assertThat(twin.number(share.formatted("not")))
        .isGreaterThan(2 * twin.number(share.formatted("")));
    assertThat(
            twin.rows(
                """
                select count(*) from franvaro where cast(giltig_tim as double)
                  + cast(ogiltig_tim as double) > cast(erbjuden_tim as double)
                """))
        .containsExactly("0");
    assertThat(
            twin.number(
                "select avg(if(cast(rapporterad_andel as double) < 1, 1, 0)) from franvaro"))
        .isBetween(0.05, 0.4);
  }

  @Test
  void gradesYear6AsTheSamePersonsAreGradedInYear9() throws SQLException {
    assertThat(
            twin.number(
                """
                with ids as (select gammalt_id as id, nytt_id as now from idbyte),
                six as (select coalesce(now, s.id) as id, -ascii(betyg) as six
                  from ak6_betyg s left join ids using (id) where amne = 'MA' and betyg <= 'F'
                  and betyg >= 'A'),
                nine as (select id, -ascii(betyg) as nine from ak9_betyg
                  where amne = 'MA' and betyg between 'A' and 'F')
                select corr(six, nine) from six join nine using (id)
                """))
        .isBetween(0.4, 0.8);
    assertThat(
            twin.rows(
                """
                select min(lasar), count(*) filter (id in (select gammalt_id from idbyte)) > 100
                from ak6_betyg
                """))
        .containsExactly("2012/13 | true");
  }

  @Test
  void putsNobodyIntoAUnitThatIsNotThere() throws SQLException {
    assertThat(
            twin.rows(
                """
                select tabell, count(*) from (
                  select 'ak6_betyg' as tabell, skolenhetskod, lasar from ak6_betyg
                  union all select 'ak9', skolenhetskod, lasar from ak9
                  union all select 'ak9_betyg', skolenhetskod, lasar from ak9_betyg
                  union all select 'franvaro', skolenhetskod, lasar from franvaro
                  union all select 'gy_elev', skolenhetskod, lasar from gy_elev
                  union all select 'skolplikt_upphord', skolenhetskod, lasar from skolplikt_upphord)
                left join skolenhet u using (skolenhetskod)
                where u.namn is null or left(lasar, 4) || '-10-15' < giltig_fran
                  or left(lasar, 4) || '-10-15' > coalesce(giltig_till, '9999')
                group by 1
                """))
        .isEmpty();
    assertThat(twin.rows("select what from truth_units group by 1 order by 1"))
        .isSubsetOf("closure", "merger", "split", "start")
        .contains("merger", "split", "start");
    assertThat(
            twin.number(
                """
                select count(*) from truth_units t join skolenhet u
                  on list_contains(string_split(cast(t.after as varchar), ','), u.skolenhetskod)
                where what in ('merger', 'split') and u.foregangare is distinct from
                  array_to_string(list_sort(string_split(cast(t.before as varchar), ',')), ',')
                """))
        .isZero();
  }

  @Test
  void saysWhatACorrectionChanged(@TempDir Path folder) throws IOException, SQLException {
    String all =
        "read_csv('%s/inbox/kaa/2022H1/v%s_*/*.csv', all_varchar=true, delim=';', header=true)";
    Twin.generate(
        TwinSettings.sample()
            .withStudentsPerCohort(2000)
            .withCohorts(5)
            .withSeed(4)
            .with(Format.CSV),
        Path.of("data-samples/inbox"),
        folder);
    String first = "select * from " + all.formatted(folder, "01");
    String second = "select * from " + all.formatted(folder, "02");

    assertThat(
            twin.rows(
                """
                select count(*) filter (f.id is null),
                  count(*) filter (f.kontakt_bool is distinct from s.kontakt_bool
                    and f.id is not null)
                from (%s) s left join (%s) f using (id, kommun, halvar, reg_datum)
                """
                    .formatted(second, first)))
        .isEqualTo(
            twin.rows(
                """
                select rows_late, rows_wrong
                from read_csv('%s/truth/corrections.csv', delim=';', header=true)
                where delivery like 'kaa/%%'
                """
                    .formatted(folder)))
        .doesNotContain("0 | 0");
  }
}
