package klara.table;

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

  /**
   * Demands columns, types and every rule, in one scan.
   *
   * @return how many rows there are
   * @throws ContractException with all faults at once
   */
  public long require(Dataset<Row> rows) {
    return require(rows, List.of());
  }

  /** {@link #require} and the key as well, which takes a shuffle where rows do not lie by key. */
  public long requireWithKey(Dataset<Row> rows) {
    long duplicated = 0;
    requireColumns(rows);
    Column[] keys = key.stream().map(Field::col).toArray(Column[]::new);
    if (keys.length > 0) {
      duplicated =
          rows.groupBy(keys)
              .agg(count(lit(1)).as("copies"))
              .where("copies > 1")
              .limit(1000)
              .count();
    }
    List<String> faults = new ArrayList<>();
    if (duplicated > 0) {
      faults.add(
          "key (%s) must be unique (%s)"
              .formatted(names(key), counted(duplicated, "key is", "keys are")));
    }
    return require(rows, faults);
  }

  private long require(Dataset<Row> rows, List<String> faultsSoFar) {
    requireColumns(rows);
    List<Column> breaches = new ArrayList<>();
    List<String> demands = new ArrayList<>();
    for (Field field : columns) {
      for (Rule rule : field.rules()) {
        breaches.add(sum(when(rule.holds(field.col()), 0L).otherwise(1L)));
        demands.add(field.name() + " must be " + rule.words());
      }
    }
    Row counted = rows.agg(count(lit(1)), breaches.toArray(Column[]::new)).head();
    List<String> faults = new ArrayList<>(faultsSoFar);
    for (int i = 0; i < demands.size(); i++) {
      long breached = counted.isNullAt(i + 1) ? 0 : counted.getLong(i + 1);
      if (breached > 0) {
        faults.add(demands.get(i) + " (" + counted(breached, "row is", "rows are") + ")");
      }
    }
    refuse(faults);
    return counted.getLong(0);
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
