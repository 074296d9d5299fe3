package klara.simulation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Rows of a claim, in order. */
final class Rows {
  private final Map<String, Goal> rows = new LinkedHashMap<>();

  private Rows() {}

  static Rows of(String row, Goal goal) {
    return new Rows().and(row, goal);
  }

  Rows and(String row, Goal goal) {
    rows.put(row, goal);
    return this;
  }

  Map<String, Goal> all() {
    return Collections.unmodifiableMap(rows);
  }
}
