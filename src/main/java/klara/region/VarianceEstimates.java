package klara.region;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import klara.outcome.Outcome;
import klara.outcome.Outcome.Measure;
import klara.region.VarianceCase.Unit;
import klara.stats.DrawnInequality;
import klara.stats.Estimate;
import klara.stats.Interval;
import klara.stats.MedianOddsRatio;
import klara.stats.NestedGroup;
import klara.stats.NestedInequality;
import klara.stats.NestedIntercepts;
import klara.stats.NestedIntercepts.Level;
import klara.stats.NestedIntercepts.Likelihood;
import klara.stats.NestedLogits;
import org.jspecify.annotations.Nullable;

/**
 * Components of variance and what is said of them, by {@link NestedIntercepts} and, for shares, by
 * {@link NestedLogits} too; how unequal the students are, by {@link NestedInequality} and {@link
 * DrawnInequality}. Numbers have four significant digits: limits have no more, and further ones
 * would tell counts. Variances and Theil's index of shares are told in {@link ShareSteps}, and the
 * shares of that index in hundredths, by which no finer one can be had.
 */
final class VarianceEstimates {
  static final String LINEAR = "linear";
  static final String LOGISTIC = "logistic";

  private static final String STUDENT = "student";

  /** Those of both perspectives. */
  static final List<String> LEVELS =
      List.of(Areas.MUNICIPALITY, Areas.NEIGHBOURHOOD, Areas.SCHOOL, STUDENT);

  private static final MathContext DIGITS = new MathContext(4);
  private static final double CONFIDENCE = 0.95;
  private static final double TENTHS = 10;
  private static final double HUNDREDTHS = 100;
  private static final double MILLIONTHS = 1e6;

  private final NestedIntercepts linear;
  private final NestedIntercepts.ShareIntervals linearLimits;
  private final Optional<NestedLogits> logistic;
  private final Optional<NestedLogits.Intervals> logisticLimits;
  private final Optional<ShareSteps> steps;
  private final DrawnInequality theil;
  private final Optional<DrawnInequality> meanLogDeviation;

  private VarianceEstimates(
      NestedIntercepts linear,
      Optional<NestedLogits> logistic,
      Optional<ShareSteps> steps,
      List<NestedInequality.Group> amounts) {
    this.steps = steps;
    this.theil = DrawnInequality.theil(amounts);
    boolean hasAll = amounts.stream().allMatch(group -> Double.isFinite(group.logs()));
    this.meanLogDeviation =
        hasAll ? Optional.of(DrawnInequality.meanLogDeviation(amounts)) : Optional.empty();
    this.linear = linear;
    this.linearLimits = linear.shareIntervals(CONFIDENCE);
    this.logistic = logistic;
    this.logisticLimits = logistic.map(model -> model.intervals(CONFIDENCE));
  }

  /** Outer groups, inner groups and units of a perspective. */
  static List<String> levels(String perspective) {
    String inner = perspective.equals(AreaOutcomes.HOME) ? Areas.NEIGHBOURHOOD : Areas.SCHOOL;
    return List.of(Areas.MUNICIPALITY, inner, STUDENT);
  }

  static String methodOf(Outcome outcome) {
    return outcome.measure() == Measure.SHARE ? LOGISTIC : LINEAR;
  }

  /**
   * Fits the models.
   *
   * @param told a case of which there is something to tell
   */
  static VarianceEstimates of(VarianceCase told) {
    boolean isShare = told.outcome().measure() == Measure.SHARE;
    double scale = isShare ? 1 : TENTHS;
    List<String> municipalities =
        List.copyOf(new TreeSet<>(told.units().stream().map(Unit::municipality).toList()));
    List<NestedGroup> groups = new ArrayList<>();
    List<NestedLogits.Group> counts = new ArrayList<>();
    List<NestedInequality.Group> amounts = new ArrayList<>();
    for (Unit one : told.units()) {
      int outer = municipalities.indexOf(one.municipality());
      double students = (double) one.students();
      double sum = one.total() / scale;
      groups.add(NestedGroup.of(outer, students, sum, one.squares() / (scale * scale)));
      counts.add(new NestedLogits.Group(outer, students, (double) one.total()));
      amounts.add(amounts(outer, one));
    }
    return new VarianceEstimates(
        NestedIntercepts.fit(groups, Likelihood.RESTRICTED),
        isShare ? Optional.of(NestedLogits.fit(counts)) : Optional.empty(),
        isShare ? Optional.of(ShareSteps.of(told.students(), told.total())) : Optional.empty(),
        amounts);
  }

  /** Points in tenths: inequality has no unit. */
  private static NestedInequality.Group amounts(int outer, Unit unit) {
    Long logs = unit.logs();
    return new NestedInequality.Group(
        outer,
        (double) unit.students(),
        (double) unit.total(),
        unit.pointsLogs() / MILLIONTHS,
        logs == null ? Double.NEGATIVE_INFINITY : logs / MILLIONTHS);
  }

  /** What is said of a level; null where nothing is, or where there is no limit. */
  List<@Nullable Double> numbers(String name) {
    Level level = levelOf(name);
    List<@Nullable Double> numbers = new ArrayList<>();
    double variance = linear.variance(level);
    numbers.add(steps.isPresent() ? steps.get().variance(variance) : rounded(variance));
    add(numbers, linear.share(level), linearLimits.share(level));
    if (logistic.isPresent() && logisticLimits.isPresent()) {
      addLatent(numbers, level, logistic.get(), logisticLimits.get());
    } else {
      numbers.addAll(Collections.nCopies(9, null));
    }
    double inside =
        logistic.map(NestedLogits::innerShareBetween).orElse(linear.innerShareBetween());
    Interval limits =
        logisticLimits
            .map(NestedLogits.Intervals::innerShareBetween)
            .orElseGet(linearLimits::innerShareBetween);
    if (level == Level.UNIT || Double.isNaN(inside)) {
      numbers.addAll(Collections.nCopies(3, null));
    } else if (level == Level.INNER) {
      add(numbers, inside, limits);
    } else {
      add(numbers, 1 - inside, new Interval(1 - limits.upper(), 1 - limits.lower()));
    }
    if (steps.isPresent()) {
      add(numbers, theil, level, steps.get());
    } else {
      add(numbers, theil, level);
    }
    if (meanLogDeviation.isPresent()) {
      add(numbers, meanLogDeviation.get(), level);
    } else {
      numbers.addAll(Collections.nCopies(6, null));
    }
    return numbers;
  }

  private static void addLatent(
      List<@Nullable Double> numbers,
      Level level,
      NestedLogits model,
      NestedLogits.Intervals limits) {
    Interval variance = limits.variance(level);
    if (level == Level.UNIT) {
      numbers.add(rounded(model.variance(level)));
      numbers.addAll(Collections.nCopies(2, null));
    } else {
      add(numbers, model.variance(level), variance);
    }
    add(numbers, model.share(level), limits.share(level));
    if (level == Level.UNIT) {
      numbers.addAll(Collections.nCopies(3, null));
    } else {
      numbers.add(oddsRatio(model.variance(level)));
      numbers.add(oddsRatio(variance.lower()));
      numbers.add(oddsRatio(variance.upper()));
    }
  }

  private static Level levelOf(String name) {
    return switch (name) {
      case Areas.MUNICIPALITY -> Level.OUTER;
      case Areas.SCHOOL, Areas.NEIGHBOURHOOD -> Level.INNER;
      default -> Level.UNIT;
    };
  }

  private static void add(List<@Nullable Double> numbers, double value, Interval limits) {
    numbers.add(rounded(value));
    numbers.add(rounded(limits.lower()));
    numbers.add(rounded(limits.upper()));
  }

  private static void add(List<@Nullable Double> numbers, DrawnInequality index, Level level) {
    for (Estimate one : List.of(index.at(level), index.share(level))) {
      add(numbers, one.value(), new Interval(one.lower(), one.upper()));
    }
  }

  private static void add(
      List<@Nullable Double> numbers, DrawnInequality index, Level level, ShareSteps steps) {
    Estimate part = index.at(level);
    numbers.add(steps.theil(part.value()));
    numbers.add(steps.theilLimit(part.value(), part.lower()));
    numbers.add(steps.theilLimit(part.value(), part.upper()));
    Estimate share = index.share(level);
    for (double one : new double[] {share.value(), share.lower(), share.upper()}) {
      numbers.add(Double.isFinite(one) ? Math.round(one * HUNDREDTHS) / HUNDREDTHS : null);
    }
  }

  private static @Nullable Double oddsRatio(double variance) {
    return Double.isFinite(variance) ? rounded(MedianOddsRatio.of(variance)) : null;
  }

  private static @Nullable Double rounded(double value) {
    return Double.isFinite(value) ? BigDecimal.valueOf(value).round(DIGITS).doubleValue() : null;
  }
}
