package klara.job;

import java.util.List;
import klara.region.AreaOutcomes;
import klara.region.OfficialFigures;
import klara.region.Reconciliation;
import klara.register.AggregateFigures;
import klara.register.Municipalities;
import klara.table.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Lays the official figures beside ours. */
record ReconcileFigures() implements Job {
  @Override
  public List<Table> reads() {
    return List.of(
        AggregateFigures.REGISTER.table(), Municipalities.REGISTER.table(), AreaOutcomes.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(OfficialFigures.TABLE, Reconciliation.TABLE);
  }

  @Override
  public Tables run(Tables in) {
    Dataset<Row> figures =
        OfficialFigures.from(
            in.of(AggregateFigures.REGISTER.table()), in.of(Municipalities.REGISTER.table()));
    return new Tables()
        .with(OfficialFigures.TABLE, figures)
        .with(Reconciliation.TABLE, Reconciliation.from(in.of(AreaOutcomes.TABLE), figures));
  }
}
