package klara.twin;

import java.util.random.RandomGenerator;
import klara.store.Text;

/**
 * A student of the twin, invented.
 *
 * @param cohort the cohort's place among the cohorts
 * @param index the student's place in the cohort
 * @param id the same in all registers
 * @param idType PNR, SAM, TF or LOP
 * @param birthYear year of birth
 * @param cell sex, background and parents' education
 * @param school the unit chosen for year 9; what it is called depends on the year
 * @param home where the student lives
 * @param ability latent, on the scale of {@link Effects}
 * @param protection 0, 1 or 2
 * @param endedIn the year of school that compulsory schooling ended in without final grades, 7 to
 *     9; 0 for a student of year 9
 */
record Student(
    int cohort,
    int index,
    Text id,
    Identities.Type idType,
    int birthYear,
    Cell cell,
    School school,
    Municipality home,
    double ability,
    int protection,
    int endedIn) {
  /** Of students, one in so many has somebody beside who never came to the end of year 9. */
  private static final int BESIDE = 143;

  /** In relation to students of year 9, those who begin upper secondary school beside them. */
  static final double BESIDE_WHO_BEGIN = UpperSecondaryModel.ENDED_BUT_BEGINS / BESIDE;

  private static final int FIRST_BESIDE = 9_000_000;
  private static final double ABILITY_BESIDE = -1.6;

  /** Whether there are final grades of year 9. */
  boolean isInYear9() {
    return endedIn == 0;
  }

  /** Whether registers of later years know the id: a TF number is not kept. */
  boolean isFollowed() {
    return idType != Identities.Type.TF;
  }

  boolean isNewlyArrived() {
    return cell.background() == Cell.Background.NEWLY_ARRIVED;
  }

  boolean hasSomebodyBeside() {
    return index % BESIDE == BESIDE / 2;
  }

  /** Somebody from the same place, whose schooling ended without final grades. */
  Student beside(int schoolYear, RandomGenerator random) {
    int place = FIRST_BESIDE + index;
    double grade = random.nextDouble();
    return new Student(
        cohort,
        place,
        Text.of("twin-%d%07d".formatted(schoolYear, place)),
        Identities.Type.LOP,
        schoolYear - Identities.AGE,
        cell,
        school,
        home,
        ability + ABILITY_BESIDE,
        0,
        grade < 0.6 ? 9 : grade < 0.9 ? 8 : 7);
  }
}
