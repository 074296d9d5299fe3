package klara.disparity;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import klara.table.Table;
import org.apache.spark.sql.Row;

/** Every table of what goes with who the students are, from one reading of them. */
public final class Expectations {
  /** With fewer an interval is so wide that nothing is told but who lives there. */
  static final int FEWEST_STUDENTS = 50;

  private Expectations() {}

  /**
   * Their rows, before protection.
   *
   * @param patterns {@link IntakePatterns}, in order
   * @param figures of every area
   */
  public static Map<Table, List<Row>> of(Iterator<Row> patterns, AreaFigures figures) {
    List<Row> expected = new ArrayList<>();
    List<Row> decomposed = new ArrayList<>();
    IntakeCase.each(
        patterns,
        figures,
        cases -> {
          expected.addAll(cases.parallelStream().flatMap(ExpectedOutcomes::of).toList());
          decomposed.addAll(cases.parallelStream().flatMap(IntakeGaps::of).toList());
        });
    return Map.of(ExpectedOutcomes.TABLE, expected, GapDecomposition.TABLE, decomposed);
  }
}
