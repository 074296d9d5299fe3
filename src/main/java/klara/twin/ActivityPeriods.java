package klara.twin;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import klara.twin.StudyHistory.Enrolment;

/**
 * When students of one cohort stood under the activity responsibility: under 20, not in upper
 * secondary school and without its diploma. Every so often one is registered who does go to school
 * (R18).
 */
final class ActivityPeriods {
  /** Of the students enrolled for certain, one in so many is registered all the same. */
  private static final int EVERY_ENROLLED = 200;

  private static final int LAST_AGE = 19;
  private static final Set<StudyHistory.Type> DIPLOMAS =
      Set.of(StudyHistory.Type.E, StudyHistory.Type.L, StudyHistory.Type.IBD);

  private final int cohort;
  private int enrolled;

  /**
   * A row of the register.
   *
   * @param halfYear of the report
   * @param from first day
   * @param to last day; empty while it goes on
   * @param hasBegun whether upper secondary school had begun before
   * @param isEnrolled whether the student goes to school all the same
   */
  record Registration(
      String halfYear,
      LocalDate from,
      Optional<LocalDate> to,
      boolean hasBegun,
      boolean isEnrolled) {}

  ActivityPeriods(int cohort) {
    this.cohort = cohort;
  }

  /**
   * The registrations of a student, none of which holds a 15 October in school unless it says so.
   *
   * @param certain the school years with an enrolment that no fault has touched
   */
  List<Registration> of(
      Student student, StudyHistory history, Set<Integer> certain, RandomGenerator random) {
    List<Registration> all = new ArrayList<>();
    Set<Integer> inSchool = new HashSet<>();
    history.enrolments().forEach(one -> inSchool.add(one.schoolYear()));
    int returns = history.enrolments().stream().mapToInt(Enrolment::schoolYear).max().orElse(0);
    Optional<LocalDate> since = Optional.empty();
    for (int year = cohort + 1; isResponsible(student, history, year); year++) {
      LocalDate autumn = LocalDate.of(year, 8, 20).plusDays(random.nextInt(45));
      LocalDate winter = LocalDate.of(year, 11, 1).plusDays(random.nextInt(45));
      boolean hasBegun = inSchool.stream().anyMatch(before -> before < autumn.getYear());
      if (inSchool.contains(year)) {
        if (year == cohort + 1 && certain.contains(year) && ++enrolled % EVERY_ENROLLED == 0) {
          all.add(new Registration(year + "H2", autumn, Optional.of(winter), hasBegun, true));
        }
      } else if (returns > year) {
        all.add(new Registration(year + "H2", autumn, Optional.of(winter), hasBegun, false));
      } else {
        LocalDate from = since.orElse(autumn);
        since = Optional.of(from);
        all.add(new Registration(year + "H2", from, Optional.empty(), hasBegun, false));
        all.add(new Registration(year + 1 + "H1", from, Optional.empty(), hasBegun, false));
      }
    }
    return all;
  }

  private static boolean isResponsible(Student student, StudyHistory history, int year) {
    boolean hasDiploma =
        history
            .certificate()
            .filter(one -> DIPLOMAS.contains(one.type()) && one.schoolYear() < year)
            .isPresent();
    return !hasDiploma
        && year <= TwinSettings.LAST_COHORT
        && year - student.birthYear() <= LAST_AGE;
  }
}
