package klara;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import klara.testing.SqlRows;

/** The newest release of a warehouse as a reader with DuckDB opens it. */
final class OpenedRelease implements AutoCloseable {
  private final Path folder;
  private final Connection duckdb;

  OpenedRelease(Path warehouse) throws IOException, SQLException {
    Path releases = warehouse.resolve("releases");
    folder = releases.resolve(Files.readString(releases.resolve("LATEST")).strip());
    duckdb = DriverManager.getConnection("jdbc:duckdb:");
  }

  private List<Path> tables() throws IOException {
    try (Stream<Path> tables = Files.list(folder)) {
      return tables.filter(Files::isDirectory).sorted().toList();
    }
  }

  /** Columns whose type is not what their name promises. */
  List<String> columnsOfWrongType() throws IOException, SQLException {
    List<String> wrong = new ArrayList<>();
    for (Path table : tables()) {
      for (String column : rows("describe select * from " + parquet(table))) {
        String[] parts = column.split(" \\| ", -1);
        String expected = expectedType(parts[0]);
        if (!expected.isEmpty() && !expected.equals(parts[1])) {
          wrong.add(table.getFileName() + "." + column);
        }
      }
    }
    return wrong;
  }

  /** What a reader may count on of a column by its name; nothing of others. */
  private static String expectedType(String column) {
    if (column.endsWith("_code") || column.endsWith("_level") || column.equals("status")) {
      return "VARCHAR";
    }
    if (column.equals("cohort") || column.equals("school_year")) {
      return "INTEGER";
    }
    if (column.equals("students") || column.equals("events")) {
      return "BIGINT";
    }
    boolean isMeasured = column.startsWith("rate") || column.startsWith("mean_");
    return isMeasured || column.endsWith("_rate") ? "DOUBLE" : "";
  }

  /** The municipalities that each table of areas has rows of. */
  Map<String, List<String>> municipalities() throws IOException, SQLException {
    Map<String, List<String>> municipalities = new TreeMap<>();
    for (Path table : tables()) {
      boolean isOfAreas =
          rows("describe select * from " + parquet(table)).stream()
              .anyMatch(column -> column.startsWith("area_level |"));
      if (isOfAreas) {
        municipalities.put(
            String.valueOf(table.getFileName()),
            rows(
                """
                select distinct area_code from %s where area_level = 'municipality' order by 1
                """
                    .formatted(parquet(table))));
      }
    }
    return municipalities;
  }

  /** Columns whose limits stand where no figure is, or not around it. */
  List<String> limitsAstray() throws IOException, SQLException {
    List<String> astray = new ArrayList<>();
    for (Path table : tables()) {
      List<String> columns = columns(table, "DOUBLE");
      for (String lower : columns) {
        String figure = lower.replaceAll("_lower$", "");
        if (!lower.equals(figure) && columns.contains(figure)) {
          String upper = figure + "_upper";
          String isAstray =
              "coalesce(%1$s, %2$s) is not null and not coalesce(%1$s <= %3$s + 1e-12 and %3$s <= %2$s + 1e-12, false)"
                  .formatted(lower, upper, figure);
          if (count(table, isAstray) > 0) {
            astray.add(table.getFileName() + "." + figure);
          }
        }
      }
    }
    return astray;
  }

  /** Columns with figures in rows that are not published. */
  List<String> figuresOfUntoldRows() throws IOException, SQLException {
    List<String> told = new ArrayList<>();
    for (Path table : tables()) {
      if (columns(table, "VARCHAR").contains("status")) {
        for (String figure : columns(table, "DOUBLE")) {
          if (count(table, "status <> 'published' and " + figure + " is not null") > 0) {
            told.add(table.getFileName() + "." + figure);
          }
        }
      }
    }
    return told;
  }

  private List<String> columns(Path table, String type) throws SQLException {
    return rows(
        "select column_name from (describe from %s) where column_type = '%s'"
            .formatted(parquet(table), type));
  }

  private long count(Path table, String condition) throws SQLException {
    return Long.parseLong(
        rows("select count(*) from %s where %s".formatted(parquet(table), condition)).get(0));
  }

  private static String parquet(Path table) {
    return "read_parquet('%s/*.parquet')".formatted(table);
  }

  List<String> rows(String sql) throws SQLException {
    return SqlRows.of(duckdb, sql);
  }

  @Override
  public void close() throws SQLException {
    duckdb.close();
  }
}
