package klara.region;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import klara.outcome.OutcomeCells;
import klara.register.Municipalities;
import klara.table.Field;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Students where they live and where they go to school. */
public final class Perspectives {
  /** A school unit or a neighbourhood: what students share who are at one place. */
  public static final String UNIT = "unit";

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

  /**
   * Counts each cell in its neighbourhood and in its school.
   *
   * @param cells {@link OutcomeCells#TABLE}, or some of it
   * @return two rows for each, with {@link AreaOutcomes#PERSPECTIVE}, {@link Areas#PLACE}, here a
   *     municipality of Skåne, and {@link #UNIT}; without both where the unit is not known or not
   *     in Skåne, so that it is known that such students there are
   */
  public static Dataset<Row> units(Dataset<Row> cells) {
    Column units =
        explode(
            array(
                of(
                    AreaOutcomes.HOME,
                    OutcomeCells.HOME_PLACE.col(),
                    OutcomeCells.NEIGHBOURHOOD_CODE),
                of(
                    AreaOutcomes.SCHOOL,
                    OutcomeCells.SCHOOL_PLACE.col(),
                    OutcomeCells.SCHOOL_UNIT_CODE)));
    return cells.withColumn(BOTH, units).select("*", BOTH + ".*").drop(BOTH);
  }

  private static Column of(String perspective, Column place) {
    return struct(lit(perspective).as(AreaOutcomes.PERSPECTIVE.name()), place.as(Areas.PLACE));
  }

  private static Column of(String perspective, Column place, Field unit) {
    Column isKnown =
        place
            .notEqual(OutcomeCells.ELSEWHERE)
            .and(place.notEqual(Municipalities.SKANE))
            .and(unit.col().isNotNull());
    return struct(
        lit(perspective).as(AreaOutcomes.PERSPECTIVE.name()),
        when(isKnown, place).as(Areas.PLACE),
        when(isKnown, unit.col()).as(UNIT));
  }
}
