package klara.disparity;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import klara.disclosure.Status;
import klara.outcome.Outcome;
import klara.outcome.OutcomeCells;
import klara.outcome.Outcomes;
import klara.region.ActivityCoverage;
import klara.region.AreaOutcomes;
import klara.region.Areas;
import klara.region.Groups;
import klara.table.Field;
import klara.table.Rule;
import klara.table.Table;
import klara.table.Zone;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Why a rate, or mean points, differ from those of Sweden outside Skåne: because other students
 * live here (composition), or because the same kind of students do otherwise (rates); one dimension
 * at a time ({@link GroupGaps}), and by all that is known of students at once ({@link IntakeGaps}).
 */
public final class GapDecomposition {
  static final String ALL_KNOWN = "all_known";
  static final String KITAGAWA = "kitagawa";
  static final String OAXACA_BLINDER = "oaxaca_blinder";

  private static final Field GROUP_DIMENSION =
      Field.of(
          "group_dimension",
          StringType,
          "By what students are grouped; all_known is by parental education, background, time in"
              + " Sweden and sex at once, of municipalities and the county",
          new Rule.Known(),
          new Rule.OneOf(
              Stream.concat(
                      Groups.groups().stream().map(Groups.Group::dimension), Stream.of(ALL_KNOWN))
                  .filter(dimension -> !dimension.equals(Groups.ALL))
                  .distinct()
                  .toList()));
  private static final Field METHOD =
      Field.of(
          "method",
          StringType,
          "kitagawa: one dimension, students of unknown group left out on both sides;"
              + " oaxaca_blinder: all at once, unknown being a group of each, by a linear model of"
              + " the rate outside Skåne with a main effect of each; its composition and half the"
              + " width of its intervals are told in steps of 0.005, of fewer than 200 students"
              + " 0.01, of fewer than 100 0.02; of mean merit values 1 point, 2 and 4",
          new Rule.Known(),
          Rule.OneOf.of(KITAGAWA, OAXACA_BLINDER));
  private static final Field COVERAGE =
      ActivityCoverage.COVERAGE.named(
          ActivityCoverage.COVERAGE.name(),
          ActivityCoverage.COVERAGE.meaning()
              + "; by kitagawa in the least covered of the groups too");
  private static final Field COVERAGE_OF_REST =
      COVERAGE.named(
          COVERAGE.name() + "_of_rest", "The same of Sweden outside Skåne; null likewise");
  private static final Field RATE_OF_REST =
      AreaFigures.RATE.named(
          "rate_of_rest",
          "The rate of Sweden outside Skåne, 0 to 1; null for mean merit values, and unless"
              + " published");
  private static final Field MEAN_POINTS =
      AreaOutcomes.MEAN_POINTS.named(
          AreaOutcomes.MEAN_POINTS.name(),
          "Mean merit value of the area, 0 to 340; by kitagawa that of groups weighed by their"
              + " students; null for shares, and unless published");
  private static final Field MEAN_POINTS_OF_REST =
      AreaOutcomes.MEAN_POINTS.named(
          "mean_merit_points_of_rest",
          "Mean merit value of Sweden outside Skåne, likewise; null for shares, and unless"
              + " published");
  private static final Field DIFFERENCE =
      measured(
          "difference",
          "The area's rate less that of the rest, -1 to 1, or its mean merit value likewise, in"
              + " points; as are both parts");
  private static final Field COMPOSITION =
      measured("composition", "What of it the other make-up of the students is");
  private static final Field COMPOSITION_LOWER =
      measured(
          "composition_lower",
          "Lower 95 % limit by the delta method, groups' sizes taken as known");
  private static final Field COMPOSITION_UPPER = measured("composition_upper", "Upper 95 % limit");
  private static final Field RATES =
      measured(
          "rates",
          "What of it the rates, or mean merit values, of the same groups are; composition + rates ="
              + " difference");
  private static final Field RATES_LOWER = measured("rates_lower", "Lower 95 % limit");
  private static final Field RATES_UPPER = measured("rates_upper", "Upper 95 % limit");
  private static final Field STUDENTS =
      Field.of(
          "students",
          LongType,
          "Students of the area, by kitagawa those whose group is known; null unless published");

  public static final Table TABLE =
      new Table(
          Zone.ANALYSIS,
          "gap_decomposition",
          "one row per outcome, perspective, cohort (alone or three pooled), dimension, method and"
              + " area other than the country",
          List.of(
              OutcomeCells.OUTCOME,
              AreaOutcomes.PERSPECTIVE,
              OutcomeCells.COHORT,
              AreaFigures.COHORTS,
              GROUP_DIMENSION,
              METHOD,
              Areas.AREA_LEVEL,
              Areas.AREA_CODE),
          List.of(
              OutcomeCells.OUTCOME,
              AreaOutcomes.PERSPECTIVE,
              OutcomeCells.COHORT,
              AreaFigures.COHORTS,
              GROUP_DIMENSION,
              METHOD,
              Areas.AREA_LEVEL,
              Areas.AREA_CODE,
              Areas.AREA_NAME,
              STUDENTS,
              AreaFigures.RATE,
              RATE_OF_REST,
              MEAN_POINTS,
              MEAN_POINTS_OF_REST,
              DIFFERENCE,
              COMPOSITION,
              COMPOSITION_LOWER,
              COMPOSITION_UPPER,
              RATES,
              RATES_LOWER,
              RATES_UPPER,
              COVERAGE,
              COVERAGE_OF_REST,
              Status.STATUS));

  private GapDecomposition() {}

  private static Field measured(String name, String meaning) {
    return Field.of(name, DoubleType, meaning + "; null unless published");
  }

  /**
   * What is decomposed: one outcome of one cohort, or of that and those before it, by one
   * dimension.
   */
  record Case(String outcome, String perspective, int cohort, int cohorts, String dimension) {

    /** The same of so many cohorts, this the last. */
    Case withCohorts(int number) {
      return new Case(outcome, perspective, cohort, number, dimension);
    }

    /** Its cohorts one by one, from the last. */
    List<Case> alone() {
      return IntStream.range(0, cohorts)
          .mapToObj(before -> new Case(outcome, perspective, cohort - before, 1, dimension))
          .toList();
    }
  }

  /**
   * What is told of an area, rates as shares or as mean points; errors are half the width of a 95 %
   * interval.
   *
   * @param coverage of the activity responsibility, likewise of the rest
   */
  record Told(
      long students,
      double rate,
      double rateOfRest,
      double composition,
      double compositionError,
      double rates,
      double ratesError,
      @Nullable Double coverage,
      @Nullable Double coverageOfRest) {}

  static Row row(
      Case one, String method, AreaFigure.Area area, @Nullable Told told, String status) {
    boolean isShare = Outcomes.named(one.outcome()).measure() == Outcome.Measure.SHARE;
    Told rate = isShare ? told : null;
    Told mean = isShare ? null : told;
    return RowFactory.create(
        one.outcome(),
        one.perspective(),
        one.cohort(),
        one.cohorts(),
        one.dimension(),
        method,
        area.level(),
        area.code(),
        area.name(),
        told == null ? null : told.students(),
        rate == null ? null : rate.rate(),
        rate == null ? null : rate.rateOfRest(),
        mean == null ? null : mean.rate(),
        mean == null ? null : mean.rateOfRest(),
        told == null ? null : told.rate() - told.rateOfRest(),
        told == null ? null : told.composition(),
        told == null ? null : told.composition() - told.compositionError(),
        told == null ? null : told.composition() + told.compositionError(),
        told == null ? null : told.rates(),
        told == null ? null : told.rates() - told.ratesError(),
        told == null ? null : told.rates() + told.ratesError(),
        told == null ? null : told.coverage(),
        told == null ? null : told.coverageOfRest(),
        status);
  }

  /**
   * Withholds what is said of an area by all that is known where its own figure or that of the rest
   * of the country is withheld, in any cohort it is of.
   *
   * @param decomposed {@link #TABLE}, oaxaca_blinder
   * @param areaOutcomes {@link AreaOutcomes#TABLE}, protected
   */
  public static Dataset<Row> withheld(Dataset<Row> decomposed, Dataset<Row> areaOutcomes) {
    return new WithheldAreas(
            TABLE,
            AreaFigures.COHORTS.col(),
            array(Areas.AREA_CODE.col(), lit(Areas.REST_OF_COUNTRY)))
        .from(decomposed, areaOutcomes);
  }
}
