package klara.job;

import java.util.List;
import klara.history.StudentYears;
import klara.history.Students;
import klara.outcome.OutcomeCells;
import klara.table.Table;

/** Counts every outcome by place and group. */
record CountOutcomes() implements Job {
  @Override
  public List<Table> reads() {
    return List.of(Students.TABLE, StudentYears.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(OutcomeCells.TABLE);
  }

  @Override
  public Tables run(Tables in) {
    return new Tables()
        .with(
            OutcomeCells.TABLE,
            OutcomeCells.from(in.of(Students.TABLE), in.of(StudentYears.TABLE)));
  }
}
