package klara.twin;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import klara.register.AbsenceReports;
import klara.register.ActivityResponsibility;
import klara.register.IdentityChanges;
import klara.register.SchoolYear;
import klara.twin.Deliveries.Delivery;

/**
 * The registers that only a dirty twin has, because some rules need them: absence, the activity
 * responsibility and changes of id, of one chunk of students.
 */
final class FewRegisters {
  /** Cohorts whose absence the whole country reports; before them only some municipalities did. */
  private static final int WITH_ABSENCE = 3;

  private static final List<String> EARLY = List.of("1280", "1281", "1283");

  private final TwinSettings settings;
  private final int schoolYear;
  private final Opener opener;
  private final ActivityPeriods activityPeriods;
  private final Map<String, AbsenceRows> absences = new TreeMap<>();
  private final Map<String, ActivityRows> activities = new TreeMap<>();
  private Optional<IdentityChangeRows> identityChanges = Optional.empty();

  /** Begins a file of a delivery. */
  @FunctionalInterface
  interface Opener {
    RegisterFile open(Delivery delivery) throws IOException;
  }

  FewRegisters(TwinSettings settings, int schoolYear, Opener opener) {
    this.settings = settings;
    this.schoolYear = schoolYear;
    this.opener = opener;
    activityPeriods = new ActivityPeriods(schoolYear);
  }

  /** Writes what is known of a student in year 9. */
  void write(Student student) throws IOException {
    boolean isEverywhere = schoolYear > TwinSettings.LAST_COHORT - WITH_ABSENCE;
    Municipality municipality = student.school().municipality();
    if (isEverywhere || EARLY.contains(municipality.code())) {
      absences(isEverywhere ? Optional.empty() : Optional.of(municipality))
          .write(student, random(Seeds.Purpose.ABSENCE, student));
    }
    if (student.idType() == Identities.Type.PNR && student.cell().isForeign()) {
      identityChanges().write(student, random(Seeds.Purpose.IDENTITY_CHANGES, student));
    }
  }

  /**
   * Writes the student's time under the activity responsibility.
   *
   * @param certain the school years whose enrolment stands in its file as it is
   */
  void write(Student student, StudyHistory history, Set<Integer> certain) throws IOException {
    if (student.idType() != Identities.Type.TF) {
      SplittableRandom random = random(Seeds.Purpose.ACTIVITY_RESPONSIBILITY, student);
      for (ActivityPeriods.Registration registration :
          activityPeriods.of(student, history, certain, random)) {
        activities(registration.halfYear()).write(student, registration, random);
      }
    }
  }

  private SplittableRandom random(Seeds.Purpose purpose, Student student) {
    return Seeds.random(settings.seed(), purpose, schoolYear, student.index());
  }

  private AbsenceRows absences(Optional<Municipality> scope) throws IOException {
    String key = scope.map(Municipality::code).orElse("");
    AbsenceRows rows = absences.get(key);
    if (rows == null) {
      Delivery delivery =
          new Delivery(
              AbsenceReports.REGISTER,
              SchoolYear.text(schoolYear),
              // Two versions 1 of one day would share a folder
              LocalDate.of(schoolYear + 1, 7, 25 + Math.max(0, EARLY.indexOf(key))),
              1,
              scope);
      rows = new AbsenceRows(opener.open(delivery), schoolYear);
      absences.put(key, rows);
    }
    return rows;
  }

  private ActivityRows activities(String halfYear) throws IOException {
    ActivityRows rows = activities.get(halfYear);
    if (rows == null) {
      int year = Integer.parseInt(halfYear.substring(0, 4));
      LocalDate deliveredOn =
          halfYear.endsWith("H2") ? LocalDate.of(year + 1, 5, 31) : LocalDate.of(year, 11, 30);
      rows =
          new ActivityRows(
              opener.open(new Delivery(ActivityResponsibility.REGISTER, halfYear, deliveredOn)),
              halfYear);
      activities.put(halfYear, rows);
    }
    return rows;
  }

  private IdentityChangeRows identityChanges() throws IOException {
    if (identityChanges.isEmpty()) {
      Delivery delivery =
          new Delivery(
              IdentityChanges.REGISTER,
              Integer.toString(schoolYear),
              LocalDate.of(schoolYear + 1, 4, 15));
      identityChanges = Optional.of(new IdentityChangeRows(opener.open(delivery), schoolYear));
    }
    return identityChanges.get();
  }
}
