package klara.job;

import java.util.List;
import klara.disparity.AreaFigures;
import klara.disparity.ExpectedOutcomes;
import klara.disparity.IntakePatterns;
import klara.outcome.OutcomeCells;
import klara.region.AreaOutcomes;
import klara.table.Table;

/** Measures what is expected of each municipality from who its students are. */
record MeasureExpectations() implements Job {
  @Override
  public List<Table> reads() {
    return List.of(OutcomeCells.TABLE, AreaOutcomes.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(ExpectedOutcomes.TABLE);
  }

  @Override
  public Tables run(Tables in) {
    AreaFigures figures = AreaFigures.of(in.of(AreaOutcomes.TABLE));
    return new Tables()
        .with(
            ExpectedOutcomes.TABLE,
            ExpectedOutcomes.of(
                IntakePatterns.from(in.of(OutcomeCells.TABLE)).toLocalIterator(), figures));
  }
}
