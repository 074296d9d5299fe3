package klara.disclosure;

import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import java.util.stream.Stream;
import klara.table.Field;
import klara.table.Rule;

/** Why a row has numbers, or has none. */
public final class Status {
  public static final String PUBLISHED = "published";
  public static final String SUPPRESSED = "suppressed";
  public static final String IMMATURE = "immature";
  public static final String UNRELIABLE = "unreliable";
  public static final String MISSING = "missing";
  public static final String NOT_APPLICABLE = "not_applicable";

  public static final Field STATUS =
      Field.of(
          "status",
          StringType,
          "published; suppressed: withheld to protect persons; immature: too early to know;"
              + " unreliable: too uncertain to tell; missing: not delivered; not_applicable:"
              + " nobody there to measure or compare",
          new Rule.Known(),
          Rule.OneOf.of(PUBLISHED, SUPPRESSED, IMMATURE, UNRELIABLE, MISSING, NOT_APPLICABLE));

  private Status() {}

  /**
   * The status of a figure made of several: published where all are. That it is too early, or that
   * something is not delivered, comes before what is withheld: no other release would tell it.
   */
  public static String ofSeveral(List<String> statuses) {
    return Stream.of(IMMATURE, MISSING)
        .filter(statuses::contains)
        .findFirst()
        .or(() -> statuses.stream().filter(one -> !one.equals(PUBLISHED)).findFirst())
        .orElse(PUBLISHED);
  }
}
