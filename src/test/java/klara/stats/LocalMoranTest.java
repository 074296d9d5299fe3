package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import klara.stats.LocalMoran.Kind;
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

  /**
   * The desmith data of PySAL's esda, Moran_Local, whose documentation prints the quadrants 4, 4,
   * 4, 2, 3, 3, 1, 4, 3, 3 (1 high among high, 2 low among high, 3 low among low, 4 high among
   * low). By numpy I(i) with the second moment over n, as spdep has it; p, expectation and variance
   * by going through every set of neighbours that each area could have.
   */
  @Test
  void agreesWithPysalOnDesmith() {
    double[] values = {2.24, 3.10, 4.55, -5.15, -4.39, 0.46, 5.54, 9.02, -2.09, -3.06};
    Contiguity contiguity =
        Contiguity.of(
            List.of(
                List.of(1, 3),
                List.of(0, 4),
                List.of(3, 6),
                List.of(0, 2, 4, 7),
                List.of(1, 3, 5, 8),
                List.of(4, 9),
                List.of(2, 7),
                List.of(3, 6, 8),
                List.of(4, 7, 9),
                List.of(5, 8)));
    int[] quadrants = {4, 4, 4, 2, 3, 3, 1, 4, 3, 3};
    double[] indices = {
      -.126770, -.221562, -.148349, -.575226, .534389, .135646, 1.323870, -.646048, .078904, .381270
    };
    double[] p = {5. / 9, 11. / 18, 1, .507937, 1. / 7, 1. / 6, 1. / 18, .761905, .714286, .5};

    double[] expectations = {
      -.008381, -.024395, -.070318, -.215209, -.165472, -.001784, -.115319, -.361386, -.054713,
      -.094136
    };
    double[] variances = {
      .036360, .104124, .286008, .263897, .215767, .007793, .446339, .576965, .129298, .373074
    };

    List<LocalMoran> found = LocalMoran.of(values, contiguity, 99_999, 11);

    Kind[] kinds = {Kind.HIGH_HIGH, Kind.LOW_HIGH, Kind.LOW_LOW, Kind.HIGH_LOW};
    for (int i = 0; i < values.length; i++) {
      assertThat(found.get(i).kind()).isEqualTo(kinds[quadrants[i] - 1]);
      assertThat(found.get(i).index()).isCloseTo(indices[i], within(1e-6));
      assertThat(found.get(i).expectation()).isCloseTo(expectations[i], within(1e-6));
      assertThat(found.get(i).variance()).isCloseTo(variances[i], within(1e-6));
      // five errors of a share of 99 999 draws, twice
      assertThat(found.get(i).pTwoSided()).isCloseTo(p[i], within(0.016));
    }
  }

  /** Of three areas in a row and a fourth that touches all, whose neighbours can be no others. */
  @Test
  void hasNoDeviateWhereAllOthersAreNeighbours() {
    Contiguity contiguity =
        Contiguity.of(List.of(List.of(1, 3), List.of(0, 2, 3), List.of(1, 3), List.of(0, 1, 2)));

    LocalMoran touchesAll = LocalMoran.of(new double[] {1, 2, 4, 8}, contiguity, 99, 1).get(3);

    assertThat(touchesAll.index()).isCloseTo(touchesAll.expectation(), within(1e-12));
    assertThat(touchesAll.variance()).isZero();
    assertThat(touchesAll.deviate()).isNaN();
  }
}
