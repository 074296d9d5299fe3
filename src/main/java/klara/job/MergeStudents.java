package klara.job;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import klara.history.MergedRegisters;
import klara.history.Registered;
import klara.history.SamePersons;
import klara.register.IdentityChanges;
import klara.table.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Puts the rows of those who have changed id under the newest: all histories read them so. */
record MergeStudents(LocalDate asOf) implements Job {
  @Override
  public List<Table> reads() {
    List<Table> tables = new ArrayList<>();
    Registered.ALL.forEach(register -> tables.add(register.table()));
    tables.add(IdentityChanges.REGISTER.table());
    return tables;
  }

  @Override
  public List<Table> writes() {
    List<Table> tables = new ArrayList<>(List.of(SamePersons.TABLE));
    tables.addAll(MergedRegisters.all());
    return tables;
  }

  @Override
  public Tables run(Tables in) {
    // Every register is joined with these few rows: kept without their history, they are planned,
    // explained and sent out only once.
    Dataset<Row> concerned =
        SamePersons.concerned(in.of(IdentityChanges.REGISTER.table()), asOf).localCheckpoint();
    boolean hasChanges = !concerned.isEmpty();
    Tables out = new Tables().with(SamePersons.TABLE, concerned);
    MergedRegisters.from(Registered.from(register -> in.of(register.table())), concerned)
        .forEach((table, rows) -> out.with(table, hasChanges ? rows : rows.limit(0)));
    return out;
  }
}
