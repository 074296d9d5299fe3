package klara.region;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import klara.disclosure.Status;
import klara.outcome.OutcomeCells;
import klara.register.AggregateFigures;
import klara.stats.Normal;
import klara.table.Field;
import klara.table.Table;
import klara.table.Zone;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Our figure beside the official one. It is made of {@link AreaOutcomes} and {@link
 * OfficialFigures} alone, so what is withheld there is withheld here.
 *
 * <p>On the registers both count the same students, and a difference wants an explanation; on the
 * twin, whose students are drawn, it should lie within sampling error.
 */
public final class Reconciliation {
  private static final Field OUR_VALUE =
      Field.of("our_value", DoubleType, "Our figure, in the unit; null unless published");
  private static final Field OUTCOME =
      OutcomeCells.OUTCOME.named(
          "outcome",
          "The outcome that it is measured by; for a count of students or the share of a group an"
              + " outcome of the same students");
  private static final Field OFFICIAL_VALUE =
      Field.of("official_value", DoubleType, "The official figure, in the unit; null for a mark");
  private static final Field DIFFERENCE =
      Field.of("difference", DoubleType, "Ours less the official one, in the unit");
  private static final Field STANDARD_ERROR =
      Field.of(
          "standard_error",
          DoubleType,
          "Standard error of our figure if students were drawn, in the unit; 0 for counts");
  private static final Field IS_WITHIN_SAMPLING_ERROR =
      Field.of(
          "is_within_sampling_error",
          BooleanType,
          "Whether the difference is at most 1.96 standard errors and the rounding of the"
              + " publication; null where there is none");
  private static final Field EXPLANATION =
      Field.of("explanation", StringType, "Why the two may differ by definition; null for nothing");

  public static final Table TABLE =
      new Table(
          Zone.ANALYSIS,
          "reconciliation",
          "one row per published measure, area, cohort and sex that we have a figure for",
          List.of(
              AggregateFigures.PUBLICATION,
              AggregateFigures.SOURCE_TABLE,
              AggregateFigures.MEASURE,
              Areas.AREA_LEVEL,
              Areas.AREA_CODE,
              AreaOutcomes.PERSPECTIVE,
              OutcomeCells.COHORT,
              AggregateFigures.SEX),
          List.of(
              AggregateFigures.MEASURE,
              AggregateFigures.PUBLICATION,
              AggregateFigures.SOURCE_TABLE,
              AggregateFigures.PERIOD,
              Areas.AREA_LEVEL,
              Areas.AREA_CODE,
              Areas.AREA_NAME,
              AreaOutcomes.PERSPECTIVE,
              OUTCOME,
              OutcomeCells.COHORT,
              AggregateFigures.SEX,
              OfficialFigures.UNIT,
              OUR_VALUE,
              OFFICIAL_VALUE,
              DIFFERENCE,
              STANDARD_ERROR,
              IS_WITHIN_SAMPLING_ERROR,
              EXPLANATION,
              Status.STATUS));

  /** Official shares have one decimal. */
  private static final double ROUNDING = 0.05;

  private Reconciliation() {}

  /**
   * Lays the figures side by side.
   *
   * @param areaOutcomes {@link AreaOutcomes#TABLE}, protected or not
   * @param figures {@link OfficialFigures#TABLE}
   * @return {@link #TABLE}
   */
  public static Dataset<Row> from(Dataset<Row> areaOutcomes, Dataset<Row> figures) {
    Dataset<Row> wanted =
        figures
            .where(AggregateFigures.PROVIDER.col().equalTo("all"))
            .where(Areas.AREA_LEVEL.col().notEqual(Areas.ADJACENT_MUNICIPALITY))
            .withColumn("_pair", explode(pairs()))
            .select("*", "_pair.*")
            .where(AggregateFigures.MEASURE.col().equalTo(col("_measure")))
            .withColumn(
                OutcomeCells.COHORT.name(),
                OfficialMeasure.publishedYear().minus(col("_years_before")))
            .withColumn(
                "_perspective", coalesce(OfficialFigures.PERSPECTIVE.col(), lit(AreaOutcomes.HOME)))
            .withColumn("_official_status", Status.STATUS.col())
            .drop(Status.STATUS.name(), OfficialFigures.PERSPECTIVE.name())
            .withColumnRenamed("_perspective", AreaOutcomes.PERSPECTIVE.name());
    Column isAll = AggregateFigures.SEX.col().equalTo("all");
    Column isOfGroup = col("_dimension").notEqual(Groups.ALL);
    Dataset<Row> keyed =
        wanted
            .withColumn(
                Groups.GROUP_DIMENSION.name(), when(isAll, col("_dimension")).otherwise(Groups.SEX))
            .withColumn(
                Groups.GROUP_VALUE.name(),
                when(isAll, col("_value")).otherwise(AggregateFigures.SEX.col()))
            .where(isAll.or(isOfGroup.equalTo(false)));
    String[] cell = {
      Areas.AREA_LEVEL.name(),
      Areas.AREA_CODE.name(),
      AreaOutcomes.PERSPECTIVE.name(),
      OutcomeCells.COHORT.name(),
      OutcomeCells.OUTCOME.name()
    };
    String[] group = {
      Areas.AREA_LEVEL.name(),
      Areas.AREA_CODE.name(),
      AreaOutcomes.PERSPECTIVE.name(),
      OutcomeCells.COHORT.name(),
      OutcomeCells.OUTCOME.name(),
      Groups.GROUP_DIMENSION.name(),
      Groups.GROUP_VALUE.name()
    };
    Dataset<Row> ours = areaOutcomes.drop(Areas.AREA_NAME.name());
    Dataset<Row> everyone =
        ours.where(Groups.GROUP_DIMENSION.col().equalTo(Groups.ALL))
            .select(
                col(cell[0]),
                col(cell[1]),
                col(cell[2]),
                col(cell[3]),
                col(cell[4]),
                AreaOutcomes.STUDENTS.col().as("_everyone"),
                Status.STATUS.col().as("_status_of_everyone"));
    Column isShareOfWithheld = isOfGroup.and(col("_status_of_everyone").notEqual(Status.PUBLISHED));
    return keyed
        .join(ours, group)
        .join(everyone, cell)
        .withColumn(
            Status.STATUS.name(),
            when(
                    Status.STATUS.col().equalTo(Status.PUBLISHED).and(isShareOfWithheld),
                    col("_status_of_everyone"))
                .otherwise(Status.STATUS.col()))
        .withColumn(
            OUR_VALUE.name(),
            when(Status.STATUS.col().equalTo(Status.PUBLISHED), ourValue(isOfGroup)))
        .withColumn(
            OFFICIAL_VALUE.name(),
            when(col("_official_status").equalTo(Status.PUBLISHED), OfficialFigures.VALUE.col()))
        .withColumn(DIFFERENCE.name(), OUR_VALUE.col().minus(OFFICIAL_VALUE.col()))
        .withColumn(
            STANDARD_ERROR.name(), when(OUR_VALUE.col().isNotNull(), standardError(isOfGroup)))
        .withColumn(
            IS_WITHIN_SAMPLING_ERROR.name(),
            abs(DIFFERENCE.col()).leq(STANDARD_ERROR.col().multiply(Normal.Z).plus(ROUNDING)))
        .withColumn(
            Status.STATUS.name(),
            when(Status.STATUS.col().notEqual(Status.PUBLISHED), Status.STATUS.col())
                .otherwise(col("_official_status")))
        .select(TABLE.select());
  }

  private static Column pairs() {
    return array(
        OfficialMeasure.ALL.stream()
            .map(
                pair ->
                    struct(
                        lit(pair.measure()).as("_measure"),
                        lit(pair.outcome()).as(OutcomeCells.OUTCOME.name()),
                        lit(pair.group().dimension()).as("_dimension"),
                        lit(pair.group().value()).as("_value"),
                        lit(pair.yearsBefore()).as("_years_before"),
                        lit(pair.explanation()).as(EXPLANATION.name())))
            .toArray(Column[]::new));
  }

  private static Column isOf(String unit) {
    return OfficialFigures.UNIT.col().equalTo(unit);
  }

  private static Column ourValue(Column isOfGroup) {
    Column share =
        when(
            col("_everyone").gt(0),
            AreaOutcomes.STUDENTS.col().cast(DoubleType).divide(col("_everyone")));
    return when(isOf("students"), AreaOutcomes.STUDENTS.col().cast(DoubleType))
        .when(isOf("merit_points"), AreaOutcomes.MEAN_POINTS.col())
        .when(isOfGroup, share.multiply(100.0))
        .otherwise(AreaOutcomes.RATE.col().multiply(100.0));
  }

  private static Column standardError(Column isOfGroup) {
    Column share = OFFICIAL_VALUE.col().divide(100.0);
    Column drawn = when(isOfGroup, col("_everyone")).otherwise(AreaOutcomes.STUDENTS.col());
    Column ofShare =
        when(
            drawn.gt(0), sqrt(share.multiply(lit(1.0).minus(share)).divide(drawn)).multiply(100.0));
    Column ofMean =
        AreaOutcomes.MEAN_POINTS_UPPER
            .col()
            .minus(AreaOutcomes.MEAN_POINTS_LOWER.col())
            .divide(2 * Normal.Z);
    return when(isOf("students"), lit(0.0)).when(isOf("merit_points"), ofMean).otherwise(ofShare);
  }
}
