package klara.risk;

import klara.stats.Newcombe;
import klara.stats.Wilson;

/**
 * What one cohort says of the students in whom some circumstances meet.
 *
 * <p>Limits are 95 %. Whatever has nobody to be computed from is NaN.
 *
 * @param students in whom they meet
 * @param events how many of these had the outcome
 * @param risk share of them with the outcome, 0 to 1, with its Wilson interval
 * @param otherStudents everyone else in the cohort
 * @param otherEvents how many of these had the outcome
 * @param otherRisk share of these with the outcome, 0 to 1
 * @param riskDifference {@code risk − otherRisk}, −1 to 1, with its Newcombe interval
 * @param lift {@code risk} over the risk of the whole cohort
 * @param weightedRelativeAccuracy share of the cohort in whom they meet, times the distance of
 *     their risk from the whole cohort's
 */
public record Finding(
    long students,
    long events,
    double risk,
    double riskLower,
    double riskUpper,
    long otherStudents,
    long otherEvents,
    double otherRisk,
    double riskDifference,
    double riskDifferenceLower,
    double riskDifferenceUpper,
    double lift,
    double weightedRelativeAccuracy) {

  static Finding of(Tally together, Tally everyone) {
    Tally others = everyone.minus(together);
    double n1 = (double) together.students();
    double x1 = (double) together.events();
    double n0 = (double) others.students();
    double x0 = (double) others.events();
    double whole = (x1 + x0) / (n1 + n0);
    return new Finding(
        together.students(),
        together.events(),
        x1 / n1,
        Wilson.lower(x1, n1),
        Wilson.upper(x1, n1),
        others.students(),
        others.events(),
        x0 / n0,
        Newcombe.difference(x1, n1, x0, n0),
        Newcombe.lower(x1, n1, x0, n0),
        Newcombe.upper(x1, n1, x0, n0),
        x1 / n1 / whole,
        (x1 - n1 * whole) / (n1 + n0));
  }
}
