package klara.region;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.StringType;

import klara.history.Students;
import klara.outcome.OutcomeCells;
import klara.register.AggregateFigures;
import klara.register.Municipalities;
import klara.table.Field;
import klara.table.Rule;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The areas that results are told for: the country, Skåne, its four sub-regions and 33
 * municipalities. What those are parts of is in {@link SmallAreas}.
 */
public final class Areas {
  public static final String COUNTRY = "country";
  public static final String REST_OF_COUNTRY = "rest_of_country";
  public static final String COUNTY = "county";
  public static final String SUBREGION = "subregion";
  public static final String MUNICIPALITY = "municipality";
  public static final String ADJACENT_MUNICIPALITY = "adjacent_municipality";
  public static final String SCHOOL = "school";
  public static final String NEIGHBOURHOOD = "neighbourhood";

  /** How the code of those of a municipality ends whose school or neighbourhood is not known. */
  public static final String OF_UNKNOWN = "-unknown";

  public static final Field AREA_LEVEL =
      Field.of(
          "area_level",
          StringType,
          "Kind of area; adjacent_municipality: of another county, and touches Skåne",
          new Rule.Known(),
          Rule.OneOf.of(
              COUNTRY,
              REST_OF_COUNTRY,
              COUNTY,
              SUBREGION,
              MUNICIPALITY,
              ADJACENT_MUNICIPALITY,
              SCHOOL,
              NEIGHBOURHOOD));
  public static final Field AREA_CODE =
      Field.of(
          "area_code",
          StringType,
          "0000 the country; rest_of_country; 12 Skåne; FH, ML, NO, SÖ; SCB's four digits of a"
              + " municipality; a school unit's eight; RegSO of a neighbourhood; the municipality's"
              + " and -unknown for its students whose school or neighbourhood is not known",
          new Rule.Known());
  public static final Field AREA_NAME =
      Field.of(
          "area_name",
          StringType,
          "Name of the area; its code where no name is delivered, as of neighbourhoods",
          new Rule.Known());

  /** A place that counts are by ({@link OutcomeCells#HOME_PLACE}), which may lie in many areas. */
  public static final String PLACE = "place";

  private Areas() {}

  /** The 33 municipalities. */
  private static Dataset<Row> municipalitiesOfSkane(Dataset<Row> municipalities) {
    return latest(municipalities.where(Students.isInSkane(Municipalities.MUNICIPALITY_CODE.col())));
  }

  /** With their latest name and sub-region. */
  private static Dataset<Row> latest(Dataset<Row> municipalities) {
    Column validFrom = Municipalities.MUNICIPALITY_VALID_FROM.col();
    return municipalities
        .groupBy(Municipalities.MUNICIPALITY_CODE.col())
        .agg(
            max_by(Municipalities.MUNICIPALITY_NAME.col(), validFrom)
                .as(Municipalities.MUNICIPALITY_NAME.name()),
            max_by(Municipalities.SUBREGION_CODE.col(), validFrom)
                .as(Municipalities.SUBREGION_CODE.name()));
  }

  /**
   * Which places lie in which areas.
   *
   * @param municipalities {@link Municipalities}
   * @return one row per place and area: {@link #PLACE}, level, code, name
   */
  public static Dataset<Row> membership(Dataset<Row> municipalities) {
    Dataset<Row> skane = municipalitiesOfSkane(municipalities);
    Column code = Municipalities.MUNICIPALITY_CODE.col();
    Column subregion = Municipalities.SUBREGION_CODE.col();
    Dataset<Row> inSkane =
        skane.select(
            code.as(PLACE),
            explode(
                    array(
                        municipality(code, subregion),
                        area(SUBREGION, subregion, subregionName(subregion)),
                        county(),
                        country()))
                .as("area"));
    Dataset<Row> protectedInSkane =
        skane
            .limit(1)
            .select(
                lit(Municipalities.SKANE).as(PLACE),
                explode(array(county(), country())).as("area"));
    Dataset<Row> elsewhere =
        skane
            .limit(1)
            .select(
                lit(OutcomeCells.ELSEWHERE).as(PLACE),
                explode(
                        array(
                            area(REST_OF_COUNTRY, lit(REST_OF_COUNTRY), lit("Riket utom Skåne")),
                            country()))
                    .as("area"));
    return inSkane.union(protectedInSkane).union(elsewhere).select(col(PLACE), col("area.*"));
  }

  /** Every area once: level, code, name. */
  public static Dataset<Row> all(Dataset<Row> municipalities) {
    return membership(municipalities)
        .select(
            AREA_LEVEL.col(), AREA_CODE.col(), AREA_NAME.col(), Municipalities.SUBREGION_CODE.col())
        .distinct();
  }

  /** The municipalities of other counties that touch Skåne: level, code, name. */
  static Dataset<Row> adjacent(Dataset<Row> municipalities) {
    Column code = Municipalities.MUNICIPALITY_CODE.col();
    return latest(municipalities.where(code.isInCollection(Municipalities.ADJACENT)))
        .select(
            lit(ADJACENT_MUNICIPALITY).as(AREA_LEVEL.name()),
            code.as(AREA_CODE.name()),
            Municipalities.MUNICIPALITY_NAME.col().as(AREA_NAME.name()));
  }

  private static Column area(String level, Column code, Column name) {
    return area(level, code, name, lit(null).cast(StringType));
  }

  private static Column municipality(Column code, Column subregion) {
    return area(MUNICIPALITY, code, Municipalities.MUNICIPALITY_NAME.col(), subregion);
  }

  private static Column area(String level, Column code, Column name, Column subregion) {
    return struct(
        lit(level).as(AREA_LEVEL.name()),
        code.as(AREA_CODE.name()),
        name.as(AREA_NAME.name()),
        subregion.as(Municipalities.SUBREGION_CODE.name()));
  }

  private static Column county() {
    return area(COUNTY, lit(Municipalities.SKANE), lit("Skåne län"));
  }

  private static Column country() {
    return area(COUNTRY, lit(AggregateFigures.COUNTRY), lit("Riket"));
  }

  private static Column subregionName(Column code) {
    return when(code.equalTo("FH"), "Familjen Helsingborg")
        .when(code.equalTo("ML"), "MalmöLundregionen")
        .when(code.equalTo("NO"), "Skåne Nordost")
        .when(code.equalTo("SÖ"), "SÖSK")
        .otherwise(code);
  }
}
