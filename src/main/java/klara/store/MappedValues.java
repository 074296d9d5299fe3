package klara.store;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.replace;
import static org.apache.spark.sql.functions.translate;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.try_to_timestamp;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import klara.delivery.MappedColumn;
import klara.delivery.MappedColumn.Constant;
import klara.delivery.MappedColumn.From;
import klara.delivery.MappedColumn.NumberForm;
import klara.delivery.MappedColumn.Refused;
import klara.delivery.MappedColumn.Replaced;
import klara.delivery.MappedColumn.Same;
import klara.delivery.MappedColumn.Sql;
import klara.delivery.MappedId;
import klara.register.Identity;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The values that a mapping makes of the rows of an extract, and what hinders them.
 *
 * @param rows that they are made of
 * @param headings of these rows
 * @param decimal the decimal mark of numbers there
 */
record MappedValues(SourceSql sql, Dataset<Row> rows, Extract.Headings headings, char decimal) {

  /**
   * A value and when it cannot be made.
   *
   * @param text null for nothing
   * @param hindrances each with its words
   */
  record Made(Column text, Map<String, Column> hindrances) {}

  /**
   * A column.
   *
   * @throws IllegalArgumentException where the source does not have what it is made of
   */
  Made of(MappedColumn column) {
    Column text = origin(column.origin());
    Map<String, Column> hindrances = new java.util.LinkedHashMap<>();
    if (!column.recode().isEmpty()) {
      Column code = coalesce(text, lit(""));
      Column isListed = code.isInCollection(column.recode().keySet()).or(text.isNull());
      if (column.otherwise() instanceof Refused) {
        hindrances.put("have a code without a recoding", isListed.equalTo(false));
      }
      text =
          when(isListed, emptied(element_at(map(pairs(column.recode())), code)))
              .otherwise(otherwise(column, text));
    }
    if (column.number().isPresent()) {
      Column bare = translate(text, " \u00a0\u202f", "");
      String form =
          (column.number().get() == NumberForm.WHOLE
                  ? "^[-+]?[0-9]+([%s]0+)?$"
                  : "^[-+]?[0-9]+([%s][0-9]+)?$")
              .formatted(decimal);
      Column isNumber = bare.rlike(form);
      hindrances.put(
          "have no %s number (decimal mark %s)"
              .formatted(column.number().get() == NumberForm.WHOLE ? "whole" : "decimal", decimal),
          text.isNotNull().and(isNumber.equalTo(false)));
      Column point = replace(bare, lit(String.valueOf(decimal)), lit("."));
      text =
          when(
              isNumber,
              column.number().get() == NumberForm.WHOLE
                  ? regexp_replace(point, "\\.0+$", "")
                  : point);
    }
    if (!column.dates().isEmpty()) {
      List<Column> days = new ArrayList<>();
      for (String form : column.dates()) {
        days.add(try_to_timestamp(text, lit(form)).cast("date").cast("string"));
      }
      Column day = coalesce(days.toArray(Column[]::new));
      hindrances.put(
          "have no date of the form " + String.join(" or ", column.dates()),
          text.isNotNull().and(day.isNull()));
      text = day;
    }
    return new Made(text, hindrances);
  }

  private Column origin(MappedColumn.Origin origin) {
    if (origin instanceof From from) {
      return col(Extract.quoted(headings.meant(from.column())));
    }
    if (origin instanceof Sql expression) {
      return emptied(sql.over(rows, expression.expression(), headings).cast("string"));
    }
    return emptied(lit(((Constant) origin).value()));
  }

  private static Column emptied(Column text) {
    Column trimmed = translate(trim(text), "\r\n", "  ");
    return when(trimmed.notEqual(""), trimmed);
  }

  private static Column otherwise(MappedColumn column, Column text) {
    if (column.otherwise() instanceof Same) {
      return text;
    }
    if (column.otherwise() instanceof Replaced replaced) {
      return emptied(lit(replaced.value()));
    }
    return lit(null).cast("string");
  }

  private static Column[] pairs(Map<String, String> codes) {
    List<Column> pairs = new ArrayList<>();
    pairs.add(lit(""));
    pairs.add(lit(codes.getOrDefault("", "")));
    codes.forEach(
        (theirs, ours) -> {
          if (!theirs.isEmpty()) {
            pairs.add(lit(theirs));
            pairs.add(lit(ours));
          }
        });
    return pairs.toArray(Column[]::new);
  }

  /** A person's id. Several columns are joined so that no two keys become the same text. */
  Made of(MappedId id) {
    Column key;
    if (id.isRowNumber()) {
      key = col(Extract.ROW).cast("string");
    } else if (id.sql().isPresent()) {
      key = emptied(sql.over(rows, id.sql().get(), headings).cast("string"));
    } else if (id.from().size() == 1) {
      key = origin(new From(id.from().get(0)));
    } else {
      List<Column> parts = new ArrayList<>();
      Column isWhole = lit(true);
      for (String name : id.from()) {
        Column part = origin(new From(name));
        isWhole = isWhole.and(part.isNotNull());
        parts.add(replace(replace(part, lit("~"), lit("~0")), lit("/"), lit("~1")));
      }
      key = when(isWhole, concat_ws("/", parts.toArray(Column[]::new)));
    }
    boolean isAsItStands = id.from().size() == 1 && id.prefix().isEmpty();
    Column text = when(key.isNotNull(), concat_ws("", lit(id.prefix()), key));
    return new Made(
        text,
        isAsItStands
            ? Map.of()
            : Map.of(
                "would be given an id that begins with %s, which says invented"
                    .formatted(Identity.INVENTED),
                coalesce(text.startsWith(Identity.INVENTED), lit(false))));
  }
}
