package klara.twin;

import java.util.ArrayList;
import java.util.List;

/**
 * A kind of student: sex, background and parents' education.
 *
 * @param isGirl legal sex
 * @param background Swedish, foreign, or foreign and newly arrived
 * @param parents education of the parent with the higher one
 */
record Cell(boolean isGirl, Background background, Parents parents) {
  /** Background, and whether the student came within the last four years. */
  enum Background {
    SWEDISH(1, 0.08, 0.01),
    FOREIGN(0.85, 0.3, 0.04),
    NEWLY_ARRIVED(0.7, 0.4, 0.25);

    private final double postSecondary;
    private final double preSecondary;
    private final double unknown;

    Background(double postSecondary, double preSecondary, double unknown) {
      this.postSecondary = postSecondary;
      this.preSecondary = preSecondary;
      this.unknown = unknown;
    }

    /** Share with a post-secondary parent, in relation to the whole municipality's. */
    double postSecondary() {
      return postSecondary;
    }

    /** Of those without a post-secondary parent, whose parents have less than upper secondary. */
    double preSecondary() {
      return preSecondary;
    }

    /** Of those without a post-secondary parent, of whose parents it is not known. */
    double unknown() {
      return unknown;
    }
  }

  /** Education of the parent with the higher one. */
  enum Parents {
    PRE_SECONDARY,
    UPPER_SECONDARY,
    POST_SECONDARY,
    UNKNOWN
  }

  /** All 24, background outermost: {@link Composition} rounds along this order. */
  static final List<Cell> ALL = all();

  boolean isForeign() {
    return background != Background.SWEDISH;
  }

  /** How far the student's circumstances help, for where families live: -1.5 to 1. */
  double advantage() {
    return (isForeign() ? -0.5 : 0.3)
        + switch (parents) {
          case PRE_SECONDARY -> -0.7;
          case UPPER_SECONDARY -> -0.2;
          case POST_SECONDARY -> 0.4;
          case UNKNOWN -> -0.9;
        };
  }

  private static List<Cell> all() {
    List<Cell> cells = new ArrayList<>();
    for (Background background : Background.values()) {
      for (Parents parents : Parents.values()) {
        cells.add(new Cell(false, background, parents));
        cells.add(new Cell(true, background, parents));
      }
    }
    return List.copyOf(cells);
  }
}
