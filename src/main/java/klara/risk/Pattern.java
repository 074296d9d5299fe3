package klara.risk;

import java.util.List;

/**
 * One to three circumstances that meet, and what that goes with in two cohorts.
 *
 * @param flags names of the circumstances, in the order of the search
 * @param discovery the cohort that was searched
 * @param confirmation another cohort, which had no say in the search
 * @param pValue Fisher's exact test in the discovery cohort, against no higher risk than in
 *     everyone else
 * @param qValue the same, adjusted for all the conjunctions tested (Benjamini and Hochberg)
 * @param isImproved in the discovery cohort the risk is above that of the others in every group
 *     that shares only some of the circumstances, or none of them, by an interval clear of 0
 * @param isConfirmed {@code qValue} is at most 0.05 and {@code isImproved}; in the confirmation
 *     cohort the minimums hold, and the same intervals, the one against everyone else included, are
 *     clear of 0 on the same side. Had only the sign to hold there, a circumstance that adds
 *     nothing to a strong one would too often be taken for a pattern
 * @param isSafe nobody can be singled out by the counts of this pattern together with those of any
 *     part of it: every cell of the circumstances' cross-table, with and without the outcome, has
 *     nobody or at least 5, in both cohorts; and no pattern that comes before it and is confirmed
 *     and safe holds the same students, or all but 1 to 4, with or without the outcome. Says
 *     nothing of other tables
 */
public record Pattern(
    List<String> flags,
    Finding discovery,
    Finding confirmation,
    double pValue,
    double qValue,
    boolean isImproved,
    boolean isConfirmed,
    boolean isSafe) {
  Pattern unsafe() {
    return new Pattern(
        flags, discovery, confirmation, pValue, qValue, isImproved, isConfirmed, false);
  }
}
