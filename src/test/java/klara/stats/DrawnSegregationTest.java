package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DrawnSegregationTest {
  private static final double Z = 1.959963984540054;
  private static final double LN_2 = Math.log(2);

  /**
   * 2 of 3 and 1 of 3, which differ by less than chance does: P = ½ in both, so 0 to 3 of the group
   * with chances 1, 3, 3 and 1 of 8.
   */
  private static final DrawnSegregation EVEN =
      DrawnSegregation.of(new long[] {2, 1}, new long[] {1, 2});

  /**
   * D = ⅓ and E = 0.4. Each unit adds ½, ⅙, ⅙ or ½ to D: mean ¼, mean square 1/12, variance 1/48.
   */
  @Test
  void givesDissimilarityBeyondChanceByHand() {
    Estimate found = EVEN.dissimilarityBeyondChance();

    double error = Math.sqrt(2.0 / 48) / 0.6;
    assertThat(found.value()).isCloseTo(-1.0 / 9, within(1e-14));
    assertThat(found.standardError()).isCloseTo(error, within(1e-12));
    assertThat(found.lower()).isCloseTo(-1.0 / 9 - Z * error, within(1e-12));
    assertThat(found.upper()).isCloseTo(-1.0 / 9 + Z * error, within(1e-12));
  }

  /**
   * Of three of the group two meet one of the group each, one of two others: ⅓. A unit adds 0,
   * −1/9, 1/9 or 2/3: mean 1/12, mean square 7/108, variance 25/432.
   */
  @Test
  void givesIsolationAmongOthersByHand() {
    Estimate found = EVEN.isolationAmongOthers();

    assertThat(found.value()).isCloseTo(1.0 / 3, within(1e-14));
    assertThat(found.standardError()).isCloseTo(Math.sqrt(50.0 / 432), within(1e-12));
    assertThat(found.lower()).isZero();
    assertThat(found.upper()).isCloseTo(1, within(1e-14));
  }

  /**
   * M = m = ⅓ ln ⅔ + ⅔ ln 4/3. A unit has ln 2 in 2 of 8 cases and m otherwise: chance adds ¼ ln 2
   * + ¾ m − 1/12, and its half of M has the variance 3/16 ((ln 2 − m)/2)².
   */
  @Test
  void givesInformationBeyondChanceByHand() {
    double m = Math.log(2.0 / 3) / 3 + Math.log(4.0 / 3) * 2 / 3;

    Estimate found = EVEN.informationBeyondChance();

    assertThat(found.value()).isCloseTo((m / 4 - LN_2 / 4 + 1.0 / 12) / LN_2, within(1e-12));
    double error = Math.sqrt(3.0 / 8) * (LN_2 - m) / 2 / LN_2;
    assertThat(found.standardError()).isCloseTo(error, within(1e-12));
    double below = found.lower() - found.value();
    assertThat(below * below)
        .isCloseTo(Z * Z * (error * error + below / (3 * LN_2)), within(1e-12));
    assertThat(below).isNegative();
    assertThat(found.upper()).isEqualTo(1);
  }

  /**
   * 3 of 4 and 1 of 4: w = ¼ and τ² = (½ − ¼)/4 = 1/16, so the probabilities are ½ ± ¼ √½. The rest
   * by Python 3 in fractions over the five cases of each unit.
   */
  @Test
  void takesProbabilitiesThatDifferAsMuchAsTheyDo() {
    DrawnSegregation found = DrawnSegregation.of(new long[] {3, 1}, new long[] {1, 3});

    assertThat(found.isolationAmongOthers().value()).isCloseTo(0.5, within(1e-14));
    assertThat(found.dissimilarityBeyondChance().standardError())
        .isCloseTo(0.33768166262, within(1e-9));
    assertThat(found.isolationAmongOthers().standardError()).isCloseTo(0.23867581745, within(1e-9));
    assertThat(found.informationBeyondChance().value()).isCloseTo(0.05744834188, within(1e-9));
    assertThat(found.informationBeyondChance().standardError())
        .isCloseTo(0.26447529704, within(1e-9));
  }

  @Test
  void doesNotChangeWithAUnitOfNobodyOrAnotherOrder() {
    DrawnSegregation one =
        DrawnSegregation.of(new long[] {5, 9, 0, 30, 4}, new long[] {25, 11, 0, 70, 6});
    DrawnSegregation other =
        DrawnSegregation.of(new long[] {9, 4, 30, 5}, new long[] {11, 6, 70, 25});

    assertThat(other.dissimilarityBeyondChance().upper())
        .isCloseTo(one.dissimilarityBeyondChance().upper(), within(1e-12));
    assertThat(other.isolationAmongOthers().lower())
        .isCloseTo(one.isolationAmongOthers().lower(), within(1e-12));
    assertThat(other.informationBeyondChance().upper())
        .isCloseTo(one.informationBeyondChance().upper(), within(1e-12));
  }

  /** Both groups are as uneven, and as much is known of it. */
  @Test
  void saysTheSameOfTheOtherGroup() {
    long[] first = {5, 9, 30, 4};
    long[] second = {25, 11, 70, 6};
    DrawnSegregation one = DrawnSegregation.of(first, second);
    DrawnSegregation other = DrawnSegregation.of(second, first);

    assertThat(other.dissimilarityBeyondChance().lower())
        .isCloseTo(one.dissimilarityBeyondChance().lower(), within(1e-9));
    assertThat(other.informationBeyondChance().lower())
        .isCloseTo(one.informationBeyondChance().lower(), within(1e-9));
  }

  @Test
  void hasNoLimitsWhereGroupsAreApart() {
    DrawnSegregation found = DrawnSegregation.of(new long[] {20, 0}, new long[] {0, 30});

    assertThat(found.dissimilarityBeyondChance().value()).isCloseTo(1, within(1e-12));
    assertThat(found.isolationAmongOthers().value()).isEqualTo(1);
    assertThat(found.informationBeyondChance().value()).isCloseTo(1, within(1e-12));
    assertThat(found.dissimilarityBeyondChance().lower()).isNaN();
    assertThat(found.isolationAmongOthers().lower()).isNaN();
    assertThat(found.informationBeyondChance().upper()).isNaN();
  }

  @Test
  void knowsNoIsolationOfThoseWhoAreAlone() {
    DrawnSegregation found = DrawnSegregation.of(new long[] {1, 0}, new long[] {0, 8});

    assertThat(found.isolationAmongOthers().value()).isNaN();
  }

  @Test
  void refusesWhatCannotBeSpread() {
    assertThatThrownBy(() -> DrawnSegregation.of(new long[] {0}, new long[] {3}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot measure 'segregation': both groups must have people (0 and 3)");
  }

  /** Whoever they are, one unit has the mix of all. */
  @Test
  void findsNothingUnevenInOneUnit() {
    DrawnSegregation found = DrawnSegregation.of(new long[] {3, 0}, new long[] {4, 0});

    Estimate none = new Estimate(0, Double.NaN, Double.NaN, Double.NaN);
    assertThat(found.dissimilarityBeyondChance()).isEqualTo(none);
    assertThat(found.informationBeyondChance()).isEqualTo(none);
    assertThat(found.isolationAmongOthers().value()).isCloseTo(2.0 / 6, within(1e-12));
  }
}
