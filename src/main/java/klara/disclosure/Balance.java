package klara.disclosure;

import java.util.List;

/**
 * Cells whose events come to as much as those of some others, though neither are parts of the
 * others.
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
}
