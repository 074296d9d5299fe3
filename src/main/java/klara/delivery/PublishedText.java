package klara.delivery;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import klara.register.AggregateFigures;

/**
 * What a published text says: a number or a mark. A mark is never a number: {@code ~100} is not 100
 * and {@code .} is not 0.
 *
 * @param number with a decimal point; empty for a mark
 * @param mark empty for a number
 */
record PublishedText(String number, String mark) {
  /** Space, no-break space or narrow no-break space between thousands; a hyphen or a real minus. */
  private static final String WHOLE = "([-\u2212]?)([0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+|[0-9]+)";

  private static final Pattern COMMA = Pattern.compile(WHOLE + "(?:,([0-9]+))?");
  private static final Pattern EITHER =
      Pattern.compile(WHOLE + "(?:[.,]([0-9]+))?((?:[eE][-+]?[0-9]{1,2})?)");
  private static final Pattern POINT =
      Pattern.compile(WHOLE + "(?:\\.([0-9]+))?((?:[eE][-+]?[0-9]{1,2})?)");

  /** Reads a text; empty where it is neither. */
  static Optional<PublishedText> of(String text, String decimals) {
    if (AggregateFigures.MARKS.contains(text)) {
      return Optional.of(new PublishedText("", text));
    }
    Matcher number =
        (decimals.equals(",") ? COMMA : decimals.equals(".") ? POINT : EITHER).matcher(text);
    if (!number.matches()) {
      return Optional.empty();
    }
    String sign = number.group(1).isEmpty() ? "" : "-";
    String whole = number.group(2).replaceAll("[^0-9]", "");
    String fraction = number.group(3) == null ? "" : "." + number.group(3);
    String exponent = number.groupCount() < 4 ? "" : number.group(4);
    return Optional.of(
        new PublishedText(new BigDecimal(sign + whole + fraction + exponent).toPlainString(), ""));
  }
}
