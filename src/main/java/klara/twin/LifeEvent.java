package klara.twin;

/**
 * Something that the population register is told of a person.
 *
 * @param day days since 1970-01-01
 * @param kind what happened
 * @param municipality moved to; "" where somebody left or died
 */
record LifeEvent(int day, Kind kind, String municipality) {
  /** What happened, by the names of the input contract. */
  enum Kind {
    INVANDRING,
    UTVANDRING,
    FLYTT,
    DOD
  }
}
