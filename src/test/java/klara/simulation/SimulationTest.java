package klara.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private static final String ROW = "rate ± so many errors";

  /** The textbook interval, of any width. */
  private record Wald(double errors) implements Claim {
    @Override
    public String name() {
      return "wald";
    }

    @Override
    public Map<String, Goal> rows() {
      return Rows.of(ROW, Goal.COVERS).all();
    }

    @Override
    public CountyPlan plan() {
      return CountyPlan.ordinary();
    }

    @Override
    public void tryOn(County county, long seed, Scores scores) {
      for (Sum sum : county.sums()) {
        double error = Math.sqrt(sum.rate() * (1 - sum.rate()) / sum.people());
        scores.count(ROW, Math.abs(sum.rate() - sum.truth()) <= errors * error);
      }
    }
  }

  @Test
  void tellsIntervalsThatAreTooShortOrTooLong() {
    assertThat(Simulation.run(new Wald(1.6), 40, 1).get(0).verdict()).isEqualTo(Finding.NOT);
    assertThat(Simulation.run(new Wald(1.96), 40, 1).get(0).verdict()).isEqualTo("ok");
    assertThat(Simulation.run(new Wald(2.6), 40, 1).get(0).verdict()).isEqualTo(Finding.NOT);
  }

  @Test
  void givesTheSameAnswerOnAnyNumberOfCores() throws ExecutionException, InterruptedException {
    Claim claim = ShrunkenError.ofLikeAreas();

    List<Finding> alone = on(1, claim);
    List<Finding> together = on(4, claim);

    assertThat(together).isEqualTo(alone);
    assertThat(Simulation.run(claim, 8, 4)).isNotEqualTo(alone);
  }

  private static List<Finding> on(int cores, Claim claim)
      throws ExecutionException, InterruptedException {
    ForkJoinPool pool = new ForkJoinPool(cores);
    try {
      return pool.submit(() -> Simulation.run(claim, 8, 3)).get();
    } finally {
      pool.shutdown();
    }
  }

  /** 1 of 2 and 2 of 2: 3/4; apart by −1/2 and 1/2, error √(2 · 1/2)/4. */
  @Test
  void takesTheErrorOverCountiesByHand() {
    Scores first = new Scores();
    first.count(ROW, true);
    first.count(ROW, false);
    Scores second = new Scores();
    second.count(ROW, true);
    second.count(ROW, true);

    Finding finding = Finding.of(ROW, List.of(first, second), Goal.COVERS);

    assertThat(finding.cases()).isEqualTo(4);
    assertThat(finding.value()).isEqualTo(0.75);
    assertThat(finding.error()).isCloseTo(0.25, within(1e-15));
    assertThat(finding.verdict()).isEqualTo("ok within error");
  }

  /** No error is seen where all is covered: that of a share of 0.95, √(0.0475/400), is taken. */
  @Test
  void doesNotTakeTooCautiousForCertain() {
    Scores all = new Scores();
    all.add(ROW, 200, 200);

    assertThat(Finding.of(ROW, List.of(all, all), Goal.COVERS).verdict()).isEqualTo(Finding.NOT);
    assertThat(Finding.of(ROW, List.of(all, all), Goal.COVERS).holds(3)).isTrue();
    assertThat(Finding.of(ROW, List.of(all, all), Goal.SHOWN).verdict()).isEmpty();
  }
}
