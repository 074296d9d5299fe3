package klara;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import klara.delivery.Manifest;
import klara.history.Registered;
import klara.register.Register;
import klara.store.DeliveryTexts;
import klara.store.WrittenFile;

/**
 * What a twin's people do not do, put into its inbox: two schools at once, a diploma within a year,
 * school from abroad, another direction within the programme, another id from one year to the next.
 * And what its registers do not lack: towns that report no absence, and registers that begin after
 * the first cohort.
 */
record RareLives(Path inbox, Statement duckdb) {
  private static final String FILE = "rare.parquet";

  void put() throws IOException, SQLException {
    removeBefore("2020H1", "kaa");
    removeBefore("2016", "folkbokforing_handelse");
    for (Path period : list(inbox.resolve("franvaro"))) {
      // Beside the first, which is the rest of the country's, those of towns
      for (Path delivery : list(period)) {
        if (!name(delivery).startsWith("v01_")) {
          DeliveryTexts.remove(delivery);
        }
      }
    }
    for (int year = 2015; year < 2023; year++) {
      putSecondSchools("gy_elev/%d_%d".formatted(year, year % 100 + 1));
    }
    putEarlyDiplomas();
    putThoseAtSchoolFromAbroad();
    giveOthersIds();
  }

  /** Each in the school of the next, on the next's or another direction of their own programme. */
  private void putSecondSchools(String period) throws IOException, SQLException {
    put(
        period,
        """
        select * exclude (nth, other_unit, other_path) replace (
          case
            when nth %% 3 = 0 then other_path
            when studievagskod like 'IMSPR%%' then 'IMS'
            when studievagskod like 'IMS%%' then 'IMSPR'
            when studievagskod like 'IM%%' then other_path
            else studievagskod[:2] || 'XXX'
          end as studievagskod,
          other_unit as skolenhetskod,
          if(nth %% 2 = 0 and arskurs < 4, arskurs + 1, arskurs) as arskurs)
        from (
          select
            *,
            row_number() over (order by id) as nth,
            lead(skolenhetskod) over (order by id) as other_unit,
            lead(studievagskod) over (order by id) as other_path
          from %s
        )
        where nth %% 11 < 3 and other_unit <> skolenhetskod
        """
            .formatted(files(period)));
  }

  private void putEarlyDiplomas() throws IOException, SQLException {
    put(
        "gy_betygsdok/2017_18",
        """
        select
          id, id_typ, skolenhetskod, date '2018-06-05' as utfardat, 'E' as typ, studievagskod,
          2500 as poang, 1 as grundl_behorighet, 'GY11' as laroplan
        from %s
        where arskurs = 1
          and id not in (select id from %s)
          and id not in (select id from %s)
        """
            .formatted(
                files("gy_elev/2017_18"), files("gy_elev/2018_19"), files("gy_betygsdok/2017_18")));
  }

  private void putThoseAtSchoolFromAbroad() throws IOException, SQLException {
    put(
        "folkbokforing_handelse/2018",
        """
        select
          id, any_value(id_typ) as id_typ, date '2018-05-20' as datum, 'utvandring' as handelse,
          null::varchar as kommun
        from %s
        where arskurs = 2 and id[7:8]::int < 10
        group by id
        """
            .formatted(files("gy_elev/2018_19")));
  }

  /**
   * One in twenty-five of those at upper secondary school in the autumn of 2018 had a coordination
   * number until that summer.
   */
  private void giveOthersIds() throws IOException, SQLException {
    duckdb.execute(
        """
        create macro luhn(digits) as (
          10 - list_sum([
            if(d > 9, d - 9, d)
            for d in [digits[i]::int * (1 + i % 2) for i in range(1, 10)]
          ]) % 10
        ) % 10
        """);
    duckdb.execute(
        """
        create temp table others as
        select new_id, old_id || luhn(old_id[3:])::int as old_id
        from (
          select
            id as new_id,
            id[1:6] || (id[7:8]::int + 60) || id[9:11] as old_id,
            row_number() over (order by id) as nth
          from (select distinct id from %s where id_typ = 'PNR')
        )
        where nth %% 25 = 0
        """
            .formatted(files("gy_elev/2018_19")));
    for (Register register : Registered.ALL) {
      if (!register.isAboutPersons()) {
        continue;
      }
      for (Path period : list(inbox.resolve(register.tabell()))) {
        if (name(period).compareTo("2018") < 0) {
          for (Path delivery : list(period)) {
            giveOthersIds(delivery);
          }
        }
      }
    }
    put(
        "idbyte/2018",
        """
        select
          old_id as gammalt_id, date '2018-06-20' as datum, new_id as nytt_id,
          'personnummer' as orsak
        from others
        """);
  }

  private void giveOthersIds(Path delivery) throws IOException, SQLException {
    Manifest before = Manifest.parse(DeliveryTexts.text(delivery.resolve(Manifest.FILE_NAME)));
    List<Manifest.DataFile> files = new ArrayList<>();
    for (Manifest.DataFile file : before.files()) {
      Path path = delivery.resolve(file.name());
      duckdb.execute(
          """
          create or replace temp table given as
          select
            * exclude (new_id, old_id)
            replace (coalesce(old_id, id) as id, if(old_id is null, id_typ, 'SAM') as id_typ)
          from read_parquet('%s')
          left join others on new_id = id
          """
              .formatted(path));
      duckdb.execute("copy given to '%s' (format parquet)".formatted(path));
      files.add(described(path, file.rows()));
    }
    write(delivery, before, files);
  }

  private String files(String period) {
    return "read_parquet('%s/%s/*/*.parquet')".formatted(inbox, period);
  }

  /** One more file of the only delivery of a period. */
  private void put(String period, String rows) throws IOException, SQLException {
    Path delivery = list(inbox.resolve(period)).get(0);
    Path file = delivery.resolve(FILE);
    duckdb.execute("create or replace temp table rare as " + rows);
    duckdb.execute("copy rare to '%s' (format parquet)".formatted(file));
    long count = 0;
    try (ResultSet counted = duckdb.executeQuery("select count(*) from rare")) {
      if (counted.next()) {
        count = counted.getLong(1);
      }
    }
    if (count == 0) {
      throw new IllegalStateException("nothing rare to put into " + period);
    }
    Manifest before = Manifest.parse(DeliveryTexts.text(delivery.resolve(Manifest.FILE_NAME)));
    List<Manifest.DataFile> files = new ArrayList<>(before.files());
    files.add(described(file, count));
    write(delivery, before, files);
  }

  private static Manifest.DataFile described(Path file, long rows) throws IOException {
    WrittenFile written = DeliveryTexts.described(file, rows);
    return new Manifest.DataFile(written.name(), written.bytes(), written.sha256(), written.rows());
  }

  private static void write(Path delivery, Manifest before, List<Manifest.DataFile> files)
      throws IOException {
    DeliveryTexts.write(
        delivery.resolve(Manifest.FILE_NAME),
        new Manifest(
                before.tabell(),
                before.period(),
                before.version(),
                before.scope(),
                before.deliveredAt(),
                before.schemaVersion(),
                before.encoding(),
                before.delimiter(),
                before.decimal(),
                before.nullTokens(),
                files)
            .json());
  }

  private void removeBefore(String first, String register) throws IOException {
    for (Path period : list(inbox.resolve(register))) {
      if (name(period).compareTo(first) < 0) {
        DeliveryTexts.remove(period);
      }
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found.sorted().toList();
    }
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
