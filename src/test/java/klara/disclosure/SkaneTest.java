package klara.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SkaneTest {
  @Test
  void timing() {
    for (int round = 0; round < 3; round++) {
      long first = 0;
      long second = 0;
      int n = 0;
      long prim = 0;
      long compl = 0;
      for (int seed = 0; seed < 10; seed++) {
        for (double relative : new double[] {1, 0.2, 2}) {
          CellSystem cells = Skane.cohort(seed, relative);
          long start = System.nanoTime();
          java.util.BitSet s = SmallCells.hiddenStudents(cells);
          long mid = System.nanoTime();
          List<Verdict> v = SmallCells.hidden(cells, s);
          second += System.nanoTime() - mid;
          first += mid - start;
          n++;
          prim += v.stream().filter(x -> x == Verdict.PRIMARY).count();
          compl += v.stream().filter(x -> x == Verdict.COMPLEMENTARY).count();
        }
      }
      System.out.printf(
          "stage 1 %.1f ms, stage 2 %.1f ms; primary %d complementary %d%n",
          first / 1e6 / n, second / 1e6 / n, prim / n, compl / n);
    }
  }

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
