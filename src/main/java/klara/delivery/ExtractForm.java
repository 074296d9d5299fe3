package klara.delivery;

import java.util.List;
import java.util.Optional;

/**
 * How a file from another register is written, as far as the file does not say so itself.
 *
 * @param delimiter between the columns of a text file; without one, the commonest in the headings
 * @param encoding of a text file; declared, never guessed
 * @param header the line that the headings stand in; 0 where there are none, and the columns are
 *     then called _1, _2, …
 * @param sheet of a workbook; without one, the only one it has
 * @param nullTokens texts that stand for nothing, beside the empty one
 * @param decimal the decimal mark of numbers, where a column is said to be one
 */
public record ExtractForm(
    Optional<Character> delimiter,
    String encoding,
    int header,
    Optional<String> sheet,
    List<String> nullTokens,
    char decimal) {}
