package klara.job;

import java.time.LocalDate;
import java.util.List;
import klara.history.Students;
import klara.risk.Circumstances;
import klara.risk.RiskIndicators;
import klara.risk.RiskPatterns;
import klara.table.Table;
import org.apache.spark.sql.Row;

/** Finds what was true of those who later had no diploma. */
record FindRisks(LocalDate asOf) implements Job {
  @Override
  public List<Table> reads() {
    return List.of(Students.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(RiskIndicators.TABLE, RiskPatterns.TABLE);
  }

  @Override
  public Tables run(Tables in) {
    List<Row> counted = Circumstances.counted(in.of(Students.TABLE)).collectAsList();
    return new Tables()
        .with(RiskIndicators.TABLE, RiskIndicators.of(counted, asOf))
        .with(RiskPatterns.TABLE, RiskPatterns.of(counted, asOf));
  }
}
