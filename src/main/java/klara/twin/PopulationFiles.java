package klara.twin;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import klara.register.Backgrounds;
import klara.register.Occupations;
import klara.register.PopulationEvents;
import klara.twin.Deliveries.Delivery;
import klara.twin.Lives.Lived;
import klara.twin.OccupationModel.Occupation;
import klara.twin.Tally.Sheet;

/** What population registers know of one chunk of students, year after year. */
final class PopulationFiles {
  /** The last year that the population register had told of at the end of 2025. */
  static final int LAST_YEAR = 2024;

  /** The same of occupations, which come 16 months after the year. */
  static final int LAST_OCCUPATIONS = 2023;

  private static final int FIRST_AGE = 16;

  private final TwinSettings settings;
  private final int cohort;
  private final OccupationModel model;
  private final Tally tally;
  private final Opener opener;
  private final Codes codes;
  private final ByPeriod<BackgroundRows> backgrounds = new ByPeriod<>();
  private final ByPeriod<EventRows> events = new ByPeriod<>();
  private final ByPeriod<OccupationRows> occupations = new ByPeriod<>();

  PopulationFiles(
      TwinSettings settings,
      int cohort,
      OccupationModel model,
      Tally tally,
      Opener opener,
      Codes codes) {
    this.settings = settings;
    this.cohort = cohort;
    this.model = model;
    this.tally = tally;
    this.opener = opener;
    this.codes = codes;
  }

  void write(Student student, FamilyBackground family, Lived lived) throws IOException {
    writeBackgrounds(student, family, lived.life());
    writeEvents(student, lived.life());
    writeOccupations(student, lived);
  }

  /** The year of year 9, and each later year after which residence or immigration is another. */
  private void writeBackgrounds(Student student, FamilyBackground family, Life life)
      throws IOException {
    String known = Life.NOWHERE;
    int since = FamilyBackground.NONE;
    for (int year = cohort; year <= LAST_YEAR; year++) {
      int day = Days.lastOf(year);
      String residence = life.residence(day);
      int immigratedIn = life.immigratedIn(day);
      boolean isOther = !residence.equals(known) || immigratedIn != since;
      if (isOther && !residence.equals(Life.NOWHERE)) {
        backgrounds(year).write(student, family, residence, immigratedIn);
        known = residence;
        since = immigratedIn;
      }
      if (life.events().isEmpty()) {
        return;
      }
    }
  }

  private void writeEvents(Student student, Life life) throws IOException {
    String before = life.home();
    for (LifeEvent event : life.events()) {
      int year = Math.max(cohort, Days.year(event.day()));
      if (year <= LAST_YEAR) {
        events(year).write(student, event);
        String there = before.equals(Life.NOWHERE) ? event.municipality() : before;
        tally.add(Sheet.EVENTS, year, there, name(event));
        before = event.municipality();
      }
    }
  }

  private static String name(LifeEvent event) {
    return event.kind().name().toLowerCase(Locale.ROOT);
  }

  private void writeOccupations(Student student, Lived lived) throws IOException {
    SplittableRandom random =
        Seeds.random(settings.seed(), Seeds.Purpose.OCCUPATIONS, cohort, student.index());
    OccupationModel.Leaning leaning = OccupationModel.Leaning.draw(random);
    int last = Math.min(LAST_OCCUPATIONS, student.birthYear() + LifeModel.LAST_AGE);
    for (int year = student.birthYear() + FIRST_AGE; year <= last; year++) {
      String residence = lived.life().residence(Days.lastOf(year));
      if (!residence.equals(Life.NOWHERE)) {
        Occupation occupation =
            model.draw(student, lived.history(), cohort, year, residence, leaning, random);
        occupations(year).write(student, occupation);
        tally.add(Sheet.OCCUPATIONS, year, residence, "persons", occupation.status().counted());
      }
    }
  }

  private BackgroundRows backgrounds(int year) throws IOException {
    boolean hasOlder = settings.isDirty() && year == settings.firstCohort();
    return backgrounds.of(
        year,
        () ->
            new BackgroundRows(
                opener.open(
                    new Delivery(
                        Backgrounds.REGISTER,
                        Integer.toString(year),
                        LocalDate.of(year + 1, 4, 15),
                        hasOlder ? 2 : 1,
                        Optional.empty())),
                year,
                codes));
  }

  private EventRows events(int year) throws IOException {
    return events.of(
        year,
        () ->
            new EventRows(
                opener.open(
                    new Delivery(
                        PopulationEvents.REGISTER,
                        Integer.toString(year),
                        LocalDate.of(year + 1, 3, 20))),
                codes));
  }

  private OccupationRows occupations(int year) throws IOException {
    return occupations.of(
        year,
        () ->
            new OccupationRows(
                opener.open(
                    new Delivery(
                        Occupations.REGISTER,
                        Integer.toString(year),
                        LocalDate.of(year + 2, 4, 30))),
                year,
                codes));
  }
}
