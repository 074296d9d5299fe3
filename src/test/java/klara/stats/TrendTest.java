package klara.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import klara.stats.Trend.Change;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TrendTest {
  private static final double[] YEARS = {
    2011, 2012, 2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023
  };
  private static final double[] RATES = {
    71, 70.4, 71.3, 71.0, 72.1, 71.8, 72.9, 73.5, 73.1, 74.6, 75.4, 75.0, 76.1
  };
  private static final double[] WEIGHTS = {10, 12, 9, 11, 10, 13, 12, 8, 10, 11, 12, 9, 10};
  private static final double[] NO_BREAKS = {};

  /**
   * WLS(...).fit(cov_type = "HAC", maxlags = 2, use_correction = True, use_t = True) of statsmodels
   * 0.15.0 on these numbers gives the slope and Newey and West's error 0.03608450035661382; numpy,
   * which gives the same, has √(q/E N · (T − k)/T) = 1.2678020111 and 4.4437638193 degrees of
   * freedom from the 13 by 13 matrices.
   */
  @Test
  void agreesWithStatsmodels() {
    Trend trend = Trend.of(YEARS, RATES, WEIGHTS, NO_BREAKS, 0.95);

    assertThat(trend.lag()).isEqualTo(2);
    assertThat(trend.slope()).isCloseTo(0.4713875166992878, within(1e-10));
    assertThat(trend.standardError() / 1.2678020111189894)
        .isCloseTo(0.03608450035661382, within(1e-10));
    assertThat(trend.freedom()).isCloseTo(4.443763819330474, within(1e-8));
    assertThat(trend.interval().lower()).isCloseTo(0.34922005, within(1e-8));
    assertThat(trend.interval().upper()).isCloseTo(0.59355498, within(1e-8));
  }

  /** The same with a column that is 1 from 2018: 0.0729339, factor 1.3000191347. */
  @Test
  void agreesWithStatsmodelsWithAStep() {
    Trend trend = Trend.of(YEARS, RATES, WEIGHTS, new double[] {2018}, 0.95);

    assertThat(trend.slope()).isCloseTo(0.41781872, within(1e-8));
    assertThat(trend.standardError() / 1.300019134732916).isCloseTo(0.0729339, within(1e-7));
    assertThat(trend.interval().lower()).isCloseTo(0.16605554, within(1e-7));
    assertThat(trend.steps().get(0)).isCloseTo(0.4629086, within(1e-7));
  }

  @Test
  void findsNoSlopeInEqualValues() {
    double[] equal = new double[YEARS.length];
    Arrays.fill(equal, 0.71);
    double[] stepped = equal.clone();
    Arrays.fill(stepped, 7, stepped.length, 0.83);

    Trend flat = Trend.of(YEARS, equal, WEIGHTS, NO_BREAKS, 0.95);
    Trend step = Trend.of(YEARS, stepped, WEIGHTS, new double[] {2018}, 0.95);

    assertThat(flat.slope()).isZero();
    assertThat(flat.pTwoSided()).isEqualTo(1);
    assertThat(step.slope()).isZero();
    assertThat(step.pTwoSided()).isEqualTo(1);
    assertThat(step.steps().get(0)).isCloseTo(0.12, within(1e-12));
  }

  /** Weights of one over the variance of a figure in millions; and time in another unit. */
  @Test
  void knowsNoUnitOfWeightsValuesOrTimes() {
    double[] breaks = {2018};
    Trend one = Trend.of(YEARS, RATES, WEIGHTS, breaks, 0.95);

    assertMany(one, 1, 1, 1e-13);
    assertMany(one, 1, 1, 1e200);
    assertMany(one, 1e-200, 1, 1);
    assertMany(one, 1e200, 1, 1);
    assertMany(one, 1, 1e-9, 1);
  }

  private static void assertMany(Trend one, double unit, double time, double weight) {
    Trend found =
        Trend.of(
            times(YEARS, time),
            times(RATES, unit),
            times(WEIGHTS, weight),
            new double[] {2018 * time},
            0.95);

    assertThat(found.slope() / unit * time).isCloseTo(one.slope(), within(1e-9));
    assertThat(found.standardError() / unit * time).isCloseTo(one.standardError(), within(1e-9));
    assertThat(found.freedom()).isCloseTo(one.freedom(), within(1e-9));
    assertThat(found.steps().get(0) / unit).isCloseTo(one.steps().get(0), within(1e-9));
  }

  private static double[] times(double[] numbers, double factor) {
    return Arrays.stream(numbers).map(number -> number * factor).toArray();
  }

  /** 0.70 ± 0.03 to 0.74 ± 0.04: 0.04 ± 1.959964 · 0.05. */
  @Test
  void givesAChangeByHand() {
    Change change = Trend.change(0.70, 0.03, 0.74, 0.04, 0.95);

    assertThat(change.change()).isCloseTo(0.04, within(1e-14));
    assertThat(change.standardError()).isCloseTo(0.05, within(1e-14));
    assertThat(change.interval().lower()).isCloseTo(0.04 - 0.0979982, within(1e-7));
  }

  @Test
  void refusesAShortOrUntellableSeriesAndSaysAllThatIsWrong() {
    assertThatThrownBy(
            () ->
                Trend.of(
                    new double[] {1, 2, 2, 4, 5, 6, 7},
                    new double[7],
                    new double[7],
                    new double[] {5},
                    0.95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot fit 'trend': weights must be finite and above 0 (7 of 7 are not); times must be"
                + " 8 or more (are 7); times must rise (1 do not)");
    assertThatThrownBy(() -> Trend.of(YEARS, RATES, WEIGHTS, new double[] {2011}, 0.95))
        .hasMessage(
            "Cannot fit 'trend': breaks must be after the first time and no later than the last (1"
                + " are not)");
    assertThatThrownBy(() -> Trend.of(YEARS, RATES, WEIGHTS, new double[] {2015, 2015}, 0.95))
        .hasMessage(
            "Cannot fit 'trend': steps must be told from one another and from the slope (cannot)");
    assertThatThrownBy(() -> Trend.change(1, -1, Double.NaN, 1, 0))
        .hasMessage(
            "Cannot measure 'change': estimates must be finite (1 of 2 are not); standard errors"
                + " must be finite and not below 0 (1 of 2 are not); level must be between 0 and 1"
                + " (is 0.0)");
  }

  /** A line added to the values is added to the slope, and nothing else changes. */
  @Property(tries = 100)
  void addsUpWithALine(
      @ForAll @Size(min = 10, max = 20) List<@DoubleRange(min = -5, max = 5) Double> drawn) {
    double[] values = drawn.stream().mapToDouble(Double::doubleValue).toArray();
    double[] times = new double[values.length];
    double[] weights = new double[values.length];
    Arrays.setAll(times, i -> 2000 + i);
    Arrays.setAll(weights, i -> 1 + i % 3);
    double[] raised = new double[values.length];
    Arrays.setAll(raised, i -> values[i] + 3 - 0.5 * times[i]);

    Trend trend = Trend.of(times, values, weights, new double[] {2005}, 0.9);
    Trend moved = Trend.of(times, raised, weights, new double[] {2005}, 0.9);

    assertThat(moved.slope()).isCloseTo(trend.slope() - 0.5, within(1e-9));
    assertThat(moved.standardError()).isCloseTo(trend.standardError(), within(1e-9));
    assertThat(moved.steps().get(0)).isCloseTo(trend.steps().get(0), within(1e-8));
  }
}
