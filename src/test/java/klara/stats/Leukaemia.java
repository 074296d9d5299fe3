package klara.stats;

import java.util.Arrays;
import java.util.List;
import klara.stats.LifeTable.Row;

/** Data sets that most books on survival print. */
final class Leukaemia {
  private static final int[] ALL_EVENTS = new int[21];

  static {
    Arrays.fill(ALL_EVENTS, 1);
  }

  /**
   * Weeks of remission under 6-mercaptopurine, Freireich et al. (1963), Blood 21:699; Cox and Oakes
   * (1984), Analysis of Survival Data, table 1.1.
   */
  static final LifeTable TREATED =
      LifeTable.of(
          21,
          List.of(
              Row.of(6, 3, 1),
              Row.of(7, 1, 0),
              Row.of(9, 0, 1),
              Row.of(10, 1, 1),
              Row.of(11, 0, 1),
              Row.of(13, 1, 0),
              Row.of(16, 1, 0),
              Row.of(17, 0, 1),
              Row.of(19, 0, 1),
              Row.of(20, 0, 1),
              Row.of(22, 1, 0),
              Row.of(23, 1, 0),
              Row.of(25, 0, 1),
              Row.of(32, 0, 2),
              Row.of(34, 0, 1),
              Row.of(35, 0, 1)));

  /** The same under placebo; all relapsed. */
  static final LifeTable PLACEBO =
      LifeTable.ofPersons(
          new double[] {1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23},
          ALL_EVENTS);

  /**
   * Weeks until relapse of acute myelogenous leukaemia, maintained; Miller (1997), Survival
   * Analysis; R's {@code survival::aml}.
   */
  static final LifeTable MAINTAINED =
      LifeTable.ofPersons(
          new double[] {9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161},
          new int[] {1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0});

  /** The same, not maintained. */
  static final LifeTable NOT_MAINTAINED =
      LifeTable.ofPersons(
          new double[] {5, 5, 8, 8, 12, 16, 23, 27, 30, 33, 43, 45},
          new int[] {1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1});

  private Leukaemia() {}
}
