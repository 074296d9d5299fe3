package klara.register;

import static klara.register.DeliveredRows.REFERENCE;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Rows of one file, and what becomes of each: {@code cells => fate: RULE column masked, …}.
 *
 * @param rule that the rows are about
 * @param isInventedOnly whether the sample's key is used
 * @param text a line a row; {@code accepted}, {@code warned} (accepted, and counted under a rule),
 *     {@code superseded} or {@code rejected}
 */
record RuleCase(
    RowRule rule, Register register, Origin origin, boolean isInventedOnly, String text) {
  private static final String BECOMES = " => ";
  static final String WARNED = "warned";

  static RuleCase of(RowRule rule, Register register, String period, String text) {
    Origin origin = DeliveredRows.origins(register, period).get(0);
    return new RuleCase(rule, register, origin, false, text);
  }

  /** The same rows in a delta, whose first cell is what to do with the row. */
  RuleCase inDelta() {
    Origin delta =
        new Origin(origin.delivery(), origin.period(), origin.file(), 1, true, origin.scope());
    return new RuleCase(rule, register, delta, isInventedOnly, text);
  }

  /** The same rows in a delivery of a part of the country. */
  RuleCase within(String scope) {
    Origin part =
        new Origin(origin.delivery(), origin.period(), origin.file(), 1, origin.isDelta(), scope);
    return new RuleCase(rule, register, part, isInventedOnly, text);
  }

  RuleCase underTheSampleKey() {
    return new RuleCase(rule, register, origin, true, text);
  }

  /** What the text says of each row. */
  List<String> fates() {
    return text.lines().map(line -> line.substring(line.indexOf(BECOMES) + 4)).toList();
  }

  /** The text, as the rules tell it. */
  String told(SparkSession spark) {
    List<String> cells =
        text.lines().map(line -> line.substring(0, line.indexOf(BECOMES))).toList();
    Conform conform = new Conform(register, REFERENCE, List.of(origin), isInventedOnly);
    List<String> columns = new ArrayList<>(register.delivered());
    if (origin.isDelta()) {
      columns.add(0, Conform.OP);
    }
    Dataset<Row> delivered = DeliveredRows.of(spark, columns, String.join("\n", cells));
    Map<Long, List<String>> breaches = breaches(conform.breached(delivered));
    Map<Long, String> told = new TreeMap<>();
    for (Row row :
        conform
            .conformed(delivered, new byte[32], 2)
            .select(Conform.LINE, Conform.FATE, Conform.KEY_RULE, Conform.IS_WARNED)
            .collectAsList()) {
      List<String> broken = breaches.computeIfAbsent(row.getLong(0), any -> new ArrayList<>());
      if (!row.isNullAt(2)) {
        broken.add(row.getString(2));
      }
      boolean isWarned = row.getBoolean(3) && row.getString(1).equals(Conform.ACCEPTED);
      String fate = isWarned ? WARNED : row.getString(1);
      String line = cells.get((int) row.getLong(0) - 2) + BECOMES + fate;
      told.put(row.getLong(0), broken.isEmpty() ? line : line + ": " + String.join(", ", broken));
    }
    return String.join("\n", told.values()) + "\n";
  }

  private static Map<Long, List<String>> breaches(Dataset<Row> breached) {
    return breached
        .select(col("line"), explode(col(Conform.BREACHES)).as("breach"))
        .orderBy("line", "breach.rule", "breach.column")
        .select("line", "breach.*")
        .collectAsList()
        .stream()
        .collect(
            Collectors.groupingBy(
                row -> row.getLong(0),
                TreeMap::new,
                Collectors.mapping(
                    row ->
                        List.of(row.getString(1), row.getString(2), row.getString(3)).stream()
                            .filter(part -> !part.isEmpty())
                            .collect(Collectors.joining(" ")),
                    Collectors.toCollection(ArrayList::new))));
  }

  @Override
  public String toString() {
    return rule + " " + register.tabell() + " " + origin.period() + " " + origin.scope();
  }
}
