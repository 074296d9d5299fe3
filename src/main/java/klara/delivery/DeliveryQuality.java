package klara.delivery;

import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import klara.register.Conform;
import klara.register.Lineage;
import klara.register.RowRule;
import klara.register.RowRule.Severity;
import klara.table.Field;
import klara.table.Rule;
import klara.table.Table;
import klara.table.Zone;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * What became of every delivered row: read = accepted + rejected + superseded, delivery by
 * delivery.
 */
public final class DeliveryQuality {
  /** Stands for every rule, and for every file of a delivery. */
  public static final String ALL = "all";

  private static final Field REGISTER =
      Field.of("register", StringType, "The register, by the sender's name", new Rule.Known());
  private static final Field PERIOD =
      Field.of("period", StringType, "What the rows are about", new Rule.Known());
  private static final Field FILE =
      Field.of("file", StringType, "A file of the delivery; all is every one", new Rule.Known());
  private static final Field RULE =
      Field.of("rule", StringType, "R01 … ; all is the whole delivery", new Rule.Known());
  private static final Field RULE_MEANING =
      Field.of("rule_meaning", StringType, "The rule in words; null for all");
  private static final Field DELIVERY_STATUS =
      Field.of(
          "delivery_status",
          StringType,
          "accepted; superseded by a later delivery; held for an operator; rejected",
          new Rule.Known(),
          Rule.OneOf.of("accepted", "superseded", "held", "rejected"));
  private static final Field REASON =
      Field.of("reason", StringType, "Why it is held or rejected; null otherwise");

  public static final Table TABLE =
      new Table(
          Zone.ANALYSIS,
          "delivery_quality",
          "one row per delivery and rule that was broken; for all rules together one per delivery"
              + " and one for each of its files",
          List.of(Lineage.DELIVERY, FILE, RULE),
          List.of(
              Lineage.DELIVERY,
              REGISTER,
              PERIOD,
              FILE,
              RULE,
              RULE_MEANING,
              DELIVERY_STATUS,
              rows(
                  "lines_counted",
                  "Lines with anything on them, the header not counted, or rows by the footer of"
                      + " Parquet: counted apart from the parser; null for a single rule"),
              rows(
                  "rows_read",
                  "Rows read, in the wide form several a line; 0 where nothing was read"),
              rows("rows_accepted", "Rows that are in the registers; null for a single rule"),
              rows("rows_rejected", "Rows in quarantine"),
              rows(
                  "rows_superseded",
                  "Rows that stand twice, identical, of which one is kept; rows that a later"
                      + " delivery replaces; and rows that say what is to be taken away"),
              rows("rows_warned", "Rows that are accepted though they break the rule"),
              REASON));

  private DeliveryQuality() {}

  private static Field rows(String name, String meaning) {
    return Field.of(name, LongType, meaning, Rule.Between.of("0", "9999999999"));
  }

  /**
   * What became of each delivery.
   *
   * @param ledger every delivery that is known
   * @param counts of those that were read
   * @return rows of {@link #TABLE}
   */
  public static List<Row> rows(Ledger ledger, RowCounts counts) {
    List<Row> rows = new ArrayList<>();
    ledger
        .entries()
        .forEach(
            (id, entry) -> {
              rows.add(row(id, entry, ALL, counts.whole(id)));
              counts
                  .files()
                  .getOrDefault(id, Map.of())
                  .forEach((file, ofFile) -> rows.add(row(id, entry, file, ofFile)));
              counts.broken(id).forEach((rule, broken) -> rows.add(row(id, entry, rule, broken)));
            });
    return rows;
  }

  private static Row row(String id, Ledger.Entry entry, String file, RowCounts.OfFile rows) {
    String[] parts = id.split("/", -1);
    return RowFactory.create(
        id,
        parts[0],
        parts[1],
        file,
        ALL,
        null,
        status(entry),
        rows.lines(),
        rows.read(),
        rows.rows(Conform.ACCEPTED),
        rows.rows(Conform.REJECTED),
        rows.rows(Conform.SUPERSEDED),
        null,
        entry.reason().isEmpty() ? null : entry.reason());
  }

  private static Row row(String id, Ledger.Entry entry, String name, long broken) {
    String[] parts = id.split("/", -1);
    RowRule rule = RowRule.valueOf(name);
    return RowFactory.create(
        id,
        parts[0],
        parts[1],
        ALL,
        name,
        rule.words(),
        status(entry),
        null,
        null,
        null,
        rule.severity() == Severity.QUARANTINE ? broken : 0L,
        rule.severity() == Severity.SUPERSEDE ? broken : 0L,
        rule.severity() == Severity.WARN ? broken : 0L,
        null);
  }

  private static String status(Ledger.Entry entry) {
    return entry.status().name().toLowerCase(Locale.ROOT);
  }
}
