package klara.twin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import klara.testing.SqlRows;

/** The files of a twin in CSV as tables of DuckDB: counted by nothing that made them. */
final class TwinTables implements AutoCloseable {
  private final Connection connection = DriverManager.getConnection("jdbc:duckdb:");

  /**
   * Opens a twin. Of the versions that correct each other the newest is read; {@code lived} says
   * where everybody who can be followed lived from which day to before which.
   */
  TwinTables(Path twin) throws SQLException, IOException {
    for (Path tabell : below(twin.resolve("inbox"))) {
      run(
          """
          create table %1$s as
          with versions as (
            select *, regexp_extract(filename, 'inbox/[^/]+/([^/]+)/', 1) as period_folder,
              cast(regexp_extract(filename, '/v([0-9]+)_', 1) as int) as version
            from read_csv('%2$s/*/*/*.csv', all_varchar=true, delim=';', header=true, filename=true))
          select * from versions
          qualify '%1$s' = 'franvaro' or version = max(version) over (partition by period_folder)
          """
              .formatted(tabell.getFileName(), tabell));
    }
    for (Path sheet : below(twin.resolve("truth"))) {
      String name = String.valueOf(sheet.getFileName());
      if (name.endsWith(".csv")) {
        boolean hasCodes = Files.readAllLines(sheet).get(0).contains("municipality_code");
        run(
            "create table truth_%s as select * from read_csv('%s', delim=';', header=true%s)"
                .formatted(
                    name.replace(".csv", ""),
                    sheet,
                    hasCodes ? ", types={'municipality_code': 'VARCHAR'}" : ""));
      }
    }
    run(
        """
        create table lived as
        with places as (
          select id, date '1900-01-01' as since, first(hemkommun) as kommun from (
            select id, hemkommun from ak9 where id_typ <> 'TF'
            union all
            select id, kommun from bakgrund
              where id in (select id from skolplikt_upphord)
              qualify ar = min(ar) over (partition by id))
          group by id
          union all
          select e.id, cast(datum as date), e.kommun
          from folkbokforing_handelse e
          left join (select id, lasar from ak9 union all select id, lasar from skolplikt_upphord) s
            on e.id = s.id
          where cast(datum as date) > make_date(cast(left(s.lasar, 4) as int), 12, 31))
        select id, kommun, since,
          lead(since, 1, date '9999-01-01') over (partition by id order by since) as until
        from places
        """);
  }

  private static List<Path> below(Path folder) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.sorted().toList();
    }
  }

  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  List<String> rows(String sql) throws SQLException {
    return SqlRows.of(connection, sql);
  }

  double number(String sql) throws SQLException {
    return Double.parseDouble(rows(sql).get(0));
  }

  /** Rows of one query that the other does not have, and the other way round. */
  List<String> differences(String one, String other) throws SQLException {
    List<String> all = new ArrayList<>(rows("(%s) except all (%s)".formatted(one, other)));
    all.addAll(rows("(%s) except all (%s)".formatted(other, one)));
    return all;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
