package klara.twin;

import java.util.ArrayList;
import java.util.List;
import klara.twin.LifeEvent.Kind;
import klara.twin.Lives.Lived;
import klara.twin.StudyHistory.Enrolment;
import klara.twin.Tally.Sheet;

/**
 * Counts lives of one cohort.
 *
 * @param cohort the school year of year 9
 * @param tally to add them to
 */
record LifeTally(int cohort, Tally tally) {
  private static final int LAST_START = TwinSettings.LAST_ENROLMENT - 1;

  /** Of students, those who cannot be followed. */
  void add(Student student) {
    tally.add(Sheet.LIVES, cohort, student.home().code(), "students");
  }

  void add(Student student, FamilyBackground family, Lived lived) {
    addLife(student, family, lived);
    if (!lived.history().enrolments().isEmpty()) {
      addFirstYear(lived);
      addArrival(student, family, lived);
    }
  }

  private void addLife(Student student, FamilyBackground family, Lived lived) {
    List<String> columns = new ArrayList<>();
    if (student.isInYear9()) {
      columns.add("students");
      columns.add("followed");
      if (lived.history().in(cohort + 1).isEmpty()) {
        columns.add("not_in_upper_secondary");
      }
    } else {
      columns.add("ended_schooling");
    }
    if (family.immigrationYear() != FamilyBackground.NONE) {
      columns.add("immigrated_before");
    }
    if (has(lived.life(), Kind.FLYTT, cohort)) {
      columns.add("moved_from_home");
    }
    if (has(lived.life(), Kind.UTVANDRING, cohort)) {
      columns.add("emigrated");
    }
    if (has(lived.life(), Kind.INVANDRING, cohort)) {
      columns.add("returned");
    }
    if (has(lived.life(), Kind.DOD, cohort)) {
      columns.add("died");
    }
    if (lived.history().hasDiplomaBefore(TwinSettings.LAST_ENROLMENT)) {
      columns.add("diplomas");
    }
    tally.add(Sheet.LIVES, cohort, student.home().code(), columns.toArray(String[]::new));
  }

  /** Whether something happened after year 9 began, of what registers had told of. */
  private static boolean has(Life life, Kind kind, int cohort) {
    return life.events().stream()
        .filter(event -> event.kind() == kind)
        .anyMatch(
            event ->
                event.day() > Days.lastOf(cohort)
                    && event.day() <= Days.lastOf(PopulationFiles.LAST_YEAR));
  }

  private void addFirstYear(Lived lived) {
    Enrolment first = lived.history().enrolments().get(0);
    int year = first.schoolYear();
    if (year > LAST_START) {
      return;
    }
    List<String> columns = new ArrayList<>(List.of("starters"));
    lived
        .history()
        .in(year + 1)
        .ifPresentOrElse(
            next -> {
              boolean isOther = next.programme() != first.programme();
              if (isOther && !first.isIntroductory()) {
                columns.add("changed_programme");
              } else if (isOther && !next.isIntroductory()) {
                columns.add("went_on_from_introduction");
              }
            },
            () -> {
              columns.add("interrupted");
              columns.add(interruption(lived, year));
            });
    tally.add(Sheet.FIRST_YEAR, year, first.home(), columns.toArray(String[]::new));
  }

  private static String interruption(Lived lived, int year) {
    int nextReport = Days.enrolment(year + 1);
    if (lived.life().diesOn() <= nextReport) {
      return "died";
    }
    if (!lived.life().isResident(nextReport)) {
      return "moved_abroad";
    }
    if (year + 2 > TwinSettings.LAST_ENROLMENT) {
      return "not_back_yet";
    }
    return lived.history().in(year + 2).isPresent() ? "back_within_2_years" : "not_back";
  }

  private void addArrival(Student student, FamilyBackground family, Lived lived) {
    Enrolment first = lived.history().enrolments().get(0);
    if (!student.isNewlyArrived() || first.programme() != Programme.IMS || !student.isInYear9()) {
      return;
    }
    List<String> columns = new ArrayList<>(List.of("students"));
    for (Enrolment enrolment : lived.history().enrolments()) {
      if (!enrolment.isIntroductory()) {
        columns.add(national(enrolment.schoolYear() - first.schoolYear()));
        break;
      }
    }
    if (has(lived.life(), Kind.FLYTT, cohort)) {
      columns.add("moved_municipality");
    }
    int age = family.immigrationYear() - student.birthYear();
    tally.add(Sheet.ARRIVALS, cohort, Integer.toString(age), columns.toArray(String[]::new));
  }

  private static String national(int years) {
    return switch (years) {
      case 1 -> "national_after_1_year";
      case 2 -> "national_after_2_years";
      case 3 -> "national_after_3_years";
      default -> "national_later";
    };
  }
}
