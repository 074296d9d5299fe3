package klara.pathway;

/**
 * Three cohorts together. The blocks never overlap and never move, so that no release can be laid
 * over another to tell one cohort from them.
 */
final class CohortBlock {
  static final int COHORTS = 3;

  private CohortBlock() {}

  /** The block of a cohort: 2016, 2017 and 2018 are all of {@code 2016-2018}. */
  static String of(int cohort) {
    int first = first(cohort);
    return "%d-%d".formatted(first, first + COHORTS - 1);
  }

  /** The first cohort of a cohort's block. */
  static int first(int cohort) {
    return cohort - Math.floorMod(cohort, COHORTS);
  }
}
