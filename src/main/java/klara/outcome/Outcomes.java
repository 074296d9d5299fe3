package klara.outcome;

import java.util.List;

/** The definitions, read once from {@code definitions.yaml}, which says where each comes from. */
public final class Outcomes {
  /** All definitions, in the order that tables list them. */
  public static final List<Outcome> ALL = Definitions.ours();

  private Outcomes() {}

  /**
   * The definition of a name.
   *
   * @throws IllegalArgumentException where there is none
   */
  public static Outcome named(String code) {
    return ALL.stream()
        .filter(outcome -> outcome.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no outcome is called " + code));
  }

  /** The names of those that are shares of students. */
  public static List<String> shares() {
    return ALL.stream()
        .filter(outcome -> outcome.measure() == Outcome.Measure.SHARE)
        .map(Outcome::code)
        .toList();
  }

  /** The names of those that students are counted for at their schools too, not only at home. */
  public static List<String> atSchool() {
    return ALL.stream()
        .filter(outcome -> outcome.population() != Outcome.Population.RESIDENTS)
        .map(Outcome::code)
        .toList();
  }
}
