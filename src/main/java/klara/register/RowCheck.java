package klara.register;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import klara.register.RowRule.Severity;
import org.apache.spark.sql.Column;

/**
 * A rule that a row may break.
 *
 * @param isBroken true or false, never null
 * @param text what was delivered
 * @param isImplied whether a row that breaks it breaks another rule as well, so that it need only
 *     be looked at to say what is wrong
 */
record RowCheck(RowRule rule, String column, Column isBroken, Column text, boolean isImplied) {
  private static final int LONGEST_MASK = 40;

  /** The rule is broken where the condition is true; a condition that is null is kept. */
  static RowCheck of(RowRule rule, String column, Column isBroken, Column text) {
    return new RowCheck(rule, column, coalesce(isBroken, lit(false)), text, false);
  }

  /** The same, of which another check tells that it is broken. */
  RowCheck implied() {
    return new RowCheck(rule, column, isBroken, text, true);
  }

  /** Rule, column and masked value; null where the rule is kept. */
  Column breach() {
    // Control and direction characters would change what an operator sees.
    Column plain = regexp_replace(text, "\\p{C}", "?");
    Column shape = regexp_replace(regexp_replace(plain, "\\p{L}", "x"), "\\p{N}", "9");
    return when(
        isBroken,
        struct(
            lit(rule.name()).as("rule"),
            lit(column).as("column"),
            coalesce(substring(shape, 1, LONGEST_MASK), lit("")).as("masked_value")));
  }

  boolean isWarning() {
    return rule.severity() == Severity.WARN;
  }
}
