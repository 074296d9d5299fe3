package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HierarchicalRatesTest {
  /**
   * The rats of {@link BetaBinomialTest}, by numpy on a grid of 400 weights and 301 means from 0.05
   * to 0.35: 4 of 14 have mean 0.2083259, deviation 0.0736783, limits 0.0845563 to 0.3695248 (of
   * the mixture itself 0.0865191 to 0.3723999); 0 of 20 have 0.0657677, 0.0416973 and 0.0099675 to
   * 0.1680028 (0.0079601 to 0.1656533).
   */
  @Test
  void agreesWithAFineGrid() {
    List<HierarchicalRates> rates =
        HierarchicalRates.of(BetaBinomialTest.TUMOURS, BetaBinomialTest.RATS, 0.95);

    HierarchicalRates last = rates.get(70);
    assertThat(last.mean()).isCloseTo(0.2083259, within(2e-4));
    assertThat(last.deviation()).isCloseTo(0.0736783, within(2e-4));
    assertThat(last.interval().lower()).isCloseTo(0.0845563, within(4e-4));
    assertThat(last.interval().upper()).isCloseTo(0.3695248, within(4e-4));
    HierarchicalRates first = rates.get(0);
    assertThat(first.mean()).isCloseTo(0.0657677, within(2e-4));
    assertThat(first.deviation()).isCloseTo(0.0416973, within(2e-4));
    assertThat(first.interval().lower()).isCloseTo(0.0099675, within(4e-4));
    assertThat(first.interval().upper()).isCloseTo(0.1680028, within(4e-4));
  }

  /**
   * Areas so large that each tells its own rate: by scipy on a grid of 6000 precisions and 1999
   * means, 0.4999951920, 0.0005000031, limits 0.4990152 and 0.5009752.
   */
  @Test
  void leavesLargeAreasTheirOwnRates() {
    double[] events = {5e5, 4e5, 3e5};
    double[] trials = {1e6, 1e6, 1e6};

    HierarchicalRates first = HierarchicalRates.of(events, trials, 0.95).get(0);

    assertThat(first.mean()).isCloseTo(0.4999951920, within(1e-9));
    assertThat(first.deviation()).isCloseTo(0.0005000031, within(1e-9));
    assertThat(first.interval().lower()).isCloseTo(0.4990152, within(1e-7));
    assertThat(first.interval().upper()).isCloseTo(0.5009752, within(1e-7));
  }

  /**
   * 30 areas of 5 to 11 events each, of a hundred thousand and of ten million: by numpy on a grid
   * of 3000 weights and 1500 log-odds, 7.6015 and 1.0240 events at 5, 8.2205 and 1.0955 at 11, of
   * either.
   */
  @Test
  void knowsNoLeastRate() {
    double[] events = new double[30];
    Arrays.setAll(events, i -> 5 + i % 7);
    for (double people : new double[] {1e5, 1e7}) {
      double[] trials = new double[30];
      Arrays.fill(trials, people);

      List<HierarchicalRates> rates = HierarchicalRates.of(events, trials, 0.95);

      assertThat(rates.get(0).mean() * people).isCloseTo(7.6015, within(0.01));
      assertThat(rates.get(0).deviation() * people).isCloseTo(1.0240, within(0.01));
      assertThat(rates.get(6).mean() * people).isCloseTo(8.2205, within(0.01));
      assertThat(rates.get(6).deviation() * people).isCloseTo(1.0955, within(0.01));
    }
  }

  /** 1, 0 and 2 of a hundred million each, on the same grid: 1.3428 and 0.9398 events. */
  @Test
  void agreesWithAFineGridWhereThereAreThreeEvents() {
    double[] people = {1e8, 1e8, 1e8};

    HierarchicalRates first = HierarchicalRates.of(new double[] {1, 0, 2}, people, 0.95).get(0);
    HierarchicalRates others =
        HierarchicalRates.of(new double[] {1e8 - 1, 1e8, 1e8 - 2}, people, 0.95).get(0);

    assertThat(first.mean() * 1e8).isCloseTo(1.3428, within(0.005));
    assertThat(first.deviation() * 1e8).isCloseTo(0.9398, within(0.005));
    assertThat((1 - others.mean()) * 1e8).isCloseTo(1.3428, within(0.005));
  }

  /** Where areas are as alike as can be, the likelihood knows no limit to the precision. */
  @Test
  void hasALengthWhereAreasAreAlike() {
    double[] events = {10, 20, 30, 0};
    double[] trials = {100, 200, 300, 0};

    List<HierarchicalRates> rates = HierarchicalRates.of(events, trials, 0.95);

    assertThat(BetaBinomial.fit(events, trials).precision()).isInfinite();
    assertThat(rates.get(0).interval().contains(0.1)).isTrue();
    assertThat(length(rates.get(0))).isBetween(0.03, 0.2);
    assertThat(length(rates.get(2))).isLessThan(length(rates.get(0)));
    assertThat(length(rates.get(3))).isGreaterThan(length(rates.get(0)));
    assertThat(rates.get(3).mean()).isCloseTo(0.1, within(0.02));
  }

  private static double length(HierarchicalRates rate) {
    return rate.interval().upper() - rate.interval().lower();
  }

  @Test
  void refusesCountsThatTellNothingAndSaysAllThatIsWrong() {
    assertThatThrownBy(() -> HierarchicalRates.of(new double[] {1, 0}, new double[] {1, 0}, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot draw 'rates' together: an area must have two trials (none of 2 has); some must"
                + " have the outcome and some not (1.0 of 1.0 have); level must be between 0 and 1"
                + " (is 2.0)");
  }

  @Test
  void refusesAreasOfNextToNobody() {
    double[] events = {0, 1.2, 0};
    double[] trials = {1e-9, 6, 2e-9};

    assertThatThrownBy(() -> HierarchicalRates.of(events, trials, 0.95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot draw 'rates' together: half of the areas with trials must have 0.01 or more"
                + " (have not)");
  }
}
