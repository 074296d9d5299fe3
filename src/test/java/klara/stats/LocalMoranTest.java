package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalMoranTest {
  private static final Contiguity ROW =
      Contiguity.of(List.of(List.of(1), List.of(0, 2), List.of(1, 3), List.of(2, 4), List.of(3)));

  /** However small the unit, equal means of neighbours count as equal and others do not. */
  @Test
  void knowsNoUnit() {
    double[] values = {1, 2, 4, 8, 9};
    double[] small = Arrays.stream(values).map(value -> value * 0x1p-50).toArray();

    List<LocalMoran> found = LocalMoran.of(values, ROW, 999, 1);

    assertThat(LocalMoran.of(small, ROW, 999, 1)).isEqualTo(found);
    assertThat(found.get(0).pTwoSided()).isLessThan(1);
  }
}
