package klara.job;

import java.time.LocalDate;
import java.util.List;
import klara.history.Students;
import klara.region.DefinitionAgreement;
import klara.register.Municipalities;
import klara.table.Table;

/** Holds the ways to say that somebody dropped out against each other. */
record CompareDefinitions(LocalDate asOf) implements Job {
  @Override
  public List<Table> reads() {
    return List.of(Students.TABLE, Municipalities.REGISTER.table());
  }

  @Override
  public List<Table> writes() {
    return List.of(DefinitionAgreement.TABLE);
  }

  @Override
  public Tables run(Tables in) {
    return new Tables()
        .with(
            DefinitionAgreement.TABLE,
            DefinitionAgreement.from(
                in.of(Students.TABLE), in.of(Municipalities.REGISTER.table()), asOf));
  }
}
