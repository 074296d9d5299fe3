package klara;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import klara.history.Registered;
import klara.register.IdentityChanges;
import klara.register.Municipalities;
import klara.register.Register;
import klara.table.Field;
import klara.table.Table;

/** DuckDB, which makes the outcomes of areas from the same registers: for comparison. */
public final class Peer {
  /** Ids farther apart than this are not joined: the contract leaves it open. */
  private static final int MOST_CHANGES = 7;

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
      // What does not fit in memory may lie on disk, as ours may; nothing is asked in order.
      statement.execute("set preserve_insertion_order = false");
      statement.execute("set temp_directory = '%s.tmp'".formatted(arguments[2]));
      view(statement, Path.of(arguments[0]), arguments[1]);
      statement.execute(
          "copy (%s) to '%s' (format parquet, compression zstd)"
              .formatted(sql(arguments[1]), arguments[2]));
    }
  }

  /** The query over the views of {@link #view}, as of a day. */
  static String sql(String asOf) throws IOException {
    try (InputStream sql = Peer.class.getResourceAsStream("oracle/area_outcomes.sql")) {
      return new String(sql.readAllBytes(), StandardCharsets.UTF_8).replace("{as_of}", asOf);
    }
  }

  /**
   * Makes a view of every register that the query asks: of no rows where nothing was accepted.
   * Those of persons have the id that each has by a day.
   */
  static void view(Statement statement, Path warehouse, String asOf) throws SQLException {
    statement.execute(
        persons(rows(statement, warehouse, IdentityChanges.REGISTER))
            .replace("{as_of}", asOf)
            .replace("{most}", Integer.toString(MOST_CHANGES)));
    List<Register> asked = new ArrayList<>(Registered.ALL);
    asked.add(Municipalities.REGISTER);
    for (Register register : asked) {
      String rows = rows(statement, warehouse, register);
      statement.execute(
          "create view %s as %s"
              .formatted(
                  register.table().name(), register.isAboutPersons() ? ofPersons(rows) : rows));
    }
  }

  /** Every id that another has followed, with the last. */
  private static String persons(String changes) {
    return """
    create table persons as
    with recursive newest as (
      select old_id, new_id
      from (%s)
      where old_id <> new_id and changed_on <= date '{as_of}'
      qualify
        changed_on = max(changed_on) over (partition by old_id)
        and count(*) over (partition by old_id, changed_on) = 1
    ),
    followed as (
      select old_id as student_id, new_id as person_id, 1 as changes from newest
      union all
      select student_id, new_id, changes + 1
      from followed
      join newest on old_id = person_id
      where changes <= {most}
    )
    select student_id, max_by(person_id, changes) as person_id
    from followed
    group by student_id
    having max(changes) <= {most}
    """
        .formatted(changes);
  }

  private static String ofPersons(String rows) {
    return """
    select * exclude (person_id) replace (coalesce(person_id, student_id) as student_id)
    from (%s)
    left join persons using (student_id)
    """
        .formatted(rows);
  }

  private static String rows(Statement statement, Path warehouse, Register register)
      throws SQLException {
    Table table = register.table();
    String files = "%s/registers/%s/*/*/*.parquet".formatted(warehouse, table.name());
    return hasFiles(statement, files)
        ? "select * from read_parquet('%s')".formatted(files)
        : noRows(table);
  }

  private static boolean hasFiles(Statement statement, String files) throws SQLException {
    try (ResultSet found =
        statement.executeQuery("select count(*) > 0 from glob('%s')".formatted(files))) {
      return found.next() && found.getBoolean(1);
    }
  }

  private static String noRows(Table table) {
    return table.columns().stream()
        .map(field -> "null::%s as %s".formatted(type(field), field.name()))
        .collect(Collectors.joining(", ", "select ", " where false"));
  }

  private static String type(Field field) {
    return field.type().sql().replace("ARRAY<STRING>", "STRING[]");
  }
}
