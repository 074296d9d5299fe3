package klara.store;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.regex.Pattern;
import klara.register.Conform;
import klara.register.Form;
import klara.register.Register;
import klara.register.RowRule;
import klara.register.Source;
import klara.table.Rule;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Delivered columns that no list and no pattern confines, such as a school's name. They go to the
 * registers as they stand, so they may hold no number of a person and nothing that cannot be seen.
 */
final class FreeText {
  private static final String UNSEEN = "[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\x{FFFD}&&[^\\x{AD}]]";
  private static final String CIVIC = PlainName.CIVIC.formatted("[-+]?");
  private static final List<String> CIVIC_NUMBERS =
      List.of("8903019993", "890301-9993", "198903019993", "19890301-9993", "x8903019993");
  private static final String BETWEEN = " \u00B7 ";

  private FreeText() {}

  /** Marks rows with the rule that their free text breaks, where their line breaks none. */
  static Dataset<Row> checked(Register register, Dataset<Row> rows) {
    List<String> columns = columns(register);
    if (columns.isEmpty()) {
      return rows;
    }
    // One column by itself is null where it says nothing, and then there is nothing to look at.
    Column text =
        columns.size() == 1
            ? col(columns.get(0))
            : concat_ws(BETWEEN, columns.stream().map(functions::col).toArray(Column[]::new));
    return rows.withColumn(
        Conform.LINE_RULE,
        coalesce(
            col(Conform.LINE_RULE),
            when(text.rlike(UNSEEN), RowRule.R15.name())
                .when(text.rlike(CIVIC), RowRule.R08.name())));
  }

  /** The free columns of a register, by the sender's names. */
  static List<String> columns(Register register) {
    return register.sources().stream().filter(FreeText::isFree).map(Source::column).toList();
  }

  private static boolean isFree(Source source) {
    boolean isText = source.form() instanceof Form.Text || source.form() instanceof Form.Several;
    return isText
        && source.codeList().isEmpty()
        && source.field().rules().stream().noneMatch(FreeText::confines);
  }

  /** A form that a civic number has too keeps none out; digits are at most nine. */
  private static boolean confines(Rule rule) {
    return rule instanceof Rule.OneOf
        || rule instanceof Rule.Digits
        || (rule instanceof Rule.Matches form
            && CIVIC_NUMBERS.stream()
                .noneMatch(number -> Pattern.compile(form.pattern()).matcher(number).find()));
  }
}
