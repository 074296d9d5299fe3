package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Days of 137 veterans with lung cancer, by standard and test treatment (Prentice 1973; Kalbfleisch
 * and Prentice; R's {@code survival::veteran}); + where censored.
 */
class VeteransTest {
  private static final List<String> STANDARD =
      List.of(
          "72 411 228 126 118 10 82 110 314 100+ 42 8 144 25+ 11",
          "30 384 4 54 13 123+ 97+ 153 59 117 16 151 22 56 21 18 139 20 31 52 287 18 51 122 27 54"
              + " 7 63 392 10",
          "8 92 35 117 132 12 162 3 95",
          "177 162 216 553 278 12 260 200 156 182+ 143 105 103 250 100");

  private static final List<String> TEST =
      List.of(
          "999 112 87+ 231+ 242 991 111 1 587 389 33 25 357 467 201 1 30 44 283 15",
          "25 103+ 21 13 87 2 20 7 24 99 8 99 61 25 95 80 51 29",
          "24 18 83+ 31 51 90 52 73 8 36 48 7 140 186 84 19 45 80",
          "52 164 19 53 15 43 340 133 111 231 378 49");

  private static LifeTable table(List<String> groups) {
    List<String> times = groups.stream().flatMap(group -> Arrays.stream(group.split(" "))).toList();
    TreeMap<Double, List<Boolean>> deaths = new TreeMap<>();
    for (String time : times) {
      deaths
          .computeIfAbsent(Double.valueOf(time.replace("+", "")), any -> new ArrayList<>())
          .add(!time.endsWith("+"));
    }
    List<LifeTable.Row> rows = new ArrayList<>();
    deaths.forEach(
        (time, died) -> {
          long events = died.stream().filter(one -> one).count();
          rows.add(LifeTable.Row.of(time, events, died.size() - events));
        });
    return LifeTable.of(times.size(), rows);
  }

  /**
   * {@code survfit(Surv(time, status) ~ celltype, veteran)} prints medians of 118 (82 to 314), 51
   * (25 to 63), 51 (35 to 92) and 156 (105 to 231), and of all 80 (52 to 105): log limits. So does
   * Python with the product written out.
   */
  @Test
  void agreesWithRInTheMedians() {
    double[][] printed = {{118, 82, 314}, {51, 25, 63}, {51, 35, 92}, {156, 105, 231}};
    for (int cell = 0; cell < printed.length; cell++) {
      assertMedian(List.of(STANDARD.get(cell), TEST.get(cell)), printed[cell]);
    }
    List<String> all =
        IntStream.range(0, 8).mapToObj(g -> g < 4 ? STANDARD.get(g) : TEST.get(g - 4)).toList();
    assertMedian(all, new double[] {80, 52, 105});
  }

  private static void assertMedian(List<String> groups, double[] printed) {
    Estimate median = KaplanMeier.of(table(groups), Limits.LOG).median();

    assertThat(new double[] {median.value(), median.lower(), median.upper()}).isEqualTo(printed);
  }

  /**
   * {@code survdiff(Surv(time, status) ~ trt, veteran)} prints 64 observed, 64.5 expected, (O −
   * E)²/V 0.00823 and p = 0.928.
   */
  @Test
  void agreesWithRInTheLogRankTest() {
    LogRank test = LogRank.of(table(STANDARD), table(TEST));

    assertThat(test.observed()).isEqualTo(64);
    assertThat(test.expected()).isCloseTo(64.5, within(0.05));
    assertThat(test.chiSquare()).isCloseTo(0.00823, within(5e-6));
    assertThat(test.pValue()).isCloseTo(0.928, within(5e-4));
  }

  /**
   * {@code survdiff(Surv(time, status) ~ celltype, veteran)} prints 31, 45, 26 and 26 observed,
   * 47.7, 30.1, 15.7 and 34.5 expected, and χ² = 25.4 on 3 degrees of freedom, p = 1e-05. Within
   * treatments χ² is 22.782119935 and p 4.483369e-05, by the formulas in numpy.
   */
  @Test
  void agreesWithRInTheLogRankTestOfFourGroups() {
    List<LifeTable> cells =
        IntStream.range(0, 4).mapToObj(c -> table(List.of(STANDARD.get(c), TEST.get(c)))).toList();
    List<List<LifeTable>> treatments =
        Stream.of(STANDARD, TEST)
            .map(groups -> groups.stream().map(group -> table(List.of(group))).toList())
            .toList();

    LogRankOfGroups test = LogRankOfGroups.of(cells);
    LogRankOfGroups within = LogRankOfGroups.within(treatments);

    assertThat(test.observed()).containsExactly(31.0, 45.0, 26.0, 26.0);
    assertThat(test.expected().stream().map(e -> Math.rint(10 * e) / 10).toList())
        .containsExactly(47.7, 30.1, 15.7, 34.5);
    assertThat(test.chiSquare()).isCloseTo(25.4, within(0.05));
    assertThat(test.freedom()).isEqualTo(3);
    assertThat(test.pValue()).isCloseTo(1.27e-5, within(1e-7));
    assertThat(within.chiSquare()).isCloseTo(22.782119935, within(1e-8));
    assertThat(within.pValue()).isCloseTo(4.483369e-5, within(1e-10));
  }
}
