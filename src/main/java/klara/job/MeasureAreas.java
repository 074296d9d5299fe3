package klara.job;

import java.time.LocalDate;
import java.util.List;
import klara.outcome.OutcomeCells;
import klara.region.AreaOutcomes;
import klara.register.Municipalities;
import klara.register.SchoolUnits;
import klara.table.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Sums the outcomes of every area and group. */
record MeasureAreas(LocalDate asOf) implements Job {
  @Override
  public List<Table> reads() {
    return List.of(
        OutcomeCells.TABLE, Municipalities.REGISTER.table(), SchoolUnits.REGISTER.table());
  }

  @Override
  public List<Table> writes() {
    return List.of(AreaOutcomes.TABLE);
  }

  @Override
  public Tables run(Tables in) {
    Dataset<Row> municipalities = in.of(Municipalities.REGISTER.table());
    return new Tables()
        .with(
            AreaOutcomes.TABLE,
            AreaOutcomes.from(
                in.of(OutcomeCells.TABLE),
                municipalities,
                in.of(SchoolUnits.REGISTER.table()),
                asOf));
  }
}
