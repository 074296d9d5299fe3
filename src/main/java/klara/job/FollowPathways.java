package klara.job;

import java.util.List;
import klara.history.StudentYears;
import klara.history.Students;
import klara.pathway.PathwayCells;
import klara.pathway.Pathways;
import klara.pathway.Reentry;
import klara.register.Municipalities;
import klara.table.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Follows young people of every area after compulsory school, and those who leave back in. */
record FollowPathways() implements Job {
  @Override
  public List<Table> reads() {
    return List.of(
        PathwayCells.TABLE, StudentYears.TABLE, Students.TABLE, Municipalities.REGISTER.table());
  }

  @Override
  public List<Table> writes() {
    return List.of(Pathways.TABLE, Reentry.TABLE);
  }

  @Override
  public Tables run(Tables in) {
    Dataset<Row> municipalities = in.of(Municipalities.REGISTER.table());
    return new Tables()
        .with(Pathways.TABLE, Pathways.from(in.of(PathwayCells.TABLE), municipalities))
        .with(
            Reentry.TABLE,
            Reentry.of(in.of(StudentYears.TABLE), in.of(Students.TABLE), municipalities));
  }
}
