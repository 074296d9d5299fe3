package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import klara.stats.NestedIntercepts.Level;
import klara.stats.NestedIntercepts.Likelihood;
import org.junit.jupiter.api.Test;

class NestedFreedomTest {
  /**
   * Distance of pituitary to pterygomaxillary fissure at 8, 10, 12 and 14 years, of 16 boys and 11
   * girls (Potthoff and Roy 1964): data set Orthodont of nlme.
   */
  private static final double[][] DISTANCES = {
    {26, 25, 29, 31}, {21.5, 22.5, 23, 26.5}, {23, 22.5, 24, 27.5}, {25.5, 27.5, 26.5, 27},
    {20, 23.5, 22.5, 26}, {24.5, 25.5, 27, 28.5}, {22, 22, 24.5, 26.5}, {24, 21.5, 24.5, 25.5},
    {23, 20.5, 31, 26}, {27.5, 28, 31, 31.5}, {23, 23, 23.5, 25}, {21.5, 23.5, 24, 28},
    {17, 24.5, 26, 29.5}, {22.5, 25.5, 25.5, 26}, {23, 24.5, 26, 30}, {22, 21.5, 23.5, 25},
    {21, 20, 21.5, 23}, {21, 21.5, 24, 25.5}, {20.5, 24, 24.5, 26}, {23.5, 24.5, 25, 26.5},
    {21.5, 23, 22.5, 23.5}, {20, 21, 21, 22.5}, {21.5, 22.5, 23, 25}, {23, 23, 23.5, 24},
    {20, 21, 22, 21.5}, {16.5, 19, 19, 19.5}, {24.5, 25, 28, 28}
  };

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

  /**
   * lme(distance ~ age + Sex, random = ~ 1 | Subject) of nlme (Pinheiro and Bates, Mixed-Effects
   * Models in S and S-PLUS) prints 17.706713 (0.8339225), 0.660185 (0.0616059) and −2.321023
   * (0.7614168), deviations of 1.807425 and 1.431592, and a log-likelihood of −218.7563. Age and
   * sex are at right angles: what their sum of products comes to is rounding.
   */
  @Test
  void agreesWithNlmeInTheGrowthOfJaws() {
    List<NestedGroup> children = new ArrayList<>();
    for (int child = 0; child < DISTANCES.length; child++) {
      double[][] rows = new double[4][];
      for (int visit = 0; visit < 4; visit++) {
        rows[visit] = row(8 + 2 * visit, child < 16 ? 0 : 1, DISTANCES[child][visit]);
      }
      children.add(group(0, rows));
    }

    NestedIntercepts model = NestedIntercepts.fitOneLevel(children, Likelihood.RESTRICTED);

    assertThat(model.coefficients().stream().mapToDouble(b -> b).toArray())
        .containsExactly(new double[] {17.706713, 0.660185, -2.321023}, within(5.01e-7));
    assertThat(model.standardErrors().stream().mapToDouble(b -> b).toArray())
        .containsExactly(new double[] {0.8339225, 0.0616059, 0.7614168}, within(1e-7));
    assertThat(Math.sqrt(model.variance(Level.OUTER))).isCloseTo(1.807425, within(5.01e-7));
    assertThat(Math.sqrt(model.variance(Level.UNIT))).isCloseTo(1.431592, within(5.01e-7));
    assertThat(model.deviance()).isCloseTo(2 * 218.7563, within(1.01e-4));
  }
}
