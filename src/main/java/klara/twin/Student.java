package klara.twin;

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
 * @param school where year 9 is
 * @param home where the student lives
 * @param ability latent, on the scale of {@link Effects}
 * @param protection 0, 1 or 2
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
    int protection) {}
