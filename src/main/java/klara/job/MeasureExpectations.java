package klara.job;

import java.util.List;
import klara.disparity.AreaFigures;
import klara.disparity.Expectations;
import klara.disparity.ExpectedOutcomes;
import klara.disparity.GapDecomposition;
import klara.disparity.IntakePatterns;
import klara.outcome.OutcomeCells;
import klara.region.AreaOutcomes;
import klara.table.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Measures what goes with who the students are: what is expected of each area, and why it differs.
 */
record MeasureExpectations() implements Job {
  @Override
  public List<Table> reads() {
    return List.of(OutcomeCells.TABLE, AreaOutcomes.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(ExpectedOutcomes.TABLE, GapDecomposition.TABLE);
  }

  @Override
  public Tables run(Tables in) {
    AreaFigures figures = AreaFigures.of(in.of(AreaOutcomes.TABLE));
    Dataset<Row> patterns = IntakePatterns.from(in.of(OutcomeCells.TABLE));
    Tables made = new Tables();
    Expectations.of(patterns.toLocalIterator(), figures).forEach(made::with);
    return made;
  }
}
