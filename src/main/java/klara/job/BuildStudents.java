package klara.job;

import java.time.LocalDate;
import java.util.List;
import klara.history.MergedRegisters;
import klara.history.Students;
import klara.table.Table;

/** Puts each student's facts from all registers on one row, under whichever ids they came. */
record BuildStudents(LocalDate asOf) implements Job {
  @Override
  public List<Table> reads() {
    return MergedRegisters.asked();
  }

  @Override
  public List<Table> writes() {
    return List.of(Students.TABLE);
  }

  @Override
  public Tables run(Tables in) {
    return new Tables()
        .with(Students.TABLE, Students.from(MergedRegisters.registered(in::of), asOf));
  }
}
