package klara.region;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.bit_or;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.getbit;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import klara.disclosure.Status;
import klara.history.Students;
import klara.outcome.Outcome;
import klara.outcome.Outcome.Population;
import klara.outcome.OutcomeCells;
import klara.outcome.Outcomes;
import klara.register.Municipalities;
import klara.stats.Wilson;
import klara.table.Field;
import klara.table.Rule;
import klara.table.Table;
import klara.table.Zone;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * How far the ways to say that somebody dropped out say it of the same students: of those whom two
 * definitions count, how many the one has dropped out and the other has not.
 */
public final class DefinitionAgreement {
  public static final Field DEFINITION =
      Field.of(
          "definition", StringType, "The outcome by which a student dropped out", new Rule.Known());
  public static final Field OTHER_DEFINITION =
      Field.of(
          "other_definition",
          StringType,
          "The outcome by which the student did not",
          new Rule.Known());
  public static final Field FIRST_COHORT =
      Field.of(
          "first_cohort",
          IntegerType,
          "First school year of leaving compulsory school that is counted",
          Rule.Between.of("1950", "2100"));
  public static final Field LAST_COHORT = Field.of("last_cohort", IntegerType, "Last one");
  public static final Field STUDENTS =
      Field.of(
          "students",
          LongType,
          "Students whom both definitions count; null unless the row is published");
  public static final Field EVENTS =
      Field.of(
          "events",
          LongType,
          "Those dropped out by definition and not by other_definition; null unless published");
  public static final Field RATE = share("rate", "events / students");
  public static final Field RATE_LOWER = share("rate_lower", "Lower 95 % limit (Wilson)");
  public static final Field RATE_UPPER = share("rate_upper", "Upper 95 % limit (Wilson)");

  public static final Table TABLE =
      new Table(
          Zone.ANALYSIS,
          "definition_agreement",
          "one row per area by home and ordered pair of definitions, three cohorts together",
          List.of(Areas.AREA_LEVEL, Areas.AREA_CODE, DEFINITION, OTHER_DEFINITION),
          List.of(
              Areas.AREA_LEVEL,
              Areas.AREA_CODE,
              Areas.AREA_NAME,
              Municipalities.SUBREGION_CODE,
              DEFINITION,
              OTHER_DEFINITION,
              FIRST_COHORT,
              LAST_COHORT,
              STUDENTS,
              EVENTS,
              RATE,
              RATE_LOWER,
              RATE_UPPER,
              Status.STATUS));

  /** As published: beside the activity responsibility its coverage. */
  public static final Table PUBLISHED = ActivityCoverage.in(TABLE);

  private static final List<Outcome> DEFINITIONS =
      Outcomes.ALL.stream().filter(Outcome::isDroppingOut).toList();
  private static final String COUNTED = "_counted";

  /** Those by which anybody ever dropped out; a register that tells of nobody may be missing. */
  private static final String EVER = "_ever";

  /** Before it nobody is known to have left school. */
  private static final String EARLIEST = "_earliest";

  private static final String SILENT = "_silent";
  private static final String DROPPED_OUT = "_dropped_out";

  private DefinitionAgreement() {}

  private static Field share(String name, String meaning) {
    return Field.of(
        name,
        DoubleType,
        meaning + ", 0 to 1; null where there are no students, and unless published",
        Rule.Between.of("0", "1"));
  }

  /**
   * Holds every definition against every other.
   *
   * @param students {@link Students#TABLE}
   * @param municipalities {@link Municipalities}
   * @param asOf decides which cohorts are old enough: the latest three that are by both
   * @return {@link #TABLE}
   */
  public static Dataset<Row> from(
      Dataset<Row> students, Dataset<Row> municipalities, LocalDate asOf) {
    Dataset<Row> cells = cells(students, asOf);
    Column isOfBoth = bit(COUNTED, "_first").and(bit(COUNTED, "_second"));
    Column isOfOne = bit(DROPPED_OUT, "_first").and(bit(DROPPED_OUT, "_second").equalTo(false));
    Dataset<Row> byPlace =
        cells
            .crossJoin(broadcast(pairs(municipalities, asOf)))
            .where(
                isOfBoth.and(Students.COHORT.col().between(FIRST_COHORT.col(), LAST_COHORT.col())))
            .groupBy(col(Areas.PLACE), DEFINITION.col(), OTHER_DEFINITION.col())
            .agg(
                sum(col("_students")).as(STUDENTS.name()),
                sum(when(isOfOne, col("_students")).otherwise(0L)).as(EVENTS.name()));
    Dataset<Row> counted =
        byPlace
            .join(broadcast(Areas.membership(municipalities)), Areas.PLACE)
            .groupBy(
                Areas.AREA_LEVEL.col(),
                Areas.AREA_CODE.col(),
                DEFINITION.col(),
                OTHER_DEFINITION.col())
            .agg(sum(STUDENTS.col()).as(STUDENTS.name()), sum(EVENTS.col()).as(EVENTS.name()));
    Dataset<Row> filled =
        Areas.all(municipalities)
            .crossJoin(pairs(municipalities, asOf))
            .crossJoin(
                broadcast(
                    cells.agg(
                        bit_or(col(DROPPED_OUT)).as(EVER),
                        min(Students.COHORT.col()).as(EARLIEST))))
            .join(
                counted,
                new String[] {
                  Areas.AREA_LEVEL.name(),
                  Areas.AREA_CODE.name(),
                  DEFINITION.name(),
                  OTHER_DEFINITION.name()
                },
                "left_outer");
    Column first = greatest(FIRST_COHORT.col(), least(col(EARLIEST), LAST_COHORT.col()));
    return numbered(filled).withColumn(FIRST_COHORT.name(), first).select(TABLE.select());
  }

  /**
   * As published.
   *
   * @param agreement {@link #TABLE}, protected
   * @param areaOutcomes {@link AreaOutcomes#TABLE}, protected
   * @return {@link #PUBLISHED}
   */
  public static Dataset<Row> withCoverage(Dataset<Row> agreement, Dataset<Row> areaOutcomes) {
    return ActivityCoverage.added(
        agreement,
        PUBLISHED,
        areaOutcomes,
        new ActivityCoverage.Of(
            List.of(DEFINITION.col(), OTHER_DEFINITION.col()),
            lit(AreaOutcomes.HOME),
            Areas.AREA_LEVEL.col(),
            Areas.AREA_CODE.col(),
            FIRST_COHORT.col(),
            LAST_COHORT.col()));
  }

  private static Dataset<Row> numbered(Dataset<Row> filled) {
    Column silent = lit(0L);
    for (int i = 0; i < DEFINITIONS.size(); i++) {
      if (DEFINITIONS.get(i).isMissingWhereSilent()) {
        Column isSilent = getbit(coalesce(col(EVER), lit(0L)), lit(i)).equalTo(0);
        silent = silent.plus(when(isSilent, 1L << i).otherwise(0L));
      }
    }
    Dataset<Row> told = filled.withColumn(SILENT, silent);
    Column isSilent = bit(SILENT, "_first").or(bit(SILENT, "_second"));
    // Without those outside Skåne, the country would be the county under another name.
    Column isOfRest = Areas.AREA_LEVEL.col().equalTo(Areas.REST_OF_COUNTRY);
    Column hasRest =
        coalesce(
                max(when(isOfRest, STUDENTS.col()))
                    .over(Window.partitionBy(DEFINITION.col(), OTHER_DEFINITION.col())),
                lit(0L))
            .gt(0);
    Column isOfCountry = Areas.AREA_LEVEL.col().isin(Areas.COUNTRY, Areas.REST_OF_COUNTRY);
    return told.withColumn(
            Status.STATUS.name(),
            when(isSilent, Status.MISSING)
                .when(isOfCountry.and(hasRest.equalTo(false)), Status.MISSING)
                .otherwise(Status.PUBLISHED))
        .withColumn(STUDENTS.name(), ofPublished(STUDENTS))
        .withColumn(EVENTS.name(), ofPublished(EVENTS))
        .withColumn(RATE.name(), when(STUDENTS.col().gt(0), EVENTS.col().divide(STUDENTS.col())))
        .withColumn(RATE_LOWER.name(), Wilson.lower(EVENTS.col(), STUDENTS.col()))
        .withColumn(RATE_UPPER.name(), Wilson.upper(EVENTS.col(), STUDENTS.col()));
  }

  private static Column ofPublished(Field number) {
    return when(Status.STATUS.col().equalTo(Status.PUBLISHED), coalesce(number.col(), lit(0L)));
  }

  /** Few: students with the same answers to every definition count together. */
  private static Dataset<Row> cells(Dataset<Row> students, LocalDate asOf) {
    Column counted = lit(0L);
    Column droppedOut = lit(0L);
    for (int i = 0; i < DEFINITIONS.size(); i++) {
      Outcome one = DEFINITIONS.get(i);
      Column isKnown =
          one.isCounted().and(one.population().cohort.col().leq(one.lastMatureCohort(asOf)));
      counted = counted.plus(when(isKnown, 1L << i).otherwise(0L));
      droppedOut = droppedOut.plus(when(isKnown.and(one.isLack()), 1L << i).otherwise(0L));
    }
    return students
        .where(Students.COHORT.col().isNotNull())
        .groupBy(
            Students.COHORT.col(),
            OutcomeCells.placeOf(
                    Students.LEFT_HOME_MUNICIPALITY_CODE.col(), Population.COMPULSORY_LEAVERS)
                .as(Areas.PLACE),
            counted.as(COUNTED),
            droppedOut.as(DROPPED_OUT))
        .agg(count(lit(1)).as("_students"));
  }

  private static Column bit(String set, String nth) {
    return getbit(col(set), col(nth)).equalTo(1);
  }

  /** Every ordered pair of definitions, with the cohorts that are old enough for both. */
  private static Dataset<Row> pairs(Dataset<Row> municipalities, LocalDate asOf) {
    List<Column> pairs = new ArrayList<>();
    for (int i = 0; i < DEFINITIONS.size(); i++) {
      for (int j = 0; j < DEFINITIONS.size(); j++) {
        if (i != j) {
          Outcome one = DEFINITIONS.get(i);
          Outcome other = DEFINITIONS.get(j);
          int last = Math.min(lastLeaving(one, asOf), lastLeaving(other, asOf));
          pairs.add(
              struct(
                  lit(i).as("_first"),
                  lit(j).as("_second"),
                  lit(one.code()).as(DEFINITION.name()),
                  lit(other.code()).as(OTHER_DEFINITION.name()),
                  lit(last - PooledCohorts.COHORTS + 1).as(FIRST_COHORT.name()),
                  lit(last).as(LAST_COHORT.name())));
        }
      }
    }
    return municipalities
        .limit(1)
        .select(explode(array(pairs.toArray(Column[]::new))).as("_pair"))
        .select("_pair.*");
  }

  /** Who leaves compulsory school in June begins upper secondary school in the next school year. */
  private static int lastLeaving(Outcome outcome, LocalDate asOf) {
    int last = outcome.lastMatureCohort(asOf);
    return outcome.population() == Population.UPPER_SECONDARY ? last - 1 : last;
  }

  // ------------------------------------------------------------------ what adds up to what
}
