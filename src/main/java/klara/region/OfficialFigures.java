package klara.region;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import klara.disclosure.Status;
import klara.register.AggregateFigures;
import klara.register.Municipalities;
import klara.table.Field;
import klara.table.Rule;
import klara.table.Table;
import klara.table.Zone;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The official figures as Skolverket and Kolada published them. A mark is a status, never a number:
 * {@code ~100} is neither 100 nor «nearly 100» but one to four students who did not reach the goal.
 */
public final class OfficialFigures {
  public static final String REGISTERS = "registers";
  public static final String OFFICIAL = "official";

  /** Where a figure comes from that is compared with others of its kind. */
  public static final Field SOURCE =
      Field.of(
          "source",
          StringType,
          "registers: counted here; official: as published by Skolverket or Kolada",
          new Rule.Known(),
          Rule.OneOf.of(REGISTERS, OFFICIAL));

  public static final Field PERSPECTIVE =
      Field.of(
          "perspective",
          StringType,
          "home or school as the publisher counts; null for the country and where the source does not say",
          Rule.OneOf.of(AreaOutcomes.HOME, AreaOutcomes.SCHOOL));
  static final Field UNIT =
      Field.of(
          "unit",
          StringType,
          "percent, merit points or students; as_named: what the measure's name says",
          new Rule.Known(),
          Rule.OneOf.of("percent", "merit_points", "students", "as_named"));
  public static final Field VALUE =
      Field.of(
          "value", DoubleType, "The figure, in the unit; null where there is a mark or nothing");

  public static final Table TABLE =
      new Table(
          Zone.ANALYSIS,
          "official_figures",
          "one row per publication, table, measure, area, period, provider and sex",
          List.of(
              AggregateFigures.PUBLICATION,
              AggregateFigures.SOURCE_TABLE,
              AggregateFigures.MEASURE,
              AggregateFigures.AREA_KIND,
              Areas.AREA_CODE,
              AggregateFigures.PERIOD,
              AggregateFigures.PROVIDER,
              AggregateFigures.SEX),
          List.of(
              AggregateFigures.PUBLICATION,
              AggregateFigures.SOURCE_TABLE,
              AggregateFigures.MEASURE,
              AggregateFigures.AREA_KIND,
              Areas.AREA_LEVEL,
              Areas.AREA_CODE,
              Areas.AREA_NAME,
              PERSPECTIVE,
              AggregateFigures.PERIOD,
              AggregateFigures.PROVIDER,
              AggregateFigures.SEX,
              UNIT,
              VALUE,
              AggregateFigures.MARK,
              AggregateFigures.AS_PUBLISHED,
              Status.STATUS));

  private OfficialFigures() {}

  /**
   * Every figure that was published of the country and its municipalities, and a row that says so
   * where none was. Figures of counties, school units and associations stay in the register.
   *
   * @param figures {@link AggregateFigures}
   * @param municipalities {@link klara.register.Municipalities}
   * @return {@link #TABLE}
   */
  public static Dataset<Row> from(Dataset<Row> figures, Dataset<Row> municipalities) {
    Column isCountry = AggregateFigures.AREA_KIND.col().equalTo(AggregateFigures.IN_COUNTRY);
    Column isMunicipality =
        AggregateFigures.AREA_KIND
            .col()
            .isin(
                AggregateFigures.BY_HOME,
                AggregateFigures.BY_SCHOOL,
                AggregateFigures.IN_MUNICIPALITY);
    Dataset<Row> areas = Areas.all(municipalities);
    Dataset<Row> municipal = matrix(figures.where(isMunicipality), areas, Areas.MUNICIPALITY);
    Column isAdjacent = Areas.AREA_CODE.col().isInCollection(Municipalities.ADJACENT);
    Dataset<Row> adjacent =
        matrix(
            figures.where(isMunicipality.and(isAdjacent)),
            Areas.adjacent(municipalities),
            Areas.ADJACENT_MUNICIPALITY);
    Dataset<Row> national = matrix(figures.where(isCountry), areas, Areas.COUNTRY);
    String[] key = TABLE.key().stream().map(Field::name).toArray(String[]::new);
    Column mark = AggregateFigures.MARK.col();
    Column number = AggregateFigures.VALUE.col().cast(DoubleType);
    return municipal
        .unionByName(adjacent, true)
        .unionByName(national)
        .join(figures.withColumn("_figure", number), key, "left_outer")
        .withColumn(VALUE.name(), when(mark.isNull(), col("_figure")))
        .withColumn(
            PERSPECTIVE.name(),
            when(
                    AggregateFigures.AREA_KIND.col().equalTo(AggregateFigures.BY_HOME),
                    AreaOutcomes.HOME)
                .when(
                    AggregateFigures.AREA_KIND.col().equalTo(AggregateFigures.BY_SCHOOL),
                    AreaOutcomes.SCHOOL))
        .withColumn(
            UNIT.name(),
            when(AggregateFigures.MEASURE.col().rlike("(^|_)andel(_|$)"), "percent")
                .when(AggregateFigures.MEASURE.col().rlike("(^|_)meritvarde(_|$)"), "merit_points")
                .when(
                    AggregateFigures.MEASURE.col().rlike("^((totalt_)?antal_)?elever(_|$)"),
                    "students")
                .otherwise("as_named"))
        .withColumn(
            Status.STATUS.name(),
            when(coalesce(mark.isin("..", "~100"), lit(false)), Status.SUPPRESSED)
                .when(VALUE.col().isNull(), Status.MISSING)
                .otherwise(Status.PUBLISHED))
        .select(TABLE.select());
  }

  /** Every area of a level beside every series that was published for one of them. */
  private static Dataset<Row> matrix(Dataset<Row> figures, Dataset<Row> areas, String level) {
    return figures
        .select(
            AggregateFigures.PUBLICATION.col(),
            AggregateFigures.SOURCE_TABLE.col(),
            AggregateFigures.MEASURE.col(),
            AggregateFigures.AREA_KIND.col(),
            AggregateFigures.PERIOD.col(),
            AggregateFigures.PROVIDER.col(),
            AggregateFigures.SEX.col())
        .distinct()
        .crossJoin(broadcast(areas.where(Areas.AREA_LEVEL.col().equalTo(level))));
  }
}
