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

  public static final Field PUBLICATION =
      Field.of(
          "publication",
          StringType,
          "Who published it, with the key of the indicator",
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
          "skolkommun, hemkommun or riket",
          new Rule.Known(),
          Rule.OneOf.of("skolkommun", "hemkommun", "riket"));

  public static final Field AREA_CODE =
      Field.of(
          "area_code",
          StringType,
          "Municipality; 0000 is the country",
          new Rule.Known(),
          Municipalities.CODE_FORM);

  public static final Field PROVIDER =
      Field.of(
          "provider",
          StringType,
          "all, municipal or independent",
          new Rule.Known(),
          Rule.OneOf.of("all", "municipal", "independent"));

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
          Rule.OneOf.of(".", "..", "~100"));

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
          Source.of(
              "huvudman",
              new Form.Recoded(
                  Map.of("samtliga", "all", "kommunal", "municipal", "enskild", "independent")),
              PROVIDER),
          Source.of("kon", new Form.Recoded(Map.of("T", "all", "K", "girls", "M", "boys")), SEX),
          Source.text("matt", MEASURE),
          Source.of("varde", new Form.DecimalNumber(12, 4), VALUE),
          Source.text("marke", MARK),
          Source.text("ra_text", AS_PUBLISHED));

  private AggregateFigures() {}
}
