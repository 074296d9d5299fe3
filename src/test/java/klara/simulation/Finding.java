package klara.simulation;

import java.util.List;
import java.util.Locale;

/**
 * A row of the report.
 *
 * @param row what it is of
 * @param cases by how many it was divided
 * @param value sum of all counties by that
 * @param error standard error of the value over counties: those of one county are alike
 * @param goal where the value must lie
 */
record Finding(String row, double cases, double value, double error, Goal goal) {
  /** Beyond so many errors a value is not off by chance. */
  private static final double MARGIN = 2;

  static final String NOT = "not";

  static Finding of(String row, List<Scores> counties, Goal goal) {
    double sum = counties.stream().mapToDouble(scores -> scores.sum(row)).sum();
    double cases = counties.stream().mapToDouble(scores -> scores.of(row)).sum();
    double value = sum / cases;
    double squares = 0;
    for (Scores scores : counties) {
      double apart = scores.sum(row) - value * scores.of(row);
      squares += apart * apart;
    }
    double number = counties.size();
    double error = Math.sqrt(squares * number / (number - 1)) / cases;
    return new Finding(row, cases, value, error, goal);
  }

  /**
   * Whether the value lies in the goal, or outside by so many errors and no more. Where all cases
   * went one way the counties show no error; a share has at least that of a share at its goal.
   */
  boolean holds(double errors) {
    return goal.holds(value, errors * Math.max(error, goal.deviation() / Math.sqrt(cases)));
  }

  /** In words: met, not, or off by no more than chance would do. */
  String verdict() {
    if (!goal.isAsked()) {
      return "";
    }
    if (holds(0)) {
      return "ok";
    }
    return holds(MARGIN) ? "ok within error" : NOT;
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%-70s %7.0f %8.4f %7.4f  %-13s %s",
        row,
        cases,
        value,
        error,
        goal.words(),
        verdict());
  }
}
