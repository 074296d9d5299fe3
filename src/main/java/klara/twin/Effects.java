package klara.twin;

/**
 * The planted effects, on the scale of ability, where the residual standard deviation between
 * students is {@link #SD_STUDENT}. They are chosen so that a twin's differences between groups are
 * of the size that Skolverket publishes; nothing is estimated from individuals.
 */
final class Effects {
  static final double SD_STUDENT = 0.85;
  static final double SD_SCHOOL = 0.15;

  /** Noise of one subject, given ability. */
  static final double SD_SUBJECT = 0.6;

  static final double GIRL = 0.36;
  static final double FOREIGN = -0.2;
  static final double NEWLY_ARRIVED = -1.1;
  static final double PRE_SECONDARY = -0.4;
  static final double POST_SECONDARY = 0.45;
  static final double UNKNOWN_EDUCATION = -0.5;

  /** How strongly circumstances decide which school of the municipality a student goes to. */
  static final double SEGREGATION = 0.8;

  /** Of ability and circumstances on the latent scale of finishing upper secondary school. */
  static final double FINISH_ABILITY = 0.55;

  static final double FINISH_GIRL = 0.03;
  static final double FINISH_FOREIGN = -0.08;
  static final double FINISH_VOCATIONAL = -0.1;
  static final double FINISH_INTRODUCTORY = -1.1;

  /** How far below a diploma within four years one within five still lies. */
  static final double FINISH_FIFTH_YEAR = 0.12;

  private Effects() {}

  /** What a student's circumstances add to ability. */
  static double of(Cell cell) {
    return (cell.isGirl() ? GIRL : 0)
        + switch (cell.background()) {
          case SWEDISH -> 0;
          case FOREIGN -> FOREIGN;
          case NEWLY_ARRIVED -> FOREIGN + NEWLY_ARRIVED;
        }
        + switch (cell.parents()) {
          case PRE_SECONDARY -> PRE_SECONDARY;
          case UPPER_SECONDARY -> 0;
          case POST_SECONDARY -> POST_SECONDARY;
          case UNKNOWN -> UNKNOWN_EDUCATION;
        };
  }
}
