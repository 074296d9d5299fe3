package klara.region;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.rint;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import klara.disclosure.Status;
import klara.history.SchoolLineages;
import klara.history.Students;
import klara.outcome.OutcomeCells;
import klara.outcome.Outcomes;
import klara.register.Municipalities;
import klara.stats.Mean;
import klara.stats.Wilson;
import klara.table.Field;
import klara.table.Rule;
import klara.table.Table;
import klara.table.Zone;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What became of the students of each area: the whole matrix of areas, perspectives, cohorts,
 * outcomes and groups, so that nothing is absent without a word.
 */
public final class AreaOutcomes {
  public static final String HOME = "home";
  public static final String SCHOOL = "school";

  public static final Field PERSPECTIVE =
      Field.of(
          "perspective",
          StringType,
          "home: students who live in the area; school: students whose school lies there",
          new Rule.Known(),
          Rule.OneOf.of(HOME, SCHOOL));
  public static final Field STUDENTS = numbers(OutcomeCells.STUDENTS);
  public static final Field EVENTS = numbers(OutcomeCells.EVENTS);
  public static final Field RATE = share("rate", "events / students");
  public static final Field RATE_LOWER =
      share("rate_lower", "Lower 95 % limit of the rate (Wilson)");
  public static final Field RATE_UPPER =
      share("rate_upper", "Upper 95 % limit of the rate (Wilson)");

  /** The highest merit value, of seventeen grades. */
  public static final double MOST_POINTS = 340;

  public static final Field MEAN_POINTS =
      points(
          "mean_merit_points",
          "Mean merit value, 0 to 340, in steps of 0.1 (0.5 of fewer than 50 students) so that it does"
              + " not tell how many have points");
  public static final Field MEAN_POINTS_LOWER =
      points("mean_merit_points_lower", "Lower 95 % limit of the mean, in the same steps");
  public static final Field MEAN_POINTS_UPPER =
      points("mean_merit_points_upper", "Upper 95 % limit of the mean, likewise");

  public static final Field MUNICIPALITY =
      Field.of(
          "municipality_code",
          StringType,
          "Municipality that the area is or lies in; null for larger areas");
  public static final Field LINEAGE =
      SchoolLineages.SCHOOL_LINEAGE_CODE.named(
          SchoolLineages.SCHOOL_LINEAGE_CODE.name(),
          SchoolLineages.SCHOOL_LINEAGE_CODE.meaning() + ", and of other areas");
  public static final Field DESIGN_EFFECT =
      Field.of(
          DesignEffects.DESIGN_EFFECT,
          DoubleType,
          "How many times larger the variance of the rate or mean is because students share"
              + " schools, in tenths: multiply the interval's width by its root where the students"
              + " stand for others than themselves; null for groups, for schools and"
              + " neighbourhoods, for residents, whom no school counts, outside Skåne, and unless"
              + " published",
          Rule.Between.of("1", "9999"));

  public static final Field COVERAGE =
      Field.of(
          "activity_responsibility_coverage",
          DoubleType,
          "Beside what the activity responsibility tells: of those whom it should tell of (under"
              + " 20, out of compulsory school, on a 15 October neither enrolled nor abroad, without"
              + " a diploma) the share that it does, 0 to 1 in steps of 0.05; null for other"
              + " outcomes, where they are fewer than 20, and unless published",
          Rule.Between.of("0", "1"));

  /** With fewer a step of the coverage would be less than one of them. */
  private static final int FEWEST_OF_TARGET = 20;

  private static final double STEPS_OF_COVERAGE = 20;

  /** Before protection: for the restricted zone. */
  public static final Table TABLE =
      new Table(
          Zone.ANALYSIS,
          "area_outcomes",
          "one row per area, perspective, cohort, outcome and group",
          List.of(
              Areas.AREA_LEVEL,
              Areas.AREA_CODE,
              PERSPECTIVE,
              OutcomeCells.COHORT,
              OutcomeCells.OUTCOME,
              Groups.GROUP_DIMENSION,
              Groups.GROUP_VALUE),
          List.of(
              Areas.AREA_LEVEL,
              Areas.AREA_CODE,
              Areas.AREA_NAME,
              Municipalities.SUBREGION_CODE,
              MUNICIPALITY,
              LINEAGE,
              PERSPECTIVE,
              OutcomeCells.COHORT,
              OutcomeCells.OUTCOME,
              Groups.GROUP_DIMENSION,
              Groups.GROUP_VALUE,
              STUDENTS,
              EVENTS,
              RATE,
              RATE_LOWER,
              RATE_UPPER,
              MEAN_POINTS,
              MEAN_POINTS_LOWER,
              MEAN_POINTS_UPPER,
              DESIGN_EFFECT,
              COVERAGE,
              Status.STATUS));

  private AreaOutcomes() {}

  private static Field numbers(Field counted) {
    return counted.named(counted.name(), counted.meaning() + "; null unless the row is published");
  }

  private static Field share(String name, String meaning) {
    return Field.of(
        name,
        DoubleType,
        meaning + ", 0 to 1; null where there are no students, and unless published",
        Rule.Between.of("0", "1"));
  }

  private static Field points(String name, String meaning) {
    return Field.of(
        name,
        DoubleType,
        meaning + "; null for shares, and unless published",
        Rule.Between.of("0", "340"));
  }

  /**
   * Sums the cells of every area and group.
   *
   * @param cells {@link OutcomeCells#TABLE}
   * @param municipalities {@link klara.register.Municipalities}
   * @param schoolUnits {@link klara.register.SchoolUnits}, for their names and lineages
   * @param asOf decides which cohorts are old enough
   * @return {@link #TABLE}
   */
  public static Dataset<Row> from(
      Dataset<Row> cells, Dataset<Row> municipalities, Dataset<Row> schoolUnits, LocalDate asOf) {
    Dataset<Row> counted = counted(cells, municipalities);
    Dataset<Row> cases = AreaStatus.cases(cells);
    List<String> key = TABLE.key().stream().map(Field::name).collect(Collectors.toList());
    String[] effect = {
      Areas.AREA_LEVEL.name(),
      Areas.AREA_CODE.name(),
      PERSPECTIVE.name(),
      OutcomeCells.COHORT.name(),
      OutcomeCells.OUTCOME.name(),
      Groups.GROUP_DIMENSION.name()
    };
    Dataset<Row> small =
        SmallAreas.from(cells, schoolUnits, asOf)
            .unionByName(AdjacentMunicipalities.from(cells, municipalities))
            .join(
                broadcast(cases),
                new String[] {OutcomeCells.OUTCOME.name(), OutcomeCells.COHORT.name()})
            // That there is a row would tell of somebody there.
            .where(
                Areas.AREA_LEVEL
                    .col()
                    .notEqual(Areas.ADJACENT_MUNICIPALITY)
                    .or(AreaStatus.isCountryKnown()))
            .withColumn(Municipalities.SUBREGION_CODE.name(), lit(null).cast(StringType));
    Dataset<Row> filled =
        matrix(cases, municipalities)
            .join(counted, key.toArray(String[]::new), "left_outer")
            .withColumn(
                MUNICIPALITY.name(),
                when(Areas.AREA_LEVEL.col().equalTo(Areas.MUNICIPALITY), Areas.AREA_CODE.col()))
            .withColumn(LINEAGE.name(), lit(null).cast(StringType))
            .unionByName(small)
            .join(
                broadcast(
                    DesignEffects.from(cells, Areas.membership(municipalities))
                        .withColumn(Groups.GROUP_DIMENSION.name(), lit(Groups.ALL))),
                effect,
                "left_outer");
    Column students = coalesce(STUDENTS.col(), lit(0L));
    Column isShare = OutcomeCells.OUTCOME.col().isInCollection(Outcomes.shares());
    Column events = coalesce(EVENTS.col(), lit(0L));
    Dataset<Row> numbered =
        filled
            .withColumn(Status.STATUS.name(), AreaStatus.of(asOf))
            .withColumn(STUDENTS.name(), when(isPublished(), students))
            .withColumn(EVENTS.name(), when(isPublished(), events));
    Column hasMean = isPublished().and(isShare.equalTo(false)).and(EVENTS.col().gt(0));
    Column shared = when(isShare, EVENTS.col());
    Column points = OutcomeCells.POINTS.col();
    Column squares = OutcomeCells.SQUARED_POINTS.col();
    return numbered
        .withColumn(RATE.name(), when(STUDENTS.col().gt(0), shared.divide(STUDENTS.col())))
        .withColumn(RATE_LOWER.name(), Wilson.lower(shared, STUDENTS.col()))
        .withColumn(RATE_UPPER.name(), Wilson.upper(shared, STUDENTS.col()))
        .withColumn(MEAN_POINTS.name(), when(hasMean, told(Mean.of(EVENTS.col(), points))))
        .withColumn(
            MEAN_POINTS_LOWER.name(),
            when(hasMean, clamp(told(Mean.lower(EVENTS.col(), points, squares)))))
        .withColumn(
            MEAN_POINTS_UPPER.name(),
            when(hasMean, clamp(told(Mean.upper(EVENTS.col(), points, squares)))))
        .withColumn(DESIGN_EFFECT.name(), when(isPublished(), DESIGN_EFFECT.col()))
        .withColumn(COVERAGE.name(), when(isPublished(), coverage()))
        .select(TABLE.select());
  }

  private static Column coverage() {
    Column target = OutcomeCells.TARGET_STUDENTS.col();
    Column share = OutcomeCells.TARGET_EVENTS.col().divide(target);
    return when(
        target.geq(FEWEST_OF_TARGET),
        rint(share.multiply(STEPS_OF_COVERAGE)).divide(STEPS_OF_COVERAGE));
  }

  private static Column told(Column tenths) {
    return MeanSteps.nearest(tenths.divide(10.0), STUDENTS.col());
  }

  /** A limit of a mean, cut off where merit values end; null where there is none. */
  static Column clamp(Column points) {
    return when(points.isNotNull(), greatest(lit(0.0), least(lit(MOST_POINTS), points)));
  }

  private static Column isPublished() {
    return Status.STATUS.col().equalTo(Status.PUBLISHED);
  }

  /**
   * First by place and group, which leaves few rows to spread over areas; pairs of large areas by
   * whether it is in Skåne.
   */
  private static Dataset<Row> counted(Dataset<Row> cells, Dataset<Row> municipalities) {
    Column[] byGroup = {
      col(Areas.PLACE),
      PERSPECTIVE.col(),
      OutcomeCells.COHORT.col(),
      OutcomeCells.OUTCOME.col(),
      OutcomeCells.SEX.col(),
      Students.PARENTAL_EDUCATION.col(),
      Students.BACKGROUND.col(),
      Students.NEWLY_ARRIVED.col(),
      OutcomeCells.INCOME_QUINTILE.col(),
      OutcomeCells.HOME_SITUATION.col()
    };
    Dataset<Row> byPlace = summed(Perspectives.both(cells), byGroup);
    Column isElsewhere = col(Areas.PLACE).equalTo(OutcomeCells.ELSEWHERE);
    Dataset<Row> bySide =
        summed(
            byPlace.withColumn(
                Areas.PLACE,
                when(isElsewhere, OutcomeCells.ELSEWHERE).otherwise(Municipalities.SKANE)),
            byGroup);
    Dataset<Row> grouped =
        inGroups(byPlace, Groups.ofCell())
            .unionByName(inGroups(bySide, Groups.ofCellInLargeAreas()));
    Column[] byPlaceAndGroup = {
      col(Areas.PLACE),
      PERSPECTIVE.col(),
      OutcomeCells.COHORT.col(),
      OutcomeCells.OUTCOME.col(),
      Groups.GROUP_DIMENSION.col(),
      Groups.GROUP_VALUE.col()
    };
    Dataset<Row> inAreas =
        summed(grouped, byPlaceAndGroup)
            .join(broadcast(Areas.membership(municipalities)), Areas.PLACE);
    return summed(inAreas, TABLE.key().stream().map(Field::col).toArray(Column[]::new));
  }

  /** Every cell once for each of its groups. */
  static Dataset<Row> inGroups(Dataset<Row> cells, Column groups) {
    return cells
        .withColumn("_group", explode(groups))
        .select("*", "_group.*")
        .where(Groups.GROUP_VALUE.col().isNotNull());
  }

  /** The sums that every figure is made of. */
  static Dataset<Row> summed(Dataset<Row> rows, Column[] by) {
    return rows.groupBy(by)
        .agg(
            sum(STUDENTS.col()).as(STUDENTS.name()),
            sum(EVENTS.col()).as(EVENTS.name()),
            sum(OutcomeCells.POINTS.col()).as(OutcomeCells.POINTS.name()),
            sum(OutcomeCells.SQUARED_POINTS.col()).as(OutcomeCells.SQUARED_POINTS.name()),
            sum(OutcomeCells.TARGET_STUDENTS.col()).as(OutcomeCells.TARGET_STUDENTS.name()),
            sum(OutcomeCells.TARGET_EVENTS.col()).as(OutcomeCells.TARGET_EVENTS.name()));
  }

  private static Dataset<Row> matrix(Dataset<Row> cases, Dataset<Row> municipalities) {
    Column groups =
        explode(
            array(
                Groups.groups().stream()
                    .map(
                        group ->
                            struct(
                                lit(group.dimension()).as(Groups.GROUP_DIMENSION.name()),
                                lit(group.value()).as(Groups.GROUP_VALUE.name())))
                    .toArray(Column[]::new)));
    return cases
        .crossJoin(broadcast(Areas.all(municipalities)))
        .withColumn(PERSPECTIVE.name(), explode(array(lit(HOME), lit(SCHOOL))))
        .withColumn("_group", groups)
        .select("*", "_group.*")
        .where(Groups.isToldOf(Areas.AREA_LEVEL.col(), Groups.GROUP_DIMENSION.col()))
        .drop("_group");
  }
}
