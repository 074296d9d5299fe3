package klara.twin;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import klara.twin.LifeEvent.Kind;

/**
 * Draws moves, emigration, returns and deaths from the day after the first enrolment report on, so
 * that who begins upper secondary school, and where, is what calibration says. Yearly rates are of
 * the size that SCB publishes for the ages 16 to 25.
 */
final class LifeModel {
  static final double DEATH = 0.0003;
  static final double EMIGRATION = 0.004;
  static final double EMIGRATION_FOREIGN = 0.011;

  /** Of those who emigrate, how many come back within three years. */
  static final double RETURN = 0.3;

  /** Of those who neither begin upper secondary school nor do so later: left in the summer. */
  private static final double AWAY_INSTEAD = 0.1;

  private static final double MOVE_AT_16 = 0.03;
  private static final double MOVE_NEWLY_ARRIVED = 0.06;
  private static final double MOVE_AT_19 = 0.11;
  private static final double MOVE_AT_23 = 0.1;

  /** Nobody is followed beyond the year of this age. */
  static final int LAST_AGE = 25;

  private static final int DAYS_OF_FIRST_YEAR = 77;
  private static final double DAYS_OF_YEAR = 365;

  /** Of a year's departures, those before the diplomas of June. */
  private static final double BEFORE_DIPLOMAS = 0.44;

  private final Geography geography;
  private final Destinations destinations;

  LifeModel(Geography geography) {
    this.geography = geography;
    destinations = new Destinations(geography);
  }

  /**
   * The probability of being in the country, alive, from the first enrolment report to the diplomas
   * of June so many years later, without having left meanwhile.
   */
  static double stays(boolean isForeign, int years) {
    double leaves = DEATH + (isForeign ? EMIGRATION_FOREIGN : EMIGRATION);
    return (1 - leaves * DAYS_OF_FIRST_YEAR / DAYS_OF_YEAR)
        * Math.pow(1 - leaves, years - 1.0)
        * (1 - leaves * BEFORE_DIPLOMAS);
  }

  /**
   * A life.
   *
   * @param cohort the school year of year 9
   * @param planned the way through upper secondary school of one who stays
   */
  Life draw(
      Student student,
      FamilyBackground family,
      int cohort,
      StudyHistory planned,
      SplittableRandom random) {
    List<LifeEvent> events = new ArrayList<>(2);
    String home = student.home().code();
    if (family.immigrationYear() != FamilyBackground.NONE) {
      int day = Days.of(family.immigrationYear(), 1, 1) + random.nextInt(240);
      events.add(new LifeEvent(day, Kind.INVANDRING, home));
    }
    int lastAtSchool =
        planned.enrolments().isEmpty()
            ? 0
            : planned.enrolments().get(planned.enrolments().size() - 1).schoolYear() + 1;
    String residence = home;
    double away = random.nextDouble();
    int year = cohort + 1;
    if (planned.enrolments().isEmpty() && student.isInYear9() && away < AWAY_INSTEAD) {
      int day = Days.of(year, 7, 1) + random.nextInt(90);
      year = leave(events, day, residence, random);
    }
    int last = Math.min(TwinSettings.LAST_ENROLMENT, student.birthYear() + LAST_AGE);
    while (year <= last) {
      boolean isFirst = year == cohort + 1;
      double part = isFirst ? DAYS_OF_FIRST_YEAR / DAYS_OF_YEAR : 1;
      int days = isFirst ? DAYS_OF_FIRST_YEAR : (int) DAYS_OF_YEAR;
      int from = isFirst ? Days.enrolment(year) + 1 : Days.of(year, 1, 1);
      double what = random.nextDouble() / part;
      int day = from + random.nextInt(days);
      double leaves = student.cell().isForeign() ? EMIGRATION_FOREIGN : EMIGRATION;
      int next = year + 1;
      if (what < DEATH) {
        events.add(new LifeEvent(day, Kind.DOD, Life.NOWHERE));
        break;
      } else if (what < DEATH + leaves) {
        next = leave(events, day, residence, random);
      } else if (what < DEATH + leaves + moves(student, year)) {
        String to = destinations.draw(residence, year <= lastAtSchool, random);
        if (!to.equals(residence)) {
          events.add(new LifeEvent(day, Kind.FLYTT, to));
          residence = to;
        }
      }
      year = next;
    }
    return new Life(home, List.copyOf(events));
  }

  /** Emigration, and a return perhaps; the year from which on more can happen. */
  private static int leave(
      List<LifeEvent> events, int day, String residence, SplittableRandom random) {
    events.add(new LifeEvent(day, Kind.UTVANDRING, Life.NOWHERE));
    double returns = random.nextDouble();
    int year = Days.year(day) + 1 + random.nextInt(3);
    int back = Days.of(year, 1, 1) + random.nextInt((int) DAYS_OF_YEAR);
    if (returns < RETURN && year <= TwinSettings.LAST_ENROLMENT) {
      events.add(new LifeEvent(back, Kind.INVANDRING, residence));
      return year + 1;
    }
    return Life.NEVER;
  }

  private static double moves(Student student, int year) {
    int age = year - student.birthYear();
    if (age < 19) {
      return student.isNewlyArrived() ? MOVE_NEWLY_ARRIVED : MOVE_AT_16;
    }
    return age < 23 ? MOVE_AT_19 : MOVE_AT_23;
  }

  /** Whether a unit is near enough to live elsewhere and go there. */
  boolean isNear(School school, String residence) {
    return geography
        .named(residence)
        .map(
            home ->
                home.equals(school.municipality())
                    || geography.neighbours(home).contains(school.municipality()))
        .orElse(true);
  }
}
