package klara.risk;

/**
 * How many students there are in a group, and how many of them had the outcome.
 *
 * @param students how many there are
 * @param events how many of them had the outcome
 */
record Tally(long students, long events) {
  /** No count from 1 to 4 may be told or worked out. */
  static final int SMALLEST = 5;

  Tally plus(long moreStudents, long moreEvents) {
    return new Tally(students + moreStudents, events + moreEvents);
  }

  Tally minus(Tally part) {
    return new Tally(students - part.students, events - part.events);
  }

  /** Those with the outcome and those without are each nobody, or not too few. */
  boolean isSafe() {
    return isSafe(events) && isSafe(students - events);
  }

  private static boolean isSafe(long number) {
    return number == 0 || number >= SMALLEST;
  }
}
