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

/** Lives that were planted, found again in the files of the registers. */
class TwinLivesTest {
  private static TwinTables twin;

  @BeforeAll
  static void generate(@TempDir Path folder) throws IOException, SQLException {
    Twin.generate(
        TwinSettings.sample()
            .withStudentsPerCohort(4000)
            .withCohorts(7)
            .withSeed(3)
            .with(Format.CSV),
        Path.of("data-samples/inbox"),
        folder);
    twin = new TwinTables(folder);
  }

  @AfterAll
  static void close() throws SQLException {
    twin.close();
  }

  @Test
  void countsEveryEventThatItPlants() throws SQLException {
    assertThat(
            twin.differences(
                "select year, sum(invandring), sum(utvandring), sum(flytt), sum(dod)"
                    + " from truth_events group by 1",
                """
                select cast(period_folder as bigint), count(*) filter (handelse = 'invandring'),
                  count(*) filter (handelse = 'utvandring'), count(*) filter (handelse = 'flytt'),
                  count(*) filter (handelse = 'dod')
                from folkbokforing_handelse group by 1
                """))
        .isEmpty();
    assertThat(twin.rows("select handelse from folkbokforing_handelse group by 1 order by 1"))
        .containsExactly("dod", "flytt", "invandring", "utvandring");
  }

  @Test
  void countsTheLivesOfEveryCohortAndMunicipality() throws SQLException {
    assertThat(
            twin.differences(
                """
                select school_year, municipality_code, students, followed, not_in_upper_secondary
                from truth_lives where students > 0
                """,
                """
                select cast(left(s.lasar, 4) as bigint), s.hemkommun, count(*),
                  count(*) filter (s.id_typ <> 'TF'),
                  count(*) filter (s.id_typ <> 'TF' and e.id is null)
                from ak9 s
                left join (select distinct id, cast(left(lasar, 4) as int) as y from gy_elev) e
                  on e.id = s.id and s.id_typ <> 'TF' and e.y = cast(left(s.lasar, 4) as int) + 1
                group by 1, 2
                """))
        .isEmpty();
    assertThat(
            twin.differences(
                """
                select school_year, sum(ended_schooling), sum(moved_from_home), sum(emigrated),
                  sum(returned), sum(died), sum(diplomas)
                from truth_lives group by 1
                """,
                """
                with everyone as (
                  select id, lasar, 0 as ended from ak9 where id_typ <> 'TF'
                  union all select id, lasar, 1 from skolplikt_upphord),
                later as (
                  select p.id, handelse from everyone p join folkbokforing_handelse e on e.id = p.id
                  where cast(datum as date) > make_date(cast(left(lasar, 4) as int), 12, 31))
                select cast(left(lasar, 4) as bigint), sum(ended),
                  count(*) filter (id in (select id from later where handelse = 'flytt')),
                  count(*) filter (id in (select id from later where handelse = 'utvandring')),
                  count(*) filter (id in (select id from later where handelse = 'invandring')),
                  count(*) filter (id in (select id from later where handelse = 'dod')),
                  count(*) filter (id in
                    (select id from gy_betygsdok where typ in ('E', 'L', 'IBD')))
                from everyone group by 1
                """))
        .isEmpty();
  }

  @Test
  void splitsTheFirstYearInUpperSecondarySchoolAsTheReportsDo() throws SQLException {
    twin.run(
        """
        create temp table firsts as
        with reports as (select id, cast(left(lasar, 4) as int) as y, studievagskod as path,
          hemkommun from gy_elev)
        select id, min(y) as y, arg_min(path, y) as path, arg_min(hemkommun, y) as home
        from reports group by id
        """);
    String next =
        "(select id, cast(left(lasar, 4) as int) as y, studievagskod as path from gy_elev)";

    assertThat(
            twin.differences(
                """
                select start_school_year, municipality_code, starters, changed_programme,
                  went_on_from_introduction, interrupted, back_within_2_years, not_back,
                  moved_abroad, died
                from truth_first_year where start_school_year < 2024
                """,
                """
                select f.y, f.home, count(*),
                  count(*) filter (f.path not like 'IM%%' and n.id is not null
                    and %1$s <> %2$s),
                  count(*) filter (f.path like 'IM%%' and n.path not like 'IM%%'),
                  count(*) filter (n.id is null),
                  count(*) filter (n.id is null and l.kommun is not null and b.id is not null),
                  count(*) filter (n.id is null and l.kommun is not null and b.id is null),
                  count(*) filter (n.id is null and l.kommun is null and d.id is null),
                  count(*) filter (n.id is null and d.id is not null)
                from firsts f
                left join %3$s n on n.id = f.id and n.y = f.y + 1
                left join %3$s b on b.id = f.id and b.y = f.y + 2
                left join lived l on l.id = f.id
                  and make_date(f.y + 1, 10, 15) >= l.since and make_date(f.y + 1, 10, 15) < l.until
                left join folkbokforing_handelse d on d.id = f.id and d.handelse = 'dod'
                  and cast(d.datum as date) <= make_date(f.y + 1, 10, 15)
                where f.y < 2024 group by 1, 2
                """
                    .formatted(programme("f.path"), programme("n.path"), next)))
        .isEmpty();
  }

  /** HA became FS, and codes got new endings, without anyone changing programme. */
  private static String programme(String path) {
    return ("case when left(%1$s, 2) = 'HA' then 'FS' when left(%1$s, 2) = 'FR' then 'HV'"
            + " else left(%1$s, 2) end")
        .formatted(path);
  }

  /** SCB: starters of 2019, 2.7 % interrupted and 10.4 % changed by October 2020. */
  @Test
  void interruptsAndChangesAsOftenAsInSweden() throws SQLException {
    assertThat(twin.number("select sum(interrupted) / sum(starters) from truth_first_year"))
        .isBetween(0.022, 0.034);
    assertThat(twin.number("select sum(changed_programme) / sum(starters) from truth_first_year"))
        .isBetween(0.06, 0.11);
  }

  /** SCB, folkmängdens förändringar, ages 16 to 25. */
  @Test
  void movesLeavesAndDiesAsOftenAsInSweden() throws SQLException {
    twin.run(
        """
        create temp table years as
        select p.id, age, p.fodelsear, p.utl from
          (select s.id, cast(fodelsear as int) as fodelsear, first(b.bakgrund) = 'U' as utl,
             cast(left(s.lasar, 4) as int) as cohort
           from ak9 s join bakgrund b on b.id = s.id where s.id_typ <> 'TF' group by all) p,
          range(16, 23) a(age)
        where p.fodelsear + age between cohort + 2 and 2024
        """);
    String rate =
        """
        select count(e.id) / count(*) from years y left join folkbokforing_handelse e
          on e.id = y.id and e.handelse = '%s' and year(cast(e.datum as date)) = y.fodelsear + y.age
        where %s
        """;

    assertThat(twin.number(rate.formatted("flytt", "age between 16 and 18")))
        .isBetween(0.02, 0.045);
    assertThat(twin.number(rate.formatted("flytt", "age between 19 and 22"))).isBetween(0.08, 0.13);
    assertThat(twin.number(rate.formatted("utvandring", "true"))).isBetween(0.004, 0.009);
    assertThat(twin.number(rate.formatted("utvandring", "utl")))
        .isGreaterThan(1.5 * twin.number(rate.formatted("utvandring", "not utl")));
    assertThat(twin.number(rate.formatted("dod", "true"))).isBetween(0.0001, 0.0006);
  }

  @Test
  void knowsNothingOfAnyoneAfterDeathNorWhileAbroad() throws SQLException {
    String facts =
        """
        (select id, make_date(cast(left(lasar, 4) as int), 10, 15) as day from gy_elev
         union all select id, cast(utfardat as date) from gy_betygsdok
         union all select id, make_date(cast(ar as int), 12, 31) from bakgrund
         union all select id, make_date(cast(ar as int), 12, 31) from sysselsattning
         union all select id, cast(reg_datum as date) from kaa
         union all select id, cast(start as date) from kaa_atgard
         union all select id, cast(datum as date) from folkbokforing_handelse
           where handelse = 'flytt')
        """;

    assertThat(
            twin.rows(
                "select count(*) from "
                    + facts
                    + " f join lived l on l.id = f.id"
                    + " where f.day >= l.since and f.day < l.until and l.kommun is null"
                    // Who came back later has done so unknown to the population register
                    + " and f.day < '2025-01-01'"))
        .containsExactly("0");
    assertThat(twin.number("select count(*) from lived where kommun is null")).isGreaterThan(300);
  }

  @Test
  void reportsWhereEverybodyLives() throws SQLException {
    assertThat(
            twin.rows(
                """
                select 'gy_elev', count(*) from gy_elev e join lived l on l.id = e.id
                where make_date(cast(left(lasar, 4) as int), 10, 15) >= since
                  and make_date(cast(left(lasar, 4) as int), 10, 15) < until
                  and left(lasar, 4) < '2025' and hemkommun is distinct from l.kommun
                union all
                select 'bakgrund', count(*) from bakgrund b join lived l on l.id = b.id
                where make_date(cast(ar as int), 12, 31) >= since
                  and make_date(cast(ar as int), 12, 31) < until
                  and b.kommun is distinct from l.kommun
                order by 1
                """))
        .containsExactly("bakgrund | 0", "gy_elev | 0");
  }

  @Test
  void describesThoseWhoMoveAgain() throws SQLException {
    assertThat(
            twin.rows(
                """
                select count(*) from lived l
                where kommun is not null and year(since) between 2019 and 2024
                  and until > make_date(year(since), 12, 31)
                  and not exists (select 1 from bakgrund b
                    where b.id = l.id and cast(b.ar as bigint) = year(l.since))
                  and kommun <> (select arg_max(b.kommun, b.ar) from bakgrund b
                    where b.id = l.id and cast(b.ar as int) < year(l.since))
                """))
        .containsExactly("0");
  }

  @Test
  void letsTheYoungestArrivalsBeginANationalProgrammeFirst() throws SQLException {
    assertThat(
            twin.differences(
                """
                select school_year, age_at_arrival, students, national_after_1_year,
                  national_after_2_years, moved_municipality
                from truth_arrivals
                """,
                """
                with new as (
                  select s.id, cast(left(s.lasar, 4) as bigint) as cohort,
                    cast(b.invandringsar as bigint) - cast(s.fodelsear as bigint) as age
                  from ak9 s join bakgrund b on b.id = s.id and b.ar = left(s.lasar, 4)
                  where cast(b.invandringsar as int) > cast(b.ar as int) - 4),
                ways as (
                  select id, arg_min(studievagskod, lasar) as path,
                    min(cast(left(lasar, 4) as int)) as begun,
                    min(cast(left(lasar, 4) as int)) filter (studievagskod not like 'IM%')
                      as national
                  from gy_elev group by id)
                select cohort, age, count(*), count(*) filter (national = begun + 1),
                  count(*) filter (national = begun + 2),
                  count(*) filter (id in (select f.id from folkbokforing_handelse f
                    where f.id = new.id and handelse = 'flytt'))
                from new join ways using (id) where path like 'IMS%' group by 1, 2
                """))
        .isEmpty();
    String early =
        "select sum(national_after_1_year + national_after_2_years) / sum(students)"
            + " from truth_arrivals where school_year < 2022 and age_at_arrival ";
    assertThat(twin.number(early + "< 14")).isGreaterThan(twin.number(early + ">= 14") + 0.1);
  }

  @Test
  void followsNobodyWithATemporaryNumber() throws SQLException {
    for (String tabell :
        new String[] {
          "ak6_betyg",
          "bakgrund",
          "folkbokforing_handelse",
          "gy_betygsdok",
          "gy_elev",
          "kaa",
          "kaa_atgard",
          "skolplikt_upphord",
          "sysselsattning"
        }) {
      assertThat(twin.rows("select count(*) from " + tabell + " where id_typ = 'TF'"))
          .as(tabell)
          .containsExactly("0");
    }
    assertThat(twin.number("select count(*) from ak9 where id_typ = 'TF'")).isGreaterThan(50);
  }
}
