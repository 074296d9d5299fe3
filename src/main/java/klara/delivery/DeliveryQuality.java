package klara.delivery;

import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import klara.register.Lineage;
import klara.register.RowRule;
import klara.table.Field;
import klara.table.Rule;
import klara.table.Table;
import klara.table.Zone;

/**
 * What became of every delivered row: read = accepted + rejected + superseded, delivery by
 * delivery.
 */
public final class DeliveryQuality {
  public static final String ALL_RULES = "all";

  private static final Field REGISTER =
      Field.of("register", StringType, "The register, by the sender's name", new Rule.Known());
  private static final Field PERIOD =
      Field.of("period", StringType, "What the rows are about", new Rule.Known());
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
          "one row per delivery and rule that was broken, and one per delivery for all",
          List.of(Lineage.DELIVERY, RULE),
          List.of(
              Lineage.DELIVERY,
              REGISTER,
              PERIOD,
              RULE,
              RULE_MEANING,
              DELIVERY_STATUS,
              rows("rows_read", "Rows read; 0 where the delivery was not read"),
              rows("rows_accepted", "Rows that are in the registers; null for a single rule"),
              rows("rows_rejected", "Rows in quarantine"),
              rows("rows_superseded", "Rows that stand twice, identical; one is kept"),
              REASON));

  private DeliveryQuality() {}

  private static Field rows(String name, String meaning) {
    return Field.of(name, LongType, meaning, Rule.Between.of("0", "9999999999"));
  }

  /** A rule in words. */
  public static String words(String rule) {
    return RowRule.valueOf(rule).words();
  }
}
