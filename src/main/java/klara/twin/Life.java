package klara.twin;

import java.util.List;

/**
 * Where a student lives from year 9 on.
 *
 * @param home municipality in year 9
 * @param events in order, an immigration before year 9 included
 */
record Life(String home, List<LifeEvent> events) {
  /** A day that never comes. */
  static final int NEVER = Integer.MAX_VALUE;

  /** Where someone lives who does not live in the country, or no longer lives. */
  static final String NOWHERE = "";

  /** Municipality of residence at the end of a day from year 9 on. */
  String residence(int day) {
    String residence = home;
    for (LifeEvent event : events) {
      if (event.day() > day) {
        break;
      }
      residence = event.municipality();
    }
    return residence;
  }

  boolean isResident(int day) {
    return !residence(day).equals(NOWHERE);
  }

  /** The first day on which the student has left the country, or life. */
  int leavesOn() {
    for (LifeEvent event : events) {
      if (event.municipality().equals(NOWHERE)) {
        return event.day();
      }
    }
    return NEVER;
  }

  /** The day of death. */
  int diesOn() {
    for (LifeEvent event : events) {
      if (event.kind() == LifeEvent.Kind.DOD) {
        return event.day();
      }
    }
    return NEVER;
  }

  /** Year of the latest immigration up to a day, 0 for none. */
  int immigratedIn(int day) {
    int year = FamilyBackground.NONE;
    for (LifeEvent event : events) {
      if (event.kind() == LifeEvent.Kind.INVANDRING && event.day() <= day) {
        year = Days.year(event.day());
      }
    }
    return year;
  }
}
