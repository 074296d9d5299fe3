package klara.disparity;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import klara.disclosure.Status;
import klara.outcome.OutcomeCells;
import klara.region.AreaOutcomes;
import klara.region.Areas;
import klara.region.Groups;
import klara.region.OfficialFigures;
import klara.region.OfficialMeasure;
import klara.register.AggregateFigures;
import klara.stats.Mean;
import klara.table.Field;
import klara.table.Rule;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The rates and mean points that areas are compared by: ours and the publishers' in one form,
 * cohort by cohort and three pooled. They are counts of areas, some ten thousands, and come to the
 * driver.
 */
public final class AreaFigures {
  public static final Field COHORTS =
      Field.of(
          "cohorts",
          IntegerType,
          "1, or 3 where the cohort and the two before it are pooled",
          new Rule.Known());
  public static final Field STUDENTS =
      AreaOutcomes.STUDENTS.named(
          "students",
          "Students that the rate is a share of; of mean merit values all students, with points or"
              + " not; null where the publisher does not say, and unless published");
  public static final Field RATE =
      AreaOutcomes.RATE.named(
          "rate",
          "Share with the outcome, 0 to 1; null for mean merit values, and unless published");

  private static final String ERROR = "_error";

  private final List<AreaFigure> all;

  private AreaFigures(List<AreaFigure> all) {
    this.all = all;
  }

  /**
   * Brings both kinds together.
   *
   * @param areaOutcomes {@link AreaOutcomes#TABLE}, protected
   * @param figures {@link OfficialFigures#TABLE}
   */
  public static AreaFigures of(Dataset<Row> areaOutcomes, Dataset<Row> figures) {
    Column isCompared = Areas.AREA_LEVEL.col().notEqual(Areas.SCHOOL);
    return collected(ours(areaOutcomes.where(isCompared)).unionByName(official(figures)));
  }

  /**
   * Ours alone, of schools too.
   *
   * @param areaOutcomes {@link AreaOutcomes#TABLE}
   */
  public static AreaFigures of(Dataset<Row> areaOutcomes) {
    return collected(ours(areaOutcomes));
  }

  private static AreaFigures collected(Dataset<Row> figures) {
    List<AreaFigure> single = new ArrayList<>();
    String[] columns = figures.columns();
    figures
        .orderBy(columns[0], Arrays.copyOfRange(columns, 1, columns.length))
        .collectAsList()
        .forEach(row -> single.add(figure(row)));
    List<AreaFigure> all = new ArrayList<>(single);
    all.addAll(PooledFigures.of(single));
    return new AreaFigures(all);
  }

  /** Every figure. */
  List<AreaFigure> all() {
    return all;
  }

  /** Figures of one level that are compared with each other, in the order of areas' codes. */
  Collection<List<AreaFigure>> compared(String level) {
    return all.stream()
        .filter(one -> one.area().level().equals(level))
        .collect(
            Collectors.groupingBy(
                one -> List.of(one.series(), one.cohort(), one.cohorts()),
                LinkedHashMap::new,
                Collectors.toList()))
        .values();
  }

  // ------------------------------------------------------------------ from the tables

  private static Dataset<Row> ours(Dataset<Row> areaOutcomes) {
    return areaOutcomes
        .where(
            Groups.GROUP_DIMENSION
                .col()
                .isin(Groups.ALL, Groups.SEX)
                .and(Areas.AREA_LEVEL.col().notEqual(Areas.NEIGHBOURHOOD))
                .and(not(Areas.AREA_CODE.col().endsWith(Areas.OF_UNKNOWN)))
                .and(Status.STATUS.col().notEqual(Status.NOT_APPLICABLE)))
        .select(
            lit(OfficialFigures.REGISTERS).as(OfficialFigures.SOURCE.name()),
            OutcomeCells.OUTCOME.col(),
            AreaOutcomes.PERSPECTIVE.col(),
            Groups.GROUP_DIMENSION.col(),
            Groups.GROUP_VALUE.col(),
            OutcomeCells.COHORT.col(),
            Areas.AREA_LEVEL.col(),
            Areas.AREA_CODE.col(),
            Areas.AREA_NAME.col(),
            AreaOutcomes.STUDENTS.col().cast(DoubleType).as(STUDENTS.name()),
            coalesce(AreaOutcomes.RATE.col(), AreaOutcomes.MEAN_POINTS.col()).as(RATE.name()),
            Mean.standardErrorOf(
                    AreaOutcomes.MEAN_POINTS.col(),
                    AreaOutcomes.MEAN_POINTS_LOWER.col(),
                    AreaOutcomes.MEAN_POINTS_UPPER.col())
                .as(ERROR),
            AreaOutcomes.COVERAGE.col(),
            Status.STATUS.col());
  }

  private static Dataset<Row> official(Dataset<Row> figures) {
    Column measures =
        explode(
            array(
                OfficialMeasure.ALL.stream()
                    .filter(OfficialMeasure::isCompared)
                    .map(
                        one ->
                            struct(
                                lit(one.measure()).as("_measure"),
                                lit(one.outcome()).as(OutcomeCells.OUTCOME.name()),
                                lit(one.yearsBefore()).as("_years_before"),
                                lit(one.unit()).as("_unit")))
                    .toArray(Column[]::new)));
    String[] counted = {
      AggregateFigures.PUBLICATION.name(),
      AggregateFigures.SOURCE_TABLE.name(),
      AggregateFigures.AREA_KIND.name(),
      Areas.AREA_CODE.name(),
      AggregateFigures.PERIOD.name(),
      AggregateFigures.PROVIDER.name(),
      AggregateFigures.SEX.name()
    };
    Dataset<Row> students =
        figures
            .where(AggregateFigures.MEASURE.col().equalTo(OfficialMeasure.STUDENTS))
            .withColumn(STUDENTS.name(), OfficialFigures.VALUE.col())
            .select(STUDENTS.name(), counted);
    Column isBySex = AggregateFigures.SEX.col().notEqual(Groups.ALL);
    Column isByProvider = AggregateFigures.PROVIDER.col().notEqual(Groups.ALL);
    return figures
        .withColumn("_of", measures)
        .select("*", "_of.*")
        .where(
            AggregateFigures.MEASURE
                .col()
                .equalTo(col("_measure"))
                .and(isBySex.and(isByProvider).equalTo(false)))
        .join(students, counted, "left_outer")
        .select(
            lit(OfficialFigures.OFFICIAL).as(OfficialFigures.SOURCE.name()),
            OutcomeCells.OUTCOME.col(),
            coalesce(OfficialFigures.PERSPECTIVE.col(), lit(AreaOutcomes.HOME))
                .as(AreaOutcomes.PERSPECTIVE.name()),
            when(isBySex, Groups.SEX)
                .when(isByProvider, Groups.PROVIDER)
                .otherwise(Groups.ALL)
                .as(Groups.GROUP_DIMENSION.name()),
            when(isBySex, AggregateFigures.SEX.col())
                .otherwise(AggregateFigures.PROVIDER.col())
                .as(Groups.GROUP_VALUE.name()),
            OfficialMeasure.publishedYear()
                .minus(col("_years_before"))
                .as(OutcomeCells.COHORT.name()),
            Areas.AREA_LEVEL.col(),
            Areas.AREA_CODE.col(),
            Areas.AREA_NAME.col(),
            STUDENTS.col(),
            OfficialFigures.VALUE.col().divide(col("_unit")).as(RATE.name()),
            lit(null).cast(DoubleType).as(ERROR),
            lit(null).cast(DoubleType).as(AreaOutcomes.COVERAGE.name()),
            Status.STATUS.col());
  }

  private static AreaFigure figure(Row row) {
    return new AreaFigure(
        new AreaFigure.Series(
            row.getString(0),
            row.getString(1),
            row.getString(2),
            row.getString(3),
            row.getString(4)),
        row.getInt(5),
        1,
        new AreaFigure.Area(row.getString(6), row.getString(7), row.getString(8)),
        number(row, 9),
        number(row, 10),
        number(row, 11),
        number(row, 12),
        status(row));
  }

  private static @Nullable Double number(Row row, int column) {
    return row.isNullAt(column) ? null : row.getDouble(column);
  }

  /** A share of no students is no share, a mean of nobody with points is no mean. */
  private static String status(Row row) {
    String status = row.getString(13);
    return status.equals(Status.PUBLISHED) && row.isNullAt(10) ? Status.NOT_APPLICABLE : status;
  }
}
