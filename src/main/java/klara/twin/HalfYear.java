package klara.twin;

import java.time.LocalDate;

/**
 * A half of a calendar year, as the activity responsibility is reported.
 *
 * @param number halves since the year 0
 */
record HalfYear(int number) {
  /** The first one that is collected; the last one that had come at the end of 2025. */
  static final HalfYear FIRST = of(2015, 1);

  static final HalfYear LAST = of(2025, 1);

  static HalfYear of(int year, int half) {
    return new HalfYear(year * 2 + half - 1);
  }

  /** By its text. */
  static HalfYear of(String text) {
    return of(Integer.parseInt(text.substring(0, 4)), text.charAt(5) - '0');
  }

  static HalfYear containing(int day) {
    LocalDate date = LocalDate.ofEpochDay(day);
    return of(date.getYear(), date.getMonthValue() <= 6 ? 1 : 2);
  }

  int year() {
    return number / 2;
  }

  private boolean isFirst() {
    return number % 2 == 0;
  }

  int firstDay() {
    return Days.of(year(), isFirst() ? 1 : 7, 1);
  }

  int lastDay() {
    return isFirst() ? Days.of(year(), 6, 30) : Days.lastOf(year());
  }

  LocalDate deliveredOn() {
    return isFirst() ? LocalDate.of(year(), 11, 30) : LocalDate.of(year() + 1, 5, 31);
  }

  @Override
  public String toString() {
    return year() + (isFirst() ? "H1" : "H2");
  }
}
