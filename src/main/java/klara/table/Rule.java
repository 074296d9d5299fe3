package klara.table;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.octet_length;

import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Column;

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

  /** The value is null or has a given form. */
  record Matches(String pattern, String words) implements Rule {
    @Override
    public Column holds(Column value) {
      return coalesce(value.rlike(pattern), lit(true));
    }
  }
}
