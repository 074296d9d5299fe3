package klara.twin;

import klara.twin.Programme.Kind;

/**
 * When a student reaches a diploma: a latent value, normal round {@link #latent}, above 0 means
 * within four years of the start, above the gap within three.
 *
 * @param intercept of the municipality of residence and cohort
 * @param gap between three years and four
 * @param certificate of those in national programmes who never reach one, the share with a study
 *     certificate of all credits after three years
 */
record Finish(double intercept, double gap, double certificate) {
  /** Years to a diploma for those who never reach one. */
  static final int NEVER = Integer.MAX_VALUE;

  double latent(double ability, boolean isGirl, boolean isForeign, Kind kind) {
    return intercept
        + Effects.FINISH_ABILITY * ability
        + (isGirl ? Effects.FINISH_GIRL : 0)
        + (isForeign ? Effects.FINISH_FOREIGN : 0)
        + switch (kind) {
          case HF, IB -> 0;
          case YRK -> Effects.FINISH_VOCATIONAL;
          case IM -> Effects.FINISH_INTRODUCTORY;
        };
  }

  /** Years from start to diploma; an introductory programme takes at least one of them. */
  int years(double value, Kind kind) {
    if (value > gap && kind != Kind.IM) {
      return 3;
    }
    if (value > 0) {
      return 4;
    }
    return value > -Effects.FINISH_FIFTH_YEAR ? 5 : NEVER;
  }
}
