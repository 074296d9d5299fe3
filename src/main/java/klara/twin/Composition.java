package klara.twin;

import klara.twin.Cell.Background;

/**
 * How many students of each {@link Cell} a year 9 of a municipality has. Official shares are met to
 * within rounding; what they do not say is documented here.
 */
final class Composition {
  /** Of students with foreign background, those who came within four years. */
  private static final double NEWLY_ARRIVED = 0.1;

  /** Nowhere has everyone a post-secondary parent. */
  private static final double MOST = 0.98;

  private final int[] before = new int[Cell.ALL.size() + 1];
  private final int[] girlsBefore = new int[Cell.ALL.size() + 1];

  private Composition() {}

  static Composition of(int students, double girls, double foreign, double postSecondary) {
    Composition composition = new Composition();
    double post = Math.min(postSecondary, MOST);
    double others =
        post * foreign * (1 - NEWLY_ARRIVED) * Background.FOREIGN.postSecondary()
            + post * foreign * NEWLY_ARRIVED * Background.NEWLY_ARRIVED.postSecondary();
    double swedish = foreign == 1 ? post : Math.min(MOST, (post - others) / (1 - foreign));
    double cumulated = 0;
    for (int i = 0; i < Cell.ALL.size(); i++) {
      Cell cell = Cell.ALL.get(i);
      double withPost =
          cell.background() == Background.SWEDISH
              ? swedish
              : post * cell.background().postSecondary();
      cumulated +=
          students
              * background(cell, foreign)
              * parents(cell, withPost)
              * (cell.isGirl() ? girls : 1 - girls);
      composition.before[i + 1] = (int) Math.round(cumulated);
      composition.girlsBefore[i + 1] =
          composition.girlsBefore[i] + (cell.isGirl() ? composition.count(i) : 0);
    }
    return composition;
  }

  private static double background(Cell cell, double foreign) {
    return switch (cell.background()) {
      case SWEDISH -> 1 - foreign;
      case FOREIGN -> foreign * (1 - NEWLY_ARRIVED);
      case NEWLY_ARRIVED -> foreign * NEWLY_ARRIVED;
    };
  }

  private static double parents(Cell cell, double post) {
    double preSecondary = cell.background().preSecondary();
    double unknown = cell.background().unknown();
    return switch (cell.parents()) {
      case PRE_SECONDARY -> (1 - post) * preSecondary;
      case UPPER_SECONDARY -> (1 - post) * (1 - preSecondary - unknown);
      case POST_SECONDARY -> post;
      case UNKNOWN -> (1 - post) * unknown;
    };
  }

  int students() {
    return before[Cell.ALL.size()];
  }

  int girls() {
    return girlsBefore[Cell.ALL.size()];
  }

  /** How many students are of a cell, by its place in {@link Cell#ALL}. */
  int count(int cell) {
    return before[cell + 1] - before[cell];
  }

  /** The cell of a student, by the student's place in the municipality. */
  int cellOf(int place) {
    int cell = 0;
    while (before[cell + 1] <= place) {
      cell++;
    }
    return cell;
  }

  /** How many students of the same sex stand before one in the municipality. */
  int sameSexBefore(int place) {
    int cell = cellOf(place);
    int inCell = place - before[cell];
    return Cell.ALL.get(cell).isGirl()
        ? girlsBefore[cell] + inCell
        : before[cell] - girlsBefore[cell] + inCell;
  }
}
