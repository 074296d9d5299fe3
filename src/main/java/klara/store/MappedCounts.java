package klara.store;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import klara.delivery.MappedTable;
import klara.register.Form;
import klara.register.Person;
import klara.register.Register;
import klara.register.Source;
import klara.table.Rule;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What there is of the rows that a mapping makes, and what the night will find wrong with them. */
final class MappedCounts {
  private MappedCounts() {}

  /**
   * What rows of a delivery break of the contract as far as can be said without the registers that
   * they are looked up in.
   *
   * @return words and rows, only where there are any
   */
  static Map<String, Long> breaches(Register register, Dataset<Row> rows) {
    Map<String, Column> conditions = new LinkedHashMap<>();
    if (register.isAboutPersons()) {
      conditions.put("id is empty", col(Person.ID).isNull());
    }
    List<String> demanded = MappedTable.demanded(register);
    for (Source source : register.sources()) {
      Column text = col(Extract.quoted(source.column()));
      Column value = source.form().read(source.column());
      if (demanded.contains(source.column())) {
        conditions.put(source.column() + " is empty", text.isNull());
      }
      if (source.form().canFail()) {
        conditions.put(
            "%s is not as agreed (%s)".formatted(source.column(), source.form().words()),
            text.isNotNull().and(value.isNull()));
      }
      for (Rule rule : source.field().rules()) {
        if (!(rule instanceof Rule.Known)) {
          conditions.put(
              "%s is not as agreed (%s)".formatted(source.column(), rule.words()),
              value.isNotNull().and(rule.holds(value).equalTo(false)));
        }
      }
      if (register.table().key().contains(source.field())
          && source.form() instanceof Form.SchoolYearText) {
        Column next = lpad(value.plus(1).mod(100).cast("string"), 2, "0");
        conditions.put(
            "%s is not the period of its delivery".formatted(source.column()),
            concat_ws("/", value, next).notEqual(col(MappedRows.PERIOD)));
      }
    }
    Map<String, Long> breaches = counted(rows, conditions, List.of());
    breaches.remove("");
    List<Column> key = new ArrayList<>(List.of(col(MappedRows.PERIOD)));
    if (register.isAboutPersons()) {
      key.add(col(Person.ID));
    }
    register.sources().stream()
        .filter(source -> register.table().key().contains(source.field()))
        .forEach(source -> key.add(col(Extract.quoted(source.column()))));
    Row shared =
        rows.groupBy(key.toArray(Column[]::new))
            .agg(count(lit(1)).as("_rows"))
            .where(col("_rows").gt(1))
            .agg(coalesce(sum("_rows"), lit(0L)))
            .head();
    if (shared.getLong(0) > 0) {
      breaches.put(
          "another row has the same key: alike, one is kept; otherwise, all are set aside",
          shared.getLong(0));
    }
    return breaches;
  }

  /**
   * How many rows satisfy each condition, where any do; under the empty text, how many rows.
   *
   * @param tried columns whose every value is made, so that one that cannot be is known now
   */
  static Map<String, Long> counted(
      Dataset<Row> rows, Map<String, Column> conditions, Collection<Column> tried) {
    List<Column> sums = new ArrayList<>();
    for (Column condition : conditions.values()) {
      sums.add(coalesce(sum(when(condition, 1L).otherwise(0L)), lit(0L)));
    }
    tried.forEach(column -> sums.add(count(column)));
    Row found = rows.agg(count(lit(1)), sums.toArray(Column[]::new)).head();
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("", found.getLong(0));
    int next = 1;
    for (String words : conditions.keySet()) {
      long rowsWith = found.getLong(next++);
      if (rowsWith > 0) {
        counts.put(words, rowsWith);
      }
    }
    return counts;
  }

  /** How many rows each period has. */
  static Map<String, Long> byPeriod(Dataset<Row> rows) {
    Map<String, Long> periods = new TreeMap<>();
    rows.groupBy(col(MappedRows.PERIOD))
        .count()
        .collectAsList()
        .forEach(row -> periods.put(String.valueOf(row.getString(0)), row.getLong(1)));
    return periods;
  }
}
