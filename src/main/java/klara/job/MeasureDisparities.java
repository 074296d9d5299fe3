package klara.job;

import java.time.LocalDate;
import java.util.List;
import klara.outcome.OutcomeCells;
import klara.region.AreaGaps;
import klara.region.AreaOutcomes;
import klara.region.VarianceComponents;
import klara.table.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Measures how unequal the outcomes are, between places and between groups. */
record MeasureDisparities(LocalDate asOf) implements Job {
  @Override
  public List<Table> reads() {
    return List.of(OutcomeCells.TABLE, AreaOutcomes.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(VarianceComponents.TABLE, AreaGaps.TABLE);
  }

  @Override
  public Tables run(Tables in) {
    Dataset<Row> units = VarianceComponents.units(in.of(OutcomeCells.TABLE));
    return new Tables()
        .with(VarianceComponents.TABLE, VarianceComponents.of(units.collectAsList(), asOf))
        .with(AreaGaps.TABLE, AreaGaps.from(in.of(AreaOutcomes.TABLE)));
  }
}
