package klara.region;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.StringType;

import klara.history.SchoolLineages;
import klara.outcome.OutcomeCells;
import klara.outcome.Outcomes;
import klara.register.Municipalities;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The municipalities of other counties that touch Skåne, without which those at the county line
 * would have half their neighbours. They are parts of nothing that is told: no sum gives them away.
 */
final class AdjacentMunicipalities {
  private AdjacentMunicipalities() {}

  /**
   * Everyone counted at home and at school, where students outside Skåne are delivered.
   *
   * @param cells {@link OutcomeCells#TABLE}
   * @param municipalities {@link Municipalities}, for their names
   * @return the key and the sums of {@link AreaOutcomes}, name, municipality and no lineage
   */
  static Dataset<Row> from(Dataset<Row> cells, Dataset<Row> municipalities) {
    Column home = OutcomeCells.HOME_ADJACENT_CODE.col();
    Column school = OutcomeCells.SCHOOL_ADJACENT_CODE.col();
    Column isOfSchool = OutcomeCells.OUTCOME.col().isInCollection(Outcomes.atSchool());
    Column both =
        explode(
            array(at(AreaOutcomes.HOME, home), at(AreaOutcomes.SCHOOL, when(isOfSchool, school))));
    Column[] by = {
      AreaOutcomes.PERSPECTIVE.col(),
      Areas.AREA_CODE.col(),
      OutcomeCells.COHORT.col(),
      OutcomeCells.OUTCOME.col()
    };
    Dataset<Row> placed =
        cells
            .where(home.isNotNull().or(school.isNotNull()))
            .withColumn("_at", both)
            .select("*", "_at.*")
            .where(Areas.AREA_CODE.col().isNotNull());
    return AreaOutcomes.summed(placed, by)
        .join(broadcast(Areas.adjacent(municipalities)), Areas.AREA_CODE.name())
        .withColumn(Municipalities.MUNICIPALITY_CODE.name(), Areas.AREA_CODE.col())
        .withColumn(SchoolLineages.SCHOOL_LINEAGE_CODE.name(), lit(null).cast(StringType))
        .withColumn(Groups.GROUP_DIMENSION.name(), lit(Groups.ALL))
        .withColumn(Groups.GROUP_VALUE.name(), lit(Groups.ALL));
  }

  private static Column at(String perspective, Column code) {
    return struct(
        lit(perspective).as(AreaOutcomes.PERSPECTIVE.name()), code.as(Areas.AREA_CODE.name()));
  }
}
