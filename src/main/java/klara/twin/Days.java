package klara.twin;

import java.time.LocalDate;

/** Days since 1970-01-01, as registers keep them on the way into a file. */
final class Days {
  private Days() {}

  static int of(int year, int month, int day) {
    return (int) LocalDate.of(year, month, day).toEpochDay();
  }

  static int year(int day) {
    return LocalDate.ofEpochDay(day).getYear();
  }

  /** The day of the enrolment report. */
  static int enrolment(int schoolYear) {
    return of(schoolYear, 10, 15);
  }

  /** The last day of lessons. */
  static int endOfLessons(int schoolYear) {
    return of(schoolYear + 1, 6, 10);
  }

  static int lastOf(int year) {
    return of(year, 12, 31);
  }
}
