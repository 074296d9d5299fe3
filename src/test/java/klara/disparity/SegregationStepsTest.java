package klara.disparity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import klara.disclosure.Status;
import klara.disparity.SegregationCase.Unit;
import klara.region.AreaOutcomes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegregationStepsTest {
  private static SegregationCase units(String perspective, long[] first, long[] second) {
    List<Unit> units = new ArrayList<>();
    for (int i = 0; i < first.length; i++) {
      units.add(new Unit("1280", String.valueOf(i), List.of(first[i], second[i])));
    }
    return new SegregationCase(perspective, 2023, 1, units, List.of());
  }

  /** Half of each unit of the group, the odd ones of the group in turn. */
  private static SegregationCase even(String perspective, long... sizes) {
    long[] first = new long[sizes.length];
    long[] second = new long[sizes.length];
    long odd = 0;
    for (int i = 0; i < sizes.length; i++) {
      first[i] = sizes[i] / 2 + (sizes[i] % 2) * (odd % 2);
      second[i] = sizes[i] - first[i];
      odd += sizes[i] % 2;
    }
    return units(perspective, first, second);
  }

  private static long[] alike(int units, long size) {
    long[] sizes = new long[units];
    Arrays.fill(sizes, size);
    return sizes;
  }

  /**
   * Five dice show 17 in 780 ways, which is 12 of 5 on each; (1 + x)(1 + x + x²) has 2x and 2x².
   */
  @Test
  void countsTheWaysToSpreadAGroup() {
    assertThat(SegregationSteps.ways(new long[] {5, 5, 2, 0, 0}, new long[] {0, 0, 3, 5, 5}))
        .isEqualTo(780);
    assertThat(SegregationSteps.ways(new long[] {1, 0}, new long[] {0, 2})).isEqualTo(2);
    assertThat(SegregationSteps.ways(new long[] {1, 1, 0}, new long[] {0, 1, 0})).isEqualTo(2);
  }

  /** Ways by Python 3's whole numbers from the product of polynomials, for half of each size. */
  @ParameterizedTest
  @ValueSource(strings = {AreaOutcomes.HOME, AreaOutcomes.SCHOOL})
  void tellsTheFinerInTheMoreWaysAGroupCanBeSpread(String perspective) {
    assertThat(even(perspective, 15, 18, 20, 24, 30).status(0))
        .as("124 838 ways at most")
        .isEqualTo(Status.SUPPRESSED);
    assertThat(steps(even(perspective, 50, 40, 30, 40, 40))).as("1 568 501 ways").isEqualTo(20);
    assertThat(steps(even(perspective, alike(7, 20)))).as("4 · 10⁷ ways").isEqualTo(20);
    assertThat(steps(even(perspective, 8, 9, 10, 11, 12, 13, 14, 15, 16)))
        .as("3 · 10⁸ ways")
        .isEqualTo(50);
    assertThat(steps(even(perspective, alike(10, 60)))).as("5 · 10¹⁵ ways").isEqualTo(50);
    assertThat(steps(even(perspective, alike(14, 60)))).as("6 · 10²² ways").isEqualTo(1000);
    assertThat(steps(even(perspective, alike(330, 50)))).as("many units").isEqualTo(1000);
  }

  private static double steps(SegregationCase one) {
    assertThat(one.status(0)).isEqualTo(Status.PUBLISHED);
    return SegregationSteps.of(one, 0);
  }

  /** Who knew that D is 1 would know of every unit which group is there. */
  @ParameterizedTest
  @ValueSource(strings = {AreaOutcomes.HOME, AreaOutcomes.SCHOOL})
  void tellsNothingOfUnitsThatAreAllOfOneGroup(String perspective) {
    long[] first = {60, 60, 60, 0, 0, 0};
    long[] second = {0, 0, 0, 60, 60, 60};
    long[] mixed = {50, 50, 50, 10, 10, 10};
    long[] others = {10, 10, 10, 50, 50, 50};

    assertThat(units(perspective, first, second).status(0)).isEqualTo(Status.SUPPRESSED);
    assertThat(units(perspective, mixed, others).status(0)).isEqualTo(Status.PUBLISHED);
  }
}
