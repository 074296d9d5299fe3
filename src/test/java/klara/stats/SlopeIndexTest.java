package klara.stats;

import static klara.stats.Counts.N0;
import static klara.stats.Counts.N1;
import static klara.stats.Counts.N2;
import static klara.stats.Counts.TABLE;
import static klara.stats.Counts.X0;
import static klara.stats.Counts.X1;
import static klara.stats.Counts.X2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import klara.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

class SlopeIndexTest extends SparkTest {

  /**
   * Groups of 100, 200, 100 with rates 0.5, 0.6, 0.8: midpoints 1/8, 1/2, 7/8; weighted mean rate
   * 0.625; Σn(r − ½)p = 100(−3/8)(0.5) + 0 + 100(3/8)(0.8) = 11.25; Σn(r − ½)² = 28.125; β = 0.4, α
   * = 0.425, relative index 0.825/0.425. The variance of β is (37.5/28.125)² (v0 + v2) with v the
   * variance of a rate, p(1 − p) over n with one success and one failure more, 51/102 and 81/102:
   * 0.25/102 and 0.163495/102.
   */
  @Test
  void agreesWithAnExampleByHand() {
    SlopeIndex index = SlopeIndex.of(List.of(100.0, 200.0, 100.0), List.of(50.0, 120.0, 80.0));

    assertThat(index.slope()).isCloseTo(0.4, within(1e-12));
    assertThat(index.relative()).isCloseTo(0.825 / 0.425, within(1e-12));
    double error = 37.5 / 28.125 * Math.sqrt((0.25 + 21.0 * 81 / 102 / 102) / 102);
    assertThat(index.slopeLower()).isCloseTo(0.4 - 1.959964 * error, within(1e-6));
    assertThat(index.slopeUpper()).isCloseTo(0.4 + 1.959964 * error, within(1e-6));
  }

  /** The same errors with z = 1.644854 in place of 1.959964. */
  @Test
  void hasLimitsOfAnotherLevel() {
    List<Double> students = List.of(100.0, 200.0, 100.0);
    List<Double> events = List.of(50.0, 120.0, 80.0);
    List<Double> rates = List.of(0.5, 0.6, 0.8);
    List<Double> errors = List.of(0.05, 0.03, 0.04);

    SlopeIndex usual = SlopeIndex.of(students, events);
    SlopeIndex shorter = SlopeIndex.of(students, events, 0.9);
    SlopeIndex ofMeans = SlopeIndex.ofMeans(students, rates, errors, 0.9);

    double share = 1.644854 / 1.959964;
    assertThat(shorter.slopeLower())
        .isCloseTo(0.4 - share * (0.4 - usual.slopeLower()), within(1e-6));
    assertThat(shorter.relativeUpper())
        .isCloseTo(
            usual.relative() * Math.pow(usual.relativeUpper() / usual.relative(), share),
            within(1e-6));
    // 37.5/28.125 √(0.05² + 0.04²) = 0.0853750
    assertThat(ofMeans.slopeUpper()).isCloseTo(0.4 + 1.644854 * 0.0853750, within(1e-6));
    assertThatThrownBy(() -> SlopeIndex.of(students, events, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("level must be between 0 and 1 (is 1.0)");
  }

  /**
   * OrderedSample of WHO's R package healthequal, skilled births by five levels of education. Its
   * help page of {@code aci} prints an absolute concentration index of 4.30052, which is 2Σp(r −
   * ½)² times this slope. Slope, limits and the relative index by numpy: weighted least squares,
   * delta method.
   */
  @Test
  void agreesWithTheConcentrationIndexOfHealthequal() {
    List<Double> births = List.of(2072.436, 2112.204, 1983.059, 2052.124, 1884.510);
    List<Double> skilled = List.of(75.60530, 91.01997, 96.03959, 97.04223, 99.22405);
    List<Double> errors = List.of(1.5996131, 1.1351504, 0.6461946, 0.5676206, 0.2237683);

    SlopeIndex index = SlopeIndex.ofMeans(births, skilled, errors);

    assertThat(concentration(births, index)).isCloseTo(4.30052, within(1e-5));
    assertThat(index.slope()).isCloseTo(26.883466877, within(1e-8));
    assertThat(index.slopeLower()).isCloseTo(23.423947660, within(1e-8));
    assertThat(index.slopeUpper()).isCloseTo(30.342986094, within(1e-8));
    assertThat(index.relative()).isCloseTo(1.343976476, within(1e-8));
    assertThat(index.relativeLower()).isCloseTo(1.290118030, within(1e-8));
    assertThat(index.relativeUpper()).isCloseTo(1.400083346, within(1e-8));
  }

  private static double concentration(List<Double> people, SlopeIndex index) {
    double all = people.stream().mapToDouble(Double::doubleValue).sum();
    double before = 0;
    double sum = 0;
    for (double here : people) {
      sum += here / all * Math.pow((before + here / 2) / all - 0.5, 2);
      before += here;
    }
    return 2 * sum * index.slope();
  }

  /**
   * Deaths in 100 000 by four social classes in 1990 and 2000: Regidor, Journal of Epidemiology and
   * Community Health 58 (2004), page 900, has relative concentration indices of 0.10 and 0.14 (with
   * the sign of the other order). Its slope index of 1990, 104.4, is of a line on which classes
   * count alike.
   */
  @Test
  void agreesWithTheConcentrationIndicesOfRegidor() {
    List<Double> first = List.of(5000.0, 10000.0, 12500.0, 22500.0);
    List<Double> last = List.of(7500.0, 12500.0, 12500.0, 17500.0);
    List<Double> known = List.of(0.0, 0.0, 0.0, 0.0);

    SlopeIndex in1990 = SlopeIndex.ofMeans(first, List.of(80.0, 110.0, 128.0, 160.0), known);
    SlopeIndex in2000 = SlopeIndex.ofMeans(last, List.of(40.0, 58.0, 80.0, 91.0), known);

    // means of all: (400 + 1100 + 1600 + 3600) / 50 = 134 and (300 + 725 + 1000 + 1592.5) / 50
    assertThat(concentration(first, in1990) / 134).isCloseTo(0.1, within(0.01));
    assertThat(concentration(last, in2000) / 72.35).isCloseTo(0.14, within(0.005));
  }

  /** The log of the relative index moved by a little, count by count. */
  @Test
  void takesTheDeltaMethodsErrorForTheRelativeIndex() {
    List<Double> students = List.of(100.0, 200.0, 100.0);
    double[] events = {50, 120, 80};
    double[] variances = new double[3];
    for (int g = 0; g < 3; g++) {
      double n = students.get(g);
      double p = (events[g] + 1) / (n + 2);
      double step = 1e-4;
      double slope =
          (logRelative(students, events, g, step) - logRelative(students, events, g, -step))
              / 2
              / step;
      variances[g] = slope * slope * n * n * p * (1 - p) / (n + 2);
    }

    SlopeIndex index = SlopeIndex.of(students, List.of(50.0, 120.0, 80.0));

    double error = Math.sqrt(variances[0] + variances[1] + variances[2]);
    assertThat(Math.log(index.relativeUpper() / index.relative()))
        .isCloseTo(1.959964 * error, within(1e-6));
    assertThat(Math.log(index.relative() / index.relativeLower()))
        .isCloseTo(1.959964 * error, within(1e-6));
  }

  private static double logRelative(
      List<Double> students, double[] events, int group, double step) {
    double[] moved = events.clone();
    moved[group] += step;
    return Math.log(SlopeIndex.of(students, List.of(moved[0], moved[1], moved[2])).relative());
  }

  /**
   * Means of 200, 210 and 240 in the groups above: Σn(r − ½)y = 100(3/8)(240 − 200) = 1500, β =
   * 1500/28.125, its error 37.5/28.125 √(3² + 4²); mean 215, relative index (215 + β/2)/(215 −
   * β/2).
   */
  @Test
  void isInPointsOfMeans() {
    SlopeIndex index =
        SlopeIndex.ofMeans(
            List.of(100.0, 200.0, 100.0), List.of(200.0, 210.0, 240.0), List.of(3.0, 2.0, 4.0));

    double slope = 1500 / 28.125;
    assertThat(index.slope()).isCloseTo(slope, within(1e-9));
    assertThat(index.slopeUpper() - slope).isCloseTo(1.959964 * 20.0 / 3, within(1e-5));
    assertThat(index.relative()).isCloseTo((215 + slope / 2) / (215 - slope / 2), within(1e-12));
  }

  /** The log of the relative index moved by a little, mean by mean. */
  @Test
  void takesTheDeltaMethodsErrorOfMeansToo() {
    List<Double> students = List.of(100.0, 200.0, 100.0);
    List<Double> errors = List.of(3.0, 2.0, 4.0);
    double[] means = {200, 210, 240};
    double variance = 0;
    for (int g = 0; g < 3; g++) {
      double up = logOfMeans(students, means, g, 1e-4);
      double down = logOfMeans(students, means, g, -1e-4);
      variance += Math.pow((up - down) / 2e-4 * errors.get(g), 2);
    }

    SlopeIndex index = SlopeIndex.ofMeans(students, List.of(200.0, 210.0, 240.0), errors);

    assertThat(Math.log(index.relativeUpper() / index.relative()))
        .isCloseTo(1.959964 * Math.sqrt(variance), within(1e-6));
  }

  private static double logOfMeans(List<Double> students, double[] means, int group, double step) {
    double[] moved = means.clone();
    moved[group] += step;
    return Math.log(
        SlopeIndex.ofMeans(students, List.of(moved[0], moved[1], moved[2]), List.of(1.0, 1.0, 1.0))
            .relative());
  }

  @Test
  void passesOverAnEmptyGroup() {
    SlopeIndex three = SlopeIndex.of(List.of(50.0, 0.0, 80.0), List.of(10.0, 0.0, 40.0));
    SlopeIndex two = SlopeIndex.of(List.of(50.0, 80.0), List.of(10.0, 40.0));

    assertThat(three).isEqualTo(two);
    assertThat(three.slope()).isCloseTo(2 * 0.3, within(1e-12));
  }

  @Test
  void isUndefinedFromOneGroupAndWhereTheLineLeavesNothing() {
    SlopeIndex one = SlopeIndex.of(List.of(50.0, 0.0, 0.0), List.of(10.0, 0.0, 0.0));
    SlopeIndex none = SlopeIndex.of(List.of(50.0, 80.0), List.of(10.0, 0.0));

    assertThat(one.slope()).isNaN();
    assertThat(one.relativeUpper()).isNaN();
    assertThat(none.slope()).isCloseTo(-0.4, within(1e-12));
    assertThat(none.slopeLower()).isLessThan(-0.4);
    assertThat(none.relative()).isNaN();
    assertThat(none.relativeLower()).isNaN();
  }

  @Test
  void demandsAsManyEventsAsGroups() {
    assertThatThrownBy(
            () ->
                SlopeIndex.ofMeans(
                    List.of(50.0, 80.0), List.of(200.0, 210.0), List.of(-1.0, Double.NaN)))
        .hasMessageEndingWith("standard errors must be finite and not below 0 (2 of 2 are not)");
    assertThatThrownBy(() -> SlopeIndex.of(List.of(50.0, 80.0), List.of(10.0)))
        .hasMessage("Cannot measure 'slope index': students and events must be as many (2 and 1)");
    assertThatThrownBy(
            () -> SlopeIndex.ofMeans(List.of(50.0, 80.0), List.of(1.0, 2.0), List.of(0.1)))
        .hasMessageEndingWith("students and standard errors must be as many (2 and 1)");
    assertThatThrownBy(() -> SlopeIndex.of(List.of(), List.of()))
        .hasMessageEndingWith("there must be a group (found none)");
  }

  @Test
  void coversTheTrueSlope() {
    long seed = 20240915;
    Random random = new Random(seed);
    int[] students = {40, 250, 200};
    double[] rates = {0.70, 0.85, 0.93};
    double truth = SlopeIndex.of(List.of(40.0, 250.0, 200.0), List.of(28.0, 212.5, 186.0)).slope();
    int covered = 0;
    int runs = 4000;
    for (int run = 0; run < runs; run++) {
      Double[] events = new Double[3];
      for (int g = 0; g < 3; g++) {
        double rate = rates[g];
        events[g] = (double) random.doubles(students[g]).filter(u -> u < rate).count();
      }
      SlopeIndex index = SlopeIndex.of(List.of(40.0, 250.0, 200.0), List.of(events));
      covered += index.slopeLower() <= truth && truth <= index.slopeUpper() ? 1 : 0;
    }

    System.out.printf("Slope index: seed %d, coverage %.4f%n", seed, covered / (double) runs);
    assertThat(covered / (double) runs).isBetween(0.935, 0.965);
  }

  @Test
  void saysTheSameInColumns() {
    Dataset<Row> counts =
        Counts.shuffled(
            rows(
                TABLE,
                """
                n0  | x0 | n1  | x1  | n2  | x2
                100 | 50 | 200 | 120 | 100 | 80
                40  | 28 | 250 | 212 | 200 | 186
                50  | 10 | 0   | 0   | 80  | 40
                50  | 10 | 0   | 0   | 0   | 0
                50  | 10 | 0   | 0   | 80  | 0
                0   | 0  | 0   | 0   | 0   | 0
                """));

    List<Row> rows =
        SlopeIndexColumns.added(
                counts,
                List.of(N0.col(), N1.col(), N2.col()),
                List.of(X0.col(), X1.col(), X2.col()),
                List.of(
                    SlopeIndexColumns.ofEvents(N0.col(), X0.col()),
                    SlopeIndexColumns.ofEvents(N1.col(), X1.col()),
                    SlopeIndexColumns.ofEvents(N2.col(), X2.col())))
            .select(
                functions.col(SlopeIndexColumns.SLOPE),
                functions.col(SlopeIndexColumns.SLOPE_LOWER),
                functions.col(SlopeIndexColumns.SLOPE_UPPER),
                functions.col(SlopeIndexColumns.RELATIVE),
                functions.col(SlopeIndexColumns.RELATIVE_LOWER),
                functions.col(SlopeIndexColumns.RELATIVE_UPPER),
                N0.col().cast("double"),
                N1.col().cast("double"),
                N2.col().cast("double"),
                X0.col().cast("double"),
                X1.col().cast("double"),
                X2.col().cast("double"))
            .collectAsList();

    assertThat(rows).hasSize(6).allSatisfy(SlopeIndexTest::isTheSame);
  }

  private static void isTheSame(Row row) {
    SlopeIndex expected =
        SlopeIndex.of(
            List.of(row.getDouble(6), row.getDouble(7), row.getDouble(8)),
            List.of(row.getDouble(9), row.getDouble(10), row.getDouble(11)));
    double[] values = {
      expected.slope(),
      expected.slopeLower(),
      expected.slopeUpper(),
      expected.relative(),
      expected.relativeLower(),
      expected.relativeUpper()
    };
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        assertThat(row.isNullAt(i)).as("%d of %s", i, row).isTrue();
      } else {
        assertThat(row.getDouble(i)).as("%d of %s", i, row).isCloseTo(values[i], within(1e-12));
      }
    }
  }
}
