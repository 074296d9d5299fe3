package klara.region;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.LongType;

import klara.outcome.OutcomeCells;
import klara.outcome.Outcomes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * By how much the variance of a rate or mean is larger than its interval supposes, since students
 * share schools and what happens there:
 *
 * <pre>
 * deff = 1 + (b − 1) ρ        b = Σ n² / Σ n   over the schools of the area's students
 * ρ = (MSB − MSW) / (MSB + (n₀ − 1) MSW), not below 0
 *                             over all schools of Skåne in the cohort (analysis of variance)
 * </pre>
 *
 * <p>One ρ for the whole county: that of a municipality alone would be chance, and could tell of
 * its schools. Sums are exact, and the effect is rounded to tenths.
 *
 * @see <a href="https://doi.org/10.2307/1403259">Donner (1986)</a> for ρ, and Kish (1965), Survey
 *     Sampling, for deff
 */
final class DesignEffects {
  static final String DESIGN_EFFECT = "design_effect";

  /** Fewer schools do not tell how alike their students are. */
  private static final int FEWEST_SCHOOLS = 20;

  private static final double MILLIONTHS = 1e6;

  private DesignEffects() {}

  /**
   * The effect for everyone in each area of Skåne; none for outcomes that no school counts.
   *
   * @param cells {@link OutcomeCells#TABLE}
   * @param membership {@link Areas#membership}
   * @return area, perspective, cohort, outcome and {@link #DESIGN_EFFECT}
   */
  static Dataset<Row> from(Dataset<Row> cells, Dataset<Row> membership) {
    Column isShare = OutcomeCells.POINTS.col().isNull();
    Dataset<Row> schools =
        cells
            .where(
                OutcomeCells.SCHOOL_UNIT_CODE
                    .col()
                    .isNotNull()
                    .and(OutcomeCells.OUTCOME.col().isInCollection(Outcomes.atSchool())))
            .groupBy(
                OutcomeCells.COHORT.col(),
                OutcomeCells.OUTCOME.col(),
                OutcomeCells.HOME_PLACE.col(),
                OutcomeCells.SCHOOL_PLACE.col(),
                OutcomeCells.SCHOOL_UNIT_CODE.col())
            .agg(
                sum(when(isShare, OutcomeCells.STUDENTS.col()).otherwise(OutcomeCells.EVENTS.col()))
                    .as("n"),
                sum(coalesce(OutcomeCells.POINTS.col(), OutcomeCells.EVENTS.col())).as("t"),
                sum(coalesce(OutcomeCells.SQUARED_POINTS.col(), OutcomeCells.EVENTS.col()))
                    .as("q"));
    Column[] area = {
      Areas.AREA_LEVEL.col(),
      Areas.AREA_CODE.col(),
      AreaOutcomes.PERSPECTIVE.col(),
      OutcomeCells.COHORT.col(),
      OutcomeCells.OUTCOME.col()
    };
    Column[] schoolOfArea = new Column[area.length + 1];
    System.arraycopy(area, 0, schoolOfArea, 0, area.length);
    schoolOfArea[area.length] = OutcomeCells.SCHOOL_UNIT_CODE.col();
    Column isInSkane =
        Areas.AREA_LEVEL.col().isin(Areas.COUNTY, Areas.SUBREGION, Areas.MUNICIPALITY);
    Column mates = col("squares").cast("double").divide(col("students"));
    return Perspectives.both(schools)
        .join(broadcast(membership.where(isInSkane)), Areas.PLACE)
        .groupBy(schoolOfArea)
        .agg(sum(col("n")).as("n"))
        .groupBy(area)
        .agg(sum(col("n")).as("students"), sum(col("n").multiply(col("n"))).as("squares"))
        .where(col("students").gt(0))
        .join(
            broadcast(correlations(schools)),
            new String[] {OutcomeCells.COHORT.name(), OutcomeCells.OUTCOME.name()})
        .withColumn(
            DESIGN_EFFECT, round(lit(1).plus(mates.minus(1).multiply(col("correlation"))), 1))
        .drop("students", "squares", "correlation");
  }

  /** How alike students of one school are, for each cohort and outcome. */
  private static Dataset<Row> correlations(Dataset<Row> schools) {
    Column[] all = {OutcomeCells.COHORT.col(), OutcomeCells.OUTCOME.col()};
    Column square = col("t").cast("double").multiply(col("t")).divide(col("n"));
    Dataset<Row> sums =
        schools
            .groupBy(all[0], all[1], OutcomeCells.SCHOOL_UNIT_CODE.col())
            .agg(sum(col("n")).as("n"), sum(col("t")).as("t"), sum(col("q")).as("q"))
            .where(col("n").gt(0))
            .groupBy(all)
            .agg(
                count(lit(1)).as("k"),
                sum(col("n")).as("sum_n"),
                sum(col("t")).as("sum_t"),
                sum(col("q")).as("sum_q"),
                sum(col("n").multiply(col("n"))).as("sum_nn"),
                sum(round(square.multiply(MILLIONTHS)).cast(LongType))
                    .divide(MILLIONTHS)
                    .as("sum_tt"));
    Column students = col("sum_n").cast("double");
    Column between =
        col("sum_tt")
            .minus(col("sum_t").cast("double").multiply(col("sum_t")).divide(students))
            .divide(col("k").minus(1));
    Column within = col("sum_q").minus(col("sum_tt")).divide(students.minus(col("k")));
    Column size = students.minus(col("sum_nn").divide(students)).divide(col("k").minus(1));
    Column whole = between.plus(size.minus(1).multiply(within));
    return sums.where(col("k").geq(FEWEST_SCHOOLS).and(col("sum_n").gt(col("k"))))
        .select(
            all[0],
            all[1],
            when(whole.gt(0), greatest(lit(0.0), between.minus(within).divide(whole)))
                .as("correlation"));
  }
}
