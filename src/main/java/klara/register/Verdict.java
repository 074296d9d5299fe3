package klara.register;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a row, and the rule that decides it where the row does not break it by itself.
 */
public enum Verdict {
  ACCEPTED(Conform.ACCEPTED, null),
  /** A later delivery says otherwise. */
  REPLACED(Conform.SUPERSEDED, null),
  /** The row breaks a rule by itself. */
  UNSOUND(Conform.REJECTED, null),
  COPIED(Conform.SUPERSEDED, RowRule.R03),
  CONTRADICTED(Conform.REJECTED, RowRule.R04),
  IN_BOTH_SWEDISH(Conform.REJECTED, RowRule.R10),
  GRADED_AND_NOT(Conform.REJECTED, RowRule.R11),
  OF_TWO_PERSONS(Conform.REJECTED, RowRule.R13);

  /** All of them, each where its number says. */
  static final List<Verdict> ALL = List.of(values());

  private final String fate;
  private final @Nullable RowRule rule;

  Verdict(String fate, @Nullable RowRule rule) {
    this.fate = fate;
    this.rule = rule;
  }

  int number() {
    return ALL.indexOf(this);
  }

  public String fate() {
    return fate;
  }

  public Optional<RowRule> rule() {
    return Optional.ofNullable(rule);
  }

  public boolean isRejected() {
    return fate.equals(Conform.REJECTED);
  }
}
