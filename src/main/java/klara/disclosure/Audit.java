package klara.disclosure;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.Row;

/**
 * The attack on what is told of a table, system by system, in any order and side by side. Which
 * students are withheld with every outcome follows from the students alone: it is worked out once
 * for all outcomes over the same ones, and taken from nobody who protected them.
 */
public final class Audit {
  private final CountTable table;
  private final Map<List<Long>, BitSet> withoutStudents = new ConcurrentHashMap<>();

  Audit(CountTable table) {
    this.table = table;
  }

  /**
   * How many withheld cells of one system an intruder can work out.
   *
   * @param rows the truth
   * @param verdicts which of them are withheld
   */
  public long recovered(List<Row> rows, List<Verdict> verdicts) {
    CellSystem cells = table.cells(rows);
    List<Verdict> all = new ArrayList<>(verdicts);
    // What sums leave over is told nowhere.
    all.addAll(Collections.nCopies(cells.size() - rows.size(), Verdict.COMPLEMENTARY));
    return recovered(
        cells, table.hasEvents().apply(rows.get(0)), new SmallCells.Protection(all, List.of()));
  }

  /** Looks first at the tables that protection found; none of them is taken on trust. */
  long recovered(CellSystem cells, boolean isOfEvents, SmallCells.Protection protection) {
    return isOfEvents
        ? Intruder.recovered(
            cells,
            protection.verdicts(),
            withoutStudents.computeIfAbsent(
                cells.students(), any -> SmallCells.hiddenStudents(cells)),
            protection.witnesses())
        : Intruder.recoveredMeans(cells, protection.verdicts(), protection.witnesses());
  }
}
