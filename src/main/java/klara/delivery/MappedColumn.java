package klara.delivery;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one column comes about: where its text is from, and then, in this order, which codes stand
 * for which, and how a number or a date is written.
 *
 * @param name of the column that it becomes
 * @param origin where the text is from
 * @param recode our code for each of theirs; under the empty text, what nothing stands for
 * @param otherwise what becomes of a code that {@code recode} does not have
 * @param number how a number is written in the delivery, where it is one
 * @param dates the forms that a date may have in the source, where it is one; the first that fits
 */
public record MappedColumn(
    String name,
    Origin origin,
    Map<String, String> recode,
    Otherwise otherwise,
    Optional<NumberForm> number,
    List<String> dates) {

  /** Where a text is from. */
  public sealed interface Origin {}

  /** A column of the source, or one derived before. */
  public record From(String column) implements Origin {}

  /** An expression of Spark SQL over those. */
  public record Sql(String expression) implements Origin {}

  /** The same text in every row; the empty one is nothing. */
  public record Constant(String value) implements Origin {}

  /** What becomes of a code without a recoding. */
  public sealed interface Otherwise {}

  /** Nothing is delivered until it has one. */
  public record Refused() implements Otherwise {}

  /** It becomes nothing. */
  public record Nothing() implements Otherwise {}

  /** It stays as it is. */
  public record Same() implements Otherwise {}

  /** It becomes this. */
  public record Replaced(String value) implements Otherwise {}

  /** How a number is written. */
  public enum NumberForm {
    WHOLE,
    DECIMAL
  }

  static MappedColumn constant(String name, String value) {
    return new MappedColumn(
        name, new Constant(value), Map.of(), new Refused(), Optional.empty(), List.of());
  }
}
