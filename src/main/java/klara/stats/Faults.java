package klara.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoublePredicate;
import java.util.stream.DoubleStream;

/** What is wrong with some input, all of it, so that a caller hears it at once and not in turn. */
final class Faults {
  /** How far the sum of squares of equal values may be off, as a share of itself. */
  private static final double ROUNDING = 1e-9;

  private final String refusal;
  private final List<String> faults = new ArrayList<>();

  private Faults(String refusal) {
    this.refusal = refusal;
  }

  /** Begins a list of faults; {@code refusal} is what cannot be done, as {@code Cannot fit 'x'}. */
  static Faults of(String refusal) {
    return new Faults(refusal);
  }

  /** A fault where the condition does not hold. */
  Faults unless(boolean holds, String words, Object... numbers) {
    if (!holds) {
      faults.add(String.format(Locale.ROOT, words, numbers));
    }
    return this;
  }

  /** A fault where some of the values are not as they should be; NaN never is. */
  Faults each(String name, double[] values, DoublePredicate holds, String words) {
    long wrong = DoubleStream.of(values).filter(value -> !holds.test(value)).count();
    return unless(
        wrong == 0, "%s must be %s (%d of %d are not)", name, words, wrong, values.length);
  }

  /** A fault where some of the values are infinite or no number. */
  Faults finite(String name, double[] values) {
    return each(name, values, Double::isFinite, "finite");
  }

  /** A fault where some of the values are below 0, infinite or no number. */
  Faults notNegative(String name, double[] values) {
    return each(
        name, values, value -> value >= 0 && Double.isFinite(value), "finite and not below 0");
  }

  /** A fault where some of the values are not above 0, infinite or no number. */
  Faults positive(String name, double[] values) {
    return each(name, values, value -> value > 0 && Double.isFinite(value), "finite and above 0");
  }

  /** A fault where there are not as many of one thing as of another. */
  Faults sameNumber(String name, int number, String otherName, int otherNumber) {
    return unless(
        number == otherNumber,
        "%s and %s must be as many (%d and %d)",
        name,
        otherName,
        number,
        otherNumber);
  }

  /** A fault where the level of an interval is not between 0 and 1. */
  Faults level(double level) {
    return unless(level > 0 && level < 1, "level must be between 0 and 1 (is %s)", level);
  }

  /** A fault where events are more than trials; tells lengths apart first. */
  Faults eventsOfTrials(double[] events, double[] trials) {
    notNegative("events", events);
    notNegative("trials", trials);
    sameNumber("events", events.length, "trials", trials.length);
    if (events.length == trials.length) {
      long wrong = 0;
      for (int i = 0; i < events.length; i++) {
        wrong += events[i] > trials[i] ? 1 : 0;
      }
      unless(wrong == 0, "events must not exceed trials (%d of %d do)", wrong, events.length);
    }
    return this;
  }

  /** A fault where sums are not such, or squares less than those of equal values would be. */
  Faults sums(double[] people, double[] sums, double[] squares) {
    notNegative("people", people);
    finite("sums", sums);
    notNegative("squares", squares);
    long wrong = 0;
    for (int i = 0; i < people.length; i++) {
      boolean isOfNobody = people[i] == 0 && squares[i] != 0;
      boolean isTooLittle = people[i] * squares[i] < sums[i] * sums[i] * (1 - ROUNDING);
      wrong += isOfNobody || isTooLittle ? 1 : 0;
    }
    return unless(
        wrong == 0,
        "squares must be at least those of equal values, and 0 of nobody (%d of %d are not)",
        wrong,
        people.length);
  }

  /** Throws where there is any fault. */
  void refuse() {
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(refusal + ": " + String.join("; ", faults));
    }
  }
}
