package klara.delivery;

import java.util.List;

/**
 * One published figure in the form of T12, every value as it is delivered.
 *
 * @param kalla who published it, with the key of the indicator or the edition
 * @param tabell the publisher's table
 * @param lasar school year (2024/25) or year
 * @param niva kind of area
 * @param kod code of the area
 * @param huvudman type of provider
 * @param kon T, K or M
 * @param matt what is measured
 * @param varde the number with a decimal point; empty where a mark stands instead
 * @param marke the mark; empty where there is a number
 * @param raText the text as published
 */
public record Figure(
    String kalla,
    String tabell,
    String lasar,
    String niva,
    String kod,
    String huvudman,
    String kon,
    String matt,
    String varde,
    String marke,
    String raText) {

  /** The values in the order of the contract. */
  public List<String> cells() {
    return List.of(kalla, tabell, lasar, niva, kod, huvudman, kon, matt, varde, marke, raText);
  }

  /** What names it: two figures with the same key contradict each other. */
  List<String> key() {
    return cells().subList(0, 8);
  }
}
