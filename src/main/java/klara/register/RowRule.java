package klara.register;

/**
 * What a delivered row must satisfy, by the name that quarantine and {@code delivery_quality} use.
 */
public enum RowRule {
  R01("The id must have the form, date and check digit of its type", Severity.QUARANTINE),
  R02(
      "A key column, or one that a row says nothing without, must not be empty",
      Severity.QUARANTINE),
  R03("Identical rows under one key: one is kept", Severity.SUPERSEDE),
  R04("Different rows under one key: all are set aside", Severity.QUARANTINE),
  R05("A code must be in its list on that date", Severity.QUARANTINE),
  R06(
      "A school unit must be known to the unit register; the row waits in quarantine until it is",
      Severity.QUARANTINE),
  R07("A municipality code must be four digits and known, at whatever time", Severity.QUARANTINE),
  R08("A value must have its form and lie in its range", Severity.QUARANTINE),
  R09("The school year or half-year must be the delivery's", Severity.QUARANTINE),
  R10("Nobody has a grade in both SV and SVA: both rows are set aside", Severity.QUARANTINE),
  R11(
      "A subject has a grade or a code for why there is none, not both: all are set aside",
      Severity.QUARANTINE),
  R12("The age is one at which people go to that school", Severity.WARN),
  R13(
      "One id has one birth year and one sex in a period: all rows of the id are set aside",
      Severity.QUARANTINE),
  R14("A line must have the header's fields", Severity.QUARANTINE),
  R15("A line must be text in the declared encoding", Severity.QUARANTINE),
  R16("Absence must not exceed the hours offered", Severity.QUARANTINE),
  R17("An end must not lie before its start", Severity.QUARANTINE),
  R18(
      "Nobody under the activity responsibility is enrolled on 15 October meanwhile",
      Severity.WARN),
  R19("A TF id names a row, not a person: it links nothing", Severity.QUARANTINE),
  R20("A row must lie within the scope of its delivery", Severity.QUARANTINE),
  R21("An id must be one that can belong to nobody, under the sample's key", Severity.STOP);

  /** What happens to a row that breaks the rule. */
  public enum Severity {
    /** The row is taken in, and counted. */
    WARN,
    /** The row goes to quarantine. */
    QUARANTINE,
    /** The row is one too many of the same and is counted as superseded. */
    SUPERSEDE,
    /** Nothing is taken in until somebody has seen to it. */
    STOP
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
