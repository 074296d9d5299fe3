package klara.register;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import klara.table.Field;
import klara.table.Rule;

/** D2: the municipalities, with SKR's group (2023) and the four sub-regions of Skåne. */
public final class Municipalities {
  /** Four digits, the first two the county; a number would lose the leading zero. */
  static final Rule CODE_FORM =
      new Rule.Matches("^[0-9]{4}$", "a municipality code of four digits");

  /** Skåne län. */
  public static final String SKANE = "12";

  /**
   * Those of the counties of Kronoberg, Blekinge and Halland that touch Skåne: Älmhult, Markaryd,
   * Olofström, Sölvesborg and Laholm.
   */
  public static final List<String> ADJACENT = List.of("0765", "0767", "1060", "1083", "1381");

  public static final Field MUNICIPALITY_CODE =
      Field.of(
          "municipality_code",
          StringType,
          "SCB's four digits, as text",
          new Rule.Known(),
          Municipalities.CODE_FORM);

  public static final Field MUNICIPALITY_VALID_FROM =
      Field.of("valid_from", DateType, "First day the row holds", new Rule.Known());

  public static final Field MUNICIPALITY_NAME =
      Field.of("municipality_name", StringType, "Name", new Rule.Known());

  public static final Field MUNICIPALITY_GROUP =
      Field.of(
          "municipality_group",
          StringType,
          "SKR's group of municipalities (2023), A1 to C9; null outside Skåne",
          CodeForms.MUNICIPALITY_GROUP);

  public static final Field SUBREGION_CODE =
      Field.of(
          "subregion_code",
          StringType,
          "FH, ML, NO or SÖ, which together are Skåne; null outside, and of areas that are not"
              + " municipalities",
          CodeForms.SUBREGION);

  public static final Register REGISTER =
      Register.ofOthers(
          "kommun",
          "municipalities",
          "one row per municipality and first day of validity",
          List.of(MUNICIPALITY_CODE, MUNICIPALITY_VALID_FROM),
          Source.text("kod", MUNICIPALITY_CODE),
          Source.day("giltig_fran", MUNICIPALITY_VALID_FROM),
          Source.text("namn", MUNICIPALITY_NAME),
          Source.text("skr_grupp", MUNICIPALITY_GROUP),
          Source.text("delregion", SUBREGION_CODE));

  private Municipalities() {}
}
