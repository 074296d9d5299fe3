package klara.register;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import java.util.Map;
import klara.table.Field;
import klara.table.Rule;

/** T11: circumstances at the end of a year, from the population, education and income registers. */
public final class Backgrounds {
  public static final Field AS_OF_YEAR =
      Field.of(
          "as_of_year",
          IntegerType,
          "The year whose 31 December is described",
          new Rule.Known(),
          Rule.Between.of("1950", "2100"));

  public static final Field RESIDENCE_MUNICIPALITY_CODE =
      Field.of(
          "residence_municipality_code",
          StringType,
          "Municipality of residence",
          Municipalities.CODE_FORM);

  public static final Field BIRTH_REGION =
      Field.of(
          "birth_region",
          StringType,
          "sweden, nordic, eu_efta or other",
          Rule.OneOf.of("sweden", "nordic", "eu_efta", "other"));

  public static final Field IMMIGRATION_YEAR =
      Field.of(
          "immigration_year",
          IntegerType,
          "Year of the latest immigration; null for those who never immigrated",
          Rule.Between.of("1950", "2100"));

  public static final Field BACKGROUND =
      Field.of(
          "background",
          StringType,
          "foreign: born abroad, or in Sweden with both parents born abroad (SCB)",
          new Rule.Known(),
          Rule.OneOf.of("swedish", "foreign", "unknown"));

  public static final Field PARENT_EDUCATION_LEVEL =
      Field.of(
          "parent_education_level",
          IntegerType,
          "SUN level of the parent with the higher one, 1 to 7; null where unknown",
          Rule.Between.of("1", "7"));

  public static final Field INCOME_QUINTILE =
      Field.of(
          "income_quintile",
          IntegerType,
          "Fifth of disposable household income, 1 the lowest; null where unknown",
          Rule.Between.of("1", "5"));

  public static final Field HAS_ECONOMIC_ASSISTANCE =
      Field.of(
          "has_economic_assistance",
          BooleanType,
          "Whether the household had economic assistance; null where unknown");

  public static final Field LIVES_WITH_BOTH_PARENTS =
      Field.of(
          "lives_with_both_parents",
          BooleanType,
          "Whether the student lives with both parents; null where unknown");

  public static final Field SIBLINGS =
      Field.of(
          "siblings",
          IntegerType,
          "Siblings living at home; null where unknown",
          Rule.Between.of("0", "30"));

  public static final Field AREA_TYPE =
      Field.of("area_type", StringType, "Type of area (code); null where unknown", CodeForms.WORD);

  public static final Field NEIGHBOURHOOD_CODE =
      Field.of(
          "neighbourhood_code", StringType, "RegSO; null where unknown", CodeForms.NEIGHBOURHOOD);

  public static final Field EDUCATION_AS_OF_YEAR =
      Field.of(
          "education_as_of_year",
          IntegerType,
          "Year that the parents' education is from; null for the same");

  public static final Field INCOME_AS_OF_YEAR =
      Field.of("income_as_of_year", IntegerType, "Year that the income is from; null for the same");

  public static final Register REGISTER =
      Register.ofPersons(
          "bakgrund",
          "backgrounds",
          "one row per student and year",
          List.of(Person.STUDENT_ID, AS_OF_YEAR),
          AS_OF_YEAR,
          Source.number("ar", AS_OF_YEAR),
          Source.text("kommun", RESIDENCE_MUNICIPALITY_CODE),
          Source.of(
              "fodelsegrupp",
              new Form.Recoded(
                  Map.of(
                      "Sverige", "sweden", "Norden", "nordic", "EU/EFTA", "eu_efta", "ovr",
                      "other")),
              BIRTH_REGION),
          Source.number("invandringsar", IMMIGRATION_YEAR).optional(),
          Source.of(
              "bakgrund",
              new Form.Recoded(Map.of("S", "swedish", "U", "foreign", "okand", "unknown")),
              BACKGROUND),
          Source.number("foralder_sun", PARENT_EDUCATION_LEVEL),
          Source.number("disp_ink_kvintil", INCOME_QUINTILE).optional(),
          Source.flag("ek_bistand", HAS_ECONOMIC_ASSISTANCE).optional(),
          Source.flag("bor_med_bada", LIVES_WITH_BOTH_PARENTS).optional(),
          Source.number("syskon", SIBLINGS).optional(),
          Source.text("omradestyp", AREA_TYPE).optional(),
          Source.text("regso", NEIGHBOURHOOD_CODE).optional(),
          Source.number("ar_ureg", EDUCATION_AS_OF_YEAR).optional(),
          Source.number("ar_lisa", INCOME_AS_OF_YEAR).optional());

  private Backgrounds() {}
}
