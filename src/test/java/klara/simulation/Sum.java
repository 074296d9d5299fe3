package klara.simulation;

import java.util.function.Predicate;

/**
 * Some students together.
 *
 * @param people how many they are
 * @param events how many of them had the outcome
 * @param expected how many would have on average
 */
record Sum(double people, double events, double expected) {
  static Sum of(Iterable<Cell> cells, Predicate<Cell> which) {
    double people = 0;
    double events = 0;
    double expected = 0;
    for (Cell cell : cells) {
      if (which.test(cell)) {
        people += cell.people();
        events += cell.events();
        expected += cell.people() * cell.probability();
      }
    }
    return new Sum(people, events, expected);
  }

  /** All but those, who are among them. */
  Sum without(Sum some) {
    return new Sum(people - some.people, events - some.events, expected - some.expected);
  }

  /** The rate that is seen; NaN without people. */
  double rate() {
    return events / people;
  }

  /** The true rate of the same people; NaN without any. */
  double truth() {
    return expected / people;
  }
}
