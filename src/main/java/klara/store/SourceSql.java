package klara.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import scala.collection.JavaConverters;

/**
 * Expressions of a mapping, which say something of one row and the same every time: no aggregates,
 * no other tables, nothing that depends on the day or on chance, and no calls into Java.
 */
final class SourceSql {
  private static final int LONGEST_MESSAGE = 300;

  /** What stands in quotes, or else a name with letters that Spark wants in backquotes. */
  private static final Pattern QUOTED_OR_NAME =
      Pattern.compile(
          "'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`"
              + "|([\\p{L}\\p{N}_]*[\\p{L}&&[^A-Za-z]][\\p{L}\\p{N}_]*)");

  private final SparkSession spark;

  SourceSql(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * An expression over rows.
   *
   * @throws IllegalArgumentException which says why it is none
   */
  Column over(Dataset<Row> rows, String sql, Extract.Headings headings) {
    Expression parsed;
    try {
      parsed = spark.sessionState().sqlParser().parseExpression(quoted(sql));
    } catch (Exception e) {
      throw new IllegalArgumentException(
          "it does not parse: %s (a name with more than letters and digits stands in backquotes)"
              .formatted(shortly(e)),
          e);
    }
    TreeSet<String> known = new TreeSet<>();
    headings.names().forEach(name -> known.add(name.toLowerCase(Locale.ROOT)));
    for (Expression leaf : parts(parsed)) {
      if (leaf instanceof UnresolvedAttribute attribute) {
        String name = String.join(".", JavaConverters.seqAsJavaList(attribute.nameParts())).strip();
        String meant = headings.meant(name);
        if (!known.contains(name.toLowerCase(Locale.ROOT))) {
          throw new IllegalArgumentException(
              "there is no column '%s'; write it as %s".formatted(name, Extract.quoted(meant)));
        }
      }
      if (leaf instanceof SubqueryExpression) {
        throw new IllegalArgumentException("it asks another table");
      }
    }
    Column column = new Column(parsed);
    try {
      // A condition may hold neither an aggregate nor a window nor a row that becomes several.
      Dataset<Row> kept = rows.where(column.isNotNull());
      boolean isSteady =
          JavaConverters.seqAsJavaList(kept.queryExecution().analyzed().expressions()).stream()
              .allMatch(Expression::deterministic);
      if (!isSteady) {
        throw new IllegalArgumentException("it would not say the same every time");
      }
    } catch (Exception e) {
      if (e instanceof IllegalArgumentException ours) {
        throw ours;
      }
      if (e instanceof AnalysisException) {
        throw new IllegalArgumentException("it is no expression over a row: " + shortly(e), e);
      }
      throw new IllegalStateException(e);
    }
    return column;
  }

  private static String quoted(String sql) {
    return QUOTED_OR_NAME
        .matcher(sql)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found.group(1) == null ? found.group() : Extract.quoted(found.group(1))));
  }

  private static List<Expression> parts(Expression expression) {
    List<Expression> parts = new ArrayList<>(List.of(expression));
    for (Expression child : JavaConverters.seqAsJavaList(expression.children())) {
      parts.addAll(parts(child));
    }
    return parts;
  }

  private static String shortly(Exception e) {
    String first =
        String.valueOf(e.getMessage())
            .lines()
            .filter(line -> !line.isBlank())
            .findFirst()
            .orElse("");
    return first.length() > LONGEST_MESSAGE ? first.substring(0, LONGEST_MESSAGE) : first;
  }
}
