package klara.region;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.time.LocalDate;
import klara.history.SchoolLineages;
import klara.outcome.OutcomeCells;
import klara.outcome.Outcomes;
import klara.register.Municipalities;
import klara.register.SchoolUnits;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * What Skåne's municipalities are parts of: school units, for those who go to school there, and
 * neighbourhoods, for those who live there. Every student of a municipality is in one of its parts;
 * those of whom the part is not known make up one of their own, so that the parts add up.
 */
final class SmallAreas {
  private static final String HAS_KNOWN = "_has_known";

  private SmallAreas() {}

  /**
   * Everyone counted in schools and neighbourhoods, and girls and boys in schools: of rates by sex
   * two in three can be told of a school before any is withheld to protect another (of eight
   * cohorts of the twin). Of those by any other circumstance, and by any of a neighbourhood, it is
   * fewer, down to one in three, and each is more to protect: they are not told. The parts of a
   * municipality are there where a register names any of them.
   *
   * @param cells {@link OutcomeCells#TABLE}
   * @param schoolUnits {@link SchoolUnits}, for their names and lineages
   * @param asOf the last day whose splits and mergers count
   * @return the key and the sums of {@link AreaOutcomes}, name, municipality and lineage
   */
  static Dataset<Row> from(Dataset<Row> cells, Dataset<Row> schoolUnits, LocalDate asOf) {
    Column isOfSchool = OutcomeCells.OUTCOME.col().isInCollection(Outcomes.atSchool());
    Dataset<Row> schools =
        parts(
                cells.where(isOfSchool),
                OutcomeCells.SCHOOL_PLACE.col(),
                OutcomeCells.SCHOOL_UNIT_CODE.col(),
                Areas.SCHOOL,
                Groups.ofCellAtSchool())
            .withColumn(AreaOutcomes.PERSPECTIVE.name(), lit(AreaOutcomes.SCHOOL))
            .join(broadcast(names(schoolUnits, asOf)), Areas.AREA_CODE.name(), "left_outer");
    Dataset<Row> neighbourhoods =
        parts(
                cells,
                OutcomeCells.HOME_PLACE.col(),
                OutcomeCells.NEIGHBOURHOOD_CODE.col(),
                Areas.NEIGHBOURHOOD,
                Groups.everyone())
            .withColumn(AreaOutcomes.PERSPECTIVE.name(), lit(AreaOutcomes.HOME))
            .withColumn(Areas.AREA_NAME.name(), lit(null).cast(StringType))
            .withColumn(SchoolLineages.SCHOOL_LINEAGE_CODE.name(), lit(null).cast(StringType));
    return schools
        .unionByName(neighbourhoods)
        .withColumn(Areas.AREA_NAME.name(), coalesce(Areas.AREA_NAME.col(), Areas.AREA_CODE.col()));
  }

  private static Dataset<Row> parts(
      Dataset<Row> cells, Column place, Column part, String level, Column groups) {
    Column[] by = {
      place.as(Municipalities.MUNICIPALITY_CODE.name()),
      coalesce(part, concat(place, lit(Areas.OF_UNKNOWN))).as(Areas.AREA_CODE.name()),
      OutcomeCells.COHORT.col(),
      OutcomeCells.OUTCOME.col(),
      Groups.GROUP_DIMENSION.col(),
      Groups.GROUP_VALUE.col()
    };
    Column[] wholes = {
      Municipalities.MUNICIPALITY_CODE.col(), OutcomeCells.COHORT.col(), OutcomeCells.OUTCOME.col()
    };
    Column isKnown = Areas.AREA_CODE.col().endsWith(Areas.OF_UNKNOWN).equalTo(false);
    return AreaOutcomes.summed(
            AreaOutcomes.inGroups(
                cells.where(
                    place
                        .notEqual(OutcomeCells.ELSEWHERE)
                        .and(place.notEqual(Municipalities.SKANE))),
                groups),
            by)
        .withColumn(HAS_KNOWN, max(isKnown).over(Window.partitionBy(wholes)))
        .where(HAS_KNOWN)
        .drop(HAS_KNOWN)
        .withColumn(Areas.AREA_LEVEL.name(), lit(level));
  }

  private static Dataset<Row> names(Dataset<Row> schoolUnits, LocalDate asOf) {
    Dataset<Row> names =
        schoolUnits
            .groupBy(SchoolUnits.SCHOOL_UNIT_CODE.col().as(Areas.AREA_CODE.name()))
            .agg(
                max_by(SchoolUnits.SCHOOL_NAME.col(), SchoolUnits.VALID_FROM.col())
                    .as(Areas.AREA_NAME.name()));
    return names.join(
        SchoolLineages.from(schoolUnits, asOf)
            .withColumnRenamed(SchoolUnits.SCHOOL_UNIT_CODE.name(), Areas.AREA_CODE.name()),
        Areas.AREA_CODE.name());
  }
}
