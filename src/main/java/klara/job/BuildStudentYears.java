package klara.job;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import klara.history.MergedRegisters;
import klara.history.Registered;
import klara.history.StudentYears;
import klara.history.Students;
import klara.table.Table;

/** Lays out each student's years, under whichever ids the facts came. */
record BuildStudentYears(LocalDate asOf) implements Job {
  @Override
  public List<Table> reads() {
    List<Table> tables = new ArrayList<>(MergedRegisters.asked());
    tables.add(Students.TABLE);
    return tables;
  }

  @Override
  public List<Table> writes() {
    return List.of(StudentYears.TABLE);
  }

  @Override
  public Tables run(Tables in) {
    Registered registers = MergedRegisters.registered(in::of);
    return new Tables()
        .with(StudentYears.TABLE, StudentYears.from(registers, in.of(Students.TABLE), asOf));
  }
}
