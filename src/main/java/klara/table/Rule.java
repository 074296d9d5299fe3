package klara.table;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.octet_length;

import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.types.DataTypes;
import scala.Option;

/** A condition on one value of a {@link Field}, checked on every write and before every release. */
public sealed interface Rule {
  /** True or false, never null: a null that slipped through here would count as neither. */
  Column holds(Column value);

  /** The rule in words, for the data dictionary and for error messages. */
  String words();

  /** The value is there. */
  record Known() implements Rule {
    @Override
    public Column holds(Column value) {
      return value.isNotNull();
    }

    @Override
    public String words() {
      return "never null";
    }
  }

  /** The value is null or one of a closed list of codes. */
  record OneOf(List<String> codes) implements Rule {
    public static OneOf of(String... codes) {
      return new OneOf(List.of(codes));
    }

    @Override
    public Column holds(Column value) {
      return coalesce(value.isInCollection(codes), lit(true));
    }

    @Override
    public String words() {
      return "one of " + String.join(", ", codes);
    }
  }

  /** The value is null or lies between two bounds, both included; NaN lies nowhere. */
  record Between(String lower, String upper) implements Rule {
    public static Between of(String lower, String upper) {
      return new Between(lower, upper);
    }

    @Override
    public Column holds(Column value) {
      return coalesce(value.between(bound(lower), bound(upper)), lit(true));
    }

    /** A whole bound as a whole number: comparing with a decimal costs more. */
    private static Column bound(String text) {
      BigDecimal value = new BigDecimal(text);
      return value.scale() <= 0 ? lit(value.longValueExact()) : lit(value);
    }

    @Override
    public String words() {
      return "from " + lower + " to " + upper;
    }
  }

  /** The value is null or a text of so many characters, each of one byte. */
  record OfLength(int characters) implements Rule {
    @Override
    public Column holds(Column value) {
      return coalesce(octet_length(value).equalTo(characters), lit(true));
    }

    @Override
    public String words() {
      return "a text of " + characters + " characters";
    }
  }

  /** The value is null or a number of so many digits, at most nine, the first not 0. */
  record Digits(int digits) implements Rule {
    private static final int MOST = 9;

    public Digits {
      if (digits < 1 || digits > MOST) {
        throw new IllegalArgumentException(
            "Cannot have a rule of %d digits (expected 1 to %d)".formatted(digits, MOST));
      }
    }

    /** Reading a number costs a tenth of asking for a pattern. */
    @Override
    public Column holds(Column value) {
      Column number =
          new Column(new Cast(value.expr(), DataTypes.IntegerType, Option.empty(), EvalMode.TRY()));
      int least = 1;
      for (int i = 1; i < digits; i++) {
        least *= 10;
      }
      // A sign, a space or a point takes the place of a digit, and leaves a smaller number.
      Column isNumber = number.between(least, 10 * least - 1);
      return value
          .isNull()
          .or(octet_length(value).equalTo(digits).and(coalesce(isNumber, lit(false))));
    }

    @Override
    public String words() {
      return digits + " digits, the first not 0";
    }
  }

  /** The value is null or has a given form. */
  record Matches(String pattern, String words) implements Rule {
    @Override
    public Column holds(Column value) {
      return coalesce(value.rlike(pattern), lit(true));
    }
  }
}
