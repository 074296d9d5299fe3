package klara;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a night found of the faults that were planted in a dirty twin, rule by rule. Rows that are
 * set aside are compared row by row (delivery, file, line), by the quarantine; rules that set no
 * row aside delivery by delivery, by the counts of {@code delivery_quality}. Read by DuckDB, not by
 * Spark.
 */
final class FaultScore {
  private final Path twin;
  private final Path warehouse;

  /**
   * A rule.
   *
   * @param rule R01 …
   * @param planted rows planted
   * @param found rows said to break it
   * @param right of those found, the planted ones
   */
  record OfRule(String rule, long planted, long found, long right) {
    /** Of the rows found, the share that were planted; 1 where none was found. */
    double precision() {
      return found == 0 ? 1 : (double) right / found;
    }

    /** Of the rows planted, the share that were found. */
    double recall() {
      return planted == 0 ? 1 : (double) right / planted;
    }
  }

  /**
   * Compares a night with the truth.
   *
   * @param twin the folder with inbox and truth
   * @param warehouse of a single night on it
   */
  FaultScore(Path twin, Path warehouse) {
    this.twin = twin;
    this.warehouse = warehouse;
  }

  /** Every rule that was planted or found, in order. */
  List<OfRule> rules() throws SQLException {
    String sql =
        """
        with planted as (select delivery, file, cast(line as bigint) as line, rule, fate from %1$s),
        silent as (select distinct rule from planted where fate <> 'rejected'),
        aside as (select delivery, file, line, rule from %2$s),
        rows_of as (
          select coalesce(p.rule, a.rule) as rule, count(p.rule) as planted, count(a.rule) as found,
            count(*) filter (p.rule is not null and a.rule is not null) as correct
          from (select * from planted where rule not in (from silent)) p
          full join aside a
            on p.delivery = a.delivery and p.file = a.file and p.line = a.line and p.rule = a.rule
          group by all),
        counted as (
          select coalesce(p.rule, q.rule) as rule, coalesce(p.planted, 0) as planted,
            coalesce(q.found, 0) as found
          from (select delivery, rule, count(*) as planted from planted
                where rule in (from silent) group by all) p
          full join (select delivery, rule, found from (%3$s) where rule in (from silent)) q
            on p.delivery = q.delivery and p.rule = q.rule)
        select rule, planted, found, correct from rows_of
        union all
        select rule, sum(planted), sum(found), sum(least(planted, found)) from counted group by rule
        order by rule
        """
            .formatted(ledger(), quarantine(), counts());
    List<OfRule> rules = new ArrayList<>();
    for (List<String> row : query(sql)) {
      rules.add(
          new OfRule(
              row.get(0),
              Long.parseLong(row.get(1)),
              Long.parseLong(row.get(2)),
              Long.parseLong(row.get(3))));
    }
    return rules;
  }

  /** Rows planted, by delivery and rule. */
  Map<String, Long> plantedCounts() throws SQLException {
    return byName(
        "select delivery || ' ' || rule, count(*) from %s group by all".formatted(ledger()));
  }

  /** Rows that {@code delivery_quality} counts, by delivery and rule. */
  Map<String, Long> qualityCounts() throws SQLException {
    return byName("select delivery || ' ' || rule, found from (%s)".formatted(counts()));
  }

  /** Columns of {@code delivery_quality} for whole deliveries, by the delivery. */
  Map<String, List<String>> deliveries(String... columns) throws SQLException {
    Map<String, List<String>> deliveries = new TreeMap<>();
    String sql =
        "select delivery, %s from %s where rule = 'all' and file = 'all'"
            .formatted(String.join(", ", columns), quality());
    for (List<String> row : query(sql)) {
      deliveries.put(row.get(0), row.subList(1, row.size()));
    }
    return deliveries;
  }

  /** Lines less the header, of all text files of a delivery, counted as bytes and nothing else. */
  long dataLines(String delivery) throws IOException {
    long lines = 0;
    try (Stream<Path> files = Files.list(twin.resolve("inbox").resolve(delivery))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".csv")).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        for (byte one : bytes) {
          lines += one == '\n' ? 1 : 0;
        }
        lines += bytes.length > 0 && bytes[bytes.length - 1] != '\n' ? 0 : -1;
      }
    }
    return lines;
  }

  /** The rules as a table for people. */
  static String table(List<OfRule> rules) {
    StringBuilder table = new StringBuilder("rule  planted    found  precision  recall\n");
    for (OfRule rule : rules) {
      table.append(
          String.format(
              Locale.ROOT,
              "%-4s %8d %8d %10.4f %7.4f%n",
              rule.rule(),
              rule.planted(),
              rule.found(),
              rule.precision(),
              rule.recall()));
    }
    return table.toString();
  }

  // ------------------------------------------------------------------ where it lies

  private String ledger() {
    return "read_csv('%s', delim=';', header=true, all_varchar=true)"
        .formatted(twin.resolve("truth/faults.csv"));
  }

  private String quarantine() {
    return "read_parquet('%s/quarantine/*/*/*/*.parquet')".formatted(warehouse);
  }

  private String quality() {
    return "read_parquet('%s/analysis/delivery_quality/*/*.parquet')".formatted(warehouse);
  }

  /** By delivery and rule, the rows that are said to break it, whatever became of them. */
  private String counts() {
    return """
        select delivery, rule, cast(sum(rows) as bigint) as found
        from (unpivot (select * from %s where rule <> 'all')
              on columns('rows_(rejected|superseded|warned|accepted)') into name kind value rows)
        group by all
        """
        .formatted(quality());
  }

  private Map<String, Long> byName(String sql) throws SQLException {
    Map<String, Long> counts = new TreeMap<>();
    for (List<String> row : query(sql)) {
      counts.put(row.get(0), Long.valueOf(row.get(1)));
    }
    return counts;
  }

  private static List<List<String>> query(String sql) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(result.getString(i)));
        }
        rows.add(row);
      }
    }
    return rows;
  }
}
