package klara.job;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import klara.history.MergedRegisters;
import klara.register.Register;
import klara.register.Registers;
import klara.store.RegisterStore;
import klara.store.ReleaseStore;
import klara.store.Session;
import klara.store.TableStore;
import klara.store.Warehouse;
import klara.table.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Where tonight's version of each table lies: what a job reads from there, and writes there. */
final class NightTables {
  /** Tables of one job that its line names. */
  private static final int MOST_NAMED = 8;

  private final Session session;
  private final Warehouse warehouse;
  private final RegisterStore registers;
  private final TableStore tables;
  private final Versions versions;

  NightTables(Session session, Warehouse warehouse, int buckets, Versions versions) {
    this.session = session;
    this.warehouse = warehouse;
    this.registers = session.registers(warehouse, buckets);
    this.tables = session.tables(warehouse, buckets);
    this.versions = versions;
  }

  /**
   * Runs a job and writes what it makes.
   *
   * @return what was written, in words
   * @throws NoInputException where something that it reads is not there
   */
  String run(Job job) {
    Tables in = new Tables();
    job.reads().forEach(table -> in.with(table, rows(table)));
    Tables out = job.run(in);
    try (ReleaseStore store = session.releases(warehouse)) {
      // Side by side: most are small, and would leave the cores waiting for the driver.
      List<Long> written =
          job.writes().parallelStream().map(table -> write(table, out, store)).toList();
      return said(job.writes(), written);
    }
  }

  private long write(Table table, Tables out, ReleaseStore store) {
    Dataset<Row> rows =
        out.collected(table)
            .map(collected -> store.local(table, collected))
            .orElseGet(() -> out.of(table));
    return tables.write(table, rows, versions.of(table));
  }

  /** Of many tables only how many there are: a line is for reading. */
  private static String said(List<Table> tables, List<Long> rows) {
    if (tables.size() > MOST_NAMED) {
      long sum = rows.stream().mapToLong(Long::longValue).sum();
      return "%d tables, %s rows".formatted(tables.size(), Progress.counted(sum));
    }
    return IntStream.range(0, tables.size())
        .mapToObj(i -> tables.get(i).name() + " " + Progress.counted(rows.get(i)))
        .collect(Collectors.joining(", "));
  }

  /**
   * The rows of a table or register; of merged ones, those of their register beside them.
   *
   * @throws NoInputException where it is not made yet
   */
  Dataset<Row> rows(Table table) {
    Optional<Register> register = Registers.of(table);
    if (register.isPresent()) {
      return registers.read(register.get(), made(register.get()));
    }
    String folder = warehouse.version(table, versions.of(table));
    requireMade(folder, table, maker(table));
    Optional<Register> merged = MergedRegisters.registerOf(table);
    if (merged.isPresent()) {
      return registers.readBeside(merged.get(), made(merged.get()), folder);
    }
    return tables.read(table, versions.of(table));
  }

  /** Tonight's version of each period of a register. */
  private Map<String, String> made(Register register) {
    Map<String, String> periods = versions.registers().getOrDefault(register, Map.of());
    Table table = register.table();
    periods.forEach(
        (period, fingerprint) ->
            requireMade(
                warehouse.version(table, period, fingerprint), table, Jobs.ACCEPT_DELIVERIES));
    return periods;
  }

  private String maker(Table table) {
    return Jobs.between(versions.asOf()).stream()
        .filter(job -> job.writes().contains(table))
        .map(Job::name)
        .findFirst()
        .orElse(Jobs.ACCEPT_DELIVERIES);
  }

  private void requireMade(String folder, Table table, String by) {
    if (!warehouse.isComplete(folder)) {
      throw new NoInputException(
          "Cannot read table '%s': it is not made yet; run %s first".formatted(table.name(), by));
    }
  }
}
