package klara.register;

/**
 * What a delivered row must satisfy, by the name that quarantine and {@code delivery_quality} use.
 */
public enum RowRule {
  R01("The id must have the form, date and check digit of its type", Severity.QUARANTINE),
  R02("A key column must not be empty", Severity.QUARANTINE),
  R03("Identical rows under one key: one is kept", Severity.SUPERSEDE),
  R04("Different rows under one key: all are set aside", Severity.QUARANTINE),
  R05("A code must be in its list on that date", Severity.QUARANTINE),
  R06(
      "A school unit must be known to the unit register; the row waits in quarantine until it is",
      Severity.QUARANTINE),
  R07("A municipality code must be four digits and known", Severity.QUARANTINE),
  R08("A value must have its form and lie in its range", Severity.QUARANTINE),
  R09("The school year must be the delivery's", Severity.QUARANTINE),
  R14("A line must have the header's fields, in the declared encoding", Severity.QUARANTINE),
  R16("Absence must not exceed the hours offered", Severity.QUARANTINE),
  R17("An end must not lie before its start", Severity.QUARANTINE);

  /** What happens to a row that breaks the rule. */
  public enum Severity {
    /** The row goes to quarantine. */
    QUARANTINE,
    /** The row is one too many of the same and is counted as superseded. */
    SUPERSEDE
  }

  private final String words;
  private final Severity severity;

  RowRule(String words, Severity severity) {
    this.words = words;
    this.severity = severity;
  }

  public String words() {
    return words;
  }

  public Severity severity() {
    return severity;
  }
}
