package klara.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SkaneTest {
  @Test
  void measure() {
    for (double relative : new double[] {1, 1, 1, 1, 0.2, 0.03, 2, 0}) {
      CellSystem cells = Skane.cohort(7, relative);
      long start = System.nanoTime();
      List<Verdict> verdicts = SmallCells.hidden(cells);
      long millis = (System.nanoTime() - start) / 1_000_000;
      start = System.nanoTime();
      long recovered = Intruder.recovered(cells, verdicts);
      long audit = (System.nanoTime() - start) / 1_000_000;
      System.out.printf(
          "relative %.2f cells %d primary %d complementary %d nostudents %d secrets %d recovered %d ms %d audit %d%n",
          relative,
          cells.size(),
          verdicts.stream().filter(v -> v == Verdict.PRIMARY).count(),
          verdicts.stream().filter(v -> v == Verdict.COMPLEMENTARY).count(),
          SmallCells.hiddenStudents(cells).cardinality(),
          Intruder.ranges(cells, verdicts).size(),
          recovered,
          millis,
          audit);
      assertThat(recovered).isZero();
    }
  }
}
