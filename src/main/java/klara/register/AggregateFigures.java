package klara.register;

import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createDecimalType;

import java.util.List;
import java.util.Map;
import klara.table.Field;
import klara.table.Rule;

/** T12: official figures as published by Skolverket and Kolada, with their marks. */
public final class AggregateFigures {
  /** The code of the country. */
  public static final String COUNTRY = "0000";

  /** Kinds of area: those of schools in a municipality, and of those who live there. */
  public static final String BY_SCHOOL = "skolkommun";

  public static final String BY_HOME = "hemkommun";

  /** A municipality, where the file does not say whether home or school counts. */
  public static final String IN_MUNICIPALITY = "kommun";

  public static final String IN_COUNTRY = "riket";
  public static final String IN_COUNTY = "lan";
  public static final String IN_SCHOOL_UNIT = "skolenhet";

  /** Municipalities that run schools together (kommunalförbund); they have no code of SCB's. */
  public static final String IN_ASSOCIATION = "kommunalforbund";

  /** What may stand instead of a figure. */
  public static final List<String> MARKS = List.of(".", "..", "~100");

  /** Types of provider, as delivered and as kept. */
  public static final Map<String, String> PROVIDERS =
      Map.of(
          "samtliga", "all",
          "kommunal", "municipal",
          "enskild", "independent",
          "statlig", "state",
          "region", "region",
          "internationella_skolor", "international");

  static final Rule CODE_FORM =
      new Rule.Matches(
          "^([0-9]{2}|[0-9]{4}|[1-9][0-9]{7}|[a-z][a-z0-9_]*)$",
          "two digits for a county, four for a municipality or the country, eight for a school"
              + " unit, or the name of an association in a to z and _");

  public static final Field PUBLICATION =
      Field.of(
          "publication",
          StringType,
          "Who published it, with the key of the indicator or the edition",
          new Rule.Known());

  public static final Field SOURCE_TABLE =
      Field.of("source_table", StringType, "The publisher's table", new Rule.Known());

  public static final Field PERIOD =
      Field.of(
          "period",
          StringType,
          "School year (2024/25) or year, as published",
          new Rule.Known(),
          new Rule.Matches("^[0-9]{4}(/[0-9]{2})?$", "a school year or year"));

  public static final Field AREA_KIND =
      Field.of(
          "area_kind",
          StringType,
          "skolkommun: its schools; hemkommun: who lives there; kommun: the source does not say which;"
              + " riket, lan, skolenhet, kommunalforbund",
          new Rule.Known(),
          Rule.OneOf.of(
              BY_SCHOOL,
              BY_HOME,
              IN_MUNICIPALITY,
              IN_COUNTRY,
              IN_COUNTY,
              IN_SCHOOL_UNIT,
              IN_ASSOCIATION));

  public static final Field AREA_CODE =
      Field.of(
          "area_code",
          StringType,
          "County, municipality, school unit or association; 0000 is the country",
          new Rule.Known(),
          CODE_FORM);

  public static final Field PROVIDER =
      Field.of(
          "provider",
          StringType,
          "all or the type of provider (huvudman)",
          new Rule.Known(),
          new Rule.OneOf(PROVIDERS.values().stream().sorted().toList()));

  public static final Field SEX =
      Field.of(
          "sex",
          StringType,
          "all, girls or boys",
          new Rule.Known(),
          Rule.OneOf.of("all", "girls", "boys"));

  public static final Field MEASURE =
      Field.of(
          "measure", StringType, "What is measured, in the publisher's words", new Rule.Known());

  public static final Field VALUE =
      Field.of("value", createDecimalType(12, 4), "The figure; null where a mark stands instead");

  public static final Field MARK =
      Field.of(
          "mark",
          StringType,
          ".. hidden, . not applicable or no data, ~100 one to four did not reach the goal; null where there is a figure",
          new Rule.OneOf(MARKS));

  public static final Field AS_PUBLISHED =
      Field.of("as_published", StringType, "The text as published");

  public static final Register REGISTER =
      Register.ofOthers(
          "skolverket_agg",
          "aggregate_figures",
          "one row per publication, table, period, area, provider, sex and measure",
          List.of(PUBLICATION, SOURCE_TABLE, PERIOD, AREA_KIND, AREA_CODE, PROVIDER, SEX, MEASURE),
          Source.text("kalla", PUBLICATION),
          Source.text("tabell", SOURCE_TABLE),
          Source.text("lasar", PERIOD),
          Source.text("niva", AREA_KIND),
          Source.text("kod", AREA_CODE),
          Source.of("huvudman", new Form.Recoded(PROVIDERS), PROVIDER),
          Source.of("kon", new Form.Recoded(Map.of("T", "all", "K", "girls", "M", "boys")), SEX),
          Source.text("matt", MEASURE),
          Source.of("varde", new Form.DecimalNumber(12, 4), VALUE),
          Source.text("marke", MARK),
          Source.text("ra_text", AS_PUBLISHED));

  private AggregateFigures() {}
}
