package klara.twin;

import java.util.random.RandomGenerator;
import klara.store.Text;
import klara.twin.Cell.Background;
import klara.twin.Cell.Parents;

/**
 * Origin and family of a student as registers know them, drawn once and the same in every year.
 *
 * @param birthRegion Sverige, Norden, EU/EFTA or ovr
 * @param immigrationYear before year 9; {@link #NONE} for those born here
 * @param education SUN level of the parent with the higher one; {@link #NONE} where unknown
 * @param income fifth of disposable household income
 * @param hasAssistance whether the household has economic assistance
 * @param livesWithBoth whether the student lives with both parents
 * @param siblings at home
 */
record FamilyBackground(
    Text birthRegion,
    int immigrationYear,
    int education,
    int income,
    boolean hasAssistance,
    boolean livesWithBoth,
    int siblings) {
  static final int NONE = 0;

  private static final Text SWEDEN = Text.of("Sverige");
  private static final Text[] ABROAD = {
    Text.of("ovr"), Text.of("ovr"), Text.of("ovr"), Text.of("EU/EFTA"), Text.of("Norden")
  };

  /** Of those with foreign background who are not newly arrived. */
  private static final double BORN_ABROAD = 0.4;

  private static final int NEWLY_ARRIVED_YEARS = 4;
  private static final int YEARS_SINCE_BIRTH = 14;

  /**
   * Draws what is known of a student of a cell.
   *
   * @param year the calendar year in which year 9 begins
   */
  static FamilyBackground draw(Cell cell, int year, RandomGenerator random) {
    boolean isNew = cell.background() == Background.NEWLY_ARRIVED;
    Text region = SWEDEN;
    int immigration = NONE;
    if (isNew || (cell.isForeign() && random.nextDouble() < BORN_ABROAD)) {
      region = ABROAD[random.nextInt(ABROAD.length)];
      int ago =
          isNew
              ? random.nextInt(NEWLY_ARRIVED_YEARS)
              : random.nextInt(NEWLY_ARRIVED_YEARS, YEARS_SINCE_BIRTH);
      immigration = year - ago;
    }
    int education = cell.parents() == Parents.UNKNOWN ? NONE : level(cell.parents(), random);
    double means = cell.advantage() + 0.9 * random.nextGaussian();
    return new FamilyBackground(
        region,
        immigration,
        education,
        means < -1 ? 1 : means < -0.3 ? 2 : means < 0.25 ? 3 : means < 0.9 ? 4 : 5,
        means < -1.5,
        random.nextDouble() < 0.72,
        (int) (random.nextDouble() * random.nextDouble() * 5));
  }

  private static int level(Parents parents, RandomGenerator random) {
    return switch (parents) {
      case PRE_SECONDARY -> random.nextInt(1, 3);
      case UPPER_SECONDARY -> random.nextInt(3, 5);
      default -> random.nextInt(20) == 0 ? 7 : random.nextInt(5, 7);
    };
  }
}
