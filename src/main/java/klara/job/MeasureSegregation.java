package klara.job;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import klara.disparity.AreaSegregation;
import klara.outcome.OutcomeCells;
import klara.region.Areas;
import klara.register.Municipalities;
import klara.table.Table;
import org.apache.spark.sql.Row;

/** Measures how unevenly groups are spread over schools and neighbourhoods. */
record MeasureSegregation() implements Job {
  @Override
  public List<Table> reads() {
    return List.of(OutcomeCells.TABLE, Municipalities.REGISTER.table());
  }

  @Override
  public List<Table> writes() {
    return List.of(AreaSegregation.TABLE);
  }

  @Override
  public Tables run(Tables in) {
    Map<String, String> names = new TreeMap<>();
    for (Row area :
        Areas.all(in.of(Municipalities.REGISTER.table()))
            .where(Areas.AREA_LEVEL.col().equalTo(Areas.MUNICIPALITY))
            .select(Areas.AREA_CODE.col(), Areas.AREA_NAME.col())
            .collectAsList()) {
      names.put(area.getString(0), area.getString(1));
    }
    List<Row> units = AreaSegregation.units(in.of(OutcomeCells.TABLE)).collectAsList();
    return new Tables().with(AreaSegregation.TABLE, AreaSegregation.of(units, names));
  }
}
