package klara.register;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.when;

import java.util.Map;
import org.apache.spark.sql.Column;

/**
 * How a value is written in a delivery, and how it is read: text in, typed value out. A text that
 * does not have the form becomes null, which the row rules then tell from a text that was not
 * there; nothing throws, so that no value ever stands in an exception.
 */
public sealed interface Form {
  /**
   * The typed value of a column that holds text.
   *
   * @param column name of a text column, trimmed, null for nothing
   * @return null where the text is null or does not have the form
   */
  Column read(String column);

  /** The form in words, for the contract that senders read. */
  String words();

  /** Whether there are texts that do not have the form. */
  default boolean canFail() {
    return true;
  }

  /** The rule a text breaks that does not have the form. */
  default RowRule breach() {
    return RowRule.R08;
  }

  /** Text as it stands. */
  record Text() implements Form {
    @Override
    public Column read(String column) {
      return col(column);
    }

    @Override
    public String words() {
      return "text";
    }

    @Override
    public boolean canFail() {
      return false;
    }
  }

  /** A whole number. */
  record WholeNumber() implements Form {
    @Override
    public Column read(String column) {
      return tryCast(column, "int");
    }

    @Override
    public String words() {
      return "whole number";
    }
  }

  /** A decimal number with point or comma; the manifest says which, and both are understood. */
  record DecimalNumber(int precision, int scale) implements Form {
    @Override
    public Column read(String column) {
      return expr(
          "try_cast(replace(`%s`, ',', '.') as decimal(%d,%d))"
              .formatted(column, precision, scale));
    }

    @Override
    public String words() {
      return "decimal number";
    }
  }

  /** A date, ISO 8601, whole: a lone year would be read as its first day. */
  record Day() implements Form {
    private static final String WHOLE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

    @Override
    public Column read(String column) {
      return when(col(column).rlike(WHOLE), tryCast(column, "date"));
    }

    @Override
    public String words() {
      return "date, ÅÅÅÅ-MM-DD";
    }
  }

  /** Yes or no, as 1 and 0. */
  record Flag() implements Form {
    @Override
    public Column read(String column) {
      Column text = col(column);
      return when(text.isin("1", "true"), true).when(text.isin("0", "false"), false);
    }

    @Override
    public String words() {
      return "0 or 1";
    }
  }

  /** A school year, {@code 2024/25} or {@code 2024/2025}; never a lone year. */
  record SchoolYearText() implements Form {
    @Override
    public Column read(String column) {
      return expr(
          ("case when substr(`%1$s`, 5, 1) = '/' and octet_length(`%1$s`) in (7, 9)"
                  + " and try_cast(substr(`%1$s`, 6) as int)"
                  + " in (%2$s + 1, (%2$s + 1) %% 100) then %2$s end")
              .formatted(column, "try_cast(substr(`" + column + "`, 1, 4) as int)"));
    }

    @Override
    public String words() {
      return "school year, 2024/25";
    }

    @Override
    public RowRule breach() {
      return RowRule.R09;
    }
  }

  /** A code that the sender writes one way and we another. */
  record Recoded(Map<String, String> codes) implements Form {
    @Override
    public Column read(String column) {
      Column text = col(column);
      Column value = lit(null).cast("string");
      for (Map.Entry<String, String> code :
          codes.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
        value = when(text.equalTo(code.getKey()), code.getValue()).otherwise(value);
      }
      return value;
    }

    @Override
    public String words() {
      return "one of " + String.join(", ", codes.keySet().stream().sorted().toList());
    }

    @Override
    public RowRule breach() {
      return RowRule.R05;
    }
  }

  /** Several values with a comma between. */
  record Several() implements Form {
    @Override
    public Column read(String column) {
      return split(col(column), "\\s*,\\s*");
    }

    @Override
    public String words() {
      return "values with a comma between";
    }
  }

  /**
   * A person's id whose type its form tells. Intake puts the pseudonym in its place; what is read
   * here is only whether there is something to read.
   */
  record PersonId() implements Form {
    @Override
    public Column read(String column) {
      return col("`" + column + "`");
    }

    @Override
    public String words() {
      return "personnummer, samordningsnummer or löpnummer";
    }

    @Override
    public boolean canFail() {
      return false;
    }
  }

  private static Column tryCast(String column, String type) {
    return expr("try_cast(`%s` as %s)".formatted(column, type));
  }
}
