package klara.job;

import java.util.List;
import klara.history.StudentYears;
import klara.history.Students;
import klara.pathway.PathwayCells;
import klara.table.Table;

/** Counts every step from one 15 October to the next by place and group. */
record CountPathways() implements Job {
  @Override
  public List<Table> reads() {
    return List.of(StudentYears.TABLE, Students.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(PathwayCells.TABLE);
  }

  @Override
  public Tables run(Tables in) {
    return new Tables()
        .with(
            PathwayCells.TABLE,
            PathwayCells.from(in.of(StudentYears.TABLE), in.of(Students.TABLE)));
  }
}
