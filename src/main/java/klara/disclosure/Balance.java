package klara.disclosure;

import java.util.List;

/**
 * Cells whose students, or events, come to as much as those of some others, though neither are
 * parts of the others.
 *
 * @param cells by index in their {@link CellSystem}
 * @param others likewise
 */
public record Balance(List<Integer> cells, List<Integer> others) {
  /** Copies what it is given. */
  public Balance {
    cells = List.copyOf(cells);
    others = List.copyOf(others);
  }

  /** Two cells that are the same. */
  public static Balance same(int one, int other) {
    return new Balance(List.of(one), List.of(other));
  }

  boolean isOfTwo() {
    return cells.size() == 1 && others.size() == 1;
  }
}
