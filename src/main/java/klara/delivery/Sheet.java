package klara.delivery;

import java.util.List;

/**
 * A table of text as it stands in a file, one line a row; rows may be of different length.
 *
 * @param name of the sheet; empty for a file that has but one
 * @param decimals the characters that may part a number from its decimals there
 * @param rows cells as text, without the spaces around them
 */
public record Sheet(String name, String decimals, List<List<String>> rows) {
  /** The cell, or the empty text where the row does not reach so far. */
  static String cell(List<String> row, int column) {
    return column >= 0 && column < row.size() ? row.get(column) : "";
  }
}
