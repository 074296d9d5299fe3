package klara;

import static klara.HostileInbox.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A night with a million rows that are all bad, and a million that are all one person's. */
class PoisonRowsTest {
  private static final int MILLION = 1_000_000;

  @Test
  void countsEveryRowHoweverManyAreBadOrTheSame(@TempDir Path folder)
      throws IOException, SQLException {
    HostileInbox inbox = new HostileInbox(folder);
    inbox.lay("bad", utf8(HostileInbox.HEADER + "\n" + "x\n".repeat(MILLION)), MILLION);
    String row = inbox.row("same", "1") + "\n";
    inbox.lay("same", utf8(HostileInbox.HEADER + "\n" + row.repeat(MILLION)), MILLION);

    HostileInbox.Ran night = inbox.run(Map.of("bad-rows-share", "1"), "run", "accept-deliveries");

    assertThat(night.code()).as(night.said()).isZero();
    inbox.requireFound(
        "bad | accepted | 1000000 1000000 0 1000000 0 | R14=1000000 |", inbox.quality(), night);
    inbox.requireFound(
        "same | accepted | 1000000 1000000 1 0 999999 | R03=999999 |", inbox.quality(), night);
    assertThat(quarantined(inbox)).isEqualTo(MILLION);
  }

  private static long quarantined(HostileInbox inbox) throws SQLException {
    String files = inbox.warehouse().resolve("quarantine/year9_students/*/*/*.parquet").toString();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select count(distinct line) from '%s'".formatted(files))) {
      return rows.next() ? rows.getLong(1) : -1;
    }
  }
}
