package klara.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * A table, declared once as constants.
 *
 * @param zone where it lies in the warehouse
 * @param name plural noun in snake_case, the folder's name
 * @param grain one row per what
 * @param key columns that together name a row
 * @param columns all columns, in order
 */
public record Table(Zone zone, String name, String grain, List<Field> key, List<Field> columns) {

  /** The columns in order, typed and described: the last step of whatever makes this table. */
  public Column[] select() {
    return columns.stream().map(Field::described).toArray(Column[]::new);
  }

  public StructType schema() {
    StructType schema = new StructType();
    for (Field field : columns) {
      schema = schema.add(field.name(), field.type(), true, field.meaning());
    }
    return schema;
  }

  /** Where each column stands in a row, by name. */
  public Map<String, Integer> positions() {
    Map<String, Integer> positions = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      positions.put(columns.get(i).name(), i);
    }
    return positions;
  }

  /**
   * A row of which only what it is about is told, and why nothing else is.
   *
   * @param status the last column
   * @param first the first columns; those between are null
   */
  public Row untold(String status, Object... first) {
    int last = columns.size() - 1;
    if (first.length > last) {
      throw new IllegalArgumentException(
          "Cannot make a row of '%s': too many values (expected at most %d, found %d)"
              .formatted(name, last, first.length));
    }
    Object[] values = Arrays.copyOf(first, columns.size());
    values[last] = status;
    return RowFactory.create(values);
  }

  /** Whether a row keeps every rule of its columns: true or false, never null. */
  public Column isKept() {
    return columns.stream()
        .flatMap(field -> field.rules().stream().map(rule -> rule.holds(field.col())))
        .reduce(lit(true), Column::and);
  }

  /**
   * Demands columns, types, every rule and the key, in one scan, with a shuffle where rows do not
   * lie by key.
   *
   * @return how many rows there are
   * @throws ContractException with all faults at once
   */
  public long require(Dataset<Row> rows) {
    requireColumns(rows);
    Column[] keys = key.stream().map(Field::col).toArray(Column[]::new);
    Column isTwice = lit(keys.length > 0).and(col("_rows").gt(1));
    Row counted =
        rows.groupBy(keys)
            .agg(count(lit(1)).as("_rows"), counted(isKept().equalTo(false)).as("_broken"))
            .agg(sum(col("_rows")), counted(isTwice), sum(col("_broken")))
            .head();
    if (counted.isNullAt(0)) {
      return 0;
    }
    if (counted.getLong(1) > 0 || counted.getLong(2) > 0) {
      refuse(faults(rows, counted.getLong(1)));
    }
    return counted.getLong(0);
  }

  /** In words, which costs a scan that is spared where there are none. */
  private List<String> faults(Dataset<Row> rows, long duplicated) {
    List<String> faults = new ArrayList<>();
    if (duplicated > 0) {
      faults.add(
          "key (%s) must be unique (%s)"
              .formatted(names(key), counted(duplicated, "key is", "keys are")));
    }
    List<Column> breaches = new ArrayList<>();
    List<String> demands = new ArrayList<>();
    for (Field field : columns) {
      for (Rule rule : field.rules()) {
        breaches.add(counted(rule.holds(field.col()).equalTo(false)));
        demands.add(field.name() + " must be " + rule.words());
      }
    }
    Row counted = rows.agg(count(lit(1)), breaches.toArray(Column[]::new)).head();
    for (int i = 0; i < demands.size(); i++) {
      long breached = counted.getLong(i + 1);
      if (breached > 0) {
        faults.add(demands.get(i) + " (" + counted(breached, "row is", "rows are") + ")");
      }
    }
    return faults;
  }

  private static Column counted(Column isSo) {
    return sum(when(isSo, 1L).otherwise(0L));
  }

  private void requireColumns(Dataset<Row> rows) {
    List<String> faults = new ArrayList<>();
    List<String> found = Arrays.asList(rows.columns());
    for (Field field : columns) {
      if (!found.contains(field.name())) {
        faults.add("column " + field.name() + " is missing (found: " + found + ")");
      } else {
        DataType type = rows.schema().apply(field.name()).dataType();
        if (!type.asNullable().equals(field.type().asNullable())) {
          faults.add(
              "column %s must be %s (found: %s)"
                  .formatted(field.name(), field.type().catalogString(), type.catalogString()));
        }
      }
    }
    refuse(faults);
  }

  private void refuse(List<String> faults) {
    if (!faults.isEmpty()) {
      throw new ContractException(
          "Table '" + name + "' breaks its contract: " + String.join("; ", faults));
    }
  }

  private static String names(List<Field> fields) {
    return fields.stream().map(Field::name).collect(Collectors.joining(", "));
  }

  private static String counted(long number, String one, String many) {
    return "%,d %s not".formatted(number, number == 1 ? one : many).replace(',', ' ');
  }
}
