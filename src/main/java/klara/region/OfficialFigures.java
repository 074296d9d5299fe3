package klara.region;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import klara.register.AggregateFigures;
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
  static final Field PERSPECTIVE =
      Field.of(
          "perspective",
          StringType,
          "home or school as the publisher counts; null for the country",
          Rule.OneOf.of(AreaOutcomes.HOME, AreaOutcomes.SCHOOL));
  static final Field UNIT =
      Field.of(
          "unit",
          StringType,
          "percent, merit points or students",
          new Rule.Known(),
          Rule.OneOf.of("percent", "merit_points", "students"));
  static final Field VALUE =
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
   * Every figure that was published, and a row that says so where none was.
   *
   * @param figures {@link AggregateFigures}
   * @param municipalities {@link klara.register.Municipalities}
   * @return {@link #TABLE}
   */
  public static Dataset<Row> from(Dataset<Row> figures, Dataset<Row> municipalities) {
    Column isCountry = AggregateFigures.AREA_KIND.col().equalTo("riket");
    Dataset<Row> areas = Areas.all(municipalities);
    Dataset<Row> municipal =
        figures
            .where(isCountry.equalTo(false))
            .select(
                AggregateFigures.PUBLICATION.col(),
                AggregateFigures.SOURCE_TABLE.col(),
                AggregateFigures.MEASURE.col(),
                AggregateFigures.AREA_KIND.col(),
                AggregateFigures.PERIOD.col(),
                AggregateFigures.PROVIDER.col(),
                AggregateFigures.SEX.col())
            .distinct()
            .crossJoin(broadcast(areas.where(Areas.AREA_LEVEL.col().equalTo(Areas.MUNICIPALITY))));
    Dataset<Row> national =
        figures
            .where(isCountry)
            .select(
                AggregateFigures.PUBLICATION.col(),
                AggregateFigures.SOURCE_TABLE.col(),
                AggregateFigures.MEASURE.col(),
                AggregateFigures.AREA_KIND.col(),
                AggregateFigures.PERIOD.col(),
                AggregateFigures.PROVIDER.col(),
                AggregateFigures.SEX.col())
            .distinct()
            .crossJoin(broadcast(areas.where(Areas.AREA_LEVEL.col().equalTo(Areas.COUNTRY))));
    String[] key = TABLE.key().stream().map(Field::name).toArray(String[]::new);
    Column mark = AggregateFigures.MARK.col();
    Column number = AggregateFigures.VALUE.col().cast(DoubleType);
    return municipal
        .unionByName(national)
        .join(figures.withColumn("_figure", number), key, "left_outer")
        .withColumn(VALUE.name(), when(mark.isNull(), col("_figure")))
        .withColumn(
            PERSPECTIVE.name(),
            when(AggregateFigures.AREA_KIND.col().equalTo("hemkommun"), AreaOutcomes.HOME)
                .when(AggregateFigures.AREA_KIND.col().equalTo("skolkommun"), AreaOutcomes.SCHOOL))
        .withColumn(
            UNIT.name(),
            when(AggregateFigures.MEASURE.col().startsWith("andel"), "percent")
                .when(AggregateFigures.MEASURE.col().startsWith("meritvarde"), "merit_points")
                .otherwise("students"))
        .withColumn(
            Status.STATUS.name(),
            when(coalesce(mark.isin("..", "~100"), lit(false)), Status.SUPPRESSED)
                .when(VALUE.col().isNull(), Status.MISSING)
                .otherwise(Status.PUBLISHED))
        .select(TABLE.select());
  }
}
