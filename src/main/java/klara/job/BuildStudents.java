package klara.job;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import klara.history.MergedStudents;
import klara.history.Registered;
import klara.history.SamePersons;
import klara.history.Students;
import klara.register.IdentityChanges;
import klara.table.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Puts each student's facts from all registers on one row, under whichever ids they came. */
record BuildStudents(LocalDate asOf) implements Job {
  @Override
  public List<Table> reads() {
    List<Table> tables = new ArrayList<>();
    Registered.ALL.forEach(register -> tables.add(register.table()));
    tables.add(IdentityChanges.REGISTER.table());
    return tables;
  }

  @Override
  public List<Table> writes() {
    return List.of(Students.TABLE);
  }

  @Override
  public Tables run(Tables in) {
    Registered registers = Registered.from(register -> in.of(register.table()));
    Dataset<Row> changes = in.of(IdentityChanges.REGISTER.table());
    return new Tables().with(Students.TABLE, students(registers, changes));
  }

  /** Where nobody has changed id, the rows of the registers are not looked through for those. */
  private Dataset<Row> students(Registered registers, Dataset<Row> changes) {
    if (changes.isEmpty()) {
      return Students.from(registers, asOf);
    }
    // Every register is joined with these few rows, twice: kept without their history, they are
    // planned, explained and sent out only once.
    return MergedStudents.from(
        registers, SamePersons.concerned(changes, asOf).localCheckpoint(), asOf);
  }
}
