package klara.stats;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import klara.stats.NestedIntercepts.Likelihood;
import org.junit.jupiter.api.Test;

class NestedFreedomTest {
  /** Rows are x and y. */
  private static NestedGroup group(int outer, double[]... rows) {
    int width = rows[0].length + 1;
    double[][] products = new double[width][width];
    for (double[] row : rows) {
      double[] z = new double[width];
      z[0] = 1;
      System.arraycopy(row, 0, z, 1, row.length);
      for (int i = 0; i < width; i++) {
        for (int j = 0; j < width; j++) {
          products[i][j] += z[i] * z[j];
        }
      }
    }
    return NestedGroup.of(outer, products);
  }

  private static double[] row(double... row) {
    return row;
  }

  /** The covariate is the number of one of two groups: all that they differ by is its. */
  @Test
  void refusesACovariateThatIsTheGroup() {
    List<NestedGroup> groups =
        List.of(group(0, row(0, 1), row(0, 2), row(0, 4)), group(1, row(1, 5), row(1, 8)));
    List<NestedGroup> inners =
        List.of(
            group(0, row(0, 1), row(0, 2)),
            group(0, row(1, 2), row(1, 4)),
            group(1, row(0, 5), row(0, 8)));

    assertThatThrownBy(() -> NestedIntercepts.fitOneLevel(groups, Likelihood.RESTRICTED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot fit 'nested intercepts': covariates must leave outer groups to differ (do not)");
    assertThatThrownBy(() -> NestedIntercepts.fit(inners, Likelihood.RESTRICTED))
        .hasMessage(
            "Cannot fit 'nested intercepts': covariates must leave inner groups of an outer one to"
                + " differ (do not)");
  }

  /** Of the three values, two are the groups' and one the slope's. */
  @Test
  void refusesCovariatesThatLeaveNothingToUnits() {
    assertThatThrownBy(
            () ->
                NestedIntercepts.fitOneLevel(
                    List.of(group(0, row(0, 1), row(1, 2)), group(1, row(0, 3))),
                    Likelihood.RESTRICTED))
        .hasMessage(
            "Cannot fit 'nested intercepts': covariates must leave units of a group to differ (do"
                + " not)");
  }

  @Test
  void refusesYThatIsWhatCovariatesSay() {
    assertThatThrownBy(
            () ->
                NestedIntercepts.fitOneLevel(
                    List.of(
                        group(0, row(0, 0), row(1, 1e-9), row(2, 2e-9)),
                        group(1, row(1, 1e-9), row(3, 3e-9)),
                        group(2, row(5, 5e-9), row(4, 4e-9))),
                    Likelihood.FULL))
        .hasMessage(
            "Cannot fit 'nested intercepts': y must vary about what covariates say of it (does"
                + " not)");
  }

  @Test
  void letsACovariateOfGroupsStandWhereThereAreMoreGroups() {
    assertThatCode(
            () ->
                NestedIntercepts.fitOneLevel(
                    List.of(
                        group(0, row(1e6, 1), row(1e6, 2)),
                        group(1, row(1e6 + 1, 5), row(1e6 + 1, 8)),
                        group(2, row(1e6 + 2, 7), row(1e6 + 2, 9))),
                    Likelihood.RESTRICTED))
        .doesNotThrowAnyException();
  }
}
