package klara;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** DuckDB, which makes the outcomes of areas from the same registers: for comparison. */
public final class Peer {
  private Peer() {}

  /**
   * Writes the outcomes of areas of a warehouse.
   *
   * @param arguments warehouse, as-of date, the Parquet file to write, and how many threads to use
   */
  public static void main(String... arguments) throws IOException, SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("set threads = " + arguments[3]);
      statement.execute(
          "copy (%s) to '%s' (format parquet, compression zstd)"
              .formatted(sql(Path.of(arguments[0]), arguments[1]), arguments[2]));
    }
  }

  /** The query of a warehouse as of a day. */
  static String sql(Path warehouse, String asOf) throws IOException {
    try (InputStream sql = Peer.class.getResourceAsStream("oracle/area_outcomes.sql")) {
      return new String(sql.readAllBytes(), StandardCharsets.UTF_8)
          .replace("{registers}", warehouse + "/registers")
          .replace("{as_of}", asOf);
    }
  }
}
