package klara.region;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import klara.outcome.OutcomeCells;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Students where they live and where they go to school. */
public final class Perspectives {
  private static final String BOTH = "_perspective";

  private Perspectives() {}

  /**
   * Counts each cell at both its places.
   *
   * @param cells rows with {@link OutcomeCells#HOME_PLACE} and {@link OutcomeCells#SCHOOL_PLACE}
   * @return two rows for each, with {@link AreaOutcomes#PERSPECTIVE} and {@link Areas#PLACE}
   */
  public static Dataset<Row> both(Dataset<Row> cells) {
    Column places =
        explode(
            array(
                of(AreaOutcomes.HOME, OutcomeCells.HOME_PLACE.col()),
                of(AreaOutcomes.SCHOOL, OutcomeCells.SCHOOL_PLACE.col())));
    return cells.withColumn(BOTH, places).select("*", BOTH + ".*").drop(BOTH);
  }

  private static Column of(String perspective, Column place) {
    return struct(lit(perspective).as(AreaOutcomes.PERSPECTIVE.name()), place.as(Areas.PLACE));
  }
}
